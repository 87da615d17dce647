"""The language of rules: what a file of the model may use. Imports nothing else of govsim but words."""

from typing import Any

from govsim.language.book import REGISTRIES, Entry, entries_of
from govsim.language.check import Facts, check_syntax, facts_of
from govsim.language.declarations import Channel, Parameter, channel, fitted_values, parameter, phase, title
from govsim.language.draws import draw, mix, purpose, run_key, trait, uniform, week_key
from govsim.language.functions import (
    binomial,
    clip,
    exp,
    floor,
    helper,
    is_helper,
    log,
    logistic,
    normal,
    poisson,
    power,
    sqrt,
    toward,
)
from govsim.language.instruments import EVERY_INSTRUMENT_HAS, HOLDER, Instrument, Setting, setting
from govsim.language.messages import DeclarationError, nearest
from govsim.language.model import ENGINE_COLUMNS, Model
from govsim.language.names import always_returns, check_names, kind_of
from govsim.language.outcomes import Outcome, outcome, ratio, yearly
from govsim.language.parts import Part, part_of
from govsim.language.rules import RuleDeclaration, rule
from govsim.language.tables import (
    Column,
    Membership,
    Payer,
    Rows,
    Table,
    amount,
    column,
    columns,
    count,
    flag,
    membership,
    one_row,
    payer,
    share,
)

_OLD = {
    "TABLES": "table",
    "PARAMETERS": "parameter",
    "CHANNELS": "channel",
    "INSTRUMENTS": "instrument",
    "OUTCOMES": "outcome",
    "RULES": "rule",
    "PURPOSES": "purpose",
    "HELPERS": "helper",
}


def __getattr__(name: str) -> Any:
    """The process-wide lists of before, until nothing asks for them."""
    if name in _OLD:
        return REGISTRIES[_OLD[name]]
    if name == "PAYERS":
        return ("government", "enterprise", "insurer", "worker")
    raise AttributeError(name)


__all__ = [
    "Channel",
    "Column",
    "DeclarationError",
    "ENGINE_COLUMNS",
    "EVERY_INSTRUMENT_HAS",
    "Entry",
    "Facts",
    "HOLDER",
    "Instrument",
    "Membership",
    "Model",
    "Outcome",
    "Parameter",
    "Part",
    "Payer",
    "Rows",
    "RuleDeclaration",
    "Setting",
    "Table",
    "always_returns",
    "amount",
    "binomial",
    "channel",
    "check_names",
    "check_syntax",
    "clip",
    "column",
    "columns",
    "count",
    "draw",
    "entries_of",
    "exp",
    "facts_of",
    "fitted_values",
    "flag",
    "floor",
    "helper",
    "is_helper",
    "kind_of",
    "log",
    "logistic",
    "membership",
    "mix",
    "nearest",
    "normal",
    "one_row",
    "outcome",
    "parameter",
    "part_of",
    "payer",
    "phase",
    "poisson",
    "power",
    "purpose",
    "ratio",
    "rule",
    "run_key",
    "setting",
    "share",
    "sqrt",
    "title",
    "toward",
    "trait",
    "uniform",
    "week_key",
    "yearly",
]
