"""Every mistake that the language refuses: one line, in both languages, at the file and line where it was made."""

import ast
import pickle
import re
import textwrap
from pathlib import Path

import pytest

import govsim.language.messages as messages
import govsim.locale.message as message
from govsim.engines.plan import make_plan
from govsim.engines.world import base_of
from govsim.language import DeclarationError, Model, nearest
from govsim.locale import LANGUAGES, catalogue
from govsim.model import core, part_of_file
from govsim.populations.structure import structure_of
from govsim.scenario import Population

SOURCE = Path(__file__).parents[2] / "src" / "govsim"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
KEYS = {key for key in catalogue() if key.startswith("language.")}

GROUPS = 'en="h", zh="半", groups=[Group("a", "a", "甲")]'
IMPORTS = """\
from govsim.language import (
    Group, Instrument, Rows, Table, channel, column, columns, grouping, helper, membership, outcome, parameter, payer,
    phase, purpose, ratio, rule, setting, spends, suffers, transfers, uniform, yearly,
)
"""
MEMORY = """    remembers=dict(count=column(0, unit="1", zh="数", meaning="m", source="computed")))"""
ONE = f"""
DRAW = purpose("test_mistakes")
SHARE = 0.5
one = Instrument("one_of_mistakes", zh="一", remembers_on="enterprise",
    settings=dict(reach=setting(0.5, low=0.0, high=1.0, unit="share", zh="一", source="assumed: a test")),
{MEMORY}

"""


def effect(body, arguments="enterprise, own, p, now", channel="forced_visit"):
    """An instrument with one effect; a line of its body is at fault."""
    lines = textwrap.indent(textwrap.dedent(body).strip(), "    ")
    return f'{ONE}@one.effect("{channel}")\ndef act({arguments}):\n{lines}\n'


def at_effect(body="return 0.5", arguments="enterprise, own, p, now", channel="forced_visit"):
    """The same; the whole function is at fault."""
    return effect(body, arguments, channel).replace(f'{channel}")', f'{channel}")  # here')


def with_helper(body, call="return half(p.reach)", above="@helper"):
    """An instrument whose effect calls a function of the file; a line of it is at fault."""
    lines = textwrap.indent(textwrap.dedent(body).strip(), "    ")
    return f"{ONE}{above}\ndef half(x):\n{lines}\n\n\n" + effect(call).removeprefix(ONE)


def table(about="", columns="{}", name="half_table", code=99):
    """A table that is at fault, or that something else is at fault with."""
    return f'Table("{name}", code={code}, zh="一", plural="{name}s", columns={columns}{about})'


def a_rule(body="worker.skill = 0.5", arguments="worker, p, now", about='writes=("skill",), phase="workers"'):
    """A mechanism's rule that is at fault."""
    return f"@rule({about})  # here\ndef half_a_rule({arguments}):\n{textwrap.indent(textwrap.dedent(body), '    ')}\n"


def instrument(about="", settings="", remembers="", name='"one_of_mistakes"'):
    return (
        f'Instrument({name}, zh="一", {about}  # here\n'
        f"    settings=dict({settings}),\n    remembers=dict({remembers}))\n"
    )


SETTING = 'setting(0.5, low=0.0, high=1.0, unit="share")'
MISTAKES = {  # by what the catalogue calls it: a file with a mistake, and what has to be said about it in English
    "after": (at_effect("return 1"), "py:\\d+: act: returns"),
    "near": (effect("return p.raech  # here"), "did you mean 'reach'?"),
    # what a rule can't say
    "no_power": (effect("x = 1.0\nreturn x ** 2.0  # here"), "power(x, a)"),
    "no_invert": (effect("return 1.0 if ~enterprise.visited else 0.0  # here"), "'not'"),
    "no_bits": (effect("return 1.0 if enterprise.visited & own.count else 0.0  # here"), "'and'"),
    "no_lambda": (effect("f = lambda x: x  # here\nreturn 1.0"), "write a helper"),
    "no_while": (effect("x = p.reach\nwhile x > 0.1:  # here\n    x = x / 2.0\nreturn x"), "no while: .*range(n)"),
    "no_comprehension": (effect("return max([x for x in own])  # here"), "comprehensions"),
    "no_list": (effect("x = [1.0]  # here\nreturn 1.0"), "no lists"),
    "no_dict": (effect("x = {}  # here\nreturn 1.0"), "no dictionaries"),
    "no_tuple": (effect("x = (1.0, 2.0)  # here\nreturn 1.0"), "no tuples"),
    "no_string": (effect("x = f'{p.reach}'  # here\nreturn 1.0"), "no strings"),
    "no_try": (effect("try:  # here\n    x = 1.0\nexcept ValueError:\n    x = 2.0\nreturn x"), "guard the divisor"),
    "no_raise": (effect("raise ValueError  # here"), "no exceptions"),
    "no_is": (effect("return 1.0 if enterprise.visited is not True else 0.0  # here"), "=="),
    "no_in": (effect("return 1.0 if own.count not in own else 0.0  # here"), "no 'in'"),
    "no_assert": (effect("assert p.reach > 0.0  # here\nreturn 1.0"), "bounds"),
    "no_global": (effect("global SHARE  # here\nreturn 1.0"), "no globals"),
    "no_import": (effect("from math import exp  # here\nreturn 1.0"), "no imports"),
    "no_index": (effect("return own[0]  # here"), "no indexing"),
    "not_in_language": (effect("x: float = 1.0  # here\nreturn x"), "'x: float = 1.0' is not part"),
    "closure": (
        f"{ONE}def make(x):\n    @one.effect('forced_visit')  # here\n    def act(enterprise, p, now):\n"
        "        return x\n\n\nmake(2.0)\n", "closes over x",
    ),
    "plain_arguments": (at_effect(arguments="enterprise, *, p"), "plain arguments"),
    "chain": (effect("return enterprise.industry.wage  # here"), "a.b.c"),
    "plain_call": (effect("return max(p.reach, 1.0, key=abs)  # here"), "positional"),
    "only_numbers": (effect("x = 'mining'  # here\nreturn 1.0"), "not 'mining'"),
    "one_target": (effect("x = y = 1.0  # here\nreturn x"), "one name or column"),
    "no_source": ("exec('@helper\\ndef f(x):\\n    return x')", "can't be read"),
    "not_a_function": (f'{ONE}one.effect("forced_visit")(\n    lambda enterprise: 1.0)  # here\n', "plain function"),
    # rules
    "no_arguments": (at_effect(arguments=""), "the first one is the row"),
    "rule_on": (a_rule(about='writes=("skill",), on="dead"'), "living or vacant"),
    "order_first": (a_rule(about='writes=("skill",), member_writes=("x",)'), "order="),
    "never_writes": (a_rule("pass"), "'skill' but never does"),
    "writes_engines": (a_rule("worker.id = 3"), "'id', which is the engine's"),
    "undeclared_write": (a_rule("worker.skil = 0.5"), "worker.skil but declares writes=(skill); did you mean 'skill'"),
    "other_row": (a_rule("enterprise.effort = 1.0", "worker, enterprise"), "its own row only"),
    "member_write": (a_rule("for x in workers:\n    x.skill = 1.0", "enterprise, workers", ""), "member_writes"),
    # names and types
    "one_type_returned": (
        effect("if p.reach > 0.5:\n    return 1\nreturn 0.5").replace("now):", "now):  # here"), "returns float, int",
    ),
    "not_always_returns": (
        with_helper("if x > 0.0:\n    return x").replace("@helper", "@helper  # here"), "half: does not return",
    ),
    "loop_one_name": (
        f"{ONE}@one.remember\ndef note(enterprise, own):\n    for own.count in range(3):  # here\n        pass\n",
        "one name",
    ),
    "helper_writes": (
        with_helper("x.effort = 0.5\nreturn 0.5", "return half(enterprise)", "@helper  # here"), "x.effort"
    ),
    "loop_over": (effect("for x in p:  # here\n    pass\nreturn 1.0"), "range(n)"),
    "keep_one_type": (effect("n = 0\nn = 0.5  # here\nreturn n"), "'n' is int before and float"),
    "column_kind": (
        f"{ONE}@one.remember\ndef note(enterprise, own, p, now):\n    own.count = 0.5  # here\n", "own.count is int",
    ),
    "not_an_argument": (effect("return math.pi  # here"), "'math' is not an argument"),
    "not_a_row": (effect("x = 1.0\nreturn x.real  # here"), "'x' is float, not a row"),
    "members": (
        a_rule("enterprise.effort = 1.0 * workers  # there", "enterprise, workers, p, now",
               'writes=("effort",), phase="workers"')
        .replace("# here", "").replace("# there", "# here"), "'workers' stands for all members",
    ),
    "no_column": (effect("return enterprise.hazzards  # here"), "enterprise has no 'hazzards'"),
    "flags": (effect("return 1.0 if p.reach and enterprise.visited else 0.0  # here"), "join comparisons"),
    "no_value_yet": (effect("x = SHARE  # here\nSHARE = 0.25\nreturn x"), "'SHARE' may be used before"),
    "no_name": (effect("return SHAER  # here"), "'SHAER' is neither .*did you mean 'SHARE'"),
    "mixes": (effect("return max(p.reach, 1)  # here"), "float, int in max"),
    "row": (effect("return 2.0 * enterprise  # here"), "'enterprise' is a row, not a number"),
    "row_own": (effect("return -own  # here"), "'own' is a row of memory, .*own.count"),
    "row_parameters": (effect("return p + 1  # here"), "'p' is the row of settings, .*p.reach"),
    "row_now": (effect("return 1.0 if now > 5 else 0.0  # here"), "'now' is the row of the clock, .*now.week"),
    "row_as_number": (effect("return min(enterprise, 1.0)  # here"), "name one of its columns, such as enterprise."),
    "empty_row_as_number": (
        effect("return p  # here").replace(ONE, 'one = Instrument("one_of_mistakes", zh="一")\n\n\n')
        .replace("own, ", ""), "no columns",
    ),
    "not_imported": (effect("return log(p.reach)  # here"), "'log' is not imported: from govsim.language import log"),
    "another_function": (
        "from math import log\n" + effect("return log(p.reach)  # here"), "'log' is that of math .*import log",
    ),
    "hidden_function": (
        f"{ONE}def max(a, b):\n    return a\n" + effect("return max(p.reach, 1.0)  # here").removeprefix(ONE),
        "hides Python's own",
    ),
    "not_marked": (with_helper("return x / 2.0", "return half(p.reach)  # here", above=""), "write @helper above it"),
    "no_function": (effect("return hlaf(p.reach)  # here"), "not a helper"),
    "arguments": (effect("return float(1, 2)  # here"), "float(x) is given 2 arguments"),
    "whole_number": (
        effect("x = 0.0\nfor i in range(p.reach):  # here\n    x = x + 1.0\nreturn x"), "write int(p.reach)",
    ),
    "float_of_flag": (effect("return float(now.week > 2)  # here"), "write 1.0 if now.week > 2 else 0.0"),
    "draw": (effect("return uniform(enterprise, now, DRAW)  # here"), "uniform(now, enterprise, PURPOSE)"),
    "range_alone": (effect("x = range(3)  # here\nreturn 1.0"), "for i in range(n)"),
    "calls_itself": (with_helper("return half(x / 2.0)  # here"), "'half' calls itself"),
    # wiring
    "first_argument": (at_effect(arguments="enterprize, p"), "'enterprize', .*did you mean 'enterprise'"),
    "unknown_argument": (at_effect(arguments="enterprise, regulater, p"), "'regulater': .*did you mean 'regulator'"),
    "no_memory": (at_effect().replace(MEMORY, "    )"), "declare remembers="),
    "memory_elsewhere": (at_effect(arguments="leader, own, p", channel="leader_weight"), "memory is on enterprise"),
    "not_members": (at_effect(arguments="enterprise, insurers, p"), "'insurers' are not members"),
    "no_ancestor": (at_effect(arguments="enterprise, worker, p"), "no 'worker' among its ancestors"),
    "two_paths": (
        table(', parents=("regulator", "leader")') + "\n"
        + a_rule("pass", "half_table, region, p, now", 'phase="workers"'), "two paths",
    ),
    "one_place": (a_rule(about='writes=("skill",), phase="workers", after="lead"'), "stands in the week once"),
    "no_rule": (a_rule(about='writes=("skill",), after="led"'), "no rule 'led'; did you mean 'lead'"),
    "no_phase": (a_rule(about='writes=("skill",), phase="worker"'), "no phase 'worker'; did you mean 'workers'"),
    "no_place": (a_rule(about='writes=("skill",)'), "half_a_rule: has no place in the week"),
    "two_newcomers": (a_rule(about='newcomer=True, phase="workers"'), "a rule for newcomers already: take_post"),
    "order_column": (
        a_rule(
            "regulator.workload = 0", "regulator, enterprises, p, now",
            'writes=("workload",), order="visit_kee", phase="workers"',
        ),
        "'visit_kee' to order by; did you mean 'visit_key'",
    ),
    # instruments
    "no_channel": (at_effect(channel="forced_visits"), "'forced_visits', .*did you mean 'forced_visit'"),
    "channel_level": (at_effect(arguments="worker, p", channel="forced_visit"), "channel forced_visit is of a"),
    "no_table": (instrument('remembers_on="enterprises",'), "'enterprises', .*did you mean 'enterprise'"),
    "shows_nothing": (instrument('shows="injuries",'), "'injuries', which is no outcome"),
    "instrument_word": (instrument('actors=("regulators",),'), "actors is 'regulators', .*did you mean 'regulator'"),
    "remembers_on": (f"{ONE}@one.remember  # here\ndef note(worker, p, now):\n    pass\n", "remembers on enterprise"),
    "books_elsewhere": (
        f'{ONE}@one.spends("enterprise", "a tower")  # here\ndef pay(worker, p, now):\n    return 1.0\n',
        "books of 'enterprise' are its own rows: .*rows of 'worker'",
    ),
    "asks_members": (at_effect(arguments="enterprise, workers, p"), "asks for workers"),
    "reads_channel": (at_effect("return enterprise.tip_access"), "reads channel enterprise.tip_access"),
    "reads_ledger": (at_effect("return enterprise.cost_worker"), "reads enterprise.cost_worker of the ledger"),
    "memory_only": (
        f"{ONE}@one.remember  # here\ndef note(enterprise, own, p, now):\n    enterprise.found = 3\n",
        "writes enterprise.found: .*its own memory only",
    ),
    "effect_writes": (at_effect("enterprise.found = 3\nreturn 1.0"), "enterprise.found: an effect writes nothing"),
    "returns_kind": (at_effect("return 1"), "returns int"),
    "payer": (
        f'{ONE}@one.spends("goverment", "a tower")  # here\ndef pay(enterprise): ...\n',
        "a tower: party 'goverment' .*'government'",
    ),
    "entry_words": (f'{ONE}@one.spends("worker", 3)  # here\ndef pay(): ...\n', "3 is no text"),
    "entry_says_nothing": ('spends("worker", " ", column="worker.skill")  # here', "what it is for"),
    "entry_column": ('suffers("worker", "pain", column="pain")  # here', "pain: column='pain' must be 'table.column'"),
    "entry_kind": ('spends("worker", "pain", column="worker.injury")  # here', "worker.injury .*its default is 0"),
    "entry_unwritten": (
        'columns("worker", pain=column(0.0))\nsuffers("worker", "pain", column="worker.pain")  # here',
        "no rule writes it",
    ),
    "entry_both_sides": (
        'spends("enterprise", "sums", column="enterprise.sums")\ncolumns("enterprise", sums=column(0.0))\n'
        + a_rule("enterprise.sums = 0.0", "enterprise, p, now", 'writes=("sums",), phase="workers"')
        .replace("half", "first").replace("  # here", "")
        + a_rule("enterprise.sums = 1.0", "enterprise, p, now", 'writes=("sums",), phase="leaders"'),
        "enterprise.sums is an entry of the ledger and is written before and after",
    ),
    "writes_books": (
        a_rule("enterprise.booked = 0.0", "enterprise, p, now", 'writes=("booked",), phase="workers"'),
        "writes enterprise.booked: the ledger is written by entries alone",
    ),
    "reads_books": (
        a_rule("enterprise.effort = 0.0 * enterprise.booked", "enterprise, p, now",
               'writes=("effort",), phase="workers"'),
        "reads enterprise.booked of the ledger: only rules with settles=True",
    ),
    "to_itself": (
        f'{ONE}@one.transfers("worker", "worker", "a gift")  # here\ndef pay(): ...\n', "'worker' pays itself",
    ),
    # declarations
    "a_setting": ('setting("half", low=0.0, high=1.0, unit="share")  # here', "setting: the default 'half'"),
    "a_column": ("column(None)  # here", "column: the default None"),
    "the_setting": (instrument(settings=f"**{{'my share': {SETTING}}}"), "setting 'my share': a name"),
    "the_column": (instrument(remembers="**{'class': column(0)}"), "column 'class': a name"),
    "the_instrument": (instrument(name='"my name"'), "instrument 'my name': a name"),
    "the_parameter": (
        'parameter("half", 2.0, low=0.0, high=1.0, unit="", zh="", meaning="", source="")  # here', "parameter 'half'",
    ),
    "the_channel": (
        'channel("1st", level="enterprise", unit="", neutral=0.0, combine="add", zh="", meaning="")  # here', "'1st'",
    ),
    "the_table": ('Table("my table", code=99, zh="", plural="x", columns={})  # here', "table 'my table'"),
    "bare_purpose": (effect("return uniform(now, enterprise, 5)  # here"), "'5' does not say .* LUCK = purpose"),
    "rows_given": (table(', parents=("enterprise",), rows=lambda _: Rows(2, {"enterprise": [0]})') + "  # here",
                   "column enterprise has 1 values for 2 rows"),
    "no_such_row": (table(', parents=("enterprise",), rows=lambda _: Rows(1, {"enterprise": [99]})') + "  # here",
                    "row 0 belongs to row 99 of enterprise, which has rows 0 to 19"),
    "taken_table": ('Table("p", code=99, zh="一", plural="ps")  # here', "'p' cannot be a table"),
    "wants_tuple": (table(', parents="region"') + "  # here", "give names in brackets"),
    "wants_function": (table(", rows=3") + "  # here", "rows= must be a function"),
    "rows_fail": (table(", rows=lambda _: 1 / 0") + "  # here", "cannot be worked out: ZeroDivisionError"),
    "circle": (
        table(name="half_b", code=98, about=', parents=("half_table",)') + "\n"
        + table(', parents=("half_b",)') + "  # here", "half_table belongs to half_b, which belongs to half_table",
    ),
    "channel_is_column": (
        'channel("effort", level="enterprise", unit="", neutral=0.0, combine="add", zh="", meaning="")  # here',
        "'effort' is called as a column of enterprise",
    ),
    "taken_year": ('yearly(last=("industry",))  # here', "the yearly table has 'industry' already"),
    "taken_outcome": ('outcome("seed", total="enterprise.found", unit="", zh="")  # here', "cannot be called 'seed'"),
    "better": (
        'outcome("half", total="enterprise.found", unit="", zh="", better="lower")  # here', "must be less or more",
    ),
    "sums_nothing": ('outcome("half", total="*.nothing", unit="", zh="")  # here', "sums no column"),
    "no_scale": (
        'ratio("half", over="visits", by="workers", unit="", zh="", scale=float("nan"))  # here', "scale=nan",
    ),
    "parts_alike": (f"half = {SETTING}\n" + 'parameter("half", 0.5, low=0.0, high=1.0, unit="", zh="", meaning="",'
                    ' source="")  # here', "two parts are called 'core'"),
    "the_payer": ('payer("my payer", en="", zh="")  # here', "party 'my payer': a name"),
    "the_phase": ('phase("my phase", before="workers", en="", zh="")  # here', "phase 'my phase': a name"),
    "table_code": (table(code=0) + "  # here", "code=0 must be a whole number from 1 to 127"),
    "table_taken": (table(code=6) + "  # here", "6 belongs to table enterprise already"),
    "not_a_column": ('columns("worker", calm=0.5)  # here', "columns of worker: write calm=column"),
    "columns_of_none": ('columns("workers", calm=column(0.5))  # here', "no table 'workers'; did you mean 'worker'"),
    "level_of_none": (
        'channel("half", level="workers", unit="", neutral=0.0, combine="add", zh="", meaning="")  # here',
        "level 'workers' is no table; did you mean 'worker'",
    ),
    "no_such_table": ('outcome("half", total="workers.skill", unit="", zh="")  # here', "no table 'workers'"),
    "no_outcome": (
        'ratio("half", over="injury", by="workers", unit="", zh="")  # here', "'injury' is no weekly outcome",
    ),
    "the_outcome": ('outcome("", total="enterprise.found", unit="", zh="")  # here', "outcome ''"),
    "bad_name": (instrument(name='"lambda"'), "no word of Python"),
    "declared_twice": (
        'purpose_of = parameter\nhalf = dict(low=0.0, high=1.0, unit="", zh="", meaning="", source="")\n'
        'parameter("half", 0.5, **half)\nparameter("half", 0.6, **half)  # here', "'half' is declared twice",
    ),
    "declared_elsewhere": (
        instrument(name='"hazard_hotline"'), "'hazard_hotline' is declared already at .*hazard_hotline",
    ),
    "taken_setting": (instrument(settings=f"phase_in={SETTING}"), "can't be called 'phase_in'"),
    "wants_setting": (instrument(settings="reach=0.5"), "reach=setting(...)"),
    "wants_column": (instrument(remembers="count=0"), "count=column(...)"),
    "engines_column": (instrument(remembers="holder=column(0)"), "'holder' is the engine's own"),
    "default_no_number": ('setting(float("nan"), low=0.0, high=1.0, unit="share")  # here', "nan is not a number"),
    "default_outside": ('setting(1.5, low=0.0, high=1.0, unit="share")  # here', "1.5 is outside 0 to 1"),
    "bounds": ('setting(0.5, low=1.0, high=0.0, unit="share")  # here', "low=1 and high=0"),
    "neutral": ('setting(0.5, low=0.0, high=1.0, unit="share", neutral="none")  # here', "neutral='none'"),
    "combine": (
        'channel("half", level="worker", unit="", neutral=0.0, combine="sum", zh="", meaning="")  # here', "'sum'",
    ),
    "outcome_kind": ('outcome("half", total="enterprise.found", unit="", zh="", kind="sum")  # here', "flow or stock"),
    "the_grouping": (f'grouping("", {GROUPS}, column="findings")  # here', "grouping ''"),
    "grouping_groups": ('grouping("half", en="h", zh="半", groups=[], column="findings")  # here', "at least one"),
    "grouping_of": (f'grouping("half", {GROUPS})  # here', "one of the two"),
    "grouping_column": (f'grouping("half", {GROUPS}, column="effort")  # here', "column effort"),
    "same_hash": ('purpose("draw_nugcpxaf")\npurpose("draw_cejkqzmh")  # here', "same hash"),
}  # fmt: skip


@pytest.fixture
def refusal(tmp_path):
    """What is said about a file with a mistake, when it becomes a part of a model."""

    def of(text, name="mistaken"):
        path = tmp_path / f"{name}.py"
        path.write_text(text, encoding="utf-8")
        try:
            part = part_of_file(path)
            model = Model([core(), part])
            make_plan(model, [entry.name for entry in part.of_kind("instrument")])
            base_of(model, structure_of(Population(enterprises=20)))
        except DeclarationError as error:
            return error
        return None

    return of


def line_of(text):
    """The line that is marked as the one at fault."""
    return next((n for n, line in enumerate(text.splitlines(), 1) if "# here" in line), None)


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_line_with_its_place_in_both_languages(refusal, tmp_path, monkeypatch, name):
    text, words = MISTAKES[name]
    text = IMPORTS + text
    file = "core" if name == "parts_alike" else "mistaken"
    error = refusal(text, file)
    assert error is not None, "nothing was refused"
    seen, say = set(), messages.text
    for module in (message, messages):
        monkeypatch.setattr(module, "text", lambda key, *given, **values: seen.add(key) or say(key, *given, **values))
    english, chinese = (error.in_language(lang) for lang in LANGUAGES)
    assert str(error) == english and f"language.{name}" in seen
    place = "<string>:1" if name == "no_source" else f"{tmp_path / f'{file}.py'}:{line_of(text)}"
    assert english.startswith(f"{place}: ") and chinese.startswith(f"{place}：")
    assert re.search(words.replace("(", r"\(").replace(")", r"\)"), english), english
    assert CHINESE.search(chinese.removeprefix(place)) and not CHINESE.search(english.removeprefix(place))
    assert "\n" not in english + chinese and "{" not in english.removeprefix(place)


def test_a_refusal_survives_the_way_between_processes():
    error = DeclarationError("language.no_column", "file.py:3", "act", table="p", column="x", hint=nearest("x", ["xx"]))
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error) == "file.py:3: act: p has no 'x'; did you mean 'xx'?"
    assert again.in_language("zh") == error.in_language("zh") == "file.py:3：act：p 中没有 'x'；是否想写 'xx'？"


def test_every_sentence_has_a_mistake_that_calls_for_it():
    assert {f"language.{name}" for name in MISTAKES} == KEYS - {"language.grouping_numbers"}  # only a run calls for it


def test_every_sentence_is_said_somewhere_and_every_one_that_is_said_is_there():
    engines = [SOURCE / "engines" / f"{name}.py" for name in ("books", "groups", "plan", "world")]
    files = [*(SOURCE / "language").glob("*.py"), *engines]
    strings = {
        node.value
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {one for one in strings if re.fullmatch(r"language\.\w+", one)} == KEYS


def test_a_return_that_gives_nothing_is_refused_wherever_it_stands(refusal):
    error = refusal(IMPORTS + effect("if enterprise.findings > 3.0:\n    return\nreturn 1.0"))
    assert error is not None and error.key == "language.not_always_returns"
