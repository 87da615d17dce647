"""Every word is there in both languages: the catalogue, the labels of declarations, and the units."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from govsim.locale import LANGUAGES, catalogue, label, text, unit
from govsim.model import model_of
from govsim.populations.industry_values import industry_labels, industry_names, industry_table
from govsim.report.page import Page
from govsim.report.view import view_of
from govsim.schedule import PHASE_LABELS, WEEK

SOURCE = Path(__file__).parents[2] / "src" / "govsim"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SAYING = ("text", "say")
KEY = re.compile(r"[a-z]+\.[\w.]*")


def declared():
    """Every declaration that a reader may see, with its Chinese label."""
    model = model_of()
    view = view_of(model)
    page = Page("index.md", "", "zh", view)
    for table in model.tables.values():
        yield f"table {table.name}", table.zh
        for name, column in model.declared_columns(table.name).items():
            yield f"column {table.name}.{name}", column.zh
    for kind in ("parameters", "channels", "outcomes", "payers"):
        for one in getattr(model, kind).values():
            yield f"{kind} {one.name}", one.zh
    for one in model.instruments.values():
        yield f"instrument {one.name}", one.zh
        for name, made in (*one.settings.items(), *one.remembers.items()):
            yield f"{one.name}.{name}", made.zh
    for cell in industry_table():
        yield f"industry {cell.industry}.{cell.column}", cell.zh
        yield f"industry {cell.industry}", cell.industry_zh
    for mechanism in view.mechanisms:
        yield f"mechanism {mechanism.name}", page.mechanism_title(mechanism.name)


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
    missing = [what for what, zh in declared() if not CHINESE.search(zh)]
    assert not missing, f"give these a zh: {missing}"


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
    parameters = model_of().parameters
    assert label(parameters["hassle"], "zh") == parameters["hassle"].zh
    assert label(parameters["accident_cost"]) == "accident cost"


def test_a_unit_is_said_whole_or_by_parts_and_else_stays_as_declared():
    assert unit("CNY a week", "zh") == "元／周"
    assert unit("CNY a post a year", "zh") == "元／岗位·年"
    assert unit("hazards an enterprise", "zh") == "项／企业"
    assert unit("injuries per 100 worker-years", "zh") == "人次／百人年"
    for unknown in ("parsecs", "CNY a parsec", "parsecs a week"):
        assert unit(unknown, "zh") == unit(unknown) == unknown


def test_every_random_number_has_a_name_in_both_languages():
    missing = [name for name in model_of().purposes if f"draw.{name}" not in catalogue()]
    assert not missing, f"add draw.NAME to src/govsim/locale/commands.csv: {missing}"
