"""A variant in one line is the scenario that it says, under its own name, or one line of refusal."""

import pytest

import govsim
from govsim.model import model_of
from govsim.study.analysis.compare import build_several
from govsim.study.ask.config import load_scenario
from govsim.study.ask.files import policy_of, scenario_files
from govsim.study.ask.titles import titles_of


def same(one, other):
    plain, others = one.canonical(), other.canonical()
    return {**plain, "name": ""} == {**others, "name": ""}


@pytest.mark.parametrize(
    ("variant", "base", "overrides"),
    [
        ("talks=baseline+hazard_hotline", "baseline", ["instrument=[hazard_hotline]"]),
        ("credit-credit_repair", "credit", ["~instrument.credit_repair"]),
        ("x = credit + hazard_hotline - credit_repair", "credit",
         ["instrument=[hazard_hotline]", "~instrument.credit_repair"]),
        ("x=credit+administrative_fines(sanction_scale=2,start=200)", "credit",
         ["instrument=[administrative_fines]", "instrument.administrative_fines.sanction_scale=2",
          "instrument.administrative_fines.start=200"]),
        ("x=credit+credit_penalties(loan_spread=0.04)", "credit", ["instrument.credit_penalties.loan_spread=0.04"]),
        ("x=credit+hazard_hotline(scope.industries=[mining,construction])", "credit",
         ["instrument=[hazard_hotline]", "instrument.hazard_hotline.scope.industries=[mining,construction]"]),
        ("严格=credit+hazard_hotline+safety_points", "credit", ["instrument=[hazard_hotline,safety_points]"]),
    ],
)  # fmt: skip
def test_a_variant_is_what_overrides_make(variant, base, overrides):
    made = load_scenario(variant)
    assert same(made, load_scenario(base, overrides))
    assert made.name == (variant.partition("=")[0].strip() if "=" in variant.split("(")[0] else variant)


@pytest.mark.parametrize("name", sorted(scenario_files()))
def test_any_scenario_takes_any_instrument_more_and_any_of_its_own_less(name):
    model, own = model_of(), policy_of(scenario_files()[name])
    for instrument in (*own[:1], next(one for one in model.instruments if one not in own)):
        sign = "-" if instrument in own else "+"
        names = [one.instrument for one in load_scenario(f"x={name}{sign}{instrument}").adoptions]
        assert (instrument in names) is (sign == "+") and set(names) ^ set(own) == {instrument}


@pytest.mark.parametrize(
    ("variant", "said"),
    [
        ("x=credi+hazard_hotline", "Did you mean credit?"),
        ("x=credit+hazard_hotlin", "Did you mean hazard_hotline?"),
        ("x=credit-credit_repai", "Did you mean credit_repair?"),
        ("credit=baseline+hazard_hotline", "is the name of a scenario"),
        ("x=", "a part is empty"),
        ("=credit+hazard_hotline", "a part is empty"),
        ("x=credit+", "a part is empty"),
        ("x=credit+hazard_hotline(rewad=2)", "Did you mean reward?"),
        ("x=credit+hazard_hotline(reward)", "go into brackets"),
        ("x=credit+hazard_hotline(reward=1", "go into brackets"),
        ("x=credit-credit_repair(repair_score=1)", "go into brackets"),
        ("x=credit+hazard_hotline(reward=-1)", "out of bounds"),
        ("x=credit+hazard_hotline+hazard_hotline", "named twice"),
        ("x=credit+hazard_hotline-hazard_hotline", "named twice"),
        ("credit-hazard_hotline", "does not adopt hazard_hotline (it has credit_incentives"),
        ("baseline-hazard_hotline", "does not adopt hazard_hotline."),
        ("credit+credit_repair", "adopts credit_repair already"),
    ],
)
def test_a_bad_variant_is_refused_in_one_line_with_the_nearest_name(cli, variant, said):
    done = cli("run", f"scenario={variant}", "seeds=2", "weeks=60")
    assert done.status == 2 and said in done.err and len(done.err.splitlines()) == 1, done.err
    with pytest.raises(govsim.InputError):
        load_scenario(variant)


def test_two_of_one_name_are_refused(cli):
    done = cli("compare", "scenarios=[baseline,a=baseline+hazard_hotline,a=credit+hazard_hotline]")
    assert done.status == 2 and "named 'a'" in done.err


def test_a_name_titles_tables_and_figures_and_what_has_none_is_titled_by_what_it_is():
    built = build_several(["named=credit+hazard_hotline", "credit+hazard_hotline"])
    said = {one.scenario.name: one.title for one in built}
    titles = titles_of(model_of(), [one.scenario for one in built], said)
    assert titles["named"] == {"en": "named", "zh": "named"}
    assert titles["credit+hazard_hotline"]["en"].startswith(scenario_files()["credit"]["title"]["en"])
    assert "另加举报" in titles["credit+hazard_hotline"]["zh"]


def test_a_comparison_of_variants_is_stored_whole_and_reproduced(cli, engine):
    words = ["scenarios=[baseline,strict=credit+administrative_fines(start=20,sanction_scale=2),credit-credit_repair]",
             "seeds=10", "weeks=60", "out=kept"]  # fmt: skip
    done = cli("compare", *words)
    assert done.status == 0 and "strict" in done.out and "credit-credit_repair" in done.out
    stored = govsim.read_results(done.folder / "kept").scenarios
    assert list(stored) == ["baseline", "strict", "credit-credit_repair"]
    assert {one.instrument: one.start for one in stored["strict"].adoptions}["administrative_fines"] == 20
    assert cli("reproduce", "kept").status == 0
    assert "strict" in cli("results", "show", "kept").out


def test_run_sweep_and_what_is_composed_take_a_variant(cli, engine):
    variant = "scenario=x=baseline+safety_points(start=20)"
    assert cli("run", variant, "seeds=2", "weeks=60").out.startswith("x:")
    swept = cli("sweep", variant, "instrument.safety_points.behaviour_reward=0,0.2", "seeds=2", "weeks=60")
    assert "Difference from behaviour reward 0," in swept.out
    assert "\n  safety_points:" in cli("run", variant, "--cfg", "job").out
    assert cli("run", variant, "weeks=60,61", "seeds=2", "--multirun").status == 0
    assert "one variant" in cli("run", f"{variant},credit", "weeks=60", "--multirun").err


def test_python_takes_a_variant(engine):
    comparison = govsim.compare(["baseline", "talks=baseline+hazard_hotline"], seeds=3, overrides=["weeks=60"])
    assert set(comparison.effects["scenario"]) == {"talks"}
    assert len(govsim.sweep("x=credit-credit_repair", {"weeks": [60, 61]}, seeds=2).effects)


@pytest.mark.parametrize("name", ["a b", "status  quo", "基准", "高 压 政策", "基准（现状）", "A.1", "x-y"])
@pytest.mark.parametrize("body", ["credit+safety_points", "credit + safety_points", "credit", "baseline"])
def test_a_name_stays_as_it_was_typed(name, body):
    made = load_scenario(f"{name}={body}")
    assert made.name == name and same(made, load_scenario(body))


def test_another_name_alone_is_that_of_results_tables_and_titles(cli, engine):
    done = cli("compare", "scenarios=[基准=baseline,a b=credit]", "seeds=10", "weeks=60", "out=kept")
    assert done.status == 0 and "基准" in done.out and "a b" in done.out, done.err
    kept = govsim.read_results(done.folder / "kept")
    assert list(kept.scenarios) == ["基准", "a b"]
    assert same(kept.scenarios["a b"], load_scenario("credit", ["weeks=60"]))
    built = build_several(["基准=baseline", "a b=credit"])
    titles = titles_of(model_of(), [one.scenario for one in built], {one.scenario.name: one.title for one in built})
    assert titles["基准"] == {"en": "基准", "zh": "基准"} and titles["a b"]["en"] == "a b"
    assert cli("reproduce", "kept").status == 0
    assert "baseline=credit" in cli("run", "scenario=baseline=credit", "lang=zh").err


@pytest.mark.parametrize(
    ("variant", "form"),
    [
        ("credit(loan_spread=0.04)", "credit+credit_penalties(loan_spread=0.04)"),
        ("x=credit(loan_spread=0.04,start=20)+safety_points",
         "x=credit+credit_penalties(loan_spread=0.04,start=20)+safety_points"),
        ("baseline(loan_spread=0.04)", "baseline+credit_penalties(loan_spread=0.04)"),
    ],
)  # fmt: skip
def test_settings_behind_a_scenario_are_told_where_they_go(cli, variant, form):
    done, chinese = cli("run", f"scenario={variant}"), cli("run", f"scenario={variant}", "lang=zh")
    assert done.status == 2 and f"write '{form}'" in done.err and f"请写 '{form}'" in chinese.err, done.err
    assert load_scenario(form)


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("scenarios=[baseline，credit]", "，"),
        ("scenarios=[baseline、credit]", "、"),
        ("scenarios=[baseline,credit，x=credit+safety_points]", "，"),
        ("scenarios=[baseline,x＝credit]", "＝"),
        ("scenarios=[baseline,credit＋safety_points]", "＋"),
        ("scenarios=[baseline,credit+safety_points(behaviour_reward=0.2，start=20)]", "，"),
        ("scenarios=[baseline,credit+safety_points（start=20）]", "（"),
        ("scenarios=[baseline,x=credit+safety_points（start=20）]", "（"),
    ],
)
def test_full_width_signs_are_named_as_the_cause(cli, words, sign):
    done, chinese = cli("compare", words), cli("compare", words, "lang=zh")
    assert done.status == 2 and f"'{sign}' is a full-width sign: type '" in done.err and done.err.count("\n") == 1
    assert f"'{sign}' 是全角符号" in chinese.err


def test_full_width_signs_are_named_where_they_part_no_names_or_numbers(cli):
    scope = "instrument.credit_penalties.scope.industries=[mining，construction]"
    assert "'，' is a full-width sign" in cli("run", "scenario=credit", scope).err
    assert "'，' 是全角符号" in cli("run", "start=2，0", "lang=zh").err
