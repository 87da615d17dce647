"""Single events that an experimenter brings about: a press release, a disaster, a second visit."""

from __future__ import annotations

import numpy as np

from govsim.claims.effects.cases import FORCED_VISIT, build
from govsim.claims.effects.events import halves
from govsim.claims.findings.lab import Lab, Watched, change, watch
from govsim.engines.core import Run, base_for
from govsim.language import Model
from govsim.model import model_for
from govsim.scenario import Scenario
from govsim.study.runs.statistics import Estimate
from govsim.year import WEEKS_A_YEAR

WEEK, YEARS = 208, 3
WEEKS = WEEK + YEARS * WEEKS_A_YEAR
SEEDS = 24
FIRM = {"strictness": 1000.0}  # whatever is found is punished
HAZARDS = ("hazards_latent", "hazards_open", "hazards_ordered")


def _years(first: int, last: int) -> slice:
    """Weeks of some years after the event; year 1 begins the week after it."""
    return slice(WEEK + 1 + (first - 1) * WEEKS_A_YEAR, WEEK + 1 + last * WEEKS_A_YEAR - 1)


# --- A press release ------------------------------------------------------------------------------------------------


def press_release(lab: Lab, peers: str, first: int = 1, last: int = YEARS) -> Estimate:
    """Change of hazards (what an inspector could cite) at peers of a punished enterprise whose penalty is published.

    Args:
        lab: where it is made.
        peers: "same industry" or "others".
        first: first year after the release.
        last: last year.
    """
    without, published = lab.once("press release", lambda: _press_release(lab))
    place = ("same industry", "others").index(peers)
    weeks = _years(first, last)
    return change(*(one[:, place, weeks].sum(1) for one in (published, without)))


def _press_release(lab: Lab) -> np.ndarray:
    """The largest enterprise of the commonest industry is visited and punished; in one arm the penalty is published."""
    rows = base_for(model_for(build("plain", {})), build("plain", {}).population).tables["enterprise"]
    there = rows["headcount"] > 0
    industry = np.bincount(rows["industry"][there]).argmax()
    mine = np.flatnonzero(there & (rows["industry"] == industry))
    named = int(mine[rows["headcount"][mine].argmax()])
    when = {"start": WEEK, "end": WEEK + 1, "scope": {"enterprises": [named]}}
    visit = {"forced_visit": {**FIRM, **when}}
    release = {**visit, "information_disclosure": dict(when)}
    arms = [build(name, tools, weeks=WEEKS, plugins=[str(FORCED_VISIT)])
            for name, tools in (("punished", visit), ("published", release))]  # fmt: skip
    same = np.setdiff1d(mine, [named])
    others = np.flatnonzero(there & (rows["industry"] != industry))

    def work(model: Model, scenario: Scenario, seed: int) -> np.ndarray:
        seen = watch(model, scenario, seed, HAZARDS).sum(0)
        return np.stack([seen[:, group].sum(1) for group in (same, others)])

    return lab.each(arms, SEEDS, work)


# --- A disaster -----------------------------------------------------------------------------------------------------


def disaster(lab: Lab, first: int, last: int, outcome: str = "deaths") -> Estimate:
    """Change of expected deaths or injuries in the county in some years after a disaster that all have heard of."""
    without, after = lab.once("disaster", lambda: _disaster(lab))
    place = ("injuries", "deaths").index(outcome)
    weeks = _years(first, last)
    return change(*(one[:, place, weeks].sum(1) for one in (after, without)))


def _disaster(lab: Lab) -> np.ndarray:
    """In one week public attention stands at its height, as a disaster in the county would leave it.

    Who had the disaster is nobody, so all enterprises are bystanders: what is seen is what others learn.
    """
    plain = build("disaster_none", {}, weeks=WEEKS)
    hit = build("disaster", {}, weeks=WEEKS)

    def shake(run: Run, week: int) -> None:
        run.world.tables["public"]["attention"] = 1.0

    def work(model: Model, scenario: Scenario, seed: int) -> np.ndarray:
        before = {WEEK: shake} if scenario.name == hit.name else None
        seen = watch(model, scenario, seed, ("injuries_expected", "deaths_expected"), before)
        return seen.sum(2)

    return lab.each([plain, hit], SEEDS, work)


# --- A second visit --------------------------------------------------------------------------------------------------


def second_visit(lab: Lab) -> Estimate:
    """Change of hazards found from a first forced visit to a second one a year later, at the same enterprises."""
    found = lab.once("second visit", lambda: _second_visit(lab))
    return change(found[0, :, 1], found[0, :, 0])


def _second_visit(lab: Lab) -> np.ndarray:
    """Half of the county is visited twice, outside capacity; planned visits go on in between."""
    plain = build("second_none", {}, weeks=WEEK + 2 * WEEKS_A_YEAR)
    group = halves(plain)[0]
    again = WEEK + WEEKS_A_YEAR
    settings = {"start": WEEK, "end": again + 1, "scope": {"enterprises": [int(row) for row in group]}}
    scenario = build("second", {"forced_visit": settings}, weeks=again + 1, plugins=[str(FORCED_VISIT)])

    def only(chance: float) -> Watched:
        def turn(run: Run, week: int) -> None:
            run.world.settings["forced_visit"]["chance"] = chance

        return turn

    def work(model: Model, one: Scenario, seed: int) -> np.ndarray:
        before = {WEEK + 1: only(0.0), again: only(1.0)}
        cited, kind = watch(model, one, seed, ("found", "generation"), before)
        same = (kind[again, group] == kind[WEEK, group]) & (kind[again, group] >= 0)
        return np.array([cited[week, group][same].sum() for week in (WEEK, again)])

    return lab.each([scenario], SEEDS, work)
