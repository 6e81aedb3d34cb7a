"""Entries about input: the case, its mappings, captured files and their rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import ClassVar, Self

from sijill.ledger.entries.canonical import Json
from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.model.records.rejects import Effect, Reject
from sijill.register.events.form import EntryForm, part, text_map, texts

CASE_SUBJECT = "case"
"""The subject of every case entry."""


@dataclass(frozen=True, slots=True)
class CaseEntry(EntryForm):
    """``case.toml`` as it was when a build first saw it so. Subject: ``case``."""

    kind: ClassVar[EntryKind] = EntryKind.CASE
    text: str = part(str)


@dataclass(frozen=True, slots=True)
class SourceEntry(EntryForm):
    """A mapping, ``sources/*.toml``, as it was when a build first saw it so. Subject: its id."""

    kind: ClassVar[EntryKind] = EntryKind.SOURCE
    text: str = part(str)


def _problems(value: Iterable[Mapping[str, object]]) -> tuple[Reject, ...]:
    return tuple(
        Reject(
            source=str(problem["source"]),
            file=str(problem["file"]),
            sheet=str(problem["sheet"]),
            row=int(str(problem["row"])),
            column=str(problem["column"]),
            value=str(problem["value"]),
            reason=str(problem["reason"]),
            effect=Effect(str(problem["effect"])),
        )
        for problem in value
    )


_OF_PROBLEM = tuple(one.name for one in fields(Reject) if one.name != "times")
"""Each problem of a capture stands for itself."""


@dataclass(frozen=True, slots=True)
class SealedFile:
    """The plain file behind a ciphertext: its SHA-256 (hex) and its size in bytes."""

    sha256: str
    size: int


def _sealed(value: Mapping[str, object]) -> SealedFile:
    return SealedFile(str(value["sha256"]), int(str(value["size"])))


@dataclass(frozen=True, slots=True)
class CaptureEntry(EntryForm):
    """A file as it was received and read. Subject: the source; the entry's file is the evidence.

    Attributes:
        file: the name of the file, without a folder.
        columns: its headings in order; none where it could not be read, and ``problems`` says why.
        rows: how many entries of kind ``row`` follow.
        reading: the settings of the mapping that decided which rows and cells were read.
        problems: lines that are no rows; none where they were erased.
        sheet: the sheet that was read; empty where a file has none, or where its rows name theirs.
        sealed: the file as received, where the evidence is its ciphertext.
    """

    kind: ClassVar[EntryKind] = EntryKind.CAPTURE
    file: str = part(str)
    sheet: str = part(str)
    encoding: str = part(str)
    delimiter: str = part(str)
    columns: tuple[str, ...] = part(texts)
    rows: int = part(int)
    reading: Mapping[str, str] = part(text_map)
    problems: tuple[Reject, ...] = part(_problems, is_erasable=True, when_erased=())
    sealed: SealedFile | None = part(_sealed, default=None)

    def to_payload(self) -> dict[str, Json]:
        """The payload as it is hashed."""
        content: dict[str, Json] = {
            "file": self.file,
            "sheet": self.sheet,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "columns": list(self.columns),
            "rows": self.rows,
            "reading": dict(self.reading),
            "problems": [
                {name: getattr(problem, name) for name in _OF_PROBLEM}
                | {"effect": problem.effect.value}
                for problem in self.problems
            ],
        }
        if self.sealed is not None:
            content["sealed"] = {"sha256": self.sealed.sha256, "size": self.sealed.size}
        return content

    def received(self, entry: Entry) -> SealedFile:
        """SHA-256 and size of the file as it was received: before it was sealed, if it was."""
        kept = entry.files[0]
        return self.sealed or SealedFile(kept.sha256, kept.size)


@dataclass(frozen=True, slots=True)
class SealingEntry(EntryForm):
    """A file that was captured in plain and is kept as ciphertext from now on.

    Subject: the SHA-256 of the plain file. The entry's files are the ciphertext, and the plain
    file with the mark that it was sealed, so that its absence is no damage.
    """

    kind: ClassVar[EntryKind] = EntryKind.SEALING
    sealed: SealedFile = part(_sealed)

    def to_payload(self) -> dict[str, Json]:
        """The payload as it is hashed."""
        return {"sealed": {"sha256": self.sealed.sha256, "size": self.sealed.size}}


@dataclass(frozen=True, slots=True)
class RowEntry(EntryForm):
    """One row as received. Subject: the source; over: the SHA-256 of the file as received.

    Attributes:
        number: the row's number in its sheet, from 1, header lines included.
        cells: the text of each column that is not empty; ``None`` where it was erased.
        withheld: protected columns that are filled; their words are in the file alone.
        sheet: the row's sheet, where the list has several.
    """

    kind: ClassVar[EntryKind] = EntryKind.ROW
    number: int = part(int, key="row")
    cells: Mapping[str, str] | None = part(text_map, is_erasable=True, when_erased=None)
    withheld: tuple[str, ...] = part(texts)
    sheet: str = part(str, default="")

    def to_payload(self) -> dict[str, Json]:
        """The payload as it is hashed."""
        content: dict[str, Json] = {
            "row": self.number,
            "cells": self.cells or {},
            "withheld": list(self.withheld),
        }
        return content | {"sheet": self.sheet} if self.sheet else content

    @classmethod
    def from_payload(cls, payload: Mapping[str, Json], erased: Iterable[str] = ()) -> Self:
        """Read a payload, as ``EntryForm.from_payload``; written out, for there are many rows."""
        sheet = str(payload.get("sheet", ""))
        match payload:
            case {"row": int() as number, "cells": dict() as cells, "withheld": list() as withheld}:
                return cls(number, cells, tuple(withheld), sheet)
            case {"row": int() as number, "withheld": list() as withheld} if "cells" in erased:
                return cls(number, None, tuple(withheld), sheet)
        raise ValueError(sorted(payload))
