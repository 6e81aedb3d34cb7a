"""Normal forms are the library's, in time that grows with the text whatever marks it holds."""

import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.model.values.normal_forms import Form, normalize, order_marks

FORMS: tuple[Form, ...] = ("NFC", "NFD", "NFKC", "NFKD")
_SIGNS = [sign for sign in map(chr, range(sys.maxunicode + 1)) if not sign.isascii()]
_MARKS = [sign for sign in _SIGNS if all(map(unicodedata.combining, normalize("NFKD", sign)))]
_LETTERS = "aéكرЙ가각\u09c7\u09be\uff76\ufefb\ufdfa "


def most_moved_past(form: Form, text: str) -> int:
    """The longest run of marks, taken apart one by one, in which one stands before a lower one."""
    apart: Form = "NFKD" if form in ("NFKC", "NFKD") else "NFD"
    longest = length = 0
    is_moved, before = False, 0
    for mark in "".join(normalize(apart, sign) for sign in text):
        place = unicodedata.combining(mark)
        length, is_moved = (length + 1, is_moved or place < before) if place else (0, False)
        before = place
        longest = max(longest, length if is_moved else 0)
    return longest


@given(
    st.lists(
        st.one_of(
            st.text(st.sampled_from(_MARKS), max_size=200),
            st.text(st.sampled_from([*_LETTERS, *_MARKS[:9]]), max_size=40),
            st.text(max_size=10),
        )
    ).map("".join),
    st.sampled_from(FORMS),
)
def test_they_are_those_of_the_library(text: str, form: Form) -> None:
    assert normalize(form, text) == unicodedata.normalize(form, text)


@pytest.mark.parametrize("form", FORMS)
def test_no_long_run_of_marks_is_left_for_the_library_to_put_in_order(form: Form) -> None:
    """Each kind of mark by turns with each; the control shows that they are out of order before."""
    by_place = {unicodedata.combining(mark): mark for mark in _MARKS if unicodedata.combining(mark)}
    ordered = [by_place[place] for place in sorted(by_place, reverse=True)]
    odd = [mark for mark in _MARKS if not unicodedata.combining(mark)]
    for first, second in [*pairwise(ordered), *((mark, ordered[0]) for mark in odd)]:
        text = "a" + (first + second) * 100
        assert most_moved_past(form, order_marks(form, text)) <= 30
    assert most_moved_past(form, "a" + (ordered[0] + ordered[-1]) * 100) == 200


def test_half_a_million_marks_by_turns_come_to_an_end() -> None:
    assert normalize("NFC", "a" + "\u0301\u0323" * 250_000).startswith("\u1ea1\u0323")
