"""`govsim results`: what was kept, shown, taken out for other programs, and deleted."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from govsim.locale import LANGUAGES
from govsim.study.ask.checks import one_of
from govsim.study.runs.lock import holder_of
from govsim.study.runs.places import PARTS, PLAN, PROVENANCE, ROOT, TABLES, megabytes, read_json
from govsim.study.runs.shards import Shards, file_stamp
from govsim.study.speak.errors import InputError, RunError, unknown, why, wrong_kind
from govsim.study.speak.terminal import print_rows, say
from govsim.study.speak.words import counted, tell

ACTIONS = ("list", "show", "export", "delete")
KEYS = ("format", "to", "lang", "root")
FLAGS = ("--yes", "--overwrite")


def command(words: Sequence[str], flags: Mapping[str, Any]) -> int:
    """Run `govsim results ...`; without more words it lists.

    Raises:
        InputError: at an unknown word, or a name that is no result.
    """
    if flags["help"]:
        print(tell("usage.results"))
        return 0
    given, names = _read(words)
    action = names.pop(0) if names and names[0] in ACTIONS else "list"
    root = Path(given.get("root", ROOT)).expanduser()
    if action == "list":
        return _list(Path(names[0]).expanduser() if names else root, flags["json"])
    if len(names) != 1:
        raise InputError(tell("error.results_one", action=action))
    folder = find(names[0], root)
    if action == "show":
        return _show(folder, flags["json"])
    if action == "delete":
        return _delete(folder, "--yes" in words)
    from govsim.study.analysis.export import FORMATS, export

    kind = one_of("format", given.get("format", "csv"), "format", FORMATS)
    to = Path(given.get("to", f"{folder.name}-{kind}")).expanduser()
    files = export(folder, kind, to, "--overwrite" in words)
    if kind == "xlsx":
        say(tell("results.weekly_means"))
    print(tell("results.exported", folder=to, count=len(files)))
    return 0


def _read(words: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    given: dict[str, str] = {}
    names: list[str] = []
    for word in words:
        key, equals, value = word.partition("=")
        if word in FLAGS:
            continue
        if word.startswith("-"):
            raise unknown("flag", word, [*FLAGS, "--json", "--help"])
        if not equals or is_place(word, KEYS):
            names.append(word)
        elif key not in KEYS:
            raise unknown("key", key, KEYS)
        else:
            given[key] = value
    one_of("lang", given.get("lang", "en"), "language", LANGUAGES)
    if given.get("to") == "":
        raise wrong_kind("to", "", tell("wanted.folder"))
    if len(names) > 1 and names[0] not in ACTIONS:
        raise unknown("command_of_results", names[0], ACTIONS)
    if names and names[0] not in ACTIONS and not Path(names[0]).expanduser().is_dir():
        raise unknown("command_of_results", names[0], ACTIONS)
    return given, names


def is_place(word: str, keys: Sequence[str]) -> bool:
    """Whether a word with an equals sign is a folder that is there, and no key with its value."""
    return word.partition("=")[0] not in keys and Path(word).expanduser().exists()


def folders(root: Path) -> list[Path]:
    """Every folder of results below a folder, or the folder itself."""
    if is_results(root):
        return [root]
    found = {file.parent for file in root.rglob(PROVENANCE)} | {file.parent.parent for file in root.rglob(PLAN)}
    return sorted(folder for folder in found if is_results(folder))


def is_results(folder: Path) -> bool:
    """Whether a folder holds results, finished or not, or what is left of them."""
    known = read_json(folder / PROVENANCE) or read_json(folder / PARTS / PLAN) or {}
    return "id" in known or (folder / PROVENANCE).is_file() and (folder / "scenario.yaml").is_file()


def find(name: str, root: Path) -> Path:
    """A folder of results by its path, its id, or the beginning of its id.

    Raises:
        InputError: when there is none, or several.
    """
    place = Path(name).expanduser()
    if is_results(place):
        return place
    known = folders(root) if root.is_dir() else []
    found = [folder for folder in known if folder.name == name] or [
        folder for folder in known if len(name) > 2 and folder.name.startswith(name)
    ]
    if len(found) > 1:
        raise InputError(tell("error.results_several", name=name, names=", ".join(map(str, found[:5]))))
    if not found:
        raise unknown("result", name, [folder.name for folder in known], see=tell("see.results"))
    return found[0]


def describe(folder: Path) -> dict[str, Any]:
    """One line about a folder of results."""
    about = read_json(folder / PROVENANCE) or {}
    plan = about or read_json(folder / PARTS / PLAN) or {}
    scenarios, seeds = about.get("scenarios"), about.get("seeds")
    names = list(map(str, scenarios)) if isinstance(scenarios, Mapping) else []
    return {
        "folder": str(folder),
        "state": state(folder),
        "scenarios": ", ".join(names[:6]) + (", ..." if len(names) > 6 else ""),
        "seeds": len(seeds) if isinstance(seeds, list) and seeds else None,
        "started": str(about.get("started") or ""),
        "size": megabytes(sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())),
        "command": str(plan.get("command") or ""),
    }


def state(folder: Path) -> str:
    """Finished, with runs that failed; unfinished, with how much is there; or damaged, with the first bad file."""
    about, plan = read_json(folder / PROVENANCE), read_json(folder / PARTS / PLAN)
    if about is None and not (folder / PROVENANCE).is_file():
        total = (plan or {}).get("runs")
        if not isinstance(total, int):
            return tell("results.damaged", file=f"{PARTS}/{PLAN}")
        return tell("results.unfinished", done=f"{Shards(folder / PARTS).count():,}", total=f"{total:,}")
    if about is None or not is_provenance(about):
        return tell("results.damaged", file=PROVENANCE)
    changed = changed_files(folder, about)
    if changed:
        return tell("results.damaged", file=changed[0])
    failed = len(about.get("failures") or [])
    return tell("results.finished_but", failed=f"{failed:,}") if failed else tell("results.finished")


def is_provenance(about: Mapping[str, Any]) -> bool:
    """Whether a provenance names scenarios, seeds and the hashes of files."""
    kinds = {"scenarios": Mapping, "files": Mapping, "seeds": list}
    return all(isinstance(about.get(key), kind) for key, kind in kinds.items())


def changed_files(folder: Path, about: Mapping[str, Any]) -> list[str]:
    """Files that are gone, or are not as they were written: their hash differs from that of the provenance."""
    return [
        name
        for name, stamp in about["files"].items()
        if (folder / name).is_file() or not name.startswith("figures/")  # pictures may go
        if not (folder / name).is_file() or file_stamp(folder / name) != stamp
    ]


def _list(root: Path, as_json: bool) -> int:
    rows = [describe(folder) for folder in (folders(root) if root.is_dir() else [])]
    if as_json:
        print_rows(rows, as_json=True)
    elif rows:
        print_rows([{key: value for key, value in row.items() if key != "command"} for row in rows])
    else:
        print(tell("results.none", folder=root))
    return 0


def _show(folder: Path, as_json: bool) -> int:
    from govsim.commands.running import effect_lines, headlines, label, run_lines
    from govsim.language import OUTCOMES
    from govsim.study.ask.declarations import load_declarations
    from govsim.study.runs.store import read_results
    from govsim.study.statistics import summary

    load_declarations()
    stored = read_results(folder)
    about = stored.provenance
    outcomes = [name for name in OUTCOMES if name in stored.runs]
    if as_json:
        rows = stored.effects if stored.effects is not None else summary(stored.runs, outcomes)
        print_rows(rows.to_dict("records"), as_json=True)
        return 0
    print_rows([{key: value for key, value in describe(folder).items() if key != "command"}])
    print(f"{tell('results.called', command=about.get('command', ''))}\n")
    if stored.effects is None:
        print_rows(run_lines(summary(stored.runs, headlines()).to_dict("records")), right=("mean", "95% interval"))
    else:
        rows = stored.effects.to_dict("records")
        print_rows(effect_lines(rows, str(about.get("reference"))), right=[label(name) for name in headlines()])
    if "error" in stored.runs:
        print(tell("results.failures", runs=counted("runs", int(stored.runs["error"].notna().sum()))))
    return 0


def _delete(folder: Path, sure: bool) -> int:
    """Remove what is ours; files of the user's own stay, and the folder with them."""
    size, holder = describe(folder)["size"], holder_of(folder / PARTS)
    if holder:
        raise InputError(tell("error.results_held", folder=folder, holder=holder))
    if not sure:
        if not sys.stdin.isatty():
            raise InputError(tell("error.results_yes"))
        if input(tell("results.ask", folder=folder, size=size)).strip().lower() not in ("yes", "y", "是"):
            raise InputError(tell("error.results_yes"))
    try:
        (folder / PROVENANCE).unlink(missing_ok=True)  # first: what is left is no result
        for name in TABLES:
            (folder / name).unlink(missing_ok=True)
        for name in ("figures", PARTS):
            if (folder / name).is_dir():
                shutil.rmtree(folder / name)
        if not any(folder.iterdir()):
            folder.rmdir()
    except OSError as error:
        raise RunError(tell("error.out_unwritable", folder=folder, reason=why(error))) from error
    print(tell("results.deleted", folder=folder))
    return 0
