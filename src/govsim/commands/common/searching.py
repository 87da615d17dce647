"""`govsim search`: from the words of a command to a front, kept generation by generation in its folder."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.commands.common.keeping import remark
from govsim.commands.common.record import Asked, Call
from govsim.errors import Interrupted
from govsim.study.ask.checks import listed, yes_or_no
from govsim.study.ask.keys import RUN_KEYS
from govsim.study.ask.resolve import Built, Options, build_options
from govsim.study.speak.dates import dated
from govsim.study.speak.errors import InputError, Mistakes, RunError, why
from govsim.study.speak.terminal import duration, print_rows, progress, say, tell_out
from govsim.study.speak.words import counted, tell

if TYPE_CHECKING:
    from govsim.study.analysis.search.asked import Asked as Space
    from govsim.study.analysis.search.batches import Batches
    from govsim.study.analysis.search.found import Further, Searched
    from govsim.study.analysis.search.hunt import Hunted, Question

KIND = "search"
RUNS, POINTS = "runs.parquet", "scenario.yaml"


@dataclass(frozen=True)
class Job:
    """One search in its folder.

    Attributes:
        question, further: what is searched, and what is done with the front.
        options, call: how.
        folder: where.
        id: a hash of all that decides the numbers.
    """

    question: Question
    further: Further
    options: Options
    call: Call
    folder: Path
    id: str


def search(asked: Asked) -> None:
    """Search, keep what was found, and print the front and what it says."""
    from govsim.study.analysis.search.call import SEEDS

    mistakes = Mistakes()
    given = {one.key for one in asked.given}
    tree = dict(asked.tree) if "seeds" in given else {**asked.tree, "seeds": SEEDS}
    options, space = mistakes.of(build_options, tree), mistakes.of(_space, asked)
    mistakes.refuse()
    question, further = _question(asked, space, options)
    with dated(options.calendar):
        built = [Built(one, question.space.model) for one in (question.space.reference, *question.named)]
        remark(built, options, by_points=True)
        for note in space.notes:
            say(note)
        if yes_or_no("dry_run", asked.own["dry_run"]):
            _tell_cost(question, further, options, asked.call)
            return
        found, folder, drawn = kept(question, further, options, asked.call)
        _tell(found, folder, drawn, asked.call.json)


def _space(asked: Asked) -> Space:
    from govsim.study.analysis.search.asked import Choices, asked_of

    own = asked.own
    what = [one for one in asked.given if one.key not in (*RUN_KEYS, *own, "scenario")]
    named = [one.value for one in asked.given if one.key == "scenario"]
    choices = Choices(own["strengths"], own["starts"], own["whom"])
    reference = str(named[-1]) if named else "baseline"
    return asked_of(reference, own["measures"], own["objectives"], own["candidates"], choices, what,
                    asked.call.config_dir)  # fmt: skip


def _question(asked: Asked, space: Space, options: Options) -> tuple[Question, Further]:
    from govsim.study.analysis.search.call import Effort, question_of

    own = asked.own
    effort = Effort(*(own[key] for key in ("generations", "size", "searches", "fresh", "members")))
    aims = listed("satisfy", own["satisfy"], tell("wanted.list"))
    return question_of(space, own["budget"], options.seeds, effort, own["robust"], aims)


def id_of(question: Question, further: Further) -> str:
    """A hash of all that decides the numbers of a search."""
    from govsim.study.runs.source import result_id

    space = question.space
    several = {f"{at}": one for at, one in enumerate((space.reference, space.full, *question.named))}
    who = result_id(space.model, several, question.seeds)
    asked = (space.measures, question.objectives, question.budget, question.generations, question.size,
             question.searches, question.seed, further)  # fmt: skip
    return hashlib.sha256(repr([KIND, who, asked]).encode()).hexdigest()[:12]


def most_runs(question: Question, further: Further) -> tuple[int, int]:
    """How many mixes and runs a search takes at most."""
    faint = len(question.space.measures) if question.budget is not None else 0
    mixes = question.searches * question.size * question.generations
    mixes = int(min(mixes, question.space.combinations)) + faint
    shown = further.members + len(question.named) + 1
    return mixes, (mixes + 1) * len(question.seeds) + shown * len(further.fresh)


def _tell_cost(question: Question, further: Further, options: Options, call: Call) -> None:
    from govsim.study.analysis.designs.cost import cost_of

    mixes, runs = most_runs(question, further)
    one = cost_of([question.space.full], 1, question.seeds[:1], 1)
    from govsim.engines.room import processors

    used = options.threads or processors()
    seconds = one.seconds * runs / used
    if call.json:
        row = {"mixes": mixes, "runs": runs, "seconds": round(seconds, 1), "processors": used}
        print_rows([row], as_json=True)
        return
    about = {"mixes": f"{mixes:,}", "runs": counted("runs", runs), "time": duration(seconds), "processors": used}
    tell_out(tell("search.cost", **about))


def kept(question: Question, further: Further, options: Options, call: Call) -> tuple[Searched, Path, tuple[Path, ...]]:
    """Search in a folder, from where the last attempt ended.

    Raises:
        InputError: the folder cannot be used, or the search comes to nothing; nothing is left behind.
        Interrupted: the user stops it; batches that are through are kept.
    """
    from govsim.study.runs.lock import locked
    from govsim.study.runs.places import PARTS, check_owner, check_writable, first_missing, remove_empty, results_folder

    name = id_of(question, further)
    folder = results_folder(options.out, options.experiment or KIND, name)
    job = Job(question, further, options, call, folder, name)
    check_owner(folder, name)
    check_writable(folder)
    highest, parts = first_missing(folder), folder / PARTS

    def waiting(holder: str) -> None:
        say(tell("note.waiting", folder=folder, holder=holder))

    try:
        with locked(parts, waiting):
            made = _attempt(job, parts)
            shutil.rmtree(parts, ignore_errors=True)
        return made
    except BaseException as error:
        if isinstance(error, InputError) or not list(parts.glob("*.parquet")):
            shutil.rmtree(parts, ignore_errors=True)
            if folder.is_dir():
                remove_empty(folder, highest)
        raise


def _attempt(job: Job, parts: Path) -> tuple[Searched, Path, tuple[Path, ...]]:
    from govsim.study.analysis.search.batches import Batches
    from govsim.study.analysis.search.found import searched
    from govsim.study.runs.finish import as_json
    from govsim.study.runs.places import PLAN, PROVENANCE
    from govsim.study.runs.shards import write_whole

    known = _known(job, parts)
    question, options = job.question, job.options
    if known:
        is_there = (job.folder / PROVENANCE).is_file()
        about = {"batches": len(known), "folder": job.folder}
        say(tell("note.there", folder=job.folder) if is_there else tell("search.resumed", **about))
    runs = most_runs(question, job.further)[1]
    about = {"id": job.id, "command": _called(job), "runs": question.generations + 2}
    write_whole(parts / PLAN, as_json(about))
    started = time.time()
    with progress(runs, sum(map(len, known.values()))) as on_done:
        play = Batches(question.objectives, options.engine, options.threads, _plain(on_done), parts, known)
        try:
            found = searched(question, job.further, play, _on_generation(job, play))
        except KeyboardInterrupt as error:
            if not play.played:
                raise Interrupted(tell("note.interrupted") + tell("note.nothing_kept")) from error
            raise Interrupted(tell("search.kept", batches=len(play.played), folder=job.folder)) from error
    return found, job.folder, _finish(job, found, play.table(), started)


def _plain(on_done: Callable[..., None]) -> Callable[[], None]:
    return lambda: on_done()


def _on_generation(job: Job, play: Batches) -> Callable[[int, Hunted], None]:
    def told(generation: int, found: Hunted) -> None:
        if not play.new:  # known from before
            return
        about = {"generation": generation, "generations": job.question.generations, "front": len(found.on_front)}
        say(tell("search.generation", mixes=f"{len(found.tried) - 1:,}", **about))

    return told


def _known(job: Job, parts: Path) -> dict[str, Any]:
    """Batches from before: of results that are finished and whole, else those of an attempt that was stopped."""
    import pandas as pd

    from govsim.study.analysis.search.batches import by_batch, kept_in
    from govsim.study.runs.places import PROVENANCE, read_json
    from govsim.study.runs.shards import file_stamp

    about = read_json(job.folder / PROVENANCE) or {}
    stamp = (about.get("files") or {}).get(RUNS)
    if about.get("id") == job.id and stamp is not None and (job.folder / RUNS).is_file():
        if file_stamp(job.folder / RUNS) == stamp:
            return by_batch([pd.read_parquet(job.folder / RUNS)])
        say(tell("note.table_damaged", file=RUNS))
    return kept_in(parts)


def _finish(job: Job, found: Searched, runs: Any, started: float) -> tuple[Path, ...]:
    """Write everything, the provenance, which vouches for the rest, last."""
    from govsim.study.analysis.search.written import files_of, write
    from govsim.study.runs.finish import as_json
    from govsim.study.runs.places import PROVENANCE, read_json
    from govsim.study.runs.provenance import provenance
    from govsim.study.runs.shards import file_stamp, parquet_bytes, write_whole
    from govsim.study.runs.store import scenario_text
    from govsim.study.speak.terminal import KEPT

    question, options, folder = job.question, job.options, job.folder
    reference = question.space.reference
    before = (read_json(folder / PROVENANCE) or {}).get("figures") or {}
    try:
        write(found, folder)
        write_whole(folder / RUNS, parquet_bytes(runs))
        write_whole(folder / POINTS, scenario_text({reference.name: reference}).encode("utf-8"))
        drawn = tuple(found.figure(folder / "figures", options.lang)) if options.figures else ()
        about = provenance(job.id, question.space.model, {reference.name: reference}, question.seeds, options.engine,
                           job.call.words, started)  # fmt: skip
        about |= {
            "kind": KIND, "reference": reference.name, "bases": [reference.name], "failures": [],
            "varied": {one.name: {} for one in found.hunted.tried.values() if one.number},
            "files": {name: file_stamp(folder / name) for name in [*files_of(found), RUNS, POINTS]},
            "figures": {**before, **({options.lang: [one.name for one in drawn]} if drawn else {})},
        }  # fmt: skip
        write_whole(folder / PROVENANCE, as_json(about))
    except OSError as error:
        raise RunError(tell("error.not_written", folder=folder, reason=why(error))) from error
    KEPT.append(folder)
    return drawn


def _called(job: Job) -> str:
    import shlex

    return shlex.join(["govsim", *job.call.words]) if job.call.words else "from Python"


def _tell(found: Searched, folder: Path, drawn: tuple[Path, ...], as_json: bool) -> None:
    """Print the front, the regret where draws were played, and what was found in sentences."""
    from govsim.study.analysis.search.written import asked, described_lines, front_lines, regret_lines

    if as_json:
        rows = [{key: None if value != value else value for key, value in row.items()}
                for row in [*found.front.to_dict("records"), *found.regret.to_dict("records")]]  # fmt: skip
        print_rows(rows, as_json=True)
        return
    tell_out(asked(found) + "\n")
    with suppress(IndexError):
        lines = [dict(list(one.items())[:-1]) for one in front_lines(found)]  # what a mix is takes a line of its own
        print_rows(lines, right=list(lines[0])[1:])
    tell_out()
    for line in described_lines(found):
        tell_out(line, "  ")
    if found.robust is not None:
        tell_out("\n" + tell("search.by_regret"))
        print_rows(regret_lines(found))
    for sentence in found.sentences():
        tell_out("\n" + sentence)
    first = next((one.name for one in found.members if one.tried), None)
    if first is not None:
        tell_out("\n" + tell("search.files", folder=folder / "front", mix=first))
    tell_out("\n" + tell("table.where", folder=folder))
    if drawn:
        tell_out(tell("table.figures", folder=drawn[0].parent, count=len(drawn)))
