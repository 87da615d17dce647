"""The figures of a search."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from govsim.figures import draw_search as draw
from govsim.locale import LANGUAGES
from govsim.study.analysis.measured import period, window_of
from govsim.study.analysis.search.describe import aims_said, called_of, described
from govsim.study.analysis.search.fresh import Member
from govsim.study.analysis.search.objectives import titles_of_objectives, units_of_objectives
from govsim.study.analysis.search.robust import WHOLE
from govsim.study.analysis.search.sentences import scenario_titles
from govsim.study.analysis.section import in_both
from govsim.study.speak.words import speaking

if TYPE_CHECKING:
    from govsim.study.analysis.search.found import Searched


def draw_search(found: Searched, folder: Path, lang: str) -> list[Path]:
    """Draw the front, its growth, and regret where draws were played."""
    return draw(_front(found), found.hypervolume, _regret(found), folder, _meta(found), lang)


def _meta(found: Searched) -> dict[str, Any]:
    question = found.question
    reference = question.space.reference
    titles = titles_of_objectives(found.model, question.objectives)
    units = units_of_objectives(found.model, question.objectives, [reference])
    weeks = window_of([reference])
    made: dict[str, Any] = {
        "objectives": {one.name: {"title": titles[one.name], "unit": units[one.name]} for one in question.objectives},
        "reference": in_both(lambda: scenario_titles(found)[reference.name]),
        "period": in_both(lambda: period(weeks) if weeks else ""), "seeds": len(question.seeds),
        "fresh": len(found.further.fresh), "tried": len(found.hunted.tried) - 1,
    }  # fmt: skip
    if found.robust is not None:
        made["aims"] = in_both(lambda: aims_said(question, found.further.aims))
        made["draws"], made["numbers"] = found.robust.joint.draws, len(found.robust.joint.points.design.keys)
    return made


def _front(found: Searched) -> dict[str, Any]:
    hunted = found.hunted
    keys = [key for key in hunted.tried if key != "{}"]
    values = np.array([hunted.tried[key].change for key in keys]).reshape(len(keys), len(found.names))
    fits = np.array([hunted.fits(key) for key in keys], bool)
    return {
        "tried": values[fits], "over": values[~fits],
        "members": [_member(found, one) for one in found.members if one.tried],
        "named": [_member(found, one) for one in found.members if not one.tried],
    }  # fmt: skip


def _member(found: Searched, one: Member) -> dict[str, Any]:
    return {
        "label": one.name.removeprefix("mix-") if one.tried else one.name, "said": in_both(lambda: _said(found, one)),
        "means": [each.mean for each in one.changes], "lows": [each.low for each in one.changes],
        "highs": [each.high for each in one.changes], "stays": one.stays,
    }  # fmt: skip


def _said(found: Searched, one: Member) -> str:
    return described(found.model, one.tried.point) if one.tried else scenario_titles(found).get(one.name, one.name)


def _regret(found: Searched) -> pd.DataFrame:
    """A row a member, in the order of the largest regret."""
    if found.robust is None:
        return pd.DataFrame()
    rows = found.regret[found.regret["objective"] == WHOLE].set_index("mix")
    made = pd.DataFrame({
        "mix": found.robust.names, "regrets": list(found.robust.whole),
        "share": [rows.loc[name, "satisficing_share"] for name in found.robust.names],
    })  # fmt: skip
    for lang in LANGUAGES:
        with speaking(lang):
            titles = scenario_titles(found)
            made[f"said_{lang}"] = [called_of(name, titles) for name in made["mix"]]
    return made.iloc[np.argsort([one.max() for one in made["regrets"]], kind="stable")].reset_index(drop=True)
