"""One line of a release, read: each field with its place in the verbatim text.

What a line does not say stays unknown. A line that says one civilian was killed and is silent on
injured says nothing about injured. Words that seem to matter and fit no pattern are listed.
"""

import re
from dataclasses import dataclass, field

from sijill.language.scripts import script_of
from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.records.release import (
    FieldSpan,
    NotUnderstood,
    ReleaseField,
    ReleaseReading,
)
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.places import (
    RADIUS_M,
    UNKNOWN_PLACE,
    Place,
    PlaceBasis,
    PlacePrecision,
    Text,
)
from sijill.official.grammar.attribution import Frame
from sijill.official.grammar.findings import LineFindings, findings_of
from sijill.official.grammar.harm.shares import HarmKind
from sijill.official.grammar.head.header import (
    ENUMERATOR,
    Dated,
    channel_code,
    channel_in,
    date_of_incident,
    dates_in,
)
from sijill.official.grammar.head.places import Part, place_in
from sijill.official.grammar.head.references import GridSquare, References, references_in
from sijill.official.grammar.line_position import (
    CONCEDING,
    LinePosition,
    alleged,
    conceded,
    position_of,
)
from sijill.official.grammar.tokens import sentences
from sijill.official.grammar.words import other_language


@dataclass(frozen=True, slots=True)
class LineReading:
    """The fields of a line and the ``ReleaseReading`` that says where they stand."""

    position: OfficialPosition = OfficialPosition.NO_STATEMENT
    reason: OfficialReason = OfficialReason.NONE_GIVEN
    deaths: CountRange = UNKNOWN_COUNT
    injuries: CountRange = UNKNOWN_COUNT
    happened: DateInterval = UNKNOWN_DATE
    place: Place = UNKNOWN_PLACE
    channel: str = ""
    codes: tuple[str, ...] = ()
    reading: ReleaseReading = field(default_factory=ReleaseReading)


@dataclass(frozen=True, slots=True)
class _Head:
    dated: Dated | None
    place: Part | None
    channel: Part | None
    references: References
    dates: tuple[Dated, ...]


def read_line(text: str, heading: str = "") -> LineReading:
    """Everything that one line says; ``heading`` is the section of the release around it."""
    head = _head(text)
    account = _account(text, head)
    language = other_language(text)
    findings = LineFindings() if language else findings_of(sentences(account))
    stated = position_of(findings)
    if stated.position is OfficialPosition.NO_STATEMENT and not stated.conflict and heading:
        stated = position_of(findings_of(sentences(f"{heading} is {heading}")))
    spans = _head_spans(head)
    numbers = {}
    for kind, of_field in (
        (HarmKind.DEATHS, ReleaseField.DEATHS),
        (HarmKind.INJURIES, ReleaseField.INJURIES),
    ):
        numbers[kind], clauses = conceded(findings, stated, kind)
        spans.extend(FieldSpan(of_field, clause.start, clause.end) for clause in clauses)
    repeated = {kind: alleged(findings, kind) for kind in numbers}
    spans.extend(
        FieldSpan(ReleaseField.ALLEGED, clause.start, clause.end)
        for _, clauses in repeated.values()
        for clause in clauses
    )
    spans.extend(FieldSpan(ReleaseField.POSITION, start, end) for start, end in stated.spans)
    reading = ReleaseReading(
        tuple(sorted(spans, key=lambda span: (span.start, span.field))),
        (*stated.earlier, stated.position),
        repeated[HarmKind.DEATHS][0],
        repeated[HarmKind.INJURIES][0],
        tuple(dict.fromkeys(reference.value for reference in head.references.others)),
        channel_code(head.channel.words) if head.channel else "",
        findings.corrects,
        tuple(_not_understood(text, head, findings, stated, language)),
    )
    return LineReading(
        stated.position,
        stated.reason,
        numbers[HarmKind.DEATHS],
        numbers[HarmKind.INJURIES],
        head.dated.value if head.dated else UNKNOWN_DATE,
        _place(head),
        head.channel.words if head.channel else "",
        tuple(dict.fromkeys(code.value for code in head.references.codes)),
        reading,
    )


_PLACE_BEFORE = re.compile(r"\b(?:near|in|at|around|of)\s+(?:the\s+)?[A-Z]")
"""A place that stands before the date: "strikes near Basatin on 4 May"."""
_NOTE = re.compile(r"\[[^\]]{20,}\]")


def _head(text: str) -> _Head:
    enumerator = ENUMERATOR.match(text)
    numbered = _hide(text, [(0, enumerator.end())] if enumerator else [])
    references = references_in(_NOTE.sub(lambda note: " " * len(note[0]), numbered))
    dated = date_of_incident(text)
    start = enumerator.end() if enumerator else 0
    is_dated = dated is not None and dated.start - start < len("On or about the night of ")
    is_dated = is_dated and not _PLACE_BEFORE.search(text, start, dated.start if dated else start)
    if dated is not None and is_dated:
        start = dated.end
    bare = _hide(text, [(grid.start, grid.end) for grid in references.grids])
    dates = tuple(dates_in(text))
    place = place_in(bare, start, is_dated=is_dated, dates=[day.start for day in dates])
    return _Head(dated, place, channel_in(text), references, dates)


def _account(text: str, head: _Head) -> str:
    """The text with its head and its references blanked, every character still at its place."""
    printed = head.references
    spans = [(part.start, part.end) for part in printed.grids]
    spans.extend((part.start, part.end) for part in head.dates)
    spans.extend(
        (part.start, part.end) for part in (*printed.codes, *printed.others, *printed.unread)
    )
    spans.extend((part.start, part.end) for part in (head.place, head.channel) if part is not None)
    spans.append((0, _head_end(text, head)))
    return _hide(re.sub(r"\bvia\b", "   ", text), spans)


def _head_end(text: str, head: _Head) -> int:
    """Where the account begins: behind number, date, place, channel and the words between them."""
    enumerator = ENUMERATOR.match(text)
    end = enumerator.end() if enumerator else 0
    parts = [part for part in (head.dated, head.place, head.channel) if part is not None]
    for part in sorted(parts, key=lambda part: part.start):
        if _JOIN.fullmatch(text[end : part.start]) is None:
            break
        end = part.end
    joined = re.match(r"[\s,:;–—-]*", text[end:])
    return end + (joined.end() if joined else 0)


_JOIN = re.compile(
    r"(?:[\s,.:;()–—-]|\b(?:on|or|about|in|near|at|the|vicinity|vic|of|via|an?|around|night|by)\b)*",
    re.IGNORECASE,
)


def _hide(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _head_spans(head: _Head) -> list[FieldSpan]:
    parts: list[tuple[ReleaseField, Dated | Part | None]] = [
        (ReleaseField.HAPPENED, head.dated),
        (ReleaseField.PLACE, head.place),
        (ReleaseField.CHANNEL, head.channel),
    ]
    spans = [FieldSpan(name, part.start, part.end) for name, part in parts if part is not None]
    spans.extend(
        FieldSpan(ReleaseField.CODE, code.start, code.end) for code in head.references.codes
    )
    spans.extend(
        FieldSpan(ReleaseField.OTHER_ALLEGATION, reference.start, reference.end)
        for reference in head.references.others
    )
    spans.extend(
        FieldSpan(ReleaseField.GRID, grid.start, grid.end) for grid in head.references.grids
    )
    return spans


def _place(head: _Head) -> Place:
    names = (Text(head.place.words, script_of(head.place.words)),) if head.place else ()
    if not head.references.grids:
        return Place(names) if names else UNKNOWN_PLACE
    grid = head.references.grids[0]
    return Place(names, grid.point, grid.radius_m, _precision(grid), PlaceBasis.BELLIGERENT_MGRS)


def _precision(grid: GridSquare) -> PlacePrecision:
    """The finest precision whose radius covers the square of the reference."""
    fitting = [precision for precision, radius in RADIUS_M.items() if radius >= grid.radius_m]
    return min(fitting, key=lambda precision: RADIUS_M[precision])


def _not_understood(
    text: str, head: _Head, findings: LineFindings, stated: LinePosition, language: str
) -> list[NotUnderstood]:
    if language:
        words = (
            f"this text is in {language}, and only English is read: give a translation, or columns"
        )
        return [NotUnderstood(text, 0, len(text), words)]
    listed = [
        NotUnderstood(text[start:end], start, end, reason) for start, end, reason in findings.unread
    ]
    listed.extend(
        NotUnderstood(grid.value, grid.start, grid.end, "this grid reference names no square")
        for grid in head.references.unread
    )
    listed.extend(
        NotUnderstood(
            text[dated.start : dated.end], dated.start, dated.end, "this date was not read"
        )
        for dated in head.dates
        if not dated.value.is_known
    )
    if stated.conflict:
        start, end = min(stated.spans)[0], max(span[1] for span in stated.spans)
        listed.append(NotUnderstood(text[start:end], start, end, stated.conflict))
    elif stated.position is OfficialPosition.NO_STATEMENT and text.strip():
        listed.append(NotUnderstood(text, 0, len(text), "no finding was recognised in this text"))
    if stated.position in CONCEDING:
        listed.extend(
            NotUnderstood(text[harm.start : harm.end], harm.start, harm.end, _WHY_NOT[harm.kind])
            for harm in findings.harms
            if harm.frame in (Frame.FOUND, Frame.STATED) and _is_open(harm.kind, harm.count)
        )
    return listed


_WHY_NOT = {
    HarmKind.CASUALTIES: "killed and injured stand under one number",
    HarmKind.DEATHS: "a death without a number",
    HarmKind.INJURIES: "an injury without a number",
}


def _is_open(kind: HarmKind, count: CountRange) -> bool:
    return (kind is HarmKind.CASUALTIES and count.is_known) or not count.is_known
