"""One inspection for every entry: what is wrong with it, in its own words."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.ledger import EntryKind
from sijill.ledger.entries.canonical import decode, encode, is_canonical
from sijill.ledger.entries.envelope import Envelope
from sijill.ledger.entries.payload import commit
from sijill.ledger.log.inspection import Inspection, inspect_entry
from sijill.ledger.merkle.tree import leaf_hash
from sijill.ledger.signing.keys import DeviceKey
from sijill.ledger.stores.storage import EntryRow
from sijill.model.errors import LedgerError

KEY = DeviceKey.from_secret(bytes(range(32)))
LOG = "ab" * 16
READ = commit({"reason": "read"})
ROW = Envelope(
    log=LOG,
    number=7,
    prev="cd" * 32,
    at="2031-06-01T00:00:00.000000Z",
    author="rana",
    kind=EntryKind.ROW,
    subject="list",
    over=("x",),
    digests=READ.digests,
    files=(),
)
DECISION = replace(ROW, kind=EntryKind.JUDGEMENT)


def stored(envelope: Envelope, signature: bytes = b"") -> EntryRow:
    raw = envelope.to_bytes()
    return EntryRow(envelope.number, raw, signature, leaf_hash(raw + signature), envelope.kind)


def inspect(row: EntryRow, public: bytes | None = b"") -> Inspection:
    return inspect_entry((LOG, 7), row, READ.rows, public)


def test_an_entry_as_it_was_written_has_no_fault() -> None:
    found = inspect(stored(ROW))
    assert (found.faults, found.values, found.erased) == ((), {"reason": "read"}, ())
    assert found.envelope == ROW
    signature = KEY.sign_entry(DECISION.to_bytes())
    assert not inspect(stored(DECISION, signature), KEY.public).faults


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (stored(ROW)._replace(leaf=bytes(32)), "leaf hash"),
        (stored(ROW)._replace(kind="capture"), "it is a row, and 'capture' is stored beside it"),
        (stored(replace(ROW, number=8)), "it says that it is entry 8"),
        (stored(replace(ROW, log="0" * 32)), "it says that it is entry 7 of 000"),
        (stored(DECISION), "it is a decision, and the key of the log did not sign it"),
        (stored(DECISION, bytes(64)), "did not sign it"),
        (stored(ROW, KEY.sign_entry(ROW.to_bytes())), "no entry of this kind is"),
        (stored(replace(ROW, digests={})), "payload reason: the entry has no such field"),
        (stored(replace(ROW, digests={"a": "0" * 64, **ROW.digests})), "payload a: its value is"),
    ],
)
def test_what_is_wrong_is_said(row: EntryRow, what: str) -> None:
    assert any(what in str(fault) for fault in inspect(row, KEY.public).faults)


def test_signatures_are_not_asked_for_where_no_key_is_given() -> None:
    assert not inspect(stored(DECISION), None).faults


def test_bytes_that_are_written_otherwise_are_named() -> None:
    raw = stored(ROW).raw
    for other in (
        raw + b" ",
        raw.replace(b'"n":7', b'"n": 7'),
        raw.replace(b"rana", b"r\\u0061na"),
    ):
        row = EntryRow(7, other, b"", leaf_hash(other), "row")
        (fault,) = inspect(row).faults
        assert fault.what == "its bytes are not in the canonical form"


@given(st.data())
def test_one_changed_byte_of_an_entry_is_found(data: st.DataObject) -> None:
    """Whatever a change makes of the bytes, they are told apart from those of the leaf hash."""
    row = stored(ROW)
    raw = bytearray(row.raw)
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= data.draw(st.integers(1, 255))
    assert inspect(row._replace(raw=bytes(raw))).faults
    fitted = row._replace(raw=bytes(raw), leaf=leaf_hash(bytes(raw)))
    found = inspect(fitted)
    if not found.faults and found.envelope is not None:
        assert found.envelope.to_bytes() == bytes(raw)


@given(st.binary(max_size=30))
def test_bytes_that_pass_for_canonical_are_what_is_written(raw: bytes) -> None:
    assert inspect_entry((LOG, 7), stored(ROW), [("x", READ.rows[0][1], raw)]).faults
    with suppress(LedgerError):  # no JSON at all
        value = decode(raw)
        assert is_canonical(raw, value) == (encode(value) == raw)
