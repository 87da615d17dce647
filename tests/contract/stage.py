"""What the contract tests share: a probe that can move any channel, and counties in which things happen.

The probe is an instrument with one setting for each channel; its effect is the setting. It is written to a file from
the model, so that a new channel is probed without a new line here.
"""

import importlib.util
import sys
import tempfile
import textwrap
from dataclasses import replace
from pathlib import Path

import numpy as np

from govsim.engines import core
from govsim.language import Model
from govsim.model import core as core_part
from govsim.model import model_of, part_of_file
from govsim.populations.industry import INDUSTRIES
from govsim.scenario import Adoption, Population, Scenario, Scope

MODEL = model_of()  # as it comes; CHANNELS and the others are short for what it holds
CHANNELS, INSTRUMENTS, PARAMETERS = MODEL.channels, MODEL.instruments, MODEL.parameters
SEED, START = 11, 8
SMALL = Population(enterprises=20)
COUNTY = Population()
PROBES = ("probe", "probe_second")


def still(channel):
    """The value at full strength that leaves a channel where it is."""
    if channel.combine in ("add", "any"):
        return 0.0
    if channel.combine == "product":
        return 1.0
    if isinstance(channel.neutral, float):
        return channel.neutral
    return channel.low if channel.combine == "max" else channel.high  # the status quo is a column: never beyond it


def probe_text(name):
    """The file of an instrument that moves every channel as it is told."""
    settings, effects = [], []
    for made in CHANNELS.values():
        about = f"low={made.low!r}, high={made.high!r}, unit={made.unit!r}, neutral={still(made)!r}"
        settings.append(f"    {made.name}=setting({still(made)!r}, {about}),\n")
        effects.append(
            f'\n\n@probe.effect("{made.name}")\ndef move_{made.name}({made.level}, p, now):\n    return p.{made.name}\n'
        )
    head = "from govsim.language import Instrument, setting\n\nprobe = Instrument("
    return f'{head}"{name}", zh="探针", settings=dict(\n{"".join(settings)}))\n{"".join(effects)}'


def probe_parts():
    """The parts that the probes are; their files are read once and need not stay."""
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder) / f"{name}_file.py" for name in PROBES}
        for name, file in files.items():
            file.write_text(probe_text(name), encoding="utf-8")
        return [part_of_file(file) for file in files.values()]


def without(rule):
    """The model with the probes, without one rule and without the entries of the ledger that it alone writes."""
    made = MODEL.rules[rule]
    others = {column for one in MODEL.rules.values() if one is not made and one.table == made.table
              for column in one.writes}  # fmt: skip
    entries = [f"{made.table}.{column}" for column in made.writes if column not in others]
    return Model([core_part().without("rule", [rule]).without("ledger", entries), *PROBE_PARTS])


def write_module(folder, name, text):
    """Import a file of a test's own; the kernel cache needs it on disk and among the modules."""
    path = Path(folder) / f"{name}.py"
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


# What a channel is moved to where it only has to be "in force": well inside its bounds, none of them an extreme. A
# channel that is not named here moves a tenth of the way to the end of its range.
IN_FORCE = {
    "inspector_posts": 4.0, "visit_productivity": 1.2, "inspector_competence": 0.4, "targeting_weight": 1.5,
    "risk_information": 1.0, "announced_share": 0.5, "enforcement_strictness": 1.5, "penalty_kept": 1.1,
    "rule_fit": 0.9, "sanction_scale": 2.0, "sanction_other": 5_000.0, "accident_sanction": 1e5,
    "standing_stake": 500.0, "premium_slope": 300.0, "reputation_stake": 1_000.0, "effort_cost": 0.9,
    "cost_burden": 100.0, "management_attention": 0.2, "allowed_production": 0.95,
    "production_demand": 0.005, "signal_reach": 0.9, "behaviour_reward": 0.3, "report_reward": 0.4,
    "risk_awareness": 0.001, "norm_support": 0.005, "newcomer_preparation": 0.05, "tip_access": 30.0,
    "exposure_chance": 0.5, "concealment_stake": 0.3, "disclosure": 0.6, "record_visibility": 1.0,
    "listing_threshold": 0.6, "listing_term": 60.0, "repair_after": 20.0, "repair_score": 0.4,
    "relocation_gain": 2_000.0, "entrant_standard": 1.1, "entry_ease": 0.3, "rescue_delay": 1.5, "nearby_people": 4.0,
    "leader_weight": 0.05, "reporter_protection": 0.95, "major_monitoring": 0.002, "outside_finding": 0.01,
    "forced_visit": 0.01, "order_pursuit": 0.3, "training_hours": 0.5, "drilled_hours": 0.3, "capital_grant": 0.1,
    "capital_retirement": 0.05, "capability_support": 0.002, "effort_floor": 0.2, "exposure": 0.95,
}  # fmt: skip


def in_force(channel):
    """A value of a channel that is felt and not extreme."""
    made = CHANNELS[channel]
    here = still(made)
    end = made.high if here < made.high else made.low
    return IN_FORCE.get(channel, here + 0.1 * (end - here))


def adopt(name, *, model=None, start=START, phase_in=1, end=10_000_000, scope=Scope(), **settings):  # noqa: B008 - frozen
    """An instrument at its defaults, but for what is given; of the model with the probes if of no other."""
    defaults = {key: float(about.default) for key, about in (model or PROBED).instruments[name].settings.items()}
    return Adoption(name, {**defaults, **settings}, start, phase_in, end, scope)


def county(*adoptions, weeks=60, population=SMALL, **changes):
    """A scenario small enough for a test."""
    return Scenario("contract", population, weeks, START, (START, weeks), adoptions, **{"settle": 5, **changes})


def weekly(*scenarios, seed=SEED, model=None):
    """The weekly outcomes of some scenarios, all with one seed."""
    results = core.run_many(model or PROBED, [(made, seed) for made in scenarios])
    assert [r.error for r in results] == [None] * len(results)
    return [r.weekly for r in results]


def series(table, name):
    """One outcome, week by week."""
    return table[:, core.weekly_names(MODEL).index(name)]


def run_to(made, weeks, seed=SEED, base=None, model=None):
    """A run in progress after some weeks."""
    run = core.Run(model or PROBED, made, seed, base=base)
    run.play_to(weeks)
    return run


def plain(parameters, industry):
    """A small county without any instrument: most of the model must show here."""
    return county(weeks=60, parameters=parameters, industry=industry)


# News five times as often: a campaign's threshold shows only at a moderate stir, which accidents nearby overshoot.
NEWS = {"news_rate": 2.0}


def governed(parameters, industry):
    """Every channel in force, for two years.

    What acts only through a channel (premium slope, reputation, report rewards, the list ...) is silent in the status
    quo.
    """
    probe = adopt("probe", **{name: in_force(name) for name in CHANNELS})
    return county(probe, weeks=104, parameters={**NEWS, **parameters}, industry=industry)


def county_wide(parameters, industry):
    """The same for three years of the whole county.

    Campaigns, closures, entrants, distress and a crowd of tip-offs need time and more than 20 enterprises.
    """
    return replace(governed(parameters, industry), population=COUNTY, weeks=156)


# Hundreds of times the accidents, of which one injury in five kills and every second death is hidden: what follows a
# hidden death or an accident of the higher classes happens once in decades else, and within three years here.
RATES = NEWS | {"mu": 1.0, "major_inflow_scale": 3.0, "conceal_base": 0.0, "bystanders": 10.0, "bystander_share": 0.1}
FATAL = {name: {"fatal_share": 0.2} for name in INDUSTRIES}


def deadly(parameters, industry):
    """The governed county, where people die often: fines by class, hiding, what comes to light."""
    values = {name: {**FATAL[name], **industry.get(name, {})} for name in INDUSTRIES}
    return county_wide({**RATES, **parameters}, values)


def adopted(parameters, industry):
    """All instruments of the menu: debt and tenders are read by instruments only."""
    menu = [adopt(name) for name in INSTRUMENTS]
    return county(*menu, weeks=60, parameters=parameters, industry=industry)


PROBE_PARTS = probe_parts()
PROBED = Model([core_part(), *PROBE_PARTS])
STAGES = (plain, governed, adopted, county_wide, deadly)
assert set(IN_FORCE) <= set(CHANNELS)
assert set(RATES) <= set(PARAMETERS)


def first_stage_that_tells(low, high):
    """The first stage whose weekly outcomes differ between two sets of values (parameters, industries), or nothing."""
    for stage in STAGES:
        first, second = weekly(stage(*low), stage(*high))
        if first.tobytes() != second.tobytes():
            return stage.__name__
    return None


def paired(before, after, seeds=range(6), model=None):
    """Weekly outcomes of two scenarios over some seeds: two arrays (seed, week, outcome), run by run comparable."""
    results = core.run_many(model or PROBED, [(made, seed) for made in (before, after) for seed in seeds])
    assert {r.error for r in results} == {None}
    tables = np.array([r.weekly for r in results])
    return tables[: len(seeds)], tables[len(seeds) :]


def total(tables, name, weeks=slice(START, None)):
    """An outcome summed over runs and some weeks."""
    return tables[:, weeks, core.weekly_names(MODEL).index(name)].sum()


def difference(pair, name, weeks=slice(START, None), by=None):
    """What the second adds to the first in an outcome, as a share of the first; `by` another outcome, where given."""
    first, second = (total(table, name, weeks) / (total(table, by, weeks) if by else 1.0) for table in pair)
    return (second - first) / first if first else float(second > 0.0)
