"""Every bound of every parser stands in a module of limits, with its reason, and is documented."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sijill
from sijill.model import case_limits, evidence_limits, limits
from sijill.model.records.fields import FieldType

ROOT = Path(sijill.__file__).parents[2]
SOURCES = Path(sijill.__file__).parent
READERS = (
    "sources", "packages", "language", "places", "containment", "files", "claims", "official",
    "ledger/entries", "ledger/evidence", "ledger/signing", "ledger/bundle", "ledger/stores",
    "ledger/sync", "remains/body_codes.py", "remains/kinship.py", "remains/elements.py",
    "remains/teeth.py", "register/events", "estimation/tables", "model/results/captures.py",
    "steps/custody", "steps/decisions", "steps/estimates", "steps/exchange", "steps/protection",
)  # fmt: skip
_BOUND = re.compile(
    r"^_?((?:MOST|LONGEST|LARGEST|DEEPEST)(?:_\w+)?) *(?::[^=\n]*)?= *\(?\w", re.MULTILINE
)
NO_BOUNDS = {
    "LONGEST_PHRASE": "words of the longest phrase in a vocabulary of ours",
    "LONGEST_TITLE": "the same, of titles",
    "LONGEST_UNKNOWN": "the same, of phrases for what is unknown",
    "LONGEST_CUE": "the same, of words that announce a source",
    "LONGEST_NAME": "the same, of names of sources",
    "LONGEST_NUMBER": "the same, of numbers in a claim",
    "LONGEST_DATE": "the same, of dates in a claim",
    "LONGEST_LEAD": "characters of a fixed phrase",
    "LONGEST_INTERVAL_DAYS": "days for which an incident is looked up",
    "LONGEST_EXAMPLE": "how much of a cell is shown",
    "MOST_SHOWN": "how much is shown",
    "LONGEST_SHOWN": "how much of a note is shown in a question",
    "MOST_BETWEEN": "words between the owner of a count and its noun",
    "MOST_NAMED": "how many are named in a sentence",
    "MOST_FAMILY_WORDS": "what a family name is",
    "MOST_MONTHS_LETTER": "up to which age a letter means months",
    "MOST_OF_A_MULTIPLE": "what a phrase means",
    "MOST_DAYS_BETWEEN_CALENDARS": "how far two calendars differ",
    "MOST_RADIUS_M": "what a place is",
    "MOST_CANDIDATES": "how many are proposed",
    "MOST_ROUNDS": "rounds of an assignment of lines to incidents",
    "LONGEST_CODE": "what a code is, other than words",
    "MOST_CELLS": "a share, not a number",
    "MOST": "a share, not a number",
    "MOST_WORDS": "what a note is, other than a name",
    "MOST_NAMES": "what a column of lists is, other than a text",
    "MOST_LISTS": "lists that a method estimates from",
    "LARGEST_SHARE": "a share, not a number",
    "MOST_LACKS": "how many are named in an entry",
    "MOST_SUM": "a sum of shares, not a number",
    "MOST_PARTS": "parts of a key, as its standard has them",
}
"""Constants of such names that bound no input, each with what it is."""


def bounds() -> Iterator[tuple[str, object, str]]:
    """Each bound: its name, its value, its reason."""
    for module in (limits, evidence_limits, case_limits):
        body = ast.parse(Path(module.__file__ or "").read_text("utf-8")).body
        for statement, after in zip(body, [*body[1:], None], strict=True):
            match statement:
                case (
                    ast.Assign(targets=[ast.Name(id=name)])
                    | ast.AnnAssign(target=ast.Name(id=name))
                ):
                    reason = ""
                    if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
                        reason = " ".join(str(after.value.value).split())
                    yield name, getattr(module, name), reason


def table() -> str:
    """The table of the threat model."""
    lines = ["| bound | value | of what, and why |", "|---|---|---|"]
    for name, value, reason in bounds():
        words = "by its kind" if isinstance(value, dict) else f"{value:,.0f}"
        lines.append(f"| `{name}` | {words} | {reason} |")
    return "\n".join(lines)


def test_the_threat_model_names_every_bound_with_its_value() -> None:
    assert table() in (ROOT / "docs" / "threat-model.md").read_text("utf-8")


@pytest.mark.parametrize(("name", "reason"), [(name, reason) for name, _, reason in bounds()])
def test_every_bound_has_its_reason(name: str, reason: str) -> None:
    assert reason, name


def _constants(room: str) -> Iterator[tuple[str, str]]:
    """The file and the name of each constant that is named like a bound."""
    place = SOURCES / room
    for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
        for match in _BOUND.finditer(path.read_text("utf-8")):
            yield str(path.relative_to(SOURCES)), match[1]


@pytest.mark.parametrize("room", READERS)
def test_no_reader_has_a_bound_of_its_own(room: str) -> None:
    """A new constant that is named like a bound stands with the limits, or says what else it is."""
    assert (SOURCES / room).exists()
    assert [found for found in _constants(room) if found[1] not in NO_BOUNDS] == []


def test_what_is_no_bound_is_still_there() -> None:
    assert {name for room in READERS for _, name in _constants(room)} == set(NO_BOUNDS)


@pytest.mark.parametrize("kind", FieldType)
def test_every_kind_of_field_has_a_longest_text(kind: FieldType) -> None:
    assert 0 < limits.longest_text(kind) <= limits.LARGEST_CELL


def test_what_is_allowed_grows_with_the_file() -> None:
    for allowed in (limits.most_cells, limits.most_rows, limits.most_lines, limits.most_headings):
        assert allowed(10**9) > allowed(1_000) == allowed(0) > 0
    assert limits.most_unpacked(10**12) == limits.MOST_UNPACKED


OWN_READERS = {
    "files/writing.py": "compares with what is written, of the same size",
    "files/durability.py": "opens to flush, or writes",
    "files/picture_pixels.py": "bytes that were read within bounds, by the library",
    "containment/archive.py": "members one by one, held to limits before",
    "containment/child.py": "the system's own /proc",
    "steps/case_lock.py": "the system's own /proc",
    "sources/tables/spreadsheets/workbook_xml.py": "members of an archive looked at before",
    "sources/tables/spreadsheets/workbook_numbers.py": "the same",
    "claims/picture_hash.py": "in a child process, by the library",
    "linkage/arrivals/kept_files.py": "arrays, by the library",
    "steps/estimates/parquet_files.py": "looked at in a child process before",
    "steps/estimates/parquet_child.py": "in a child process",
    "estimation/pooling/stored.py": "draws of ours, held against their hash before",
    "ledger/stores/sqlite_database.py": "by SQLite, page by page",
    "ledger/stores/migrations.py": "the same, of a new and empty one",
    "ledger/stores/sqlite_schema.py": "the same",
    "ledger/bundle/verify_sijill.py": "stands alone, without the package",
    "steps/case/publish.py": "pages just written, piece by piece",
    "ledger/bundle/audit.py": "an ordinary file, piece by piece",
}
"""Modules that open files otherwise, each with what holds them to a bound."""
OPENERS = {"read_bytes", "read_text", "open", "fdopen", "ZipFile", "ParquetFile", "memmap", "load"}
LIBRARIES = {"parquet.read_table", "csv.read_csv", "apsw.Connection", "pa.memory_map"}
OF_THE_PACKAGE = {"files", "joinpath"}
OTHER_OPENERS = {"Ledger", "SqliteStorage", "PostgresStorage", "tarfile", "os", "webbrowser", "cls"}


def unbounded_reads(path: Path) -> list[int]:
    """The lines on which a module opens a file to read it, other than by the bounded readers."""
    lines = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(value=held, attr=name)) if name in OPENERS:
                spoken = ast.unparse(held)
            case ast.Call(func=ast.Attribute() as called) if ast.unparse(called) in LIBRARIES:
                spoken = ""
            case ast.Call(func=ast.Name(id="open")):
                spoken = ""
            case _:
                continue
        is_ours = any(f"{word}(" in spoken for word in OF_THE_PACKAGE)
        modes = [one.value for one in node.args if isinstance(one, ast.Constant)]
        is_written = any(isinstance(mode, str) and set(mode) & set("wxa") for mode in modes)
        if not (is_ours or is_written or spoken in OTHER_OPENERS):
            lines.append(node.lineno)
    return lines


def test_every_file_is_read_by_the_bounded_readers() -> None:
    found = {
        path.relative_to(SOURCES).as_posix(): lines
        for path in sorted(SOURCES.rglob("*.py"))
        if (lines := unbounded_reads(path))
    }
    assert {name: lines for name, lines in found.items() if name not in OWN_READERS} == {}
    assert OWN_READERS.keys() - found.keys() == set(), "these need no exception any more"


def test_the_search_finds_a_file_that_is_read_whole(tmp_path: Path) -> None:
    """The control: each way of opening one, and those that are none."""
    module = tmp_path / "module.py"
    module.write_text(
        "a = path.read_bytes()\nb = open(path)\nc = path.open('rb')\nd = zipfile.ZipFile(path)\n"
        "e = files('x').joinpath('y').read_text()\nf = path.open('xb')\ng = Ledger.open(path)\n"
        "h = parquet.read_table(path)\n",
        encoding="utf-8",
    )
    assert unbounded_reads(module) == [1, 2, 3, 4, 8]
