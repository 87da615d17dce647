"""A change is seen on the pages of what was changed, and on no others; a part that is left out is on none."""

import pytest

from govsim.locale import LANGUAGES
from govsim.model import model_of
from govsim.report.manual import manual_pages
from govsim.report.view import View

COUNTS = "index.md"  # counts everything, and so may change with anything
UNION = '''"""Unions: workers join, and speak up (an example)."""

from govsim.language import Table, column, outcome, parameter, payer, phase, rule, share, spends, columns, channel

payer("guild", en="unions", zh="工会经费")
zunion = Table("zunion", code=101, zh="某工会", plural="zunions", parents=("region",), columns={
    "zmembers": column(0.0, unit="workers", low=0.0, high=1e6, zh="会员数", meaning="who joined", source="assumed"),
})
spends("guild", "zdues", column="zunion.zmembers", zh="会务")
columns("enterprise", zvoice=share(0.0, "发言权", "how much a union is heard"))
channel("zorganising", level="zunion", unit="share", neutral=0.0, combine="add", zh="组建力度", low=0.0, high=1.0,
        meaning="help to organise")
parameter("zjoining", 0.1, low=0.0, high=1.0, unit="share a week", zh="入会率", meaning="how fast workers join",
          source="assumed: no study")
phase("zassembly", before="workers", en="Assembly of unions", zh="工会集会")


@rule(writes=("zmembers",), phase="zassembly")
def zjoin(zunion, p, now):
    """Workers join a union."""
    zunion.zmembers = zunion.zmembers + p.zjoining * (1.0 + zunion.zorganising)


outcome("zjoined", total="zunion.zmembers", unit="workers", zh="会员", kind="stock", meaning="members of unions")
'''
RULE = '''"""A rule more."""

from govsim.language import columns, rule, share

columns("worker", zrest=share(0.0, "休息", "rest"))


@rule(writes=("zrest",), after="gain_skill")
def zrest_a_while(worker, now):
    """Workers rest."""
    worker.zrest = 1.0 - worker.skill
'''


def changed(before, after):
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


@pytest.fixture(params=LANGUAGES)
def lang(request):
    return request.param


@pytest.fixture
def base(lang):
    return manual_pages(model_of(), lang)


def test_an_instrument_more_changes_the_pages_that_name_it(base, lang, tmp_path):
    from tests.report.test_manual import DOCS

    pages = manual_pages(model_of(plugins=[DOCS.parent / "examples" / "my_instrument.py"]), lang)
    moved = changed(base, pages)
    assert "instruments/warning_letter.md" in moved and len(moved) < 16
    assert all("warning_letter" in pages[path] for path in moved)


def test_a_rule_more_changes_the_pages_that_name_it(base, lang, tmp_path):
    file = tmp_path / "zrules.py"
    file.write_text(RULE, encoding="utf-8")
    pages = manual_pages(model_of(plugins=[file]), lang)
    moved = changed(base, pages)
    assert {"mechanisms/zrules.md", "week.md"} <= moved
    assert all("zrest" in pages[path] or "zrules" in pages[path] for path in moved - {COUNTS})


def test_a_docstring_changes_the_pages_of_its_rule(base, lang, monkeypatch):
    model = model_of()
    function = model.rules["gain_skill"].function
    monkeypatch.setattr(function, "__doc__", "Skill is forgotten and learnt again, quickly.\n\nEvidence: E097.")
    pages = manual_pages(model, lang)
    moved = changed(base, pages)
    assert "mechanisms/skill.md" in moved
    assert all("gain_skill" in pages[path] for path in moved)
    assert all("quickly" in pages[path] for path in moved)


def test_a_part_is_on_the_pages_of_a_model_that_has_it_and_on_no_others(base, lang, tmp_path):
    file = tmp_path / "zunions.py"
    file.write_text(UNION, encoding="utf-8")
    words = tmp_path / "words" / "zh"
    words.mkdir(parents=True)
    (words / "rule.csv").write_text("name,field,zh,of\nzjoin,doc,工人加入工会。,\n", encoding="utf-8")
    pages = manual_pages(model_of(plugins=[file]), lang)
    for path, word in (
        ("entities.md", "table-zunion"), ("entities.md", "column-enterprise-zvoice"), ("ledger.md", "zunion.zmembers"),
        ("channels.md", "channel-zorganising"), ("mechanisms/zunions.md", "parameter-zjoining"),
        ("mechanisms/zunions.md", "`zunions.py`"), ("outcomes.md", "outcome-zjoined"), ("assumed.md", "zjoining"),
        ("week.md", "工会集会" if lang == "zh" else "Assembly of unions"),
        ("mechanisms/zunions.md", "工人加入工会。" if lang == "zh" else "Workers join a union."),
    ):  # fmt: skip
        assert word in pages[path], (path, word)
    for path, text in base.items():
        assert not any(word in text for word in ("zunion", "zvoice", "zorganising", "zjoin", "guild", "工会集会")), path
    again = manual_pages(model_of(), lang)
    assert again == base


def test_pages_do_not_hang_on_the_order_of_files():
    """The order of what a page lists comes from names and from the week."""
    model = model_of()
    view = View(model)
    homes = [view.home_of("parameter", one.name) for one in view.parameters]
    assert list(dict.fromkeys(homes)) == [one.name for one in view.mechanisms if one.parameters]
    assert [one.name for one in view.mechanisms if one.rules] == list(
        dict.fromkeys(view.home_of("rule", step.rule.name) for step in view.steps)
    )
    assert list(model.instruments) == sorted(model.instruments)
