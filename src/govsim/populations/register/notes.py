"""What was understood, repaired and filled in while reading a register; it goes beside the results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from govsim.populations.register.findings import Repair
from govsim.populations.register.messages import Meaning, Message, Rows, message, stretches
from govsim.populations.register.schema import BY_NAME, COUNTS, HOURS_A_JOB


@dataclass(frozen=True)
class Filled:
    """Something that the register does not say, and what stands in its place.

    Attributes:
        what: columns, or a quantity of the model.
        value: what is taken.
        source: where that comes from; None where it needs none.
    """

    what: tuple[str, ...]
    value: Message
    source: Message | None = None

    def sentence(self) -> Message:
        """The sentence that says so."""
        what = [Meaning(name) for name in self.what]
        if self.source is None:
            return message("filled_plain", what=what, value=self.value)
        return message("filled", what=what, value=self.value, source=self.source)


@dataclass(frozen=True)
class RegisterNotes:
    """What was understood, repaired and filled in; to be shown and kept with the results.

    Attributes:
        path: the file.
        content: hash of the file's content.
        kind: CSV, Excel or Parquet.
        encoding: of a CSV file.
        separator: of a CSV file.
        sheet: of a workbook.
        header_row: row of the file in which the header stands.
        enterprises: rows that became enterprises.
        workers: their workers.
        scheme: classification by which industry codes were read: naics, nace, gbt or sic.
        year: the year of the rows, if there is one only.
        columns: for each column used, the name it has in the file.
        unused: columns of the file that were not used.
        employees_from_hours: all headcounts were derived, as hours / 2,000.
        other_services: share of enterprises whose code no listed prefix fits.
        recorded: for each count in the register, its sum and the number of rows that give it.
        repairs: what was put right, with the rows.
        filled: what the register does not say, and what stands in its place.
        remarks: everything else worth knowing.
    """

    path: str
    content: str
    kind: str
    encoding: str
    separator: str
    sheet: str
    header_row: int
    enterprises: int
    workers: int
    scheme: str
    year: int | None
    columns: Mapping[str, str]
    unused: tuple[str, ...]
    employees_from_hours: bool
    other_services: float
    recorded: Mapping[str, tuple[float, int]]
    repairs: tuple[Repair, ...]
    filled: tuple[Filled, ...]
    remarks: tuple[Message, ...]

    @property
    def messages(self) -> tuple[str, ...]:
        """Every sentence in English."""
        return self.sentences("en")

    def sentences(self, lang: str = "en") -> tuple[str, ...]:
        """How the file was read, what was repaired, what is worth knowing, what was filled in: a sentence each."""
        repaired = [message("repaired", reason=one.reason, rows=Rows(one.rows)) for one in self.repairs]
        filled = [one.sentence() for one in self.filled]
        return (self.how(lang), *(_sentence(one, lang) for one in (*repaired, *self.remarks, *filled)))

    def how(self, lang: str = "en") -> str:
        """The sentence on how the file was read: encoding, separator, sheet, row of the header."""
        return message("read_as", form=self._form(), row=self.header_row).text(lang)

    def _form(self) -> Message:
        if self.kind == "CSV":
            names = {",": "comma", ";": "semicolon", "\t": "tab"}
            separator = message(names[self.separator]) if self.separator in names else self.separator
            return message("form_csv", encoding=self.encoding, separator=separator)
        if self.kind == "Excel":
            return message("form_excel", sheet=self.sheet)
        return message("form_parquet")

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Plain values for the provenance of a run: what came from the file, what was repaired, what filled in."""
        return {
            "path": self.path,
            "content": self.content,
            "form": self._form().text(lang),
            "header_row": self.header_row,
            "enterprises": self.enterprises,
            "workers": self.workers,
            "scheme": self.scheme,
            "year": self.year,
            "columns": dict(self.columns),
            "unused_columns": list(self.unused),
            "employees_from_hours": self.employees_from_hours,
            "other_services": round(self.other_services, 6),
            "recorded": {
                name: {"sum": total, "rows": rows} for name, (total, rows) in self.recorded.items()
            },
            "repaired": [
                {"reason": one.reason.text(lang), "count": len(one.rows), "rows": stretches(one.rows, most=1000)}
                for one in self.repairs
            ],
            "filled": [
                {
                    "what": ", ".join(one.what),
                    "with": one.value.text(lang),
                    "source": one.source.text(lang) if one.source else "",
                }
                for one in self.filled
            ],
            "remarks": [_sentence(one, lang) for one in self.remarks],
        }  # fmt: skip


def _sentence(one: Message, lang: str) -> str:
    """A remark on its own: some are also problems, which continue the name of the file."""
    text = one.text(lang)
    bare = text.lstrip(":：,， ")
    if bare == text:
        return text
    return f"{bare[:1].upper()}{bare[1:]}{'。' if lang == 'zh' else '.'}"


def what_is_filled(columns: Mapping[str, str], inspectors: int | None, posts: int, seed: int) -> tuple[Filled, ...]:
    """Everything about the enterprises that the register does not say, and where it is taken from."""
    filled = []
    if "id" not in columns:
        filled.append(Filled(("id",), message("fill_id")))
    for name in ("employees", "hours"):
        if name not in columns:
            filled.append(Filled((name,), message(f"fill_{name}", hours=HOURS_A_JOB), message("source_hours")))
    injuries = ("cases", "lost_time_cases", "days_lost", "deaths", "dart")
    absent = tuple(name for name in injuries if name not in columns)
    if absent:
        filled.append(Filled(absent, message("fill_injuries"), message("source_injuries")))
    if "violations" not in columns:
        filled.append(Filled(("violations",), message("fill_hazards"), message("source_hazards")))
    if "inspections" not in columns:
        filled.append(Filled(("inspections",), message("fill_inspections"), message("source_inspections")))
    if inspectors is None:
        filled.append(Filled(("inspectors",), message("fill_inspectors", posts=posts), message("source_inspectors")))
    for name in ("region", "active"):
        if name not in columns:
            filled.append(Filled((name,), message(f"fill_{name}")))
    filled.append(Filled(("insurer",), message("fill_insurer", seed=str(seed)), message("source_insurer")))
    filled.append(Filled(("economy",), message("fill_economy"), message("source_economy")))
    return tuple(filled)


def not_used(columns: Mapping[str, str]) -> tuple[str, ...]:
    """Columns that are read and checked, but do not change a run."""
    return tuple(name for name in columns if name in (*COUNTS, "dart", "risk") and name in BY_NAME)
