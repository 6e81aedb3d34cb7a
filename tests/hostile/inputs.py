"""The generator of hostile inputs: a seed, a kind and a number give the same input again.

Each kind is one way into a case: a list that a mapping names, a package, a file of decisions, a
bundle, a backup, a stick. Small inputs are made of odd words and spoilt bytes (``make``), others
are written by hand (``make_odd``) or large (``make_large``), and have names. ``trials.py`` gives
them to the commands; ``bench/hostile.py`` does so by the thousand, each within limits of time and
memory.
"""

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from random import Random

import odd_forms
import odd_lists
import odd_mixtures
from hostile_copies import (
    Files,
    Originals,
    make_backup,
    make_bundle,
    make_stick,
    make_timestamp,
)
from hostile_documents import DOCX, PART, make_docx
from hostile_large import LARGE
from hostile_packages import make_auto_archiver, make_picture, make_proofmode, make_wacz
from hostile_records import make_records, records_mapping
from hostile_settings import (
    CASES,
    make_boundaries,
    make_case_toml,
    make_checkpoint,
    make_estimate_table,
    make_mapping,
    make_review,
)
from hostile_tables import (
    make_csv,
    make_geojson,
    make_gz,
    make_json,
    make_jsonl,
    make_ods,
    make_xlsx,
    make_zip,
)
from hostile_words import markers_in, odd_file_name
from many_lists import MANY
from odd_sheets import ODS
from odd_tables import CSV, GEOJSON, GZ, JSON, JSONL
from odd_workbooks import XLSX
from sijill.containment.archive import FAULTS


class Kind(StrEnum):
    """What an input is, and by that which command reads it."""

    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"
    DOCX = "docx"
    JSON = "json"
    JSONL = "jsonl"
    GEOJSON = "geojson"
    GZ = "gz"
    ZIP = "zip"
    RECORDS = "records"
    FILE_NAME = "file-name"
    MAPPING = "mapping"
    CASE = "case"
    BOUNDARIES = "boundaries"
    REVIEW = "review"
    ESTIMATE = "estimate"
    WACZ = "wacz"
    PROOFMODE = "proofmode"
    AUTO_ARCHIVER = "auto-archiver"
    PICTURE = "picture"
    CHECKPOINT = "checkpoint"
    BUNDLE = "bundle"
    BACKUP = "backup"
    TIMESTAMP = "timestamp"
    STICK = "stick"


LISTS = frozenset(
    (
        Kind.CSV,
        Kind.XLSX,
        Kind.ODS,
        Kind.DOCX,
        Kind.JSON,
        Kind.JSONL,
        Kind.GEOJSON,
        Kind.GZ,
        Kind.ZIP,
        Kind.RECORDS,
        Kind.FILE_NAME,
        Kind.MAPPING,
    )
)
"""Read by a build, many at once."""
_SUFFIXES = {Kind.GZ: "csv.gz", Kind.PICTURE: "jpg", Kind.PROOFMODE: "zip", Kind.ESTIMATE: "csv"}
_SUFFIXES |= {Kind.REVIEW: "csv", Kind.AUTO_ARCHIVER: "csv", Kind.BOUNDARIES: "geojson"}
_SUFFIXES |= {Kind.RECORDS: "csv"}
_FILES: dict[Kind, Callable[[Random, int], bytes]] = {
    Kind.CSV: make_csv,
    Kind.XLSX: make_xlsx,
    Kind.ODS: make_ods,
    Kind.DOCX: make_docx,
    Kind.JSON: make_json,
    Kind.JSONL: make_jsonl,
    Kind.GEOJSON: make_geojson,
    Kind.GZ: make_gz,
    Kind.ZIP: make_zip,
    Kind.RECORDS: make_records,
    Kind.FILE_NAME: make_csv,
    Kind.MAPPING: make_mapping,
    Kind.CASE: make_case_toml,
    Kind.BOUNDARIES: make_boundaries,
    Kind.REVIEW: make_review,
    Kind.ESTIMATE: make_estimate_table,
    Kind.WACZ: make_wacz,
    Kind.PROOFMODE: make_proofmode,
    Kind.AUTO_ARCHIVER: make_auto_archiver,
    Kind.PICTURE: make_picture,
}
_COPIES: dict[Kind, Callable[[Random, int, Originals], bytes]] = {
    Kind.BACKUP: make_backup,
    Kind.TIMESTAMP: make_timestamp,
    Kind.CHECKPOINT: lambda chance, number, originals: make_checkpoint(
        chance, number, originals.checkpoint
    ),
}
_ODD = {
    Kind.CSV: CSV | odd_lists.CSV | odd_mixtures.CSV,
    Kind.XLSX: XLSX | odd_lists.XLSX | odd_mixtures.XLSX,
    Kind.ODS: ODS,
    Kind.DOCX: DOCX | odd_mixtures.DOCX,
    Kind.JSON: JSON | odd_lists.JSON | odd_mixtures.JSON,
    Kind.JSONL: JSONL | odd_lists.JSONL,
    Kind.GEOJSON: GEOJSON | odd_lists.GEOJSON | odd_mixtures.GEOJSON,
    Kind.GZ: GZ,
    Kind.ZIP: odd_forms.ZIP | odd_mixtures.ZIP,
    Kind.MAPPING: odd_mixtures.MAPPING,
    Kind.CASE: CASES,
}
_SITES = """\
id = "{0.name}"
title = "{0.name}"
kind = "site"
file = "{0.file}"
[key]
columns = ["no"]
[fields]
code = "no"
geometry = "geometry"
"""
"""The mapping of features: a person has no outline."""
_FOLDERS: dict[Kind, Callable[[Random, int, Originals], Files]] = {
    Kind.BUNDLE: make_bundle,
    Kind.STICK: make_stick,
}


@dataclass(frozen=True, slots=True)
class HostileInput:
    """One input: its bytes, or the files of a folder, and the markers that must be found again.

    ``mapping`` says how a list is read, where it is not the mapping of all others; ``file_name`` is
    that of its file, where it is an odd one.
    """

    kind: Kind
    name: str
    content: bytes = b""
    files: Files = field(default_factory=dict)
    markers: frozenset[str] = frozenset()
    mapping: str = ""
    file_name: str = ""

    @property
    def file(self) -> str:
        """The name that its file has in the case."""
        if self.file_name:
            return self.file_name
        return f"{self.name}.{_SUFFIXES.get(self.kind, self.kind.value)}"


def make(seed: int, kind: Kind, number: int, originals: Originals) -> HostileInput:
    """The small input of this seed, kind and number."""
    chance = Random(f"{seed}/{kind}/{number}")  # noqa: S311  a seeded generator is the point
    name = f"{kind}-{number}"
    if kind in _FOLDERS:
        return HostileInput(kind, name, files=_FOLDERS[kind](chance, number, originals))
    if kind in _COPIES:
        return HostileInput(kind, name, _COPIES[kind](chance, number, originals))
    content = _FILES[kind](chance, number)
    made = HostileInput(kind, name, content, markers=_markers(content))
    if kind is Kind.FILE_NAME:
        return replace(made, file_name=odd_file_name(chance, number))
    if kind is Kind.RECORDS:
        return replace(made, mapping=records_mapping(name, made.file, number))
    return made


def make_odd(kind: Kind) -> list[HostileInput]:
    """The inputs of a kind that are written by hand."""
    made = []
    for name, write in _ODD.get(kind, {}).items():
        content = write()
        one = HostileInput(kind, f"{kind}-{name}", content, markers=_markers(content))
        made.append(replace(one, mapping=_SITES.format(one)) if kind is Kind.GEOJSON else one)
    return made


def make_large(kind: Kind) -> list[tuple[str, Callable[[], HostileInput]]]:
    """The large inputs of a kind, each made when it is called for."""

    def maker(name: str, write: Callable[[], bytes]) -> Callable[[], HostileInput]:
        return lambda: HostileInput(kind, f"{kind}-{name}", write())

    return [(name, maker(name, write)) for name, write in LARGE.get(kind.value, {}).items()]


def make_many() -> list[tuple[str, Callable[[], list[HostileInput]]]]:
    """Groups of lists that are given at once, each made when it is called for."""

    def maker(name: str, write: Callable[[], list[bytes]]) -> Callable[[], list[HostileInput]]:
        return lambda: [
            HostileInput(Kind.CSV, f"csv-{name}-{number}", content)
            for number, content in enumerate(write())
        ]

    return [(name, maker(name, write)) for name, write in MANY.items()]


def _markers(content: bytes) -> frozenset[str]:
    """The markers in a file as it is, without the zero bytes of UTF-16 and UTF-32, or unpacked."""
    texts = [content.replace(b"\x00", b""), *_members(content)]
    if content.startswith(b"\x1f\x8b"):
        rest = content
        while rest.startswith(b"\x1f\x8b"):
            unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            try:
                texts.append(unpacker.decompress(rest, 1 << 24))
            except zlib.error:
                break
            rest = unpacker.unused_data
    return frozenset().union(*(markers_in(text.decode("latin-1")) for text in texts))


def _members(content: bytes) -> list[bytes]:
    """The members of a zip archive with cells; none if it is damaged, or something else."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [
                archive.read(name)
                for name in archive.namelist()
                if name in ("content.xml", "xl/worksheets/sheet1.xml", "form.csv", PART)
            ]
    except (*FAULTS, KeyError):
        return []
