import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.ledger.entries.canonical import Json
from sijill.ledger.entries.payload import (
    SALT_BYTES,
    commit,
    field_digest,
    is_opening,
    open_commitments,
)
from sijill.model.case_limits import LARGEST_INTEGER
from sijill.model.errors import LedgerError

TEXTS = st.text()
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=8,
)

Row = tuple[str, bytes | None, bytes | None]


def test_a_digest_is_salted_and_set_apart_from_the_tree() -> None:
    fields = commit({"name": "رنا"})
    ((name, salt, value),) = fields.rows
    assert (name, value) == ("name", '"رنا"'.encode())
    assert fields.digests == {"name": sha256(b"\x02" + salt + value).hexdigest()}
    assert len(salt) == SALT_BYTES


def test_equal_values_have_different_digests() -> None:
    two, one = commit({"a": "Rana", "b": "Rana"}), commit({"a": "Rana"})
    assert len({salt for _, salt, _ in two.rows + one.rows}) == 3
    assert len({*two.digests.values(), *one.digests.values()}) == 3


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_what_was_committed_to_can_be_opened(payload: dict[str, Json]) -> None:
    fields = commit(payload)
    assert open_commitments(fields.digests, fields.rows) == (payload, (), ())
    assert fields.values == payload


def test_a_tuple_comes_back_as_a_list_at_once() -> None:
    assert commit({"ages": (3, 4)}).values == {"ages": [3, 4]}


def test_the_cells_of_a_row_come_back_apart_and_in_the_order_of_their_bytes() -> None:
    cells = {"place": "Basatin", "name": "هدى"}
    fields = commit({"cells": cells})
    cells["name"] = "changed later"
    read = open_commitments(fields.digests, fields.rows).values["cells"]
    assert fields.values["cells"] == read == {"name": "هدى", "place": "Basatin"}
    assert [*json.dumps(fields.values["cells"])] == [*json.dumps(read)]


def test_an_erased_field_is_named_and_the_others_stay() -> None:
    fields = commit({"name": "Rana", "sex": "f"})
    rows: list[Row] = [("name", None, None), fields.rows[1]]
    assert open_commitments(fields.digests, rows) == ({"sex": "f"}, ("name",), ())


def test_a_value_that_is_missing_or_changed_is_refused() -> None:
    fields = commit({"name": "Rana", "sex": "f"})
    digests, (first, second) = fields.digests, fields.rows
    name, salt, value = first
    swapped: list[Row] = [(name, second[1], second[2]), (second[0], salt, value)]
    forged: list[list[Row]] = [
        [],
        [first],
        [first, second, ("more", salt, value)],
        [(name, salt, b'"Dana"'), second],
        [(name, b"\x00" * SALT_BYTES, value), second],
        [(name, None, value), second],
        [(name, salt, None), second],
        swapped,
    ]
    for rows in forged:
        assert open_commitments(digests, rows).faults


@pytest.mark.parametrize("moved", [-16, -1, 1, 2])
def test_bytes_cannot_move_between_salt_and_value(moved: int) -> None:
    """The digest is over both in a row, so the length of the salt decides where one ends."""
    fields = commit({"row": 123})
    ((_, right_salt, right_value),) = fields.rows
    whole, digest = right_salt + right_value, fields.digests["row"]
    salt, value = whole[: SALT_BYTES + moved], whole[SALT_BYTES + moved :]
    assert field_digest(salt, value) == digest
    assert not is_opening(salt, value, digest)
    assert open_commitments(fields.digests, [("row", salt, value)]) == (
        {},
        (),
        (("row", "its value does not have the digest in the entry"),),
    )


def test_what_is_no_bytes_opens_nothing() -> None:
    fields = commit({"row": 123})
    ((_, right_salt, right_value),) = fields.rows
    digests, lost = fields.digests, "its bytes are lost"
    assert not open_commitments(digests, fields.rows).faults
    for salt, value in ((right_salt.hex(), right_value), (right_salt, None)):
        ((name, what),) = open_commitments(digests, [("row", salt, value)]).faults
        assert (name, what[: len(lost)]) == ("row", lost)
    ((_, what),) = open_commitments(digests, [(b"row", right_salt, right_value)]).faults[:1]
    assert what == "the entry has no such field"


def test_a_value_that_is_written_otherwise_is_named() -> None:
    salt = bytes(SALT_BYTES)
    for value in (b'{"b":1,"a":2}', b"1.5", b"nonsense", b"[1, 2]"):
        digests = {"x": field_digest(salt, value)}
        assert open_commitments(digests, [("x", salt, value)]).faults


def test_a_refused_value_is_named() -> None:
    with pytest.raises(LedgerError, match=r"payload\.age is the float"):
        commit({"age": 3.5})  # type: ignore[dict-item]


def test_the_digest_of_a_known_salt() -> None:
    assert (
        field_digest(b"\x00" * 16, b"null") == sha256(b"\x02" + b"\x00" * 16 + b"null").hexdigest()
    )
