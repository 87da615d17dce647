"""The library of figures as they need it, whatever a notebook or a user has made of it, and left as it was found."""

from __future__ import annotations

import io
import os
import sys
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from contextvars import ContextVar
from typing import Any

from govsim.study.speak.process import is_ours

if "matplotlib" not in sys.modules and "MPLBACKEND" in os.environ:
    _asked = os.environ.pop("MPLBACKEND")  # a notebook's backend may not be installed here, and figures need none
    try:
        import matplotlib
    finally:
        os.environ["MPLBACKEND"] = _asked
    if _asked:
        with suppress(ValueError):  # what matplotlib makes of it by itself, or would refuse
            matplotlib.rcParams["backend"] = _asked
else:
    import matplotlib


@contextmanager
def _without_its_help() -> Iterator[None]:
    """Import no help on each property of each class: to write it takes half of the import, and no command shows it."""
    from matplotlib import artist

    ways = {(artist, "kwdoc"): lambda _: "", (artist.Artist, HELP): classmethod(lambda _: None)}
    kept = {(place, name): vars(place)[name] for place, name in ways if name in vars(place)}
    for place, name in kept:
        setattr(place, name, ways[place, name])
    try:
        yield
    finally:
        for (place, name), way in kept.items():
            setattr(place, name, way)


@contextmanager
def _without_space() -> Iterator[None]:
    """Import no axes of three dimensions, which no figure has; matplotlib goes on without where they are not there."""
    kept = sys.modules.get(SPACE)
    if kept is not None:
        yield
        return
    sys.modules[SPACE] = None  # type: ignore[assignment]  # Python takes it for a module that is not there
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        del sys.modules[SPACE]


@contextmanager
def _lean() -> Iterator[None]:
    """Import matplotlib without what no command shows."""
    with _without_space(), _without_its_help():
        yield


HELP, SPACE = "_update_set_signature_and_docstring", "mpl_toolkits.mplot3d"
with _lean() if is_ours() else nullcontext():
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

_ONE_AT_A_TIME = threading.RLock()  # matplotlib's settings are the process's
_THEIRS = ("backend", "backend_fallback", "interactive", "toolbar", "timezone", "webagg", "savefig.directory")
DOTS_SHOWN = 100  # an inch, in a notebook


@contextmanager
def only(settings: Mapping[str, Any]) -> Iterator[None]:
    """The defaults of matplotlib with some settings, and nothing of a user's style; the user's come back."""
    plain = {key: value for key, value in matplotlib.rcParamsDefault.items() if not key.startswith(_THEIRS)}
    with _ONE_AT_A_TIME, matplotlib.rc_context({**plain, **settings}):
        yield


class Shown(Figure):
    """A figure that looks the same whoever draws it: a notebook, or a program with a style of its own."""

    def __init__(self, settings: Mapping[str, Any], **how: Any) -> None:
        super().__init__(**how)
        self.settings = settings

    def draw(self, renderer: Any) -> None:
        """Draw with the settings that it was made with."""
        with only(self.settings):
            super().draw(renderer)

    def _repr_png_(self) -> bytes:
        return self.as_png()

    def as_png(self, dots: float = DOTS_SHOWN) -> bytes:
        """The picture as a PNG of so many dots an inch."""
        with only(self.settings), io.BytesIO() as picture:
            FigureCanvasAgg(self).print_figure(picture, format="png", dpi=dots, facecolor="white")
            return picture.getvalue()


_KEPT: ContextVar[dict[str, Shown] | None] = ContextVar("kept", default=None)


@contextmanager
def kept_open() -> Iterator[dict[str, Shown]]:
    """Figures that are made inside are not written but kept, by the names of their files."""
    found: dict[str, Shown] = {}
    before = _KEPT.set(found)
    try:
        yield found
    finally:
        _KEPT.reset(before)


def keeps(name: str, figure: Shown) -> bool:
    """Keep a figure, where figures are kept and not written."""
    found = _KEPT.get()
    if found is None:
        return False
    found[name] = figure
    return True
