"""What was found, in words: the question, rules over settings, how sure they are, and what they hang on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from govsim.language import Model
from govsim.locale import label
from govsim.study.analysis.discovery.best import Best
from govsim.study.analysis.discovery.columns import Column
from govsim.study.analysis.discovery.study import ABOVE, BELOW, Answer, Boxed, Laid
from govsim.study.analysis.discovery.sure import HALVES, SHUFFLES
from govsim.study.analysis.discovery.tables import kept_names
from govsim.study.analysis.measured import measured, window_of
from govsim.study.ask.swept import Swept, settings_of, value_said
from govsim.study.ask.titles import titles_of
from govsim.study.speak.terminal import figure
from govsim.study.speak.words import counted, spoken, tell

MOST_SCORED = 3  # settings that are named for what they explain
OFTEN = 0.8  # share of halves from which on a restriction is held to come again; assumed
MOST_RANGES = 6  # settings whose ranges are said


def share(value: float) -> str:
    """A share in per cent; what is not nothing does not look like it."""
    if value != value:
        return "-"
    percent = 100.0 * value
    return f"{percent:.0f}" if percent >= 9.95 or percent == 0 else f"{percent:.1f}"


def between(low: float, high: float) -> str:
    """Two shares, the ends of an interval."""
    return str(tell("discover.to", low=share(low), high=share(high)))


class Speaker:
    """Says what was found, in the language spoken.

    Args:
        model: that the study was played on.
        study: what was asked.
        seeds: how many.
    """

    def __init__(self, model: Model, study: Laid, seeds: int) -> None:
        self.model, self.study, self.seeds = model, study, seeds
        self.lang = spoken()

    @cached_property
    def settings(self) -> Mapping[str, Swept]:
        """The settings by key, with their titles and units."""
        return {one.key: one for one in settings_of(self.model, self.study.points.design.points[0])}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Titles of the scenarios."""
        found = titles_of(self.model, self.study.points.bases.values())
        return {name: one[self.lang] for name, one in found.items()}

    @cached_property
    def outcome(self) -> str:
        """The label of the outcome."""
        return label(self.model.outcomes[self.study.question.outcome], self.lang)

    @cached_property
    def unit(self) -> str:
        """The unit of the values."""
        if self.study.question.measure == "percent":
            return str(tell("discover.percent"))
        return self.own_unit

    @cached_property
    def own_unit(self) -> str:
        """The unit of the outcome itself."""
        return str(measured(self.model, self.study.question.outcome, window_of(self.study.points.bases.values())))

    def title(self, key: str) -> str:
        """A setting with its unit."""
        one = self.settings[key]
        unit = one.unit[self.lang]
        return str(tell("discover.in_unit", title=one.title[self.lang], unit=unit)) if unit else one.title[self.lang]

    def value(self, scenario: str) -> str:
        """What is looked at."""
        reference = self.titles[self.study.reference] if self.study.reference else ""
        about = {"outcome": self.outcome, "scenario": self.titles[scenario], "reference": reference}
        return str(tell(f"discover.value_{self.study.question.measure}", **about))

    def condition(self) -> str:
        """What is looked for."""
        question = self.study.question
        is_end = question.where in (ABOVE, BELOW)
        end = figure(question.threshold)
        if is_end and question.threshold:
            end = self._with_unit(end)
        return str(tell(f"discover.{question.where}", end=end))

    def _with_unit(self, value: str) -> str:
        is_share = self.study.question.measure == "percent"
        return str(tell("discover.amount_percent" if is_share else "discover.amount", value=value, unit=self.unit))

    def asked(self, scenario: str) -> str:
        """The question, in a line."""
        return str(tell("discover.asked", value=self.value(scenario), condition=self.condition()))

    def how(self) -> str:
        """Points and seeds."""
        count = len(self.study.points.design.points)
        return str(tell("discover.how", points=f"{count:,}", design=self.study.points.design.name, seeds=self.seeds))

    def rule(self, box: Boxed) -> str:
        """The rule of a box in plain words."""
        made = [self._restricted(self.study.columns[at], at, box) for at in dict.fromkeys(box.restrictions["column"])]
        return str(tell("discover.and")).join(made)

    def _restricted(self, column: Column, at: int, box: Boxed) -> str:
        title = self.title(column.key)
        if column.names:
            kept = [value_said(name, self.lang) for name in kept_names(column, at, box)]
            return str(tell("discover.one_of", title=title, names=str(tell("discover.or")).join(kept)))
        low, high = box.found.box.low[at], box.found.box.high[at]
        ends = {"low": self.number(low), "high": self.number(high)}
        has_low, has_high = low > float("-inf"), high < float("inf")
        key = "is" if low == high else "between" if has_low and has_high else "at_least" if has_low else "at_most"
        return str(tell(f"discover.{key}", title=title, **ends))

    def number(self, value: float) -> str:
        """A value of a setting."""
        return value_said(int(value) if value == value and abs(value) < 1e15 and value % 1 == 0 else value, self.lang)

    def side(self, key: str, side: str) -> str:
        """A setting, and which of its ends is spoken of."""
        return str(tell(f"discover.side_{side}", title=self.settings[key].title[self.lang]))

    def count(self, answer: Answer) -> str:
        """At how many points it happens, and at how many of them luck could decide."""
        hits, count = int(answer.points["hit"].sum()), len(answer.points)
        about = {"hits": hits, "points": count, "share": share(hits / count), "value": self.value(answer.scenario)}
        said = str(tell("discover.count", condition=self.condition(), **about))
        if self.study.question.where not in (ABOVE, BELOW):
            said += str(tell("discover.beyond", end=self._with_unit(figure(answer.end))))
        unsure = int((~answer.points["is_sure"]).sum())
        return said + str(tell("discover.unsure" if unsure else "discover.all_sure", count=unsure))

    def found(self, answer: Answer) -> list[str]:
        """The rules, a sentence each, or why there are none."""
        made = []
        for at, box in enumerate(answer.boxes, 1):
            about = {"number": at, "rule": self.rule(box), "value": self.value(answer.scenario),
                     "condition": self.condition(), "density": share(box.density), "base": share(box.base),
                     "coverage": share(box.coverage), "mass": share(box.mass), "hits": box.hits,
                     "points": int(box.inside.sum())}  # fmt: skip
            made.append(str(tell("discover.rule" if at == 1 else "discover.next_rule", **about)) + self.sure(box))
        if not made:
            about = {"value": self.value(answer.scenario), "condition": self.condition(),
                     "density": share(self.study.question.search.density or 0.0)}  # fmt: skip
            return [str(tell(f"discover.no_{answer.why}", **about))]
        return made

    def sure(self, box: Boxed) -> str:
        """How a rule fares at points that it was not found from, and against luck."""
        about = {"halves": HALVES, "density": share(box.sure.density[0]), "spread": between(*box.sure.density[1:]),
                 "coverage": share(box.sure.coverage[0]), "shuffles": SHUFFLES,
                 "as_good": round(box.sure.chance * (SHUFFLES + 1)) - 1}  # fmt: skip
        said = str(tell("discover.halves", **about))
        often = [one for one in self._again(box) if one[1] < OFTEN]
        if not often:
            return said + str(tell("discover.all_again", share=share(min(again for _, again in self._again(box)))))
        listed = str(tell("discover.listed")).join(
            str(tell("discover.again", title=title, share=share(again))) for title, again in often
        )
        return said + str(tell("discover.some_again", listed=listed))

    def _again(self, box: Boxed) -> list[tuple[str, float]]:
        keys = [self.study.columns[at].key for at in box.restrictions["column"]]
        return [
            (self.side(key, side), float(again))
            for key, side, again in zip(keys, box.restrictions["side"], box.restrictions["again"], strict=True)
        ]

    def scored(self, answer: Answer) -> str:
        """Which settings explain the value, and how much of it is foretold."""
        assert answer.scores is not None
        table = answer.scores.table
        above = table[table["low"] > table["floor"]]
        mean, low, high = answer.scores.explained
        about = {"value": self.value(answer.scenario), "explained": share(max(mean, 0.0)), "count": len(table),
                 "spread": between(max(low, 0.0), max(high, 0.0)), "above": len(above)}  # fmt: skip
        if mean <= 0.0 or not len(above):
            return str(tell("discover.scores_none", **about))
        listed = str(tell("discover.listed")).join(
            str(tell("discover.score", title=self.settings[row.factor].title[self.lang], share=share(row.score)))
            for row in above.head(MOST_SCORED).itertuples(index=False)
        )
        return str(tell("discover.scores", listed=listed, **about))

    def best(self, best: Best) -> list[str]:
        """Where which scenario is best."""
        listed = str(tell("discover.listed")).join(
            str(tell("discover.best_share", scenario=self.titles[row.scenario], share=share(row.share),
                     spread=between(row.share_low, row.share_high), told=share(row.told)))
            for row in best.shares.sort_values("share", ascending=False, kind="stable").itertuples(index=False)
        )  # fmt: skip
        way = "lowest" if best.lowest else "highest"
        first = tell("discover.best", outcome=self.outcome, way=tell(f"discover.way_{way}"), listed=listed)
        untold = 1.0 - float(best.points["is_told"].mean())
        key = "discover.untold" if untold else "discover.all_told"
        return [str(first), str(tell(key, share=share(untold), points=len(best.points)))]

    def sentences(self, answers: Sequence[Answer], best: Best | None) -> list[str]:
        """All that was found, the most important first."""
        rules: list[str] = []
        none: list[str] = []
        counts: list[str] = []
        scores: list[str] = []
        for one in answers:
            (rules if one.boxes else none).extend(self.found(one))
            counts.append(self.count(one))
            scores += [self.scored(one)] if one.scores is not None else []
        return [*rules, *(self.best(best) if best is not None else []), *none, *counts, *scores]

    def hangs_on(self, answers: Sequence[Answer]) -> list[str]:
        """What would overturn it."""
        design = self.study.points.design
        listed = [
            str(tell("discover.range", title=self.title(one.key), range=self._range(one.key)))
            for one in self.study.columns[:MOST_RANGES]
        ]
        more = len(self.study.columns) - len(listed)
        after = str(counted("discover.more_ranges", more)) if more else ""
        made = [str(tell("discover.hangs_ranges", listed=str(tell("discover.listed")).join(listed) + after))]
        made.append(str(tell("discover.hangs_points", points=len(design.points))))
        unsure = sum(int((~one.points["is_sure"]).sum()) for one in answers)
        if unsure:
            made.append(str(tell("discover.hangs_seeds", seeds=self.seeds)))
        return made

    def _range(self, key: str) -> str:
        column = next(one for one in self.study.columns if one.key == key)
        if column.names:
            return str(tell("discover.or")).join(value_said(name, self.lang) for name in column.names)
        factors = {one.key: one for one in self.study.points.design.factors if not one.choices}
        tried = (float(column.places.min()), float(column.places.max()))
        low, high = (factors[key].low, factors[key].high) if key in factors else tried
        return str(tell("discover.to", low=figure(low), high=figure(high)))

    def method(self) -> list[str]:
        """How it was found, what it assumes, and what it does not say."""
        search = self.study.question.search
        how = "balance" if search.density is None else "dense"
        chosen = tell(f"discover.choice_{how}", density=share(search.density or 0.0))
        about = {
            "peel": f"{100 * search.peel:g}",
            "least": f"{100 * search.least:g}",
            "settings": len(self.study.columns),
        }
        made = [self.how(), str(tell("discover.method_boxes", **about)) + str(chosen),
                str(tell("discover.method_sure", halves=HALVES, shuffles=SHUFFLES, **about))]  # fmt: skip
        if self.study.question.scores:
            made.append(str(tell("discover.method_scores")))
        if self.study.question.map:
            made.append(str(tell("discover.method_map")))
        return [*made, str(tell("discover.method_not"))]
