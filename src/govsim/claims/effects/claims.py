"""What the instruments are claimed to do, each with its measures, their intervals, and a computed verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from govsim.claims.effects.cases import BASELINE, INSPECTORS, PAIRS, Pair, against
from govsim.claims.effects.events import Events
from govsim.study.analysis.arms import Sums
from govsim.study.runs.statistics import Estimate, estimate

YEAR_ONE = slice(3, 4)  # policies start after three years
LAST_TRAINED = slice(5, 6)
YEARS_AFTER = (6, 7, 8, 9)
LITTLE = 1.0  # per cent: "under 1 %"
SEPARATED = 0.65
SURER = 1.34  # a 99 % interval over a 95 % one, for about 50 seeds
STEADY = 10.0  # per cent: how far a five-year mean may lie from years 6 to 10


@dataclass(frozen=True)
class Measure:
    """One measured quantity of a claim; `holds` is None where it only informs."""

    label: str
    found: Estimate
    holds: bool | None = None


@dataclass(frozen=True)
class Claim:
    """A statement, what was measured, and what follows."""

    key: str
    text: str
    measures: tuple[Measure, ...] = field(default_factory=tuple)
    beside: str = ""

    @property
    def holds(self) -> bool:
        """Whether every measure that decides says so."""
        deciding = [measure.holds for measure in self.measures if measure.holds is not None]
        return bool(deciding) and all(deciding)


def lowers(label: str, found: Estimate) -> Measure:
    """Decides by an interval below zero."""
    return Measure(label, found, found.is_below)


def raises(label: str, found: Estimate) -> Measure:
    """Decides by an interval above zero."""
    return Measure(label, found, found.is_above)


def claims(sums: Sums, events: Events) -> list[Claim]:
    """All claims in the order of the page."""
    return [
        *_inspection(sums), *_fines(sums), *_credit(sums, events), *_workers(sums), *_money_and_public(sums, events),
        *_visits(events), *_pairs(sums), *_steady(events),
    ]  # fmt: skip


def _injuries(sums: Sums, case: str) -> tuple[Measure, Measure]:
    one = sums.change(case, against(case), "injuries_expected")
    return lowers("true injuries, expected", one), Measure("counted", sums.change(case, against(case), "injuries_true"))


def _inspection(sums: Sums) -> Iterator[Claim]:
    for case, name in (("risk_graded", "Risk-graded"), ("unannounced", "Unannounced")):
        hours = sums.change(case, BASELINE, "inspector_hours")
        yield Claim(
            case, f"{name} inspection lowers injuries with the same inspectors",
            (*_injuries(sums, case), Measure("inspectors' hours", hours),
             Measure("visits", sums.change(case, BASELINE, "visits")),
             Measure("hazards found per visit", sums.change(case, BASELINE, "hazards_found_per_visit"))),
        )  # fmt: skip
    numbers = [number for number in INSPECTORS if number != 8]
    found = {number: sums.change(f"inspectors_{number}", BASELINE, "injuries_expected") for number in numbers}
    yield Claim(
        "inspectors", "More inspectors lower injuries",
        tuple(Measure(f"{number} instead of 8", one, one.is_above if number < 8 else one.is_below)
              for number, one in found.items()),
    )  # fmt: skip
    yield Claim("returns", "... with falling returns", tuple(_returns(sums)))


def _returns(sums: Sums) -> Iterator[Measure]:
    """Injuries averted by one inspector more, in per cent of the baseline, and how it falls from step to step."""
    base = sums.value(BASELINE, "injuries_expected")
    levels = {number: base if number == 8 else sums.value(f"inspectors_{number}", "injuries_expected")
              for number in INSPECTORS}  # fmt: skip
    gains = {(low, high): 100.0 * (levels[low] - levels[high]) / (high - low) / base.mean()
             for low, high in ((0, 8), (8, 16), (16, 24))}  # fmt: skip
    for (low, high), gain in gains.items():
        yield Measure(f"averted by one more, {low} to {high}", estimate(gain))
    steps = list(gains.values())
    yield raises("first step less the second", estimate(steps[0] - steps[1]))
    yield raises("second step less the third", estimate(steps[1] - steps[2]))


def _fines(sums: Sums) -> Iterator[Claim]:
    yield Claim("fines", "Tripled fines lower injuries", _injuries(sums, "fines"))
    without = sums.change("fines_0", "inspectors_0", "injuries_expected")
    yield Claim(
        "fines_0", "Without inspectors for three years, tripled fines change injuries by under 1 %",
        (Measure("true injuries, expected", without, without.within(LITTLE)),),
    )  # fmt: skip


def _credit(sums: Sums, events: Events) -> Iterator[Claim]:
    areas = [
        Measure(f"area under the curve, {label}", found, found.low > SEPARATED if place == 0 else None)
        for place, (label, found) in enumerate(events.separation.items())
    ]
    yield Claim("score", "The score separates risky from safe enterprises (area above .65)", tuple(areas))
    case, base = "credit_penalties", "credit_scoring"
    yield Claim(
        "penalties_violations", "Credit penalties lower violations",
        (lowers("violations", sums.change(case, base, "mean_violation")), *_injuries(sums, case)[:1],
         Measure("of which: closed enterprises replaced by others", events.replaced)),
        beside="Replaced: the change of mean fixed risk of enterprises, weighed by workers and industry. A risky one "
               "that closes gives way to an entrant that is average.",
    )  # fmt: skip
    yield Claim(
        "penalties_concealment", "... raise concealment",
        (raises("share of deaths hidden, expected", sums.change(case, base, "concealed_share_expected")),
         lowers("share of injuries recorded", sums.change(case, base, "reported_share"))),
    )  # fmt: skip
    weak = (raises(label, found) if "others" not in label else Measure(label, found)
            for label, found in events.closing.items())  # fmt: skip
    yield Claim(
        "penalties_exits", "... and close weak enterprises",
        (*weak, Measure("all exits, counted", sums.change(case, base, "exits")),
         Measure("closed by order, counted", sums.difference(case, base, "closed_by_order", unit="a year"))),
        beside="Weak: in distress for more than half a year. On the list: compared with those that the same threshold "
               "would list without penalties.",
    )  # fmt: skip
    violations = sums.change("credit_repair", case, "mean_violation")
    yield Claim(
        "repair", "Credit repair cuts weeks on the list without more violations",
        (lowers("enterprises on the list", sums.change("credit_repair", case, "listed")),
         Measure("violations", violations, violations.high < LITTLE and not violations.is_above)),
    )  # fmt: skip


def _workers(sums: Sums) -> Iterator[Claim]:
    reports = sums.change("safety_points", BASELINE, "report_rate", YEAR_ONE)
    violations = sums.change("safety_points", BASELINE, "mean_violation", YEAR_ONE)
    yield Claim(
        "points", "Safety points raise reports and lower violations",
        (raises("reports in year 1", reports), lowers("violations in year 1", violations),
         Measure("reports in years 6 to 10", sums.change("safety_points", BASELINE, "report_rate")),
         Measure("violations in years 6 to 10", sums.change("safety_points", BASELINE, "mean_violation")),
         *_injuries(sums, "safety_points"),
         *(Measure(f"{label} in year 1, b = {reward}", sums.change(case, BASELINE, outcome, YEAR_ONE))
           for reward, case in ((".2", "points_low"), (".9", "points_high"))
           for label, outcome in (("reports", "report_rate"), ("violations", "mean_violation")))),
        beside="The programme states reports +200 % and violations -45 % after one year. The settings come from E094 "
               "(-26 % incidents, an upper bound, halved), not from these figures.",
    )  # fmt: skip
    yield Claim(
        "drill", "Drill beats video",
        (lowers("true injuries, drill against video", sums.change("training_drill", "training_video",
                                                                  "injuries_expected")),
         Measure("drill against none", sums.change("training_drill", BASELINE, "injuries_expected")),
         Measure("video against none", sums.change("training_video", BASELINE, "injuries_expected"))),
    )  # fmt: skip
    case, outcome = "drill_ended", "injuries_expected"
    trained = sums.change(case, BASELINE, outcome, LAST_TRAINED)
    after = [sums.change(case, BASELINE, outcome, slice(year, year + 1)) for year in YEARS_AFTER]
    gap = (sums.value(case, outcome, slice(9, 10)) - sums.value(BASELINE, outcome, slice(9, 10))) - (
        sums.value(case, outcome, LAST_TRAINED) - sums.value(BASELINE, outcome, LAST_TRAINED)
    )
    lost = estimate(100.0 * gap / sums.value(BASELINE, outcome, LAST_TRAINED).mean())
    yield Claim(
        "drill_fades", "... and fades after it ends",
        (lowers("last year of drills", trained),
         *(Measure(f"year {place} after", found) for place, found in enumerate(after, 1)),
         Measure("lost of it by year 4", lost, lost.is_above and after[-1].mean > 0.5 * trained.mean)),
    )  # fmt: skip


def _money_and_public(sums: Sums, events: Events) -> Iterator[Claim]:
    recorded = sums.change("insurance_rated", BASELINE, "injuries_recorded")
    yield Claim("rated", "Rated insurance lowers injuries",
                (*_injuries(sums, "insurance_rated"), Measure("injuries recorded", recorded)))  # fmt: skip
    flat = sums.change("insurance_flat", BASELINE, "injuries_expected")
    yield Claim("flat", "... flat insurance raises them",
                (raises("true injuries, expected", flat),
                 Measure("counted", sums.change("insurance_flat", BASELINE, "injuries_true"))))  # fmt: skip
    yield Claim(
        "hotline", "The hotline raises tips, finds per visit and the regulator's load",
        tuple(raises(label, sums.change("hotline", BASELINE, outcome)) for label, outcome in (
            ("tips", "tips"), ("hazards found per visit", "hazards_found_per_visit"),
            ("share of visits on tips", "tip_share_of_visits")))
        + (raises("tips that wait", sums.difference("hotline", BASELINE, "workload", unit="tips")),
           *_injuries(sums, "hotline")[:1]),
    )  # fmt: skip
    peers = [Measure(label, found, found.is_below if label == "violations of those who do not" else None)
             for label, found in events.peers.items()]  # fmt: skip
    yield Claim(
        "disclosure", "Disclosure lowers violations of peers and concealment",
        (*peers, lowers("share of deaths hidden, expected",
                        sums.change("disclosure", BASELINE, "concealed_share_expected")),
         lowers("violations where all disclose", sums.change("disclosure", BASELINE, "mean_violation")),
         *_injuries(sums, "disclosure")[:1]),
        beside="Peers: half of the enterprises disclose, the violations of the other half are measured.",
    )  # fmt: skip


def _visits(events: Events) -> Iterator[Claim]:
    usual = events.visit["as usual"]["visited"]
    fades = abs(usual[2].mean) < 0.5 * abs(usual[0].mean)
    yield Claim(
        "visit", "A single forced visit lowers injuries for about a year (E001 -9.4 [-17.7, -2.1]; E010, E011 fades)",
        (lowers("year 1", usual[0]), Measure("year 2", usual[1]), Measure("year 3", usual[2], fades),
         Measure("year 4", usual[3])),
    )  # fmt: skip
    hard = events.visit["nearly always punished"]["visited"]
    yield Claim(
        "visit_penalty", "... and more with a penalty (E007 -21.5, E191 -22, E193 -11)",
        (Measure("year 1, never punished", events.visit["never punished"]["visited"][0]),
         Measure("year 1, nearly always punished", hard[0]), Measure("year 2, nearly always punished", hard[1]),
         lowers("difference in year 1", events.visit["punished or not"]["visited"][0])),
        beside=f"Of the visited, {100 * events.punished['nearly always punished']:.0f} % were punished "
               f"({100 * events.punished['as usual']:.0f} % as usual): a visit that finds nothing punishes nobody.",
    )  # fmt: skip


def pair_measures(sums: Sums, pair: Pair) -> list[Measure]:
    """What both together do beyond the sum; it decides by a 99 % interval without zero, for several are looked at."""
    measures = []
    for outcome in pair.outcomes:
        found = sums.interaction(pair.base, pair.first, pair.second, pair.both, outcome)
        wide = SURER * (found.high - found.low) / 2
        measures.append(Measure(outcome, found, abs(found.mean) > wide))
    return measures


def _pairs(sums: Sums) -> Iterator[Claim]:
    counted = [(pair, pair_measures(sums, pair)) for pair in PAIRS]
    shown = []
    for pair, measures in counted:
        best = next((one for one in measures if one.holds), measures[0])
        holds = any(bool(one.holds) for one in measures)
        shown.append(Measure(f"{pair.first} x {pair.second}, {best.label}", best.found, holds))
    differ = sum(bool(one.holds) for one in shown)
    yield Claim(
        "pairs", "Eight pairs differ from their sum, on at least one outcome", tuple(shown),
        beside=f"{differ} of {len(shown)} do, with 99 % confidence.",
    )  # fmt: skip


def _steady(events: Events) -> Iterator[Claim]:
    for name, outcomes in events.long.items():
        measures = []
        for outcome in ("injuries_expected", "mean_violation", "mean_effort", "mean_safety_capital", "mean_skill"):
            last = outcomes[outcome][-1]
            measures.append(Measure(f"{outcome}, years 26-30 against 6-10", last, abs(last.mean) < STEADY))
        title = "the status quo" if name == "baseline" else "twelve instruments in force from the first week"
        yield Claim(f"steady_{name}", f"No drift in thirty years: {title} (five-year means within 10 %)",
                    tuple(measures))  # fmt: skip
        stuck = tuple(
            Measure(f"{column} at an end of its range", Estimate(100.0 * share, 100.0 * share, 100.0 * share, "share"),
                    share < 0.05 if column != "vigilance" else None)
            for column, share in events.bounds[name].items()
        )  # fmt: skip
        yield Claim(
            f"bounds_{name}", f"No absorbing state in thirty years: {title}", stuck,
            beside="Alertness is zero where no accident happened for years, and leaves zero with the next.",
        )  # fmt: skip
