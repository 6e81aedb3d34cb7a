"""Reading a bundle: ``bundle.json`` as far as its form goes, and that its maker signed it.

Everything is refused that two readers could take differently: a link in place of a file, a name
twice in one map, base64 written in another way than the usual.
"""

import base64
import json
import re
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sijill.files.reading import read_bounded
from sijill.ledger.bundle.format import CONTENT, FORMAT, SIGNATURE, signed_bytes, written
from sijill.ledger.signing.checkpoint import Checkpoint, read_checkpoint
from sijill.ledger.signing.keys import is_signed_by
from sijill.model.case_limits import MOST_BUNDLE_BYTES
from sijill.model.errors import FileUnreadableError, LedgerError

_SIGNATURE = re.compile(rb"([0-9a-f]{64}) ([0-9a-f]{128})\n")
_LOG_ID = re.compile("[0-9a-f]{32}")


class BundledLog(NamedTuple):
    """A log as the bundle gives it."""

    id: str
    public: bytes
    note: Checkpoint
    history: Sequence[Mapping[str, object]]


class Bundle(NamedTuple):
    """What ``bundle.json`` says, and the key of the device that signed it."""

    maker: bytes
    logs: Mapping[str, BundledLog]
    entries: Sequence[Mapping[str, object]]
    others: Mapping[str, str]
    left_out: Mapping[str, str]


def read_bundle(folder: Path) -> Bundle:
    """What ``bundle.json`` says.

    Raises:
        LedgerError: if the maker did not sign it so, or it does not have the form of a bundle.
        OSError: if it or its signature is not there or cannot be read.
        ValueError, TypeError and their like: for a form that nobody thought of.
    """
    raw = read_ordinary(folder / CONTENT)
    form = _SIGNATURE.fullmatch(read_ordinary(folder / SIGNATURE))
    if form is None:
        raise LedgerError(f"{SIGNATURE} does not hold a key and a signature")
    maker, signature = (bytes.fromhex(part.decode()) for part in form.groups())
    if not is_signed_by(maker, signed_bytes(raw), signature):
        raise LedgerError(f"it is not as it was when it was signed ({SIGNATURE})")
    content = json.loads(raw.decode("utf-8"))
    if written(content) != raw:
        raise LedgerError("it is written in an unusual way")
    match content:
        case {
            "format": str(form_name),
            "logs": list() as given,
            "entries": list() as entries,
            "others": dict() as others,
            "left_out": dict() as left_out,
            **rest,
        } if form_name == FORMAT and not rest:
            logs = {log.id: log for log in map(_read_log, given)}
        case _:
            raise LedgerError("it does not have the fields of a bundle of this version")
    if len(logs) != len(given) or maker not in {log.public for log in logs.values()}:
        raise LedgerError("it does not hold logs, each once, and that of its maker among them")
    return Bundle(maker, logs, entries, others, left_out)


def _read_log(content: Mapping[str, object]) -> BundledLog:
    match content:
        case {
            "log": str() as log,
            "public": str() as key,
            "note": str() as text,
            "history": list() as history,
            **rest,
        } if not rest and _LOG_ID.fullmatch(log):
            public, note = bytes.fromhex(key), read_checkpoint(text.encode())
        case _:
            raise LedgerError("a log does not have the fields of one")
    if not note.is_about(log, public):
        raise LedgerError(f"the key of log {log} did not sign its checkpoint")
    return BundledLog(log, public, note, history)


def read_ordinary(path: Path) -> bytes:
    """The bytes of an ordinary file. Raises LedgerError for any other, OSError if it is absent."""
    demand_ordinary(path)
    try:
        return read_bounded(path, MOST_BUNDLE_BYTES)
    except FileUnreadableError as error:
        raise LedgerError(str(error)) from error


def demand_ordinary(path: Path) -> None:
    """A link would show another file than the one that was handed over; a pipe never ends.

    Raises:
        LedgerError: if it is no ordinary file.
        OSError: if it is not there.
    """
    if not stat.S_ISREG(path.lstat().st_mode):
        raise LedgerError(f"{path.name!r} is no ordinary file")


def unbase64(text: str) -> bytes:
    """The bytes of base64 in its one usual form. Raises LedgerError or ValueError for another."""
    raw = base64.b64decode(text, validate=True)
    if base64.b64encode(raw).decode() != text:
        raise LedgerError(f"{text[:20]!r} is base64 written in an unusual way")
    return raw
