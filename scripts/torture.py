"""Kill a comparison at random moments, go on each time, and compare the results byte for byte.

    python scripts/torture.py kills=50 seed=1

Ways to end an attempt: SIGKILL, SIGINT, SIGTERM, a disk that fills up, a folder that loses its write permission, and
SIGKILL of one of two processes in the same folder. Without the right to mount, a limit on the size of files stands in
for the full disk.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

TABLES = ("scenario.yaml", "runs.parquet", "weekly.parquet", "effects.csv", "figures/enterprises.parquet")
DISK = 192 * 2**20  # bytes of the small disk
LONGEST = 600  # seconds that an attempt may take
DROP, OVERRIDE = 24, 1  # of prctl: without this right even root cannot write into a read-only folder
START = """
import sys
from govsim.study.runs import keep
from govsim.commands.common import keeping
keep.PART_RUNS = {part}
if not {figures}:
    import types
    keeping.figures = lambda: types.SimpleNamespace(draw_results=lambda *_, **__: ([], []))
from govsim.__main__ import main
sys.exit(main())
"""
SCENARIOS = ("baseline", "credit", "insurance", "combined")


@dataclass
class Torture:
    """One comparison, ended early again and again.

    Attributes:
        place: an empty folder to work in.
        words: the command.
        part: runs of a part.
        figures: whether figures are drawn too.
        seed: of the moments and the order of the ways.
    """

    place: Path
    words: tuple[str, ...]
    part: int = 5
    figures: bool = True
    seed: int = 1
    ends: Counter[str] = field(default_factory=Counter)
    wholes: int = 0
    seconds: float = 0.0
    disk: Path | None = None

    def run(self, kills: int) -> None:
        """End so many attempts early; raises AssertionError where results differ."""
        self.random = random.Random(self.seed)
        self.disk = self._mount()
        try:
            (self.place / "whole").mkdir(exist_ok=True)
            started = time.monotonic()
            done = self._start("whole").wait(LONGEST)
            assert done == 0, f"the uninterrupted run ended with {done}"
            self.seconds = time.monotonic() - started
            self.expected = self._tables(self.place / "whole" / "result")
            ways: list[Callable[[Path], str | None]] = [
                self._kill, self._interrupt, self._terminate, self._fill, self._lock, self._twice,
            ]  # fmt: skip
            while sum(self.ends.values()) < kills:
                base = self.disk or self.place / "work"
                for way in self.random.sample(ways, len(ways)):
                    if sum(self.ends.values()) < kills:
                        end = way(base)
                        self.ends.update([end] if end else [])
                        self._check(base / "result")
                self._finish(base)
        finally:
            self._unmount()

    # --- Ways to end an attempt; each answers its name, or None when the attempt was over before ------------------

    def _kill(self, base: Path) -> str | None:
        return self._signal(base, signal.SIGKILL, "killed")

    def _interrupt(self, base: Path) -> str | None:
        return self._signal(base, signal.SIGINT, "interrupted")

    def _terminate(self, base: Path) -> str | None:
        return self._signal(base, signal.SIGTERM, "terminated")

    def _signal(self, base: Path, number: int, name: str) -> str | None:
        process = self._start(base)
        if self._over_before(process):
            return None
        process.send_signal(number)
        status = process.wait(LONGEST)
        if status == 0:
            return None  # it had just finished
        said = (self.place / "errors").read_text()[-500:]
        assert status in (-number, 130), f"{name}: status {status}; it said: {said}"
        return name

    def _twice(self, base: Path) -> str | None:
        """Two processes in one folder; the first is killed, the second goes on and finishes."""
        first, second = self._start(base), self._start(base)
        over = self._over_before(first)
        first.kill()
        first.wait(LONGEST)
        status = second.wait(LONGEST)
        assert status == 0, f"the second of two processes: status {status}"
        self._finish(base)
        return None if over else "one of two killed"

    def _fill(self, base: Path) -> str | None:
        if self.disk is None:
            return self._limit(base)
        process = self._start(base)
        if self._over_before(process):
            return None
        ballast = base / "ballast"
        with ballast.open("wb") as file:
            try:
                while True:
                    file.write(bytes(2**16))
                    file.flush()
            except OSError:
                pass
        status = process.wait(LONGEST)
        ballast.unlink(missing_ok=True)
        assert status in (0, 1, 2), f"full disk: status {status}"  # 2: refused for want of room before it began
        return "disk full" if status else None

    def _limit(self, base: Path) -> str | None:
        process = self._start(base, largest=self.random.randrange(1_000, 200_000))
        status = process.wait(LONGEST)
        assert status in (0, 1), f"limit on files: status {status}"
        return "file too large" if status else None

    def _lock(self, base: Path) -> str | None:
        process = self._start(base)
        if self._over_before(process):
            return None
        places = [place for place in (base, base / "result", base / "result" / "parts") if place.is_dir()]
        for place in places:
            place.chmod(0o555)
        status = process.wait(LONGEST)
        for place in places:
            if place.is_dir():
                place.chmod(0o755)
        assert status in (0, 1, 2), f"read-only folder: status {status}"
        return "read-only" if status else None

    # --- What they share ----------------------------------------------------------------------------------------

    def _start(self, where: str | Path, largest: int = 0) -> subprocess.Popen[bytes]:
        """Start an attempt in a folder of its own."""
        base = self.place / where if isinstance(where, str) else where
        base.mkdir(exist_ok=True)
        code = START.format(part=self.part, figures=self.figures)
        if largest:
            code = f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({largest}, {largest}))\n{code}"
        with (self.place / "errors").open("ab") as errors:
            return subprocess.Popen(
                [sys.executable, "-c", code, *self.words, "out=result"],
                cwd=base, stdout=subprocess.DEVNULL, stderr=errors, preexec_fn=_like_others,
            )  # fmt: skip

    def _over_before(self, process: subprocess.Popen[bytes]) -> bool:
        """Wait for a random moment; whether the attempt has ended by then."""
        try:
            process.wait(self.random.uniform(0.15, 1.0) * self.seconds)
        except subprocess.TimeoutExpired:
            return False
        assert process.returncode == 0, f"an attempt ended by itself with {process.returncode}"
        return True

    def _check(self, result: Path) -> None:
        """Nothing may be half-written: results that claim to be finished are, parts that claim to be whole are."""
        if (result / "provenance.json").is_file():
            assert self._tables(result) == self.expected, f"finished results in {result} differ"
        for note in (result / "parts").glob("0*.json"):
            for name, stamp in json.loads(note.read_text())["files"].items():
                data = note.with_name(f"{note.stem}-{name}.parquet").read_bytes()
                assert hashlib.sha256(data).hexdigest() == stamp["sha256"], (
                    f"{note.stem}-{name} is not what {note} says"
                )

    def _finish(self, base: Path) -> None:
        """Go on to the end, compare, and clear the folder."""
        status = self._start(base).wait(LONGEST)
        assert status == 0, f"the last attempt ended with {status}"
        assert self._tables(base / "result") == self.expected, "the results differ from those of an uninterrupted run"
        left = {path.name for path in (base / "result").iterdir()} - {name.split("/")[0] for name in TABLES}
        assert left == {"provenance.json", "section.json"}, f"left behind: {left}"
        self.wholes += 1
        shutil.rmtree(base / "result")

    def _tables(self, folder: Path) -> dict[str, str]:
        return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in TABLES}

    def _mount(self) -> Path | None:
        """A small disk, where the system lets us have one."""
        disk = self.place / "disk"
        disk.mkdir(exist_ok=True)
        try:
            made = subprocess.run(
                ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(disk)], capture_output=True
            )
        except OSError:
            return None
        return disk if made.returncode == 0 else None

    def _unmount(self) -> None:
        if self.disk is not None:
            subprocess.run(["umount", str(self.disk)], capture_output=True)

    def summary(self) -> str:
        """What was done, in one line."""
        ends = ", ".join(f"{count} {name}" for name, count in sorted(self.ends.items()))
        compared = f"{self.wholes} finished results compared byte for byte, all equal"
        return f"{sum(self.ends.values())} attempts ended early ({ends}); {compared}."


def _like_others() -> None:
    """Give up root's right to write where nobody may."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(DROP, OVERRIDE, 0, 0, 0)


def main(words: list[str]) -> int:
    """Run with the numbers given as key=value."""
    given = {"kills": 50, "seed": 1, "seeds": 50, "weeks": 104} | {
        key: int(value) for key, _, value in (word.partition("=") for word in words)
    }
    scenarios = f"scenarios=[{','.join(SCENARIOS)}]"
    with tempfile.TemporaryDirectory(prefix="govsim-torture-") as place:
        Path(place).chmod(0o755)
        command = ("compare", scenarios, f"seeds={given['seeds']}", f"weeks={given['weeks']}")
        torture = Torture(Path(place), command, seed=given["seed"])
        try:
            torture.run(given["kills"])
        except AssertionError as error:
            print((Path(place) / "errors").read_text()[-2000:], file=sys.stderr)
            print(f"FAILED after {torture.summary()}\n{error}", file=sys.stderr)
            return 1
    print(torture.summary())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
