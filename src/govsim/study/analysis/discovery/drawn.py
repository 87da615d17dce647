"""The figures of a study of discovery: rules, their trade-off, scores, and which scenario is best where."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from govsim.figures import draw_best_where, draw_indices, draw_rule, draw_trade_off
from govsim.language import Model
from govsim.locale import LANGUAGES
from govsim.study.analysis.discovery.best import Best
from govsim.study.analysis.discovery.columns import Column
from govsim.study.analysis.discovery.said import Speaker, share
from govsim.study.analysis.discovery.study import Answer, Boxed, Laid
from govsim.study.ask.swept import value_said
from govsim.study.ask.titles import titles_of
from govsim.study.speak.words import speaking, tell

MOST_SETTINGS = 4  # of a rule that are drawn in pairs
MAP = "discover_map"
Words = dict[str, str]


def stem_of(study: Laid, answer: Answer, what: str) -> str:
    """The name of a figure's files, without their ending."""
    return f"discover_{what}" + (f"_{answer.scenario}" if len(study.points.arms) > 2 else "")


def draw_all(
    model: Model, study: Laid, answers: Sequence[Answer], best: Best | None, folder: Path, lang: str, seeds: int
) -> list[Path]:
    """Draw everything that was found into a folder."""
    drawing = _Drawing(model, study, folder, lang, seeds)
    made = [file for one in answers for file in drawing.answer(one)]
    return made + (drawing.best(best) if best is not None else [])


class _Drawing:
    """Draws one study in one language."""

    def __init__(self, model: Model, study: Laid, folder: Path, lang: str, seeds: int) -> None:
        self.model, self.study, self.folder, self.lang, self.seeds = model, study, folder, lang, seeds
        self.speakers = {one: self._speaker(one) for one in LANGUAGES}

    def _speaker(self, lang: str) -> Speaker:
        with speaking(lang):
            return Speaker(self.model, self.study, self.seeds)

    def both(self, said: Any) -> Words:
        """What a function of a speaker says in each language."""
        made = {}
        for lang, speaker in self.speakers.items():
            with speaking(lang):
                made[lang] = str(said(speaker))
        return made

    def answer(self, one: Answer) -> list[Path]:
        """Figures of a scenario."""
        made: list[Path] = []
        for number, box in enumerate(one.boxes, 1):
            made += self._rule(one, number, box)
        if one.boxes:
            made += self._trade_off(one)
        return made + (self._scores(one) if one.scores is not None else [])

    def _phrase(self, name: str, of: Any) -> Words:
        from govsim.figures.phrases import PHRASES

        made = {}
        for at, (lang, speaker) in enumerate(self.speakers.items()):
            with speaking(lang):
                said = PHRASES[name][at].format(**of(speaker))
                made[lang] = said[:1].upper() + said[1:]
        return made

    def _rule(self, answer: Answer, number: int, box: Boxed) -> list[Path]:
        def about(speaker: Speaker) -> dict[str, object]:
            return {
                "number": number, "rule": speaker.rule(box), "value": speaker.value(answer.scenario),
                "condition": speaker.condition(), "density": share(box.density), "base": share(box.base),
                "coverage": share(box.coverage),
            }  # fmt: skip

        meta = {"title": self._phrase("rule", about), "how": self._phrase("rule_how", about)}
        there = answer.points["point"].to_numpy(int) - 1
        columns = list(dict.fromkeys(box.restrictions["column"].tolist()))[:MOST_SETTINGS]
        panels = [self.panel(self.study.columns[at], there, kept_ranges(self.study.columns[at], at, box))
                  for at in columns]  # fmt: skip
        if len(panels) == 1:
            title = self.both(lambda one: tell("discover.in_unit", title=one.outcome, unit=one.unit))
            panels.append({"title": title, "places": answer.points["value"].to_numpy(float), "names": [], "kept": []})
        in_box = answer.points["box"].to_numpy(int)
        before = (in_box > 0) & (in_box < number)
        state = np.where(before, "before", np.where(answer.points["hit"], "hit", "miss"))
        stem = stem_of(self.study, answer, f"rule_{number}")
        return draw_rule(
            panels, state.tolist(), answer.points["is_sure"].to_numpy(bool), self.folder, meta, stem, self.lang
        )

    def panel(self, column: Column, there: np.ndarray, kept: list[tuple[float, float]]) -> dict[str, Any]:
        """What a figure needs to know of a setting."""
        names = [{lang: value_said(name, lang) for lang in LANGUAGES} for name in column.names]
        title = self.both(lambda one: one.title(column.key))
        return {"title": title, "places": column.places[there], "names": names, "kept": kept}

    def _trade_off(self, answer: Answer) -> list[Path]:
        steps = answer.trajectory
        rules = [
            {"steps": steps[steps["box"] == at], "coverage": one.coverage, "density": one.density,
             "other_coverage": _of_all(one, one.sure.coverage), "other_density": one.sure.density}
            for at, one in enumerate(answer.boxes, 1)
        ]  # fmt: skip
        meta = {"how": self._phrase("trade_off_how", lambda one: {
            "value": one.value(answer.scenario), "condition": one.condition()})}  # fmt: skip
        return draw_trade_off(rules, self.folder, meta, stem_of(self.study, answer, "trade_off"), self.lang)

    def _scores(self, answer: Answer) -> list[Path]:
        assert answer.scores is not None
        table = answer.scores.table.rename(columns={"score": "index"})
        titles = {key: dict(one.title) for key, one in self.speakers["en"].settings.items()}
        meta = {
            "factors": titles,
            "asked": self.both(lambda one: tell("discover.caption_scores", value=one.value(answer.scenario))),
            "how": self.both(lambda one: one.how()), "unit": self.both(lambda one: tell("discover.score_unit")),
        }  # fmt: skip
        stem = stem_of(self.study, answer, "scores")
        return draw_indices(table, "trees", self.folder, meta, stem, self.lang)

    def best(self, best: Best) -> list[Path]:
        """Which scenario is best where."""
        columns = {one.key: one for one in self.study.columns}
        there = best.points["point"].to_numpy(int) - 1
        settings = [self.panel(columns[key], there, []) for key in self.study.question.map]
        way = f"best_where_{'lowest' if best.lowest else 'highest'}"
        from govsim.figures.wording import PHRASES, Words

        how = {}
        for at, lang in enumerate(LANGUAGES):
            seeds = Words({}, lang).seeds(self.seeds)
            how[lang] = PHRASES["best_where_how"][at].format(points=len(best.points), seeds=seeds, way=PHRASES[way][at])
        meta = {
            "titles": titles_of(self.model, self.study.points.bases.values()), "how": how,
            "title": self._phrase("best_where", lambda one: {
                "outcome": tell("discover.in_unit", title=one.outcome, unit=one.own_unit)}),
        }  # fmt: skip
        return draw_best_where(best.points, best.shares, settings, self.folder, meta, MAP, self.lang)


def kept_ranges(column: Column, at: int, box: Boxed) -> list[tuple[float, float]]:
    """What of a setting lies in a box, as ranges of its axis."""
    if column.names:
        out = {name for one, name in box.found.box.out if one == at}
        return [(name - 0.5, name + 0.5) for name in range(len(column.names)) if name not in out]
    half = 0.5 if column.is_apart and np.all(column.places % 1 == 0) else 0.0
    return [(float(box.found.box.low[at]) - half, float(box.found.box.high[at]) + half)]


def _of_all(box: Boxed, found: tuple[float, float, float]) -> tuple[float, float, float]:
    """A coverage of the points that were searched, as one of all points, as the steps are shown."""
    searched = box.found.steps[0].ones
    whole = box.hits / box.coverage if box.coverage else float("nan")
    low, middle, high = (one * searched / whole for one in (found[1], found[0], found[2]))
    return middle, low, high
