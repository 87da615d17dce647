"""What is looked at in turns: a sixth of the instruments at each commit in quick tests, the others in slow ones.

Slow tests of effects, cases, questions and rules made up are looked at in turns too, of each file a sixth at each
commit; `GOVSIM_TURN=all` looks at all.
`GOVSIM_TURN` names the turn; without it, it is the commit that is checked out. All processes of a run inherit one turn.
"""

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

EVERYTHING = "all"
OUTSIDE = "0" * 40  # the turn where there is no repository


def turn():
    """What decides whose turn it is: the current commit."""
    if "GOVSIM_TURN" not in os.environ:
        words = ["git", "rev-parse", "--verify", "HEAD"]
        try:
            done = subprocess.run(words, cwd=Path(__file__).parent, capture_output=True, text=True, timeout=60)
            os.environ["GOVSIM_TURN"] = done.stdout.strip() or OUTSIDE
        except (OSError, subprocess.SubprocessError):
            os.environ["GOVSIM_TURN"] = OUTSIDE
    return os.environ["GOVSIM_TURN"]


def sixth(names):
    """A sixth of the names, at least one; all of them where everything is asked for."""
    if turn() == EVERYTHING:
        return set(names)
    drawn = sorted(names, key=lambda name: hashlib.sha256(f"{turn()} {name}".encode()).digest())
    return set(drawn[: -(-len(drawn) // 6)])


def in_turns(names):
    """All names as parameters of a test: those whose turn it is as they are, the others marked as slow."""
    quick = sixth(names)
    return [name if name in quick else pytest.param(name, marks=pytest.mark.slow) for name in names]
