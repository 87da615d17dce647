"""The language of rules: what a file of the model may use. Imports nothing else of govsim."""

from govsim.language.check import Facts, check_syntax, facts_of
from govsim.language.declarations import (
    CHANNELS,
    INSTRUMENTS,
    OUTCOMES,
    PARAMETERS,
    PAYERS,
    TABLES,
    Channel,
    Column,
    DeclarationError,
    Instrument,
    Outcome,
    Parameter,
    Setting,
    Table,
    channel,
    column,
    fitted_values,
    outcome,
    parameter,
    ratio,
    setting,
)
from govsim.language.draws import PURPOSES, draw, mix, purpose, run_key, trait, uniform, week_key
from govsim.language.functions import (
    HELPERS,
    binomial,
    clip,
    exp,
    floor,
    helper,
    log,
    logistic,
    normal,
    poisson,
    power,
    sqrt,
    toward,
)
from govsim.language.names import check_names, nearest
from govsim.language.rules import RULES, RuleDeclaration, rule

__all__ = [
    "CHANNELS", "HELPERS", "INSTRUMENTS", "OUTCOMES", "PARAMETERS", "PAYERS", "PURPOSES", "RULES", "TABLES",
    "Channel", "Column", "DeclarationError", "Facts", "Instrument", "Outcome", "Parameter", "RuleDeclaration", "Setting", "Table",
    "binomial", "channel", "check_names",
    "check_syntax", "clip", "column", "draw", "exp", "facts_of", "fitted_values", "floor", "helper", "log",
    "logistic", "mix",
    "nearest", "normal", "outcome", "parameter", "poisson", "power", "purpose", "ratio", "rule", "run_key", "setting",
    "sqrt", "toward", "trait", "uniform", "week_key",
]  # fmt: skip
