"""What enterprises believe that effort earns, and what it does earn: README.md says why and how.

Run it as `.venv/bin/python experiments/beliefs/beliefs.py`; about five minutes of one processor. It writes table.csv
beside it and prints its main lines; propose.py reads from it what the numbers of stakes should be. `--seeds N` takes
fewer, `--out FILE` writes elsewhere.
"""

import argparse
import csv
from pathlib import Path
from types import SimpleNamespace

import numpy as np

from govsim.claims.effects.cases import CREDIT, DISCLOSURE, POINTS, RATED, build
from govsim.engines.core import Run, program_for
from govsim.instruments.credit import credit_incentives, credit_penalties, credit_repair
from govsim.instruments.source import safety_commitment
from govsim.mechanisms import effort
from govsim.model import model_for
from govsim.populations.industry_values import industry_names
from govsim.study.runs.statistics import ratio
from govsim.year import WEEKS_A_YEAR

HERE = Path(__file__).resolve().parent
STEP = HERE / "effort_step.py"
FIRST_SEED, SEEDS = 4000, 48  # used by nothing else
FROM = 104  # week in which effort is moved: the arm's instruments have been in force for two years
YEARS = (1, 3, 5)
MAIN = 1  # place of three years
SAMPLED = 13  # weeks between two readings of beliefs: they move slowly
FACTOR = 1.5  # a belief within this factor of what is earned is well founded
SIZES = {"1-19": (0, 20), "20-49": (20, 50), "50-249": (50, 250), "250+": (250, 10**9)}
ARMS = {
    "baseline": {}, "credit": CREDIT, "insurance": RATED, "disclosure": DISCLOSURE, "safety_points": POINTS,
    "trials": {"criminal_liability": {}}, "investigation": {"accident_investigation": {}},
    "grading": {"standardisation_grading": {}}, "promises": {**DISCLOSURE, "safety_commitment": {}},
    "rating": {"evaluation_system": {"premium_follows": 1.0}},
}  # fmt: skip
COLUMNS = ("term", "arm", "step", "group", "years", "unit", "believed", "earned", "low", "high", "ratio", "verdict")

# What the ledger takes from an enterprise, term by term; what a term does not name is in "other entries".
ENTRIES = {
    "enforcement": ("fine_ex_ante", "penalty_spent", "output_lost"),
    "accidents": ("harm_borne", "fine_accident", "liability_claims", "personal_fines"),
    "law premium": ("premium_paid",),
    "discount": ("subsidies",),
    "listing": ("spreads", "tenders"),
    "liability premium": ("liability_premium",),
    "grades": ("grade_gains",),
    "promise": ("orders_lost",),
    "writing": ("promises_written",),
    "effort": ("effort_spent",),
}
# What is believed, what is held against it, and, where the number is a share, what it is a share of.
TERMS = {
    "enforcement": ("value_of_enforcement", "enforcement", ""),
    "enforcement, all hassle": ("value_of_enforcement", "enforcement_all", ""),
    "accidents": ("value_of_fewer_accidents", "accidents", ""),
    "accidents, by chances": ("value_of_fewer_accidents", "accidents_by_chances", ""),
    "accident sanction, by chances": ("value_of_accident_sanction", "sanction_by_chances", ""),
    "cover": ("value_of_cover", "claims", ""),
    "law premium": ("value_of_premium", "law premium", ""),
    "name": ("value_of_name", "nothing", ""),
    "discount": ("stake_of_discount", "discount", ""),
    "listing": ("stake_of_listing", "listing", ""),
    "grades": ("stake_of_grades", "grades", ""),
    "promise": ("stake_of_promise", "promise", ""),
    "other standing": ("stake_of_standing", "nothing", ""),
    "liability premium": ("premium_slope", "liability premium", ""),
    "premium share": ("law_share", "law premium", "credible_premium"),
    "experience_share": ("experience_share", "experience", "credible_liability"),
    "grade_slope": ("grade_slope", "discount", "whole_discount"),
    "list_slope": ("list_slope", "listed", "one"),
    "break_slope": ("break_slope", "broken", "promised"),
    "index_slope": ("index_slope", "index", "one"),
    "cost of effort": ("cost_of_effort", "effort", ""),
    "other entries": ("none", "other", ""),
}
OF_ARM = {
    "baseline": ("enforcement", "enforcement, all hassle", "accidents", "accidents, by chances", "law premium", "name",
                 "premium share", "cost of effort", "other entries"),
    "credit": ("enforcement", "accidents, by chances", "law premium", "discount", "listing", "other standing",
               "grade_slope", "list_slope", "cost of effort", "other entries"),
    "insurance": ("accidents", "accidents, by chances", "cover", "law premium", "liability premium", "experience_share",
                  "other entries"),
    "disclosure": ("enforcement", "accidents, by chances", "law premium", "name", "other entries"),
    "safety_points": ("enforcement", "accidents, by chances", "law premium", "other entries"),
    "trials": ("enforcement", "accident sanction, by chances", "other entries"),
    "investigation": ("enforcement", "accident sanction, by chances", "other entries"),
    "grading": ("enforcement", "accidents, by chances", "law premium", "grades", "other entries"),
    "promises": ("enforcement", "promise", "break_slope", "name", "other entries"),
    "rating": ("accidents, by chances", "index_slope"),
}  # fmt: skip
SUBJECTIVE = ("enforcement", "enforcement, all hassle")  # perceived detection is subjective by its evidence
UNPAID = ("name", "other standing")  # no entry of the ledger pays for it
BELIEFS = tuple(
    dict.fromkeys(name for believed, _, share_of in TERMS.values() for name in (believed, share_of) if name)
)
QUANTITIES = ("workers", "effort_done", *dict.fromkeys(earned for _, earned, _ in TERMS.values()))


READ = ("public_score", "listed", "premium_mod", "effort", "injuries_recorded", "deaths_recorded", "fatal_recorded")


# --- What one run leaves -------------------------------------------------------------------------------------------


def arm_settings(scenario):
    """The settings of each instrument in force, as its functions read them."""
    return {one.instrument: SimpleNamespace(**one.settings) for one in scenario.adoptions}


def entries_of_instruments(before, rows, industry, settings):
    """What the arm's instruments take from each enterprise this week, CNY, from the state that they read."""
    people = rows["headcount"] / WEEKS_A_YEAR
    entries = (
        "subsidies", "spreads", "tenders", "liability_premium", "liability_claims", "personal_fines", "grade_gains",
        "orders_lost", "promises_written",
    )  # fmt: skip
    made = dict.fromkeys(entries, 0.0)
    if p := settings.get("credit_incentives"):
        grade = grade_of(before["public_score"], p)
        made["subsidies"] = -p.loan_discount * rows["debt"] * grade * people
    if p := settings.get("credit_penalties"):
        made["spreads"] = p.loan_spread * rows["debt"] * people * before["listed"]
        revenue = industry["tender_share"][rows["industry"]] * rows["revenue"]
        made["tenders"] = p.tender_loss * revenue * people * before["listed"]
    if p := settings.get("liability_insurance"):
        factor = 1.0 + p.rated * (before["premium_mod"] - 1.0 - p.grade_discount * before["effort"])
        made["liability_premium"] = p.premium_share * industry["wage"][rows["industry"]] * factor * people
        told = p.injury_claim * before["injuries_recorded"] + p.death_claim * before["deaths_recorded"]
        made["liability_claims"] = -p.cover * told
    if p := settings.get("accident_investigation"):
        made["personal_fines"] = p.personal_fine * before["fatal_recorded"]
    if p := settings.get("standardisation_grading"):
        made["grade_gains"] = -p.benefit * before["grade"] * people
    if p := settings.get("safety_commitment"):
        heard = p.heard_when_quiet + (1.0 - p.heard_when_quiet) * before["public_attention"]
        made["orders_lost"] = p.orders_lost * before["breach"] * heard * rows["headcount"] * before["is_published"]
        hours = p.promise_hours / safety_commitment.WORKING_HOURS
        made["promises_written"] = hours * industry["wage"][rows["industry"]] / WEEKS_A_YEAR
    return made


def sanction_of_a_death(settings):
    """What a recorded fatal accident costs beyond the law in force, in the mean: fines on persons, trials."""
    fined, tried = settings.get("accident_investigation"), settings.get("criminal_liability")
    return (fined.personal_fine if fined else 0.0) + (tried.death_trial * tried.personal_loss if tried else 0.0)


def remembered(run):
    """What instruments remember of each enterprise and the books of this week go by: a grade, a promise broken."""
    made = {}
    if (own := run.world.memory.get("standardisation_grading")) is not None:
        made["grade"] = own["grade"].copy()
    if (own := run.world.memory.get("safety_commitment")) is not None:
        made |= {"breach": own["breach"].copy(), "promised": (1.0 - own["broken"]) * (1.0 - own["doubt"])}
    return made


def read_by_the_public(public):
    """What the public knows by last week's news, which this week's books go by."""
    return {"public_attention": float(public["attention"][0]), "is_published": float(public["publicity"][0]) > 0.0}


def grade_of(score, p):
    """The share of the discount that a score earns."""
    return 1.0 / (1.0 + np.exp(-(score - p.trusted_score) / 0.08))


def week_of(before, rows, industry, settings, p):
    """Every quantity of a week by enterprise; costs count as money that effort may save."""
    alive = rows["alive"]
    workers = rows["headcount"] * alive
    entries = {name: rows[name] for names in ENTRIES.values() for name in names if name in rows.dtype.names}
    entries |= entries_of_instruments(before, rows, industry, settings)
    made = {term: sum(entries[name] for name in names) for term, names in ENTRIES.items()}
    made["other"] = rows["cost_enterprise"] + rows["harm_cost_enterprise"] - sum(made.values())
    made["claims"] = entries["liability_claims"]
    made["enforcement_all"] = rows["fine_ex_ante"] + p.hassle * rows["sanctions"]
    harm = p.accident_cost * (rows["injuries_expected"] - rows["deaths_expected"])
    harm = (harm + p.death_compensation * rows["deaths_expected"]) * (1.0 - rows["usual_cost_cover"])
    fine = p.accident_fine_ordinary + p.manager_fine_ordinary * p.manager_income
    told = rows["deaths_expected"] - rows["deaths_hidden_expected"]
    made["sanction_by_chances"] = sanction_of_a_death(settings) * told
    made["accidents_by_chances"] = harm + fine * told + entries["liability_claims"] + made["sanction_by_chances"]
    tariff = settings.get("liability_insurance")
    wage = industry["wage"][rows["industry"]] * (tariff.premium_share * tariff.rated if tariff else 0.0)
    made["experience"] = wage * before["premium_mod"] * workers / WEEKS_A_YEAR
    made["listed"] = rows["listed"] * workers / WEEKS_A_YEAR
    made["broken"] = before.get("breach", 0.0) * workers
    evaluated = rows["eval_index"] if "eval_index" in rows.dtype.names else 0.0
    made["index"] = -evaluated * workers / WEEKS_A_YEAR  # as the others: what effort saves is counted
    made |= {"workers": workers, "effort_done": rows["effort"] * workers, "nothing": 0.0}
    return np.array([np.broadcast_to(made[name] * alive, len(rows)) for name in QUANTITIES], float)


NEEDED = ("alive", "headcount", "industry", "sanction_clarity", "fine_due", "sanction_other", "perceived_detection",
          "cost_cover", "usual_cost_cover", "vigilance", "accident_sanction", "reputation_stake", "disclosure",
          "premium_slope", "effort_cost", "standing_stake", "cost_burden", "pressure", "debt", "revenue",
          "listed")  # fmt: skip


def beliefs_of(tables, settings, p, memory):
    """What each enterprise believes of each term now: the mechanism's own functions, a row at a time."""
    promised = memory.get("promised", np.zeros(len(tables["enterprise"])))
    trades = [SimpleNamespace(**dict(zip(one.dtype.names, one.item(), strict=True))) for one in tables["industry"]]
    public = SimpleNamespace(attention=float(tables["public"]["attention"][0]))
    columns = [tables["enterprise"][name].tolist() for name in NEEDED]
    found = np.zeros((len(BELIEFS), len(tables["enterprise"])))
    for place, values in enumerate(zip(*columns, strict=True)):
        one = SimpleNamespace(**dict(zip(NEEDED, values, strict=True)), promised=float(promised[place]))
        if one.alive:
            held = beliefs_of_one(one, trades[one.industry], public, settings, p)
            found[:, place] = [held[name] for name in BELIEFS]
    return found


def beliefs_of_one(one, industry, public, settings, p):
    grant, penalty = settings.get("credit_incentives"), settings.get("credit_penalties")
    tariff = settings.get("liability_insurance")
    discount = credit_incentives.put_the_discount_at_stake(one, grant, None) if grant else 0.0
    listing = credit_penalties.put_credit_at_stake(one, industry, penalty, None) if penalty else 0.0
    if settings.get("credit_repair"):
        listing += credit_repair.keep_hope_alive(one, settings["credit_repair"], None)
    pledge = settings.get("safety_commitment")
    lost = pledge.orders_lost * pledge.break_slope * one.promised if pledge else 0.0
    unbound = SimpleNamespace(**{**vars(one), "reputation_stake": one.reputation_stake - lost})
    name = effort.value_of_name(unbound, public, p)
    grades = one.standing_stake - discount - listing if settings.get("standardisation_grading") else 0.0
    law = p.prevention_share * p.grade_share
    law_credible = effort.value_of_premium(one, industry, p) / law
    years = 3.0 * one.headcount
    tariff_credible = years / (years + tariff.credibility_constant) * tariff.rated if tariff else 0.0
    accidents = effort.value_of_fewer_accidents(one, industry, p)
    bare = SimpleNamespace(**{**vars(one), "cost_cover": one.usual_cost_cover})
    lenient = SimpleNamespace(**{**vars(one), "accident_sanction": 0.0})
    return {
        "value_of_enforcement": effort.value_of_enforcement(one, p),
        "value_of_fewer_accidents": accidents,
        "value_of_accident_sanction": accidents - effort.value_of_fewer_accidents(lenient, industry, p),
        "value_of_cover": accidents - effort.value_of_fewer_accidents(bare, industry, p),
        "value_of_premium": effort.value_of_premium(one, industry, p),
        "value_of_name": name,
        "stake_of_promise": effort.value_of_name(one, public, p) - name,
        "break_slope": pledge.break_slope if pledge else 0.0,
        "promised": one.promised,
        "stake_of_discount": discount,
        "stake_of_listing": listing,
        "stake_of_grades": grades,
        "stake_of_standing": one.standing_stake - discount - listing - grades,
        "premium_slope": one.premium_slope,
        "grade_slope": grant.grade_slope if grant else 0.0,
        "list_slope": penalty.list_slope if penalty else 0.0,
        "experience_share": tariff.experience_share if tariff else 0.0,
        "credible_liability": tariff_credible * tariff.premium_share * industry.wage if tariff else 0.0,
        "index_slope": getattr(p, "index_slope", 0.0),
        "law_share": law,
        "credible_premium": law_credible,
        "whole_discount": grant.loan_discount * one.debt if grant else 0.0,
        "one": 1.0,
        "cost_of_effort": -effort.cost_of_effort(one, p),
        "none": 0.0,
    }


# --- Twin runs -----------------------------------------------------------------------------------------------------


def as_names(record):
    """A record as names with values."""
    return SimpleNamespace(**dict(zip(record.dtype.names, record.tolist(), strict=True)))


def halves(rows, every=1):
    """Every other enterprise by industry and size: two halves that are alike; or every so many of these pairs."""
    order = np.lexsort((rows["headcount"], rows["industry"]))
    order = order[rows["headcount"][order] > 0]
    return np.sort(order[:: 2 * every]), np.sort(order[1 :: 2 * every])


def twins(arm, half, step, weeks):
    """Two scenarios of an arm: who makes more effort in one makes less in the other, and the county as much in both."""
    made = []
    for place, up in enumerate(half):
        moved = {"effort_up": up, "effort_down": half[1 - place]} if step == "half a logit" else {"effort_held": up}
        steps = {
            name: {"start": FROM, "scope": {"enterprises": [int(row) for row in rows]}} for name, rows in moved.items()
        }
        made.append(build(f"{arm} {step} {place}", {**ARMS[arm], **steps}, weeks=weeks, start=0, plugins=[str(STEP)]))
    return made


def play(run, settings):
    """Sums of every quantity, and means of beliefs, over the first years after the step, by enterprise."""
    tables, p = run.world.tables, as_names(run.world.parameters[0])
    rows = tables["enterprise"]
    total, held = np.zeros((len(QUANTITIES), len(rows))), np.zeros((len(BELIEFS), len(rows)))
    kept, seen = [], np.zeros(len(rows))
    weekly = program_for(run.model, run.instruments, False).weekly
    for week in range(FROM, FROM + max(YEARS) * WEEKS_A_YEAR):
        before = {name: rows[name].copy() for name in READ} | read_by_the_public(tables["public"])
        run.play(week + 1, weekly)
        kept_in_mind = remembered(run)
        total += week_of(before | kept_in_mind, rows, tables["industry"], settings, p)
        if (week - FROM) % SAMPLED == 0:
            held += beliefs_of(tables, settings, p, kept_in_mind)
            seen += rows["alive"]
        if week + 1 - FROM in [years * WEEKS_A_YEAR for years in YEARS]:
            kept.append((total.copy(), held / np.maximum(seen, 1.0)))
    return kept


def branch(model, scenario, seed, tables, memory, week):
    """A run that goes on from where another with the same past stood in a week."""
    run = Run(model, scenario, seed)
    run.take(tables)
    for name, rows in memory.items():
        run.world.memory[name][...] = rows
    run.begin = lambda: None
    run.week = week
    run.play_to(week)
    return run


def of_seed(model, plain, arms, seed):
    """What came of every arm and step under one seed, the twins' sums and beliefs, and who is listed at the step."""
    found, listed, rest = {}, {}, None
    for arm, before in plain.items():
        run = Run(model, before, seed)
        if rest is None:
            run.play_to(0)
            rest = {name: rows.copy() for name, rows in run.world.tables.items()}
        else:
            run.take(rest)
        run.play_to(FROM)
        listed[arm] = run.world.tables["enterprise"]["listed"].copy()
        for step, scenarios in arms[arm].items():
            each = [branch(model, one, seed, run.world.tables, run.world.memory, FROM) for one in scenarios]
            found[arm, step] = [play(one, arm_settings(one.scenario)) for one in each]
    return found, listed


# --- Ratios --------------------------------------------------------------------------------------------------------


def differences(twins_of_years, half, members):
    """For each quantity and belief, what more effort changed among some enterprises, in worker-years times its unit.

    The difference a worker-year between the twin in which an enterprise was moved up and the other, weighed by its
    worker-years, so that an enterprise that closes in one of them changes no level; the same of effort.

    Returns:
        Quantities, then beliefs times the change of effort.
    """
    (first, held), (second, other) = twins_of_years
    place = QUANTITIES.index("workers")
    one, two = first[place], second[place]
    there = members & (one > 0) & (two > 0)
    sign = np.zeros(len(one))
    sign[half[0]], sign[half[1]] = 1.0, -1.0
    weight = np.where(there, sign * (one + two) / 2.0, 0.0)
    moved = weight * (first / np.where(there, one, 1.0) - second / np.where(there, two, 1.0))
    return moved.sum(1), (moved[QUANTITIES.index("effort_done")] * (held + other) / 2.0).sum(1)


def verdict(term, believed, found, low, high):
    """Whether what is believed is what is paid: inside the interval or within a factor of 1.5."""
    if term in SUBJECTIVE:
        return "exempt"
    if term in UNPAID:
        return "unpaid" if believed else "holds"
    near = found != 0.0 and 1.0 / FACTOR <= believed / found <= FACTOR
    if low <= believed <= high or near or (low <= 0.0 <= high and 0.0 <= believed <= high):
        return "holds"
    return "above" if believed > found else "below"


def line(term, key, group, years, changes, beliefs):
    """A row of the table from what each seed gave."""
    believed, earned, share_of = TERMS[term]
    effort_change = changes[:, QUANTITIES.index("effort_done")]
    by = beliefs[:, BELIEFS.index(share_of)] if share_of else effort_change
    found, low, high = ratio(-WEEKS_A_YEAR * changes[:, QUANTITIES.index(earned)], by)
    held = beliefs[:, BELIEFS.index(believed)].sum() / effort_change.sum()
    over = f"{held / found:.2f}" if found else ""
    told = "" if term in ("cost of effort", "other entries") else verdict(term, held, found, low, high)
    values = [f"{value:.{4 if share_of else 1}f}" for value in (held, found, low, high)]
    arm, step = key
    unit = "share a unit of effort" if share_of else "CNY a worker-year a unit of effort"
    return dict(zip(COLUMNS, (term, arm, step, group, years, unit, *values, over, told), strict=True))


def groups_of(rows):
    """Who is told apart: all, by industry, by size."""
    made = {"all": np.ones(len(rows), bool)}
    made |= {name: rows["industry"] == place for place, name in enumerate(industry_names())}
    return made | {
        f"{name} workers": (rows["headcount"] >= low) & (rows["headcount"] < high)
        for name, (low, high) in SIZES.items()
    }


def table_of(made, half, rows):
    """Every row: all enterprises over one, three and five years, groups over three."""
    everyone, lines = groups_of(rows), []

    def of(key, place, group, members):
        each = [differences([twin[place] for twin in one[key]], half, who) for (one, _), who in members]
        changes, beliefs = (np.array(part) for part in zip(*each, strict=True))
        lines.extend(line(term, key, group, YEARS[place], changes, beliefs) for term in OF_ARM[key[0]])

    for key in made[0][0]:
        for place in range(len(YEARS)):
            for group, members in everyone.items():
                if group == "all" or (place == MAIN and key[1] == "half a logit"):
                    of(key, place, group, [(one, members) for one in made])
        if key[0] == "credit":
            of(key, MAIN, "listed at the step", [(one, one[1]["credit"]) for one in made])
            of(key, MAIN, "not listed at the step", [(one, ~one[1]["credit"]) for one in made])
    return lines


def measure(seeds, every=1, chosen=tuple(ARMS)):
    """The table's rows, measured under some seeds, of some arms."""
    weeks = FROM + max(YEARS) * WEEKS_A_YEAR
    plain = {arm: build(arm, ARMS[arm], weeks=weeks, start=0, plugins=[str(STEP)]) for arm in chosen}
    model = model_for(list(plain.values()))
    rows = Run(model, next(iter(plain.values())), 0).base.tables["enterprise"]
    half = halves(rows, every)
    steps = {arm: ["half a logit", *(["to .9"] if arm in ("credit", "insurance") else [])] for arm in chosen}
    arms = {arm: {step: twins(arm, half, step, weeks) for step in steps[arm]} for arm in chosen}
    found = [of_seed(model, plain, arms, seed) for seed in seeds]
    return table_of(found, half, rows)


# --- The table -----------------------------------------------------------------------------------------------------


def write(made, path):
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        rows.writeheader()
        rows.writerows(made)


def show(made):
    """The main lines, in words."""
    for row in made:
        if row["group"] == "all" and row["years"] == YEARS[MAIN]:
            name = f"{row['arm']}, {row['term']}" + (" (to .9)" if row["step"] == "to .9" else "")
            print(f"{name:44s} believed {row['believed']:>9s}, earned {row['earned']:>9s} "
                  f"[{row['low']}, {row['high']}] {row['verdict']}")  # fmt: skip


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--seeds", type=int, default=SEEDS)
    asked.add_argument("--out", type=Path, default=HERE / "table.csv")
    asked.add_argument("--every", type=int, default=1, help="move one pair of enterprises in so many")
    asked.add_argument("--arm", nargs="+", choices=list(ARMS), default=list(ARMS), help="arms to measure; all as usual")
    given = asked.parse_args()
    made = measure(range(FIRST_SEED, FIRST_SEED + given.seeds), given.every, given.arm)
    write(made, given.out)
    show(made)


if __name__ == "__main__":
    main()
