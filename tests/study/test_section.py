"""A part of a report comes back from its file as it was written, and is written whole or not at all."""

import pytest

from govsim.study.analysis.section import FILE, Picture, Section, Shown, each_in_both, in_both, read_section, words
from govsim.study.speak.terminal import percent
from govsim.study.speak.words import counted, spoken, tell

SAID = in_both(lambda: str(counted("runs", 3)))
WHOLE = Section(
    "compare", SAID, [SAID], [Shown(SAID, in_both(lambda: [{"share": percent(0.5)}]), "effects.csv")],
    [Picture("effects_forest", SAID, SAID)], [SAID], [SAID],
)  # fmt: skip


def test_it_speaks_both_languages():
    assert SAID["en"] != SAID["zh"] and "3" in SAID["en"] and "3" in SAID["zh"]


def test_it_comes_back_as_it_was_written(tmp_path):
    assert read_section(tmp_path) is None
    WHOLE.save(tmp_path)
    assert read_section(tmp_path) == WHOLE


def test_one_that_is_no_section_is_refused(tmp_path):
    (tmp_path / FILE).write_text('{"kind": "compare"}', encoding="utf-8")
    with pytest.raises(ValueError, match=FILE):
        read_section(tmp_path)


def test_a_missing_number_is_never_written(tmp_path):
    with pytest.raises(ValueError):
        Section("compare", SAID, [{"en": float("nan"), "zh": ""}]).save(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_several_texts_come_one_by_one_in_both_languages():
    said = each_in_both(lambda: [tell("yes"), tell("no")])
    assert said == [words("yes"), words("no")] and all(set(one) == {"en", "zh"} for one in said)
    with pytest.raises(ValueError):
        each_in_both(lambda: ["one"] if spoken() == "en" else ["one", "another"])
