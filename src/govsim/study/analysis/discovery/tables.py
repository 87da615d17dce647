"""Tables of what was found, as they are kept beside the runs."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from govsim.study.analysis.discovery.best import Best
from govsim.study.analysis.discovery.columns import NAMES as OF_NAMES
from govsim.study.analysis.discovery.columns import Column
from govsim.study.analysis.discovery.study import Answer, Boxed, Laid

NAMES = ("points", "boxes", "restrictions", "trajectory", "scores", "map", "shares")
PLACES = ("place_0", "place_1")


def tables_of(study: Laid, answers: Sequence[Answer], best: Best | None) -> dict[str, pd.DataFrame]:
    """Every table by name: points, boxes, restrictions, trajectory; scores, map and shares if asked for."""
    made = {
        "points": _all(answers, [_points(study, one) for one in answers]),
        "boxes": _all(answers, [_boxes(one) for one in answers]),
        "restrictions": _all(answers, [_restrictions(study, one) for one in answers]),
        "trajectory": _all(answers, [one.trajectory for one in answers]),
    }
    scored = [one for one in answers if one.scores is not None]
    if scored:
        made["scores"] = _all(scored, [one.scores.table for one in scored if one.scores is not None])
    if best is not None:
        made["map"] = best.points.drop(columns=list(PLACES))
        made["shares"] = best.shares
    return made


def _all(answers: Sequence[Answer], parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The tables of all scenarios in one, with whose each row is."""
    whole = [part.assign(scenario=one.scenario) for one, part in zip(answers, parts, strict=True)]
    kept = [part for part in whole if len(part)] or whole[:1]
    table = pd.concat(kept, ignore_index=True)
    return table[["scenario", *(name for name in table if name != "scenario")]]


def _points(study: Laid, answer: Answer) -> pd.DataFrame:
    design = study.points.design
    settings = pd.DataFrame([design.points[at - 1] for at in answer.points["point"]], columns=list(design.keys))
    return pd.concat([settings, answer.points], axis=1)[["point", *design.keys, *answer.points.columns[1:]]]


def _boxes(answer: Answer) -> pd.DataFrame:
    rows = [
        {"box": at, "points": int(one.inside.sum()), "hits": one.hits, "coverage": one.coverage,
         "density": one.density, "mass": one.mass, "base": one.base, "chance": one.sure.chance,
         **_ends("other_density", one.sure.density), **_ends("other_coverage", one.sure.coverage)}
        for at, one in enumerate(answer.boxes, 1)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(rows[0]) if rows else ["box"])


def _ends(name: str, found: tuple[float, float, float]) -> dict[str, float]:
    return {name: found[0], f"{name}_low": found[1], f"{name}_high": found[2]}


def _restrictions(study: Laid, answer: Answer) -> pd.DataFrame:
    parts = [_of_box(study.columns, at, one) for at, one in enumerate(answer.boxes, 1)]
    columns = ["box", "factor", "side", "end", "names", "quasi_p", "again", "end_low", "end_high"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _of_box(columns: Sequence[Column], at: int, box: Boxed) -> pd.DataFrame:
    made = box.restrictions.assign(box=at)
    made["factor"] = [columns[one].key for one in made["column"]]
    made["names"] = [
        "; ".join(str(name) for name in kept_names(columns[one], one, box)) if side == OF_NAMES else ""
        for one, side in zip(made["column"], made["side"], strict=True)
    ]
    return made


def kept_names(column: Column, at: int, box: Boxed) -> list[object]:
    """The values of a column of names that lie in a box."""
    out = {name for one, name in box.found.box.out if one == at}
    return [name for place, name in enumerate(column.names) if place not in out]
