"""Scenarios that differ from one in a few settings: thousands of them, without composing or checking the rest again.

A parameter, a setting of an instrument and its strength are held to their bounds and put in; whatever moves anything
else, such as weeks, scopes or the population, is built and checked whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from govsim.scenario import Adoption, Scenario
from govsim.study.ask.checks import number
from govsim.study.ask.config import instruments_of
from govsim.study.ask.design import set_path
from govsim.study.ask.given import settings_tree
from govsim.study.ask.resolve import Built, build_scenario, setting_value, strength_value
from govsim.study.ask.rest import weeks_to_rest
from govsim.study.ask.timing import timing
from govsim.study.speak.errors import InputError, Mistakes
from govsim.study.speak.words import tell


def _tree_of(scenario: Scenario, is_settle_chosen: bool) -> dict[str, Any]:
    """The settings that make a scenario, without what they would be anyway."""
    tree = settings_tree(scenario)
    usual = timing(scenario.weeks, None, None, None)
    tree["start"] = None if scenario.start == usual.start else scenario.start
    usual = timing(scenario.weeks, tree["start"], None, None)
    tree["window"] = None if scenario.window == usual.window else scenario.window
    tree["settle"] = scenario.settle if is_settle_chosen else None
    for one in tree["instrument"].values():
        one["start"] = None if one["start"] == scenario.start else one["start"]
    return tree


class Mover:
    """What makes scenarios out of one.

    What the scenario leaves to its weeks, as the window, follows where these are moved. Nothing but the scenario is
    needed, so that a point comes again from the scenario and its values.

    Args:
        built: the scenario, with its model.
    """

    def __init__(self, built: Built) -> None:
        self.base, self.model, self.is_settle_chosen = built.scenario, built.model, built.is_settle_chosen
        self.tree = _tree_of(built.scenario, built.is_settle_chosen) | {"calendar": built.calendar}
        self.adopted = {one.instrument: at for at, one in enumerate(built.scenario.adoptions)}

    def at(self, values: Mapping[str, Any], name: str) -> Scenario:
        """The scenario with these values, under a name of its own.

        Raises:
            InputError: a line for each value that cannot be.
        """
        if all(self._is_simple(key) for key in values):
            return self._put_in(values, name)
        tree = deepcopy(self.tree)
        for key, value in values.items():
            self._check_adopted(key)
            set_path(tree, key, deepcopy(value))
        made = build_scenario(tree).scenario
        adoptions = tuple(self._whom(one, values) for one in made.adoptions)
        return replace(made, name=name, adoptions=adoptions, plugins=self.base.plugins)

    def _whom(self, one: Adoption, values: Mapping[str, Any]) -> Adoption:
        """Enterprises of a scope are numbers here, and would be read as ids of a register."""
        key = f"instrument.{one.instrument}.scope.enterprises"
        if key in values or one.instrument not in self.adopted:
            return one
        before = self.base.adoptions[self.adopted[one.instrument]].scope.enterprises
        return replace(one, scope=replace(one.scope, enterprises=before))

    def _is_simple(self, key: str) -> bool:
        top, _, rest = key.partition(".")
        if top == "parameter":
            return rest in self.model.parameters
        owner, _, name = rest.partition(".")
        if top != "instrument" or owner not in self.adopted:
            return False
        return name == "strength" or name in self.model.instruments[owner].settings

    def _check_adopted(self, key: str) -> None:
        owner = key.split(".")[1] if key.startswith("instrument.") else ""
        if owner and owner not in instruments_of(self.tree):
            adopted = ", ".join(sorted(instruments_of(self.tree)))
            has = tell("error.adopts_instead", names=adopted) if adopted else ""
            about = {"text": key, "instrument": owner, "scenario": self.base.name, "has": has}
            raise InputError(tell("error.not_adopted", **about))

    def _put_in(self, values: Mapping[str, Any], name: str) -> Scenario:
        mistakes, adoptions = Mistakes(), list(self.base.adoptions)
        parameters = dict(self.base.parameters)
        for key, value in values.items():
            top, _, rest = key.partition(".")
            with mistakes.noted():
                if top == "parameter":
                    known = self.model.parameters[rest]
                    parameters[rest] = number(key, value, known.low, known.high, known.unit)
                    continue
                owner, _, setting = rest.partition(".")
                at = self.adopted[owner]
                if setting == "strength":
                    adoptions[at] = replace(adoptions[at], strength=strength_value(self.model, key, value))
                    continue
                read = setting_value(key, value, self.model.instruments[owner].settings[setting])
                adoptions[at] = replace(adoptions[at], settings={**adoptions[at].settings, setting: read})
        mistakes.refuse()
        base, settle, ordered = self.base, self.base.settle, dict(sorted(parameters.items()))
        if not self.is_settle_chosen:
            settle = weeks_to_rest(self.model, base.population, ordered, base.industry)
        return replace(base, name=name, adoptions=tuple(adoptions), parameters=ordered, settle=settle)
