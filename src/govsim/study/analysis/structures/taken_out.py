"""Mechanisms that can be taken out, by the value of their own numbers at which their rule does nothing.

A mechanism is out where its numbers make its rule leave what it writes as it would be without it: a rise of zero, a
speed of zero, a threshold that nothing reaches. These values lie outside the declared bounds, on purpose: bounds say
what is possible where the mechanism is at work. What the start remembers of it fades in the ten years before week 0;
new enterprises bring the usual alertness and attention along, of which 4 and 7 % of the usual means remain.

A mechanism whose rule sets a level that others read has no such value, and a model without the rule would hold that
level at its start for ever, which is another mechanism and not none. Which cannot be taken out is said with its reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from govsim.language import Model
from govsim.study.speak.errors import InputError, unknown
from govsim.study.speak.words import tell

STRUCTURE, WITHOUT, AND = "structure", "without:", " + "  # a column of designs, and how it names what is out
NOBODY = -60.0  # a logit of a chance of 1e-26
OUT_OF_REACH = 2.0  # of a share


@dataclass(frozen=True)
class Out:
    """A mechanism taken out.

    Attributes:
        module: of `mechanisms` in which its rule stands.
        values: of parameters at which it does nothing.
    """

    module: str
    values: Mapping[str, float]


def _zero(*names: str) -> dict[str, float]:
    return dict.fromkeys(names, 0.0)


TAKEN_OUT: Mapping[str, Out] = {
    "peers": Out("peers", _zero("publicity_alarm", "publicity_spill", "disaster_alarm", "peer_speed")),
    "deterrence": Out("perception", _zero("pi_visit", "pi_penalty", "pi_coverage", "pi_publicity", "attention_visit",
                                          "attention_penalty")),
    "own_alertness": Out("perception", _zero("vigilance_serious", "vigilance_death", "vigilance_injury")),
    "public_attention": Out("public_attention", _zero("attention_accident", "attention_death", "attention_news")),
    "leader_pressure": Out("leadership", _zero("leader_answer")),
    "campaigns": Out("leadership", {"campaign_threshold": OUT_OF_REACH}),
    "production_pressure": Out("production_pressure", _zero("pressure_noise", "backlog_pressure")),
    "experience": Out("experience", _zero("experience_pull")),
    "hurt": Out("climate", _zero("hurt_rise")),
    "tip_offs": Out("tip_offs", _zero("tip_rate")),
    "concealment": Out("recording", {"conceal_base": NOBODY}),
    "credit_record": Out("credit_record", _zero("score_penalty", "score_found", "score_major", "score_death",
                                                "score_injury", "score_clean", "score_order")),
}  # fmt: skip

IN_PART = ("climate", "recording")  # one of whose rules, or chances, can be taken out, and the rest not
MADE_OF = ("hazards", "major_hazards", "injuries", "major_accidents", "violations", "recording", "reporting", "crew")
CARRIES = ("detection", "inspector_hours", "inspection_capacity", "visit_choice", "penalties", "insurance", "money")


def out_of(model: Model, name: str) -> Out:
    """A mechanism that can be taken out.

    Raises:
        InputError: there is none of that name, or it cannot be taken out; says why.
    """
    if name in TAKEN_OUT:
        return TAKEN_OUT[name]
    if name in modules_of(model):
        raise InputError(tell("error.structure_kept", name=name, reason=reason_of(name), known=", ".join(TAKEN_OUT)))
    raise unknown("mechanism", name, [*TAKEN_OUT, *modules_of(model)], "structure")


def modules_of(model: Model) -> list[str]:
    """The mechanisms of the core, by the name of their file."""
    rules = {model.module_of("rule", name) for name in model.rules}
    return sorted({one.rpartition(".")[2] for one in rules if one.startswith("govsim.mechanisms.")})


def reason_of(name: str) -> str:
    """Why a mechanism cannot be taken out, as a sentence."""
    kind = "made_of" if name in MADE_OF else "carries" if name in CARRIES else "level"
    return tell(f"structure.kept_{kind}")


def kept_in(model: Model) -> dict[str, str]:
    """Mechanisms that cannot be taken out, each with the reason."""
    some = {one.module for one in TAKEN_OUT.values()} - set(IN_PART)
    return {name: reason_of(name) for name in modules_of(model) if name not in some}


def values_out(text: str) -> dict[str, float]:
    """The values of parameters at which the mechanisms do nothing that a cell of a design names."""
    names = [one.removeprefix(WITHOUT) for one in text.split(AND) if one.startswith(WITHOUT)]
    return {key: value for name in names for key, value in TAKEN_OUT[name].values.items()}
