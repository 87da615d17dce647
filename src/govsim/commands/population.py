"""`govsim population`: an example register to fill in, and who is in a population."""

from __future__ import annotations

from collections.abc import Sequence

from govsim.commands.common.record import Asked, Call, Command, Composed, Usage
from govsim.study.ask.cluster import CLUSTER_KEYS
from govsim.study.speak.paths import typed_path

ACTIONS = ("template", "describe")
OVERWRITE = "--overwrite"
MOST_CHAINS = 12  # listed one by one on a terminal; --json has all of them


def _population(words: Sequence[str], call: Call) -> int:
    """Run `govsim population template PATH` or `govsim population describe KEY=VALUE ...`.

    Raises:
        InputError: before anything is written.
    """
    from govsim.study.speak.errors import unknown
    from govsim.study.speak.terminal import tell_out
    from govsim.study.speak.words import tell

    if call.help or not words:
        tell_out(tell("usage.population"))
        return 0 if call.help else 2
    action = next((word for word in words if not word.startswith("lang=")), "")
    rest = list(words)
    rest.remove(action or words[0])
    if action not in ACTIONS:
        raise unknown("command_of_population", action, ACTIONS)
    if action == "template":
        return _template(rest)
    from govsim.commands.common.line import run_composed

    return run_composed(COMMAND, DESCRIBE, rest, call)


def _template(words: Sequence[str]) -> int:
    from govsim.populations.register import RegisterError, write_template
    from govsim.study.speak.errors import InputError
    from govsim.study.speak.words import spoken, tell

    paths = [word for word in words if word != OVERWRITE and not word.startswith("lang=")]
    if len(paths) != 1:
        raise InputError(tell("error.template_path"))
    try:
        files = write_template(typed_path(paths[0]), spoken(), overwrite=OVERWRITE in words)
    except RegisterError as error:
        raise InputError(error.in_language(spoken())) from error
    for file in files:
        print(file)
    return 0


def _describe(asked: Asked) -> None:
    """Print who is in the population, and draw it."""
    from govsim.commands.common.keeping import figures
    from govsim.model import model_for
    from govsim.populations.register import describe as tables_of
    from govsim.populations.structure import notes_of, structure_of
    from govsim.study.ask.resolve import build_options, build_scenario
    from govsim.study.runs.places import check_writable, results_folder
    from govsim.study.runs.simulate import check_population
    from govsim.study.runs.source import population_id
    from govsim.study.speak.errors import Mistakes, why
    from govsim.study.speak.terminal import print_rows, say, tell_out
    from govsim.study.speak.words import tell

    mistakes = Mistakes()
    options, built = mistakes.of(build_options, asked.tree), mistakes.of(build_scenario, asked.tree)
    mistakes.refuse()
    scenario = built.scenario
    check_population(scenario, options.lang)
    values = {one.name: one.default for one in model_for(scenario).parameters.values()} | dict(scenario.parameters)
    structure, notes = structure_of(scenario.population), notes_of(scenario.population)
    tables = tables_of(structure, notes, options.lang, values, None if asked.call.json else MOST_CHAINS)
    if asked.call.json:
        rows = [{"table": one["name"]} | dict(zip(one["columns"], row, strict=True))
                for one in tables for row in one["rows"]]  # fmt: skip
        print_rows(rows, as_json=True)
        return
    for one in tables:
        if one["rows"]:
            print(f"\n{one['title']}")
            rows = [dict(zip(one["columns"], row, strict=True)) for row in one["rows"]]
            print_rows(rows)
    folder = results_folder(options.out, options.experiment or "population", population_id(scenario.population))
    check_writable(folder)
    try:
        drawn = figures().draw_population(structure.industry, structure.headcount, folder, lang=options.lang)
    except OSError as error:
        say(tell("note.no_figures", error=why(error)))
        return
    tell_out("\n" + tell("table.figures", folder=folder, count=len(drawn)))


DESCRIBE = Composed(_describe, unused=("seeds", "populations", "engine", "threads", "tables", *CLUSTER_KEYS))
COMMAND = Command(
    "population", 70,
    (Usage("who is in it", "查看企业总体",
           "govsim population describe population=register population.path=FILE.csv",
           "govsim population describe population=register population.path=文件.csv lang=zh"),
     Usage("an example register", "生成企业名录模板", "govsim population template enterprises.csv",
           "govsim population template enterprises.xlsx lang=zh")),
    _population,
    names=lambda: ACTIONS,
)  # fmt: skip
