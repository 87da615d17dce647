"""Experts who visit and auditors who assess: what insurers, consultants and auditors were seen to do."""

import numpy as np

from govsim.claims.effects.cases import build
from govsim.claims.findings.finding import Finding, also, evidence
from govsim.claims.findings.lab import Lab, change, mean, relative
from govsim.engines.core import Run, run_one, weekly_names
from govsim.language import Model
from govsim.populations.industry_values import industry_names
from govsim.scenario import Scenario
from govsim.study.runs.statistics import Estimate
from govsim.year import USUAL_WINDOW

SEEDS = 16
PARTS = {"parts": ["services"]}
# Visits of insurers to everybody alike, as far as the largest share of the premium that may be spent pays for them.
ALIKE = {"follows_claims": 0.0, "premium_share": 0.4}
CONSULTED = {"key_line": 0.3, "guides": 0.0, "leans": 0.0}  # everybody, by experts who only say what they see
ARMS = {
    "nobody": {},
    "one": {"insurance_services": {**ALIKE, "hours": 8.0}},
    "two": {"insurance_services": {**ALIKE, "hours": 16.0}},
    "insurers": {"insurance_services": {}},
    "consulted": {"safety_steward": {**CONSULTED, "hours": 8.0}},
    "paid": {"third_party_assessment": {}},
    "independent": {"third_party_assessment": {"independence": 1.0}},
}
NAMES = list(ARMS)
SUMS = (
    "injuries_recorded", "audits", "audits_passed", "audits_short", "audits_false", "audits_untrue", "audits_flatter",
    "hazards_present", "service_hours_wanted", "service_hours_served",
)  # fmt: skip
LOOK = 312  # week of year 7 in which sites are looked at
VISIT, PARK_VISIT = 8.0, 24.0  # hours of an expert's visit; of three experts'

HOW = ("for all from week 156 on, years 6 to 10", "自第 156 周起全部企业实行，第 6 至 10 年")
CONTACT = also(
    HOW,
    "construction only; a day of an expert a year for each contact, as far as two fifths of the premium pay for it; "
    "expected injuries, of which lost time is a constant share",
    "只看建筑业；每次接触为每年一个专家日，以保费的五分之二付得起的为限；预计伤害，其中损工占固定比例",
)
AUDITED = also(
    HOW, "audits of independent auditors against audits that the audited pay", "独立审核与受审方付费的审核相比"
)
SITES = (
    "sites of the status quo in year 7, what an expert of middling competence would find on a first visit, at the "
    "chance that the model takes",
    "现状下第 7 年的现场，能力居中的专家首次到场会查出多少，按模型所取的概率",
)


def of_arm(model: Model, scenario: Scenario, seed: int) -> np.ndarray:
    """Sums over the usual window, expected injuries of construction, and the spread of hazards between sites."""
    result = run_one(model, scenario, seed)
    assert result.error is None, result.error
    names = weekly_names(model)
    sums = [result.weekly[slice(*USUAL_WINDOW), names.index(one)].sum() for one in SUMS]
    run, building = Run(model, scenario, seed), 0.0
    first, last = USUAL_WINDOW
    run.play_to(first)
    code = industry_names().index("construction")
    for week in range(first, last):
        run.play_to(week + 1)
        rows = run.world.tables["enterprise"]
        building += (rows["injuries_expected"] * rows["alive"])[rows["industry"] == code].sum()
    rows = run.world.tables["enterprise"]
    living = rows[rows["alive"]]
    hazards = living["hazards_latent"] + living["hazards_open"] + living["hazards_ordered"]
    return np.array([*sums, building, hazards.std(ddof=1) * len(living)])


def of_sites(model: Model, scenario: Scenario, seed: int) -> np.ndarray:
    """Hazards that a visit would find in metal works, in the mean; and that a park visit finds in key enterprises."""
    run = Run(model, scenario, seed)
    run.play_to(LOOK)
    rows = run.world.tables["enterprise"]
    living = rows[rows["alive"]]
    chance = model.parameters["hour_finds"].default
    metal = living[living["industry"] == industry_names().index("metal_machinery")]
    key = living[living["risk_score"] >= model.instruments["safety_steward"].settings["key_line"].default]
    found = [
        (1.0 - np.exp(-chance * hours)) * one["hazards_latent"].mean()
        for one, hours in ((metal, VISIT), (key, PARK_VISIT), (living, VISIT))
    ]
    return np.array(found)


def arms(lab: Lab) -> np.ndarray:
    """Arm, seed and what `of_arm` leaves."""
    cases = [build(name, instruments, **PARTS) for name, instruments in ARMS.items()]
    return lab.once("services", lambda: lab.each(cases, SEEDS, of_arm))


def column(lab: Lab, arm: str, name: str) -> np.ndarray:
    """One sum of one arm, by seed."""
    place = {**{one: at for at, one in enumerate(SUMS)}, "building": len(SUMS), "spread": len(SUMS) + 1}[name]
    return np.asarray(arms(lab)[NAMES.index(arm), :, place])


def hazard_ratio(arm: str):
    """Expected injuries of construction against those without contacts."""
    return lambda lab: relative(column(lab, arm, "building"), column(lab, "nobody", "building"))


def claims(arm: str):
    """Change of recorded injuries in per cent."""
    return lambda lab: change(column(lab, arm, "injuries_recorded"), column(lab, "nobody", "injuries_recorded"))


def on_a_visit(place: int):
    """What a visit finds, in the mean over seeds."""
    case = build("nobody", {}, **PARTS)
    return lambda lab: mean(lab.once("sites", lambda: lab.each([case], SEEDS, of_sites))[0][:, place])


def per_audit(lab: Lab, arm: str, name: str) -> np.ndarray:
    """A sum of audits over their number, by seed."""
    return column(lab, arm, name) / column(lab, arm, "audits")


def flattery(lab: Lab) -> Estimate:
    """How much further above the truth audits are that the audited pay, in points of a score of 100."""
    gaps = per_audit(lab, "paid", "audits_flatter") - per_audit(lab, "independent", "audits_flatter")
    return mean(100.0 * gaps)


def passes(lab: Lab) -> Estimate:
    """How many more of a hundred audits are passed where the audited pay."""
    return mean(100.0 * (per_audit(lab, "paid", "audits_passed") - per_audit(lab, "independent", "audits_passed")))


def false_passes(name: str):
    """Change of the share of sites below the mark, or of audits, that is passed falsely, in per cent."""

    def measure(lab: Lab) -> Estimate:
        by = "audits_short" if name == "audits_false" else "audits"
        after, before = (column(lab, arm, name) / column(lab, arm, by) for arm in ("independent", "paid"))
        return change(after, before)

    return measure


def in_spreads(lab: Lab) -> Estimate:
    """Change of hazards at a site, in standard deviations between sites."""
    gap = column(lab, "independent", "hazards_present") - column(lab, "paid", "hazards_present")
    weeks = USUAL_WINDOW[1] - USUAL_WINDOW[0]
    return mean(gap / weeks / column(lab, "paid", "spread"))


def row(name, how, en, zh, measure, **about):
    """A finding held against the row of evidence of its name."""
    source = name.partition("_")[0]
    return Finding(f"services.{name}", (en, zh), (source,), how, measure, evidence(source), **about)


FINDINGS = (
    row("E074", CONTACT, "injuries with one contact of the insurer a year, ratio", "保险机构每年一次接触下的伤害，比值",
        hazard_ratio("one"), neutral=1.0),
    row("E075", CONTACT, "injuries with two contacts of the insurer a year, ratio",
        "保险机构每年两次接触下的伤害，比值", hazard_ratio("two"), neutral=1.0),
    row("E079", also(HOW, "insurers' services at their defaults", "保险机构服务按默认设置"),
        "claims under services of insurers, %", "保险机构服务下的赔案变化，%", claims("insurers")),
    row("E231", also(HOW, "a day of consultation a year for nearly everybody, who is told and not guided",
                     "几乎全部企业每年一个咨询日，只告知而不指导"),
        "claims under consultation, %", "咨询服务下的赔案变化，%", claims("consulted")),
    row("E299", also(SITES, "metal works, one day", "金属制品企业，一天"), "hazards found on a visit",
        "每次到场查出隐患", on_a_visit(0), neutral=float("nan")),
    row("E564", also(SITES, "all enterprises, one day", "全部企业，一天"), "hazards found on a consultation",
        "每次咨询查出隐患", on_a_visit(2), neutral=float("nan")),
    row("E648", also(SITES, "key enterprises, three experts for a day", "重点企业，三名专家一天"),
        "hazards found on a visit of stewards", "安全管家每次到场查出隐患", on_a_visit(1), neutral=float("nan")),
    row("E223", also(HOW, "points of a score of 100 that audits are further above the truth where the audited pay",
                     "受审方付费时审核高出真实状况的分数之差，满分 100"),
        "flattery of audits that the audited pay, points", "受审方付费的审核的高估，分", flattery),
    row("E223_passes", also(HOW, "audits in a hundred", "每百次审核"),
        "more passes where the audited pay, points", "受审方付费时多出的通过率，百分点", passes),
    row("E224", also(AUDITED, "sites below the mark that are passed, by mistake or falsely",
                     "不达标而判为通过的现场，含误判与虚假"),
        "false passes of independent audits, %", "独立审核下误判通过的变化，%", false_passes("audits_false")),
    row("E224_lies", also(AUDITED, "auditors who saw that a site does not pass and wrote that it does",
                          "看到不合格而写成合格的审核"),
        "passes against better knowledge of independent audits, %", "独立审核下明知不合格而判通过的变化，%",
        false_passes("audits_untrue")),
    row("E225", also(AUDITED, "hazards at a site, in standard deviations between sites", "现场隐患，以现场间标准差计"),
        "hazards under independent audits, standard deviations", "独立审核下的隐患变化，标准差", in_spreads),
)  # fmt: skip
