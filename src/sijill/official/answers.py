"""What else is on record of the party's answers about an incident: other lists, and other lines.

Another list that tells what was found speaks for a line that says the same. A line of the same list
that is known to be about the incident speaks against a second one, for allegations are seldom
looked at twice, and more often where the two are many months apart; one that only said that the
incident is open, or that an allegation is a duplicate, speaks against none. What that line said
already is no evidence about any other: only what another list says beyond it is, and shows that the
incident was answered again.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.records.record import DeterminationRecord
from sijill.model.results.official import MatchReason
from sijill.official.surroundings import Surroundings, bits_of


def answer_reasons(
    line: DeterminationRecord, incident: str, around: Surroundings, weights: Mapping[str, Any]
) -> tuple[MatchReason, ...]:
    """Points for what other lists and other lines say that the party found about the incident.

    Args:
        line: the official line.
        incident: the record that leads the incident.
        around: what is known around.
        weights: the table of points.
    """
    others = around.findings_of(incident, line.actor)
    before = [
        record
        for record in others
        if record.head.source == line.head.source
        and _answers(record)
        and record.position is not OfficialPosition.DUPLICATE
    ]
    told = [record for record in others if record.head.source != line.head.source]
    if _UNDECIDED_YET.issuperset(record.position for record in before):
        return _found(line, told, around, weights["finding"])
    positions, reasons = _beyond(told, before)
    expected = _expects_more(told, positions, reasons, before)
    found = _found_beyond(line, positions, reasons, around, weights["finding"], expected=expected)
    return (*found, _again(line, before, weights["again"], expected=expected))


def _answers(record: DeterminationRecord) -> bool:
    """Whether it says anything; a row may only keep a place for an answer."""
    return bool(record.text) or record.position not in _NO_POSITION


def _again(
    line: DeterminationRecord,
    before: Iterable[DeterminationRecord],
    table: Mapping[str, Any],
    *,
    expected: bool,
) -> MatchReason:
    """Another line of the list is about the incident, of about the same time or long apart."""
    if expected:
        return MatchReason("answered, and another list knows of more", table["expected"])
    gaps = [line.issued.days_apart(record.issued) for record in before]
    known = [gap for gap in gaps if gap is not None]
    if len(known) == len(gaps) and min(known) >= table["later_days"]:
        return MatchReason("answered by a line of many months before or after", table["later"])
    return MatchReason("another line of its list is about it", table["same_time"])


def _beyond(
    told: Iterable[DeterminationRecord], before: Iterable[DeterminationRecord]
) -> tuple[frozenset[OfficialPosition], frozenset[OfficialReason]]:
    """What other lists tell that the lines so far do not; a position only if theirs are known."""
    said = {record.position for record in before} - _NO_POSITION
    positions = {record.position for record in told} - said - _NOT_SAID_AGAIN
    reasons = _reasons(told) - _reasons(before)
    return (frozenset(positions) if said else frozenset()), frozenset(reasons)


def _expects_more(
    told: Iterable[DeterminationRecord],
    positions: Collection[OfficialPosition],
    reasons: Collection[OfficialReason],
    before: Iterable[DeterminationRecord],
) -> bool:
    """Whether other lists know of an answer that the lines so far do not give.

    A reason beyond theirs shows it only beside one that is theirs: else the two lists may only put
    one reason under different codes.
    """
    return bool(positions or (reasons and _reasons(told) & _reasons(before)))


def _found_beyond(
    line: DeterminationRecord,
    positions: frozenset[OfficialPosition],
    reasons: frozenset[OfficialReason],
    around: Surroundings,
    table: Mapping[str, float],
    *,
    expected: bool,
) -> tuple[MatchReason, ...]:
    """What other lists tell beyond the lines so far, beside this line."""
    if line.position in _NO_POSITION:
        return ()
    again = next(iter(positions)) if len(positions) == 1 else None
    if again in _UNDECIDED_YET and line.position is not again:
        points = bits_of(table[again.value], around.share_of_position(again, line.head.source))
        return (MatchReason("open again in another list", points),)
    position = _position(line, positions, around, table) if positions else ()
    if not reasons or not (expected or line.reason in reasons):
        return position
    return (*position, *_reason(line, reasons, around, table))


def _found(
    line: DeterminationRecord,
    told: Sequence[DeterminationRecord],
    around: Surroundings,
    table: Mapping[str, float],
) -> tuple[MatchReason, ...]:
    """Agreement with what other lists say, where no other line is about the incident."""
    if not told or line.position in _NO_POSITION:
        return ()
    positions = {record.position for record in told}
    for position, words in _NOT_DECIDED.items():
        if positions == {position} and line.position is not position:
            points = bits_of(
                table[position.value], around.share_of_position(position, line.head.source)
            )
            return (MatchReason(words, points),)
    found = _position(line, positions, around, table)
    if any(reason.words == _ANOTHER_POSITION for reason in found):
        return found
    return (*found, *_reason(line, _reasons(told), around, table))


def _position(
    line: DeterminationRecord,
    positions: Collection[OfficialPosition],
    around: Surroundings,
    table: Mapping[str, float],
) -> tuple[MatchReason, ...]:
    share = around.share_of_position(line.position, line.head.source)
    same = _learned(around.same_positions.get(line.head.source), table, "same_position")
    if line.position in positions:
        return (MatchReason("same position in another list", bits_of(same, share)),)
    if not _UNDECIDED.issuperset(positions) and line.position is not OfficialPosition.DUPLICATE:
        return (MatchReason(_ANOTHER_POSITION, bits_of(1 - same, 1 - share)),)
    return ()


def _reason(
    line: DeterminationRecord,
    given: Collection[OfficialReason],
    around: Surroundings,
    table: Mapping[str, float],
) -> tuple[MatchReason, ...]:
    share = around.share_of_reason(line.reason, line.head.source)
    same = _learned(around.same_reasons.get(line.head.source), table, "same_reason")
    if line.reason in given:
        return (MatchReason("same reason in another list", bits_of(same, share)),)
    if given and line.reason not in _NO_REASON:
        return (MatchReason("another reason in another list", bits_of(1 - same, 1 - share)),)
    return ()


def _learned(agreed: tuple[int, int] | None, table: Mapping[str, float], name: str) -> float:
    """The share of true pairs that agree: of those known, with ``known_pairs`` by hand beside."""
    agreeing, known = agreed or (0, 0)
    return (agreeing + table["known_pairs"] * table[name]) / (known + table["known_pairs"])


def _reasons(records: Iterable[DeterminationRecord]) -> set[OfficialReason]:
    return {reason for record in records for reason in record.reasons}


_ANOTHER_POSITION = "another position in another list"
_NOT_DECIDED = {
    OfficialPosition.NOT_YET_ASSESSED: "not yet assessed in another list",
    OfficialPosition.OPEN: "still open in another list",
    OfficialPosition.REOPENED: "open again in another list",
}
_NO_REASON = frozenset({OfficialReason.NONE_GIVEN, OfficialReason.DUPLICATE_OF})
_NO_POSITION = frozenset({OfficialPosition.NO_STATEMENT})
_UNDECIDED_YET = frozenset(_NOT_DECIDED)
_UNDECIDED = _NO_POSITION | _UNDECIDED_YET
_NOT_SAID_AGAIN = _NO_POSITION | {OfficialPosition.NOT_YET_ASSESSED, OfficialPosition.DUPLICATE}
