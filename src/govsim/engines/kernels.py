"""Compiled kernels in a cache folder of the user, each named by a hash of everything that it reaches."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.engines import helpers, kept, machine, news
from govsim.engines.collecting import collecting_seldom
from govsim.engines.folder import KEPT, cache_folder, keep_fresh
from govsim.engines.kernel_text import Need, layouts_of
from govsim.engines.layout import ENTRY_BYTES, Layout
from govsim.engines.naming import kernel_name
from govsim.engines.pieces import kernel_of, pieces_of
from govsim.engines.records import CALL, CLOCK, KEY
from govsim.engines.vectors.reasons import RowByRow
from govsim.engines.week import Stage
from govsim.language import Model

if TYPE_CHECKING:
    from govsim.engines.compiling import Work

_LOADED: dict[str, int] = {}  # addresses of what this process has, by name
_LOADING = threading.RLock()  # one kernel is compiled or read at a time, as numba does anyway
_SHARING = threading.Lock()  # one call at a time has other processes: the processors are the same for all


@dataclass(frozen=True, eq=False)
class Text:
    """A generated text and what it hangs on.

    Attributes:
        name: of its files; everything that it reaches is part of it.
        text: defines a function of whole numbers.
        function: the function's name.
        layouts: what the text calls layouts.
        functions: functions of the model that it calls, by its names for them.
        vectors: writes the same for LLVM, to be done on eight rows at a time; None where numba compiles the text.
    """

    name: str
    text: str
    function: str
    layouts: Mapping[str, Layout]
    functions: Mapping[str, Callable[..., Any]]
    vectors: Callable[[], str] | None = None

    @property
    def path(self) -> Path:
        """The file of its machine code."""
        return cache_folder() / f"{self.name}{KEPT}"


def _address_of(text: Text) -> int:
    """Where the machine code of a text begins: kept, or compiled now and kept."""
    with _LOADING:
        if text.name not in _LOADED:
            _LOADED[text.name] = _address_kept(text) or machine.address_of(*_compile(text))
            keep_fresh(text.path)
        return _LOADED[text.name]


def _address_kept(text: Text) -> int | None:
    """Where kept machine code begins; None where none is kept, or this machine cannot take it."""
    found = kept.code_in(text.path)
    if found is None:
        return None
    try:
        return machine.address_of(*found)
    except RuntimeError:
        return None


def _compile(text: Text) -> tuple[bytes, str]:
    vectors = _vectors_of(text)
    if vectors is not None:
        from govsim.engines.vectors.modules import keep as keep_vectors

        return keep_vectors(text.path, text.text, text.function, vectors)
    from govsim.engines.compiling import keep

    return keep(text.path, text.text, text.function, text.layouts, text.functions)


def _vectors_of(text: Text) -> str | None:
    """The text for LLVM; None where numba compiles it: also where steps can be converted each, but not together."""
    try:
        return None if text.vectors is None else text.vectors()
    except RowByRow:
        return None


def compile_all(model: Model, stages: Iterable[Stage], processors: int) -> None:
    """Compile what the cache has not of some stages, in as many processes as there are processors for.

    Other processes do what stands in modules of the package; what they leave undone is done when it is asked for.
    Meanwhile other threads load what is kept, and compile what they need themselves.
    """
    pieces = (piece for stage in stages for piece in pieces_of(model, stage))
    texts = {text.name: text for text in [*map(functools.partial(text_of, model), pieces), _driver_text()]}.values()
    if missing := _missing(texts):
        news.compiling(len(missing))
        with _SHARING, collecting_seldom():
            _share(_missing(texts), processors)


def _missing(texts: Iterable[Text]) -> list[Text]:
    return [text for text in texts if text.name not in _LOADED and kept.code_in(text.path) is None]


def _share(missing: Sequence[Text], processors: int) -> None:
    several = processors > 1 and len(missing) > 1
    works = [work for work in map(_work, missing) if work is not None] if several else []
    mine, *others = helpers.share_out(works, processors)
    processes = [helpers.start(share) for share in others if share]
    left = {work.path for work in mine} | {text.path for text in missing} - {work.path for work in works}
    try:
        for text in missing:
            if text.path in left:
                _address_of(text)
        for process in processes:
            if process:
                process.wait()
    finally:
        for process in processes:
            if process:
                process.kill()
                process.wait()


def _work(text: Text) -> Work | None:
    """The text as work for another process; None where a function can't be found there."""
    from govsim.engines.compiling import Work, origin_of

    vectors = _vectors_of(text)
    if vectors is not None:
        return Work(text.path, text.text, text.function, {}, {}, vectors)
    named = {alias: origin_of(function) for alias, function in text.functions.items()}
    known = {alias: origin for alias, origin in named.items() if origin is not None}
    if len(known) < len(named):
        return None
    return Work(text.path, text.text, text.function, text.layouts, known)


@lru_cache(maxsize=4096)
def name_of(model: Model, stage: Stage) -> str:
    """The name under which a stage's kernel is kept: the stage's, and a hash of all that it reaches.

    Raises:
        DeclarationError: when a source cannot be read.
    """
    kernel = kernel_of(model, stage)
    return kernel_name(kernel.name, kernel.source(), kernel.functions.values(), layouts_of(model, kernel))


@lru_cache(maxsize=4096)
def text_of(model: Model, stage: Stage) -> Text:
    """The text of a stage's kernel."""
    kernel = kernel_of(model, stage)
    layouts = {f"layout_{k}": made for k, made in enumerate(layouts_of(model, kernel))}
    vectors = functools.partial(_vectors, model, stage) if kernel.vectors else None
    return Text(name_of(model, stage), kernel.source(), kernel.name, layouts, kernel.functions, vectors)


@lru_cache(maxsize=4096)
def _vectors(model: Model, stage: Stage) -> str:
    from govsim.engines.vectors.write import llvm_text

    (piece,), kernel = pieces_of(model, stage), kernel_of(model, stage)
    return llvm_text(model, piece, kernel, layouts_of(model, kernel))


def load(model: Model, stage: Stage) -> tuple[int, tuple[Need, ...]]:
    """The machine code of a stage, compiled if nobody has before: its address, and what its context must hold."""
    return _address_of(text_of(model, stage)), kernel_of(model, stage).needs


@dataclass(frozen=True)
class Program:
    """Kernels that are played one after the other.

    Attributes:
        kernels: the address of each, and what its context must hold.
    """

    kernels: tuple[tuple[int, tuple[Need, ...]], ...]

    def __len__(self) -> int:
        return len(self.kernels)

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """What any of them needs, each once."""
        return tuple(dict.fromkeys(need for _, needs in self.kernels for need in needs))

    @cached_property
    def taken(self) -> np.ndarray:
        """What stands in the contexts of all kernels, one behind the other: numbers of `needs`."""
        number = {need: at for at, need in enumerate(self.needs)}
        return np.array([number[need] for _, needs in self.kernels for need in needs], np.int64)

    @cached_property
    def calls(self) -> np.ndarray:
        """Where each kernel lies, and how far behind the first its context."""
        sizes = [len(needs) * ENTRY_BYTES for _, needs in self.kernels]
        contexts = accumulate(sizes[:-1], initial=0)
        return np.array([(one[0], at) for one, at in zip(self.kernels, contexts, strict=False)], CALL)


def program_of(model: Model, stages: Iterable[Stage]) -> Program:
    """The machine code of some stages, piece by piece."""
    return Program(tuple(load(model, piece) for stage in stages for piece in pieces_of(model, stage)))


DRIVER = """
def play(context, first, last):
    now = pick(take(context, 0, layout_clock), 0)
    keys = take(context, 1, layout_key)
    calls = take(context, 2, layout_calls)
    for week in range(first, last):
        now.week = week
        now.key = pick(keys, week - first).value
        for k in range(length(calls)):
            one = pick(calls, k)
            call(one.kernel, one.context)
"""


@cache
def _driver_text() -> Text:
    layouts = {"layout_clock": Layout.of(CLOCK), "layout_key": Layout.of(KEY), "layout_calls": Layout.of(CALL)}
    return Text(kernel_name("play", DRIVER, (), layouts.values()), DRIVER, "play", layouts, {})


@cache
def driver() -> Callable[[int, int, int], None]:
    """The function that plays weeks by calling kernels: it knows none of them, and is compiled once.

    Returns:
        A function of the address of a context (clock, keys from the first week on, calls of a week), the first week
        and the week after the last.
    """
    return machine.callable_at(_address_of(_driver_text()))
