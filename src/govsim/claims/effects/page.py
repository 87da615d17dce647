"""The page `docs/effects.md`: claims with verdicts, tables of every instrument, bands, and what is odd."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from govsim.claims.chinese import write_chinese
from govsim.claims.effects.cases import BASELINE, INSPECTORS, INSTRUMENT_CASES, PAIRS, Band, against, title
from govsim.claims.effects.claims import Claim, pair_measures
from govsim.claims.effects.drawing import draw
from govsim.claims.effects.events import Events
from govsim.claims.effects.notes import DOUBTS, EXPLAINED, SURPRISES, how_to_read
from govsim.model import model_of
from govsim.study.analysis.arms import Sums
from govsim.study.runs.statistics import EFFECT_COLUMNS, Estimate

MILLION = 1e6
HARM = (
    ("injuries_true", "injuries, true"), ("injuries_expected", "expected"), ("injuries_recorded", "recorded"),
    ("deaths_expected", "deaths, expected"), ("mean_violation", "violations"),
    ("hazards_found_per_visit", "hazards found per visit"),
)  # fmt: skip
OTHER = (
    ("concealed_share_expected", "deaths hidden, share"), ("reported_share", "injuries recorded, share"),
    ("exits", "exits"), ("mean_effort", "effort"),
)  # fmt: skip
KEPT = ("lost_time_true", "deaths_true", "deaths_recorded", "hazards_per_enterprise", "majors_per_enterprise", "visits",
        "sanctions", "closed_by_order", "tips", "tip_share_of_visits", "workload", "report_rate", "mean_skill",
        "mean_attitude", "mean_perceived_detection", "listed", "exits", "distressed", "workers")  # fmt: skip
WORDS = {"injuries_expected": "true injuries", "concealed_share_expected": "deaths hidden, share",
         "reported_share": "injuries recorded, share", "vigilance": "alertness", "mean_violation": "violations",
         "deaths_expected": "deaths, expected", "mean_": ""}  # fmt: skip
# fmt: skip


@dataclass(frozen=True)
class Report:
    """Everything the page shows."""

    sums: Sums
    events: Events
    claims: list[Claim]
    bands: Sequence[tuple[Band, Mapping[tuple[str, str], Estimate]]]
    band_seeds: int
    event_seeds: int
    long_seeds: int
    what: str


def text_of(found: Estimate, unit: str | None = None) -> str:
    """A mean with its interval, in digits that mean something."""
    unit = found.unit if unit is None else unit
    if not np.isfinite(found.mean):
        return "none"
    size = max(abs(found.mean), (found.high - found.low) / 2 if np.isfinite(found.low) else 0.0)
    digits = 0 if size >= 100 else 1 if size >= 1 else 2
    mean, low, high = (f"{value:+.{digits}f}".replace("-", "−") for value in (found.mean, found.low, found.high))
    if unit == "area":
        mean, low, high = (f"{value:.2f}" for value in (found.mean, found.low, found.high))
    if unit == "share":
        return f"{found.mean:.2f} %"
    shown = {"%": " %", "area": ""}.get(unit, f" {unit}" if unit else "")
    return f"{mean}{shown} [{low}, {high}]" if np.isfinite(found.low) else f"{mean}{shown}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A Markdown table, its first column to the left."""
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" + "--:|" * (len(head) - 1)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""


def write_page(report: Report, folder: Path) -> list[Path]:
    """Write the page, its tables as one file, and its figures."""
    folder.mkdir(parents=True, exist_ok=True)
    effects = effects_table(report.sums)
    figures = draw(effects, report.events, folder / "figures")
    page = folder / "effects.md"
    page.write_text("\n".join(_page(report)).rstrip() + "\n", encoding="utf-8")
    chinese = write_chinese(folder, ["effects"])
    numbers = folder / "effects.csv"
    effects.to_csv(numbers, index=False, float_format="%.6g", lineterminator="\n")
    return [page, *chinese, numbers, *figures]


def _page(report: Report) -> Iterator[str]:
    sums = report.sums
    yield "# What the instruments do\n"
    yield "[中文](effects-zh.md)\n"
    yield f"*Made by `govsim effects` ({report.what}). Do not edit: change the program, then run it again.*\n"
    yield from how_to_read(len(sums.seeds), report.band_seeds, report.event_seeds, report.long_seeds)
    yield "\n![All effects](figures/effects_matrix.png)\n"
    yield "## Claims and verdicts\n"
    yield from _claims(report.claims)
    yield "## What was unexpected\n"
    yield from SURPRISES
    yield "\n## Every instrument\n"
    yield "Change against the status quo, or against what the row names, in per cent of its mean, with 95 % interval.\n"
    for columns in (HARM, OTHER):
        yield from table(
            ("", *(label for _, label in columns)),
            ([title(case), *(text_of(sums.change(case, against(case), outcome)) for outcome, _ in columns)]
             for case in INSTRUMENT_CASES),
        )  # fmt: skip
    yield from _costs(sums)
    yield from _inspectors(sums)
    yield from _pairs(sums)
    yield from _bands(report)
    yield from _visits(report.events)
    yield from _thirty_years(report.events)
    yield "## Doubts\n"
    yield from DOUBTS


def _claims(claims: Sequence[Claim]) -> Iterator[str]:
    rows = []
    for claim in claims:
        verdict = "**holds**" if claim.holds else f"**does not hold**{'; explained below' if _why(claim) else ''}"
        measured = "<br>".join(
            f"{_plain(measure.label)}: {text_of(measure.found)}" for measure in claim.measures
        )  # fmt: skip
        rows.append([claim.text, measured + (f"<br>*{claim.beside}*" if claim.beside else ""), verdict])
    yield "| claim | measured | verdict |"
    yield "|---|---|---|"
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""
    for claim in claims:
        if not claim.holds and _why(claim):
            yield f"* **{claim.text}**: {_why(claim)}"
    yield ""


def _why(claim: Claim) -> str:
    return EXPLAINED.get(claim.key, "")


def _plain(label: str) -> str:
    """Names of outcomes and cases as words."""
    for name, words in WORDS.items():
        label = label.replace(name, words)
    return label.replace("_", " ")


def _costs(sums: Sums) -> Iterator[str]:
    yield "Cost by party, million CNY a year (negative: gains), and deaths averted a year (expected):\n"
    rows = []
    for case in INSTRUMENT_CASES:
        averted = sums.difference(case, against(case), "deaths_expected", unit="")
        saved = Estimate(-averted.mean, -averted.high, -averted.low, "")
        costs = [sums.difference(case, against(case), f"cost_{party}", unit="") for party in model_of().payers]
        rows.append([title(case), *(_millions(one) for one in costs), f"{text_of(saved)}"])
    yield from table(("", *model_of().payers, "deaths averted"), rows)


def _millions(found: Estimate) -> str:
    return f"{found.mean / MILLION:+.2f}".replace("-", "−") if abs(found.mean) >= 0.005 * MILLION else "0"


def _inspectors(sums: Sums) -> Iterator[str]:
    yield "## Numbers of inspectors\n"
    rows = []
    for number in INSPECTORS:
        case = BASELINE if number == 8 else f"inspectors_{number}"
        changes = ["0" if number == 8 else text_of(sums.change(case, BASELINE, outcome))
                   for outcome in ("injuries_expected", "deaths_expected", "mean_violation")]  # fmt: skip
        rows.append([str(number), f"{sums.value(case, 'visits_per_enterprise').mean():.2f}", *changes])
    yield from table(("inspectors", "visits an enterprise-year", "true injuries", "deaths", "violations"), rows)


def _pairs(sums: Sums) -> Iterator[str]:
    yield "## Pairs\n"
    yield "What both together do beyond the sum of each alone, in points of per cent of the base.\n"
    rows = []
    for pair in PAIRS:
        alone = [sums.change(one, pair.base, pair.outcomes[0]) for one in (pair.first, pair.second)]
        both = sums.change(pair.both, pair.base, pair.outcomes[0])
        beyond = "<br>".join(f"{_name(m.label)}: {text_of(m.found)}{' *' if m.holds else ''}"
                             for m in pair_measures(sums, pair))  # fmt: skip
        means = (f"{one.mean:+.1f}".replace("-", "−") for one in (*alone, both))
        rows.append([f"{title(pair.first)} × {title(pair.second)}", *means, beyond, pair.why])
    yield from table(("pair", "first", "second", "both (true injuries, %)", "beyond the sum", "why"), rows)
    yield "A star marks what differs from zero with 99 % confidence, since several outcomes are looked at.\n"


def _name(outcome: str) -> str:
    return WORDS.get(outcome, outcome.replace("_", " "))


def _bands(report: Report) -> Iterator[str]:
    yield "## Bands: the numbers that carry the effects\n"
    yield (
        f"Change of true injuries (expected) with one number at its low end, its default and its high end, everything "
        f"else as it is; all over the first {report.band_seeds} seeds, each against a status quo with the same number. "
        "The baseline is not fitted again at the ends.\n"
    )
    rows, same_seeds = [], report.sums.first(report.band_seeds)
    for band, found in report.bands:
        for place, case in enumerate(band.cases):
            default = same_seeds.change(case, against(case), "injuries_expected")
            name = f"`{band.number}` {band.low:g}, {band.default:g}, {band.high:g} {band.unit}" if place == 0 else ""
            rows.append(
                [name, title(case), text_of(found["low", case]), text_of(default), text_of(found["high", case])]
            )
    yield from table(("number: low, default, high", "instrument", "low", "default", "high"), rows)


def _visits(events: Events) -> Iterator[str]:
    yield "## A single forced visit\n"
    yield (
        "One week, half of the enterprises are visited outside the inspectors' capacity; in other runs the other half. "
        "Change of true injuries (expected) against the same run without the visit.\n"
    )
    rows = [
        [f"{kind}, {group}", *(text_of(one) for one in years)]
        for kind, groups in events.visit.items() if kind in events.curve
        for group, years in groups.items()
    ]  # fmt: skip
    yield from table(("", "year 1", "year 2", "year 3", "year 4"), rows)
    yield "![After a visit](figures/after_a_visit.png)\n"
    yield "## After an accident\n"
    yield (
        "Enterprises with a serious or fatal injury against their like that were as likely to have one and had none "
        "(each weighed by its chance). Before the accident the lines would lie at zero if the two agreed; "
        f"they lie at {_before(events.fading)} (means of the weeks before, with the means of the bands' ends). "
        "What follows is to be read from there.\n"
    )
    yield "![After an accident](figures/after_an_accident.png)\n"


def _before(fading: Mapping[str, np.ndarray]) -> str:
    """Where each line lies before the event, as it lies there."""
    said = []
    for name, rows in fading.items():
        label, _, unit = name.partition(", ")
        mean, low, high = rows[rows[:, 0] < 0, 1:].mean(0)
        said.append(f"{label} {text_of(Estimate(float(mean), float(low), float(high), unit))}")
    return ", ".join(said)


def _thirty_years(events: Events) -> Iterator[str]:
    yield "## Thirty years\n"
    for name, outcomes in events.long.items():
        about = "Status quo" if name == BASELINE else "Twelve instruments from the first week"
        yield f"{about}: five-year means against years 6 to 10.\n"
        periods = ("11-15", "16-20", "21-25", "26-30")
        yield from table(
            ("", *(f"years {period}" for period in periods)),
            ([_name(outcome), *(text_of(one) for one in found)] for outcome, found in outcomes.items()),
        )


def effects_table(sums: Sums) -> pd.DataFrame:
    """The main outcomes of every case against what it is compared with, as `effects.csv` of a comparison."""
    rows = []
    costs = [f"cost_{party}" for party in (*model_of().payers, "resource")]
    kept = dict.fromkeys([*(name for name, _ in (*HARM, *OTHER)), *KEPT, *costs])
    for case in sums.arms:
        base = against(case)
        if case == base:
            continue
        for outcome in kept:
            if not np.isfinite(sums.value(base, outcome)).any():
                continue
            before = float(np.nanmean(sums.value(base, outcome)))
            found, ratio = sums.difference(case, base, outcome), sums.change(case, base, outcome)
            whole = (before, before + found.mean, found.mean, found.low, found.high)
            share = (ratio.mean / 100.0, ratio.low / 100.0, ratio.high / 100.0)
            rows.append((case, base, outcome, *whole, *share, len(sums.seeds)))
    names = [EFFECT_COLUMNS[0], "against", *EFFECT_COLUMNS[1:]]
    return pd.DataFrame(rows, columns=names)
