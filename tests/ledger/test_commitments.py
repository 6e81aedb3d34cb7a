from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.ledger.entries.canonical import Json
from sijill.ledger.entries.payload import (
    SALT_BYTES,
    Commitment,
    commit,
    field_digest,
    is_opening,
    open_commitments,
)
from sijill.model.errors import LedgerError
from sijill.model.limits import LARGEST_INTEGER

TEXTS = st.text()
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=8,
)

Row = tuple[str, bytes | None, bytes | None]


def rows_of(fields: tuple[Commitment, ...]) -> list[Row]:
    return [(it.name, it.salt, it.value) for it in fields]


def digests_of(fields: tuple[Commitment, ...]) -> dict[str, str]:
    return {it.name: it.digest for it in fields}


def test_a_digest_is_salted_and_set_apart_from_the_tree() -> None:
    (field,) = commit({"name": "رنا"})
    assert field.value == '"رنا"'.encode()
    assert field.digest == sha256(b"\x02" + field.salt + field.value).hexdigest()
    assert len(field.salt) == SALT_BYTES


def test_equal_values_have_different_digests() -> None:
    fields = [*commit({"a": "Rana", "b": "Rana"}), *commit({"a": "Rana"})]
    assert len({it.digest for it in fields}) == len({it.salt for it in fields}) == 3


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_what_was_committed_to_can_be_opened(payload: dict[str, Json]) -> None:
    fields = commit(payload)
    assert open_commitments(digests_of(fields), rows_of(fields)) == (payload, (), ())
    assert {it.name: it.content for it in fields} == payload


def test_a_tuple_comes_back_as_a_list_at_once() -> None:
    (field,) = commit({"ages": (3, 4)})
    assert field.content == [3, 4]


def test_an_erased_field_is_named_and_the_others_stay() -> None:
    fields = commit({"name": "Rana", "sex": "f"})
    rows: list[Row] = [("name", None, None), rows_of(fields)[1]]
    assert open_commitments(digests_of(fields), rows) == ({"sex": "f"}, ("name",), ())


def test_a_value_that_is_missing_or_changed_is_refused() -> None:
    fields = commit({"name": "Rana", "sex": "f"})
    digests, (first, second) = digests_of(fields), rows_of(fields)
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
    (field,) = commit({"row": 123})
    whole = field.salt + field.value
    salt, value = whole[: SALT_BYTES + moved], whole[SALT_BYTES + moved :]
    assert field_digest(salt, value) == field.digest
    assert not is_opening(salt, value, field.digest)
    assert open_commitments({"row": field.digest}, [("row", salt, value)]) == (
        {},
        (),
        (("row", "its value does not have the digest in the entry"),),
    )


def test_what_is_no_bytes_opens_nothing() -> None:
    (field,) = commit({"row": 123})
    digests, lost = {"row": field.digest}, "its bytes are lost"
    assert not open_commitments(digests, [("row", field.salt, field.value)]).faults
    for salt, value in ((field.salt.hex(), field.value), (field.salt, None)):
        ((name, what),) = open_commitments(digests, [("row", salt, value)]).faults
        assert (name, what[: len(lost)]) == ("row", lost)
    ((_, what),) = open_commitments(digests, [(b"row", field.salt, field.value)]).faults[:1]
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
