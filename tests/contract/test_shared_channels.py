"""Where two measures write one channel, what they write differs in whom or when: they are two measures and not one."""

from itertools import combinations

import numpy as np
import pytest

from govsim.engines.arithmetic import strength_in
from govsim.engines.mesa import GovernanceModel
from govsim.engines.mesa.week import WeekPlayer
from govsim.engines.week import Effect
from govsim.model import model_of, shipped
from govsim.scenario import Adoption, Chains, Population, Scenario

MODEL = model_of(shipped())
WEEKS, START = 120, 8
HEADS = (Chains("contracts", count=3), Chains("platform", count=1))
MOST_ALIKE = 0.9
# Pairs that write one number each to everybody, and in what else they differ: two stakes of one kind add up.
ALIKE = {
    ("access_licensing", "three_simultaneities", "entrant_standard"):
        "a standard for all that enter; a licence also refuses the risky and takes time",
    ("access_licensing", "international_standards", "entrant_standard"):
        "a standard for all that enter; one comes with a licence, the other is followed by those who lead",
    ("international_standards", "three_simultaneities", "entrant_standard"):
        "a standard for all that enter, one of their equipment alone, one that those who lead follow too",
    ("grassroots_inspectors", "special_fund", "inspector_posts"):
        "a number of posts for each enterprise; the fund buys teams and training with two thirds of its budget",
    ("evaluation_preference", "special_fund", "inspector_posts"):
        "a fund spreads posts evenly, preference gives them to regions that rank high; here there is one",
    ("accident_investigation", "administrative_fines", "order_pursuit"):
        "both 0 until an accident or by default; one follows measures after an accident, one overdue orders",
    ("accident_investigation", "information_disclosure", "peer_learning"):
        "0 until a fatal accident has been investigated, against a fifth of everything always",
    ("accident_investigation", "criminal_liability", "accident_sanction"):
        "a fine on persons and a trial, both for the next fatal accident of anybody; only a trial moves attention",
    ("accident_investigation", "credit_penalties", "concealment_stake"):
        "what there is to lose by a death on record: blame, or a place on the list",
    ("accident_investigation", "criminal_liability", "concealment_stake"):
        "what there is to lose by a death on record: blame, or a trial",
    ("credit_penalties", "criminal_liability", "concealment_stake"):
        "what there is to lose by a death on record: a place on the list, or a trial",
    ("accountability", "administrative_fines", "enforcement_strictness"):
        "one number where no accident has been: officials who fear for themselves, against a dearer fine",
    ("credit_incentives", "credit_scoring", "standing_stake"):
        "what a score is worth by itself and by the discount that hangs on it",
    ("digital_supervision", "hazard_monitoring", "monitoring_work"):
        "a hundredth of the work on the same stock; it is there for the visits that an inspector can make",
    ("digital_supervision", "risk_graded_inspection", "risk_information"):
        "a tenth of the grading, as a by-product; it is there for the visits that an inspector can make",
    ("double_random", "information_disclosure", "disclosure"):
        "results of lots against everything; the largest share holds",
    ("evaluation_system", "third_party_assessment", "audit_hours"):
        "two audits a year each; one is read by the index, the other by who is visited",
    ("colour_warning", "evaluation_preference", "evaluation_stake"):
        "all of it where work may be stopped, half where a rank is worth money",
    ("evaluation_preference", "grassroots_inspectors", "inspector_posts"):
        "for regions above the mean of several, of which one county has none; against posts for townships",
    ("hazard_hotline", "information_disclosure", "exposure_chance"):
        "who knows tells, or everybody can read; each adds a chance that a death comes out",
    ("innovation_award", "safety_points", "report_reward"):
        "a tenth of a reward for reports, beside what agencies try; points reward behaviour too",
    ("innovation_award", "wearables", "report_reward"):
        "the other way: who is watched reports a little less",
    ("policy_review", "standards_coverage", "rule_fit"):
        "a county's own rules for all, against rules that nobody has been told of yet",
    ("safety_campaigns", "safety_training", "drilled_hours"):
        "the other way: campaigns take a little of the time for drills, in June only",
    ("safety_pay", "safety_points", "behaviour_reward"):
        "both reward what is seen; points reward reports too, pay hangs on the record too",
    ("safety_points", "wearables", "report_reward"):
        "the other way: who is watched reports a little less",
    ("safety_training", "vr_training", "training_hours"):
        "hours of a course; in the goggles they count as drill and are forgotten more slowly",
    ("safety_training", "worker_certification", "training_hours"):
        "hours of everybody, against those of key posts that a certificate asks for",
    ("vr_training", "worker_certification", "training_hours"):
        "hours of everybody, against those of key posts that a certificate asks for",
}  # fmt: skip


@pytest.fixture(scope="module")
def written():
    """What each instrument wrote on each channel: a row a week, a column an enterprise; nan where it wrote nothing.

    All are in force at once, so that each meets the same enterprises in the same weeks.
    """
    adoptions = tuple(
        Adoption(one.name, {key: float(about.default) for key, about in one.settings.items()}, START)
        for one in MODEL.instruments.values()
        if not one.is_planner
    )
    who = Population(enterprises=40, chains=HEADS)
    county = Scenario("all", who, WEEKS, START, (START, WEEKS), adoptions, settle=5, parts=tuple(shipped()))
    model = GovernanceModel(county, 3, model=MODEL)
    rows = {id(row): i for i, row in enumerate(model.tables["enterprise"])}
    found: dict[tuple[str, str], np.ndarray] = {}

    class Listening(WeekPlayer):
        def _use(self, instrument, use, row, strength, arguments):
            if isinstance(use, Effect) and id(row) in rows:
                key = (instrument, use.channel)
                seen = found.setdefault(key, np.full((WEEKS, len(rows)), np.nan))
                seen[self.county.clock.week, rows[id(row)]] = strength * use.step.function(*arguments)
            super()._use(instrument, use, row, strength, arguments)

    model._player.__class__ = Listening
    for _ in range(WEEKS):
        model.step()
    return found


def correlation(one, other):
    """Over enterprise-weeks in which both wrote; nan where one of them wrote one number only."""
    both = np.isfinite(one) & np.isfinite(other)
    one, other = one[both], other[both]
    if len(one) < 2 or np.ptp(one) == 0.0 or np.ptp(other) == 0.0:
        return float("nan")
    return float(np.corrcoef(one, other)[0, 1])


def pairs(written):
    channels: dict[str, list[str]] = {}
    for instrument, channel in written:
        channels.setdefault(channel, []).append(instrument)
    return [(a, b, channel) for channel, names in channels.items() for a, b in combinations(sorted(names), 2)]


def test_every_measure_that_acts_on_enterprises_was_heard(written):
    acting = {
        (one.name, channel) for one in MODEL.instruments.values() for channel, _ in MODEL.effects_of(one.name)
        if MODEL.channels[channel].level == "enterprise" and not one.is_planner
    }  # fmt: skip
    assert acting == set(written)
    assert strength_in(START, START, 1, WEEKS) == 1.0


def test_what_two_measures_write_on_a_channel_differs_in_whom_or_when(written):
    alike = {}
    for a, b, channel in pairs(written):
        one, other = written[a, channel], written[b, channel]
        same = abs(correlation(one, other))
        constant = np.isnan(same) and np.ptp(one[np.isfinite(one)]) == 0.0 == np.ptp(other[np.isfinite(other)])
        reached_alike = (np.isfinite(one) == np.isfinite(other)).all()
        if same >= MOST_ALIKE or constant and reached_alike:
            alike[a, b, channel] = same
    assert set(alike) == set(ALIKE), alike
