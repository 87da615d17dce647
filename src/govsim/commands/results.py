"""`govsim results`: what was kept, shown, taken out for other programs, put together, drawn again, and deleted."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.commands.common.record import Call, Command, Usage
from govsim.study.speak.paths import typed_path

if TYPE_CHECKING:
    from govsim.study.runs.store import StoredResults

ACTIONS = ("list", "show", "query", "export", "merge", "figures", "delete")
KEYS = ("format", "to", "out", "figures", "lang", "root", "calendar")
OF_ONE = {"format": ("export", "figures"), "to": ("export", "figures"), "out": ("merge",), "figures": ("merge",)}
FLAGS = ("--yes", "--overwrite")


def _results(words: Sequence[str], call: Call) -> int:
    """Run `govsim results ...`; without more words it lists.

    Raises:
        InputError: at an unknown word, or a name that is no result.
    """
    from govsim.study.ask.checks import calendar_year
    from govsim.study.runs.kept import calendar_kept, find
    from govsim.study.runs.places import PROVENANCE, read_json
    from govsim.study.speak.dates import dated
    from govsim.study.speak.errors import InputError
    from govsim.study.speak.terminal import tell_out
    from govsim.study.speak.words import tell

    if call.help:
        tell_out(tell("usage.results"))
        return 0
    if words and words[0] == "query":
        return _query([one for one in words[1:] if not one.startswith("lang=")], call.json)
    given, names = _read(words)
    action = names.pop(0) if names and names[0] in ACTIONS else "list"
    root = typed_path(given["root"]) if "root" in given else None
    if action == "list":
        return _list(typed_path(names[0]) if names else root, call.json)
    for key in given:
        if action not in OF_ONE.get(key, (action,)):
            raise InputError(tell("error.results_key", key=key, action=action, actions=", ".join(OF_ONE[key])))
    if action == "merge":
        from govsim.commands.common.merging import merge_folders

        return merge_folders(names, given, root, call)
    if len(names) != 1:
        raise InputError(tell("error.results_one", action=action))
    if action == "show" and (inside := _inside(typed_path(names[0]))):
        return _show_inside(typed_path(names[0]), inside, call.json)
    folder = find(names[0], root)
    if action == "delete":
        return _delete(folder, "--yes" in words)
    year = given.get("calendar")
    asked = calendar_year(int(year) if year and year.isdecimal() else year)
    with dated(asked if asked is not None else calendar_kept(read_json(folder / PROVENANCE) or {})):
        if action == "figures":
            from govsim.commands.common.merging import draw_again

            return draw_again(folder, given)
        return _show(folder, call.json) if action == "show" else _export(folder, given, "--overwrite" in words)


def _read(words: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    from govsim.commands.common.words import read_words
    from govsim.study.speak.errors import unknown, wrong_kind
    from govsim.study.speak.words import tell

    given, names = read_words(words, KEYS, FLAGS)
    if given.get("to") == "":
        raise wrong_kind("to", "", tell("wanted.folder"))
    if len(names) > 1 and names[0] not in ACTIONS:
        raise unknown("command_of_results", names[0], ACTIONS)
    if names and names[0] not in ACTIONS and not typed_path(names[0]).is_dir():
        raise unknown("command_of_results", names[0], ACTIONS)
    return given, names


def _query(words: Sequence[str], as_json: bool) -> int:
    """Answer a question in SQL to the tables of a folder."""
    from govsim.study.analysis.query import MOST_ROWS, query
    from govsim.study.runs.kept import find
    from govsim.study.speak.errors import InputError
    from govsim.study.speak.terminal import print_rows, say
    from govsim.study.speak.words import tell

    if len(words) != 2:
        raise InputError(tell("error.query_words"))
    rows, more = query(find(words[0], None), words[1])
    print_rows(rows, as_json)
    if more:
        say(tell("note.query_more", count=f"{MOST_ROWS:,}"))
    return 0


def _export(folder: Path, given: dict[str, str], overwrite: bool) -> int:
    from govsim.study.analysis.export import FORMATS, export
    from govsim.study.ask.checks import one_of
    from govsim.study.speak.terminal import tell_out
    from govsim.study.speak.words import counted, tell

    kind = one_of("format", given.get("format", "csv"), "format", FORMATS)
    to = typed_path(given.get("to", f"{folder.name}-{kind}"))
    files = export(folder, kind, to, overwrite)
    tell_out(tell("results.exported", folder=to, files=counted("files", len(files))))
    return 0


def _list(root: Path | None, as_json: bool) -> int:
    """List the results below a folder; of none that was named, below `results` and in the folders beside it."""
    from govsim.study.runs.kept import describe, known
    from govsim.study.runs.places import ROOT
    from govsim.study.speak.terminal import print_rows, tell_out
    from govsim.study.speak.words import tell

    rows = [describe(folder) for folder in known(root)]
    if as_json:
        print_rows(rows, as_json=True)
    elif rows:
        print_rows([_in_words(row) for row in rows])
    else:
        tell_out(tell("results.none", folder=root or ROOT))
    if root is None and not as_json:
        tell_out(tell("results.elsewhere", folder=ROOT))
    return 0


def _inside(place: Path) -> list[Path]:
    """Results in folders below one that holds none itself: of a question, a case, an experiment."""
    from govsim.study.runs.kept import folders, is_results

    return folders(place) if place.is_dir() and not is_results(place) else []


def _show_inside(place: Path, inside: Sequence[Path], as_json: bool) -> int:
    """What an analysis found over several results, and where these are."""
    from govsim.study.runs.kept import describe, named_inside
    from govsim.study.speak.terminal import print_rows, tell_out

    rows = [describe(folder) for folder in inside]
    if as_json:
        print_rows(rows, as_json=True)
        return 0
    _say_section(place)
    print_rows([_in_words(row) for row in rows])
    tell_out(named_inside(place, inside))
    return 0


def _show(folder: Path, as_json: bool) -> int:
    from govsim.commands.common.groups import group_rows, print_groups
    from govsim.commands.common.swept import print_swept, swept_labels
    from govsim.commands.common.tables import called_of, effect_table, run_lines, window_of
    from govsim.study.analysis.comparable import windows_of
    from govsim.study.ask.headlines import headlines
    from govsim.study.runs.kept import describe
    from govsim.study.runs.statistics import summary
    from govsim.study.runs.store import read_results
    from govsim.study.speak.layout import columns_of, command
    from govsim.study.speak.terminal import print_rows, say, tell_out
    from govsim.study.speak.words import counted, tell

    stored = read_results(folder)
    about, model = stored.provenance, stored.model
    outcomes = [name for name in model.outcomes if name in stored.runs]
    if as_json:
        rows = stored.effects if stored.effects is not None else summary(stored.runs, outcomes)
        print_rows(rows.to_dict("records"), as_json=True)
        return 0
    print_rows([_in_words(describe(folder))])
    called = command(tell("results.called", command=""), str(about.get("command") or ""), columns_of(sys.stdout))
    print(f"{called}\n")
    if about.get("kind") == "search":
        _say_section(folder)
    elif about.get("bases"):
        from govsim.commands.common.sweeping import show_kept

        show_kept(stored)
    elif stored.effects is None:
        rows = summary(stored.runs, headlines(model)).to_dict("records")
        _head(stored, rows)
        print_rows(run_lines(model, rows, window_of(stored.scenarios.values())), right=("mean", "95% interval", "runs"))
    else:
        rows = stored.effects.to_dict("records")
        width, reference = columns_of(sys.stdout), str(about.get("reference"))
        varied: Mapping[str, Any] = (about.get("varied") or {}) if stored.scenarios else {}
        points = swept_labels(model, varied, stored.scenarios)
        _head(stored, rows, points)
        if windows := windows_of(list(stored.scenarios.values())):
            say(tell("warning.windows", windows=windows))
        print_swept(model, varied, stored.scenarios)
        print("\n".join(effect_table(model, rows, reference, stored.scenarios, width, None, points)))
    if stored.groups is not None:
        against = None if stored.effects is None else str(about.get("reference"))
        titles, weeks = called_of(model, stored.scenarios), window_of(stored.scenarios.values())
        print_groups(model, group_rows(stored.groups, against), against, titles, weeks)
    if "error" in stored.runs:
        tell_out(tell("results.failures", runs=counted("runs", int(stored.runs["error"].notna().sum()))))
    return 0


def _say_section(folder: Path) -> None:
    """What an analysis found, as it left it in its folder."""
    from govsim.study.analysis.section import read_section
    from govsim.study.speak.terminal import tell_out
    from govsim.study.speak.words import spoken

    section = read_section(folder)
    for words in () if section is None else (section.title, *section.sentences):
        tell_out(words[spoken()] + "\n")


def _in_words(row: Mapping[str, Any]) -> dict[str, Any]:
    """A line about results for people: scenarios as tables call them, and the time of the place."""
    from datetime import datetime

    from govsim.commands.common.swept import swept_labels
    from govsim.commands.common.tables import called_of
    from govsim.model import model_of
    from govsim.study.runs.kept import scenarios_listed
    from govsim.study.runs.places import PROVENANCE, read_json
    from govsim.study.runs.store import scenarios_of

    shown = {key: value for key, value in row.items() if key != "command"}
    about = read_json(Path(row["folder"]) / PROVENANCE) or {}
    varied = None if about.get("bases") else about.get("varied")
    if isinstance(varied, Mapping) and varied and all(isinstance(point, Mapping) for point in varied.values()):
        shown["scenarios"] = scenarios_listed(list(swept_labels(model_of(), varied, {}).values()))
    elif scenarios := scenarios_of(Path(row["folder"])):
        shown["scenarios"] = scenarios_listed(list(called_of(model_of(), scenarios).values()))
    with suppress(ValueError):  # a provenance that somebody changed
        shown["started"] = f"{datetime.fromisoformat(str(row['started'])).astimezone():%Y-%m-%d %H:%M}"
    return shown


def _head(stored: StoredResults, rows: Sequence[Mapping[str, Any]], labels: Mapping[str, str] | None = None) -> None:
    """What the table shows, as the command that ran it said; nothing where another version's settings are not known."""
    from govsim.commands.common.tables import head
    from govsim.study.speak.terminal import tell_out

    about = stored.provenance
    if stored.scenarios:
        seeds, reference = len(about.get("seeds") or ()), about.get("reference")
        tell_out(head(stored.model, stored.scenarios, rows, seeds, str(about.get("engine") or ""), reference,
                      labels=labels, populations=int(about.get("populations", 1))))  # fmt: skip


def _delete(folder: Path, sure: bool) -> int:
    """Remove what is ours; files of the user's own stay, and the folder with them."""
    from govsim.study.runs.derived import derived_in
    from govsim.study.runs.kept import describe
    from govsim.study.runs.lock import holder_of
    from govsim.study.runs.places import PARTS, PROVENANCE, TABLES, read_json, remove_empty
    from govsim.study.speak.errors import InputError, RunError, why
    from govsim.study.speak.terminal import tell_out
    from govsim.study.speak.words import tell

    size, holder = describe(folder)["size"], holder_of(folder / PARTS)
    if holder:
        raise InputError(tell("error.results_held", folder=folder, holder=holder))
    if not sure:
        if not sys.stdin.isatty():
            raise InputError(tell("error.results_yes"))
        if input(tell("results.ask", folder=folder, size=size)).strip().lower() not in ("yes", "y", "是"):
            raise InputError(tell("error.results_yes"))
    about = read_json(folder / PROVENANCE) or {}
    written = [name for name in [*(about.get("files") or ()), *derived_in(about)] if _is_below(folder, name)]
    try:
        (folder / PROVENANCE).unlink(missing_ok=True)  # first: what is left is no result
        for name in (*TABLES, *written):
            (folder / name).unlink(missing_ok=True)
        for name in ("figures", PARTS):
            if (folder / name).is_dir():
                shutil.rmtree(folder / name)
        for place in sorted({(folder / name).parent for name in written} - {folder}, reverse=True):
            remove_empty(place, folder)
        if not any(folder.iterdir()):
            folder.rmdir()
    except OSError as error:
        raise RunError(tell("error.out_unwritable", folder=folder, reason=why(error))) from error
    tell_out(tell("results.deleted", folder=folder))
    return 0


def _is_below(folder: Path, name: str) -> bool:
    """Whether a name of a provenance, which others may have written, is that of a file below the folder."""
    place, top = (folder / name).resolve(), folder.resolve()
    return place != top and place.is_relative_to(top)


COMMAND = Command(
    "results", 80,
    (Usage("what was kept", "已保存的结果", "govsim results [list|show|query|export|figures|delete] FOLDER",
           "govsim results [list|show|query|export|figures|delete] 文件夹"),
     Usage("results of several people put together", "合并多人的结果", "govsim results merge A B out=ALL",
           "govsim results merge A B out=ALL lang=zh")),
    _results,
    names=lambda: ACTIONS,
)  # fmt: skip
