import json
from collections.abc import Mapping
from decimal import Decimal
from enum import IntEnum, StrEnum
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.ledger.entries.canonical import (
    Json,
    decode,
    encode,
    is_canonical,
)
from sijill.model.case_limits import LARGEST_INTEGER, MOST_ENTRY_LEVELS
from sijill.model.errors import LedgerError

TEXTS = st.text()
INTEGERS = st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)
VALUES = st.recursive(
    st.none() | st.booleans() | INTEGERS | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=20,
)


class Colour(StrEnum):
    """Text with a name."""

    RED = "red"


class Rank(IntEnum):
    """An integer with a name."""

    FIRST = 1


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-12, "-12"),
        (LARGEST_INTEGER, "9007199254740991"),
        ("", '""'),
        ([], "[]"),
        ({}, "{}"),
        ((1, "a"), '[1,"a"]'),
        ({"b": [1, {"d": None, "c": True}], "a": "x"}, '{"a":"x","b":[1,{"c":true,"d":null}]}'),
        (MappingProxyType({"a": 1}), '{"a":1}'),
        ({"colour": Colour.RED, "rank": Rank.FIRST}, '{"colour":"red","rank":1}'),
    ],
)
def test_each_kind_of_value_has_one_way_to_be_written(value: Json, written: str) -> None:
    assert encode(value) == written.encode()


def test_text_has_the_fewest_escapes() -> None:
    # the string of RFC 8785, section 3.2.2.2, and every control character
    assert encode('\u20ac$\u000f\nA\'B"\\\\"/') == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'.encode()
    assert encode("\b\t\n\f\r\x00\x1f\x7f") == b'"\\b\\t\\n\\f\\r\\u0000\\u001f\x7f"'


def test_text_is_kept_as_it_came_without_normalisation() -> None:
    composed, decomposed = "é", "e\u0301"
    assert encode(composed) != encode(decomposed)
    assert decode(encode(decomposed)) == decomposed


def test_keys_are_sorted_by_utf16_code_units() -> None:
    # the object of RFC 8785, section 3.2.3: the emoji (D83D DE00) comes before U+FB33
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    written = json.loads(encode(dict.fromkeys(keys)))
    assert list(written) == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    assert sorted(keys) != list(written)


@pytest.mark.parametrize("value", [0.5, 1.0, float("nan"), float("inf"), [0.1], {"a": {"b": 2.0}}])
def test_a_float_is_refused(value: Json) -> None:
    with pytest.raises(LedgerError, match="float"):
        encode(value)


def test_a_refusal_says_where_the_value_stands() -> None:
    with pytest.raises(LedgerError, match=r"payload\.cells\.age is the float 3\.5"):
        encode({"cells": {"age": 3.5}}, "payload")  # type: ignore[dict-item]


@pytest.mark.parametrize(
    "value",
    [LARGEST_INTEGER + 1, -LARGEST_INTEGER - 1, 1 << 20_000],
    ids=["above", "below", "huge"],
)
def test_an_integer_that_some_readers_would_round_is_refused(value: int) -> None:
    with pytest.raises(LedgerError, match="integer"):
        encode(value)


@pytest.mark.parametrize("value", [b"bytes", {1, 2}, Decimal("0.5"), object()])
def test_any_other_type_is_refused(value: Json) -> None:
    with pytest.raises(LedgerError, match="can be stored"):
        encode(value)


@pytest.mark.parametrize("key", [1, None, True, 2.0, ("a",)])
def test_a_key_that_is_no_text_is_refused(key: str) -> None:
    with pytest.raises(LedgerError, match="no text"):
        encode({"a": 1, key: 2})


@pytest.mark.parametrize("value", ["\ud800", ["a\udfff"], {"\ud83d": 1}, {"k": "\ude00\ud83d"}])
def test_a_lone_surrogate_is_refused(value: Json) -> None:
    with pytest.raises(LedgerError, match=r"half of a character|surrogate"):
        encode(value)


def test_nesting_has_a_limit_in_both_directions() -> None:
    deep: Json = "leaf"
    for _ in range(MOST_ENTRY_LEVELS):
        deep = [deep]
    assert decode(encode(deep)) == deep
    with pytest.raises(LedgerError, match="levels"):
        encode([deep])
    with pytest.raises(LedgerError, match="no canonical JSON"):
        decode(b"[" * 100_000)


@given(VALUES)
def test_what_was_written_can_be_read_back(value: Json) -> None:
    raw = encode(value)
    assert decode(raw) == value
    assert is_canonical(raw, decode(raw))


@given(st.dictionaries(TEXTS, VALUES), st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_matter(value: Mapping[str, Json], chance: object) -> None:
    shuffled = list(value.items())
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert encode(dict(shuffled)) == encode(value)


@given(st.recursive(INTEGERS | TEXTS, lambda it: st.dictionaries(st.text("abcXYZ019 "), it)))
def test_it_agrees_with_pythons_own_writer_where_the_two_rules_are_the_same(value: Json) -> None:
    oracle = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert encode(value) == oracle.encode()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"nul",
        b"{",
        b"\xff",
        b"1.0",
        b"1e3",
        b"NaN",
        b"Infinity",
        b"\xef\xbb\xbf1",
        b"'a'",
        b"1 2",
        b"1" * 5000,
        b'"\x00"',
        "1".encode("utf-16"),
    ],
)
def test_bytes_that_are_no_such_json_are_refused(raw: bytes) -> None:
    with pytest.raises(LedgerError):
        decode(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b" 1",
        b"-0",
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'"\\u0041"',
        b'"\\/"',
        b'"\\u000A"',
        '{"\ufb33":1,"\U0001f600":2}'.encode(),
    ],
)
def test_another_spelling_of_a_value_is_not_canonical(raw: bytes) -> None:
    assert not is_canonical(raw, decode(raw))


def test_an_escaped_lone_surrogate_has_no_canonical_form() -> None:
    with pytest.raises(LedgerError, match=r"half of a character|surrogate"):
        is_canonical(b'"\\ud800"', decode(b'"\\ud800"'))
