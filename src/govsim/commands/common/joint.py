"""Joint draws of assumed numbers beside a comparison, as `govsim compare parameters=` plays and says them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.commands.common.carried import how_to
from govsim.commands.common.record import Call
from govsim.study.ask.resolve import Options
from govsim.study.ask.titles import Titles
from govsim.study.speak.layout import fold
from govsim.study.speak.terminal import bare_percent, percent, rows_laid_out, say, span
from govsim.study.speak.words import counted, tell

if TYPE_CHECKING:
    import pandas as pd

    from govsim.language import Model
    from govsim.study.analysis.joint import Joint
    from govsim.study.analysis.sentences import Wider
    from govsim.study.runs.finish import Finished

FOLDER = "draws"  # of the comparison's own folder


class JointDraws:
    """The draws of one comparison.

    Args:
        joint: as they are to be played.
    """

    def __init__(self, joint: Joint) -> None:
        self.joint = joint
        self.effects: pd.DataFrame | None = None
        self.injuries: dict[str, Any] = {}
        self.folder = Path()

    def play(self, options: Options, beside: Finished, call: Call, titles: Titles) -> None:
        """Play them in a folder of their own, from where the last attempt ended, and draw both intervals.

        Args:
            options: of the comparison.
            beside: the comparison, kept.
            call: how the command was called.
            titles: of its scenarios.
        """
        from govsim.study.analysis.joint import joint_effects
        from govsim.study.runs.keep import Plan, keep
        from govsim.study.runs.shards import write_whole

        points = self.joint.points
        plan = Plan("draws", {one.name: one for one in points.scenarios}, self.joint.seeds, points.varied,
                    bases=points.bases, design=points.design.text(), spread=self.joint.draws)  # fmt: skip
        say(tell("note.joint", runs=counted("runs", len(plan.jobs))))
        self.folder = beside.folder / FOLDER
        found = keep(plan, self.folder, how_to(replace(options, calendar=None), call, None))
        self.effects, self.injuries = joint_effects(self.joint, found.runs, plan.model)
        if options.figures:
            self._draw(options, beside, plan.model, titles)
        write_whole(self.folder / "joint.csv", self.effects.to_csv(index=False, lineterminator="\n").encode("utf-8"))

    def _draw(self, options: Options, beside: Finished, model: Model, titles: Titles) -> None:
        """Draw both intervals of changes in true injuries."""
        import pandas as pd

        from govsim.figures import draw_joint
        from govsim.study.analysis.verdict import INJURIES, verdicts
        from govsim.study.ask.titles import titles_of

        assert self.effects is not None
        mine = self.effects[self.effects["outcome"] == INJURIES].set_index("scenario")
        rows = [
            {"scenario": one.scenario, "relative": one.injuries.mean, "relative_low": one.injuries.low,
             "relative_high": one.injuries.high, "joint_low": mine.loc[one.scenario, "relative_low"],
             "joint_high": mine.loc[one.scenario, "relative_high"], "draws": self.injuries[one.scenario]}
            for one in verdicts(beside.runs, self.joint.reference) if one.scenario in mine.index
        ]  # fmt: skip
        if not rows:
            return
        meta = {
            "titles": titles_of(model, self.joint.points.bases.values(), titles), "outcome": INJURIES,
            "outcomes": {INJURIES: {"zh": model.outcomes[INJURIES].zh}}, "draws": self.joint.draws,
            "numbers": len(self.joint.points.design.keys), "seeds": len(options.seeds),
            "chance": f"{100 * self.joint.chance:.0f}",
        }  # fmt: skip
        draw_joint(pd.DataFrame(rows), self.folder / "figures", meta, options.lang)

    @property
    def wider(self) -> dict[str, Wider]:
        """The intervals of changes in true injuries, by scenario."""
        from govsim.study.analysis.joint import wider_of

        assert self.effects is not None
        return wider_of(self.effects)

    def rows(self) -> list[dict[str, Any]]:
        """A row a scenario and outcome, as JSON has it."""
        assert self.effects is not None
        return self.effects.to_dict("records")

    def head(self) -> str:
        """What the table holds."""
        joint = self.joint
        return str(tell(
            "joint.head", numbers=len(joint.points.design.keys), draws=joint.draws, chance=f"{100 * joint.chance:.0f}",
            seeds=counted("seeds", len(joint.seeds) // joint.draws),
        ))  # fmt: skip

    def lines(self, runs: Any, reference: str, labels: Mapping[str, str]) -> list[dict[str, str]]:
        """A row a scenario: changes in true injuries with both intervals."""
        from govsim.study.analysis.verdict import INJURIES, verdicts

        assert self.effects is not None
        mine = self.effects[self.effects["outcome"] == INJURIES].set_index("scenario")
        found = [one for one in verdicts(runs, reference) if one.scenario in mine.index]
        return [self._line(one, mine.loc[one.scenario], labels) for one in found]

    def table(self, runs: Any, reference: str, labels: Mapping[str, str], width: int) -> list[str]:
        """The lines: changes in true injuries with both intervals."""
        lines = self.lines(runs, reference, labels)
        if not lines:
            return []
        heads = [head for head in lines[0] if head != "scenario"]
        where = fold(tell("joint.where", folder=self.folder), width)
        return ["", *fold(self.head(), width), *rows_laid_out(lines, width, right=heads), *where]

    def _line(self, one: Any, row: Any, labels: Mapping[str, str]) -> dict[str, str]:
        luck = [value / 100.0 for value in (one.injuries.mean, one.injuries.low, one.injuries.high)]
        both = [row[name] / 100.0 for name in ("relative", "relative_low", "relative_high")]
        return {
            "scenario": labels.get(one.scenario, one.scenario),
            str(tell("joint.luck")): f"{percent(luck[0])} {span(luck[1], luck[2], bare_percent)}",
            str(tell("joint.median")): percent(both[0]),
            str(tell("joint.both")): span(both[1], both[2], bare_percent),
            str(tell("joint.same")): f"{row['same_sign']}/{row['draws']}",
        }
