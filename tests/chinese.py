"""English left in what a command says in Chinese: what is no name, no key, no file and was not typed by the user."""

import re
from functools import cache

from govsim.commands.common.listing import lists
from govsim.commands.common.record import commands, owners
from govsim.model import model_of, shipped
from govsim.populations.industry_codes import SCHEMES
from govsim.populations.industry_values import industry_table
from govsim.populations.register.schema import BY_NAME
from govsim.study.ask.declarations import GENERIC, OF_PLANNERS
from govsim.study.ask.files import population_files, scenario_files
from govsim.study.ask.keys import GROUPS, POPULATION_KEYS, RUN_KEYS, SCOPE_KEYS, TOP_KEYS
from tests.english_words import english_words

TYPED = (
    *("core", "mesa", "county", "small", "register", "yearly", "weekly", "runs", "job", "hydra", "all", "range"),
    *("format", "to", "root", "template", "describe", "show", "export", "delete", "lang", "en", "zh", "true", "false"),
    *("null", "choice", "size", "groups", "csv", "dta", "xlsx", "sav", "parquet"),
    *[
        "grid",
        "zip",
        "factorial",
        "fractional",
        "lhs",
        "sobol",
        "morris",
        "pawn",
        "tornado",
        "auto",
    ],  # designs, methods
    *("level", "difference", "percent", "assumed", "triangular", "log"),
    *("html", "docx", "short", "yaml"),  # formats of reports, files of experiments
    *("larger", "hazardous"),  # whom a mix of measures may be for
    *("above", "below", "highest", "lowest"),  # of discover
    *("local", "dask", "slurm"),  # who plays the runs
    *("mechanism", "mechanisms", "population", "parameters"),  # structures
    *[
        "randomised",
        "did",
        "discontinuity",
        "matched",
        "synthetic",
        "injuries",
        "accidents",
        "recorded",
        "record",
    ],  # trials
    *["random", "best", "worst", "volunteers"],  # who is treated in them
)
UNITS = ("logit", "MB", "Tab", "eval", "PDCA")
AUTHORS = ("Scholz", "Gray", "Hill")
ECHOED = re.compile(
    r"govsim(?: (?=[^\s\u3000-\uffef])[\x21-\x7e\u4e00-\u9fff]+)+"  # a command line
    r"|\bunit-costs(?: U\d+)?"
    r"|\bCN_\w+|\bcounty-defaults(?: [a-z_]+)*(?:, [a-z_ -]+)?(?=[）)、；,;]|$)|\bcounty-defaults(?: [a-z_]+)*"
    r"|(?<!\w)\d[\d.]*e[+-]?\d+(?!\w)"  # a number; the name of a result, 21e1ded23654, begins like one
    r"|[A-Za-z_-]+\.{3}"  # cut short by the width of the table
)


@cache
def names():
    """Names of what is declared, and of keys, files and commands, which users type as they are."""
    model = model_of(shipped())
    found = {*commands(), *lists(), *owners(), *TOP_KEYS, *RUN_KEYS, *SCOPE_KEYS, *POPULATION_KEYS, *GROUPS}
    found |= {
        *BY_NAME,
        *SCHEMES,
        *scenario_files(),
        *population_files(),
        *GENERIC,
        *OF_PLANNERS,
        *shipped(),
        "core",
        "alive",
        "arriving",
        "generation",
    }
    for kind in ("tables", "parameters", "channels", "outcomes", "payers", "instruments", "rules", "purposes"):
        found |= set(getattr(model, kind))
    for table in model.tables:
        found |= set(model.declared_columns(table))
    for one in model.instruments.values():
        found |= {*one.settings, *one.remembers}
    return frozenset(found | {name for cell in industry_table() for name in (cell.industry, cell.column)})


def english_in(said, given=()):
    """English in a Chinese text: each as its line and the words.

    Args:
        said: the text.
        given: what the user typed, which is said back as it was.
    """
    for one in sorted((one for one in given if len(one) > 1), key=len, reverse=True):
        said = re.sub(rf"(?<![\w-]){re.escape(one)}(?![\w-])", "·", said, flags=re.ASCII)
    bare = [ECHOED.sub("·", line) for line in said.splitlines()]
    found = {}
    for number, word in english_words("\n".join(bare), allowed={*names(), *TYPED, *UNITS, *AUTHORS}):
        found.setdefault(number, []).append(word)
    for number, line in enumerate(bare, 1):
        found.setdefault(number, []).extend(_phrases(line))
    return [f"{', '.join(words)} | {said.splitlines()[number - 1].strip()}" for number, words in found.items() if words]


def _phrases(line):
    """Names that stand beside each other as words of a sentence do, such as "insurer and worker"."""
    pairs = re.findall(r"(?=(?<![\w.'=-])([A-Za-z][a-z]+ [A-Za-z][a-z]+)(?![\w.=]))", line)
    return [pair for pair in pairs if not set(pair.split()) & set(AUTHORS)]


def typed(words):
    """What was typed on a command line, whole and in its parts."""
    return {part for word in words for part in (word, *re.split(r"[=,.\[\]{}() ]", word))}
