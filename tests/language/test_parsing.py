"""Rules are parsed on many threads at once, and none is in another's way."""

import ast
import gc
import inspect
import linecache
from concurrent.futures import ThreadPoolExecutor

import pytest

from govsim.language.parsing import nodes_of, parsed, plain_block


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


WRITTEN = '''
import functools


def plain(x):
    """Words."""
    return x


@functools.lru_cache(
    maxsize=4,
)
@functools.lru_cache
def decorated(
    x,
    y=(1, 2),
) -> int:
    made = (
        x
    )
# a comment at the margin

    if made:
        return made  # and one behind

    return 1
    # the last


def at_the_margin(x):
    made = """
words at the margin
"""
    return made, x


def in_brackets(x):
    return (x +
1)


if True:
    def inside(x):
        return x
class Other:
    pass


def last(x): return x
'''


@pytest.mark.parametrize("name", ["plain", "decorated", "at_the_margin", "in_brackets", "inside", "last"])
def test_the_lines_of_a_function_are_those_that_python_finds_or_no_python(name, tmp_path):
    file, names = tmp_path / "written.py", {}
    file.write_text(WRITTEN, encoding="utf-8")
    exec(compile(WRITTEN, str(file), "exec"), names)  # noqa: S102
    linecache.checkcache(str(file))
    function = inspect.unwrap(names[name])
    found = plain_block(str(file), function.__code__.co_firstlineno)
    wanted = inspect.getsource(function)
    if name in ("at_the_margin", "in_brackets"):
        with pytest.raises(SyntaxError):
            parsed(found)
    elif name == "inside":
        assert not found
    else:
        (tree,) = parsed(found).body
        assert ast.dump(tree, include_attributes=True) == ast.dump(parsed(wanted).body[0], include_attributes=True)


def test_all_nodes_of_a_tree_are_found_once():
    tree = parsed(WRITTEN)
    found = nodes_of(tree)
    plain = (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)  # say how, and hold nothing
    wanted = [one for one in ast.walk(tree) if not isinstance(one, plain)]
    assert [type(one) for one in found if not isinstance(one, plain)] == [type(one) for one in wanted]
