"""Release text to the fields of a determination, where its columns leave them open.

The grammar stands in ``grammar/``. A pasted release of many lines gives its fields only where one
of the lines is about the determination's incident: by a code it prints, or else by its day.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from sijill.containment.time_limit import TimeLimitError, time_limit
from sijill.language.releases.release_lines import Line, lines_of, text_around
from sijill.language.scripts import fold_plain
from sijill.model import limits
from sijill.model.codes import OfficialPosition
from sijill.model.records.record import DeterminationRecord
from sijill.model.records.release import NotUnderstood, ReleaseField, ReleaseReading
from sijill.model.values.dates import DateInterval
from sijill.official.grammar.position.conceded_harm import CONCEDING
from sijill.official.grammar.reading import LineReading, read_line
from sijill.official.grammar.unread import NO_FINDING
from sijill.official.grammar.words import run_of_words
from sijill.official.release_totals import totals_in_words, totals_of

_GAP = re.compile(rf"\s{{{limits.MOST_BLANKS}}}")


def read_release(
    record: DeterminationRecord,
    happened: DateInterval | None = None,
    codes: Sequence[str] = (),
) -> DeterminationRecord:
    """The record with the fields that its columns leave open read from its text.

    Args:
        record: as it came from columns.
        happened: when its incident happened, where the list says which incident it is.
        codes: the codes of that incident.

    A text beyond the bounds of a release is kept as words and not read; so is one that takes
    longer than ``MOST_SECONDS_A_RELEASE``.
    """
    text = record.text
    if not text.strip():
        return record
    if len(text) > limits.LONGEST_RELEASE or _GAP.search(text):
        return _unread(record, "it is longer, or has longer gaps, than any release")
    if run_of_words().search(fold_plain(text)):
        return _unread(record, "it has a longer row of words for one thing than any sentence")
    try:
        with time_limit(limits.MOST_SECONDS_A_RELEASE):
            return _read(record, happened, codes)
    except TimeLimitError:
        return _unread(record, "its words could be taken apart in too many ways")


def _read(
    record: DeterminationRecord, happened: DateInterval | None, codes: Sequence[str]
) -> DeterminationRecord:
    """The same of a text within the bounds of a release, in whatever time it takes."""
    text = record.text
    lines = lines_of(text)
    if any(line.end - line.start > limits.LONGEST_RELEASE_LINE for line in lines):
        return _unread(record, f"a line has more than {limits.LONGEST_RELEASE_LINE:,} characters")
    day = record.happened if record.happened.is_known else happened
    if len(lines) > 1:
        chosen = _about(text, lines, day, (*record.codes, *codes))
        if chosen is None:
            return replace(record, reading=_many(record, lines))
    else:
        chosen = replace(lines[0], heading=lines[0].heading or record.section)
    return _with_line(record, _read_at(text, chosen, record.actor))


def _with_line(record: DeterminationRecord, line: LineReading) -> DeterminationRecord:
    """The record with what its columns leave open from the line."""
    read_position = record.position is OfficialPosition.NO_STATEMENT
    concedes = read_position or {record.position, line.position} <= CONCEDING
    return replace(
        record,
        position=line.position if read_position else record.position,
        reason=line.reason if read_position else record.reason,
        other_reasons=() if read_position else record.other_reasons,
        codes=record.codes or line.codes,
        deaths=record.deaths if record.deaths.is_known or not concedes else line.deaths,
        injuries=(record.injuries if record.injuries.is_known or not concedes else line.injuries),
        happened=record.happened if record.happened.is_known else line.happened,
        place=record.place if record.place.is_known else line.place,
        channel=record.channel or line.channel,
        from_text=read_position,
        reading=_with_order_of_days(
            line.reading if read_position else _without_guess(line.reading), record, line.happened
        ),
    )


def _with_order_of_days(
    reading: ReleaseReading, record: DeterminationRecord, happened: DateInterval
) -> ReleaseReading:
    """The reading, with a note where the release is dated before the day that its text names."""
    issued, begins = record.issued.latest, happened.earliest
    if issued is None or begins is None or issued >= begins:
        return reading
    reason = f"the release is dated {record.issued}, before this day: one of the two is wrong"
    notes = tuple(
        NotUnderstood(record.text[span.start : span.end], span.start, span.end, reason)
        for span in reading.spans
        if span.field is ReleaseField.HAPPENED
    )
    return replace(reading, not_understood=(*reading.not_understood, *notes))


def _without_guess(reading: ReleaseReading) -> ReleaseReading:
    """The reading of a line whose position columns or a person give: nothing is left to guess."""
    listed = (one for one in reading.not_understood if not one.reason.startswith(NO_FINDING))
    return replace(reading, not_understood=tuple(listed), suggested_percent=0)


def _unread(record: DeterminationRecord, why: str) -> DeterminationRecord:
    """The record with its text kept as words and not read, and why."""
    reason = f"the text was not read: {why}"
    whole = NotUnderstood(record.text, 0, len(record.text), reason)
    return replace(record, reading=ReleaseReading(not_understood=(whole,)))


def _read_at(text: str, line: Line, party: str = "") -> LineReading:
    """A line read, its spans counted in the whole text."""
    read = read_line(text[line.start : line.end], line.heading, party)
    reading = replace(
        read.reading,
        spans=tuple(
            replace(span, start=span.start + line.start, end=span.end + line.start)
            for span in read.reading.spans
        ),
        not_understood=tuple(
            replace(part, start=part.start + line.start, end=part.end + line.start)
            for part in read.reading.not_understood
        ),
    )
    return replace(read, reading=reading)


def _about(
    text: str, lines: Sequence[Line], day: DateInterval | None, codes: Sequence[str]
) -> Line | None:
    """The one line that prints a code of the incident, or else the one of its day."""
    read = [(line, _read_at(text, line)) for line in lines]
    coded = [line for line, fields in read if set(fields.codes) & set(codes)]
    if len(coded) == 1:
        return coded[0]
    if day is None or not day.is_known:
        return None
    dated = [line for line, fields in read if fields.happened.days_apart(day) == 0]
    return dated[0] if len(dated) == 1 else None


def _many(record: DeterminationRecord, lines: Sequence[Line]) -> ReleaseReading:
    """That the text holds several lines, and whether the totals around them hold."""
    text = record.text
    reason = f"the text holds {len(lines)} lines, and none is known to be about this incident alone"
    totals = totals_of(record.head, [text_around(text, lines)])
    if totals is not None:
        reason = f"{reason}; {totals_in_words(totals)}"
    return ReleaseReading(not_understood=(NotUnderstood(text, 0, len(text), reason),))
