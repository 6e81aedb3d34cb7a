"""Which incident is a determination about? A person's tie, the list's key, a printed code, a score.

Candidates are incidents of the same party, or of none named, within three days. Each is scored, and
the scores of all lines of a list together give the probability of each candidate and of "none of
those recorded". A line is tied where one incident is likely enough, else the ranked candidates wait
for a person, for a wrong match would credit an admission to the wrong dead. Where as many lines as
incidents remain that nothing tells apart, they are paired in the order of their numbers.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sijill.model.decisions.decision import LineTie
from sijill.model.records.record import DeterminationRecord
from sijill.model.results.incidents import Incident
from sijill.model.results.official import Match, MatchBasis, MatchReason, ScoredCandidate
from sijill.model.settings.case import Case
from sijill.official.allegations import tied_by_number
from sijill.official.assignment import Assignment
from sijill.official.incident_calendar import IncidentCalendar
from sijill.official.scores import days_reached, score, weights, without_party
from sijill.official.sequence import paired_in_order
from sijill.official.surroundings import (
    Reporting,
    Surroundings,
    find_surroundings,
    words_of,
)

MOST_CANDIDATES = 10
MOST_PAIRS, FEWEST_WEIGHED = 500_000, 50
"""Pairs of lines and incidents that are scored: a list of thousands of lines has four hundred
thousand. Of a line with more incidents near it than its part, but at least so many, the nearest
are scored, and each says so."""


def match_determinations(
    determinations: Iterable[DeterminationRecord],
    incidents: Mapping[str, Incident],
    case: Case,
    ties: Mapping[str, LineTie] | None = None,
    leads: Mapping[str, str] | None = None,
    reporting: Reporting | None = None,
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
        reporting: who reported which incident.
    """
    records, leading = list(determinations), leads or {}
    by_code = _codes(incidents, leading)
    decided = {
        record.head.id: _led(_decided(record, incidents, by_code, ties or {}), leading)
        for record in records
    }
    members: dict[str, list[Incident]] = defaultdict(list)
    for identity, incident in incidents.items():
        members[leading.get(identity, identity)].append(incident)
    around = find_surroundings(records, decided, members, case, reporting or Reporting())
    most = max(FEWEST_WEIGHED, MOST_PAIRS // max(1, len(records)))
    search = _Search(IncidentCalendar.of(incidents), members, leading, around, case, most)
    matches = {identity: match for identity, match in decided.items() if match and match.incident}
    for lines in _lists(records, case).values():
        scored = {
            line.head.id: search.candidates(line) for line in lines if line.head.id not in matches
        }
        untied = {identity for identity in scored if decided[identity] is not None}
        matches |= {
            identity: _match(identity, MatchBasis.BY_HAND, _ranked(scored[identity]))
            for identity in untied
        }
        free = [line for line in lines if line.head.id in scored.keys() - untied]
        matches |= _most_likely(free, scored)
    matches = _with_order(records, matches, incidents)
    return matches | {
        line: replace(matches[line], incident=incident, basis=MatchBasis.SAME_NUMBER)
        for line, incident in tied_by_number(records, matches, case).items()
    }


def _led(match: Match | None, leads: Mapping[str, str]) -> Match | None:
    """The match with the record that leads its incident."""
    if match is None or leads.get(match.incident, match.incident) == match.incident:
        return match
    return replace(match, incident=leads[match.incident])


def _codes(incidents: Mapping[str, Incident], leads: Mapping[str, str]) -> dict[str, list[str]]:
    """Incidents by each code they run under; one field may hold two codes."""
    by_code: dict[str, list[str]] = defaultdict(list)
    for incident in incidents.values():
        for code in incident.record.code.split():
            by_code[code].append(leads.get(incident.id, incident.id))
    return by_code


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


def _lists(
    records: Iterable[DeterminationRecord], case: Case
) -> dict[tuple[str, str], list[DeterminationRecord]]:
    """The determinations by their list and party."""
    lists: dict[tuple[str, str], list[DeterminationRecord]] = defaultdict(list)
    for record in records:
        lists[record.head.source, case.id_of(record.actor)].append(record)
    return lists


@dataclass(frozen=True, slots=True)
class _Search:
    """Where the candidates of a line are looked for; ``members`` are by the leading record.

    ``most`` are scored for one line.
    """

    calendar: IncidentCalendar
    members: Mapping[str, Sequence[Incident]]
    leads: Mapping[str, str]
    around: Surroundings
    case: Case
    most: int

    def candidates(self, line: DeterminationRecord) -> tuple[ScoredCandidate, ...]:
        """The incidents that the line may be about, scored."""
        party = self.case.id_of(line.actor)
        near = self.calendar.near(line, days_reached())
        leads = sorted({self.leads.get(incident.id, incident.id) for incident in near})
        weighed = self._nearest(line, leads)
        cut: tuple[MatchReason, ...] = ()
        if len(weighed) < len(leads):
            words = f"of {len(leads):,} incidents of these days, the nearest {self.most:,} weighed"
            cut = (MatchReason(words, 0.0),)
        scored: list[ScoredCandidate] = []
        for lead in weighed:
            records = self.members[lead]
            actors = {words for incident in records for words in incident.record.actors}
            named = {self.case.id_of(words) for words in actors}
            if named and party not in named:
                continue
            leading = next(incident for incident in records if incident.id == lead)
            reasons = score(line, records, leading, self.around)
            if not reasons:
                continue
            reasons = (*reasons, *cut) if named else (*reasons, without_party(), *cut)
            total = round(sum(reason.points for reason in reasons), 2)
            scored.append(ScoredCandidate(lead, total, reasons))
        return tuple(scored)

    def _nearest(self, line: DeterminationRecord, leads: Sequence[str]) -> Sequence[str]:
        """Those of the incidents that are weighed: by a word of the place, then by the day."""
        if len(leads) <= self.most:
            return leads
        said, day = words_of(line.place) - self.around.area, line.happened.earliest

        def distance(lead: str) -> tuple[bool, int, str]:
            records = [incident.record for incident in self.members[lead]]
            is_named = any(said & words_of(record.place) for record in records)
            days = [
                abs((record.happened.earliest - day).days)
                for record in records
                if day and record.happened.earliest
            ]
            return not is_named, min(days, default=0), lead

        return sorted(heapq.nsmallest(self.most, leads, key=distance))


def _most_likely(
    lines: Sequence[DeterminationRecord],
    scored: Mapping[str, Sequence[ScoredCandidate]],
) -> dict[str, Match]:
    """The matches of the open lines of one list, all taken together.

    Args:
        lines: the open lines.
        scored: the candidates of each.
    """
    accept = weights()["accept"]
    printings: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for line in lines:
        printings[_printing(line)].append(line.head.id)
    odds = [
        {
            candidate.incident: 2.0 ** (candidate.score - float(accept["none"]))
            for identity in printed
            for candidate in scored[identity]
        }
        for printed in printings.values()
    ]
    matches: dict[str, Match] = {}
    shares = _shares(odds)
    for printed, share in zip(printings.values(), shares, strict=True):
        for identity in printed:
            ranked = _ranked(
                [
                    replace(candidate, share=round(share[candidate.incident], 4))
                    for candidate in scored[identity]
                ]
            )
            matches[identity] = _match(identity, _basis(ranked, accept["share"]), ranked)
    return matches


def _shares(odds: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """The probabilities, with the share of lines about none of those recorded as the list has it.

    That share is found by expectation and maximisation (Dempster, Laird and Rubin 1977), as if
    ``prior_lines`` more lines had shown the ``prior_none`` at which the odds are as given.
    """
    accept = weights()["accept"]
    prior, lines = float(accept["prior_none"]), float(accept["prior_lines"])
    repeat, factor = 2.0 ** float(accept["repeat"]), 1.0
    open_lines = [line for line in odds if line]
    assignment = Assignment(odds, repeat)
    for _ in range(_MOST_ROUNDS):
        shares = assignment.marginals(factor)
        none = sum(1.0 - sum(share.values()) for share in shares if share)
        share_of_none = (none + lines * prior) / (len(open_lines) + lines)
        before, factor = factor, (1 - share_of_none) / share_of_none * prior / (1 - prior)
        if abs(factor - before) < _SETTLED * before:
            break
    return shares


_MOST_ROUNDS, _SETTLED = 12, 0.01


def _printing(line: DeterminationRecord) -> tuple[str, ...]:
    """What two printings of one numbered allegation share; a line without a number is its own."""
    numbers = [code for code in line.codes if code.isdecimal()]
    if not numbers:
        return (line.head.id,)
    names = " ".join(sorted(words_of(line.place)))
    return (line.happened.to_edtf(), names, line.channel, *line.codes)


def _ranked(candidates: Iterable[ScoredCandidate]) -> tuple[ScoredCandidate, ...]:
    return tuple(
        sorted(
            candidates,
            key=lambda candidate: (-candidate.share, -candidate.score, candidate.incident),
        )
    )


def _basis(ranked: Sequence[ScoredCandidate], least_share: float) -> MatchBasis:
    if ranked and ranked[0].share >= least_share:
        return MatchBasis.DAY_AND_PLACE
    of_any = sum(candidate.share for candidate in ranked)
    return MatchBasis.SEVERAL if of_any > _HALF else MatchBasis.NOTHING


_HALF = 0.5


def _match(determination: str, basis: MatchBasis, ranked: tuple[ScoredCandidate, ...]) -> Match:
    shown = ranked[:MOST_CANDIDATES]
    tied = ranked[0].incident if basis is MatchBasis.DAY_AND_PLACE else ""
    return Match(
        determination, tied, basis, tuple(candidate.incident for candidate in shown), shown
    )


def _with_order(
    records: Iterable[DeterminationRecord],
    matches: dict[str, Match],
    incidents: Mapping[str, Incident],
) -> dict[str, Match]:
    """The matches; lines that nothing else tells apart are paired by the order of numbers."""
    lines = {record.head.id: record for record in records}
    lead = float(weights()["accept"]["order_lead"])
    pairs = paired_in_order(lines, matches, incidents, lead)
    return matches | {
        line: replace(matches[line], incident=incident, basis=MatchBasis.ORDER_OF_NUMBERS)
        for line, incident in pairs.items()
    }
