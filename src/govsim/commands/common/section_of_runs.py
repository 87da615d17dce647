"""The sections of `govsim run`, `govsim compare` and of a sweep over a few values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from govsim.commands.common.bearers import bearer_lines
from govsim.commands.common.groups import group_rows, group_tables
from govsim.commands.common.section import assumed_in, leave, pictures, table
from govsim.commands.common.tables import effect_lines, label, run_lines, window_of
from govsim.commands.common.verdicts import verdict_rows
from govsim.language import Model
from govsim.locale import unit
from govsim.scenario import Scenario
from govsim.study.analysis.measured import measured, period
from govsim.study.analysis.section import Picture, Section, Shown, Words, in_both, words
from govsim.study.analysis.sentences import sentence
from govsim.study.analysis.verdict import Verdict, can_be_told, verdicts
from govsim.study.speak.terminal import alike, bare_percent, percent, span
from govsim.study.speak.words import spoken, tell

if TYPE_CHECKING:
    from govsim.commands.common.budget import Priced
    from govsim.commands.common.joint import JointDraws
    from govsim.study.runs.finish import Finished

Tables = Callable[[], list[tuple[str, list[dict[str, str]]]]]
Called = Callable[[], Mapping[str, str]]  # what scenarios are called, in the language spoken


@dataclass(frozen=True)
class Compared:
    """What the section of a comparison is made of.

    Attributes:
        kind: compare or sweep.
        model: that was run.
        found: the finished results.
        rows: of effects.
        scenarios: by name.
        reference: with which others are compared.
        called: what they are called, in the language spoken.
        draws: joint draws of assumed numbers, where they were asked for.
        priced: packages at one cost, where a budget was given.
    """

    kind: str
    model: Model
    found: Finished
    rows: Sequence[Mapping[str, Any]]
    scenarios: Mapping[str, Scenario]
    reference: str
    called: Called
    draws: JointDraws | None = None
    priced: Priced | None = None

    @property
    def weeks(self) -> int | None:
        """Over which sums go; None where scenarios differ."""
        return window_of(self.scenarios.values())


def leave_comparison(one: Compared) -> None:
    """Write the section of a comparison into its folder."""
    found = verdicts(one.found.runs, one.reference) if can_be_told(one.model) else []
    found = sorted(found, key=lambda each: (each.injuries.mean != each.injuries.mean, each.injuries.mean))
    section = Section(
        one.kind,
        words(f"section.{one.kind}", reference=lambda: one.called()[one.reference]),
        [_sentence(one, each) for each in found],
        _tables(one, found),
        _pictures(one, found),
        _hangs_on(one, found),
        [_how(one), words("section.intervals"), assumed_in(one.model, one.scenarios.values())],
    )
    leave(section, one.found.folder)


def _years(one: Compared) -> str:
    return period(one.weeks) if one.weeks else ""


def _sentence(one: Compared, verdict: Verdict) -> Words:
    def said() -> str:
        wider = one.draws.wider.get(verdict.scenario) if one.draws else None
        return sentence(verdict, one.called(), one.reference, _years(one), wider)

    return in_both(said)


def _tables(one: Compared, found: Sequence[Verdict]) -> list[Shown]:
    about = {"reference": lambda: one.called()[one.reference], "period": lambda: _years(one)}
    made = [table(words("section.short", **about), lambda: verdict_rows(found, one.called()))] if found else []
    made.append(table(words("section.changes", **about), lambda: _changes(one), "effects.csv"))
    if one.kind == "compare" and bearer_lines(one.model, one.rows):
        title = in_both(lambda: str(tell("table.bearers", unit=unit("CNY", spoken()), **_said(about))))
        made.append(table(title, lambda: bearer_lines(one.model, one.rows, one.called()), "effects.csv"))
    made += _groups(one)
    if one.priced:
        priced = one.priced
        made.append(table(priced.title(one.called), lambda: priced.lines(one.rows, one.called())))
    if one.draws and (draws := one.draws).lines(one.found.runs, one.reference, one.called()):
        title = in_both(draws.head)
        made.append(table(title, lambda: draws.lines(one.found.runs, one.reference, one.called()), "draws/joint.csv"))
    return made


def _groups(one: Compared) -> list[Shown]:
    """Tables of the groups that were asked for."""
    if one.found.groups is None:
        return []
    rows = group_rows(one.found.groups, one.reference)

    def tables() -> list[tuple[str, list[dict[str, str]]]]:
        return group_tables(one.model, rows, one.reference, one.called(), one.weeks)

    return [table(in_both(partial(_title_at, tables, at)), partial(_lines_at, tables, at), "groups_effects.csv")
            for at in range(len(tables()))]  # fmt: skip


def _title_at(tables: Tables, at: int) -> str:
    return tables()[at][0]


def _lines_at(tables: Tables, at: int) -> list[dict[str, str]]:
    return tables()[at][1]


def _said(about: Mapping[str, Callable[[], str]]) -> dict[str, str]:
    return {name: one() for name, one in about.items()}


def _changes(one: Compared) -> list[dict[str, str]]:
    lines = effect_lines(one.model, one.rows, one.reference, one.called())
    units = {label(one.model, name): measured(one.model, name, one.weeks) for name in one.model.outcomes}
    return [
        {f"{head}\n{units[head]}" if head in units else head: text for head, text in line.items()} for line in lines
    ]


def _pictures(one: Compared, found: Sequence[Verdict]) -> list[Picture]:
    """Figures, each with the numbers that it shows first, for who cannot see it."""

    def listed() -> str:
        return str(tell("section.apart").join(_short(each, one.called()) for each in found))

    alt = {"effects_forest": words("alt.effects_forest", listed=listed),
           "deaths_and_cost": words("alt.deaths_and_cost", listed=listed)} if found else {}  # fmt: skip
    made = pictures(one.found.figures, alt)
    order = ("effects_forest", "deaths_and_cost", "dose_response", "effects_by")
    made = sorted(made, key=lambda each: next((at for at, name in enumerate(order) if each.stem.startswith(name)), 9))
    if one.draws:
        files = sorted((one.draws.folder / "figures").glob("*.svg"))
        made += pictures(files, place="draws/figures")
    return made


def _short(verdict: Verdict, called: Mapping[str, str]) -> str:
    ends = (verdict.injuries.low / 100.0, verdict.injuries.high / 100.0)
    value = f"{percent(verdict.injuries.mean / 100.0)} {span(*ends, bare_percent)}"
    return str(tell("section.of_one", name=called.get(verdict.scenario, verdict.scenario), value=value))


def _hangs_on(one: Compared, found: Sequence[Verdict]) -> list[Words]:
    """Both intervals of each scenario where assumed numbers were drawn; else that they were not."""
    if one.draws is None:
        return [words("section.luck_alone")]
    made: list[Words] = []
    effects = one.draws.effects
    assert effects is not None
    rows = effects[effects["outcome"] == "injuries_true"].set_index("scenario")
    for each in found:
        if each.scenario in rows.index:
            row = rows.loc[each.scenario]
            made.append(in_both(partial(_both, one, each, row)))
    return made


def _both(one: Compared, each: Verdict, row: Any) -> str:
    luck = span(each.injuries.low / 100.0, each.injuries.high / 100.0, bare_percent)
    both = span(row["relative_low"] / 100.0, row["relative_high"] / 100.0, bare_percent)
    key = "section.both_same" if row["same_sign"] == row["draws"] else "section.both_turn"
    about = {"luck": luck, "both": both, "same": row["same_sign"], "draws": row["draws"]}
    return str(tell(key, name=one.called().get(each.scenario, each.scenario), **about))


def _how(one: Compared) -> Words:
    first = one.scenarios[one.reference]
    seeds = one.found.runs["seed"].nunique()
    about = {"seeds": seeds, "first": first.window[0], "last": first.window[1], "weeks": first.weeks}
    return words("section.how", engine=one.found.engine, settle=first.settle, **about)


def leave_run(model: Model, found: Finished, rows: Sequence[Mapping[str, Any]], scenario: Scenario,
              called: Called) -> None:  # fmt: skip
    """Write the section of a run into its folder.

    Args:
        model: that was run.
        found: the finished results.
        rows: of the summary, of the headline outcomes.
        scenario: that was run.
        called: what it is called.
    """
    weeks = window_of([scenario])

    def said(row: Mapping[str, Any]) -> str:
        write = alike(row["mean"], row["ci_low"], row["ci_high"])
        about = {"unit": measured(model, row["outcome"], weeks), "span": span(row["ci_low"], row["ci_high"], write)}
        return str(tell("section.level", outcome=label(model, row["outcome"]), value=write(row["mean"]), **about))

    about = {"first": scenario.window[0], "last": scenario.window[1], "weeks": scenario.weeks}
    how = words("section.how", seeds=found.runs["seed"].nunique(), engine=found.engine, settle=scenario.settle, **about)
    section = Section(
        "run", words("section.run", scenario=lambda: called()[scenario.name]),
        [in_both(partial(said, row)) for row in rows[:2]],
        [table(words("section.means"), lambda: run_lines(model, rows, weeks))],
        pictures(found.figures), [words("section.luck_alone")],
        [how, words("section.intervals_run"), assumed_in(model, [scenario])],
    )  # fmt: skip
    leave(section, found.folder)
