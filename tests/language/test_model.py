"""A model is a set of parts: what belongs together comes and goes together, and no order decides anything."""

import importlib
import random
import textwrap
from dataclasses import replace

import pytest

from govsim.engines.world import base_of
from govsim.language import DeclarationError, Instrument, Model, entries_of, part_of
from govsim.model import core, model_of, part_of_file, shipped
from govsim.populations.structure import structure_of
from govsim.scenario import Population

UNION = """
    from govsim.language import (
        Instrument, Rows, Table, channel, column, columns, membership, outcome, parameter, payer, phase, purpose, rule,
        setting,
    )

    LUCK = purpose("union_luck")
    payer("union", en="unions", zh="工会")
    union = Table("union", code=90, zh="工会", plural="unions", parents=("region",))
    membership("enterprise", "union", of=lambda structure: [0] * len(structure))
    columns("union", alarm=column(0.0, unit="share", zh="警觉", meaning="alarm", source="assumed: a test"))
    columns("enterprise", union_calls=column(0, unit="calls", zh="呼吁", meaning="calls", source="computed"))
    channel("union_voice", level="union", unit="share", neutral=0.0, combine="add", zh="声音", meaning="voice")
    parameter("union_fading", 0.1, low=0.0, high=1.0, unit="share", zh="消退", meaning="it fades", source="assumed")
    phase("unions", before="agencies", en="Unions", zh="工会")
    outcome("union_alarm", total="union.alarm", kind="stock", unit="share", zh="警觉")
    outcome("cost_union", total="*.cost_union", unit="CNY", zh="工会成本")


    @rule(writes=("alarm",), phase="unions")
    def take_note(union, enterprises, p, now):
        harm = 0.0
        for enterprise in enterprises:
            harm += float(enterprise.injuries_recorded)
        union.alarm = union.alarm * (1.0 - p.union_fading) + 0.01 * harm + union.union_voice


    @rule(writes=("union_calls",), after="take_note")
    def call(enterprise, union, p, now):
        enterprise.union_calls = 1 if union.alarm > 0.5 else 0


    support = Instrument("union_support", zh="支持工会", settings=dict(
        voice=setting(0.1, low=0.0, high=1.0, unit="share", neutral=0.0, moves="union_voice", source="assumed: a test"),
    ))


    @support.spends("union", "support", zh="支持")
    def pay(union, p, now):
        return 3.0
    """


@pytest.fixture
def file(tmp_path):
    """Write a file of a test's own."""

    def write(text, name="a_union"):
        path = tmp_path / f"{name}.py"
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return path

    return write


def shuffled(part, seed):
    """The part with its declarations in another order."""
    entries = list(part.entries)
    random.Random(seed).shuffle(entries)
    return replace(part, entries=tuple(entries))


def test_everything_of_a_part_comes_with_it(file):
    usual, made = model_of(), model_of(plugins=[file(UNION)])
    assert list(made.tables)[-1] == "union" and made.parents_of("enterprise")[-1] == "union"
    phases = [name for name, _ in made.week]
    assert phases.index("unions") == phases.index("agencies") - 1
    assert [one.name for one in dict(made.week)["unions"]] == ["take_note", "call"]
    assert made.phase_label("unions", "zh") == "工会"
    assert "cost_union" in made.book_columns("union") and not set(made.payers) ^ {*usual.payers, "union"}
    assert {"union.cost_union", "enterprise.cost_union"} <= set(made.outcomes["cost_union"].total)
    assert made.outcomes["cost_resource"].total == (*usual.outcomes["cost_resource"].total, "union.cost_resource")
    assert {"union_voice", "alarm"} <= set(made.columns_of("union"))
    assert "union_calls" in made.columns_of("enterprise")
    assert made.purposes["union_luck"] and "union_fading" in made.parameters


def test_a_part_left_out_leaves_nothing_behind(file):
    usual = model_of()
    before = {table: list(usual.columns_of(table)) for table in usual.tables}
    model_of(plugins=[file(UNION)])
    again = Model([core()])
    assert {table: list(again.columns_of(table)) for table in again.tables} == before
    for kind in ("tables", "channels", "parameters", "rules", "instruments", "outcomes", "payers", "purposes"):
        assert set(getattr(again, kind)) == set(getattr(usual, kind)), kind
    assert "unions" not in dict(again.week)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_files_and_declarations_decides_nothing(file, seed):
    parts = [core(), part_of_file(file(UNION))]
    usual, made = Model(parts), Model([shuffled(part, seed) for part in reversed(parts)])
    assert list(made.tables) == list(usual.tables) and made.week == usual.week
    assert list(made.instruments) == list(usual.instruments) and made.purposes == usual.purposes
    assert list(made.newcomers) == list(usual.newcomers)
    for table in usual.tables:
        assert set(made.columns_of(table)) == set(usual.columns_of(table))
        assert made.parents_of(table) == usual.parents_of(table) and made.book_columns(table) == usual.book_columns(
            table
        )


def test_rules_at_one_place_stand_in_the_order_of_their_names(file):
    text = "from govsim.language import rule\n" + "".join(
        f'\n\n@rule(writes=("skill",), {place})\ndef {name}(worker, p, now):\n    worker.skill = 0.5\n'
        for name, place in (
            ("second", 'phase="public"'), ("first", 'phase="public"'), ("later", 'after="first"'),
            ("earlier", 'before="first"'), ("latest", 'after="first"'),
        )
    )  # fmt: skip
    phase = [one.name for one in dict(model_of(plugins=[file(text)]).week)["public"]]
    assert phase[-5:] == ["earlier", "first", "later", "latest", "second"]


def test_an_instrument_that_needs_a_part_is_there_only_with_it(file):
    needing = file(
        'from govsim.language import Instrument\nx = Instrument("talks", zh="谈判", needs=("a_union",))\n', "b"
    )
    with pytest.raises(DeclarationError, match="talks.*a_union"):
        model_of(plugins=[needing])
    assert "talks" in model_of(plugins=[needing, file(UNION)]).instruments


def test_a_setting_that_moves_a_channel_is_an_effect(file):
    ((channel, function),) = model_of(plugins=[file(UNION)]).effects_of("union_support")
    assert channel == "union_voice" and function.__code__.co_varnames == ("union", "p", "now")
    assert model_of(plugins=[file(UNION)]).moved_channels(["union_support"]) == {"union_voice"}


def test_an_edited_file_replaces_itself_and_the_old_model_stays_what_it_was(file):
    path = file(UNION)
    old = model_of(plugins=[path])
    assert model_of(plugins=[path]) is old
    new = model_of(plugins=[file(UNION.replace("0.1, low=0.0, high=1.0, unit=\"share\", zh=\"消退\"",
                                               "0.2, low=0.0, high=1.0, unit=\"share\", zh=\"消退\""))])  # fmt: skip
    assert (old.parameters["union_fading"].default, new.parameters["union_fading"].default) == (0.1, 0.2)
    assert old.digest != new.digest


def test_two_models_with_files_that_declare_the_same_names_live_side_by_side(file):
    text = 'from govsim.language import Instrument, setting\nx = Instrument("talks", zh="{}")\n'
    one, other = (model_of(plugins=[file(text.format(name), name)]) for name in ("a", "b"))
    assert (one.instruments["talks"].zh, other.instruments["talks"].zh) == ("a", "b")
    with pytest.raises(DeclarationError, match="'talks' is declared already at"):
        model_of(plugins=[file(text.format(name), name) for name in ("a", "b")])


def test_tables_have_the_numbers_they_always_had():
    codes = {name: one.code for name, one in model_of().tables.items()}
    known = {"leader": 1, "public": 2, "regulator": 3, "insurer": 4, "industry": 5, "enterprise": 6, "worker": 7}
    assert codes == known | {"region": 8, "province": 9}


def test_a_rule_may_ask_for_any_party_of_its_county():
    made = model_of()
    for party in ("leader", "regulator", "public", "region", "insurer", "industry"):
        assert party in made.parents_of("enterprise")


def test_a_part_without_some_rules_has_them_nowhere():
    made = Model([core().without("rule", ["lead"])])
    assert "lead" not in made.rules and "lead" not in [one.name for _, rules in made.week for one in rules]


def test_declarations_stay_in_the_module_that_makes_them():
    import govsim.language
    from govsim.mechanisms import leadership

    assert {entry.module for entry in entries_of(leadership)} == {"govsim.mechanisms.leadership"}
    assert not entries_of(govsim.language)
    with pytest.raises(DeclarationError, match="there is no table 'leader'"):
        Model([part_of("leadership", [leadership])])


def test_a_name_run_again_in_a_session_replaces_what_was_there():
    names = {"__name__": "__main__"}
    for zh in ("一", "二"):
        exec(f'from govsim.language import Instrument\nx = Instrument("again", zh="{zh}")', names)
    assert [entry.value.zh for entry in names["__declared__"]] == ["二"] and isinstance(names["x"], Instrument)


def test_the_package_ships_parts_by_name():
    assert "core" not in shipped()
    with pytest.raises(KeyError):
        model_of(parts=["no_such_part"])


def test_an_empty_file_is_a_file_of_a_part(tmp_path, monkeypatch):
    (tmp_path / "empty_folder_of_a_family").mkdir()
    (tmp_path / "empty_folder_of_a_family" / "__init__.py").write_bytes(b"")
    monkeypatch.syspath_prepend(tmp_path)
    module = importlib.import_module("empty_folder_of_a_family")
    assert part_of("families", [module]).entries == ()


def test_the_rows_of_a_table_belong_where_a_membership_says(file):
    text = UNION.replace("lambda structure: [0] * len(structure)", "lambda structure: [1] + [0] * (len(structure) - 1)")
    text = text.replace('parents=("region",)', 'parents=("region",), rows=lambda structure: Rows(2)')
    model = model_of(plugins=[file(text)])
    base = base_of(model, structure_of(Population(enterprises=20)))
    assert base.tables["enterprise"]["union"].tolist() == [1] + [0] * 19
    start, rows = base.links["enterprise", "union"]
    assert start.tolist() == [0, 19, 20] and rows.tolist() == [*range(1, 20), 0]
