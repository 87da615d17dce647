"""What table.csv proposes for the numbers that stakes hang on, beside those in force.

Run it as `.venv/bin/python experiments/beliefs/propose.py`. The default is what is earned in three years at half a
logit around one's own effort. The band reaches from the step to .9, or the least end of that interval, to the greatest
end over five years, or to the size class that earns most.
"""

import csv
from pathlib import Path

from govsim.model import model_of

HERE = Path(__file__).resolve().parent
MAIN = ("half a logit", "all", "3")
NUMBERS = {  # where the number stands: arm, term
    "credit_incentives.grade_slope": ("credit", "grade_slope"),
    "credit_penalties.list_slope": ("credit", "list_slope"),
    "liability_insurance.experience_share": ("insurance", "experience_share"),
    "parameter.grade_share": ("baseline", "premium share"),
    "safety_commitment.break_slope": ("promises", "break_slope"),
}


def in_force(number):
    """The default of a setting or parameter, and what it is multiplied by before it is a share a unit of effort."""
    owner, _, name = number.partition(".")
    model = model_of()
    if owner == "parameter":
        return model.parameters[name].default, model.parameters["prevention_share"].default
    return model.instruments[owner].settings[name].default, 1.0


def proposal(rows, arm, term):
    """Default, low and high end that the table's rows of a term propose, as a share a unit of effort."""
    mine = [row for row in rows if (row["arm"], row["term"]) == (arm, term)]
    over_all = [row for row in mine if row["group"] == "all" and row["years"] != "1"]
    near = [row for row in over_all if row["step"] == "half a logit"]
    far = [float(row["earned"]) for row in over_all if row["step"] == "to .9" and row["years"] == "3"]
    (main,) = [row for row in near if (row["step"], row["group"], row["years"]) == MAIN]
    sizes = [row for row in mine if row["group"].endswith(" workers")]
    low = min([float(main["low"]), *far])
    high = max(float(row["high"]) for row in near) if near else float("nan")
    best = max((float(row["earned"]) for row in sizes), default=high)
    return float(main["earned"]), low, max(high, best)


def main():
    with (HERE / "table.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, (arm, term) in NUMBERS.items():
        now, factor = in_force(number)
        middle, low, high = (value / factor for value in proposal(rows, arm, term))
        print(f"{number:40s} in force {now:.2g}, earned {middle:.2g}, band {low:.2g} to {high:.2g}")


if __name__ == "__main__":
    main()
