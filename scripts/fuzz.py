"""Throw generated settings and registers at the command line: each must give results or one clear line.

    python scripts/fuzz.py cases=10000 seed=1

A case is the words of one command and, for registers, a file. It fails when the answer is a traceback or an unexpected
error, when bad input (status 2) leaves something behind, or when good input (status 0) leaves something unfinished.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import shutil
import sys
import tempfile
import time
import types
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from govsim.__main__ import main as govsim
from govsim.commands.common import keeping
from govsim.model import model_of
from govsim.scenario import Population, Scenario
from govsim.study.ask.declarations import industries
from govsim.study.ask.files import scenario_files
from govsim.study.runs.simulate import check_population
from govsim.study.speak.errors import InputError

MODEL = model_of()
EVERY = tuple(MODEL.instruments)
KNOWN = (*EVERY, *MODEL.outcomes, *MODEL.channels, *MODEL.parameters)


def numbers_near(low: float, high: float) -> st.SearchStrategy[str]:
    """Numbers inside, at and outside bounds, as typed."""
    inside = st.floats(low, high, allow_nan=False) if low < high else st.just(low)
    edges = st.sampled_from([low, high, low - 1, high + 1, -low, 0, 1])
    return st.one_of(inside, edges).map(lambda value: f"{value:.6g}")


ODD_WORDS = (
    "nan", "inf", "-inf", "null", "true", "x", "", "''", "[]", "[1", "{}", "{a:1}", "1,2", "1e309", "0x10", "1_0", "-0",
    "[1,2,3]", "[[1],[2]]", "${weeks}", "${no}", "???", "~", "'", '"', "a=b", "\\", "\t", "%s", "{0}", "名称", "\x00",
    "../..", "/", "choice(1,2)", "range(1,3)", "range(3,1)", "interval(0,1)", "glob(*)", "9" * 40, "é", "😀",
)  # fmt: skip
ODD = st.one_of(
    st.sampled_from(ODD_WORDS), st.text(max_size=12), st.integers(-(10**20), 10**20).map(str), st.floats().map(str)
)
SHORT = {
    "weeks": st.sampled_from(["1", "2", "3", "8", "30", "0", "-1", "5201", "8.0", "8.5"]),
    "seeds": st.sampled_from(["1", "2", "[7,9]", "[0]", "0", "-1", "[1,1]", "[2147483648]", "100001", "[]", "1.5"]),
    "start": st.sampled_from(["0", "1", "2", "7", "30", "-1", "null"]),
    "window": st.sampled_from(["[0,1]", "[0,8]", "[2,8]", "[8,2]", "[0,0]", "[0]", "5", "null", "[-1,3]", "[0,9999]"]),
    "engine": st.sampled_from(["core", "core", "mesa", "cor", "null"]),
    "threads": st.sampled_from(["1", "2", "0", "null", "x"]),
    "tables": st.sampled_from(["yearly", "null", "[yearly]", "weekly", "monthly", "[yearly,x]"]),
    "lang": st.sampled_from(["en", "zh", "fr"]),
    "out": st.sampled_from(["here", "a/b/c", "taken", "taken/below", "", "/proc/nowhere", ".", "x" * 300, "a\x00b"]),
    "experiment": st.sampled_from(["mine", "..", "a/b", "试验", "null", "7"]),
    "population": st.sampled_from(["small", "smal", "register", "[small]", "null"]),
    "population.enterprises": st.sampled_from(["1", "2", "5", "20", "0", "-1", "100001", "x", "null"]),
    "population.inspectors": st.sampled_from(["0", "1", "3", "-1", "null", "100001", "x"]),
    "population.seed": st.sampled_from(["0", "1", "2147483647", "2147483648", "x"]),
    "population.path": st.sampled_from(["no.csv", "null", "taken", "."]),
    "population.kind": st.sampled_from(["county", "register", "x"]),
    "name": st.sampled_from(["mine", "null", "''", "3", "a/b", "x" * 400]),
    "title": st.sampled_from(["null", "x", "{en: a}"]),
    "plugins": st.sampled_from(["[]", "[no.py]", "no.py", "[taken]", "null", "[3]"]),
    "scenarios": st.sampled_from(["[baseline,credit]", "[baseline]", "x"]),
    "enterprise": st.sampled_from(["0", "3", "x", "-1", "99999"]),
    "week": st.sampled_from(["0", "3", "x", "-1", "99999"]),
    "seed": st.sampled_from(["0", "3", "x", "-1"]),
}


KINDS = (
    *["short"] * 4, *["setting"] * 3, "generic", "parameter", "industry", "group", "misspelt", "odd",
)  # fmt: skip
PARTS = (
    "start", "end", "phase_in", "scope.share", "scope.industries", "scope.headcount", "scope.enterprises",
    "scope.regions", "scope", "scop",
)  # fmt: skip
PART_VALUES = ("0", "1", "5", "-1", "0.5", "[mining]", "[minin]", "[1,50]", "[50,1]", "[0,3]", "null")


@st.composite
def assignment(draw: st.DrawFn) -> str:
    """One key=value: a key that exists with a value near its bounds, or anything at all."""
    kind = draw(st.sampled_from(KINDS))
    odd = draw(st.integers(0, 9)) == 0
    if kind == "short":
        key = draw(st.sampled_from(sorted(SHORT)))
        return f"{key}={draw(ODD if odd else SHORT[key])}"
    if kind == "setting":
        one = MODEL.instruments[draw(st.sampled_from(EVERY))]
        name = draw(st.sampled_from(sorted(one.settings)))
        declared = one.settings[name]
        return f"instrument.{one.name}.{name}={draw(ODD if odd else numbers_near(declared.low, declared.high))}"
    if kind == "generic":
        value = draw(ODD if odd else st.sampled_from(PART_VALUES))
        return f"instrument.{draw(st.sampled_from(EVERY))}.{draw(st.sampled_from(PARTS))}={value}"
    if kind == "parameter":
        number = MODEL.parameters[draw(st.sampled_from(sorted(MODEL.parameters)))]
        return f"parameter.{number.name}={draw(ODD if odd else numbers_near(number.low, number.high))}"
    if kind == "industry":
        industry = draw(st.sampled_from(sorted(industries())))
        column = draw(st.sampled_from(sorted(industries()[industry])))
        known = industries()[industry][column]
        return f"industry.{industry}.{column}={draw(ODD if odd else numbers_near(known.low, known.high))}"
    if kind == "group":
        return f"instrument=[{','.join(draw(st.lists(st.sampled_from([*EVERY, 'x']), max_size=3)))}]"
    if kind == "misspelt":
        word = draw(assignment())
        at = draw(st.integers(0, max(0, len(word) - 1)))
        return word[:at] + draw(st.sampled_from(["", "x", ".", "=", word[at : at + 1] * 2])) + word[at + 1 :]
    return draw(st.one_of(ODD, st.tuples(ODD, ODD).map("=".join)))


VERBS = (
    *["run"] * 20, *["compare"] * 2, *["sweep"] * 2, "explain", "list", "list", "show", "results", "population",
    "reproduce", "rn",
)  # fmt: skip
FLAGS = (*["--json"] * 8, "--cfg", "job", "-m", "--bogus", "--config-dir", "taken")
SMALL = ("population=small", "population.enterprises=5", "weeks=8", "settle=2", "seeds=1")
VARIED = ("instrument.credit_penalties.loan_spread=0,0.01", "population=small,county", "weeks=8,9")


@st.composite
def command(draw: st.DrawFn) -> list[str]:
    """The words of a command that runs something small, if anything."""
    verb = draw(st.sampled_from(VERBS))
    words = draw(st.lists(assignment(), max_size=4))
    flags = draw(st.lists(st.sampled_from(FLAGS), max_size=1))
    scenario = draw(st.sampled_from([*sorted(scenario_files()), "credt", "nul"]))
    if verb in ("run", "rn"):
        return [verb, f"scenario={scenario}", *SMALL, *words, *flags]
    if verb == "compare":
        return [verb, f"scenarios=[baseline,{scenario}]", *SMALL, *words]
    if verb == "sweep":
        return [verb, "scenario=credit", *SMALL, draw(st.sampled_from(VARIED)), *words[:2]]
    if verb == "explain":
        return [verb, *SMALL, "enterprise=2", "week=3", *words]
    if verb == "list":
        return [verb, draw(st.sampled_from(["instruments", "industries", "channels", "x", ""])), *flags]
    if verb == "show":
        return [
            verb,
            draw(st.one_of(st.sampled_from(KNOWN), ODD)),
        ]
    if verb == "population":
        return [verb, draw(st.sampled_from(["describe", "template", "x"])), *words, "--json"]
    if verb == "reproduce":
        return [verb, *draw(st.lists(ODD, max_size=2))]
    return [verb, draw(st.sampled_from(["list", "show", "export", "delete", "x"])), *draw(st.lists(ODD, max_size=1))]


NAMES = (
    "id", "industry", "employees", "hours", "cases", "deaths", "year", "region", "active", "naics", "企业编号",
    "行业代码", "从业人数", "总工时", "死亡人数", "年度", "", "x", "Employees (avg)", "employees",
)  # fmt: skip
CELL_WORDS = (
    "2382", "3322", "212312", "mining", "C26", "0610", "矿山", "5", "12", "1,200", "1 200", "12.0", "0", "-3", "",
    "NaN", "n/a", "-", "合计", "Total", "2024", "2023", "yes", "停业", "9" * 20, "1e5", '"', "'", "５０", "10人",
)  # fmt: skip
CELLS = st.one_of(st.sampled_from(CELL_WORDS), st.text(max_size=6), st.integers(-5, 5000).map(str))
READING = (
    "population.strict=true", "population.year=2024", "population.scheme=gbt", "population.impossible=missing",
    "lang=zh", "population.map='\"employees=x\"'",
)  # fmt: skip
FILES = ("in.csv", "in.xlsx", "in.parquet", "in", "in.txt")
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16")


@dataclass(frozen=True)
class Register:
    """A file and how it is read."""

    content: bytes
    name: str = "in.csv"
    options: tuple[str, ...] = ()


@st.composite
def register(draw: st.DrawFn) -> Register:
    """A table of establishments, more or less."""
    if draw(st.integers(0, 9)) == 0:
        return Register(draw(st.binary(max_size=200)), draw(st.sampled_from(FILES)))
    usual = draw(st.booleans())
    names = draw(st.lists(st.sampled_from(NAMES), min_size=0 if usual else 1, max_size=5))
    names = ["naics", "employees", *names] if usual else names
    rows = draw(st.lists(st.lists(CELLS, min_size=len(names), max_size=len(names)), max_size=6))
    if usual and draw(st.booleans()):
        rows = [["2382", str(draw(st.integers(1, 400))), *row[2:]] for row in rows]
    separator = draw(st.sampled_from([",", ",", ";", "\t"]))
    lines = [separator.join(cell.replace("\n", " ") for cell in row) for row in [names, *rows]]
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))
    options = draw(st.lists(st.sampled_from(READING), max_size=2))
    return Register(text.encode(draw(st.sampled_from(ENCODINGS)), errors="replace"), "in.csv", tuple(options))


def words_for(case: list[str] | Register, engine: str) -> list[str]:
    """The command of a case; none for two of three registers, which are only read: a command composes for long."""
    if not isinstance(case, Register):
        plays = case[0] in ("run", "compare", "sweep", "rn") and engine != "core"
        return [*case[:2], f"engine={engine}", *case[2:]] if plays else case
    reading = ["population=register", f"population.path={case.name}", *case.options]
    if len(case.content) % 3:
        return []
    if len(case.content) % 2:
        return ["population", "describe", *reading, "--json"]
    return ["run", *reading, "weeks=3", "settle=2", "seeds=1", f"engine={engine}", "instrument=[hazard_hotline]"]


def only_read(case: list[str] | Register) -> int:
    """Read a register as every command does first."""
    assert isinstance(case, Register)
    options = dict(option.removeprefix("population.").split("=", 1) for option in case.options)
    year, strict = options.get("year"), "strict" in options
    population = Population(
        "register", path=case.name, strict=strict, year=int(year) if year else None,
        impossible=options.get("impossible", "refuse"), scheme=options.get("scheme", "auto"),
    )  # fmt: skip
    try:
        check_population(Scenario("fuzz", population), options.get("lang", "en"))
    except InputError as error:
        print(f"govsim: {error}", file=sys.stderr)
        return 2
    return 0


@dataclass
class Fuzz:
    """Cases tried so far, by how they ended, and what failed."""

    place: Path
    engine: str = "core"  # which engine plays what names none
    ends: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def check(self, case: list[str] | Register) -> None:
        """Run one case; raises AssertionError with what is wrong."""
        folder = Path(tempfile.mkdtemp(dir=self.place))
        (folder / "taken").write_text("a file", encoding="utf-8")
        if isinstance(case, Register):
            (folder / case.name).write_bytes(case.content)
        before = {path.relative_to(folder) for path in folder.rglob("*")}
        words = words_for(case, self.engine)
        out, err = io.StringIO(), io.StringIO()
        here = os.getcwd()
        os.chdir(folder)
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                status = govsim(list(words)) if words else only_read(case)
        finally:
            os.chdir(here)
        after = {path.relative_to(folder) for path in folder.rglob("*")}
        try:
            self._judge(status, out.getvalue(), err.getvalue(), folder, after - before)
        except AssertionError as error:
            raise AssertionError(f"{error}\nwords: {words!r}\ncase: {case!r}\n{err.getvalue()[-1500:]}") from None
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        self.ends[
            ("results", "failed runs", "one line")[status] + (", register" if isinstance(case, Register) else "")
        ] += 1

    def _judge(self, status: int, out: str, err: str, folder: Path, made: set[Path]) -> None:
        assert status in (0, 1, 2), f"status {status}"
        assert "Traceback" not in err + out, "a traceback"
        assert "something unexpected went wrong" not in err and "发生意外错误" not in err, "an unexpected error"
        lines = [line for line in err.strip().splitlines() if line.startswith("govsim: ")]
        if status == 2:
            assert not made, f"bad input left {sorted(map(str, made))}"
            assert len(lines) >= 1 or "govsim list" in out or "govsim population" in out or "govsim reproduce" in out, (
                "no clear line"
            )
            assert len(set(lines)) == len(lines), "a mistake said twice"
            assert all(len(line) < 4000 for line in lines), "an endless line"
        if status == 1:
            assert lines and "ValueError" not in err, "settings that pass but do not run"
        for path in made:
            assert path.suffix not in (".tmp", ".part") and path.name not in ("parts", "lock"), f"left {path}"
            if path.name == "runs.parquet":
                about = json.loads((folder / path.parent / "provenance.json").read_text(encoding="utf-8"))
                for name, stamp in about["files"].items():
                    assert (folder / path.parent / name).stat().st_size == stamp["bytes"], f"{name} is half-written"

    def run(self, cases: int, seed: int) -> None:
        """Try so many cases: three of settings for two of registers."""
        rules = settings(
            deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink]
        )
        for strategy, share in ((command(), 0.6), (register(), 0.4)):

            @seeded(seed)
            @settings(rules, max_examples=max(1, round(cases * share)))
            @given(strategy)
            def property_holds(case: list[str] | Register) -> None:
                self.check(case)

            try:
                property_holds()
            except AssertionError as error:
                self.failures.append(str(error))

    def summary(self) -> str:
        """How many cases, how they ended, how many failed."""
        ends = ", ".join(f"{count} {name}" for name, count in sorted(self.ends.items()))
        return f"{sum(self.ends.values())} cases ({ends}); {len(self.failures)} failures."


@contextlib.contextmanager
def quick() -> Iterator[Path]:
    """A place to work in, and no figures: they have tests of their own."""
    figures = keeping.figures
    frozen = gc.get_freeze_count() > 0  # by somebody else, for whom it has to stay so
    gc.freeze()  # what is loaded stays: looking through it again and again takes a third of the time
    none = types.SimpleNamespace(draw_results=lambda *_, **__: ([], []), draw_population=lambda *_, **__: [])
    keeping.figures = lambda: none  # type: ignore[assignment,return-value]
    try:
        with tempfile.TemporaryDirectory(prefix="govsim-fuzz-") as place:
            yield Path(place)
    finally:
        if not frozen:
            gc.unfreeze()
        keeping.figures = figures


def main(words: list[str]) -> int:
    """Run with the numbers given as key=value."""
    given = {"cases": 2000, "seed": 1} | {key: int(value) for key, _, value in (word.partition("=") for word in words)}
    started = time.monotonic()
    with quick() as place:
        fuzz = Fuzz(place)
        fuzz.run(given["cases"], given["seed"])
    for failure in fuzz.failures:
        print(f"FAILED: {failure}\n", file=sys.stderr)
    print(f"{fuzz.summary()} {time.monotonic() - started:.0f} s")
    return 1 if fuzz.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
