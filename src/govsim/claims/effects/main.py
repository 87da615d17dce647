"""`govsim effects`: run every instrument, judge the claims, and write `docs/effects.md` with its figures."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from govsim.claims.chinese import in_words
from govsim.claims.effects.cases import FORCED_VISIT, ROOT, Band, against, all_bands, all_cases, band_cases
from govsim.claims.effects.claims import claims
from govsim.claims.effects.events import (
    Events,
    forced_visits,
    peers_of_the_disclosed,
    separation,
    who_closes,
)
from govsim.claims.effects.page import Report, write_page
from govsim.claims.effects.time import drift, fading_after_accidents, thirty_years
from govsim.scenario import Scenario
from govsim.study.analysis.arms import Progress, run_arms
from govsim.study.ask.declarations import model_of_all
from govsim.study.ask.resolve import build_options
from govsim.study.runs.source import source_hash
from govsim.study.runs.statistics import Estimate
from govsim.study.speak.errors import InputError
from govsim.study.speak.terminal import print_rows, progress, say
from govsim.study.speak.words import spoken, tell

FIRST_SEED = 2000  # the baseline is fitted on seeds 0 to 47 and reported on 1000 to 1049
USUAL_SEEDS = 50
FEWEST = 2
KEYS = ("seeds", "threads", "out")


def main(tree: Mapping[str, Any], given: Collection[str] = (), as_json: bool = False) -> int:
    """`govsim effects [seeds=50] [threads=N] [out=docs]`: about half an hour on two processors.

    `seeds` is the number for the instruments; experiments with single enterprises and thirty years take two fifths of
    it, the low and high ends of bands a little more than a quarter.
    """
    for key in given:
        if key not in KEYS and not key.startswith("hydra"):
            raise InputError(tell("effects.own_scenarios", key=key, keys=", ".join(KEYS)))
    options = build_options(tree)
    seeds = len(options.seeds) if "seeds" in given else USUAL_SEEDS
    if options.seeds != tuple(range(len(options.seeds))) or seeds < FEWEST:
        raise InputError(tell("effects.seeds", fewest=FEWEST))
    started = time.time()
    report = measure(seeds, options.threads)
    paths = write_page(report, Path(options.out) if options.out else ROOT / "docs")
    if as_json:
        print_rows(list(claim_rows(report)), as_json=True)
        return 0
    print_rows(
        [
            {"claim": in_words(claim.text), "verdict": tell("effects.holds" if claim.holds else "effects.fails")}
            for claim in report.claims
        ]
    )
    held = sum(claim.holds for claim in report.claims)
    about = {"held": held, "count": len(report.claims), "seconds": f"{time.time() - started:.0f}"}
    print("\n" + tell("effects.held", page=paths[-1] if spoken() == "zh" else paths[0], **about))
    return 0


def claim_rows(report: Report) -> Iterator[dict[str, Any]]:
    """A row for each measure of each claim."""
    for claim in report.claims:
        for one in claim.measures:
            yield {
                "claim": claim.text, "holds": claim.holds, "measure": one.label, "decides": one.holds is not None,
                "mean": one.found.mean, "low": one.found.low, "high": one.found.high, "unit": one.found.unit,
            }  # fmt: skip


def measure(seeds: int, threads: int | None = None) -> Report:
    """Run everything that the page shows."""
    if not FORCED_VISIT.is_file():
        raise InputError(tell("effects.no_checkout", file=FORCED_VISIT))
    few, band_seeds, long_seeds = (max(FEWEST, round(share * seeds)) for share in (0.4, 0.28, 0.4))
    cases = {name: case.scenario for name, case in all_cases().items()}
    bands = [(band, band_cases(band)) for band in all_bands()]
    everything = list(cases.values())
    total = len(cases) * seeds + sum(len(made) for _, made in bands) * band_seeds
    say(tell("effects.runs", count=total))
    with progress(total) as on_done:
        sums = run_arms(cases, _fresh(seeds), threads, on_done)
        found = [(band, _band(band, made, _fresh(band_seeds), threads, on_done)) for band, made in bands]
    say(tell("effects.single"))
    events = _events(_fresh(few), _fresh(seeds), _fresh(long_seeds), threads)
    what = f"{seeds} seeds from {FIRST_SEED} on, source {source_hash(model_of_all(everything), everything)}"
    return Report(sums, events, claims(sums, events), found, band_seeds, few, long_seeds, what)


def _fresh(count: int) -> range:
    """The first seeds of those that only this page uses."""
    return range(FIRST_SEED, FIRST_SEED + count)


def _events(few: range, many: range, long: range, threads: int | None) -> Events:
    events = forced_visits(few, threads)
    events.peers = peers_of_the_disclosed(few, threads)
    events.separation = separation(few, threads)
    events.closing, events.replaced = who_closes(many, threads)
    events.fading = fading_after_accidents(few, threads)
    means, events.bounds = thirty_years(long, threads)
    events.long = {name: {outcome: drift(values) for outcome, values in found.items()} for name, found in means.items()}
    return events


def _band(
    band: Band,
    made: Mapping[tuple[str, str], Scenario],
    seeds: range,
    threads: int | None,
    on_done: Progress,
) -> dict[tuple[str, str], Estimate]:
    """The effect on true injuries at each end of the band."""
    named = {f"{end}:{case}": scenario for (end, case), scenario in made.items()}
    sums = run_arms(named, seeds, threads, on_done)
    return {
        (end, case): sums.change(f"{end}:{case}", f"{end}:{against(case)}", "injuries_expected")
        for end in ("low", "high") for case in band.cases
    }  # fmt: skip
