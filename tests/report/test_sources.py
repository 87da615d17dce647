"""Sources lead somewhere: ids are found in texts, and every id that is cited is in a file of evidence."""

from govsim.model import model_of
from govsim.report.page import Page
from govsim.report.pages.bibliography import all_cited, texts
from govsim.report.sources import (
    basis,
    cited_in,
    defaults,
    evidence_words,
    facts,
    findings,
    missing,
    series,
    unit_costs,
)
from govsim.report.view import view_of


def test_ranges_and_several_kinds_of_ids_are_found():
    cited = cited_in("E094 halved; E126-E128 and county-defaults inspector_cost / inspector_statutory_days")
    assert cited.findings == ("E094", "E126", "E127", "E128")
    assert cited.defaults == ("inspector_cost", "inspector_statutory_days")
    assert cited_in("establishments.csv R78 (.60-.93)").facts == ("R78",)
    assert cited_in("series CN_accidents_10plus_deaths").series == ("CN_accidents_10plus_deaths",)


def test_a_number_that_is_assumed_in_any_part_counts_as_assumed():
    assert basis("assumed: no study") == "assumed"
    assert basis("E088 for the order; assumed") == "assumed"
    assert basis("set to E170 (98.2 %)") == "fitted"
    assert basis("set to what is earned in experiments/beliefs") == "fitted"
    assert basis("set to E170", calibrated=True) == "fitted"
    assert basis("computed") == "computed"
    assert basis("set so that the sum is one") == "stated"


def test_every_cited_id_is_in_a_file_of_evidence():
    page = Page("bibliography.md", "", "en", view_of(model_of()))
    unknown = {one: [place for words, place in texts(page) if one in words] for one in missing(all_cited(page))}
    assert not unknown, f"cited, but in no file of src/govsim/evidence: {unknown}"


def test_evidence_says_whether_somebody_has_seen_it():
    assert {row["confidence"] for row in findings().values()} <= {"seen", "recalled"}


def test_what_is_said_of_evidence_in_chinese_is_said_of_rows_that_are_there():
    groups = (findings().values(), *defaults().values(), *series().values(), facts().values(), unit_costs().values())
    held = {cell for group in groups for row in group for cell in row.values()}
    assert not sorted(set(evidence_words()) - held)
