"""Write docs/baseline.md: the baseline of the committed values against every published row, on fresh seeds."""

from __future__ import annotations

import csv
from pathlib import Path

from govsim.claims.baseline.main import FIRST_SEED, USUAL_SEEDS, Report, counts, report
from govsim.claims.chinese import write_chinese
from govsim.scenario import Scenario
from govsim.study.speak.terminal import figure, span

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "baseline.md"
INSIDE = {True: "yes", False: "**no**", None: "too rare to tell"}
HEAD = """# The baseline against published figures

[中文](baseline-zh.md)

Written by `make fit`; `govsim baseline` prints the same table. {runs} seeds from {first} on, the default county, weeks
260 to 520, no instrument. A row is inside when its 95 % interval overlaps the published range. Deaths are rare: where
the model sums their chances, these take the place of counts. Intervals resample seeds (or enterprises); that of the
share of larger accidents, which are counted, is exact binomial. A row is too rare to tell when its interval is wider
than twice the published range: it would overlap almost anything.
**{inside} of {rows} rows are inside, {rare} are too rare to tell.**

"Fitted" rows are what the fit aimed at (on seeds 0 to 47): they show that it worked, not that the model is right. The
other rows were not used. Most published figures stand in from other countries or years; see the sources.

| quantity | industry | simulated | 95 % interval | published | inside | fitted | unit |
|---|---|---|---|---|---|---|---|
"""
TAIL = """
## What does not fit, and what to know

{remarks}

## The fitted numbers

`src/govsim/calibrated.csv`, written by `experiments/baseline_fit/fit.py`; the method is told in
`experiments/baseline_fit/README.md`, its passes are in `fit_log.csv` beside it.

| owner | name | value | start | unit | met |
|---|---|---|---|---|---|
{fitted}

## Sources

{sources}
"""


def main() -> None:
    made = report(Scenario("baseline"), range(FIRST_SEED, FIRST_SEED + USUAL_SEEDS))
    PAGE.write_text(page(made), encoding="utf-8")
    write_chinese(PAGE.parent, ["baseline"])
    print(f"Written: {PAGE.relative_to(ROOT)}")


def page(made: Report) -> str:
    head = HEAD.format(runs=USUAL_SEEDS, first=FIRST_SEED, rows=len(made.rows), **counts(made))
    with (ROOT / "src" / "govsim" / "calibrated.csv").open(encoding="utf-8") as file:
        numbers = list(csv.DictReader(file))
    fitted = "\n".join(
        _line(*(row[key] for key in ("owner", "name", "value", "start", "unit", "note"))) for row in numbers
    )
    sources = "\n".join(f"- {row['quantity']}, {row['industry']}: {row['source']}" for row in made.rows)
    remarks = "\n".join(f"- {remark}" for remark in made.remarks)
    return head + "".join(map(_row, made.rows)) + TAIL.format(remarks=remarks, fitted=fitted, sources=sources)


def _row(row: dict) -> str:
    published = f"{figure(row['published_low'])} to {figure(row['published_high'])}"
    inside, fitted = INSIDE[row["inside"]], "yes" if row["fitted"] else "no"
    simulated = figure(row["simulated"]), span(row["low"], row["high"])
    return _line(row["quantity"], row["industry"], *simulated, published, inside, fitted, row["unit"]) + "\n"


def _line(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    main()
