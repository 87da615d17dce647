"""Files that are worked out from finished results and lie beside them: vouched for, as the tables are, by their hashes.

They stand apart from the tables in the provenance: where one is gone or was changed it is said, and the command writes
it again from the tables; no run is made anew for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from govsim.study.runs.places import PROVENANCE, read_json
from govsim.study.runs.provenance import as_json
from govsim.study.runs.shards import file_stamp, write_whole

DERIVED = "derived"  # key of the provenance: hashes by file


def vouch(folder: Path, names: Iterable[str]) -> None:
    """Note the hashes of files in the provenance of their folder; nothing where it has none, as of several counties.

    Files that were noted before and are gone, as those of another question, are forgotten.

    Raises:
        OSError: it cannot be written.
    """
    about = read_json(folder / PROVENANCE)
    if about is None:
        return
    known = derived_in(about)
    kept = {name: stamp for name, stamp in known.items() if (folder / name).is_file()}
    stamps = kept | {name: file_stamp(folder / name) for name in names if (folder / name).is_file()}
    if stamps != known:
        write_whole(folder / PROVENANCE, as_json({**about, DERIVED: stamps}))


def derived_in(about: Mapping[str, Any]) -> dict[str, Any]:
    """The hashes that a provenance notes."""
    found = about.get(DERIVED)
    return dict(found) if isinstance(found, Mapping) else {}
