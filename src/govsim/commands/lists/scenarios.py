"""The scenarios of the package and of a user's own folder."""

from __future__ import annotations

import itertools

from govsim.commands.common.listing import Known, List, Row, Shown
from govsim.study.ask.files import policy_of, scenario_files, scenario_titles
from govsim.study.speak.words import spoken, tell
from govsim.year import MOVED_SETTLE, USUAL_SETTLE


def _rows(known: Known) -> list[Row]:
    titles = scenario_titles(known.config_dir)
    return [
        {
            "name": name,
            "zh": titles.get(str(tree.get("name") or name), {}).get("zh", ""),
            "title": titles.get(str(tree.get("name") or name), {}).get("en", ""),
            "instruments": ", ".join(map(str, policy_of(tree))),
        }
        for name, tree in scenario_files(known.config_dir).items()
    ]


def _show(name: str, known: Known) -> Shown:
    tree = scenario_files(known.config_dir)[name]
    title = scenario_titles(known.config_dir).get(str(tree.get("name") or name), {})
    said = [title.get("zh", ""), *([title.get("en", "")] if spoken() == "en" else [])]
    head = ["  ".join([name, *said]).rstrip()]
    changed = tree.get("instrument") or {}
    keys = [key for key in tree if key not in ("defaults", "name", "title", "instrument")]
    head += [f"{key}: {tree[key]}" for key in keys]
    if tree.get("settle") is None:
        head.append(tell("listing.settles", usual=USUAL_SETTLE, moved=MOVED_SETTLE))
    policy = [str(one) for one in policy_of(tree)]
    head.append(tell("listing.adopts") if policy else tell("listing.adopts_nothing"))
    rows: list[Row] = []
    for one, (setting, value) in itertools.chain.from_iterable(
        ((one, item) for item in (dict(changed.get(one) or {}) or {"": None}).items()) for one in policy
    ):
        zh = known.model.instruments[one].zh if one in known.model.instruments else ""
        rows.append({"instrument": one, "zh": zh, "changed setting": setting, "value": value})
    return head, rows


LIST = List("scenarios", 20, _rows, "scenario", lambda known: scenario_files(known.config_dir), _show)
