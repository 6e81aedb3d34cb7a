"""What is recognised by its predicted bytes is what an inspection finds nothing wrong with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.ledger.audit.plain_entry import PlainEntries, Value
from sijill.ledger.entries.canonical import Json
from sijill.ledger.entries.entry import Draft, EntryKind, FileReference
from sijill.ledger.entries.envelope import Envelope
from sijill.ledger.log.chain import AppendContext, Batch, Tail, chain
from sijill.ledger.log.inspection import inspect_entry
from sijill.ledger.merkle.tree import GrowingTree
from sijill.ledger.signing.keys import DeviceKey
from sijill.ledger.stores.storage import EntryRow

LOG = "0123456789abcdef" * 2
CONTEXT = AppendContext(LOG, "rana", "2031-06-01T00:00:00.000000Z", None)
VALUES: dict[str, Json] = {"cells": {"name": "رنا", "ages": [3, None]}, "row": 7, "sheet": "one"}


def chained(*drafts: Draft) -> Batch:
    return chain(drafts, CONTEXT, Tail(GrowingTree(), ""))


def learned(batch: Batch) -> PlainEntries:
    plain = PlainEntries()
    plain.learn(batch.rows[0].raw, Envelope.from_bytes(batch.rows[0].raw))
    return plain


def columns_of(row: EntryRow) -> list[object]:
    return [row.raw, row.signature, row.leaf, row.kind.encode()]


def values_of(batch: Batch, number: int) -> list[Value]:
    rows = [row for row in batch.payload if row[0] == number]
    return sorted((row[0], row[1].encode(), row[2], row[3]) for row in rows)


@pytest.fixture(scope="module")
def batch() -> Batch:
    return chained(
        Draft(EntryKind.ROW, "list:1", {"row": 1}), Draft(EntryKind.ROW, "list:2", VALUES)
    )


def test_an_entry_like_the_one_before_is_right(batch: Batch) -> None:
    row, prev = batch.rows[1], batch.rows[0].leaf.hex()
    assert learned(batch).is_right(1, columns_of(row), values_of(batch, 1), prev)
    assert not PlainEntries().is_right(1, columns_of(row), values_of(batch, 1), prev)


def test_whatever_byte_is_flipped_it_is_not(batch: Batch) -> None:
    plain, prev = learned(batch), batch.rows[0].leaf.hex()
    columns, values = columns_of(batch.rows[1]), values_of(batch, 1)
    for place, content in enumerate(columns):
        assert isinstance(content, bytes)
        for flipped in flips(content):
            changed = [*columns[:place], flipped, *columns[place + 1 :]]
            assert not plain.is_right(1, changed, values, prev), (place, flipped)
    for at, value in enumerate(values):
        for place in (1, 2, 3):
            content = value[place]
            assert isinstance(content, bytes)
            for flipped in flips(content):
                changed_value = (*value[:place], flipped, *value[place + 1 :])
                changed_values = [*values[:at], changed_value, *values[at + 1 :]]
                assert not plain.is_right(1, columns, changed_values, prev)  # type: ignore[arg-type]


def flips(content: bytes) -> list[bytes]:
    return [
        content[:at] + bytes((content[at] ^ 1 << at % 8,)) + content[at + 1 :]
        for at in range(len(content))
    ]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, "a text"),
        (0, None),
        (1, ""),
        (1, b"\x00" * 64),
        (2, None),
        (3, b"case"),
        (3, None),
    ],
)
def test_a_column_of_another_type_or_content_is_not(
    batch: Batch, place: int, value: object
) -> None:
    columns, prev = columns_of(batch.rows[1]), batch.rows[0].leaf.hex()
    columns[place] = value
    assert not learned(batch).is_right(1, columns, values_of(batch, 1), prev)


def test_another_place_another_prev_and_missing_doubled_or_erased_values_are_not(
    batch: Batch,
) -> None:
    plain, columns = learned(batch), columns_of(batch.rows[1])
    values, prev = values_of(batch, 1), batch.rows[0].leaf.hex()
    assert not plain.is_right(2, columns, values, prev)
    assert not plain.is_right(1, columns, values, "0" * 64)
    number, name, *_ = values[0]
    for others in (
        values[1:],
        [*values, values[-1]],
        values[::-1],
        [(number, name, None, None), *values[1:]],
        [(number, None, *values[0][2:]), *values[1:]],
    ):
        assert not plain.is_right(1, columns, others, prev)


def test_values_that_are_not_canonical_are_not() -> None:
    """Whoever made the entry took the digest of ``1.0`` or of ``{"a": 1}`` with a space."""
    batch = chained(Draft(EntryKind.ROW, "a", {"row": 1}), Draft(EntryKind.ROW, "b", {"row": 1}))
    key, (number, name, salt, _) = batch.rows[0].leaf.hex(), values_of(batch, 1)[0]
    for value in (b"1.0", b" 1", b"01", b'{"a": 1}', b'"\\u0041"', b"9007199254740993", b"1e3"):
        assert not learned(batch).is_right(
            1, columns_of(batch.rows[1]), [(number, name, salt, value)], key
        )


def test_decisions_and_entries_that_rest_on_something_are_no_example() -> None:
    file = FileReference("0" * 64, 1)
    for draft in (
        Draft(EntryKind.JUDGEMENT, "a", {"row": 1}),
        Draft(EntryKind.ROW, "a", {"row": 1}, over=("b",)),
        Draft(EntryKind.ROW, "a", {"row": 1}, files=(file,)),
    ):
        batch = chained(draft, draft)
        row, prev = batch.rows[1], batch.rows[0].leaf.hex()
        assert not learned(batch).is_right(1, columns_of(row), values_of(batch, 1), prev)


@given(
    subject=st.text(min_size=1, max_size=6),
    author=st.text(min_size=1, max_size=4),
    payload=st.dictionaries(
        st.text(max_size=4), st.none() | st.booleans() | st.integers(-9, 9) | st.text(), max_size=3
    ),
)
def test_what_is_right_here_is_right_for_the_inspection(
    subject: str, author: str, payload: dict[str, Json]
) -> None:
    key = DeviceKey.from_secret(bytes(range(32)))
    drafts = [Draft(EntryKind.ROW, "list:1"), Draft(EntryKind.ROW, subject, payload)]
    context = CONTEXT._replace(author=author, key=key)
    batch = chain(drafts, context, Tail(GrowingTree(), ""))
    row, values = batch.rows[1], values_of(batch, 1)
    if learned(batch).is_right(1, columns_of(row), values, batch.rows[0].leaf.hex()):
        fields = [(str(name, "utf-8"), salt, value) for _, name, salt, value in values]  # type: ignore[call-overload]
        found = inspect_entry((LOG, 1), row, fields, key.public)
        assert (found.faults, found.leaf) == ((), row.leaf)
    is_usual = all(text.isascii() and text.isalnum() for text in (subject, *payload))
    assert not is_usual or learned(batch).is_right(
        1, columns_of(row), values, batch.rows[0].leaf.hex()
    )
