"""Whom `govsim explain` and `govsim story` follow: an agent of any table, in a run of a scenario with one seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from govsim.commands.common.record import Asked, Key
from govsim.study.ask.cluster import CLUSTER_KEYS

if TYPE_CHECKING:
    from govsim.language import Model
    from govsim.study.ask.enterprises import Meant
    from govsim.study.ask.resolve import Built
    from govsim.study.speak.errors import Mistakes

ENTERPRISE = "enterprise"
WHO: Mapping[str, Key] = {
    ENTERPRISE: Key(None, "number of the enterprise, or its id in a register", "企业序号，或企业名录中的编号"),
    "worker": Key(None, "number of the worker; explain names those of an enterprise", "工人编号；解释企业时会列出"),
    "regulator": Key(None, "number of the agency, 0 where there is one", "监管部门编号，只有一个时为 0"),
    "leader": Key(None, "number of the leader, 0 where there is one", "领导编号，只有一个时为 0"),
    "public": Key(None, "number of the community, 0 where there is one", "公众编号，只有一个时为 0"),
    "insurer": Key(None, "number of the insurer", "保险机构编号"),
    "agent": Key(None, "any other: TABLE.NUMBER, such as industry.2", "其他主体：表.编号，例如 industry.2"),
}
UNUSED = ("seeds", "populations", "engine", "threads", "out", "figures", "tables", "experiment", *CLUSTER_KEYS)


@dataclass(frozen=True)
class Watched:
    """Whom to follow.

    Attributes:
        built: the scenario with its calendar.
        model: what it is made of.
        seed: of the run.
        table, number: who it is.
        title: who it is, for people.
    """

    built: Built
    model: Model
    seed: int
    table: str
    number: int
    title: str

    def followed(self, follow: Callable[..., Any], *more: Any) -> Any:
        """What a function of the engine says of it.

        Args:
            follow: a function of model, scenario, seed, number, then `more`, and the table.
            more: further arguments.

        Raises:
            InputError: there is no such agent then.
            RunError: the run failed.
        """
        from govsim.engines.fault import failure_of_compiled
        from govsim.study.runs.simulate import failure
        from govsim.study.speak.errors import InputError, RunError

        model, scenario, seed = self.model, self.built.scenario, self.seed
        try:
            return follow(model, scenario, seed, self.number, *more, table=self.table)
        except InputError:  # nobody of that number is there
            raise
        except (ArithmeticError, ValueError, MemoryError) as error:
            said = failure_of_compiled(model, scenario, seed, error, None)
            raise RunError(failure({"scenario": scenario.name, "seed": seed, "error": said})) from error


def watched(
    asked: Asked, more: Callable[[Built | None, Mistakes], Any], needs: str = "error.explain_needs"
) -> tuple[Watched, Any]:
    """Whom the settings name.

    Args:
        asked: the settings.
        more: reads what else the command wants of them, and notes what is wrong; the scenario is None where it is.
        needs: what the catalogue calls the message where nobody is named.

    Returns:
        Whom to follow, and what `more` returned.

    Raises:
        InputError: with every mistake, a line each.
    """
    from govsim.model import model_for
    from govsim.study.ask.checks import whole
    from govsim.study.ask.design import LARGEST_SEED
    from govsim.study.ask.enterprises import which
    from govsim.study.ask.resolve import build_scenario
    from govsim.study.runs.simulate import check_population
    from govsim.study.speak.errors import Mistakes
    from govsim.study.speak.terminal import say
    from govsim.study.telling.things import who

    own, mistakes = asked.own, Mistakes()
    built = mistakes.of(build_scenario, asked.tree)
    seed = mistakes.of(whole, "seed", own["seed"], 0, LARGEST_SEED)
    found = None
    with mistakes.noted():
        key, value = _one_key(own, needs)
        also = more(built, mistakes)
        if built is not None:
            check_population(built.scenario)
            found = _meant(model_for(built.scenario), built, key, value)
    mistakes.refuse()
    assert built is not None and found is not None  # else a mistake was noted
    table, meant = found
    model = model_for(built.scenario)
    for note in (*built.notes, *(which(ENTERPRISE, [meant]) if table == ENTERPRISE else ())):
        say(note)
    title = who(model, table, meant.title)
    return Watched(built, model, seed, table, meant.number, title), also


def _one_key(own: Mapping[str, Any], needs: str) -> tuple[str, Any]:
    from govsim.study.speak.errors import InputError
    from govsim.study.speak.words import tell

    given = [(key, own[key]) for key in WHO if own[key] is not None]
    if not given:
        raise InputError(tell(needs))
    if len(given) > 1:
        raise InputError(tell("error.explain_one", keys=", ".join(key for key, _ in given)))
    return given[0]


def _meant(model: Model, built: Built, key: str, value: Any) -> tuple[str, Meant]:
    """The table and the number that a key names."""
    from govsim.study.ask.checks import whole
    from govsim.study.ask.enterprises import MOST, Meant, enterprise_meant
    from govsim.study.speak.errors import unknown

    table, number = key, value
    if key == "agent":
        name, _, after = str(value).partition(".")
        called = {word: one.name for one in model.tables.values() for word in (one.en, one.zh, one.plural, one.name)}
        if name not in called:
            raise unknown("table", name, list(model.tables), key)
        table, number = called[name], int(after) if after.isascii() and after.isdigit() else after or 0
    if table == ENTERPRISE:
        return table, enterprise_meant(key, number, built.scenario.population, later=True)
    return table, Meant(whole(key, number, 0, MOST, "number of an agent"))
