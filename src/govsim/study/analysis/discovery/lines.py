"""What was found as tables that people read, and as a part of a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from govsim.language import Model
from govsim.study.analysis.discovery.best import Best
from govsim.study.analysis.discovery.columns import NAMES
from govsim.study.analysis.discovery.drawn import MAP, stem_of
from govsim.study.analysis.discovery.said import Speaker, between, share
from govsim.study.analysis.discovery.study import Answer, Boxed, Laid
from govsim.study.analysis.discovery.tables import kept_names
from govsim.study.analysis.section import Picture, Section, Shown, each_in_both, in_both, words
from govsim.study.ask.swept import value_said
from govsim.study.speak.terminal import estimate, figure, head_of
from govsim.study.speak.words import tell

MOST_SHOWN = 15
Line = dict[str, str]


def box_lines(speaker: Speaker, boxes: Sequence[Boxed]) -> list[Line]:
    """A line a rule: its measures, and those at points that it was not found from."""
    return [
        {"box": str(at), "points": str(int(one.inside.sum())), "density": f"{share(one.density)}%",
         "base": f"{share(one.base)}%", "coverage": f"{share(one.coverage)}%", "mass": f"{share(one.mass)}%",
         "other half": f"{share(one.sure.density[0])}% ({between(*one.sure.density[1:])})"}
        for at, one in enumerate(boxes, 1)
    ]  # fmt: skip


def restriction_lines(speaker: Speaker, number: int, box: Boxed) -> list[Line]:
    """A line a restriction: its end, the chance of luck, and how halves of the points have it."""
    made = []
    for row in box.restrictions.itertuples(index=False):
        column = speaker.study.columns[row.column]
        if row.side == NAMES:
            names = [value_said(name, speaker.lang) for name in kept_names(column, row.column, box)]
            said, ends = str(tell("discover.or")).join(names), "-"
        else:
            said = f"{'≥' if row.side == 'low' else '≤'} {speaker.number(row.end)}"
            ends = f"{figure(row.end_low)} – {figure(row.end_high)}" if row.end_low == row.end_low else "-"
        made.append({"box": str(number), "setting": speaker.title(column.key), "end": said,
                     "quasi-p": f"{row.quasi_p:.1g}", "again": f"{share(row.again)}%",
                     "ends of halves": ends})  # fmt: skip
    return made


def all_restrictions(speaker: Speaker, boxes: Sequence[Boxed]) -> list[Line]:
    """The restrictions of all rules."""
    return [line for at, box in enumerate(boxes, 1) for line in restriction_lines(speaker, at, box)]


def step_lines(answer: Answer, most: int = 10) -> list[Line]:
    """Some of the steps on the way to the first rule, the chosen one among them."""
    steps = answer.trajectory
    steps = steps[steps["box"] == 1]
    chosen = int(steps.loc[steps["is_chosen"], "step"].iloc[0])
    every = max(1, -(-len(steps) // most))
    return [
        {"step": f"{row.step}{'*' if row.is_chosen else ''}", "points": str(row.points),
         "coverage": f"{share(row.coverage)}%", "density": f"{share(row.density)}%"}
        for row in steps.itertuples(index=False) if row.step % every == 0 or row.step == chosen
    ]  # fmt: skip


def score_lines(speaker: Speaker, answer: Answer, most: int = MOST_SHOWN) -> list[Line]:
    """A line a setting, the one that explains most first."""
    assert answer.scores is not None
    return [
        {"setting": speaker.settings[row.factor].title[speaker.lang], "score": estimate(row.score, row.low, row.high),
         "floor": figure(row.floor),
         "rank": str(row.rank_low) if row.rank_low == row.rank_high else f"{row.rank_low}–{row.rank_high}"}
        for row in answer.scores.table.head(most).itertuples(index=False)
    ]  # fmt: skip


def share_lines(speaker: Speaker, best: Best) -> list[Line]:
    """A line a scenario: where it is best, and where that can be told."""
    return [
        {"scenario": speaker.titles[row.scenario], "points": str(row.points),
         "best at": f"{share(row.share)}% ({between(row.share_low, row.share_high)})",
         "told": f"{share(row.told)}% ({between(row.told_low, row.told_high)})"}
        for row in best.shares.itertuples(index=False)
    ]  # fmt: skip


def section_of(
    model: Model, study: Laid, answers: Sequence[Answer], best: Best | None, seeds: int, has_figures: bool
) -> Section:
    """What was found as a part of a report."""

    def speaker() -> Speaker:
        return Speaker(model, study, seeds)

    if study.question.map and not any(one.boxes for one in answers):
        title = words("discover.section_best", outcome=lambda: speaker().outcome)
    else:
        title = in_both(lambda: speaker().asked(answers[0].scenario))
    return Section(
        "discover", title, each_in_both(lambda: speaker().sentences(answers, best)),
        _tables(speaker, answers, best), _pictures(study, speaker, answers, best) if has_figures else [],
        each_in_both(lambda: speaker().hangs_on(answers)), each_in_both(lambda: speaker().method()),
    )  # fmt: skip


def _tables(speaker: Callable[[], Speaker], answers: Sequence[Answer], best: Best | None) -> list[Shown]:
    made: list[Shown] = []

    def add(key: str, file: str, lines: Callable[..., list[Line]], *about: Any) -> None:
        shown = in_both(lambda: [_headed(line) for line in lines(speaker(), *about)])
        if shown["en"]:
            made.append(Shown(words(f"discover.{key}"), shown, file))

    for one in answers:
        add("table_boxes", "boxes.csv", box_lines, one.boxes)
        add("table_restrictions", "restrictions.csv", all_restrictions, one.boxes)
        if one.scores is not None:
            add("table_scores", "scores.csv", score_lines, one)
    if best is not None:
        add("table_shares", "shares.csv", share_lines, best)
    return made


def _headed(line: Line) -> Line:
    return {head_of(head): cell for head, cell in line.items()}


def _pictures(
    study: Laid, speaker: Callable[[], Speaker], answers: Sequence[Answer], best: Best | None
) -> list[Picture]:
    made: list[Picture] = []

    def add(stem: str, what: str, scenario: str) -> None:
        caption = words(f"discover.caption_{what}", value=lambda: speaker().value(scenario))
        made.append(Picture(stem, caption, words(f"discover.alt_{what}")))

    for one in answers:
        for number in range(1, len(one.boxes) + 1):
            add(stem_of(study, one, f"rule_{number}"), "boxes", one.scenario)
        if one.boxes:
            add(stem_of(study, one, "trade_off"), "trade_off", one.scenario)
        if one.scores is not None:
            add(stem_of(study, one, "scores"), "scores", one.scenario)
    if best is not None:
        add(MAP, "map", answers[0].scenario)
    return made
