"""From the clauses of one line to its position and to what it concedes.

Numbers count only where the position concedes harm, only in the authority's own clauses, and only
those marked as its finding where such are. A number repeated in the same words counts once; a total
stands for its parts.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange, total
from sijill.official.grammar.clauses import Clause, clause_of
from sijill.official.grammar.frames import Frame, frame_after
from sijill.official.grammar.harm import HarmClause, harm_clauses, last_named
from sijill.official.grammar.outcomes import Outcome, outcomes_in
from sijill.official.grammar.shares import HarmKind, death_of_before, share_of_before, shares_in
from sijill.official.grammar.tokens import Sentence
from sijill.official.grammar.words import class_of

OWN = (Frame.FOUND, Frame.STATED)
CONCEDING = frozenset(
    {
        OfficialPosition.CREDIBLE,
        OfficialPosition.ACCEPTED_RESPONSIBILITY,
        OfficialPosition.ACKNOWLEDGED_NO_RESPONSIBILITY,
    }
)
_UNSETTLED = frozenset({OfficialPosition.OPEN, OfficialPosition.NOT_YET_ASSESSED})


@dataclass(slots=True)
class LineFindings:
    """What the clauses of a line say: outcomes and numbers in the order of the text."""

    outcomes: list[Outcome] = field(default_factory=list)
    harms: list[HarmClause] = field(default_factory=list)
    corrects: bool = False
    unread: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LinePosition:
    """The present position, the positions before it, and the clauses that say so."""

    position: OfficialPosition
    reason: OfficialReason
    earlier: tuple[OfficialPosition, ...]
    spans: tuple[tuple[int, int], ...]
    conflict: str = ""


def findings_of(sentences: Iterable[Sentence]) -> LineFindings:
    """Outcomes and numbers of the sentences, each with who says it."""
    findings = LineFindings()
    inherited, named = Frame.STATED, ""
    for sentence in sentences:
        clause = clause_of(sentence)
        if sentence.is_note:
            findings.unread.append(
                (*sentence.span, "a note in brackets is not the authority's text")
            )
            continue
        if _is_cumulative(clause) and clause.numbers:
            if harm_clauses(clause, Frame.STATED):
                findings.unread.append(
                    (*sentence.span, "a number of a whole period, not of this line")
                )
            continue
        if _corrects(clause):
            findings.corrects = True
        findings.outcomes.extend(_without_parts(clause, outcomes_in(clause, inherited)))
        findings.harms.extend(harm_clauses(clause, inherited, named))
        _take_death(clause, findings)
        _take_share(clause, findings)
        _take_correction(clause, findings)
        inherited = frame_after(clause, inherited)
        named = last_named(clause.line, named)
    return findings


def _without_parts(clause: Clause, outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The outcomes, without an "only fighters" that is said of a part of those harmed."""
    shares = shares_in(clause)
    return [
        outcome
        for outcome in outcomes
        if outcome.reason is not OfficialReason.TARGET_VALID_ONLY_COMBATANTS
        or not any(
            share.is_part and share.start < outcome.line_end and outcome.line_start < share.end
            for share in shares
        )
    ]


def _take_death(clause: Clause, findings: LineFindings) -> None:
    """An injured person of the sentence before who died: a death, and one fewer injured."""
    died = death_of_before(clause)
    start = clause.pieces[0].start
    exact = [harm.kind is HarmKind.INJURIES and harm.count.is_exact for harm in findings.harms]
    places = [at for at, harm in enumerate(findings.harms) if exact[at] and harm.start < start]
    if not died or not places:
        return
    injured = findings.harms[places[-1]]
    less = CountRange.exactly((injured.count.highest or 1) - 1)
    findings.harms[places[-1]] = replace(injured, count=less)
    if not any(harm.kind is HarmKind.DEATHS and harm.start >= start for harm in findings.harms):
        one, span = CountRange.exactly(1), clause.span(0, len(died))
        findings.harms.append(HarmClause(HarmKind.DEATHS, one, injured.frame, *span, died.strip()))


def _take_share(clause: Clause, findings: LineFindings) -> None:
    """What this sentence says of those of the one before: "four of them were civilians"."""
    count = share_of_before(clause)
    if count is None or not findings.harms:
        return
    before = findings.harms[-1]
    if not _CIVILIAN.search(before.words):
        findings.harms[-1] = replace(before, count=count, end=clause.pieces[-1].end)


def _take_correction(clause: Clause, findings: LineFindings) -> None:
    """The number put right: "the correct number is five", of what the sentences before count."""
    revised = _REVISED.search(clause.line)
    match = _RIGHT_NUMBER.search(clause.line)
    if revised is not None:
        _revise(clause, findings, revised)
    if match is None or not findings.harms:
        return
    start, end = clause.span(match.start(), match.end())
    count = clause.numbers[int(match[1])]
    kind = findings.harms[-1].kind
    findings.corrects = True
    findings.harms.append(HarmClause(kind, count, Frame.FOUND, start, end, match[0].strip()))


def _revise(clause: Clause, findings: LineFindings, match: re.Match[str]) -> None:
    """The later of two numbers: "the number of civilians killed was revised from six to four"."""
    start, end = clause.span(0, len(clause.line))
    before = [harm for harm in findings.harms if harm.start < start]
    inside = [harm for harm in findings.harms if harm.start >= start]
    if not (inside or before) and not _OF_DEATHS.search(clause.line):
        return
    kind = (inside or before)[-1].kind if inside or before else HarmKind.DEATHS
    ends = [clause.numbers[int(number)] for number in match.groups() if number]
    count = ends[-1] if len(ends) > 1 else CountRange.exactly(ends[0].highest or 0)
    findings.corrects = True
    words = match[0].strip()
    findings.harms[:] = [*before, HarmClause(kind, count, Frame.FOUND, start, end, words)]


_OF_DEATHS = re.compile(r"(?<!\S)(?:number|toll|total|count) (?:\S+ ){0,4}?(?:killed|dead|deaths) ")
_REVISED = re.compile(
    r"(?<!\S)(?:revised|corrected|changed|updated|amended|increased|raised|reduced|lowered) "
    r"(?:(?:(?!<\d+>)\S+ ){0,3}?from <(\d+)> (?:to <(\d+)> )?"
    r"|(?:this|it|that) (?:down |up )?to <(\d+)> )"
    r"|(?<!\S)(?:number|toll|figure|total) (?:\S+ ){0,25}?"
    r"(?:amended|revised|corrected|changed|raised|lowered|reduced|increased) to <(\d+)> "
    r"|(?<!\S)(?:should|ought to) have (?:said|read|been|stated|shown|given) <(\d+)> (?!\w)"
)
_RIGHT_NUMBER = re.compile(
    r"(?<!\S)(?:(?:correct|corrected|accurate|actual|right|our|our own|coalition's) "
    r"(?:number|figure|toll|total|count) (?:(?!<\d+>|not )\S+ ){0,4}?"
    r"|we put (?:their|the|its) (?:number|toll|figure) at "
    r"|(?<!not )(?:verify|verified|confirm|confirmed|substantiate|substantiated|corroborate) "
    r"(?=<\d+> of (?:them|these|those) ))<(\d+)> (?!(?:civilians?|people|persons) )"
)
_CIVILIAN = re.compile(r"(?<!\S)(?:civilians?|noncombatants?)\b")


def _is_cumulative(clause: Clause) -> bool:
    return any(f" {words} " in f" {clause.line}" for words in class_of("cumulative"))


def _corrects(clause: Clause) -> bool:
    return any(f" {words} " in f" {clause.line}" for words in class_of("corrects"))


def verdict_of(findings: LineFindings) -> LinePosition:
    """The present position of the line."""
    own = [outcome for outcome in findings.outcomes if outcome.frame in OWN or _rejects(outcome)]
    own = own or [outcome for outcome in findings.outcomes if _concedes_nothing(outcome)]
    past = tuple(outcome.position for outcome in findings.outcomes if outcome.frame is Frame.PAST)
    conceding = [harm for harm in findings.harms if harm.frame is Frame.FOUND]
    conceding = conceding or [harm for harm in findings.harms if harm.frame is Frame.STATED]
    conceding = [harm for harm in conceding if harm.count.highest != 0]
    reopened = [outcome for outcome in own if outcome.position is OfficialPosition.REOPENED]
    settled = [outcome for outcome in own if outcome.position is not OfficialPosition.REOPENED]
    earlier = (*past, *(outcome.position for outcome in reopened))
    rejecting = [
        outcome for outcome in settled if outcome.position is not OfficialPosition.CREDIBLE
    ]
    accepting = [outcome for outcome in settled if outcome.position is OfficialPosition.CREDIBLE]
    if conceding:  # that nobody was seen there excludes no harm that is found
        rejecting = [outcome for outcome in rejecting if not outcome.is_of_presence]
    if findings.corrects and conceding:  # "previously reported as" recalls, it closes nothing
        rejecting = [
            outcome for outcome in rejecting if outcome.position is not OfficialPosition.DUPLICATE
        ]
    if reopened:
        before = [outcome for outcome in rejecting if outcome.start < reopened[0].start]
        earlier = (*(outcome.position for outcome in before), *earlier)
        rejecting = [outcome for outcome in rejecting if outcome not in before]
        settled = [outcome for outcome in settled if outcome not in before]
    if conceding and not rejecting:
        return _conceded(conceding, earlier)
    if conceding and rejecting:
        return _contested(conceding, rejecting, accepting, earlier)
    if rejecting and accepting:
        doubles = [
            outcome for outcome in rejecting if outcome.position is OfficialPosition.DUPLICATE
        ]  # what is found credible is the other report
        last = max(doubles or (*rejecting, *accepting), key=lambda outcome: outcome.start)
        return _outcome(last, earlier)
    if settled and not (reopened and all(one.position in _UNSETTLED for one in settled)):
        return _outcome(_leading(settled), earlier)
    if reopened:
        return _outcome(reopened[-1], (*past,))
    return LinePosition(OfficialPosition.NO_STATEMENT, OfficialReason.NONE_GIVEN, earlier, ())


def _rejects(outcome: Outcome) -> bool:
    """Whether a denied clause rejects: "no strike was identified" denies by its own words."""
    return outcome.frame is Frame.DENIED and outcome.position is not OfficialPosition.CREDIBLE


def _concedes_nothing(outcome: Outcome) -> bool:
    """Whether a sentence that quotes others states a finding: "the claim is unfounded"."""
    return outcome.frame is Frame.ALLEGED and outcome.position is not OfficialPosition.CREDIBLE


def _leading(outcomes: Sequence[Outcome]) -> Outcome:
    """The outcome that says most: a duplicate before a rejection, a reason before none."""
    order = (
        OfficialPosition.DUPLICATE,
        OfficialPosition.NON_CREDIBLE,
        OfficialPosition.CREDIBLE,
    )
    ranked = {position: place for place, position in enumerate(order)}
    return min(
        outcomes,
        key=lambda outcome: (
            ranked.get(outcome.position, len(order)),
            outcome.reason is OfficialReason.NONE_GIVEN,
            outcome.reason is OfficialReason.OTHER,
            outcome.start,
        ),
    )


def _outcome(outcome: Outcome, earlier: tuple[OfficialPosition, ...]) -> LinePosition:
    return LinePosition(outcome.position, outcome.reason, earlier, ((outcome.start, outcome.end),))


def _conceded(harms: Sequence[HarmClause], earlier: tuple[OfficialPosition, ...]) -> LinePosition:
    spans = tuple((harm.start, harm.end) for harm in harms)
    return LinePosition(OfficialPosition.CREDIBLE, OfficialReason.NONE_GIVEN, earlier, spans)


def _contested(
    conceding: Sequence[HarmClause],
    rejecting: Sequence[Outcome],
    accepting: Sequence[Outcome],
    earlier: tuple[OfficialPosition, ...],
) -> LinePosition:
    """A line that seems to concede and to reject: the finding decides, not a plain sentence."""
    is_found = any(harm.frame is Frame.FOUND for harm in conceding)
    is_duplicate = any(outcome.position is OfficialPosition.DUPLICATE for outcome in rejecting)
    is_of_deaths = _deny_deaths(rejecting) and {harm.kind for harm in conceding} == {
        HarmKind.INJURIES
    }
    if is_duplicate or (not is_found and not accepting and not is_of_deaths):
        return _outcome(_leading(rejecting), earlier)
    if is_of_deaths:
        return _conceded(conceding, earlier)
    last_harm = max(harm.start for harm in conceding)
    last_rejection = max(outcome.start for outcome in rejecting)
    firm = [outcome for outcome in rejecting if outcome.position is not OfficialPosition.OPEN]
    if not firm or (is_found and last_harm > last_rejection and _is_incidental(rejecting)):
        return _conceded(conceding, earlier)
    leading = _leading(rejecting)
    spans = ((leading.start, leading.end), *((harm.start, harm.end) for harm in conceding))
    return LinePosition(
        OfficialPosition.NO_STATEMENT,
        OfficialReason.NONE_GIVEN,
        earlier,
        spans,
        "one clause concedes harm and another rejects the allegation: a person must read it",
    )


def _deny_deaths(rejecting: Sequence[Outcome]) -> bool:
    """Whether the rejections only say that nobody was killed: somebody may have been injured."""
    return all(outcome.is_of_deaths for outcome in rejecting)


def _is_incidental(rejecting: Sequence[Outcome]) -> bool:
    """Whether the rejections only say that something is not known ("the exact number")."""
    return all(outcome.reason is OfficialReason.INSUFFICIENT_INFORMATION for outcome in rejecting)


def conceded(
    findings: LineFindings, verdict: LinePosition, kind: HarmKind
) -> tuple[CountRange, list[HarmClause]]:
    """What a conceding line concedes of one kind, and the clauses that say it."""
    if verdict.position not in CONCEDING:
        return UNKNOWN_COUNT, []
    chosen = [harm for harm in findings.harms if harm.frame is Frame.FOUND]
    chosen = chosen or [harm for harm in findings.harms if harm.frame is Frame.STATED]
    of_kind = _without_guesses(_once([harm for harm in chosen if harm.kind is kind]))
    totals = [harm for harm in of_kind if harm.is_total]
    if totals:
        of_kind = totals[-1:]
    known = [harm.count for harm in of_kind if harm.count.is_known]
    if known:
        return total(known).range, of_kind
    is_denied = findings.corrects or any(outcome.is_of_deaths for outcome in findings.outcomes)
    if (
        kind is HarmKind.DEATHS
        and is_denied
        and any(harm.kind is HarmKind.INJURIES for harm in chosen)
    ):  # a death corrected to an injury is taken back; "two were injured, nobody was killed"
        return CountRange.exactly(0), []
    return UNKNOWN_COUNT, of_kind


def alleged(findings: LineFindings, kind: HarmKind) -> tuple[CountRange, list[HarmClause]]:
    """The greatest number of a kind that the line repeats from others."""
    of_kind = [
        harm
        for harm in findings.harms
        if harm.kind is kind and harm.frame is Frame.ALLEGED and harm.count.is_known
    ]
    if not of_kind:
        return UNKNOWN_COUNT, []
    greatest = max(of_kind, key=lambda harm: harm.count.highest or harm.count.lowest or 0)
    return greatest.count, of_kind


def _without_guesses(harms: list[HarmClause]) -> list[HarmClause]:
    """Clauses without a "may have been" whose number another clause finds."""
    stated = {harm.count.highest for harm in harms if harm.count.lowest}
    return [harm for harm in harms if harm.count.lowest or harm.count.highest not in stated]


def _once(harms: Sequence[HarmClause]) -> list[HarmClause]:
    """Clauses without those that repeat another in the same words."""
    return list({harm.words: harm for harm in harms}.values())
