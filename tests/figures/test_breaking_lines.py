import random

import pytest

from govsim.figures import style

ENGLISH = (
    "Shaded: the window over which outcomes are summed. Lines are means of runs with seeds that all scenarios share, "
    "bands their 95 % intervals; a dashed line is the baseline, and the gap of a line from it is what the policy does."
)
CHINESE = (
    "阴影为汇总结果的时间窗。"
    "线为各情景共用种子的多次运行之均值，带为95%置信区间；虚线为基准情景（无政策），其差距即政策之效果。"
)


def one_by_one(text, size, width):
    """Lines as they come when every piece is measured with all before it."""
    done, line = [], ""
    for piece in style._pieces(text):
        if line and style.text_width((line + piece).rstrip(), size) > width:
            done.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*done, line.rstrip()]


def texts():
    draw = random.Random(7)
    words = ENGLISH.split()
    for number in range(12):
        yield " ".join(draw.choices(words, k=draw.randint(1, 30)))
        yield "".join(draw.choices(CHINESE, k=draw.randint(1, 60)))
        yield " ".join(draw.choices(words, k=4)) + CHINESE[number : number + 20] + "iiiiiiiiii " * 4 + "WWWW MMMM"


@pytest.mark.parametrize("width", (0.4, 1.3, 2.7, 11.4))
def test_lines_break_where_they_do_when_every_piece_is_measured(width):
    with style.drawing():
        for text in (ENGLISH, CHINESE, "", " ", "word", *texts()):
            assert style.lines(text, style.SMALL, width) == one_by_one(text, style.SMALL, width), text


def test_a_line_that_is_cut_is_as_long_as_fits_with_its_dots():
    with style.drawing():
        for text in (ENGLISH, CHINESE):
            first, last = style.lines(text, style.BODY, 2.7, most=2)
            whole = style.lines(text, style.BODY, 2.7)[1]
            assert last.endswith("...") and style.text_width(last, style.BODY) <= 2.7
            kept = last.removesuffix("...")
            assert whole.startswith(kept)
            further = whole[: len(kept) + 2].rstrip(",;:，、；： ")
            assert len(further) <= len(kept) + 1 or style.text_width(further + "...", style.BODY) > 2.7


def test_no_line_ends_on_an_opening_mark():
    with style.drawing():
        for width in (0.5, 0.7, 0.9, 1.3):
            broken = style.lines("贷款利差（比例／年）与“基准”的差距" * 2, style.SMALL, width)
            assert len(broken) > 1 and not any(line.endswith(("（", "“")) for line in broken), broken


def test_few_texts_are_measured(monkeypatch):
    asked = []
    width = style.text_width
    monkeypatch.setattr(style, "text_width", lambda *given: asked.append(given) or width(*given))
    with style.drawing():
        broken = style.lines(" ".join([ENGLISH] * 3), style.SMALL, 11.4)
    assert len(broken) >= 4 and len(asked) < 6 * len(broken)
