"""Lines and incidents that only the order of their numbers tells apart.

An authority numbers allegations as they reach it, and a monitor numbers its incidents as it finds
them, so within one day both rise together. The order is used only where a group of lines of one list
has exactly as many candidates as lines, every line with the same candidates, and all are numbered.
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
    claimed: set[str],
) -> dict[str, str]:
    """Lines and incidents paired by their numbers.

    Args:
        lines: the lines whose candidates are too close, by record id.
        matches: their ranked candidates.
        incidents: by record id.
        lead: candidates within so many points of the best cannot be told apart.
        claimed: incidents that are tied already.
    """
    groups: dict[tuple[str, frozenset[str]], list[str]] = defaultdict(list)
    for identity, record in lines.items():
        ranked = matches[identity].ranked
        close = frozenset(
            one.incident
            for one in ranked
            if ranked[0].score - one.score < lead and one.incident not in claimed
        )
        groups[record.head.source, close].append(identity)
    pairs: dict[str, str] = {}
    for (_, close), members in groups.items():
        if len(close) != len(members):
            continue
        numbers = {identity: _allegation_number(lines[identity]) for identity in members}
        codes = {identity: _code_number(incidents[identity]) for identity in close}
        if None in numbers.values() or None in codes.values():
            continue
        left = sorted(members, key=lambda identity: (numbers[identity] or 0, identity))
        right = sorted(close, key=lambda identity: (codes[identity] or (0, ""), identity))
        pairs |= dict(zip(left, right, strict=True))
    return pairs


def _allegation_number(record: DeterminationRecord) -> int | None:
    return next((int(code) for code in record.codes if code.isdecimal()), None)


def _code_number(incident: Incident) -> tuple[int, str] | None:
    found = re.search(r"(\d+)([a-z]?)", incident.record.code)
    return (int(found[1]), found[2]) if found else None
