"""Enterprises that move to where enforcement is lax."""

import numpy as np

from govsim.claims.effects.cases import build
from govsim.claims.findings.finding import Finding, evidence
from govsim.claims.findings.lab import mean
from govsim.engines.core import run_one, weekly_names
from govsim.year import USUAL_WINDOW

HOW = (
    "four counties under one government, fines ten times as high in the first from week 156 on; moves of enterprises a "
    "year beyond those without, years 6 to 10; published for polluters and lax provinces, without a size",
    "同一上级政府下的四个县，自第 156 周起第一县罚款提高十倍；第 6 至 10 年每年多出的企业迁移数；"
    "公布的是污染企业迁往宽松省份，没有大小",
)
SEEDS = 12


def moves(model, scenario, seed):
    """Moves of enterprises over the usual window."""
    result = run_one(model, scenario, seed)
    assert result.error is None, result.error
    return np.array([result.weekly[slice(*USUAL_WINDOW), weekly_names(model).index("moves")].sum()])


def more_moves(lab):
    """Moves a year that stricter fines in one region add."""
    province = {"parts": ["regions"], "population": {"kind": "county", "enterprises": 864, "regions": 4}}
    strict = {"administrative_fines": {"sanction_scale": 10.0, "scope": {"regions": ["county_1"]}}}
    cases = [build("usual", {}, **province), build("strict", strict, **province)]
    usual, moved = lab.once("moves", lambda: lab.each(cases, SEEDS, moves))[:, :, 0]
    return mean((moved - usual) * 52.0 / (USUAL_WINDOW[1] - USUAL_WINDOW[0]))


FINDINGS = (
    Finding(
        "moves.E659", ("moves of enterprises a year where one region is stricter", "一地更严时每年多出的企业迁移数"),
        ("E659",), HOW, more_moves, evidence("E659"),
    ),
)  # fmt: skip
