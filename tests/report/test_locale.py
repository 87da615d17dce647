"""Every word is there in both languages: the catalogue, the labels of declarations, and the units."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from govsim.language import CHANNELS, INSTRUMENTS, OUTCOMES, PARAMETERS, TABLES
from govsim.locale import LANGUAGES, catalogue, label, text, unit, units
from govsim.populations.industry_values import industry_labels, industry_names, industry_table
from govsim.report.model import read_model
from govsim.schedule import PHASE_LABELS, WEEK

SOURCE = Path(__file__).parents[2] / "src" / "govsim"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SAYING = ("text", "say")
KEY = re.compile(r"[a-z]+\.[\w.]*")


def declared():
    """Every declaration that a reader may see: what it is, its Chinese label, its unit."""
    model = read_model()
    for table in TABLES.values():
        yield f"table {table.name}", table.zh, ""
        for name, column in table.columns.items():
            yield f"column {table.name}.{name}", column.zh, column.unit
    for kind, registry in (("parameter", PARAMETERS), ("channel", CHANNELS), ("outcome", OUTCOMES)):
        for one in registry.values():
            yield f"{kind} {one.name}", one.zh, one.unit
    for one in INSTRUMENTS.values():
        yield f"instrument {one.name}", one.zh, ""
        for name, made in (*one.settings.items(), *one.remembers.items()):
            yield f"{one.name}.{name}", made.zh, made.unit
    for cell in industry_table():
        yield f"industry {cell.industry}.{cell.column}", cell.zh, cell.unit
        yield f"industry {cell.industry}", cell.industry_zh, ""
    for mechanism in model.mechanisms:
        yield (
            f"mechanism {mechanism.name} (mechanism.{mechanism.name} in catalogue.csv)",
            catalogue().get(f"mechanism.{mechanism.name}", {}).get("zh", ""),
            "",
        )


def said():
    """Keys that the code asks for by `text("key")` or `say("key")`, and beginnings of those that it puts together."""
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if name in SAYING and isinstance(first, ast.Constant) and KEY.fullmatch(str(first.value)):
                yield file, first.value, True
            elif name in SAYING and isinstance(first, ast.JoinedStr):
                begun = getattr(first.values[0], "value", "")
                if isinstance(begun, str) and KEY.fullmatch(begun):
                    yield file, begun, False


def test_every_declaration_has_a_chinese_label():
    missing = [what for what, zh, _ in declared() if not CHINESE.search(zh)]
    assert not missing, f"give these a zh: {missing}"


def test_every_unit_has_its_chinese():
    missing = sorted({one for _, _, one in declared() if one} - set(units()))
    assert not missing, f"add to src/govsim/locale/units.csv: {missing}"


def test_every_key_that_code_uses_is_in_the_catalogue():
    missing = [
        f"{key} ({file.relative_to(SOURCE)})"
        for file, key, whole in said()
        if not (key in catalogue() if whole else any(known.startswith(key) for known in catalogue()))
    ]
    assert not missing, f"add to src/govsim/locale/catalogue.csv: {missing}"


@pytest.mark.parametrize("key", catalogue())
def test_a_text_is_there_in_both_languages_with_the_same_placeholders(key):
    texts = [catalogue()[key][lang] for lang in LANGUAGES]
    fields = [{field for _, field, _, _ in Formatter().parse(one) if field is not None} for one in texts]
    assert all(texts) or not any(one.strip() for one in texts)
    assert fields[0] == fields[1]


def test_phases_and_industries_are_called_alike_everywhere():
    assert {phase for phase, _ in WEEK} == set(PHASE_LABELS)
    for phase, zh in PHASE_LABELS.items():
        assert text(f"phase.{phase}", "zh") == zh
    for name in industry_names():
        assert text(f"industry.{name}", "zh") == industry_labels()[name]


def test_a_label_is_the_chinese_or_the_name_in_plain_words():
    read_model()
    assert label(PARAMETERS["hassle"], "zh") == PARAMETERS["hassle"].zh
    assert label(PARAMETERS["accident_cost"]) == "accident cost"
    assert unit("CNY a week", "zh") == "元／周"
    assert unit("parsecs", "zh") == "parsecs"
