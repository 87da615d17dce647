"""The numbers behind the reasons that docs/effects.md gives for what was unexpected.

Run it as `.venv/bin/python experiments/effects/reasons.py`; about a minute on two processors.
"""

import numpy as np

from govsim.claims.effects import events as events
from govsim.claims.effects.cases import HOTLINE, all_cases, build
from govsim.engines.core import Run
from govsim.study.analysis.arms import in_threads, run_arms
from govsim.study.runs.statistics import estimate

SEEDS = range(2000, 2016)
COLUMNS = ("effort", "crew", "injuries_expected", "visits", "weeks_since_visit", "distressed", "hazard_intensity")
EFFORT, CREW, INJURIES, VISITS, WAITING, DISTRESS, RISK = range(7)
FROM = 260


def of_enterprises(model, scenario, seed):
    """Means over weeks 260 to 519 by column and enterprise; waiting is the share of time above two years."""
    run = Run(model, scenario, seed)
    rows = run.world.tables["enterprise"]
    usual = run.world.tables["industry"]["injury_base"][rows["industry"]]
    total = np.zeros((len(COLUMNS), len(rows)))
    for week in range(scenario.weeks):
        run.play_to(week + 1)
        if week >= FROM:
            now = [rows[name].astype(float) for name in COLUMNS]
            now[WAITING] = (now[WAITING] > 104).astype(float)
            now[RISK] *= usual * now[CREW]
            total += np.array(now) * rows["alive"]
    return np.vstack([total, np.full(len(rows), (usual * total[CREW]).sum())]) / (scenario.weeks - FROM)


def change(after, before):
    """Paired change in per cent, over seeds."""
    return estimate(100.0 * (after - before) / before.mean())


def show(label, found):
    print(f"  {label:66s} {found.mean:+7.2f} [{found.low:+.2f}, {found.high:+.2f}] {found.unit}")


def groups(found, case, base, order, parts, word):
    """Effort and injuries in groups of enterprises."""
    for place, chosen in enumerate(np.array_split(order, parts), 1):
        one, two = found[case][:, :, chosen], found[base][:, :, chosen]
        share = two[:, INJURIES].sum() / found[base][:, INJURIES].sum()
        show(f"{word} {place}: effort", change(one[:, EFFORT].mean(1), two[:, EFFORT].mean(1)))
        show(f"{word} {place}: injuries ({share:.0%} of all)", change(one[:, INJURIES].sum(1), two[:, INJURIES].sum(1)))


def by_enterprise():
    names = ("baseline", "risk_graded", "double_random", "credit_scoring", "credit_penalties", "insurance_rated",
             "insurance_flat", "grassroots")  # fmt: skip
    cases = all_cases(names)
    jobs = [(cases[name].scenario, seed) for name in names for seed in SEEDS]
    made = np.array(in_threads(jobs, of_enterprises)).reshape(len(names), len(SEEDS), len(COLUMNS) + 1, -1)
    found = dict(zip(names, made, strict=True))
    base = found["baseline"]
    print("Risk grading, thirds from those that lose most visits to those that gain most")
    gained = (found["risk_graded"][:, VISITS] - base[:, VISITS]).mean(0)
    groups(found, "risk_graded", "baseline", np.argsort(gained), 3, "third")
    print("Double random: share of enterprises that wait for more than two years, points")
    print(f"  status quo: {100 * base[:, WAITING].mean():.1f}")
    show("change", estimate(100.0 * (found["double_random"][:, WAITING] - base[:, WAITING]).mean(1), "points"))
    print("Credit penalties, quarters from the safest to the riskiest by true injuries a worker")
    scores = found["credit_scoring"]
    rate = scores[:, INJURIES].mean(0) / np.maximum(scores[:, CREW].mean(0), 1.0)
    groups(found, "credit_penalties", "credit_scoring", np.argsort(rate), 4, "quarter")
    print("Insurance: enterprises in distress")
    for name in ("insurance_rated", "insurance_flat"):
        show(name, change(found[name][:, DISTRESS].mean(1), base[:, DISTRESS].mean(1)))
    print("What widens the intervals: changes of injuries and of mean fixed risk, correlation over seeds")
    for name, against in (("risk_graded", base), ("grassroots", base), ("credit_penalties", scores)):
        injuries = np.log(found[name][:, INJURIES].sum(1) / against[:, INJURIES].sum(1))
        risk = np.log(
            found[name][:, RISK].sum(1) / found[name][:, -1, 0] / (against[:, RISK].sum(1) / against[:, -1, 0])
        )
        print(f"  {name:66s} {np.corrcoef(injuries, risk)[0, 1]:+7.2f}")


def after_a_visit():
    plain = build("visit_none", {}, weeks=events.VISIT_WEEKS)
    halves = events.halves(plain)
    visited = events._visit_scenarios(halves)

    def work(model, scenario, seed):
        seen = events.watch(model, scenario, seed, ("visits", "perceived_detection"))
        return np.array([seen[:, :, rows].sum(2) for rows in halves])

    chosen = [plain, visited["as usual", 0], visited["as usual", 1]]
    made = np.array(in_threads([(one, seed) for one in chosen for seed in SEEDS], work))
    none, first, second = made.reshape(3, len(SEEDS), 2, 2, -1)
    spared, usual = first[:, 1] + second[:, 0], none[:, 1] + none[:, 0]
    print("A forced visit to half of the county: the half that is not visited, in the quarter after")
    weeks = slice(events.VISIT_WEEK + 1, events.VISIT_WEEK + 14)
    for place, label in enumerate(("visits", "perceived detection")):
        show(label, change(spared[:, place, weeks].sum(1), usual[:, place, weeks].sum(1)))


def frequent_tips():
    print("The hotline where tips are frequent already")
    for rate in (0.0033, 0.01, 0.03):
        pair = {"none": build("none", {}, parameter={"tip_rate": rate}),
                "hotline": build("hotline", HOTLINE, parameter={"tip_rate": rate})}  # fmt: skip
        sums = run_arms(pair, SEEDS)
        waiting, found = (sums.value("hotline", name).mean() for name in ("workload", "hazards_found_per_visit"))
        show(f"tip_rate {rate:g}, {waiting:.1f} wait: injuries", sums.change("hotline", "none", "injuries_expected"))
        print(
            f"  hazards found a visit: {sums.value('none', 'hazards_found_per_visit').mean():.2f} before, {found:.2f}"
        )


if __name__ == "__main__":
    by_enterprise()
    after_a_visit()
    frequent_tips()
