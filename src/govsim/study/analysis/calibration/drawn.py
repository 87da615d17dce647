"""The figures of a calibration: priors against what is left of them, and the record against what the draws give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from govsim.figures import draw_calibrated_numbers, draw_calibrated_targets
from govsim.language import Model
from govsim.locale import LANGUAGES
from govsim.study.analysis.calibration.said import number_lines, target_lines
from govsim.study.analysis.calibration.study import Calibrated
from govsim.study.speak.words import speaking

BINS = 40  # of a prior


def draw_calibration(model: Model, found: Calibrated, folder: Path, lang: str) -> list[Path]:
    """Draw both into a folder."""
    with speaking(lang if lang in LANGUAGES else "en"):
        return [*_numbers(model, found, folder, lang), *_targets(model, found, folder, lang)]


def _numbers(model: Model, found: Calibrated, folder: Path, lang: str) -> list[Path]:
    order = found.parameters.sort_values("gone", ascending=False).index
    rows: list[dict[str, Any]] = []
    for at, line in zip(order, number_lines(model, found), strict=True):
        shares, cells = found.drawn.shares[:, at], [str(one) for one in line.values()]
        name = found.numbers.names[at]
        rows.append({
            "title": cells[0], "heights": np.histogram(shares, BINS, (0.0, 1.0))[0] / len(shares) * BINS,
            "ends": np.quantile(shares, [0.025, 0.5, 0.975]),
            "usual": found.numbers.share_of(name, found.numbers.usual[name]),
            "moved": bool(found.parameters.loc[at, "moved"]), "said": f"{cells[3]}  {cells[4]}", "prior": cells[2],
        })  # fmt: skip
    meta = {"draws": len(found.drawn.shares), "targets": len(found.asked.targets)}
    return draw_calibrated_numbers(rows, folder, meta, lang)


def _targets(model: Model, found: Calibrated, folder: Path, lang: str) -> list[Path]:
    rows = []
    for row, line in zip(found.targets.itertuples(), target_lines(model, found), strict=True):
        cells = [str(one) for one in line.values()]
        middle = row.recorded if row.recorded > 0 else (max(row.recorded_low, 1e-12) * row.recorded_high) ** 0.5
        rows.append({
            "title": cells[0], "is_range": row.kind == "range", "inside": bool(row.inside),
            "said": f"{cells[1]}  |  {cells[2]}",
            "record": np.array([row.recorded_low, middle, row.recorded_high]) / middle,
            "prior": np.array([row.prior_low, row.prior, row.prior_high]) / middle,
            "draws": np.array([row.low, row.median, row.high]) / middle,
        })  # fmt: skip
    meta = {"draws": len(found.shares), "discrepancy": f"{100 * found.asked.discrepancy:.0f}", "seeds": found.seeds}
    return draw_calibrated_targets(rows, folder, meta, lang)
