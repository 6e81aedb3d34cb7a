"""Lines and incidents that only the order of their numbers tells apart.

An authority numbers allegations as they reach it, and a monitor numbers its incidents as it finds
them, so within one day both rise together. The order is used only where lines that say the same
have together exactly as many free candidates as they are, and all are numbered.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

from sijill.model.records.record import DeterminationRecord
from sijill.model.results.incidents import Incident
from sijill.model.results.official import Match


def paired_in_order(
    lines: Mapping[str, DeterminationRecord],
    matches: Mapping[str, Match],
    incidents: Mapping[str, Incident],
    lead: float,
    claimed: set[tuple[str, str]],
) -> dict[str, str]:
    """Lines and incidents paired by their numbers.

    Args:
        lines: the lines whose candidates are too close, by record id.
        matches: their ranked candidates.
        incidents: by record id.
        lead: candidates within so many points of the best cannot be told apart.
        claimed: sources and incidents that a line of that source is tied to already.
    """
    pairs: dict[str, str] = {}
    for (source, *_), members in _alike(lines).items():
        close = {
            candidate.incident
            for identity in members
            for candidate in matches[identity].ranked
            if max(each.score for each in matches[identity].ranked) - candidate.score < lead
            and (source, candidate.incident) not in claimed
        }
        numbers = {identity: _allegation_number(lines[identity]) for identity in members}
        codes = {identity: _code_number(incidents[identity]) for identity in close}
        if not 1 < len(members) == len(close) or None in numbers.values() or None in codes.values():
            continue
        left = sorted(members, key=lambda identity: (numbers.get(identity) or 0, identity))
        right = sorted(close, key=lambda identity: (codes.get(identity) or (0, ""), identity))
        pairs |= dict(zip(left, right, strict=True))
    return pairs


def _alike(lines: Mapping[str, DeterminationRecord]) -> dict[tuple[str, ...], list[str]]:
    """Lines of one list, party, day, place name and position, told apart by numbers alone."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for identity, record in lines.items():
        names = " ".join(name.written for name in record.place.names)
        alike = (record.head.source, record.actor, record.happened.to_edtf(), names)
        groups[*alike, record.position, record.reason].append(identity)
    return groups


def _allegation_number(record: DeterminationRecord) -> int | None:
    return next((int(code) for code in record.codes if code.isdecimal()), None)


def _code_number(incident: Incident) -> tuple[int, str] | None:
    match = re.search(r"(\d+)([a-z]?)", incident.record.code)
    return (int(match[1]), match[2]) if match else None
