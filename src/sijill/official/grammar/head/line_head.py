"""The head of a line as a whole, and the account behind it, which says the position."""

import re
from dataclasses import dataclass

from sijill.language.dates.running_text import Dated, dates_in
from sijill.model.records.release import FieldSpan, ReleaseField
from sijill.model.values.dates import DatePrecision
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.head.header import (
    ENUMERATOR,
    channel_in,
    date_of_incident,
    is_of_incident,
    tells_on,
)
from sijill.official.grammar.head.places import Part, place_in
from sijill.official.grammar.head.references import (
    ALLEGATION_NUMBER,
    References,
    blank,
    references_in,
)
from sijill.official.grammar.words import head_words


@dataclass(frozen=True, slots=True)
class LineHead:
    """What a line's head says: its day, place, channel, references, and all dates of the line."""

    dated: Dated | None
    place: Part | None
    channel: Part | None
    references: References
    dates: tuple[Dated, ...]


_PLACE_BEFORE = expression(r"\b(?i:near|in|at|around|of|off|area)\s+(?:the\s+)?[A-Z]")
"""A place that stands before the date: "strikes near Basatin on 4 May"."""
_DAY_FIELD = expression(r"\b(?:incident|event|strike|date)\s*:\s*\Z", re.IGNORECASE)
"""A field for the day further on, behind that of the report: "Incident: 28 Mar 2031"."""
_NOTE = expression(r"\[[^\]]{20,}\]")


def head_of(text: str) -> LineHead:
    """What stands at the head of a line, and everything printed to find it by."""
    enumerator = ENUMERATOR.match(text)
    is_place_in_list = enumerator is not None and ALLEGATION_NUMBER.match(text) is None
    numbered = blank(text, [(0, enumerator.end())] if enumerator and is_place_in_list else [])
    references = references_in(_NOTE.sub(lambda note: " " * len(note[0]), numbered))
    bare = blank(text, [(grid.start, grid.end) for grid in references.grids])
    dates = tuple(dates_in(bare))
    dated = date_of_incident(bare, dates)
    start = _behind_codes(references, enumerator.end() if enumerator else 0)
    is_dated = dated is not None and (
        len(" ".join(bare[start : dated.start].split())) < len("On or about the night of ")
        or _DAY_FIELD.search(bare, 0, dated.start) is not None
    )
    is_dated = is_dated and not _PLACE_BEFORE.search(text, start, dated.start if dated else start)
    if dated is not None and is_dated:
        start = dated.end
    place = place_in(bare, start, is_dated=is_dated, dates=[day.start for day in dates])
    return LineHead(dated, place, channel_in(text), references, dates)


def _behind_codes(references: References, start: int) -> int:
    """Where the head goes on behind the codes with which it begins."""
    for code in references.codes:
        if start <= code.start < start + len("Civilian casualty allegation number "):
            start = code.end
    return start


def second_days(text: str, head: LineHead) -> list[Dated]:
    """Days beside that of the incident which may be those of another incident in the same line.

    Days of releases, of reports, and of what a duplicate or a correction names are none.
    """
    if head.dated is None:
        return []
    return [
        day
        for day in head.dates
        if day.start > head.dated.start
        and day.value.precision in (DatePrecision.DAY, DatePrecision.WINDOW)
        and day.value.days_apart(head.dated.value)
        and is_of_incident(text, day)
        and not _OF_ANOTHER.search(text, 0, day.start)
    ]


_OF_ANOTHER = expression(
    rf"\b(?:{head_words('of_another')}|{head_words('done_to_another')}(?:\s+\w+){{0,3}})"
    r"\b[^.;]{0,160}\Z",
    re.IGNORECASE,
)
"""Words that make a day behind them, in the same sentence, that of something else."""


def account_without(text: str, head: LineHead) -> str:
    """The text with its head and its references blanked, every character still at its place."""
    printed = head.references
    spans = [(part.start, part.end) for part in printed.grids]
    spans.extend((part.start, part.end) for part in head.dates)
    spans.extend(
        (part.start, part.end) for part in (*printed.codes, *printed.others, *printed.unread)
    )
    parts = (head.place, _channel_of_head(text, head))
    spans.extend((part.start, part.end) for part in parts if part is not None)
    spans.append((0, _head_end(text, head)))
    spans.extend((label.start(), label.end()) for label in _LABEL.finditer(text))
    return blank(re.sub(r"\bvia\b", "   ", text), spans)


_LABEL = expression(
    r"^[ \t]*(?:date|day|when|place|location|where|source|channel|reported\s+(?:by|via)"
    r"|received\s+(?:from|via))(?:\s+of\s+[\w ]{3,30})?\s*[:=]",
    re.IGNORECASE | re.MULTILINE,
)
"""What the fields of a form are called that belong to its head."""


def _head_end(text: str, head: LineHead) -> int:
    """Where the account begins: behind number, date, place, channel and the words between them."""
    enumerator = ENUMERATOR.match(text)
    end = enumerator.end() if enumerator else 0
    channel = _channel_of_head(text, head)
    parts = [part for part in (head.dated, head.place, channel) if part is not None]
    for part in sorted(parts, key=lambda part: part.start):
        if _JOIN.fullmatch(text[end : part.start]) is None:
            break
        end = part.end
    joined = re.match(r"[\s,:;/|–—-]*", text[end:])
    return end + (joined.end() if joined else 0)


def _channel_of_head(text: str, head: LineHead) -> Part | None:
    """The channel, unless the account itself tells by it: "A monitor reported that"."""
    is_telling = head.channel is not None and tells_on(text, head.channel.end)
    return None if is_telling else head.channel


_JOIN = expression(
    r"(?:[\s,.:;()/|–—-]|\b(?:on|or|about|in|near|at|the|vicinity|vic|of|via|an?|around|night|by)\b)*",
    re.IGNORECASE,
)


def spans_of(head: LineHead) -> list[FieldSpan]:
    """Where each part of the head stands in the verbatim text."""
    parts: list[tuple[ReleaseField, Dated | Part | None]] = [
        (ReleaseField.HAPPENED, head.dated),
        (ReleaseField.PLACE, head.place),
        (ReleaseField.CHANNEL, head.channel),
    ]
    spans = [FieldSpan(name, part.start, part.end) for name, part in parts if part is not None]
    printed = (
        (ReleaseField.CODE, head.references.codes),
        (ReleaseField.OTHER_ALLEGATION, head.references.others),
        (ReleaseField.GRID, head.references.grids),
    )
    spans.extend(FieldSpan(name, one.start, one.end) for name, each in printed for one in each)
    return spans
