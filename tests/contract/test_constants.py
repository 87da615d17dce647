"""No number that decides a size stands in code alone: what is left there are guards, the calendar, units and laws.

A number with a choice in it is a parameter or a setting, with unit, bounds and source, and the experiments on assumed
numbers move it. What the files of mechanisms and instruments hold beside them is named here, with what it is.
"""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from govsim.study.runs.statistics import estimate

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "govsim"
FOLDERS = ("mechanisms", "instruments")
PLAIN = {0.0, 0.5, 1.0, 2.0}  # in a formula: none, half, all, twice
KINDS = {"guard", "calendar", "unit", "published form"}

# What each constant is, and what the slow test moves it to: half, or half as far from the end of a share. A unit is not
# moved: with half the unit, each number in that unit would have to be twice as large.
CONSTANTS = {
    "first_years.FIRST_YEARS": ("calendar", 1.0),  # who counts as young, in outcomes only
    "public_experience_bases.MIDDLE": ("unit", None),  # commitment of an enterprise that sends as many as its places
    "public_experience_bases.MOST": ("guard", 1.0),
    "public_experience_bases.WORKING_HOURS": ("unit", None),
    "safety_campaigns.JUNE": ("calendar", 11),
    "safety_campaigns.WORKING_HOURS": ("unit", None),
    "union_supervision.WORKING_HOURS": ("unit", None),
    "climate.UNIT_SPREAD": ("unit", None),  # width of an even draw with a standard deviation of 1
    "climate.LOWEST": ("guard", 0.005),
    "climate.HIGHEST": ("guard", 0.995),
    "detection.MEMORY_SCALE": ("unit", None),  # memory counts findings in fives
    "detection.MEMORY_CAP": ("guard", 1.5),
    "detection.DRESSED_AT": ("unit", None),  # window_dressing holds at a commitment of .2
    "effort.LEAST_COST_SHARE": ("guard", 0.05),
    "entry_exit.HOURS": ("unit", None),  # yearly hours at which training is full
    "hazards.COUNT_CAP": ("guard", 1_000),
    "hazards.MOST_FOUND": ("guard", 0.45),
    "hazards.WATCH_WEEKS": ("calendar", 4),
    "injuries.MINOR": ("unit", None),  # classes of an injury
    "injuries.LOST_TIME": ("unit", None),
    "injuries.SERIOUS": ("unit", None),
    "injuries.FATAL": ("unit", None),
    "injuries.MIDDLE": ("unit", None),  # where a factor of skill is 1
    "insurance.YEARS": ("published form", None),  # credibility counts the worker-years of three years; z_constant's
    "insurance.SMALL_CLAIM": ("guard", 0.05),
    "major_accidents.HAZARD_YEARS": ("unit", None),  # mu is a quarter of the rate
    "major_accidents.RATE_OF_TEN_MINUTES": ("unit", None),
    "major_accidents.DEATHS_LARGER": ("published form", None),  # classes of the law, as all below
    "major_accidents.DEATHS_MAJOR": ("published form", None),
    "major_accidents.DEATHS_EXTREME": ("published form", None),
    "major_accidents.SERIOUS_LARGER": ("published form", None),
    "major_accidents.SERIOUS_MAJOR": ("published form", None),
    "major_accidents.SERIOUS_EXTREME": ("published form", None),
    "major_accidents.LOSS_LARGER": ("published form", None),
    "major_accidents.LOSS_MAJOR": ("published form", None),
    "major_accidents.LOSS_EXTREME": ("published form", None),
    "major_hazards.COUNT_CAP": ("guard", 1_000),
    "accident_investigation.NEVER": ("guard", 260),
    "subcontract_control.CONTRACTS": ("unit", None),  # names of the kinds of heads
    "platform_liability.PLATFORM": ("unit", None),
    "knowledge_sharing.QUARTER": ("calendar", 6),
    "knowledge_sharing.SEMINAR_WEEKS": ("calendar", 2),
    "international_standards.USUAL_POSTS": ("unit", None),
    "demonstration_sites.NEW_PLANT": ("unit", None),
    "big_data_targeting.USUAL_BASE": ("unit", None),  # only makes weights near 1
    "inspector_training.HOURS_A_DAY": ("unit", None),
    "inspector_training.WORKING_DAYS": ("unit", None),  # of an officer's year
    "safety_professionals.THOUSAND": ("unit", None),
    "safety_steward.YEAR": ("calendar", 26),
    "social_capital.MILLION_PER_100": ("unit", None),
    "regulatory_interview.NEVER": ("guard", 260),
    "responsibility_cards.YELLOW": ("unit", None),  # names of the cards
    "responsibility_cards.RED": ("unit", None),
    "penalties.NEVER": ("guard", 260),
    "perception.LONGEST": ("guard", 260),
    "recording.MANAGER_LARGER": ("published form", None),
    "recording.MANAGER_MAJOR": ("published form", None),
    "recording.MANAGER_EXTREME": ("published form", None),
    "recording.MOST_MONEY_EFFECT": ("guard", 0.5),
    "recording.MILLION": ("unit", None),
    "reporting.MIDDLE": ("unit", None),
    "risk_differences.DRIFT_AT": ("unit", None),  # workers at which drift_spread holds
    "safety_training.WORKING_HOURS": ("unit", None),
    "standards_coverage.WORKING_HOURS": ("unit", None),
    "standards_coverage.LEAST": ("guard", 0.005),
    "public_interest_litigation.HUNDRED": ("unit", None),
    "notification_commitment.FIRST_CHECK": ("calendar", 2),
    "notification_commitment.CHECKING": ("calendar", 24.0),
    "notification_commitment.NEW_PLANT": ("unit", None),  # capital_limit as declared
    "grassroots_inspectors.LEAST": ("guard", 5e-10),
    "joint_responsibility.LEAST": ("guard", 5e-10),
    "joint_responsibility.GROUP": ("unit", None),  # a kind of head, as the population says it
    "counting.HUNDRED": ("unit", None),
    "automation.USUAL_POSTS": ("unit", None),  # posts at which size pulls nowhere
    "emergency_plans.WORKING_HOURS": ("unit", None),
    "hazard_monitoring.DAY": ("unit", None),
    "hazard_monitoring.WHOLE_DAY": ("unit", None),
    "standardisation_grading.USUAL_POSTS": ("unit", None),  # posts at which the fee holds
    "standardisation_grading.YEAR": ("calendar", 26),
    "vr_training.WHOLE_COURSE": ("unit", None),
    "vr_training.WORKING_HOURS": ("unit", None),
    "worker_certification.WHOLE_COURSE": ("unit", None),
    "worker_certification.WORKING_HOURS": ("unit", None),
    "tip_offs.MOST": ("guard", 2.0),
    "chief_safety_officer.PRESSURE_FADES": ("unit", None),  # orders are declined for a pressure that lasts
    "management_report.WORKING_HOURS": ("unit", None),
    "safety_commitment.WORKING_HOURS": ("unit", None),
    "safety_department.HUNDRED": ("unit", None),
    "safety_expense.NEW_PLANT": ("unit", None),  # what is bought is counted in shares of the gap to it
    "safety_expense.LEAST_GAP": ("guard", 0.05),
    "safety_pay.QUARTER": ("calendar", 6),
    "safety_subsidies.NEW_PLANT": ("unit", None),
    "self_inspection_reporting.MOST_TOLD": ("guard", 1.0),
    "self_inspection_reporting.WORKING_HOURS": ("unit", None),
    "suggestion_rewards.WORKING_HOURS": ("unit", None),
    "wearables.BOTH": ("unit", None),  # a coach and the one who is coached
    "wearables.WORKING_HOURS": ("unit", None),
    "evaluation_system.HALF_YEAR": ("calendar", None),  # when evaluations fall, which the part says
    "evaluation_system.THIRDS": ("unit", None),
    "evaluation_system.USUAL_SAMPLE": ("unit", None),  # evaluation_sample as declared
    "evaluation_system.LEAST_SAMPLE": ("guard", 0.005),
    "colour_warning.HALF_YEAR": ("calendar", None),
    "colour_warning.RED": ("unit", None),  # names of the colours
    "colour_warning.YELLOW": ("unit", None),
    "colour_warning.GREEN": ("unit", None),
    "evaluation_preference.LEAST": ("guard", 5e-10),
    "benchmarking.HOURS_A_DAY": ("unit", None),
    "policy_pilots.HOURS_A_DAY": ("unit", None),
    "pdca.HOURS_A_DAY": ("unit", None),
    "pdca.IDENTIFY": ("unit", None),  # names of the links
    "pdca.CONTROL": ("unit", None),
    "pdca.DETECT": ("unit", None),
    "pdca.RESPOND": ("unit", None),
    "pdca.BEHAVE": ("unit", None),
    "pdca.HALVINGS": ("guard", 35),
    "pdca.MOST": ("guard", 5e3),
    "turnover.LOWEST": ("guard", 0.005),
    "turnover.HIGHEST": ("guard", 0.995),
    "turnover.LEAST_SKILL": ("guard", 0.025),
    "turnover.MOST_SKILL": ("guard", 0.975),
    "violations.MIDDLE": ("unit", None),
    "visit_choice.LEAST_WEIGHT": ("guard", 5e-7),
}

# Further numbers within rules and formulas.
WITHIN = {
    "emergency_linkage.run_the_platform": {100.0: "unit"},
    "knowledge_sharing.run_the_platform": {100.0: "unit"},
    "knowledge_sharing.watch_courses": {24.0: "unit"},
    "land_use_planning.hold_the_town": {0.01: "guard"},
    "land_use_planning.replaced": {0.01: "guard"},
    "rescue_capacity.hundreds": {100.0: "unit"},
    "safety_research.pay_for_research": {1000.0: "unit"},
    "special_fund.budget_of_one": {100.0: "unit"},
    "crew.gather_crew": {3.0: "unit", 4.0: "unit"},  # classes of an injury
    "effort.value_of_premium": {3.0: "published form"},  # as insurance.YEARS
    "entry_exit.found_enterprise": {0.95: "guard", 1.2: "guard"},
    "inspection.draw_by_lot": {104.0: "unit"},  # rotation_weeks as declared, which a lottery undoes
    "liability_insurance.let_the_premium_follow": {3.0: "published form"},
    "major_accidents.class_of": {3.0: "published form", 4.0: "published form"},
    "major_accidents.count_harm": {3.0: "published form", 4.0: "published form"},
    "major_accidents.struck_deadly": {1e-12: "guard"},
    "major_accidents.pick_victims": {4.0: "unit"},
    "perception.perceive_enforcement": {0.95: "guard"},
    "phased_plan.run_the_plan": {100.0: "unit"},
    "public_experience_bases.visits": {1000.0: "unit"},
    "public_experience_bases.keep_the_base": {1000.0: "unit"},
    "safety_campaigns.is_on": {52.0: "calendar"},
    "safety_campaigns.give_up_drills": {24.0: "unit"},
    "safety_campaigns.pay_for_publicity": {1000.0: "unit"},
    "school_safety_education.pay_for_lessons": {1000.0: "unit"},
    "production_pressure.feel_pressure": {1.5: "guard"},
    "recording.accident_fine": {3.0: "published form", 4.0: "published form"},
    "recording.record_deaths": {3.0: "published form", 4.0: "published form"},
    "safety_capital.build_safety": {1.2: "guard"},
    "safety_training.drill_more": {24.0: "unit"},
    "safety_training.train_longer": {24.0: "unit"},
    "self_inspection_reporting.told_at_size": {0.01: "guard"},
    "skill.gain_skill": {0.05: "guard", 0.95: "guard"},
    "turnover.leave_posts": {4.0: "unit"},
    "visit_choice.make_visits": {3.0: "guard", 5.0: "guard"},  # places in the order of duties
    "visit_choice.prepare_visits": {4.0: "guard", 6.0: "guard"},
}


def files():
    return sorted(file for folder in FOLDERS for file in (SOURCE / folder).rglob("*.py"))


def is_number(node):
    if isinstance(node, ast.UnaryOp):
        return is_number(node.operand)
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def assigned(statement):
    """Pairs of names and values that a statement of a module assigns."""
    for target in statement.targets if isinstance(statement, ast.Assign) else [statement.target]:
        if isinstance(target, ast.Tuple) and isinstance(statement.value, ast.Tuple):
            yield from zip(target.elts, statement.value.elts, strict=True)
        else:
            yield target, statement.value


def constants():
    """Every number that a module gives a name: file, name and line."""
    for file in files():
        for statement in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
                for target, value in assigned(statement):
                    if any(is_number(node) for node in ast.walk(value)) and not isinstance(value, ast.Call):
                        yield file, target.id


def within():
    """Every number that is not plain, by the rule or formula that holds it."""
    found = {}
    for file in files():
        for statement in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(statement, ast.FunctionDef):
                numbers = {
                    float(node.value) for node in ast.walk(statement) if is_number(node) and hasattr(node, "value")
                }
                if numbers - PLAIN:
                    found[f"{file.stem}.{statement.name}"] = numbers - PLAIN
    return found


def test_every_constant_says_what_it_is():
    found = {f"{file.stem}.{name}" for file, name in constants()}
    assert found == set(CONSTANTS), "a number that decides a size is a parameter; add what is none of them here"
    assert {kind for kind, _ in CONSTANTS.values()} == KINDS


def test_every_number_within_a_rule_says_what_it_is():
    assert within() == {where: set(numbers) for where, numbers in WITHIN.items()}
    assert {kind for numbers in WITHIN.values() for kind in numbers.values()} <= KINDS


# --- What a constant moves -------------------------------------------------------------------------------------------

SCENARIOS = ("baseline", "credit", "safety_points", "insurance", "risk_graded", "combined")
SEEDS = 6
MOST = 1.0  # points of an effect
PLAY = """
import json, sys
import govsim
runs = govsim.simulate(json.loads(sys.argv[1]), int(sys.argv[2]), threads=1).runs
table = runs.pivot(index="scenario", columns="seed", values="injuries_expected")
print(json.dumps({name: row.tolist() for name, row in zip(table.index, table.to_numpy())}))
"""


def played(root):
    """Expected injuries of a copy of the package, by scenario and seed."""
    command = [sys.executable, "-c", PLAY, json.dumps(SCENARIOS), str(SEEDS)]
    around = {**os.environ, "PYTHONPATH": str(root / "src")}
    out = subprocess.run(command, env=around, cwd=root, capture_output=True, text=True, check=True).stdout
    return json.loads(out.splitlines()[-1])


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("*.pyc.*"))
    (tmp_path / "configs").symlink_to(ROOT / "configs")
    (tmp_path / "experiments").symlink_to(ROOT / "experiments")
    return tmp_path


def halve(root, constant, value):
    """Write another value of a constant into a copy."""
    stem, name = constant.split(".")
    (file,) = [one for folder in FOLDERS for one in (root / "src" / "govsim" / folder).rglob(f"{stem}.py")]
    text = file.read_text(encoding="utf-8")
    single = re.compile(rf"^{name} = [^\n#]+", re.MULTILINE)
    changed, found = single.subn(f"{name} = {value!r}  ", text)
    if not found:  # one of several in a line: said anew after it
        changed, found = re.subn(
            rf"^([A-Z_, ]*\b{name}\b[A-Z_, ]* = [^\n]+)", rf"\1\n{name} = {value!r}", text, flags=re.M
        )
    assert found == 1, constant
    file.write_text(changed, encoding="utf-8")


def effects_by_seed(runs, name):
    """Effects in per cent of the baseline."""
    return [100.0 * (with_it / without - 1.0) for with_it, without in zip(runs[name], runs["baseline"], strict=True)]


@pytest.mark.slow
def test_all_guards_moved_by_half_move_no_effect_by_more_than_a_point(copy):
    """All at once, which takes a minute instead of twenty; two that cancel each other are not expected."""
    for constant, (_, value) in CONSTANTS.items():
        if value is not None:
            halve(copy, constant, value)
    before, after = played(ROOT), played(copy)
    assert before != after, "some guard is reached now and then"
    for name in SCENARIOS[1:]:
        each = zip(*(effects_by_seed(runs, name) for runs in (before, after)), strict=True)
        moved = estimate([two - one for one, two in each])
        assert abs(moved.mean) < MOST, f"{name}: {moved} points"
