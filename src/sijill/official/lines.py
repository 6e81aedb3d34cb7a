"""One official line per incident and party, from all determinations that are about it.

Lists overlap: a monitor codes an army's findings in columns, and the army's release text stands in
another file. Counting both would admit the same deaths twice. So determinations about one incident
by one party are one line; columns decide before text, a later text before an earlier one, of texts
of one day or none the one that corrects, and where two contradict each other the line says so.

Without an incident, what a party prints under one number is one line (``allegations.py``).

One allegation may be filed under several incidents, with the same words. Whether its dead are in
one of them or in each is not said, so the line that repeats another concedes from none on.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from sijill.language.scripts import fold
from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.records.record import DeterminationRecord
from sijill.model.results.official import Match, OfficialLine
from sijill.model.settings.case import Case
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.official.allegations import allegations_of
from sijill.official.grammar.position.conceded_harm import CONCEDING


def official_lines(
    determinations: Iterable[DeterminationRecord], matches: Mapping[str, Match], case: Case
) -> tuple[OfficialLine, ...]:
    """Every line, sorted by party, incident and first record.

    An unmatched determination is its own.
    """
    read = {record.head.id: record for record in determinations}
    stating = {one.head.source for one in read.values() if _states(one) and not one.from_text}
    groups: dict[tuple[str, str], list[DeterminationRecord]] = defaultdict(list)
    for record in read.values():
        groups[case.id_of(record.actor), matches[record.head.id].incident].append(record)
    return _mark_repeated(
        [
            _line(actor, incident, sorted(members, key=_precedence), stating)
            for (actor, incident), records in sorted(groups.items())
            for members in ([records] if incident else allegations_of(records))
        ],
        read,
    )


def _mark_repeated(
    lines: Iterable[OfficialLine], records: Mapping[str, DeterminationRecord]
) -> tuple[OfficialLine, ...]:
    """The lines, of which those that repeat another's words concede from none on.

    The line that is tied to an incident is taken for the first. Columns that count deaths for each
    incident have said which deaths are whose; of lines that no incident is known of they have not.
    """
    first: dict[tuple[object, ...], str] = {}
    marked: list[OfficialLine] = []
    for line in sorted(lines, key=lambda line: not line.incident):
        leading = line.determinations[0]
        words = _words_of(line, records[leading])
        before = first.setdefault(words, leading) if words else leading
        marked.append(
            line
            if before == leading
            else replace(
                line,
                deaths=_from_none(line.deaths),
                injuries=_from_none(line.injuries),
                repeats=before,
            )
        )
    return tuple(sorted(marked, key=lambda line: (line.actor, line.incident, line.determinations)))


def _words_of(line: OfficialLine, record: DeterminationRecord) -> tuple[object, ...]:
    """What two lines have in common that are one line filed twice; empty where it concedes none."""
    numbers = line.deaths, line.injuries
    has_said_whose = not record.from_text and (line.incident or not (record.text or record.codes))
    if has_said_whose or not any(number.highest for number in numbers):
        return ()
    where = "" if record.happened.is_known else line.incident
    written = fold(record.text), record.codes, record.happened, record.place.names
    return (line.actor, *written, where, *numbers)


def _from_none(number: CountRange) -> CountRange:
    """The number as that of people who may have been counted with another line."""
    return CountRange(0, number.highest) if number.is_known else number


def _precedence(record: DeterminationRecord) -> tuple[bool, int, bool, str]:
    """What decides first; a correction without a day was issued after what it corrects."""
    corrects = record.reading is not None and record.reading.is_correction
    issued = record.issued.latest or (date.max if corrects else date.min)
    return record.from_text, -issued.toordinal(), not corrects, record.head.id


def _states(record: DeterminationRecord) -> bool:
    return record.position is not OfficialPosition.NO_STATEMENT


def _line(
    actor: str, incident: str, records: list[DeterminationRecord], lists: Collection[str]
) -> OfficialLine:
    """The line of a party's determinations; ``lists`` are those that have columns of positions.

    Where such a list gives none beside a number, its position is not known: the number is the most.
    """
    stating = list(filter(_states, records))
    leading = next(iter(_without_references(stating)), records[0])
    stated = [leading, *(record for record in records if _supports(record, leading))]
    is_reference = leading.position is OfficialPosition.DUPLICATE
    deaths, injuries = (
        _first_known(*(count(record) for record in stated)) for count in (_deaths, _injuries)
    )
    if not stating and leading.head.source in lists:
        deaths, injuries = _from_none(deaths), _from_none(injuries)
    if not incident and (rivals := [one for one in stating if _is_unordered(one, leading)]):
        said = [leading, *rivals]
        deaths, injuries = (
            _any_of(said, [count(record) for record in said]) for count in (_deaths, _injuries)
        )
    reasons = _first_reasons(
        leading,
        [one for one in records if is_reference or one.position is not OfficialPosition.DUPLICATE],
    )
    return OfficialLine(
        actor,
        incident,
        tuple(
            record.head.id
            for record in (leading, *(other for other in records if other is not leading))
        ),
        leading.position,
        reasons[0] if reasons else OfficialReason.NONE_GIVEN,
        deaths,
        injuries,
        _disagreement(leading, records),
        reasons[1:],
    )


def _deaths(record: DeterminationRecord) -> CountRange:
    return record.deaths


def _injuries(record: DeterminationRecord) -> CountRange:
    return record.injuries


def _is_unordered(record: DeterminationRecord, leading: DeterminationRecord) -> bool:
    """Whether nobody knows which of two findings under one number is the later one."""
    both = record, leading
    days = {one.issued.latest for one in both}
    corrects = {one.reading is not None and one.reading.is_correction for one in both}
    return (
        record is not leading
        and record.position not in (*_NO_FINDINGS, OfficialPosition.CLOSED_NO_FINDING)
        and record.from_text is leading.from_text
        and len(corrects) == 1
        and (len(days) == 1 or None in days)
    )


def _any_of(records: list[DeterminationRecord], counts: list[CountRange]) -> CountRange:
    """The range of what the records concede, of which one is right; without a number it is open."""
    if not any(count.is_known for count in counts):
        return UNKNOWN_COUNT
    open_ends = [
        count.highest is None and (count.is_known or record.position in CONCEDING)
        for record, count in zip(records, counts, strict=True)
    ]
    most = None if any(open_ends) else max(count.greatest_known for count in counts)
    return CountRange(min(count.at_least for count in counts), most)


def _without_references(stating: list[DeterminationRecord]) -> list[DeterminationRecord]:
    """The records without those that only refer to a finding that is among them.

    "Duplicate" says that the allegation is assessed elsewhere: beside the assessment itself, in
    columns or in texts alike, it takes nothing back. Nor does "closed" behind a finding.
    """
    first = stating[0].from_text if stating else False
    findings = [
        record
        for record in stating
        if record.position is not OfficialPosition.DUPLICATE and record.from_text is first
    ]
    kept = findings or stating
    is_behind = len(kept) > 1 and kept[0].position is OfficialPosition.CLOSED_NO_FINDING
    return kept[1:] if is_behind and kept[1].position in _SETTLED else kept


_SETTLED = (*CONCEDING, OfficialPosition.NON_CREDIBLE)
"""Findings that a closure behind them leaves as they are."""


def _supports(record: DeterminationRecord, leading: DeterminationRecord) -> bool:
    """Whether a record's numbers may stand for the line.

    They may where the party's leading position is the record's own, or the record states none and
    comes from columns: a number read from a text belongs to the position of that text.
    """
    return record.position is leading.position or (
        record.position is OfficialPosition.NO_STATEMENT and not record.from_text
    )


def _first_known(*ranges: CountRange) -> CountRange:
    return next((count for count in ranges if count.is_known), UNKNOWN_COUNT)


def _first_reasons(
    leading: DeterminationRecord, records: list[DeterminationRecord]
) -> tuple[OfficialReason, ...]:
    """All reasons of the first record that gives any, the leading one before the others."""
    return next((record.reasons for record in (leading, *records) if record.reasons), ())


_NO_FINDINGS = (OfficialPosition.NO_STATEMENT, OfficialPosition.DUPLICATE)


def _disagreement(leading: DeterminationRecord, records: list[DeterminationRecord]) -> str:
    """How the leading record and any other contradict each other, in words."""
    disagreements: list[str] = []
    for other in records:
        if other is leading or other.position in _NO_FINDINGS:
            continue
        if other.position is not leading.position:
            disagreements.append(
                f"{other.head.id} says {other.position}, {leading.head.id} says {leading.position}"
            )
        if other.deaths.is_known and leading.deaths.is_known and other.deaths != leading.deaths:
            disagreements.append(
                f"{other.head.id} says {other.deaths} killed, {leading.head.id} says "
                f"{leading.deaths}"
            )
    return "; ".join(disagreements)
