"""What one ProofMode proof says, from its CSV and its JSON.

Everything in a proof is what one phone said about itself: a clock, a position, a model can be set
by whoever holds the phone. So all of it is kept as claims, word for word. What would single out
the witness's phone or network (serial number, addresses, cells nearby) is not taken over: only the
names of such fields are, and their content stays in the captured file.

Format: ProofMode for Android, ``<hash>.proof.csv`` (a header and one row for each time a proof was
made) and ``<hash>.proof.json`` (one object), with the same field names.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import PurePosixPath

from sijill.packages.json_texts import UnreadableText, parse_json

_FIELDS = {
    "File Hash SHA256": "sha256",
    "SHA256": "sha256",
    "File Created": "created",
    "File Modified": "modified",
    "Modified": "modified",
    "Proof Generated": "generated",
    "CurrentDateTime0GMT": "generated",
    "Location.Latitude": "latitude",
    "Location.Longitude": "longitude",
    "Location.Accuracy": "accuracy_m",
    "Location.Time": "located",
    "Location.Provider": "located_by",
    "Manufacturer": "manufacturer",
    "Hardware": "hardware",
    "Notes": "notes",
}
"""The names of today and, after them, those of ProofMode's first years (2017)."""
_PATHS = ("File Path", "File")


@dataclass(frozen=True, slots=True)
class ProofClaims:
    """The claims of one proof, word for word; what it does not say is empty.

    ``file_name`` is the last part of the path on the phone. ``latitude`` and ``longitude`` are
    degrees as written; ``located`` is milliseconds since 1970 as the phone wrote it. ``withheld``
    names every other field of the proof; their content stays in the captured file alone.
    """

    sha256: str = ""
    file_name: str = ""
    created: str = ""
    modified: str = ""
    generated: str = ""
    latitude: str = ""
    longitude: str = ""
    accuracy_m: str = ""
    located: str = ""
    located_by: str = ""
    manufacturer: str = ""
    hardware: str = ""
    notes: str = ""
    withheld: tuple[str, ...] = ()


def read_proof_json(content: bytes) -> ProofClaims | UnreadableText:
    """The claims of a ``.proof.json``."""
    value = parse_json(content)
    if isinstance(value, UnreadableText):
        return value
    if not isinstance(value, Mapping):
        return UnreadableText("holds no object")
    plain = {key: str(part) for key, part in value.items() if isinstance(part, str | int)}
    return _claims(plain, frozenset(value.keys() - plain.keys()))


def read_proof_csv(content: bytes) -> tuple[ProofClaims, ...] | UnreadableText:
    """The claims of a ``.proof.csv``, one for each row; at least one."""
    try:
        text = content.decode("utf-8-sig")
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if any(row)]
    except UnicodeDecodeError as error:
        return UnreadableText(f"is not UTF-8 (byte {error.start})")
    except csv.Error as error:
        return UnreadableText(f"is no CSV ({error})")
    if len(rows) < 2:  # noqa: PLR2004  a header and a row
        return UnreadableText("has no row under its header")
    header, *others = (_without_empty_end(row) for row in rows)
    if len(set(header)) != len(header):
        return UnreadableText("has two columns of one name")
    claims = []
    for row in others:
        if len(row) > len(header):
            return UnreadableText(f"has a row of {len(row)} cells under {len(header)} columns")
        padded = [*row, *[""] * (len(header) - len(row))]
        claims.append(_claims(dict(zip(header, padded, strict=True))))
    return tuple(claims)


def find_contradictions(claims: Sequence[ProofClaims]) -> tuple[str, ...]:
    """The fields on which two proofs of one file disagree; ``1.0`` and ``1`` agree.

    A field on which one of them is silent is no contradiction.
    """
    fields = []
    for field in dict.fromkeys((*_FIELDS.values(), "file_name")):
        values = {_plain(getattr(proof, field)) for proof in claims} - {""}
        if len(values) > 1:
            fields.append(field)
    return tuple(fields)


def _claims(fields: Mapping[str, str], others: frozenset[str] = frozenset()) -> ProofClaims:
    known = dict.fromkeys(_FIELDS.values(), "")
    for key, name in _FIELDS.items():
        known[name] = known[name] or fields.get(key, "")
    known["sha256"] = known["sha256"].strip().lower()
    withheld = tuple(sorted((fields.keys() | others) - _FIELDS.keys() - {*_PATHS}))
    path = next((fields[name] for name in _PATHS if fields.get(name)), "")
    file_name = PurePosixPath(path.replace("\\", "/")).name
    return ProofClaims(**known, file_name=file_name, withheld=withheld)


def _plain(written: str) -> str:
    try:
        return str(Decimal(written).normalize())
    except InvalidOperation:
        return written.strip()


def _without_empty_end(row: list[str]) -> list[str]:
    end = len(row)
    while end and not row[end - 1].strip():
        end -= 1
    return row[:end]
