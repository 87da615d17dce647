"""The menu by family, narrowed by who acts, what is moved, and where it belongs."""

import json

import pytest

from govsim.__main__ import main
from govsim.model import model_of, shipped

EVERYTHING = model_of(shipped())


@pytest.fixture
def said(capsys):
    """What a command prints, with its exit status and its error."""

    def call(*words):
        status = main(list(words))
        out = capsys.readouterr()
        return status, out.out, out.err

    return call


@pytest.fixture
def listed(said):
    return lambda *words: json.loads(said("list", "instruments", "--json", *words)[1])


def test_every_instrument_stands_once_under_its_family(listed):
    rows = listed()
    assert sorted(row["name"] for row in rows) == sorted(EVERYTHING.instruments)
    families = [row["family"] for row in rows]
    assert list(dict.fromkeys(families)) == sorted(set(families), key=families.index)
    assert families == sorted(families, key=list(dict.fromkeys(families)).index), "a family stands together"


@pytest.mark.parametrize(
    ("key", "value", "column"),
    [("family", "credit", "family"), ("actor", "insurer", "actors"), ("moves", "standing_stake", "channels")],
)
def test_a_filter_leaves_those_that_have_it_and_no_other(listed, key, value, column):
    kept = {row["name"] for row in listed(f"{key}={value}")}
    assert kept == {row["name"] for row in listed() if value in row[column].split(", ")} != set()


def test_filters_narrow_together(listed):
    assert [row["name"] for row in listed("family=society", "moves=tip_access")][0] == "hazard_hotline"


LISTS = {"family": ("credit", "society"), "actor": ("insurer", "public"), "moves": ("tip_access", "standing_stake")}


@pytest.mark.parametrize("key", LISTS)
def test_of_several_values_any_is_enough(listed, key):
    first, second = ({row["name"] for row in listed(f"{key}={value}")} for value in LISTS[key])
    assert first - second and second - first
    for words in (f"{key}=[{','.join(LISTS[key])}]", f"{key}=[{LISTS[key][1]}, {LISTS[key][0]}]"):
        assert {row["name"] for row in listed(words)} == first | second


def test_of_several_keys_each_must_hold(listed):
    both = {row["name"] for row in listed("family=[credit,society]", "actor=[public,insurer]")}
    either = ({row["name"] for row in listed(word)} for word in ("family=[credit,society]", "actor=[public,insurer]"))
    assert both == set.intersection(*either) != set()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_value_that_there_is_not_gets_a_line_with_the_nearest(said, lang):
    status, out, error = said(
        "list", "instruments", "family=[societ,credit]", "actor=[insurers,regulator]", f"lang={lang}"
    )
    lines = error.strip().splitlines()
    assert status == 2 and out == "" and len(lines) == 2
    assert "'societ'" in lines[0] and "society" in lines[0] and "'insurers'" in lines[1] and "credit" not in lines[0]


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("instruments", "family=societies"), "society"),
        (("instruments", "moves=tip_acces"), "tip_access"),
        (("instruments", "actor=regulators"), "regulator"),
        (("instruments", "family=[]"), "society"),
        (("instruments", "family=[credit,socety]"), "society"),
        (("instruments", "family=credit", "family=society"), "twice"),
        (("outcomes", "family=society"), "family"),
    ],
)
def test_a_filter_that_there_is_not_gets_the_nearest(said, words, near):
    status, out, error = said("list", *words)
    assert status != 0 and out == ""
    assert near in error and len(error.strip().splitlines()) == 1


def test_every_instrument_says_who_acts_and_in_what_it_is_seen():
    for one in EVERYTHING.instruments.values():
        assert one.actors, one.name
        assert one.shows in EVERYTHING.outcomes and one.direction, one.name
        assert set(one.beside) <= set(EVERYTHING.instruments), one.name
        assert one.name not in one.related, one.name


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_shown_of_one_says_mechanism_evidence_and_what_it_is_seen_in(said, lang):
    _, out, _ = said("show", "hazard_hotline", f"lang={lang}")
    for words in {"en": ("Mechanism:", "Evidence:", "Seen in: tip_visits", "Who acts:"),
                  "zh": ("机理：", "依据：", "体现于：tip_visits", "实施主体：")}[lang]:  # fmt: skip
        assert words in out
