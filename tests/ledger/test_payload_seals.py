from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.ledger.entries.canonical import LARGEST_INTEGER, Json
from sijill.ledger.entries.payload import (
    SALT_BYTES,
    SealedField,
    field_digest,
    is_sealed,
    seal,
    unseal,
)
from sijill.model.errors import LedgerError

TEXTS = st.text()
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=8,
)

Row = tuple[str, bytes | None, bytes | None]


def rows_of(fields: tuple[SealedField, ...]) -> list[Row]:
    return [(it.name, it.salt, it.value) for it in fields]


def digests_of(fields: tuple[SealedField, ...]) -> dict[str, str]:
    return {it.name: it.digest for it in fields}


def test_a_digest_is_salted_and_set_apart_from_the_tree() -> None:
    (field,) = seal({"name": "رنا"})
    assert field.value == '"رنا"'.encode()
    assert field.digest == sha256(b"\x02" + field.salt + field.value).hexdigest()
    assert len(field.salt) == SALT_BYTES


def test_equal_values_have_different_digests() -> None:
    fields = [*seal({"a": "Rana", "b": "Rana"}), *seal({"a": "Rana"})]
    assert len({it.digest for it in fields}) == len({it.salt for it in fields}) == 3


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_what_was_sealed_can_be_unsealed(payload: dict[str, Json]) -> None:
    fields = seal(payload)
    assert unseal(digests_of(fields), rows_of(fields)) == (payload, ())
    assert {it.name: it.content for it in fields} == payload


def test_a_tuple_comes_back_as_a_list_at_once() -> None:
    (field,) = seal({"ages": (3, 4)})
    assert field.content == [3, 4]


def test_an_erased_field_is_named_and_the_others_stay() -> None:
    fields = seal({"name": "Rana", "sex": "f"})
    rows: list[Row] = [("name", None, None), rows_of(fields)[1]]
    assert unseal(digests_of(fields), rows) == ({"sex": "f"}, ("name",))


def test_a_value_that_is_missing_or_changed_is_refused() -> None:
    fields = seal({"name": "Rana", "sex": "f"})
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
        with pytest.raises(LedgerError, match="payload"):
            unseal(digests, rows)


@pytest.mark.parametrize("moved", [-16, -1, 1, 2])
def test_bytes_cannot_move_between_salt_and_value(moved: int) -> None:
    """The digest is over both in a row, so the length of the salt decides where one ends."""
    (field,) = seal({"row": 123})
    whole = field.salt + field.value
    salt, value = whole[: SALT_BYTES + moved], whole[SALT_BYTES + moved :]
    assert field_digest(salt, value) == field.digest
    assert not is_sealed(salt, value, field.digest)
    with pytest.raises(LedgerError, match="payload 'row' does not have the digest"):
        unseal({"row": field.digest}, [("row", salt, value)])


def test_what_is_no_bytes_is_not_sealed() -> None:
    (field,) = seal({"row": 123})
    assert is_sealed(field.salt, field.value, field.digest)
    assert not is_sealed(field.salt.hex(), field.value, field.digest)
    assert not is_sealed(field.salt, None, field.digest)


def test_a_refused_value_is_named() -> None:
    with pytest.raises(LedgerError, match=r"payload\.age is the float"):
        seal({"age": 3.5})  # type: ignore[dict-item]


def test_the_digest_of_a_known_salt() -> None:
    assert (
        field_digest(b"\x00" * 16, b"null") == sha256(b"\x02" + b"\x00" * 16 + b"null").hexdigest()
    )
