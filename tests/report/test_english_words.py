"""English words are found in Chinese texts, and what is no word is not."""

import pytest
from tests.english_words import english_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("伤害减少 the 一半", ["the"]),
        ("运行 `govsim run scenario=credit`，见 README.zh.md 与 docs/register-zh.md", []),
        ("见[名录](register-zh.md#columns)和 <https://example.org/a-page>。", []),
        ("参数 effort_scale、instrument.credit.start、scenario=credit、--json、E094、x", []),
        ("用 Mesa 读 UTF-8 的 CSV 文件", []),
        ("一列 outcome，一列 mean", ["outcome", "mean"]),
        ("Kept words", ["Kept", "words"]),
    ],
)
def test_words_of_english_are_found(text, words):
    assert [word for _, word in english_words(text)] == words


def test_lines_are_counted_past_code():
    page = "# 标题\n\n```bash\ngovsim list instruments\n```\n\n第 `a\nb` 行 word\n"
    assert english_words(page) == [(8, "word")]
    assert english_words(page, allowed=["word"]) == []
