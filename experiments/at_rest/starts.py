"""Where the status quo takes enterprises and workers, by size and commitment: what the declared starts are set to.

Run `python experiments/at_rest/starts.py`: two minutes on one processor. It prints regressions over years 10 to 30,
beside the starts in force, and how far each mean is from there in the first week and after 104 weeks.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

import govsim
from govsim.engines.core import Run
from govsim.model import model_of
from govsim.year import USUAL_SETTLE, WEEKS_A_YEAR

SEEDS = range(7000, 7040)
YEARS = range(10, 31, 4)
KEPT = (
    "headcount", "industry", "commitment", "commitment_home", "capability", "capability_home", "safety_capital",
    "effort", "perceived_detection", "attention", "hurt", "lesson", "vigilance", "visit_memory", "credit_score",
    "risk_fixed", "hazard_intensity", "size_scale", "size_major", "hazards_latent", "hazards_open", "major_latent",
    "crew_attitude", "margin",
)  # fmt: skip
OF_WORKERS = ("attitude", "disposition", "skill", "temporary")
LINEAR = {  # what is regressed on a constant, the log of posts over 25 and commitment over .5, and the starts in force
    "safety_capital": ("start_capital", "start_capital_size", "start_capital_commitment"),
    "effort": ("start_effort", "start_effort_size", "start_effort_commitment"),
    "perceived_detection": ("start_belief", "start_belief_size"),
    "attention": ("start_attention", "start_attention_size"),
    "capability_lacking": ("start_lacking", "start_lacking_size"),
    "commitment_taught": ("start_taught",),
    "hurt": ("start_hurt",),
    "lesson": ("start_lesson",),
    "attitude": ("start_attitude", "start_attitude_size", "start_attitude_commitment"),
    "disposition": ("start_habit", "", "start_habit_commitment"),
}


def rows_of(run: Run, table: str, names: Iterable[str]) -> dict[str, np.ndarray]:
    """Columns of those who are there."""
    rows = run.world.tables[table]
    alive = np.asarray(rows["alive"]).astype(bool)
    return {name: np.asarray(rows[name])[alive].astype(float) for name in names}


def state_of(run: Run) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Enterprises, and workers with size, commitment and training of theirs."""
    own = rows_of(run, "enterprise", KEPT)
    own["capability_lacking"] = own["capability_home"] - own["capability"]
    own["commitment_taught"] = own["commitment"] - own["commitment_home"]
    workers = rows_of(run, "worker", (*OF_WORKERS, "enterprise"))
    of = workers.pop("enterprise").astype(int)
    whole = run.world.tables["enterprise"]
    for name in ("headcount", "commitment", "legal_training"):
        workers[name] = np.asarray(whole[name]).astype(float)[of]
    return own, workers


def together(parts: list[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def least_squares(value: np.ndarray, *by: np.ndarray) -> np.ndarray:
    """Coefficients of a constant and of each regressor."""
    return np.linalg.lstsq(np.column_stack([np.ones(len(value)), *by]), value, rcond=None)[0]


def of_counts(counts: np.ndarray, usual: np.ndarray, *by: np.ndarray) -> np.ndarray:
    """The same for the log of counts over what is usual: a Poisson regression, by Newton's steps."""
    design = np.column_stack([np.ones(len(counts)), *by])
    found = np.zeros(design.shape[1])
    found[0] = np.log(counts.sum() / usual.sum())
    for _ in range(30):
        mean = usual * np.exp(design @ found)
        found += np.linalg.solve((design * mean[:, None]).T @ design, design.T @ (counts - mean))
    return found


def show(name: str, found: Iterable[float], starts: Iterable[str]) -> None:
    values = model_of().parameters
    force = ", ".join(f"{one} {values[one].default:g}" for one in starts if one)
    print(f"{name:20s} {' '.join(f'{value:8.4f}' for value in found)}   in force: {force}")


def show_regressions(own: dict[str, np.ndarray], workers: dict[str, np.ndarray], industry: np.ndarray) -> None:
    for name, starts in LINEAR.items():
        table = workers if name in OF_WORKERS else own
        size, commitment = np.log(table["headcount"] / 25.0), table["commitment"] - 0.5
        by = (size, commitment)[: 2 if len(starts) > 2 else len(starts) - 1]
        show(name, least_squares(table[name], *by), starts)
    show("skill", least_squares(workers["skill"], workers["legal_training"]), ("start_skill", "start_skill_training"))
    p = {name: one.default for name, one in model_of().parameters.items()}
    place = own["industry"].astype(int)
    scale = np.asarray(industry["hazard_rate"])[place] * own["size_scale"] * np.sqrt(own["hazard_intensity"])
    size, commitment = np.log(own["headcount"] / 25.0), own["commitment"] - 0.5
    missing = p["capital_mean"] - own["safety_capital"]
    latent = of_counts(own["hazards_latent"], scale, size, commitment, missing)
    known = of_counts(own["hazards_open"], scale, commitment, missing)
    show("latent hazards", [np.exp(latent[0]), *latent[1:]], ("start_latent", "start_latent_size", "start_care",
                                                             "start_equipped"))  # fmt: skip
    show("known hazards", [np.exp(known[0]), *known[1:]], ("start_open", "start_care", "start_equipped"))
    inflow = np.asarray(industry["major_inflow"])[place] * p["major_inflow_scale"] * own["size_major"]
    show("major hazards", [own["major_latent"].sum() / inflow.sum()], ("start_major",))
    show("lasting risk", [own["risk_fixed"].mean()], ("start_risk",))


def main() -> None:
    scenario = govsim.load_scenario("baseline", overrides=[f"weeks={YEARS[-1] * WEEKS_A_YEAR + 1}", "settle=0"])
    model = model_of()
    early: dict[int, list[tuple[dict[str, np.ndarray], dict[str, np.ndarray]]]] = {0: [], USUAL_SETTLE: []}
    late = []
    for seed in SEEDS:
        run = Run(model, scenario, seed)
        for week, found in early.items():
            run.play_to(week)
            found.append(state_of(run))
        for year in YEARS:
            run.play_to(year * WEEKS_A_YEAR)
            late.append(state_of(run))
    own, workers = (together(list(part)) for part in zip(*late, strict=True))
    show_regressions(own, workers, run.world.tables["industry"])
    print("mean: in the long run; distance from it, per cent, in week 0 and after two years")
    for place, (long_run, names) in enumerate(((own, (*KEPT[2:], "capability_lacking")), (workers, OF_WORKERS))):
        for name in names:
            mean = long_run[name].mean()
            away = [
                100.0 * (together([one[place] for one in found])[name].mean() / mean - 1.0) for found in early.values()
            ]
            print(f"{name:20s} {mean:9.4g} {' '.join(f'{one:+6.1f}' for one in away)}")


if __name__ == "__main__":
    main()
