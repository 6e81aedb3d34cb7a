"""Normal forms of Unicode (UAX #15) in time that grows with the text, whatever it holds.

The library puts the marks above and below a letter in their order by moving each past its
neighbours, one place at a time: half a million marks, above and below by turns, take an hour. No
writing sets more than a handful on one letter (UAX #15, 13: at most thirty), so a longer run is put
in order before the library sees it. What comes out is the same.
"""

import re
import unicodedata
from functools import cache
from typing import Literal

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]

_LONGEST_RUN = 30
"""Marks on one letter in text that systems exchange (UAX #15, 13, the Stream-Safe Text Format)."""
_LAST_MARK = 0x1FFFF
"""No mark that has a place in this order is beyond (UnicodeData.txt, field 3)."""
_OF_MARKS = "\u0f73\u0f75\u0f81"
"""Signs that come apart into marks alone, though they are none themselves."""
_OF_COMPATIBLE_MARKS = "\uff9e\uff9f"
"""The same in the forms of compatibility, NFKC and NFKD."""


def normalize(form: Form, text: str) -> str:
    """The text in a normal form, as ``unicodedata.normalize`` gives it."""
    if text.isascii() or unicodedata.is_normalized(form, text):
        return text
    return unicodedata.normalize(form, order_marks(form, text))


def order_marks(form: Form, text: str) -> str:
    """The text with its longer runs of marks taken apart and in canonical order.

    It has the same normal form: that order is stable, as sorting is (UAX #15, 1.3).
    """
    if len(text) <= _LONGEST_RUN:
        return text
    apart: Form = "NFKD" if form in ("NFKC", "NFKD") else "NFD"
    return _runs(apart).sub(lambda run: _in_order(apart, run[0]), text)


def _in_order(apart: Form, run: str) -> str:
    marks = "".join(unicodedata.normalize(apart, mark) for mark in run)
    return "".join(sorted(marks, key=unicodedata.combining))


@cache
def _runs(apart: Form) -> re.Pattern[str]:
    """Longer runs of what comes apart into nothing but marks."""
    marks = "".join(filter(unicodedata.combining, map(chr, range(_LAST_MARK + 1)))) + _OF_MARKS
    one = f"[{marks}{_OF_COMPATIBLE_MARKS if apart == 'NFKD' else ''}]"
    return re.compile(f"{one}{one}{{{_LONGEST_RUN},}}")
