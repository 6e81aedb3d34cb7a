"""What the clauses of one line say: positions and numbers, each with who says it.

A clause may change what the ones before say: it corrects a number, tells which part were civilians,
or that one of the injured died.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sijill.model.codes import OfficialReason
from sijill.model.values.counts import CountRange
from sijill.official.grammar.attribution import attributed_after, is_told_by_others
from sijill.official.grammar.clauses import Clause, clause_of
from sijill.official.grammar.frames import frame_after
from sijill.official.grammar.harm.fighters import are_of_unknown_status
from sijill.official.grammar.harm.harm_clauses import HarmClause, harm_clauses, last_named
from sijill.official.grammar.harm.later_deaths import death_of_before, deaths_of_injured
from sijill.official.grammar.harm.shares import (
    HarmKind,
    civilians_among,
    fighters_of_before,
    is_of_all,
    rest_are_civilians,
    share_of_before,
    shares_in,
    without,
)
from sijill.official.grammar.outcomes import Outcome, outcomes_in
from sijill.official.grammar.patterns import unknown_status
from sijill.official.grammar.speakers import Frame
from sijill.official.grammar.tokens import Sentence
from sijill.official.grammar.words import any_of, class_of


@dataclass(slots=True)
class LineFindings:
    """What the clauses of a line say: outcomes and numbers in the order of the text."""

    outcomes: list[Outcome] = field(default_factory=list)
    harms: list[HarmClause] = field(default_factory=list)
    corrects: bool = False
    beside_fighters: list[HarmClause] = field(default_factory=list)
    """Those harmed without the fighters among them, of whom nothing is said yet."""
    civilians_among: CountRange | None = None
    """The civilians in a group that was parted, of which nobody has said yet what became of it."""
    unread: list[tuple[int, int, str]] = field(default_factory=list)


def findings_of(sentences: Iterable[Sentence]) -> LineFindings:
    """Outcomes and numbers of the sentences, each with who says it."""
    findings = LineFindings()
    inherited, named = Frame.STATED, ""
    for sentence in sentences:
        clause = clause_of(sentence)
        if sentence.is_question:
            continue
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
        findings.harms.extend(_of_others(harm_clauses(clause, inherited, named), findings.harms))
        _take_death(clause, findings)
        _take_share(clause, findings)
        _take_fighters(clause, findings)
        _take_status(clause, findings)
        _take_parted(clause, findings)
        _take_correction(clause, findings)
        inherited = frame_after(clause, inherited)
        named = last_named(clause.line, named)
    return findings


def _without_parts(clause: Clause, outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The outcomes, without an "only fighters" that is said of a part of those harmed."""
    shares, is_parted = shares_in(clause), civilians_among(clause) is not None
    return [
        outcome
        for outcome in outcomes
        if outcome.reason is not OfficialReason.TARGET_VALID_ONLY_COMBATANTS
        or (
            not is_parted
            and not any(
                share.is_part and share.start < outcome.line_end and outcome.line_start < share.end
                for share in shares
            )
        )
    ]


def _of_others(harms: Iterable[HarmClause], before: Iterable[HarmClause]) -> list[HarmClause]:
    """The numbers without a "he was killed" that is said of one who was counted before."""
    counted = {harm.kind for harm in before}
    return [
        harm
        for harm in harms
        if not (harm.words.startswith(("he ", "she ")) and harm.kind in counted)
    ]


def _take_death(clause: Clause, findings: LineFindings) -> None:
    """An injured person of the sentence before who died: a death, and one fewer injured."""
    _take_death_inside(clause, findings)
    died = death_of_before(clause)
    start = clause.pieces[0].start
    places = [
        place
        for place, harm in enumerate(findings.harms)
        if harm.start < start and harm.kind is HarmKind.INJURIES and harm.count.is_exact
    ]
    if not died or not places:
        return
    injured = findings.harms[places[-1]]
    fewer = CountRange.exactly((injured.count.highest or 1) - 1)
    findings.harms[places[-1]] = replace(injured, count=fewer)
    if not any(harm.kind is HarmKind.DEATHS and harm.start >= start for harm in findings.harms):
        one, span = CountRange.exactly(1), clause.span(0, len(died))
        findings.harms.append(HarmClause(HarmKind.DEATHS, one, injured.frame, *span, died.strip()))


def _take_death_inside(clause: Clause, findings: LineFindings) -> None:
    """Those injured in the same sentence of whom some died: "one of whom later died"."""
    told = deaths_of_injured(clause)
    start = clause.pieces[0].start
    places = [
        place
        for place, harm in enumerate(findings.harms)
        if harm.start >= start and harm.kind is HarmKind.INJURIES and harm.count.is_known
    ]
    if told is None or not places:
        return
    count, first, last = told
    span = clause.span(first, last)
    injured = findings.harms[places[0]]
    findings.harms[places[0]] = replace(injured, count=without(injured.count, count))
    findings.harms[:] = [
        harm
        for harm in findings.harms
        if not (harm.kind is HarmKind.DEATHS and span[0] <= harm.start < span[1])
    ]
    words = clause.line[first:last].strip()
    findings.harms.append(HarmClause(HarmKind.DEATHS, count, injured.frame, *span, words))


def _take_share(clause: Clause, findings: LineFindings) -> None:
    """What this sentence says of those of the one before: "four of them were civilians"."""
    count = share_of_before(clause)
    if count is None or not findings.harms:
        return
    before = findings.harms[-1]
    if not _CIVILIAN.search(before.words):
        findings.harms[-1] = replace(before, count=count, end=clause.pieces[-1].end)


def _take_fighters(clause: Clause, findings: LineFindings) -> None:
    """Fighters among those of the sentence before: they were no civilians, so nobody concedes them.

    Where the sentence before counts people, and only the fighters among them are told, nothing is
    said of the others (as within one sentence, ``shares_in``).
    """
    fighters = fighters_of_before(clause)
    start = clause.pieces[0].start
    if fighters is not None:
        is_of_dead = _DEAD.search(clause.line) is not None
        kept: list[HarmClause] = []
        for harm in findings.harms:
            others = replace(harm, count=without(harm.count, fighters))
            if harm.start >= start or (is_of_dead and harm.kind is HarmKind.INJURIES):
                kept.append(harm)
            elif fighters.is_known and _CIVILIAN.search(harm.words):
                kept.append(others)
            elif fighters.is_known:
                findings.beside_fighters.append(others)
        findings.harms = kept
    if len(findings.beside_fighters) == 1 and rest_are_civilians(clause):
        findings.harms.append(findings.beside_fighters.pop())


def _take_status(clause: Clause, findings: LineFindings) -> None:
    """That nobody knows whether those of the sentence before were civilians."""
    start = clause.pieces[0].start
    if any(form.search(clause.line) for form in unknown_status()):
        findings.harms[:] = [
            harm if _CIVILIAN.search(harm.words) else replace(harm, count=_at_most(harm.count))
            for harm in findings.harms
        ]
    if not are_of_unknown_status(clause.line):
        return
    findings.harms[:] = [
        harm
        if harm.start >= start or _CIVILIAN.search(harm.words)
        else replace(harm, frame=Frame.SUPPOSED)
        for harm in findings.harms
    ]


def _at_most(count: CountRange) -> CountRange:
    """The count where none of those counted needs to have been a civilian."""
    return count if count.highest is None else CountRange(0, count.highest)


def _take_parted(clause: Clause, findings: LineFindings) -> None:
    """That all of a parted group were killed: its civilians were."""
    among = findings.civilians_among
    if among is not None and is_of_all(clause):
        start = clause.pieces[0].start
        findings.harms[:] = [
            replace(harm, count=among) if harm.start >= start else harm for harm in findings.harms
        ]
    findings.civilians_among = civilians_among(clause) or among


def _take_correction(clause: Clause, findings: LineFindings) -> None:
    """The number put right: "the correct number is five", of what the sentences before count."""
    revised = _REVISED.search(clause.line)
    match = _RIGHT_NUMBER.search(clause.line)
    if revised is not None:
        _revise(clause, findings, revised)
    if match is None:
        _take_confirmed(clause, findings)
        return
    if not findings.harms:
        return
    start, end = clause.span(match.start(), match.end())
    count = clause.numbers[int(match[1])]
    kind = findings.harms[-1].kind
    is_of_others = is_told_by_others(clause, match.start()) or attributed_after(clause, match.end())
    is_of_others = is_of_others or _is_later_figure_of_others(clause, match, findings)
    frame = Frame.ALLEGED if is_of_others else Frame.FOUND
    findings.corrects = findings.corrects or not is_of_others
    if not is_of_others:  # the number that it puts right was found before
        findings.harms[:] = [
            replace(harm, frame=Frame.PAST) if harm.kind is kind and harm.frame in _OWN else harm
            for harm in findings.harms
        ]
    findings.harms.append(HarmClause(kind, count, frame, start, end, match[0].strip()))


def _is_later_figure_of_others(
    clause: Clause, match: re.Match[str], findings: LineFindings
) -> bool:
    """Whether a number that "now stands at" another is that of those who told the one before."""
    if _STANDS_AT.match(match[0]) is None or _OWN_WORK.search(clause.line[: match.start()]):
        return False
    return findings.harms[-1].frame is Frame.ALLEGED


def _take_confirmed(clause: Clause, findings: LineFindings) -> None:
    """How many of those alleged before the authority confirms: "the Coalition confirmed two"."""
    match = _CONFIRMED_NUMBER.search(clause.line)
    before = [harm for harm in findings.harms if harm.frame is Frame.ALLEGED]
    if match is None or not before or attributed_after(clause, match.end()):
        return
    start, end = clause.span(match.start(), match.end())
    count = clause.numbers[int(match["n"])]
    words = match[0].strip()
    findings.harms.append(HarmClause(before[-1].kind, count, Frame.FOUND, start, end, words))


_CONFIRMED_NUMBER = re.compile(
    rf"(?:\A|, |and |but )(?:the |our |a )*{any_of('authority')}+"
    rf"(?:{any_of('may_have')}|could |can |only |itself |later |however )*"
    rf"{any_of('confirmed_after')}(?:only |just )?<(?P<n>\d+)> (?=$|[,;:] |and |but |while )"
)


def _revise(clause: Clause, findings: LineFindings, match: re.Match[str]) -> None:
    """The later of two numbers: "the number of civilians killed was revised from six to four"."""
    start, end = clause.span(0, len(clause.line))
    before = [harm for harm in findings.harms if harm.start < start]
    inside = [harm for harm in findings.harms if harm.start >= start]
    if inside and "from" not in match[0].split() and _COUNTED.match(clause.line[match.end() :]):
        findings.corrects = True
        findings.harms[:] = [replace(harm, frame=Frame.FOUND) for harm in inside]
        return
    if not (inside or before) and not _OF_DEATHS.search(clause.line):
        return
    kind = (inside or before)[-1].kind if inside or before else HarmKind.DEATHS
    ends = [clause.numbers[int(number)] for number in match.groups() if number]
    count = ends[-1] if len(ends) > 1 else CountRange.exactly(ends[0].highest or 0)
    findings.corrects = True
    words = match[0].strip()
    findings.harms[:] = [*before, HarmClause(kind, count, Frame.FOUND, start, end, words)]


_COUNTED = re.compile(
    rf"(?:{any_of('number_noun', 'victim', 'be')})*{any_of('killed', 'injured', 'death', 'injury')}"
)
"""What the new number counts: "amended to five killed and three injured"."""
_OF_DEATHS = re.compile(r"(?<!\S)(?:number|toll|total|count) (?:\S+ ){0,4}?(?:killed|dead|deaths) ")
_REVISED = re.compile(
    r"(?<!\S)(?:revised|corrected|changed|updated|amended|increased|raised|reduced|lowered) "
    r"(?:(?:(?!<\d+>)\S+ ){0,3}?from <(\d+)> (?:to <(\d+)> )?"
    r"|(?:this|it|that) (?:down |up )?to <(\d+)> )"
    r"|(?<!\S)(?:number|toll|figure|total) (?:\S+ ){0,25}?"
    r"(?:amended|revised|corrected|changed|raised|lowered|reduced|increased) to <(\d+)> "
    r"|(?<!\S)(?:should|ought to) have (?:said|read|been|stated|shown|given) <(\d+)> (?!\w)"
)
_OWN = (Frame.FOUND, Frame.STATED)
_RIGHT_NUMBER = re.compile(
    r"(?<!\S)(?:(?:correct|corrected|accurate|actual|right|our|our own|coalition's) "
    r"(?:number|figure|toll|total|count) (?:(?!<\d+>|not )\S+ ){0,4}?"
    r"|(?:number|figure|toll|total|count) (?:is |has )?(?:now |currently |then )?"
    r"(?:stands|stood|risen|fallen) (?:at|to) "
    r"|we put (?:their|the|its) (?:number|toll|figure) at "
    r"|(?<!not )(?:verify|verified|confirm|confirmed|substantiate|substantiated|corroborate) "
    r"(?=<\d+> of (?:them|these|those) ))<(\d+)> (?!(?:civilians?|people|persons) )"
)
_STANDS_AT = re.compile(
    r"(?:number|figure|toll|total|count) (?:is |has )?(?:now |currently |then )?"
    r"(?:stands|stood|risen|fallen) "
)
_OWN_WORK = re.compile(rf"(?<!\S)(?:our |{any_of('authority')})")
_DEAD = re.compile(rf"of (?:the |those |these )+(?:\S+ )?{any_of('killed')}")
_CIVILIAN = re.compile(r"(?<!\S)(?:civilians?|noncombatants?)\b")


def _is_cumulative(clause: Clause) -> bool:
    return any(f" {words} " in f" {clause.line}" for words in class_of("cumulative"))


def _corrects(clause: Clause) -> bool:
    return any(f" {words} " in f" {clause.line}" for words in class_of("corrects"))
