"""The worker rules written once more by hand, as fast as a scalar loop over plain arrays goes, to measure against.

This is the only place where a rule stands twice: to know what writing it once costs. The results are compared to the
bit, so the copy cannot drift unnoticed.
"""

from __future__ import annotations

import time

import numpy as np
from numba import njit

from govsim import language
from govsim.engines import core
from govsim.engines.kernels import driver, program_of
from govsim.engines.numba_language import compiled, mix64
from govsim.engines.plan import step_of
from govsim.engines.week import Play, Stage
from govsim.language import week_key
from govsim.mechanisms import climate, injuries
from govsim.model import model_of
from govsim.scenario import Scenario

MODEL = model_of()
PURPOSES = MODEL.purposes
RULES = (
    "update_attitude",
    "gain_skill",
    "comply_or_violate",
    "notice_and_report",
    "be_injured",
    "decide_to_leave",
    "gather_crew",
)
SUMS = ("attitude_total", "violation_total", "skill_total", "temporary_workers", "injuries_expected", "pool_hires")
COUNTS = ("crew", "reports", "silences", "injuries_true", "lost_time_true", "serious_true", "deaths_single", "leavers")
BRIEFS = ("attitude_base", "attitude_keep", "skill_base", "skill_keep", "violation_base", "notice_chance")
MORE_BRIEFS = ("report_base", "injury_base_rate", "leave_chance", "energy_rate")
FLOATS = ("attitude", "disposition", "skill", "violation", "temporary", "injury_chance", "from_pool")
clip, exp, logistic, toward = map(compiled, (language.clip, language.exp, language.logistic, language.toward))
NOISE, NOTICE = PURPOSES["attitude_noise"], PURPOSES["notice_hazard"]
HURT, GRAVITY, LEAVE = PURPOSES["injury"], PURPOSES["injury_gravity"], PURPOSES["leave_post"]
SPREAD = climate.UNIT_SPREAD
MIDDLE = injuries.MIDDLE
WEEKS = 20
REPEATS = 15
U = np.uint64


@njit(nogil=True)
def second(hashed, purpose):
    """The rest of a draw after an agent's own hash, which a hand can share between draws."""
    return float(mix64(hashed + U(purpose)) >> U(11)) * 1.1102230246251565e-16


@njit(nogil=True)
def week_by_hand(
    key, p, start, alive, ids, workers, states, briefs, fatal, sums, counts, leaver_attitude, leaver_skill
):
    """All worker rules of a week in one pass over plain arrays."""
    for i in range(len(start) - 1):
        total_attitude, total_violation, total_skill, temporary, expected, pooled = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
        gone_attitude, gone_skill = 0.0, 0.0
        n, reports, silences, hurt, lost, grave, dead, gone = 0, 0, 0, 0, 0, 0, 0, 0
        base_attitude, keep_attitude, base_skill, keep_skill = briefs[0, i], briefs[1, i], briefs[2, i], briefs[3, i]
        base_violation, notice, base_report, base_injury = briefs[4, i], briefs[5, i], briefs[6, i], briefs[7, i]
        leave, energy = briefs[8, i], briefs[9, i]
        for w in range(start[i], start[i + 1]):
            if not alive[w]:
                continue
            hashed = mix64(key ^ (U(ids[w]) * U(0x9E3779B97F4A7C15)))
            habit = workers[1, w]
            noise = p.attitude_noise * SPREAD * (second(hashed, NOISE) - 0.5)
            attitude = base_attitude + keep_attitude * workers[0, w]
            attitude = clip(attitude + p.attitude_speed * p.pull_habit * habit + noise, climate.LOWEST, climate.HIGHEST)
            skill = clip(base_skill + keep_skill * workers[2, w], 0.05, 0.95)
            own = p.v_attitude * attitude + p.v_skill * skill - p.v_temporary * workers[4, w]
            violation = logistic(base_violation - own)
            noticed = 0
            if notice > 0.0:
                lot = second(hashed, NOTICE)
                seen = notice * (p.notice_least + p.notice_skill * skill)
                if lot < seen:
                    noticed = 2 if lot < seen * logistic(base_report + p.report_attitude * attitude) else 1
            factor = (p.v_least + p.v_weight * violation) * exp(-p.skill_weight * (skill - MIDDLE))
            everyday = base_injury * factor
            chance = min(everyday + energy, 1.0)
            injury = 0
            if second(hashed, HURT) < chance:
                lot = second(hashed, GRAVITY)
                killed = everyday * fatal[0, i] * (1.0 - fatal[1, i]) + energy
                serious = killed / chance + p.serious_share
                if lot < killed / chance:
                    injury = 4
                elif lot < serious:
                    injury = 3
                elif lot < clip(p.lost_time_share, serious, 1.0):
                    injury = 2
                else:
                    injury = 1
            leaving = second(hashed, LEAVE) < leave * (1.0 + p.leave_temporary * workers[4, w])
            workers[0, w], workers[1, w], workers[2, w] = attitude, toward(habit, attitude, p.habit_speed), skill
            workers[3, w], workers[5, w] = violation, chance
            states[0, w], states[1, w], states[2, w] = noticed, injury, leaving
            n += 1
            total_attitude += attitude
            total_violation += violation
            total_skill += skill
            temporary += workers[4, w]
            expected += chance
            pooled += workers[6, w]
            if noticed > 0:
                if noticed == 2:
                    reports += 1
                else:
                    silences += 1
            if injury > 0:
                hurt += 1
                lost += 1 if injury >= 2 else 0
                grave += 1 if injury == 3 else 0
                dead += 1 if injury == 4 else 0
            if leaving and injury < 4:
                gone += 1
                gone_attitude += attitude
                gone_skill += skill
        sums[0, i], sums[1, i], sums[2, i] = total_attitude, total_violation, total_skill
        sums[3, i], sums[4, i], sums[5, i] = temporary, expected, pooled
        counts[0, i], counts[1, i], counts[2, i], counts[3, i] = n, reports, silences, hurt
        counts[4, i], counts[5, i], counts[6, i], counts[7, i] = lost, grave, dead, gone
        leaver_attitude[i], leaver_skill[i] = gone_attitude, gone_skill


class ByHand:
    """The arrays of the hand-written kernel, taken from a run."""

    def __init__(self, run: core.Run) -> None:
        workers, enterprises = run.world.tables["worker"], run.world.tables["enterprise"]
        self.p = run.world.parameters[0]
        self.start = run.world.links["worker", "enterprise"][0]
        self.alive, self.ids = workers["alive"].copy(), workers["id"].copy()
        self.workers = np.array([workers[name] for name in FLOATS])
        self.states = np.zeros((3, len(workers)), np.int64)
        self.briefs = np.array([enterprises[name] for name in BRIEFS + MORE_BRIEFS])
        industries = run.world.tables["industry"]
        self.fatal = np.array([industries[name][enterprises["industry"]] for name in ("fatal_share", "energy_share")])
        self.sums = np.zeros((len(SUMS), len(enterprises)))
        self.counts = np.zeros((len(COUNTS), len(enterprises)), np.int64)
        self.leaver_attitude, self.leaver_skill = np.zeros(len(enterprises)), np.zeros(len(enterprises))

    def play(self, key: np.uint64) -> None:
        """One week."""
        week_by_hand(key, *self.__dict__.values())

    def differences(self, run: core.Run) -> list[str]:
        """Columns in which the rules' tables differ in any bit."""
        workers, enterprises = run.world.tables["worker"], run.world.tables["enterprise"]
        mine = dict(zip(FLOATS, self.workers, strict=True))
        mine |= dict(zip(("noticed", "injury", "leaving"), self.states, strict=True))
        theirs = {name: workers[name] for name in mine}
        found = {name: np.array_equal(mine[name][self.alive], theirs[name][self.alive]) for name in mine}
        totals = dict(zip(SUMS, self.sums, strict=True)) | dict(zip(COUNTS, self.counts, strict=True))
        totals |= {"leaver_attitude": self.leaver_attitude, "leaver_skill": self.leaver_skill}
        living = enterprises["alive"]
        found |= {name: np.array_equal(values[living], enterprises[name][living]) for name, values in totals.items()}
        return [name for name, equal in found.items() if not equal]


def compare_worker_kernels() -> tuple[float, float]:
    """Nanoseconds a worker-week of the compiled rules and of the hand-written kernel, interleaved; same bits.

    Raises:
        AssertionError: when any column differs.
    """
    run = core.Run(MODEL, Scenario("baseline"), 1)
    run.play_to(200)
    stage = Stage("phase", "worker_rules", tuple(Play(step_of(MODEL, MODEL.rules[name])) for name in RULES))
    rules = program_of(MODEL, [stage])
    hand = ByHand(run)
    keys = run.keys = np.array([week_key(1, week) for week in range(run.first, 2000)], np.uint64)
    times: dict[str, list[float]] = {"rules": [], "hand": []}
    for repeat in range(REPEATS):
        first = 200 + repeat * WEEKS
        run.week = first
        address, _kept = run.context(rules)
        start = time.thread_time()
        driver()(address, first, first + WEEKS)
        middle = time.thread_time()
        for week in range(first, first + WEEKS):
            hand.play(keys[week - run.first])
        times["rules"].append(middle - start)
        times["hand"].append(time.thread_time() - middle)
        assert not hand.differences(run), hand.differences(run)
    played = WEEKS * int(hand.alive.sum())
    return tuple(float(np.median(times[name][1:])) / played * 1e9 for name in ("rules", "hand"))  # type: ignore[return-value]


if __name__ == "__main__":
    compiled, written = compare_worker_kernels()
    print(f"rules {compiled:.1f} ns a worker-week, by hand {written:.1f}: {written / compiled:.2f} of its speed")
