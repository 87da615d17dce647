"""Finished runs on disk while others are still to come: files that are whole and checked, or not there.

A part holds the tables of some jobs that follow each other. Its files are written under temporary names, synced and
renamed; last comes a small JSON file with their sizes and hashes. Without it, or where a hash differs, the part is
removed and its jobs are done again.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

COMPRESSION = "zstd"
GROUP_ROWS = 2**16  # rows of a row group in a finished table, however many parts it came in
TEMPORARY = ".tmp"


@dataclass(frozen=True)
class Part:
    """Jobs `first` to `first + runs - 1`, the files of their tables (if all failed, of `runs` only), and the engine."""

    first: int
    runs: int
    files: Mapping[str, Path]
    engine: str = ""

    @property
    def jobs(self) -> range:
        """The numbers of its jobs."""
        return range(self.first, self.first + self.runs)


class Shards:
    """The parts in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, needed: Mapping[int, Sequence[str]]) -> tuple[list[Part], int]:
        """The parts that are whole, in the order of their jobs, and how many were damaged; those are removed.

        Args:
            needed: names of the tables that each job must have.
        """
        whole: list[Part] = []
        damaged = 0
        for note in sorted(self.folder.glob("*.json")):
            if note.name == "plan.json":
                continue
            part = self._whole(note)
            wanted = {name for job in (part.jobs if part else ()) for name in needed.get(job, ("?",))}
            if part is not None and set(part.files) == {"runs"}:
                wanted &= {"runs", "?"}
            if part is None:
                damaged += 1
                self._remove(note.stem)
            elif not wanted <= set(part.files):
                self._remove(note.stem)
            else:
                whole.append(part)
        kept = {file for part in whole for file in part.files.values()}
        for file in [*self.folder.glob("*.parquet"), *self.folder.glob(f"*{TEMPORARY}")]:
            if file not in kept:
                file.unlink(missing_ok=True)
        return sorted(whole, key=lambda part: part.first), damaged

    def _whole(self, note: Path) -> Part | None:
        try:
            about = json.loads(note.read_text(encoding="utf-8"))
            files = {name: self.folder / f"{note.stem}-{name}.parquet" for name in about["files"]}
            for name, file in files.items():
                if file_stamp(file) != about["files"][name]:
                    return None
            return Part(int(about["first"]), int(about["runs"]), files, str(about.get("engine", "")))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _remove(self, stem: str) -> None:
        (self.folder / f"{stem}.json").unlink(missing_ok=True)  # first: without it the others count for nothing
        for file in self.folder.glob(f"{stem}-*.parquet"):
            file.unlink(missing_ok=True)

    def count(self) -> int:
        """Runs of the parts that are whole, as their notes say; nothing is removed."""
        return sum(part.runs for part in self.whole())

    def there(self) -> set[int]:
        """The jobs of parts that are whole."""
        return {job for part in self.whole() for job in part.jobs}

    def whole(self) -> list[Part]:
        """The parts that are whole, in the order of their jobs; nothing is removed, as others may be writing."""
        notes = sorted(note for note in self.folder.glob("*.json") if note.name != "plan.json")
        return [part for part in map(self._whole, notes) if part is not None]

    def write(self, first: int, runs: int, tables: Mapping[str, bytes], engine: str = "") -> Part:
        """Keep the tables of some jobs, each as the bytes of its file, and which engine played them."""
        stem = f"{first:07d}"
        stamps, files = {}, {}
        for name, data in tables.items():
            files[name] = self.folder / f"{stem}-{name}.parquet"
            write_whole(files[name], data)
            stamps[name] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        note = json.dumps({"first": first, "runs": runs, "engine": engine, "files": stamps}, indent=1)
        write_whole(self.folder / f"{stem}.json", note.encode())
        return Part(first, runs, files, engine)


def file_stamp(file: Path) -> dict[str, Any]:
    """Size and hash of a file."""
    digest = hashlib.sha256()
    with file.open("rb") as handle:
        while block := handle.read(2**20):
            digest.update(block)
    return {"bytes": file.stat().st_size, "sha256": digest.hexdigest()}


def write_whole(file: Path, data: bytes) -> None:
    """Write a file under another name, sync it and rename it: it is there whole, or not at all."""
    part = file.with_name(f".{file.name}.{os.getpid()}{TEMPORARY}")  # of this process: another may write the same
    try:
        with part.open("wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(part, file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    to_disk(file.parent)


def to_disk(path: Path) -> None:
    """Make sure that a file, or the names in a folder, outlive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # some file systems have no fsync of folders
        if path.is_file():
            raise
    finally:
        os.close(handle)


def parquet_bytes(table: pd.DataFrame) -> bytes:
    """A table as the bytes of a Parquet file."""
    arrow, sink = as_arrow(table), io.BytesIO()
    with pq.ParquetWriter(sink, arrow.schema, **_how(arrow.schema)) as writer:
        writer.write_table(arrow)
    return sink.getvalue()


def write_table(file: Path, parts: Iterable[pa.Table]) -> None:
    """One table from parts of the same columns, in row groups of one size: the parts leave no trace in the file."""
    waiting: list[pa.Table] = []
    writer: pq.ParquetWriter | None = None
    try:
        for part in parts:
            writer = writer or pq.ParquetWriter(file, part.schema, **_how(part.schema))
            waiting.append(part)
            if sum(one.num_rows for one in waiting) >= GROUP_ROWS:
                waiting = [_write_groups(writer, pa.concat_tables(waiting))]
        if writer is not None and sum(one.num_rows for one in waiting):
            writer.write_table(pa.concat_tables(waiting).combine_chunks())
    finally:
        if writer is not None:
            writer.close()
    to_disk(file)


def _write_groups(writer: pq.ParquetWriter, table: pa.Table) -> pa.Table:
    """Write all full groups of rows and give back the rest."""
    full = len(table) // GROUP_ROWS * GROUP_ROWS
    for start in range(0, full, GROUP_ROWS):
        writer.write_table(table.slice(start, GROUP_ROWS).combine_chunks())
    return table.slice(full)


def _how(schema: pa.Schema) -> dict[str, Any]:
    """Numbers split by byte: half the size and a third of the time of plain columns."""
    floats = [column.name for column in schema if pa.types.is_floating(column.type)]
    words = [column.name for column in schema if column.name not in floats]
    return {"compression": COMPRESSION, "use_dictionary": words, "use_byte_stream_split": floats}


def as_arrow(table: pd.DataFrame) -> pa.Table:
    """The table in four kinds of columns, without notes of the library that made it."""
    kinds = {"f": pa.float64(), "i": pa.int64(), "u": pa.int64(), "b": pa.bool_()}
    arrays = []
    for _, column in table.items():
        kind = kinds.get(getattr(column.dtype, "kind", "O"), pa.string())
        values = column.to_numpy(dtype=object) if kind == pa.string() else column.to_numpy()
        arrays.append(pa.array(values, kind, from_pandas=True))
    return pa.Table.from_arrays(arrays, names=[str(name) for name in table.columns])
