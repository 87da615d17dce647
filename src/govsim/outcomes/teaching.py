"""What is counted of people taught outside the enterprise: at experience centres and at school."""

from __future__ import annotations

from govsim.language import outcome

# fmt: off
outcome("experienced_workers", total="enterprise.experienced_workers", kind="stock", unit="workers, weighted",
        zh="体验留存工人", better="more",
        meaning="workers in whom a visit to a safety experience centre is alive")
outcome("schooled_entrants", total="public.schooled_entrants", kind="stock", unit="skill and attitude",
        zh="初入职者安全素养", better="more",
        meaning="skill and attitude that people new to work bring along from school, on the mean")
# fmt: on
