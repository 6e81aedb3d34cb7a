"""Lines and incidents that only the order of their numbers tells apart.

An authority numbers allegations as they reach it, and a monitor numbers its incidents as it finds
them, so within one day both rise together. The order is used in two places: where lines that say
the same have together exactly as many free candidates as they are; and in a run of lines whose
numbers follow each other closely, some of them tied, where only one choice of incidents rises with
the numbers. All must be numbered.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sijill.language.numbers.digits import serial_number
from sijill.model.records.record import DeterminationRecord
from sijill.model.results.incidents import Incident
from sijill.model.results.official import Match, MatchBasis

NEXT_NUMBERS = 10
"""How far apart two neighbouring numbers of one run are at most. Allegations that are handed over
together get numbers in a row, and a release leaves out those about other days. Set by hand."""
LEAST_COVERED = 0.5
"""Of the probability of a line in a run, the share that its close candidates must hold: otherwise
the line is likelier about another incident, or none, and orders nothing."""
Code = tuple[int, str]
"""The number in the code of an incident, and the letter behind it."""


def paired_in_order(
    lines: Mapping[str, DeterminationRecord],
    matches: Mapping[str, Match],
    incidents: Mapping[str, Incident],
    lead: float,
) -> dict[str, str]:
    """Lines whose candidates are too close, and the incidents that the order of numbers gives them.

    Args:
        lines: all lines, by record id.
        matches: the match of each so far, with ranked candidates.
        incidents: by record id.
        lead: candidates within so many points of the best cannot be told apart.
    """
    claimed = {
        (lines[identity].head.source, match.incident)
        for identity, match in matches.items()
        if match.incident
    }
    close = {
        identity: _close(matches[identity], lead, lines[identity].head.source, claimed)
        for identity in lines
        if matches[identity].basis is MatchBasis.SEVERAL
    }
    pairs: dict[str, str] = {}
    for members in _alike({identity: lines[identity] for identity in close}).values():
        pairs |= _one_each(members, lines, close, incidents)
    ties = {identity: match.incident for identity, match in matches.items() if match.incident}
    for run in _runs(lines):
        pairs |= _rising(run, close, ties | pairs, incidents)
    return pairs


def _close(
    match: Match, lead: float, source: str, claimed: set[tuple[str, str]]
) -> dict[str, float]:
    """The free candidates that the score does not tell from the best, with their shares."""
    best = max((candidate.score for candidate in match.ranked), default=0.0)
    return {
        candidate.incident: candidate.share
        for candidate in match.ranked
        if best - candidate.score < lead and (source, candidate.incident) not in claimed
    }


def _one_each(
    members: Sequence[str],
    lines: Mapping[str, DeterminationRecord],
    close: Mapping[str, Mapping[str, float]],
    incidents: Mapping[str, Incident],
) -> dict[str, str]:
    """Lines that say the same, one for each of their candidates."""
    candidates = {incident for identity in members for incident in close[identity]}
    numbers = {identity: _allegation_number(lines[identity]) for identity in members}
    codes = {identity: _code_number(incidents[identity]) for identity in candidates}
    if not 1 < len(members) == len(candidates):
        return {}
    if None in numbers.values() or None in codes.values():
        return {}
    left = sorted(members, key=lambda identity: (numbers.get(identity) or 0, identity))
    right = sorted(candidates, key=lambda identity: (codes.get(identity) or (0, ""), identity))
    return dict(zip(left, right, strict=True))


def _rising(
    run: Sequence[str],
    close: Mapping[str, Mapping[str, float]],
    ties: Mapping[str, str],
    incidents: Mapping[str, Incident],
) -> dict[str, str]:
    """The incidents of the free lines of a run, where one choice alone rises with the numbers.

    A line with a single close candidate is left open: no order was needed to choose it, and it was
    not likely enough for a tie.
    """
    choices: list[dict[str, Code]] = []
    for identity in run:
        candidates = [ties[identity]] if identity in ties else list(close.get(identity, ()))
        codes = {incident: _code_number(incidents[incident]) for incident in candidates}
        choices.append({incident: code for incident, code in codes.items() if code is not None})
        covered = sum(close.get(identity, {}).values())
        if None in codes.values() or (identity not in ties and covered < LEAST_COVERED):
            return {}
    rising = only_rising(choices)
    return {
        identity: incident
        for identity, incident, codes in zip(run, rising, choices, strict=False)  # empty: no order
        if identity not in ties and len(codes) > 1
    }


def only_rising(choices: Sequence[Mapping[str, Code]]) -> tuple[str, ...]:
    """The one way to take an incident from each so that their codes rise; empty if none or several.

    Of all ways that end with the same incident two are kept: whatever follows fits both or neither,
    so two are enough to see that there are several, and a long run costs no more a line.
    """
    ways: list[tuple[tuple[str, ...], Code]] = [((), (-1, ""))]
    for codes in choices:
        ways = [
            ((*way, incident), code)
            for incident, code in codes.items()
            for way in [way for way, last in ways if last < code][:2]
        ]
    return ways[0][0] if len(ways) == 1 else ()


def _alike(lines: Mapping[str, DeterminationRecord]) -> dict[tuple[str, ...], list[str]]:
    """Lines of one list, party, day, place name and position, told apart by numbers alone."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for identity, record in lines.items():
        names = " ".join(name.written for name in record.place.names)
        alike = (record.head.source, record.actor, record.happened.to_edtf(), names)
        groups[*alike, record.position, record.reason].append(identity)
    return groups


def _runs(lines: Mapping[str, DeterminationRecord]) -> Iterator[list[str]]:
    """Lines of one list, party and day whose numbers follow each other, in their order."""
    days: dict[tuple[str, ...], dict[int, str]] = defaultdict(dict)
    for identity, record in lines.items():
        number = _allegation_number(record)
        if number is not None and record.happened.is_known:
            key = (record.head.source, record.actor, record.happened.to_edtf())
            days[key].setdefault(number, identity)  # a second printing says nothing new
    for numbered in days.values():
        run: list[str] = []
        before = 0
        for number, identity in sorted(numbered.items()):
            if run and number - before > NEXT_NUMBERS:
                yield run
                run = []
            run.append(identity)
            before = number
        yield run


def _allegation_number(record: DeterminationRecord) -> int | None:
    numbers = map(serial_number, record.codes)
    return next((number for number in numbers if number is not None), None)


def _code_number(incident: Incident) -> Code | None:
    match = re.search(r"(\d+)([a-z]?)", incident.record.code)
    number = serial_number(match[1]) if match else None
    return (number, match[2]) if match and number is not None else None
