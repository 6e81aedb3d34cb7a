"""Which incident is a determination about? A person's tie, the list's key, a printed code, a score.

Candidates are incidents of the same party within three days. Each is scored; the best is taken
where it holds most of the weight of all ("none of them" included), else the ranked candidates wait
for a person, for a wrong match would credit an admission to the wrong dead. Lines of one list are
tied the surest first, and an incident so taken is unlikely for the others. Where as many lines as
incidents remain that nothing tells apart, they are paired in the order of their numbers.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sijill.model.decisions.decision import LineTie
from sijill.model.records.record import DeterminationRecord
from sijill.model.results.incidents import Incident
from sijill.model.results.official import Match, MatchBasis, ScoredCandidate
from sijill.model.settings.case import Case
from sijill.official.scores import (
    Surroundings,
    days_reached,
    score,
    share_of_best,
    weights,
    words_of,
    words_of_name,
)
from sijill.official.sequence import paired_in_order
from sijill.places.toponyms import place_keys

MOST_CANDIDATES = 10
_LONGEST_INTERVAL_DAYS = 400


def match_determinations(
    determinations: Iterable[DeterminationRecord],
    incidents: Mapping[str, Incident],
    case: Case,
    ties: Mapping[str, LineTie] | None = None,
    leads: Mapping[str, str] | None = None,
    publishers: Mapping[str, Collection[str]] | None = None,
) -> dict[str, Match]:
    """The match of every determination, by its record id.

    Where several records are about one incident, that which leads them stands for all: a line that
    names another of them is tied to it, and only it is a candidate.

    Args:
        determinations: the lines, as read.
        incidents: by record id.
        case: says which words name one party, and the area.
        ties: what people decided, by determination.
        leads: by incident record, the record that leads its incident; none leads itself.
        publishers: by leading record, who reported the incident.
    """
    records, leading = list(determinations), leads or {}
    by_code = _codes(incidents, leading)
    decided = {
        one.head.id: _led(_decided(one, incidents, by_code, ties or {}), leading) for one in records
    }
    own = {identity: one for identity, one in incidents.items() if _leads(identity, leading)}
    around = replace(
        _around(records, decided, own, case),
        publishers={
            incident: tuple(words_of_name(name) for name in sorted(names))
            for incident, names in (publishers or {}).items()
        },
    )
    calendar = _Calendar.of(own)
    found = {identity: match for identity, match in decided.items() if match and match.incident}
    open_lines = [one for one in records if one.head.id not in found]
    while open_lines:
        scored = {
            one.head.id: _scored(one, calendar, around, case, decided[one.head.id])
            for one in open_lines
        }
        scored = _without_rivals(open_lines, scored)
        tied = {one.head.id for one in open_lines if scored[one.head.id].incident}
        found |= scored
        if not tied:
            break
        around = _with_taken(around, [(one, scored[one.head.id]) for one in open_lines])
        open_lines = [one for one in open_lines if one.head.id not in tied]
    return _with_order(records, found, own)


def _leads(identity: str, leads: Mapping[str, str]) -> bool:
    return leads.get(identity, identity) == identity


def _led(match: Match | None, leads: Mapping[str, str]) -> Match | None:
    """The match with the record that leads its incident."""
    if match is None or _leads(match.incident, leads):
        return match
    return replace(match, incident=leads[match.incident])


def _codes(incidents: Mapping[str, Incident], leads: Mapping[str, str]) -> dict[str, list[str]]:
    """Incidents by each code they run under; one field may hold two codes."""
    found: dict[str, list[str]] = defaultdict(list)
    for incident in incidents.values():
        for code in incident.record.code.split():
            found[code].append(leads.get(incident.id, incident.id))
    return found


def _decided(
    record: DeterminationRecord,
    incidents: Mapping[str, Incident],
    by_code: Mapping[str, list[str]],
    ties: Mapping[str, LineTie],
) -> Match | None:
    """The match that a person, a key or a code decides. A line untied by hand has no incident."""
    tie = ties.get(record.head.id)
    if tie is not None and (tie.incident in incidents or not tie.incident):
        return Match(record.head.id, tie.incident, MatchBasis.BY_HAND)
    if record.incident in incidents:
        return Match(record.head.id, record.incident, MatchBasis.KEY)
    coded = sorted({incident for code in record.codes for incident in by_code.get(code, [])})
    return Match(record.head.id, coded[0], MatchBasis.CODE) if len(coded) == 1 else None


def _around(
    records: Iterable[DeterminationRecord],
    decided: Mapping[str, Match | None],
    incidents: Mapping[str, Incident],
    case: Case,
) -> Surroundings:
    counts: Counter[str] = Counter()
    for incident in incidents.values():
        counts.update(words_of(incident.record.place))
    findings: dict[str, list[DeterminationRecord]] = defaultdict(list)
    taken: dict[str, set[str]] = defaultdict(set)
    for record in records:
        match = decided[record.head.id]
        if match is not None and match.incident:
            findings[match.incident].append(record)
            taken[record.head.source].add(match.incident)
    return Surroundings(
        place_keys(case.area),
        counts,
        {incident: tuple(found) for incident, found in findings.items()},
        {source: frozenset(held) for source, held in taken.items()},
    )


def _with_taken(
    around: Surroundings, matches: Iterable[tuple[DeterminationRecord, Match]]
) -> Surroundings:
    """The surroundings in which the incidents of these matches are taken too."""
    taken = {source: set(held) for source, held in around.taken.items()}
    for record, match in matches:
        if match.incident:
            taken.setdefault(record.head.source, set()).add(match.incident)
    return replace(around, taken={source: frozenset(held) for source, held in taken.items()})


@dataclass(frozen=True, slots=True)
class _Calendar:
    """Incidents by day, and by day of the year, so that a line is compared with few of them."""

    by_day: Mapping[date, tuple[Incident, ...]]
    by_day_of_year: Mapping[tuple[int, int], tuple[Incident, ...]]
    long: tuple[Incident, ...]

    @classmethod
    def of(cls, incidents: Mapping[str, Incident]) -> "_Calendar":
        by_day: dict[date, list[Incident]] = defaultdict(list)
        by_day_of_year: dict[tuple[int, int], list[Incident]] = defaultdict(list)
        long: list[Incident] = []
        for incident in incidents.values():
            happened = incident.record.happened
            length = happened.length_days
            if not happened.is_known:
                continue
            if length is None or length > _LONGEST_INTERVAL_DAYS or happened.earliest is None:
                long.append(incident)
                continue
            for offset in range(length):
                by_day[happened.earliest + timedelta(days=offset)].append(incident)
            if happened.day:
                by_day_of_year[happened.day.month, happened.day.day].append(incident)
        return cls(
            {day: tuple(held) for day, held in by_day.items()},
            {day: tuple(held) for day, held in by_day_of_year.items()},
            tuple(long),
        )

    def near(self, record: DeterminationRecord) -> list[Incident]:
        """Every incident whose day may be that of the line."""
        happened = record.happened
        found = {incident.id: incident for incident in self.long}
        length = happened.length_days
        if happened.earliest is None or length is None or length > _LONGEST_INTERVAL_DAYS:
            return list(found.values()) if happened.is_known else []
        reach = days_reached()
        for offset in range(-reach, length + reach):
            day = happened.earliest + timedelta(days=offset)
            found |= {incident.id: incident for incident in self.by_day.get(day, ())}
        if happened.day:
            same = self.by_day_of_year.get((happened.day.month, happened.day.day), ())
            found |= {incident.id: incident for incident in same}
        return [found[key] for key in sorted(found)]


def _scored(
    record: DeterminationRecord,
    calendar: _Calendar,
    around: Surroundings,
    case: Case,
    untied: Match | None,
) -> Match:
    """The best candidate, or the ranked candidates for a person to choose from."""
    party = case.actor(record.actor) or record.actor
    candidates = []
    for incident in calendar.near(record):
        if not any((case.actor(words) or words) == party for words in incident.record.actors):
            continue
        reasons = score(record, incident, around)
        if reasons:
            total = round(sum(reason.points for reason in reasons), 2)
            candidates.append(ScoredCandidate(incident.id, total, reasons))
    ranked = tuple(sorted(candidates, key=lambda one: (-one.score, one.incident)))
    shown = ranked[:MOST_CANDIDATES]
    accept = weights()["accept"]
    best = ranked[0].score if ranked else 0.0
    ids = tuple(one.incident for one in shown)
    if untied is not None:
        return Match(record.head.id, "", MatchBasis.BY_HAND, ids, shown)
    if best <= accept["none"]:
        return Match(record.head.id, "", MatchBasis.NOTHING, ids, shown)
    if share_of_best([one.score for one in ranked]) < accept["share"]:
        return Match(record.head.id, "", MatchBasis.SEVERAL, ids, shown)
    return Match(record.head.id, ranked[0].incident, MatchBasis.DAY_AND_PLACE, ids, shown)


def _without_rivals(
    records: Iterable[DeterminationRecord], found: dict[str, Match]
) -> dict[str, Match]:
    """The matches; of lines of one list that contend for one incident, only the best by a lead.

    A line printed twice (the same day, place and channel, and no two numbers) contends with none,
    nor does one that fits best although another is about the incident: allegations are repeated.
    """
    lead = float(weights()["accept"]["rival_lead"])
    rivals: dict[tuple[str, str], list[DeterminationRecord]] = defaultdict(list)
    for record in records:
        match = found[record.head.id]
        if match.basis is MatchBasis.DAY_AND_PLACE:
            rivals[record.head.source, match.incident].append(record)
    losing: list[str] = []
    for lines in rivals.values():
        printed: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for line in lines:
            printed[_printing(line)].append(line.head.id)
        best = {
            key: max(found[line].ranked[0].score for line in ids) for key, ids in printed.items()
        }
        losing.extend(
            line
            for key, ids in printed.items()
            for line in ids
            if any(best[key] - best[other] < lead for other in best if other != key)
            and not _fits_beside_another(found[line])
        )
    return found | {
        line: replace(found[line], incident="", basis=MatchBasis.SEVERAL) for line in losing
    }


def _fits_beside_another(match: Match) -> bool:
    """Whether the best candidate holds its share with the points lost to another line's tie."""
    accept, already = weights()["accept"], float(weights()["taken"]["already"])
    best, *others = (one.score for one in match.ranked)
    scores = [best + already, *others]
    return best + already >= max(scores) and share_of_best(scores) >= accept["share"]


def _printing(line: DeterminationRecord) -> tuple[str, ...]:
    """What two printings of one allegation share."""
    names = " ".join(sorted(words_of(line.place)))
    return (line.happened.to_edtf(), names, line.channel, *line.codes)


def _with_order(
    records: Iterable[DeterminationRecord],
    found: dict[str, Match],
    incidents: Mapping[str, Incident],
) -> dict[str, Match]:
    """The matches; lines that nothing else tells apart are paired by the order of numbers."""
    kept = list(records)
    lines = {
        record.head.id: record
        for record in kept
        if found[record.head.id].basis is MatchBasis.SEVERAL
    }
    claimed = {
        (record.head.source, found[record.head.id].incident)
        for record in kept
        if found[record.head.id].incident
    }
    lead = float(weights()["accept"]["order_lead"])
    pairs = paired_in_order(lines, found, incidents, lead, claimed)
    return found | {
        line: replace(found[line], incident=incident, basis=MatchBasis.ORDER_OF_NUMBERS)
        for line, incident in pairs.items()
    }
