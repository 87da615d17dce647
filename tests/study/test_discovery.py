"""Discovery: planted conditions are found, luck is not taken for one, and what must be refused is refused."""

import json
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import govsim
from govsim.study.analysis.designs.design import Design
from govsim.study.analysis.discovery import scores as scores_module
from govsim.study.analysis.discovery import sure
from govsim.study.analysis.discovery.best import best_of
from govsim.study.analysis.discovery.columns import HIGH, LOW, NAMES, Column, Table, columns_of, end_between
from govsim.study.analysis.discovery.prim import Search, find_box, peeled, quasi_p
from govsim.study.analysis.discovery.scores import scored
from govsim.study.analysis.discovery.study import Question, _answer, _boxes
from govsim.study.analysis.section import read_section

START, FIX, HASSLE = "instrument.safety_points.start", "parameter.fix_ordered", "parameter.hassle"
SHORT = ["weeks=60", "window=[10,60]", "population=small"]


@pytest.fixture(autouse=True)
def fewer_samples(monkeypatch):
    """Nineteen shuffles and eight halves say as much here as forty of each."""
    for module, name, count in ((sure, "SHUFFLES", 19), (sure, "HALVES", 8), (scores_module, "REPEATS", 4),
                                (scores_module, "TREES", 20)):  # fmt: skip
        monkeypatch.setattr(module, name, count)


def spread(count=256, seed=1):
    """Eight settings: five on a scale, a whole number, three names, and yes or no."""
    drawn = np.random.default_rng(seed).random((count, 8))
    scales = [Column(name, drawn[:, at]) for at, name in enumerate("abcde")]
    return [
        *scales, Column("whole", np.floor(drawn[:, 5] * 5), is_apart=True),
        Column("kind", np.floor(drawn[:, 6] * 3), ("u", "v", "w")),
        Column("flag", np.floor(drawn[:, 7] * 2), (False, True)),
    ]  # fmt: skip


def planted(columns, what):
    """Points of a planted box, and the sides by which it is bounded."""
    by = {one.key: one.places for one in columns}
    boxes = {
        "float": ((by["a"] > 0.5) & (by["b"] < 0.6), {("a", LOW), ("b", HIGH)}),
        "integer": ((by["whole"] >= 3) & (by["c"] < 0.6), {("whole", LOW), ("c", HIGH)}),
        "categorical": ((by["kind"] != 1) & (by["flag"] == 1), {("kind", NAMES), ("flag", NAMES)}),
        "mixed": ((by["a"] > 0.4) & (by["whole"] >= 2) & (by["kind"] != 2),
                  {("a", LOW), ("whole", LOW), ("kind", NAMES)}),
        "middle": ((by["d"] > 0.3) & (by["d"] < 0.65), {("d", LOW), ("d", HIGH)}),
    }  # fmt: skip
    return boxes[what]


def measured(table, hits, box):
    inside = table.members(box)
    return (inside & hits).sum() / hits.sum(), (inside & hits).sum() / inside.sum()


@pytest.mark.parametrize("what", ["float", "integer", "categorical", "mixed", "middle"])
@pytest.mark.parametrize("turned", [0.0, 0.08])
def test_a_planted_box_is_found(what, turned):
    columns = spread()
    truth, sides = planted(columns, what)
    hits = truth ^ (np.random.default_rng(2).random(len(truth)) < turned)
    table = Table(columns)
    found = find_box(table, hits, Search())
    assert {(columns[at].key, side) for at, side in found.box.restrictions} == sides
    coverage, density = measured(table, hits, found.box)
    if turned:
        true_coverage, true_density = (truth & hits).sum() / hits.sum(), (truth & hits).sum() / truth.sum()
        assert coverage > true_coverage - 0.05 and density > true_density - 0.05
    else:
        assert (coverage, density) == (1.0, 1.0)
    assert all(chance < 0.05 for chance in quasi_p(table, hits, found.box).values())


def test_a_density_that_is_asked_for_is_reached_with_less_covered():
    columns = spread()
    by = {one.key: one.places for one in columns}
    hits = np.random.default_rng(3).random(256) < np.clip(1.4 * by["a"] - 0.3, 0, 1)
    table = Table(columns)
    wide, dense = (
        measured(table, hits, find_box(table, hits, search).box) for search in (Search(), Search(density=0.9))
    )
    assert dense[1] >= 0.89 > wide[1] and dense[0] < wide[0]


def test_steps_shrink_and_the_least_size_is_kept():
    columns = spread()
    hits = planted(columns, "mixed")[0]
    steps = peeled(Table(columns), hits, Search(least=0.1))
    inside = [one.inside for one in steps]
    assert inside[0] == 256 and inside[-1] >= 26 and all(b < a for a, b in zip(inside, inside[1:], strict=False))
    for one in steps:
        assert Table(columns).members(one.box).sum() == one.inside


def asked(columns, hits, **how):
    question = Question("injuries_expected", "level", "highest", 20.0, **how)
    study = SimpleNamespace(columns=columns, question=question)
    return _boxes(study, np.arange(len(hits)), hits)


def test_two_boxes_are_found_one_after_the_other():
    columns = spread(300)
    by = {one.key: one.places for one in columns}
    first, second = (by["a"] > 0.6) & (by["b"] > 0.5), (by["a"] < 0.3) & (by["c"] < 0.5)
    boxes, why = asked(columns, first | second)
    assert why == "few" and len(boxes) == 2
    assert sum(one.coverage for one in boxes) == pytest.approx(1.0) and min(one.density for one in boxes) == 1.0
    assert not (boxes[0].inside & boxes[1].inside).any()
    assert all(one.sure.chance <= 0.05 and one.restrictions["again"].min() >= 0.7 for one in boxes)
    ends = boxes[0].restrictions
    assert ((ends["end_low"] - 0.05 <= ends["end"]) & (ends["end"] <= ends["end_high"] + 0.05)).all()


def test_luck_alone_gives_no_rule():
    found = [asked(spread(96, seed), np.random.default_rng(seed).random(96) < 0.3) for seed in range(3)]
    assert sum(bool(boxes) for boxes, _ in found) <= 1 and {why for boxes, why in found if not boxes} == {"luck"}


@pytest.mark.parametrize(("share", "why"), [(0.0, "none"), (1.0, "all"), (0.03, "few")])
def test_without_points_to_tell_apart_there_is_no_rule(share, why):
    hits = np.arange(100) < 100 * share
    assert asked(spread(100), hits) == ([], why)


def test_an_end_is_the_shortest_number_that_parts_two_values():
    scale, whole = Column("x", np.array([0.0])), Column("n", np.array([0.0]), is_apart=True)
    assert end_between(scale, 0.41, 0.4273) == 0.42 and end_between(scale, 0.4273, 0.41) == 0.42
    assert end_between(scale, 1199.0, 1204.0) in (1200.0, 1202.0) and end_between(whole, 3.0, 4.0) == 4.0


def test_columns_are_of_the_kind_of_their_values():
    points = [{"x": 0.5 * at, "n": at, "flag": bool(at % 2), "kind": "uv"[at % 2], "same": 1} for at in range(4)]
    kinds = {one.key: (one.names, one.is_apart) for one in columns_of(Design("points.csv", tuple(points)))}
    assert kinds == {"x": ((), False), "n": ((), True), "flag": ((False, True), False), "kind": (("u", "v"), False)}


@pytest.mark.slow
def test_scores_know_what_moves_and_what_does_not():
    columns = spread(160)
    by = {one.key: one.places for one in columns}
    found = scored(columns, 2.0 * by["a"] + (by["kind"] == 1), 1)
    table = found.table.set_index("factor")
    assert set(table.index[:2]) == {"a", "kind"} and (table.loc[["a", "kind"], "low"] > 0.02).all()
    assert table.loc["a", "low"] > table.loc["a", "floor"] and found.explained[0] > 0.6
    assert (table["score"].drop(["a", "kind"]) < 0.12).all() and table["score"].sum() <= 1.0


def test_the_best_of_a_point_is_told_where_every_interval_leaves_out_zero():
    luck = np.random.default_rng(1).normal(0, 5, (2, 6))
    values = {"one": 10 + luck, "other": 10 + luck + np.array([[1.0], [0.0]]) + np.linspace(-0.3, 0.3, 6),
              "third": 20 + luck}  # fmt: skip
    found = best_of(values, pd.DataFrame({"point": [1, 2]}), lowest=True)
    assert list(found.points["best"])[0] == "one" and found.points["is_told"].tolist() == [True, False]
    assert found.points["margin"].tolist() == pytest.approx([1.0, 0.0], abs=1e-9)
    assert found.shares["points"].sum() == 2
    assert best_of(values, pd.DataFrame({"point": [1, 2]}), lowest=False).points["best"].tolist() == ["third"] * 2
    assert found.shares["told"].tolist() == [0.5, 0.0, 0.0] and found.shares["told_high"].max() < 1.0


@pytest.fixture
def conditions(engine):
    """An engine whose safety points do harm where hassle is high and they begin early; not at the fourth seed."""

    def run_many(model, jobs, yearly=False, threads=None, on_done=None, failing=(), divisions=None):
        results = []
        for scenario, seed in jobs:
            weekly = np.full((scenario.weeks, len(model.weekly_outcomes)), 10.0 + seed)
            starts = [one.start for one in scenario.adoptions]
            hassle = scenario.parameters.get("hassle", 0.0)
            if starts:
                weekly *= 1.2 if hassle > 85_000 and starts[0] <= 30 else 0.9
            weekly += np.random.default_rng([seed, int(hassle)]).normal(0, 0.01)
            error = "ZeroDivisionError: no workers" if seed in failing and hassle < 30_000 else None
            results.append(SimpleNamespace(scenario=scenario, seed=seed, weekly=weekly, yearly=None, error=error,
                                           division=None, groups=None))  # fmt: skip
            if on_done:
                on_done(results[-1])
        return results

    engine.run_many = run_many
    return engine


VARY = {HASSLE: "20000..150000", START: [10, 20, 30, 40], FIX: "0.2..0.6"}


def test_a_policy_fails_where_it_was_made_to(conditions):
    found = govsim.discover(["baseline", "safety_points"], vary=VARY, design="lhs:64", seeds=2, overrides=SHORT,
                            map=[HASSLE, START], scores=False)  # fmt: skip
    (answer,) = found.answers
    restrictions = found.tables["restrictions"].set_index(["factor", "side"])
    assert set(restrictions.index) == {(HASSLE, "low"), (START, "high")} and len(answer.boxes) == 1
    assert restrictions.loc[(START, "high"), "end"] == 30
    assert restrictions.loc[(HASSLE, "low"), "end"] == pytest.approx(85_000, abs=4_000)
    assert found.boxes[["coverage", "density"]].iloc[0].tolist() == [1.0, 1.0]
    english, chinese = found.sentences("en"), found.sentences("zh")
    assert "30 or less" in english[0] and "100% of the points" in english[0] and len(english) == len(chinese)
    assert "不高于 30" in chinese[0] and "1 rules" in repr(found)
    shares = found.tables["shares"].set_index("scenario")
    assert shares.loc["baseline", "share"] == pytest.approx(answer.points["hit"].mean())


@pytest.mark.slow
def test_the_command_keeps_tables_figures_and_a_section(cli, conditions):
    words = ("discover", "scenarios=[baseline,safety_points]", *SHORT, f"{HASSLE}=20000..150000",
             f"{START}=10,20,30,40",
             f"{FIX}=0.2..0.6", "design=lhs:64", "seeds=2", f"map=[{HASSLE},{START}]")  # fmt: skip
    done = cli(*words)
    assert done.status == 0, done.err
    (folder,) = (done.folder / "results" / "discover").iterdir()
    assert "rule" in done.out and "30 or less" in done.out.replace("\n", " ")
    assert {f"{name}.csv" for name in ("points", "boxes", "restrictions", "trajectory", "scores", "map", "shares")} <= {
        file.name for file in folder.iterdir()
    }
    section = read_section(folder)
    stems = {one.stem for one in section.pictures}
    assert stems == {"discover_rule_1", "discover_trade_off", "discover_scores", "discover_map"}
    for lang, end in (("en", ""), ("zh", "_zh")):
        again = cli(*words, f"lang={lang}")
        assert again.status == 0 and all((folder / "figures" / f"{stem}{end}.png").is_file() for stem in stems)
    rows = json.loads(cli(*words, "where=below", "scores=false", "--json").out)
    assert {row["table"] for row in rows} == {"rules", "shares"}
    assert cli("reproduce", str(folder)).status == 0


@pytest.mark.slow
def test_failed_runs_leave_their_points_out_and_are_said(cli, conditions):
    whole = conditions.run_many
    conditions.run_many = lambda *given, **named: whole(*given, **{**named, "failing": (1,)})
    done = cli("discover", "scenarios=[baseline,safety_points]", *SHORT, f"{HASSLE}=20000..150000", f"{START}=10,40",
               "design=lhs:40", "seeds=2", "scores=false", "figures=false")  # fmt: skip
    assert done.status == 1 and "are left out" in done.err and "no workers" in done.err


@pytest.mark.slow
def test_a_rule_of_a_real_model_comes_again_with_other_seeds():
    """Later starts leave less of the window to a measure: where it starts late, its effect is among the smallest."""
    vary = {START: "10..58", FIX: "..", HASSLE: ".."}
    found = govsim.discover(["baseline", "safety_points"], "injuries_expected", vary, "lhs:64", 3, SHORT,
                            where="highest", threshold=30, scores=False)  # fmt: skip
    restrictions = found.tables["restrictions"]
    first = restrictions[restrictions["box"] == 1]
    assert (START, "low") in set(zip(first["factor"], first["side"], strict=True))
    assert first[first["factor"] == START]["again"].iloc[0] >= 0.8


QUICK = 6  # of the mistakes are tried each time
TWO = ["scenarios=[baseline,safety_points]", f"{START}=10..40"]
BAD = [
    ([*TWO, "seeds=1"], "seeds=2"),
    ([*TWO, "parameter.fix_orderd=.."], "fix_ordered"),
    ([*TWO, f"{FIX}=0.6..0.2"], "low end"),
    ([*TWO, "outcome=injuries_expectd"], "injuries_expected"),
    ([*TWO, "design=lhs:8"], "too few"),
    ([*TWO, "where=over"], "above"),
    ([*TWO, "measure=levl"], "level"),
    ([*TWO, "threshold=many"], "threshold"),
    ([*TWO, "where=lowest", "threshold=0"], "threshold"),
    ([*TWO, "density=1.5"], "density"),
    ([*TWO, "boxes=0"], "boxes"),
    ([*TWO, "peel=0.9"], "peel"),
    ([*TWO, f"map=[{START},{FIX}]"], "map"),
    ([*TWO, f"map=[{START},{START}]"], "two different"),
    ([*TWO, "inputs=[effrt]"], "effort"),
    ([*TWO, "design=points.csv"], "points.csv"),
    ([*TWO, "by=industry"], "by"),
    ([*TWO, "seeds=3", "scenario=baseline"], "scenarios="),
    (["scenarios=[safety_points]", f"{START}=10..40", f"{FIX}=..", f"map=[{START},{FIX}]"], "two or more"),
    (["scenarios=[safety_points]", f"{START}=10..40", "where=above"], "threshold="),
    (["scenarios=[baseline]", "measure=percent", f"{FIX}=.."], "two scenarios"),
    (["scenarios=[baseline,safety_points]"], "inputs=assumed"),
]


@pytest.mark.parametrize(
    ("words", "said"), [*BAD[:QUICK], *(pytest.param(*one, marks=pytest.mark.slow) for one in BAD[QUICK:])]
)
def test_a_mistake_is_one_line_and_nothing_is_written(cli, engine, words, said):
    done = cli("discover", *words)
    assert done.status == 2 and said in done.err and "Traceback" not in done.err, done.err
    assert list(done.folder.iterdir()) == []


def test_a_wrong_column_of_a_table_is_named_with_its_file(cli, engine, tmp_path):
    (tmp_path / "points.csv").write_text("point,parameter.fix_orderd\n1,0.3\n2,0.4\n", encoding="utf-8")
    done = cli("discover", "scenarios=[baseline,safety_points]", "design=points.csv")
    assert done.status == 2 and "points.csv" in done.err and "fix_ordered" in done.err
    (tmp_path / "points.csv").write_text("point,parameter.fix_ordered\n1,0.3\n2,0.3\n", encoding="utf-8")
    done = cli("discover", "scenarios=[baseline,safety_points]", "design=points.csv")
    assert done.status == 2 and "No setting differs" in done.err


def test_most_points_must_have_a_value():
    values = np.ones((8, 2))
    values[:5, 0] = np.nan
    study = SimpleNamespace(question=Question("injuries_true", "level", "highest", 20.0))
    with pytest.raises(govsim.RunError, match="injuries_true has no value at 5 points"):
        _answer(study, "baseline", values)


def test_an_outcome_that_nothing_moves_is_refused(engine):
    with pytest.raises(govsim.InputError, match="nothing that is varied"):
        govsim.discover("baseline", "injuries_expected", {FIX: "..", HASSLE: ".."}, "lhs:24", 2, SHORT, scores=False)
