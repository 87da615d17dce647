"""How rows of findings are shown: on a terminal, in counts, and in words that the page shares."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from govsim.claims.findings.folder import Row
from govsim.study.speak.terminal import figure, print_rows, span, tell_out
from govsim.study.speak.words import spoken, tell

KEYS = ("id", "finding", "source", "simulated", "low", "high", "published", "published_low", "published_high", "sign",
        "inside", "used", "emulated")  # fmt: skip


def has_published(one: Mapping[str, Any]) -> bool:
    """Whether a row is held against something and could be emulated."""
    return math.isfinite(one["published"]) and math.isfinite(one["simulated"])


def counted(rows: Sequence[Row]) -> dict[str, int]:
    """How many rows have a published value; a sign, and that sign; a size, and that size; and so of the checks."""
    held = [one for one in rows if has_published(one)]
    found = {"held": len(held)}
    for begun, some in (("", held), ("checks_", [one for one in held if one["used"] == "check"])):
        found |= {
            f"{begun}signed": sum(one["signed"] for one in some),
            f"{begun}same": sum(one["signed"] and one["sign"] == "same" for one in some),
            f"{begun}opposite": sum(one["sign"] == "opposite" for one in some),
            f"{begun}sized": sum(one["inside"] is not None for one in some),
            f"{begun}inside": sum(one["inside"] is True for one in some),
        }
    return found


def made_on(about: Mapping[str, Any]) -> str:
    """When, on which commit and how long the table was made."""
    commit_said = str(about.get("commit") or "")
    short = commit_said[:10] + ("+" if commit_said.endswith("+") else "")
    return tell("findings.made", date=about["date"], commit=short or tell("findings.no_commit"),
                minutes=figure(round(float(about["seconds"]) / 60.0, 1)))  # fmt: skip


def print_table(rows: Sequence[Row], about: Mapping[str, Any], everything: bool, as_json: bool) -> None:
    """Print rows, with what they rest on and how many agree."""
    if as_json:
        print_rows([{key: one[key] for key in KEYS} for one in rows], as_json=True)
        return
    tell_out(made_on(about))
    shown = [one for one in rows if everything or has_published(one)]
    print_rows([_line(one) for one in shown], right=("simulated", "95% interval", "published"))
    tell_out()
    if any(has_published(one) for one in rows):
        tell_out(tell("findings.count", **counted(rows)))
    tell_out(tell("findings.legend"))
    if len(shown) < len(rows):
        tell_out(tell("findings.more", count=len(rows) - len(shown)))


def published_text(one: Mapping[str, Any]) -> str:
    """A published value with its interval; of a direction only the sign."""
    if not math.isfinite(one["published"]):
        return "-"
    if one["direction"]:
        return tell("findings.above" if one["published"] > 0.0 else "findings.below")
    if math.isfinite(one["published_low"]):
        return f"{figure(one['published'])} {span(one['published_low'], one['published_high'], figure)}"
    return figure(one["published"])


def inside_text(inside: bool | None) -> str:
    """Whether a row is inside, in a word."""
    return "-" if inside is None else tell("yes") if inside else tell("findings.out")


def title_of(one: Mapping[str, Any]) -> str:
    """What is measured, in the language spoken."""
    return str(one["finding_zh"] if spoken() == "zh" else one["finding"])


def _line(one: Mapping[str, Any]) -> dict[str, str]:
    return {
        "id": one["id"],
        "simulated": figure(one["simulated"]),
        "95% interval": span(one["low"], one["high"], figure),
        "published": published_text(one),
        "sign": tell(f"findings.{one['sign']}") if math.isfinite(one["published"]) else "-",
        "inside": inside_text(one["inside"]),
        "used": tell(f"findings.{one['used']}"),
        "measured": title_of(one),
    }
