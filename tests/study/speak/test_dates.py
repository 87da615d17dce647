"""Weeks and dates: one rule, there and back."""

from hypothesis import given
from hypothesis import strategies as st

from govsim.study.speak.dates import (
    WEEKS_A_QUARTER,
    date_of,
    dated,
    ends_of,
    first_week_of_month,
    quarter_of,
    said_week,
    weeks_of,
)
from govsim.year import WEEKS_A_YEAR

WEEKS = st.integers(0, 5200)
YEARS = st.integers(1900, 2200)


def week_of(date, calendar):
    """The first week that is meant."""
    found = weeks_of(date, calendar)
    return None if found is None else found[0]


@given(WEEKS, YEARS)
def test_every_week_comes_back_from_its_date(week, calendar):
    assert week_of(date_of(week, calendar), calendar) == week
    assert week_of(f"{calendar + week // WEEKS_A_YEAR}-W{week % WEEKS_A_YEAR + 1}", calendar) == week


@given(WEEKS, YEARS)
def test_a_quarter_begins_no_later_and_ends_within_thirteen_weeks(week, calendar):
    begins = week_of(quarter_of(week, calendar), calendar)
    assert 0 <= week - begins < WEEKS_A_QUARTER


@given(YEARS, st.integers(0, 99), st.integers(1, 12))
def test_months_follow_each_other_and_quarters_begin_with_one(calendar, years, month):
    begins = week_of(f"{calendar + years}-{month:02d}", calendar)
    assert begins == WEEKS_A_YEAR * years + first_week_of_month(month)
    assert 4 <= first_week_of_month(month + 1) - first_week_of_month(month) <= 5
    if month % 3 == 1:
        assert begins == week_of(f"{calendar + years}-Q{month // 3 + 1}", calendar)


@given(st.text("0123456789-QWqw ", max_size=9))
def test_what_is_no_date_is_none(text):
    found = week_of(text, 2026)
    assert found is None or text.strip()[:4].isdigit()


def test_dates_that_are_none():
    for text in (
        "2028-Q0",
        "2028-Q5",
        "2028-W0",
        "2028-W53",
        "2028-0",
        "2028-13",
        "2028-",
        "28-Q1",
        "2028-03-15",
        "soon",
    ):
        assert week_of(text, 2026) is None


def test_windows_are_said_in_years_where_they_are_whole():
    assert ends_of(260, 520, 2026) == ("2031", "2035")
    assert ends_of(26, 104, 2026) == ("2026-Q3", "2027-Q4")


def test_weeks_have_dates_only_where_there_is_a_calendar():
    assert said_week(156) == "156"
    with dated(2026):
        assert said_week(156) == "156 (2029)" and said_week(160) == "160 (2029-W05)"
