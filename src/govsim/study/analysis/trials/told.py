"""What trials found, in words: sentences, tables as people read them, and a part of a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.locale import label
from govsim.study.analysis.section import Picture, Section, Shown, each_in_both, in_both, words
from govsim.study.analysis.trials.outcomes import RECORDED, TRUE
from govsim.study.analysis.trials.summary import WANTED, smallest
from govsim.study.speak.terminal import figure, percent, span
from govsim.study.speak.words import counted, spoken, tell

if TYPE_CHECKING:
    import pandas as pd

    from govsim.study.analysis.trials.asked import Trials

Row = Mapping[str, Any]


def title(found: Trials) -> str:
    """What was asked."""
    question = found.laid.question
    return tell("trial.title", design=tell(f"trial.design_{question.design}"), treatment=treatment(found))


def treatment(found: Trials) -> str:
    """What the treatment is called."""
    comma = "、" if spoken() == "zh" else ", "
    return comma.join(label(found.model.instruments[name], spoken()) for name in found.laid.instruments)


def how(found: Trials) -> str:
    """How the trials are made, in a line."""
    laid, question = found.laid, found.laid.question
    units = tell(f"trial.units_{question.units}", count=f"{laid.units:,}")
    about = {"before": question.before, "horizon": question.horizon, "trials": len(laid.seeds)}
    treated = round(float(found.estimates["treated"].mean()))
    return tell(
        "trial.how",
        units=units,
        treated=f"{treated:,}",
        outcome=outcome(found),
        estimator=tell(f"trial.estimator_{_main_estimator(found)}"),
        **about,
    )


def _main_estimator(found: Trials) -> str:
    return str(found.estimates["estimator"].iloc[0])


def outcome(found: Trials) -> str:
    """What is counted."""
    return tell(f"trial.outcome_{found.laid.question.outcome}")


def sentences(found: Trials) -> list[str]:
    """What was found, the most important first."""
    said: list[str] = []
    rows: Sequence[Row] = found.summary.to_dict("records")
    for row in (one for one in rows if not one["beside"]):
        said += [_main(row), *_missing(row), *_filter(row)]
    said += [str(_beside(row)) for row in rows if row["beside"]]
    main = [one for one in rows if not one["beside"]]
    said += _looks(main)
    by_choice = {row["assignment"]: row for row in reversed(main)}  # what is so is one for both books
    for row in reversed(by_choice.values()):
        so = _record(row) + _everywhere(row) + _published(found, row)
        said += so if len(by_choice) == 1 else [_whose(row, one) for one in so]
    return said + _power(found)


def arm_said(row: Row) -> str:
    """Who is treated, and which book the study counts."""
    return tell("trial.arm", assignment=tell(f"trial.by_{row['assignment']}"), book=tell(f"trial.book_{row['book']}"))


def _main(row: Row) -> str:
    if not np.isfinite(row["estimate"]):
        return _failed(row)
    return tell("trial.said", arm=arm_said(row), estimate=effect(row, "estimate"), true=effect(row, "true_effect"),
                covers=of(row["covers_true"]), power=of(row["power"]), half=points(row["half_width"]))  # fmt: skip


def _failed(row: Row) -> str:
    return tell("trial.said_failed", arm=arm_said(row), failed=row["failed"], trials=row["trials"])


def _missing(row: Row) -> list[str]:
    """That some trials have no estimate: shares that hold the truth are of the others."""
    return [_failed(row)] if row["failed"] and np.isfinite(row["estimate"]) else []


def _filter(row: Row) -> list[str]:
    if not np.isfinite(row["exaggeration"]) or row["power"] >= WANTED:
        return []
    about = {"times": figure(round(row["exaggeration"], 1)), "wrong": of(row["wrong_sign"])}
    return [tell("trial.said_filter", arm=arm_said(row), **about)]


def _beside(row: Row) -> str:
    about = {"estimate": effect(row, "estimate"), "covers": of(row["covers_true"])}
    return tell(f"trial.said_{row['estimator']}", arm=arm_said(row), **about)


def _looks(main: Sequence[Row]) -> list[str]:
    """What choosing by looks does to the estimate, against lots; what judging by the record does."""
    said: list[str] = []
    for row in main:
        if np.isfinite(row["bias_low"]):
            key = "bias_none" if row["bias_low"] <= 0.0 <= row["bias_high"] else "bias"
            said.append(tell(f"trial.said_{key}", arm=arm_said(row), bias=_points(row, "bias")))
    return said


def _whose(row: Row, said: str) -> str:
    return str(tell("trial.whose", assignment=tell(f"trial.by_{row['assignment']}"), said=said))


def _record(row: Row) -> list[str]:
    about = {TRUE: effect(row, "true_effect"), RECORDED: effect(row, "recorded_effect")}
    return [str(tell("trial.said_record", **about))] if np.isfinite(row["recorded_effect"]) else []


def _everywhere(row: Row) -> list[str]:
    about = {"everywhere": effect(row, "everywhere_effect"), "spillover": effect(row, "spillover")}
    key = "trial.said_everywhere" if np.isfinite(row["spillover"]) and row["spillover"] else "trial.said_alone"
    return [tell(key, **about)]


def _published(found: Trials, row: Row) -> list[str]:
    if found.published is None:
        return []
    value, low, high = found.published
    ends = span(low / 100, high / 100, percent) if np.isfinite(low) else ""
    inside = np.isfinite(low) and low <= row["true_effect"] <= high
    key = "inside" if inside else "outside" if np.isfinite(low) else "alone"
    about = {"published": f"{percent(value / 100)} {ends}".strip(), "true": effect(row, "true_effect")}
    return [tell(f"trial.said_published_{key}", **about)]


def _power(found: Trials) -> list[str]:
    """For each number of years the fewest units that reach the power wanted."""
    said: list[str] = []
    if not len(found.power):
        return said
    for (assignment, book), table in found.power.groupby(["assignment", "book"], sort=False):
        parts = [_power_in(table[table["years"] == years], int(years)) for years in sorted(table["years"].unique())]
        arm = arm_said({"assignment": assignment, "book": book})
        said.append(tell("trial.said_power", arm=arm, wanted=of(WANTED), parts=tell("trial.semicolon").join(parts)))
    return said


def _power_in(table: pd.DataFrame, years: int) -> str:
    about = {"years": counted("years_long", years), "most": f"{table['units'].max():,}"}
    fewest = smallest(table, years)
    if fewest is None:
        return tell("trial.power_none", **about, best=of(float(table["power"].max())))
    return tell("trial.power_some", **about, units=f"{fewest:,}")


def effect(row: Row, name: str) -> str:
    """An effect in per cent with its interval over seeds."""
    ends = [row[name] / 100.0, row[f"{name}_low"] / 100.0, row[f"{name}_high"] / 100.0]
    return f"{percent(ends[0])} {span(ends[1], ends[2], percent)}" if np.isfinite(ends[0]) else "-"


def points(value: float) -> str:
    """Points of per cent, without a sign."""
    return f"{value:.1f}" if np.isfinite(value) else "-"


def _points(row: Row, name: str) -> str:
    return f"{row[name]:+.1f} [{row[f'{name}_low']:+.1f}, {row[f'{name}_high']:+.1f}]"


def of(value: float) -> str:
    """A share in whole per cent."""
    return f"{100.0 * value:.0f} %" if np.isfinite(value) else "-"


def lines(found: Trials) -> list[dict[str, str]]:
    """The summary as people read it."""
    made = []
    for row in found.summary.to_dict("records"):
        made.append({
            "treated": arm_said(row) + (tell(f"trial.aside_{row['estimator']}") if row["beside"] else ""),
            "estimate": effect(row, "estimate"),
            "true effect": effect(row, "true_effect"), "bias": points_signed(row["bias"]),
            "half width": points(row["half_width"]), "covers truth": of(row["covers_true"]),
            "significant": of(row["power"]),
        })  # fmt: skip
    return made


def points_signed(value: float) -> str:
    """Points of per cent, with a sign."""
    return f"{value:+.1f}" if np.isfinite(value) else "-"


def power_lines(found: Trials) -> list[dict[str, str]]:
    """The table of power as people read it."""
    made = []
    for row in found.power.to_dict("records"):
        made.append({
            "treated": arm_said(row), "units": f"{row['units']:,}", "years": str(row["years"]),
            "significant": f"{of(row['power'])} [{of(row['power_low'])}, {of(row['power_high'])}]",
            "half width": points(row["half_width"]), "wrong sign": of(row["wrong_sign"]),
            "times too large": points(row["exaggeration"]),
        })  # fmt: skip
    return made


def section(found: Trials) -> Section:
    """A part of a report."""
    shown = [Shown(words("trial.table"), in_both(lambda: lines(found)), "summary.csv")]
    pictures = [_picture("trial_estimates")]
    if len(found.path):
        pictures.append(_picture("trial_path"))
    if len(found.power):
        shown.append(Shown(words("trial.table_power"), in_both(lambda: power_lines(found)),
                           "power.csv"))  # fmt: skip
        pictures.append(_picture("trial_power"))
    method = [in_both(lambda: str(how(found))), words("trial.method"), words("trial.method_units"),
              words(f"trial.method_{found.laid.question.design}")]  # fmt: skip
    return Section(
        "trial", in_both(lambda: str(title(found))), each_in_both(lambda: sentences(found)), shown, pictures,
        [words("trial.hangs_model"), words("trial.hangs_luck")], method,
    )  # fmt: skip


def _picture(stem: str) -> Picture:
    return Picture(stem, words(f"trial.caption_{stem}"), words(f"trial.alt_{stem}"))
