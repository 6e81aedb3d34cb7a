"""What one ProofMode proof says, from its CSV and its JSON.

Everything in a proof is what one phone said about itself: a clock, a position, a model can be set
by whoever holds the phone. So all of it is kept as claims, word for word. What would single out
the witness's phone or network (serial number, addresses, cells nearby) is not taken over: only the
names of such fields are, and their content stays in the captured file. A field that ProofMode does
not write may itself be called after somebody, so it is not named.

Format: ProofMode for Android, ``<hash>.proof.csv`` (a header and one row for each time a proof was
made) and ``<hash>.proof.json`` (one object), with the same field names.
"""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import PurePosixPath

from sijill.packages.csv_texts import encoding_of, read_rows
from sijill.packages.json_texts import Json, UnreadableText, parse_json
from sijill.packages.labels import SHA256

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
_WITHHELD = (
    "Language", "Locale", "DeviceID", "Wifi MAC", "IPv4", "IPv6", "DataType", "Network",
    "NetworkType", "CellInfo", "ScreenSize", "Location.Altitude", "Location.Bearing",
    "Location.Speed", "SafetyCheck", "SafetyCheckBasicIntegrity", "SafetyCheckCtsMatch",
    "SafetyCheckTimestamp",
)  # fmt: skip
"""Fields that ProofMode writes and that are not taken over."""
OTHER_FIELDS = "other fields"
"""What stands for fields that it does not write."""


@dataclass(frozen=True, slots=True)
class ProofClaims:
    """The claims of one proof, word for word; what it does not say is empty.

    ``file_name`` is the last part of the path on the phone. ``latitude`` and ``longitude`` are
    degrees as written; ``located`` is milliseconds since 1970 as the phone wrote it. ``withheld``
    names every other field of the proof that ProofMode writes, and says whether there are further
    ones; their content stays in the captured file alone.
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


def read_proof_json(content: bytes, odd: list[str]) -> tuple[ProofClaims, ...] | UnreadableText:
    """The claims of a ``.proof.json``: of its object, or of each object in its list.

    Args:
        content: the bytes.
        odd: why a value was left out is added here.
    """
    value = parse_json(content, odd)
    if isinstance(value, UnreadableText):
        return value
    listed = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    objects = [part for part in listed if isinstance(part, Mapping)]
    if len(objects) != len(listed) or not objects:
        return UnreadableText("holds no object")
    return tuple(_claims_of(part, odd) for part in objects)


def _claims_of(value: Mapping[str, Json], odd: list[str]) -> ProofClaims:
    plain = {
        key: str(part)
        for key, part in value.items()
        if isinstance(part, str | int) and not isinstance(part, bool)
    }
    others = frozenset(value.keys() - plain.keys())
    odd += (
        f"holds no text or number under {key!r}"
        for key in sorted(others)
        if _form(key) in _BY_FORM and value[key] is not None
    )
    return _claims(plain, others)


def read_proof_csv(content: bytes, odd: list[str]) -> tuple[ProofClaims, ...] | UnreadableText:
    """The claims of a ``.proof.csv``, one for each row; at least one.

    Of a row with more cells than columns only the hash is taken, since the others may stand under
    the wrong heading.

    Args:
        content: the bytes.
        odd: why a value was left out is added here.
    """
    rows = _rows(_text(content, odd), odd)
    if len(rows) < 2:  # noqa: PLR2004  a header and a row
        return UnreadableText("has no row under its header")
    header, *others = (_without_empty_end(row) for row in rows)
    if not any(_form(title) in _BY_FORM for title in header):
        return UnreadableText("has none of the columns of a proof")
    doubled = {title for title, number in Counter(header).items() if number > 1}
    odd += (
        f"has two columns of the name {title!r}" if _is_known(title) else "has a column twice"
        for title in sorted(doubled)
    )
    claims = []
    for row in others:
        if row == header:
            continue
        cells = dict(zip(header, [*row, *[""] * len(header)], strict=False))
        if len(row) > len(header):
            odd.append(f"has a row of {len(row)} cells under {len(header)} columns")
            cells = {title: cell for title, cell in cells.items() if _is_hash(title, cell)}
        claims.append(_claims({k: v for k, v in cells.items() if k not in doubled}))
    return tuple(claims) or UnreadableText("has no row under its header")


def _is_hash(title: str, cell: str) -> bool:
    return _BY_FORM.get(_form(title)) == "sha256" and bool(SHA256.fullmatch(cell.strip().lower()))


def _text(content: bytes, odd: list[str]) -> str:
    """The text; a character that cannot be read becomes U+FFFD."""
    encoding = encoding_of(content)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        odd.append(f"is not {error.encoding.upper()} (byte {error.start})")
        return content.decode(encoding, errors="replace")


def _rows(text: str, odd: list[str]) -> list[list[str]]:
    """The rows; where a quotation mark stands within a quoted cell, as well as may be."""
    try:
        return [row for row in read_rows(text, strict=True) if any(row)]
    except csv.Error as error:
        odd.append(f"is no CSV in all its parts ({error})")
        return [row for row in read_rows(text, strict=False) if any(row)]


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


def _form(key: str) -> str:
    """A field's name without case, spaces and dots, which versions write differently."""
    return "".join(letter for letter in key.casefold() if letter.isalnum())


_BY_FORM = {_form(key): name for key, name in _FIELDS.items()}
_KNOWN = frozenset(map(_form, (*_FIELDS, *_PATHS, *_WITHHELD)))


def _is_known(key: str) -> bool:
    return _form(key) in _KNOWN


def _claims(fields: Mapping[str, str], others: frozenset[str] = frozenset()) -> ProofClaims:
    by_form = {_form(key): value for key, value in fields.items()}
    known = dict.fromkeys(_FIELDS.values(), "")
    for key, name in _BY_FORM.items():
        known[name] = known[name] or by_form.get(key, "")
    known["sha256"] = known["sha256"].strip().lower().removeprefix("sha256:").strip()
    taken = {*_BY_FORM, *map(_form, _PATHS)}
    left = {key for key in fields.keys() | others if _form(key) not in taken}
    withheld = tuple(sorted(filter(_is_known, left)))
    if len(withheld) < len(left):
        withheld = (*withheld, OTHER_FIELDS)
    path = next((by_form[_form(name)] for name in _PATHS if by_form.get(_form(name))), "")
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
