"""What `govsim effects` runs: every instrument, the combinations, and the parameters that carry an effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govsim.model import model_of
from govsim.scenario import Scenario
from govsim.study.ask.resolve import build_scenario
from govsim.study.speak.errors import InputError
from govsim.year import USUAL_SETTLE, USUAL_START, USUAL_WEEKS

Settings = Mapping[str, Any]
ROOT = Path(__file__).resolve().parents[4]
FORCED_VISIT = ROOT / "experiments" / "effects" / "forced_visit.py"
START = USUAL_START
BASELINE = "baseline"


@dataclass(frozen=True)
class Case:
    """One scenario, what it is compared with, and what the tables call it."""

    name: str
    title: str
    against: str
    scenario: Scenario


@dataclass(frozen=True)
class Band:
    """A number that carries effects, at its low and high end; the default stands between.

    Attributes:
        number: `parameter.NAME`, or `INSTRUMENT.SETTING`.
        cases: the cases whose effect it carries.
        low: value at the low end.
        default: value as declared.
        high: value at the high end.
        unit: unit of the number.
    """

    number: str
    cases: tuple[str, ...]
    low: float
    default: float
    high: float
    unit: str


@dataclass(frozen=True)
class Pair:
    """Two measures and both together, and the outcomes on which their effects may not add up."""

    first: str
    second: str
    both: str
    outcomes: tuple[str, ...]
    base: str = BASELINE
    why: str = ""


def build(name: str, instruments: Mapping[str, Settings], **keys: Any) -> Scenario:
    """A checked scenario from plain values; `inspectors` and `parameter` as on the command line."""
    tree: dict[str, Any] = {"name": name, "instrument": {key: dict(value) for key, value in instruments.items()}}
    population: dict[str, Any] = {"kind": "county"}
    for key in ("inspectors", "enterprises"):
        if (value := keys.pop(key, None)) is not None:
            population[key] = value
    if "inspectors" in population:
        tree["settle"] = USUAL_SETTLE  # as long as the baseline, so that both share their luck
    tree |= {"population": population, "weeks": USUAL_WEEKS, "start": START} | keys
    if FORCED_VISIT.stem in instruments:
        tree["plugins"] = [str(FORCED_VISIT)]
    return build_scenario(tree).scenario


def _points(reward: float) -> dict[str, Settings]:
    """Safety points of this strength, for behaviour and for reports alike."""
    return {"safety_points": {"behaviour_reward": reward, "report_reward": reward}}


FINES: Settings = {"sanction_scale": 3.0}
SCORE: Mapping[str, Settings] = {"credit_scoring": {}}
PENALTIES: Mapping[str, Settings] = {**SCORE, "credit_penalties": {}}
RATED: Mapping[str, Settings] = {"liability_insurance": {"rated": True}}
FLAT: Mapping[str, Settings] = {"liability_insurance": {"rated": False}}
RISK: Mapping[str, Settings] = {"risk_graded_inspection": {}}
UNANNOUNCED: Mapping[str, Settings] = {"unannounced_inspection": {}}
HOTLINE: Mapping[str, Settings] = {"hazard_hotline": {}}
DISCLOSURE: Mapping[str, Settings] = {"information_disclosure": {}}
POSTS: Mapping[str, Settings] = {"grassroots_inspectors": {}}
POINTS: Mapping[str, Settings] = {"safety_points": {}}
DRILL: Mapping[str, Settings] = {"safety_training": {"drilled_share": 1.0}}
DRILL_ENDS = 312  # weeks: three years of drills, then four without
CREDIT: Mapping[str, Settings] = {**PENALTIES, "credit_incentives": {}, "credit_repair": {}}
COMBINED: Mapping[str, Settings] = {
    **RISK, **UNANNOUNCED, **CREDIT, **POINTS, "safety_training": {}, "liability_insurance": {}, **HOTLINE,
    **DISCLOSURE, **POSTS,
}  # fmt: skip

# name: title, instruments, compared with, inspectors
_CASES: dict[str, tuple[str, Mapping[str, Settings], str, int | None]] = {
    "baseline": ("Status quo", {}, BASELINE, None),
    "risk_graded": ("Risk-graded inspection", RISK, BASELINE, None),
    "unannounced": ("Unannounced inspection", UNANNOUNCED, BASELINE, None),
    "double_random": ("Double random", {"double_random": {}}, BASELINE, None),
    "fines": ("Fines tripled", {"administrative_fines": FINES}, BASELINE, None),
    "strictness": ("Twice as strict", {"administrative_fines": {"sanction_scale": 1.0, "enforcement_strictness": 2.0}},
                   BASELINE, None),
    "credit_scoring": ("Credit scores alone", SCORE, BASELINE, None),
    "credit_penalties": ("Credit penalties (against scores alone)", PENALTIES, "credit_scoring", None),
    "credit_repair": ("Credit repair (against scores and penalties)", {**PENALTIES, "credit_repair": {}},
                      "credit_penalties", None),
    "credit_incentives": ("Credit incentives (against scores alone)", {**SCORE, "credit_incentives": {}},
                          "credit_scoring", None),
    "safety_points": ("Safety points", POINTS, BASELINE, None),
    "training_video": ("Training by video", {"safety_training": {"drilled_share": 0.0}}, BASELINE, None),
    "training_drill": ("Training by drill", DRILL, BASELINE, None),
    "insurance_rated": ("Liability insurance, rated", RATED, BASELINE, None),
    "insurance_flat": ("Liability insurance, flat", FLAT, BASELINE, None),
    "hotline": ("Hazard hotline", HOTLINE, BASELINE, None),
    "disclosure": ("Public disclosure", DISCLOSURE, BASELINE, None),
    "grassroots": ("Township inspectors, 8 posts", POSTS, BASELINE, None),
    "credit": ("All four credit instruments", CREDIT, BASELINE, None),
    "combined": ("Twelve instruments together", COMBINED, BASELINE, None),
    "drill_ended": ("Three years of drills, then none",
                    {"safety_training": {"drilled_share": 1.0, "end": DRILL_ENDS}}, BASELINE, None),
    "points_low": ("Safety points, weak", _points(0.2), BASELINE, None),
    "points_high": ("Safety points, strongest", _points(0.9), BASELINE, None),
    "inspectors_0": ("No inspectors", {}, BASELINE, 0),
    "inspectors_4": ("4 inspectors", {}, BASELINE, 4),
    "inspectors_12": ("12 inspectors", {}, BASELINE, 12),
    "inspectors_16": ("16 inspectors", {}, BASELINE, 16),
    "inspectors_24": ("24 inspectors", {}, BASELINE, 24),
    "fines_0": ("Fines tripled, no inspectors", {"administrative_fines": FINES}, "inspectors_0", 0),
    "risk_unannounced": ("Risk-graded and unannounced", {**RISK, **UNANNOUNCED}, BASELINE, None),
    "risk_24": ("Risk-graded, 24 inspectors", RISK, "inspectors_24", 24),
    "grassroots_hotline": ("Township inspectors and hotline", {**POSTS, **HOTLINE}, BASELINE, None),
    "unannounced_hotline": ("Unannounced and hotline", {**UNANNOUNCED, **HOTLINE}, BASELINE, None),
    "disclosure_scoring": ("Disclosure and scores", {**DISCLOSURE, **SCORE}, "credit_scoring", None),
    "penalties_disclosure": ("Penalties and disclosure", {**PENALTIES, **DISCLOSURE}, "credit_scoring", None),
    "rated_scoring": ("Rated insurance and scores", {**RATED, **SCORE}, "credit_scoring", None),
    "penalties_rated": ("Penalties and rated insurance", {**PENALTIES, **RATED}, "credit_scoring", None),
    "flat_fines": ("Flat insurance and fines", {**FLAT, "administrative_fines": FINES}, BASELINE, None),
}  # fmt: skip

INSTRUMENT_CASES = tuple(_CASES)[1:20]  # rows of the tables of effects
INSPECTORS = (0, 4, 8, 12, 16, 24)

PAIRS = (
    Pair("risk_graded", "unannounced", "risk_unannounced", ("injuries_expected", "hazards_found_per_visit"),
         why="aimed visits gain more from surprise: there is more to find, and the careless hide more"),
    Pair("risk_graded", "inspectors_24", "risk_24", ("injuries_expected", "hazards_found_per_visit"),
         why="with visits for all, aiming them matters less"),
    Pair("grassroots", "hotline", "grassroots_hotline", ("injuries_expected", "tip_share_of_visits"),
         why="more planned visits leave less to tip off, and tips take a smaller share of more visits"),
    Pair("unannounced", "hotline", "unannounced_hotline", ("injuries_expected", "hazards_found_per_visit"),
         why="tip-off visits are unannounced anyway"),
    Pair("credit_penalties", "disclosure_scoring", "penalties_disclosure",
         ("injuries_expected", "concealed_share_expected", "reported_share"), base="credit_scoring",
         why="one is a motive to hide, the other makes hiding hard"),
    Pair("credit_penalties", "rated_scoring", "penalties_rated", ("injuries_expected", "mean_effort", "reported_share"),
         base="credit_scoring", why="both hang money on the same record and on the same wish to make an effort"),
    Pair("fines", "inspectors_0", "fines_0", ("injuries_expected", "mean_effort"),
         why="a fine counts as far as detection is expected"),
    Pair("insurance_flat", "fines", "flat_fines", ("injuries_expected", "mean_effort"),
         why="if the curve from money to effort bent, cover would change what a fine adds"),
)  # fmt: skip


def all_cases(names: tuple[str, ...] | None = None) -> dict[str, Case]:
    """The cases by name, built and checked."""
    wanted = names or tuple(_CASES)
    return {
        name: Case(name, title, against, build(name, instruments, inspectors=inspectors))
        for name in wanted
        for title, instruments, against, inspectors in (_CASES[name],)
    }


# A number that carries an effect, and the cases that show it.
_BANDS: dict[str, tuple[str, ...]] = {
    "parameter.effort_scale": ("fines", "credit_penalties", "credit_incentives", "insurance_rated", "insurance_flat",
                               "disclosure"),
    "parameter.full_effort_cost": ("fines", "insurance_rated", "disclosure"),
    "parameter.intrinsic_value": ("fines", "insurance_rated", "disclosure"),
    "parameter.hassle": ("fines", "grassroots", "strictness"),
    "parameter.accident_cost": ("insurance_rated", "insurance_flat"),
    "parameter.pi_coverage": ("grassroots", "fines"),
    "parameter.pi_visit": ("grassroots", "fines"),
    "parameter.pi_penalty": ("strictness", "fines"),
    "parameter.pi_decay": ("grassroots", "fines"),
    "parameter.effort_attention": ("grassroots", "strictness"),
    "parameter.window_dressing": ("unannounced",),
    "parameter.risk_power": ("risk_graded",),
    "parameter.detect_ordinary": ("unannounced", "grassroots"),
    "parameter.h_weight": ("unannounced", "risk_graded", "grassroots", "safety_points"),
    "parameter.v_weight": ("safety_points", "disclosure"),
    "parameter.skill_weight": ("training_drill", "training_video"),
    "parameter.training_gain": ("training_drill", "training_video"),
    "parameter.lecture_gain": ("training_video",),
    "parameter.v_reward": ("safety_points",),
    "parameter.pull_reward": ("safety_points",),
    "parameter.tip_rate": ("hotline",),
    "parameter.publicity_alarm": ("disclosure",),
    "parameter.score_penalty": ("credit_penalties",),
    "parameter.record_money": ("credit_penalties", "insurance_rated"),
    "safety_points.reward": ("safety_points",),  # b: both rewards at once
    "hazard_hotline.tip_access": ("hotline",),
    "information_disclosure.reputation_stake": ("disclosure",),
    "credit_penalties.loan_spread": ("credit_penalties",),
    "risk_graded_inspection.risk_information": ("risk_graded",),
    "grassroots_inspectors.experience_gap": ("grassroots",),
}  # fmt: skip
POINTS_BAND = (0.2, 0.9)  # low: half of the default; high: the setting's bound


def all_bands() -> list[Band]:
    """The numbers that carry effects, with their declared ends."""
    model, bands = model_of(), []
    for number, cases in _BANDS.items():
        owner, name = number.split(".")
        if owner == "parameter":
            if name not in model.parameters:
                raise InputError(f"effects: there is no parameter {name} any more; name another in effects_cases.")
            declared: Any = model.parameters[name]
            bands.append(Band(number, cases, declared.low, declared.default, declared.high, declared.unit))
        elif number == "safety_points.reward":
            default = float(model.instruments[owner].settings["behaviour_reward"].default)
            bands.append(Band(number, cases, POINTS_BAND[0], default, POINTS_BAND[1], "logit"))
        else:
            setting = model.instruments[owner].settings[name]
            low = setting.low if setting.low != setting.neutral else (setting.low + float(setting.default)) / 2
            bands.append(Band(number, cases, low, float(setting.default), setting.high, setting.unit))
    return bands


def band_cases(band: Band) -> dict[tuple[str, str], Scenario]:
    """The scenarios of a band by (end, case): each case and what it is compared with, at the low and the high end."""
    made: dict[tuple[str, str], Scenario] = {}
    for end, value in (("low", band.low), ("high", band.high)):
        for name in band.cases:
            for one in (name, _CASES[name][2]):
                _, instruments, _, inspectors = _CASES[one]
                made[end, one] = build(
                    f"{one}_{band.number}_{end}", _with_setting(instruments, band.number, value), inspectors=inspectors,
                    parameter={band.number.split(".")[1]: value} if band.number.startswith("parameter.") else {},
                )  # fmt: skip
    return made


def _with_setting(instruments: Mapping[str, Settings], number: str, value: float) -> dict[str, Settings]:
    owner, name = number.split(".")
    changed: dict[str, Settings] = {key: dict(settings) for key, settings in instruments.items()}
    if owner in changed:
        names = ("behaviour_reward", "report_reward") if number == "safety_points.reward" else (name,)
        changed[owner] = {**changed[owner], **dict.fromkeys(names, value)}
    return changed


def against(name: str) -> str:
    """What a case is compared with."""
    return _CASES[name][2]


def title(name: str) -> str:
    """What tables call a case."""
    return _CASES[name][0]
