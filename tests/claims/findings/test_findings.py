"""Published findings: each file is sound, the committed table is theirs, and each verdict follows from its numbers."""

import json
import math
import re
import tomllib
from dataclasses import replace

import numpy as np
import pytest
from tests.english_words import english_words

from govsim.claims.findings.finding import (
    LEVEL,
    UNPUBLISHED,
    Finding,
    Published,
    evidence,
    fitted,
    held_against,
    judge,
    row,
    together,
    used,
)
from govsim.claims.findings.folder import ABOUT, FOLDER, TABLE, every_finding, files, named, read_file, read_table
from govsim.claims.findings.lab import FIRST_SEED, Lab, change, contrast
from govsim.claims.findings.page import page
from govsim.claims.findings.register import pairs
from govsim.claims.findings.shown import KEYS
from govsim.claims.findings.visits import Visits
from govsim.model import model_of
from govsim.report.sources import cited_in, facts, findings
from govsim.study.runs.statistics import Estimate

CHINESE = re.compile(r"[\u4e00-\u9fff]")
NAN = float("nan")
DECLARED = every_finding()


def finding(published=UNPUBLISHED, **about):
    return Finding("a.b", ("t", "文"), ("E001",), ("how", "方法"), None, published, **about)


def alike(one, other):
    return one == other or (
        isinstance(one, float) and isinstance(other, float) and math.isnan(one) and math.isnan(other)
    )


# --- The files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("one", DECLARED.values(), ids=list(DECLARED))
def test_a_finding_says_what_is_measured_how_and_from_where_in_both_languages(one):
    for english, chinese in (one.text, one.emulated):
        assert english and not CHINESE.search(english) and CHINESE.search(chinese)
    assert one.source and all(name in findings() or name in facts() for name in one.source)
    low, high = one.published.low, one.published.high
    assert math.isnan(low) == math.isnan(high) and not low > high
    assert one.measure is not None or "not" in one.emulated[0], "say why it cannot be emulated"


def test_ids_are_unique_and_every_file_counts():
    assert len(DECLARED) == sum(len(read_file(file)) for file in files())
    assert {one.partition(".")[0] for one in DECLARED} == {file.stem for file in files()}


def test_the_findings_named_as_targets_and_checks_are_there():
    wanted = {"E001", "E007", "E008", "E009", "E010", "E011", "E191", "E193", "E228", "E229", "E230", "E054", "E055",
              "E056", "E019", "E020", "E022", "E302", "E086", "E188", "R78", "R79", "R80"}  # fmt: skip
    wanted |= {f"R{number}" for number in range(83, 104)}
    assert not wanted - {name for one in DECLARED.values() for name in one.source}


def test_a_new_file_is_a_new_finding(tmp_path):
    new = tmp_path / "bell_ringing.py"
    new.write_text(
        "from govsim.claims.findings.finding import Finding, evidence\n"
        "FINDINGS = (Finding('bell_ringing', ('a', '甲'), ('E001',), ('b', '乙'), None, evidence('E001')),)\n"
    )
    (made,) = read_file(files(tmp_path)[0])
    assert (made.id, made.published.value) == ("bell_ringing", -9.4)


def test_a_published_value_is_that_of_the_evidence():
    assert evidence("E007") == Published(-21.5, -24.0, -19.0)
    assert evidence("E302").direction and not evidence("E008").direction
    both = together("R43", "R83")
    assert (both.value, both.low, both.high) == (0.6785, 0.6718, 0.7511)


def test_a_number_that_was_set_to_a_finding_makes_it_no_check():
    numbers = [*model_of().parameters.values()]
    numbers += [one for tool in model_of().instruments.values() for one in tool.settings.values()]
    set_to = {name for one in numbers if one.source.startswith("set to") for name in cited_in(one.source).findings}
    assert set_to and set_to <= fitted()
    assert {used(one) for one in DECLARED.values() if set(one.source) & set_to} == {"fit"}
    assert "E086" not in fitted() or cited_in(" ".join(one.source for one in numbers)).findings.count("E086")


# --- The verdicts --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "found", "sign", "inside"),
    [
        (Published(-9.4, -17.7, -2.1), Estimate(-8.0, -9.0, -7.0), "same", True),
        (Published(-21.5, -24.0, -19.0), Estimate(-8.0, -9.0, -7.0), "same", False),
        (Published(-9.4, -17.7, -2.1), Estimate(8.0, 7.0, 9.0), "opposite", False),
        (Published(-9.4, -17.7, -2.1), Estimate(-1.0, -3.0, 1.0), "unclear", True),
        (Published(-9.0), Estimate(-7.0, -7.5, -6.5), "same", True),
        (Published(-9.0), Estimate(-5.0, -5.5, -4.5), "same", False),
        (Published(-1.0, direction=True), Estimate(-30.0, -31.0, -29.0), "same", None),
        (Published(0.0), Estimate(-0.2, -0.5, 0.1), "same", True),
        (Published(0.0), Estimate(-7.0, -8.0, -6.0), "unclear", False),
        (Published(-9.4, -17.7, -2.1), Estimate(-9.0, -40.0, 22.0), "unclear", None),
        (Published(-9.4, -17.7, -2.1), Estimate(NAN, NAN, NAN), "unclear", None),
        (Published(-9.4, -17.7, -2.1), Estimate(-9.0, NAN, NAN), "unclear", None),
        (UNPUBLISHED, Estimate(-9.0, -10.0, -8.0), "unclear", None),
    ],
)
def test_the_verdict_follows_from_the_intervals(published, found, sign, inside):
    assert judge(finding(published), found) == (sign, inside)


def test_a_ratio_is_held_against_one():
    ratio = finding(Published(2.0), neutral=1.0)
    assert held_against(ratio) == (pytest.approx(1 + 1 / 1.5), 2.5)
    assert judge(ratio, Estimate(0.9, 0.85, 0.95)) == ("opposite", False)
    assert judge(ratio, Estimate(1.8, 1.7, 1.9)) == ("same", True)


def test_a_level_has_a_size_and_no_sign():
    share = finding(Published(0.6, 0.5, 0.7), neutral=LEVEL)
    assert judge(share, Estimate(0.55, 0.52, 0.58)) == ("unclear", True)
    assert judge(finding(Published(0.6), neutral=LEVEL), Estimate(0.5, 0.45, 0.55)) == ("unclear", True)
    assert not share.has_sign and not finding(Published(0.0)).has_sign and finding(Published(-1.0)).has_sign


@pytest.mark.parametrize(("file", "words"), [
    ("filings_zero", "zero"), ("filings_spread", "variance_to_mean"), ("filings_rates", "trir"),
    ("filings_variance", "between-establishment variance"),
])  # fmt: skip
def test_a_finding_is_held_against_facts_of_its_own_kind(file, words):
    for one in read_file(FOLDER / f"{file}.py"):
        wanted = "top-decile share of recordable cases" if one.id.endswith("top_tenth") else words
        assert all(wanted in facts()[name]["quantity"].lower() for name in one.source), one.id


def test_a_published_nothing_has_the_band_that_its_row_states():
    none = finding(Published(0.0), band=(-3.0, 0.0))
    assert judge(none, Estimate(-2.0, -2.2, -1.8)) == ("same", True)
    assert judge(none, Estimate(-4.0, -4.2, -3.8)) == ("unclear", False)


# --- The committed table -------------------------------------------------------------------------------------------


def test_the_table_is_that_of_the_declared_findings():
    rows, about = read_table()
    assert [one["id"] for one in rows] == list(DECLARED), "govsim findings --run makes the table anew"
    for one in rows:
        declared = DECLARED[one["id"]]
        again = row(declared, Estimate(one["simulated"], one["low"], one["high"]))
        assert all(alike(one[key], again[key]) or one[key] == pytest.approx(again[key], rel=1e-5) for key in again), one
        assert math.isfinite(one["simulated"]) == (declared.measure is not None)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", about["date"]) and len(about["commit"]) >= 40 and about["seconds"] > 0


@pytest.mark.parametrize(("lang", "file"), [("en", "findings.md"), ("zh", "findings-zh.md")])
def test_the_pages_are_those_of_the_table(lang, file):
    assert (FOLDER.parents[1] / "docs" / file).read_text(encoding="utf-8") == page(*read_table(), lang)


def test_the_chinese_page_is_chinese():
    text = page(*read_table(), "zh")
    assert not english_words(text)


def test_an_installed_package_has_the_table():
    settings = tomllib.loads((FOLDER.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    shipped = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for name in (TABLE, ABOUT):
        assert (FOLDER / name).is_file()
        assert shipped[f"experiments/findings/{name}"] == f"govsim/claims/findings/kept/{name}"


# --- The command ---------------------------------------------------------------------------------------------------


def test_the_command_prints_the_committed_table(cli, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    done = cli("findings")
    rows, about = read_table()
    assert done.status == 0 and about["date"] in done.out and about["commit"][:10] in done.out
    assert "visit_unpunished.E008.year1" in done.out and "visit_unpunished.all.year1" not in done.out
    assert "visit_unpunished.all.year1" in cli("findings", "--all").out
    assert "从不处罚的检查" in cli("findings", "visit_unpunished", "lang=zh").out


def test_json_rows_have_the_promised_keys(cli):
    found = json.loads(cli("findings", "--json").out)
    assert len(found) == len(DECLARED) and {tuple(one) for one in found} == {KEYS}
    assert KEYS == ("id", "finding", "source", "simulated", "low", "high", "published", "published_low",
                    "published_high", "sign", "inside", "used", "emulated")  # fmt: skip
    assert {one["sign"] for one in found} <= {"same", "opposite", "unclear"}
    assert {one["used"] for one in found} == {"fit", "check"}
    assert {one["inside"] for one in found} == {True, False, None}


def test_a_name_means_a_row_a_file_or_a_row_of_evidence(cli):
    assert [one["id"] for one in json.loads(cli("findings", "second_visit", "--json").out)] == ["second_visit"]
    assert len(json.loads(cli("findings", "E191", "--json").out)) == 1
    sources = {key: one.source for key, one in DECLARED.items()}
    assert len(named(DECLARED, "climate", sources)) == len(read_file(FOLDER / "climate.py"))


@pytest.mark.parametrize("words", [("second_visist",), ("second_visist", "--run"), ("E13", "--run")])
def test_an_unknown_name_is_refused_with_the_nearest(cli, words):
    done = cli("findings", *words)
    assert done.status == 2 and done.err.count("\n") == 1 and "Did you mean" in done.err
    assert "second_visit" in done.err or words[0] == "E13"
    said = cli("findings", *words, "lang=zh")
    assert said.status == 2 and CHINESE.search(said.err)


@pytest.mark.parametrize("words", [("seeds=3",), ("--run", "seeds=1"), ("--run", "seeds=x"), ("--run", "out="),
                                   ("--run", "threads=0"), ("climate", "visits")])  # fmt: skip
def test_bad_words_are_one_line(cli, words):
    done = cli("findings", *words)
    assert done.status == 2 and done.err.count("\n") == 1 and not done.out


def test_one_finding_is_made_anew(cli, tmp_path):
    before = (FOLDER / TABLE).read_bytes()
    done = cli("findings", "E013", "--run", "seeds=2", "--json", f"out={tmp_path / 'made'}")
    (made,) = json.loads(done.out)
    assert made["id"] == "second_visit" and made["low"] < made["simulated"] < made["high"]
    assert (FOLDER / TABLE).read_bytes() == before and (tmp_path / "made" / TABLE).is_file()


# --- What findings are measured with -------------------------------------------------------------------------------


def test_a_change_is_a_ratio_of_paired_sums():
    before = np.array([100.0, 200.0, 300.0, 150.0])
    assert change(before, before) == Estimate(0.0, 0.0, 0.0)
    found = change(0.9 * before + np.array([0.1, -0.1, 0.2, -0.2]), before)
    assert found.low < found.mean < found.high and found.mean == pytest.approx(-10.0, abs=0.1)
    assert found.high - found.low < 0.5, "luck that both share falls out"
    gap = contrast(0.8 * before, before, 0.9 * before, before)
    assert gap.mean == pytest.approx(-10.0) and gap.high - gap.low < 1e-9


def test_a_programme_mixes_the_punished_and_the_others_by_its_share():
    before = np.array([10.0, 12.0, 11.0])
    sums = {("punished", "all", 1): (0.8 * before, before), ("never", "all", 1): (9.9 * before, 10.0 * before)}
    visits = Visits(sums, {})
    assert visits.over("punished", "all", range(1, 2)).mean == pytest.approx(-20.0)
    assert visits.programme("all", range(1, 2), 0.7).mean == pytest.approx(0.7 * -20.0 + 0.3 * -1.0)
    assert visits.gap(("punished", "all"), ("never", "all"), range(1, 2)).mean == pytest.approx(19.0)


def test_years_are_joined_within_an_establishment_only():
    rows = np.array([(3, 0, 5), (3, 0, 6), (3, 1, 7), (4, 0, 6), (4, 0, 8)],
                    [("slot", "i8"), ("generation", "i8"), ("year", "i8")])  # fmt: skip
    assert [tuple(map(int, one)) for one in np.transpose(pairs(rows, 1))] == [(0, 1)]
    assert [tuple(map(int, one)) for one in np.transpose(pairs(rows, 2))] == [(3, 4)]


def test_an_experiment_is_made_once_and_under_seeds_of_its_own():
    lab, calls = Lab(seeds=3), []
    assert [lab.once("x", lambda: calls.append(1) or 7) for _ in range(3)] == [7, 7, 7] and len(calls) == 1
    assert lab.seeds(50) == range(FIRST_SEED, FIRST_SEED + 3) and len(Lab().seeds(50)) == 50
    assert replace(finding(), id="x.y").group == "x"
