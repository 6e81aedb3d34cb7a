"""Which determinations are about one numbered allegation.

An authority prints an allegation again when it corrects, closes or reopens it, under the number it
gave it. So what one party says under one code is one allegation, whose positions follow each other.
A number may begin anew with the year: two days that cannot be one are two allegations, unless the
later line says that it corrects. Rows that are equal in words and release are no update but one
line entered twice, or filed under several incidents: they stay apart (see ``lines.py``).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from sijill.language.scripts import fold
from sijill.model.records.record import DeterminationRecord
from sijill.model.results.official import Match, MatchBasis
from sijill.model.settings.case import Case

_LEAST_SIGNS = 3
"""A shorter code is also the place of a line in a list, so without a day it names no allegation."""


def allegations_of(
    records: Iterable[DeterminationRecord],
) -> Iterator[Sequence[DeterminationRecord]]:
    """Determinations of one party, tied to no incident: those about one allegation together."""
    by_code: dict[str, list[DeterminationRecord]] = defaultdict(list)
    for record in records:
        by_code[_number_of(record)].append(record)
    for code, printed in by_code.items():
        for members in _by_day(code, printed) if code else ([record] for record in printed):
            if len({_row(record) for record in members}) > 1:
                yield members
            else:
                yield from ([record] for record in members)


def _number_of(record: DeterminationRecord) -> str:
    """The party's own number of the allegation, or else the first code; empty without any."""
    numbers = (code for code in record.codes if code.isdecimal())
    return next(numbers, next(iter(record.codes), ""))


def _row(record: DeterminationRecord) -> tuple[object, ...]:
    numbers = record.position, record.deaths, record.injuries
    return (fold(record.text), record.issued, record.happened, *numbers)


def _by_day(
    code: str, printed: Sequence[DeterminationRecord]
) -> Iterator[list[DeterminationRecord]]:
    """Those under one code by the days of their incidents.

    What names no day, or corrects another day, is of the only allegation there is.
    """
    groups: list[list[DeterminationRecord]] = []
    loose = [record for record in printed if record.happened.earliest is None]
    until = date.min
    for record in sorted(printed, key=lambda one: one.happened.earliest or date.min):
        if (begins := record.happened.earliest) is None:
            continue
        if groups and begins <= until:
            groups[-1].append(record)
        else:
            groups.append([record])
        until = max(until, record.happened.latest or begins)
    first_told = [group for group in groups if not all(map(_corrects, group))]
    is_named = not loose or len(code) >= _LEAST_SIGNS
    if is_named and min(len(groups), len(first_told)) <= 1:
        yield list(printed)
    else:
        yield from ([record] for record in loose)
        yield from groups


def _corrects(record: DeterminationRecord) -> bool:
    return record.reading is not None and record.reading.is_correction


def tied_by_number(
    records: Iterable[DeterminationRecord], matches: Mapping[str, Match], case: Case
) -> dict[str, str]:
    """Untied determinations, and the incident to which another of the same number is tied.

    None where a person untied it, its day is another and it corrects none, or two incidents fit.
    """
    tied: dict[tuple[str, str], list[DeterminationRecord]] = defaultdict(list)
    open_lines: list[tuple[tuple[str, str], DeterminationRecord]] = []
    for record in records:
        key = case.id_of(record.actor), _number_of(record)
        match = matches[record.head.id]
        if match.incident:
            tied[key].append(record)
        elif len(key[1]) >= _LEAST_SIGNS and match.basis is not MatchBasis.BY_HAND:
            open_lines.append((key, record))
    found: dict[str, str] = {}
    for key, record in open_lines:
        incidents = {
            matches[other.head.id].incident
            for other in tied[key]
            if _corrects(record) or record.happened.overlaps(other.happened)
        }
        if len(incidents) == 1:
            found[record.head.id] = incidents.pop()
    return found
