"""Figures in Chinese say nothing in English."""

import numpy as np
from matplotlib.text import Text
from tests.chinese import english_in

from govsim.figures import draw_comparison, draw_effects_matrix, draw_population, style


def english_on(pages):
    """English on any page, in titles, on axes, in keys and notes."""
    with style.drawing():
        for page in pages.values():
            page.canvas.draw()  # marks of axes get their words while they are drawn
    texts = (text.get_text() for page in pages.values() for text in page.figure.findobj(Text))
    return [found for text in texts for found in english_in(text)]


def test_figures_of_a_comparison(comparison, pages, tmp_path):
    runs, weekly, effects, meta = comparison
    drawn = draw_comparison(runs, weekly, effects, meta, tmp_path, "zh")
    draw_effects_matrix(effects, tmp_path, meta=meta, lang="zh")
    assert len(pages) > 4 and not english_on(pages)
    assert not english_in("\n".join(drawn.notes))


def test_figures_of_a_run_alone(comparison, pages, tmp_path):
    runs, weekly, effects, meta = comparison
    alone = [table[table["scenario"] == "baseline"] for table in (runs, weekly)]
    drawn = draw_comparison(*alone, effects.iloc[:0], meta | {"baseline": ""}, tmp_path, "zh")
    assert pages and not english_on(pages)
    assert not english_in("\n".join(drawn.notes))


def test_the_figure_of_a_population(pages, tmp_path):
    draw_population(np.arange(40) % 8, np.arange(40) * 7 + 3, tmp_path, lang="zh")
    assert pages and not english_on(pages)


def test_costs_are_in_ten_thousands_and_prices_from_a_hundred_million_on_in_those(comparison, pages, tmp_path):
    runs, weekly, effects, meta = comparison
    dear = [table.copy() for table in (runs, weekly, effects)]
    for table in dear[:2]:
        for name in [name for name in table if name.startswith("cost_")]:
            table[name] *= 50
    costs = dear[2]["outcome"].str.startswith("cost_")
    dear[2][["baseline", "value", "difference", "ci_low", "ci_high"]] = dear[2][
        ["baseline", "value", "difference", "ci_low", "ci_high"]
    ].mul(np.where(costs, 50, 1), axis=0)
    draw_comparison(*dear, meta, tmp_path, "zh", ["deaths_and_cost"])
    said = "\n".join(text.get_text() for page in pages.values() for text in page.figure.findobj(Text))
    assert "万元／年" in said and "亿元" in said
