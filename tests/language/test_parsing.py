"""Rules are parsed on many threads at once, and none is in another's way."""

import gc
from concurrent.futures import ThreadPoolExecutor

from govsim.language.parsing import parsed


class Wakes:
    """Something in a circle, which Python code takes leave of: another thread may go on then."""

    def __init__(self):
        self.me = self

    def __del__(self):
        for _ in range(50):
            pass


def test_texts_are_parsed_on_threads():
    deep = "x = " + "(" * 60 + "1" + " + 1)" * 60

    def one(number):
        for _ in range(40):
            Wakes()
            assert len(parsed(f"{deep}\ny = {number}").body) == 2
        return number

    threshold = gc.get_threshold()
    gc.set_threshold(20)
    try:
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(one, range(32))) == list(range(32))
    finally:
        gc.set_threshold(*threshold)
