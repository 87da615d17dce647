"""A calendar: dates where weeks are asked for, years where they are shown, and no other number."""

import pytest

import govsim
from govsim.study.ask.config import load_scenario

CALENDAR = "calendar=2026"


@pytest.mark.parametrize(
    ("texts", "weeks"),
    [
        (["start=2028-Q1", "window=[2031,2035]"], ["start=104", "window=[260,520]"]),
        (["start=2028", "window=[2030-03,2035-W05]"], ["start=104", "window=[217,473]"]),
        (["instrument.credit_penalties.start=2028-Q3", "instrument.credit_penalties.end=2030"],
         ["instrument.credit_penalties.start=130", "instrument.credit_penalties.end=208"]),
        (["start=200"], ["start=200"]),
        ([], []),
    ],
)  # fmt: skip
def test_dates_are_the_weeks_that_they_begin_with(texts, weeks):
    made = load_scenario("credit", [CALENDAR, *texts])
    assert made == load_scenario("credit", weeks) and made.digest() == load_scenario("credit", weeks).digest()
    assert made == load_scenario("credit", texts, calendar=2026)


@pytest.mark.parametrize(
    ("window", "weeks"),
    [
        ("2028-Q1,2028-Q4", (104, 156)),
        ("2027,2028", (52, 156)),
        ("2028,2028", (104, 156)),
        ("2028-Q2,2028-Q2", (117, 130)),
        ("2028-03,2028-03", (113, 117)),
        ("2028-12,2028-12", (152, 156)),
        ("2028-W05,2028-W05", (108, 109)),
        ("2028-Q1,130", (104, 130)),
        ("100,2028", (100, 156)),
        ("104,156", (104, 156)),
    ],
)
def test_a_window_of_dates_holds_both_and_one_of_weeks_not_the_last(window, weeks):
    assert load_scenario("credit", [CALENDAR, f"window=[{window}]"]).window == weeks


def test_a_file_and_a_variant_take_dates(tmp_path):
    (tmp_path / "scenario").mkdir()
    text = """# @package _global_
defaults:
  - /policy: [credit_scoring]
  - _self_
name: mine
calendar: 2026
start: 2028-03
window: [2031, 2035]
instrument:
  credit_scoring: {start: 2029-Q1, end: 2030-W05}
"""
    (tmp_path / "scenario" / "mine.yaml").write_text(text, encoding="utf-8")
    made = load_scenario("mine", config_dir=tmp_path)
    assert (made.start, made.window, made.adoptions[0].start, made.adoptions[0].end) == (113, (260, 520), 156, 212)
    variant = load_scenario("x=baseline+hazard_hotline(start=2027-Q2,end=2028)", [CALENDAR])
    assert (variant.adoptions[0].start, variant.adoptions[0].end) == (65, 104)


@pytest.mark.parametrize("key", ["start={}", "window=[{},520]", "window=[0,{}]", "instrument.credit_scoring.start={}",
                                 "instrument.credit_scoring.end={}"])  # fmt: skip
@pytest.mark.parametrize("date", ["2028-Q1", "2028-03", "2028-W05", "2028"])
def test_a_date_without_a_calendar_is_refused_and_says_what_to_set(cli, key, date):
    done = cli("run", "scenario=credit", key.format(date))
    assert done.status == 2 and "set calendar=YEAR" in done.err and len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (
            ["start=2036-Q1"],
            "start = 2036-Q1 is week 520 (2036), out of bounds: it must lie in [0, 519] weeks (2026 to",
        ),
        (["start=2025-W52"], "is week -1 (2025-W52)"),
        (["start=520"], "is week 520 (2036)"),
        (["window=[2027,2040]"], "window[1] = 2040 ends before week 780 (2041)"),
        (["window=[2028,2027]"], "window = [104 (2028), 104 (2027-Q4)] is empty"),
        (["start=2028-Q5"], "or a date as 2028-Q1"),
        (["start=soon"], "or a date as 2028-Q1"),
        (["instrument.credit_scoring.end=2027", "start=2028"], "must come after its start, week 104 (2028)"),
    ],
)
def test_bounds_name_week_and_date(cli, texts, said):
    done = cli("run", "scenario=credit", CALENDAR, *texts)
    assert done.status == 2 and said in done.err, done.err


def test_a_calendar_is_a_year(cli):
    assert "must lie in [1900, 2200]" in cli("run", "calendar=26").err
    assert cli("sweep", "scenario=credit", "calendar=2026,2027").status == 2


def test_results_are_the_same_and_are_shown_with_years(cli, engine, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    words = ["scenarios=[baseline,credit]", "weeks=520", "seeds=10", "out=here"]
    plain = cli("compare", *words)
    assert "2031" not in plain.out
    again = cli("compare", *words, CALENDAR)
    assert "are there already" in again.err and "2031 to 2035 (weeks 260 to 520 of 520)" in again.out
    assert plain.out.splitlines()[1:] == again.out.splitlines()[1:]
    assert "2031 至 2035" in cli("results", "show", "here", CALENDAR, "lang=zh").out
    assert cli("reproduce", "here").status == 0


def test_notes_and_warnings_name_dates(cli, engine):
    done = cli("run", "scenario=credit", CALENDAR, "weeks=104", "seeds=10", "instrument.credit_scoring.start=2027-W52")
    assert "Policy starts in week 26 (2026-Q3), the last of its instruments in week 103 (2027-W52);" in done.err
    assert "over weeks 26 to 104 (2026-Q3 – 2027-Q4) of 104." in done.err
    assert "starts in week 103 (2027-W52)" in done.err


def test_figures_are_told_of_it_and_drawn_again_with_years(cli, engine):
    from govsim.study.speak.dates import calendar_shown

    seen = []
    engine.figures.draw_results = lambda *about, **more: seen.append(calendar_shown()) or ([], [])
    words = ["scenarios=[baseline,credit]", "weeks=60", "seeds=10", "out=here"]
    for more in ([], [], [CALENDAR], [CALENDAR], ["calendar=2030"]):
        assert cli("compare", *words, *more).status == 0
    assert seen == [None, 2026, 2030]


def test_different_calendars_are_not_compared(cli, tmp_path):
    (tmp_path / "my" / "scenario").mkdir(parents=True)
    text = "# @package _global_\nname: mine\ncalendar: 2030\n"
    (tmp_path / "my" / "scenario" / "mine.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "my" / "scenario" / "other.yaml").write_text(text.replace("mine", "other").replace("2030", "2026"))
    done = cli("compare", "--config-dir", "my", "scenarios=[mine,other]", "seeds=10", "weeks=60")
    assert done.status == 2 and "2026, 2030" in done.err


def test_python_takes_a_calendar(engine):
    compared = govsim.compare(["baseline", "x=baseline+hazard_hotline(start=2026-Q3)"], seeds=3, calendar=2026)
    assert compared.calendar == 2026
    swept = govsim.sweep("credit", {"start": ["2027-Q1", "2028"]}, seeds=2, calendar=2026)
    assert len(swept.effects)
    with pytest.raises(govsim.InputError, match="set calendar"):
        govsim.sweep("credit", {"start": ["2027-Q1", "2028-Q1"]}, seeds=2)


def test_dates_in_brackets_are_those_of_the_weeks_summed(cli, engine):
    words = ("run", "scenario=credit", CALENDAR, "weeks=208", "seeds=10", "start=2028")
    assert "over weeks 104 to 208 (2028 – 2029) of 208." in cli(*words).err
    assert "第 104 至 208 周（2028 至 2029）合计（全程 208 周）" in cli(*words, "lang=zh").err
    assert "over weeks 52 to 104 (2027) of 104." in cli(*words[:3], "weeks=104", "seeds=10", "start=2027").err
