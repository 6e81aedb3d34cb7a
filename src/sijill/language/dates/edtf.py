"""Forms of EDTF (ISO 8601-2, levels 1 and 2) in words that the grammar of dates reads.

A set of dates, one of which is meant (``[2017-06-01..2017-06-05]``, ``[2017-06-01,2017-06-03]``) or
all of which are (``{...}``), becomes the range from its first to its last; an open end stays open.
The ``u`` of older drafts (``201u``, ``2017-06-uu``) becomes ``X``. A date with ``?``, ``~`` or
``%`` in any of its parts is uncertain or approximate, and does not say by how much.
"""

import re

_DATE = r"[0-9]{4}(?:-[0-9]{2}){0,2}"
_SET = re.compile(rf"^[\[{{](?:{_DATE}|\.\.|[, ])+[\]}}]$")
_MEMBER = re.compile(rf"{_DATE}|\.\.")
_OLDER_DRAFT = re.compile(r"^[0-9]{2}[0-9u]{2}(?:-[0-9u]{2}){0,2}$", re.IGNORECASE)
_QUALIFIED = re.compile(r"^[?~%]?[0-9]{4}[?~%]?(?:-[?~%]?[0-9]{2}[?~%]?){0,2}$")
_QUALIFIERS = frozenset("?~%")
_SEASON = re.compile(r"^[0-9]{4}-(?:2[1-9]|3[0-9]|4[01])$")
_OPEN = ".."
_AFTER_ALL_OF_ITS_DAYS = "~"


def plain_form(text: str) -> str:
    """The same date or range without a set's brackets and without the older drafts' ``u``."""
    bare = text.strip()
    if _OLDER_DRAFT.match(bare):
        return bare.lower().replace("u", "x")
    members = _MEMBER.findall(bare) if _SET.match(bare) else []
    dates = [member for member in members if member != _OPEN]
    if not dates:
        return text
    first = _OPEN if members[0] == _OPEN else min(dates)
    last = _OPEN if members[-1] == _OPEN else max(dates, key=_end)
    return first if first == last else f"{first}/{last}"


def is_qualified(text: str) -> bool:
    """Whether a date, or an end of a range, is marked as uncertain or approximate."""
    ends = [end.strip() for end in text.split("/")]
    return not _QUALIFIERS.isdisjoint(text) and any(
        _QUALIFIED.match(end) and not _QUALIFIERS.isdisjoint(end) for end in ends
    )


def is_season(text: str) -> bool:
    """Whether the text is a year with a season, quarter or half of ISO 8601-2 for a month."""
    return _SEASON.match(text.strip()) is not None


def _end(member: str) -> str:
    """A key by which a whole year or month ends after each of its days."""
    return member + _AFTER_ALL_OF_ITS_DAYS
