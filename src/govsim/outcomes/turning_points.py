"""What is told of the county's agents over years: what happens to them, what changes for them, what jumps."""

from __future__ import annotations

from govsim.language import tells

tells(
    "enterprise",
    happens=(
        "injuries_true", "lost_time_true", "serious_true", "deaths_true", "bystanders_killed", "accident_class",
        "deaths_hidden", "deaths_exposed", "fine_accident",
        "found_major", "sanctions", "closed_by_order",
    ),
    changes=("listed", "distressed", "premium_mod"),
    jumps=("effort", "climate", "safety_capital", "capability", "commitment", "credit_score"),
)  # fmt: skip
tells("worker", happens=("injury",), jumps=("attitude", "skill", "disposition"))
tells("regulator", changes=("in_campaign",), jumps=("posts", "safety_pressure", "workload"))
tells("leader", changes=("in_campaign",), jumps=("safety_pressure", "safety_weight"))
tells(
    "public",
    happens=("deaths_heard", "bystanders_killed", "national_news"),
    jumps=("attention", "perceived_safety", "visit_coverage", "penalty_talk"),
)
tells("insurer", jumps=("loss_ratio", "reserve"))
tells("industry", happens=("disasters",), jumps=("vigilance",))
