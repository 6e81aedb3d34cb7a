"""What the clauses of one line say: positions and numbers, each with who says it.

A clause may change what the ones before say: it corrects a number, tells which part were civilians,
or that one of the injured died.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sijill.model.values.counts import CountRange
from sijill.official.grammar.clauses import Clause, clause_of
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.frames import frame_after, frame_before
from sijill.official.grammar.harm.corrections import (
    corrects,
    take_correction,
    with_affirmed,
    without_wrong,
)
from sijill.official.grammar.harm.counting import without_breakdown
from sijill.official.grammar.harm.fighters import are_of_unknown_status, last_named
from sijill.official.grammar.harm.groups import (
    acts_hostile,
    fate_of_group,
    group_named,
    strikes_named,
    times_each,
)
from sijill.official.grammar.harm.harm_clause import HarmClause, HarmKind
from sijill.official.grammar.harm.harm_clauses import harm_clauses
from sijill.official.grammar.harm.later_deaths import take_later_deaths
from sijill.official.grammar.harm.other_doers import kills_those_before
from sijill.official.grammar.harm.own_deeds import OwnDeeds
from sijill.official.grammar.harm.shares import (
    civilians_among,
    fighters_of_before,
    is_of_all,
    rest_are_civilians,
    share_of_before,
    without,
)
from sijill.official.grammar.outcome.beside_harm import apart_from_harm
from sijill.official.grammar.outcome.fallback import (
    said_by_propositions,
    tells_only_strikes,
    without_parts,
)
from sijill.official.grammar.outcome.outcome import Outcome
from sijill.official.grammar.outcome.outcomes import outcomes_in
from sijill.official.grammar.patterns import unknown_status
from sijill.official.grammar.telling.refused_parts import FINDING_TURNED
from sijill.official.grammar.telling.speakers import OWN, Frame
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
    gives_up: bool = False
    """Whether a finding made before is given up: what is said beside it may be of that finding."""
    deeds: OwnDeeds = field(default_factory=OwnDeeds)
    is_bulletin: bool = False
    """Whether it only tells of strikes: no allegation, nobody harmed, and nothing denied."""


def findings_of(sentences: Sequence[Sentence], day_at: int | None = None) -> LineFindings:
    """Outcomes and numbers of the sentences, each with who says it.

    ``day_at`` is where the day of the line's incident stands: what is told in the same sentence is
    of that day.
    """
    findings = LineFindings()
    inherited, named = Frame.STATED, ""
    group: CountRange | None = None
    dated = _holding(sentences, day_at)
    before, given_up = "", _spans_given_up(sentences)
    findings.gives_up = bool(given_up)
    strikes: CountRange | None = None
    sentences_read: list[tuple[Clause, Frame]] = []
    for sentence in sentences:
        clause = clause_of(sentence)
        if sentence.is_question:
            continue
        if sentence.is_note:
            note = "a note in brackets is not the authority's text"
            findings.unread.append((*sentence.span, note))
            continue
        if _is_cumulative(clause, is_dated=sentence is dated) and clause.numbers:
            if harm_clauses(clause, Frame.STATED):
                findings.unread.append(
                    (*sentence.span, "a number of a whole period, not of this line")
                )
            continue
        if inherited is Frame.PAST and _PUT_RIGHT.search(clause.line):
            inherited, findings.corrects = Frame.STATED, True
        outcomes = without_parts(clause, outcomes_in(clause, inherited))
        if any(start < sentence.span[0] < end for start, end in given_up):
            outcomes = [replace(outcome, frame=Frame.PAST) for outcome in outcomes]
        sentences_read.append((clause, inherited))
        told = without_breakdown(
            clause,
            _around(sentence, sentences),
            harm_clauses(clause, _speaks_in(sentence, sentences_read, inherited), named),
            findings.harms,
        )
        outcomes, told = apart_from_harm(clause, outcomes, told)
        findings.outcomes.extend(outcomes)
        findings.harms.extend(_of_others(told, findings.harms, before))
        strikes = strikes_named(clause) or strikes
        findings.harms[:] = times_each(clause, findings.harms, strikes)
        findings.harms[:] = without_wrong(clause, findings.harms)
        findings.harms[:] = with_affirmed(clause, findings.harms)
        if kills_those_before(clause.line):
            findings.harms[:] = [_denied(harm) for harm in findings.harms]
        _take_all(clause, findings, before)
        _take_status_before(clause, findings, before)
        _take_what_it_changes(clause, findings)
        findings.harms.extend(fate_of_group(clause, findings.harms, group, inherited))
        denied = bool(findings.outcomes) and findings.outcomes[-1].is_of_number
        if take_correction(clause, findings.harms, is_number_denied=denied) or corrects(clause):
            findings.corrects = True
        before = clause.line
        findings.deeds.take(clause, inherited, findings.harms)
        is_told = any(harm.start >= sentence.span[0] for harm in findings.harms)
        group = None if is_told else group_named(clause)
        inherited = frame_after(clause, inherited)
        named = last_named(clause.line, named)
    _take_propositions(findings, sentences_read)
    return findings


def _take_propositions(
    findings: LineFindings, sentences_read: Sequence[tuple[Clause, Frame]]
) -> None:
    """What the propositions say of a line that tells no harm and gives no finding up."""
    findings.is_bulletin = tells_only_strikes(clause for clause, _ in sentences_read)
    told = [harm for harm in findings.harms if harm.frame in OWN]
    if findings.gives_up or findings.is_bulletin or any(harm.count.highest != 0 for harm in told):
        return
    said = said_by_propositions(findings.outcomes, sentences_read)
    findings.outcomes.extend(one for one in said if not told or one.is_rejection)


def _spans_given_up(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Where sentences give a finding up, with the asides in them: "the finding (credible) is"."""
    return [one.span for one in sentences if FINDING_TURNED.search(clause_of(one).line) is not None]


_PUT_RIGHT = expression(
    r"(?<!\S)(?:survived|in fact|in reality|actually|in truth|rather|alive) "
    r"(?!(?:that|according) )"
    r"|(?:\A|(?<=, )|(?<=but )|(?<=however ))(?:new|fresh|further|additional|later|subsequent) "
    rf"{any_of('video', 'information')}(?:(?!, )\S+ ){{0,5}}?"
    r"(?:shows?|showed|established|revealed|proved|confirmed|led|demonstrated) "
)
"""Words of what is right, behind what had been printed before: "in fact all four survived"."""


def _take_what_it_changes(clause: Clause, findings: LineFindings) -> None:
    """What the sentence changes of what those before it say."""
    take_later_deaths(clause, findings.harms)
    _take_share(clause, findings)
    _take_fighters(clause, findings)
    _take_status(clause, findings)
    _take_parted(clause, findings)


def _denied(harm: HarmClause) -> HarmClause:
    """A death as another's doing; any other harm as it is."""
    is_own = harm.kind is HarmKind.DEATHS and harm.frame in OWN
    return replace(harm, frame=Frame.DENIED) if is_own else harm


def _take_all(clause: Clause, findings: LineFindings, before: str) -> None:
    """That "all eight" may hold a fighter who was named before: then eight is the most."""
    match = _ALL_OF.search(clause.line)
    if match is None or not _ANY_FIGHTER.search(before + clause.line[: match.start()]):
        return
    start, _ = clause.span(match.start("n"), match.end())
    findings.harms[:] = [
        replace(harm, count=_at_most(harm.count))
        if harm.start >= start and not _CIVILIAN.search(harm.words)
        else harm
        for harm in findings.harms
    ]


_ANY_FIGHTER = expression(rf"(?<!\S){any_of('fighter')}")
_ALL_OF = expression(r"(?<!\S)(?:all|both) (?:of the )?(?P<n><\d+> )")


def _of_others(
    harms: Iterable[HarmClause], counted: Iterable[HarmClause], before: str
) -> list[HarmClause]:
    """The numbers without a "he was killed" of one who was counted before, or fought."""
    kinds = set(HarmKind) if acts_hostile(before) else {harm.kind for harm in counted}
    is_of_one = ("he ", "she ", "oneof ")
    return [one for one in harms if not (one.words.startswith(is_of_one) and one.kind in kinds)]


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
    beside = findings.beside_fighters or [
        replace(harm, count=harm.beside, is_of_fighters=False)
        for harm in findings.harms
        if harm.is_of_fighters and harm.beside.is_known
    ]
    if len(beside) == 1 and rest_are_civilians(clause):
        findings.harms.append(beside.pop())


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


def _take_status_before(clause: Clause, findings: LineFindings, before: str) -> None:
    """That the sentence before leaves open who they were: "they may have been civilians; both"."""
    start = clause.pieces[0].start
    if any(form.search(before) for form in unknown_status()):
        findings.harms[:] = [
            harm
            if harm.start < start or _CIVILIAN.search(harm.words)
            else replace(harm, count=_at_most(harm.count))
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


_DEAD = expression(rf"of (?:the |those |these )+(?:\S+ )?{any_of('killed')}")
_CIVILIAN = expression(r"(?<!\S)(?:civilians?|noncombatants?)\b")


def _holding(sentences: Sequence[Sentence], at: int | None) -> Sentence | None:
    """The last sentence that begins before a place of the text."""
    before = [one for one in sentences if at is not None and one.span[0] <= at]
    return before[-1] if before else None


def _speaks_in(
    sentence: Sentence, sentences_read: Sequence[tuple[Clause, Frame]], inherited: Frame
) -> Frame:
    """Who speaks in an aside in brackets: whoever others quote where it stands, and no finding.

    "Of the casualties alleged (six killed), the inquiry found one": the six are alleged.
    """
    at = sentence.span[0]
    for clause, before in reversed(sentences_read) if sentence.is_aside else ():
        if clause.pieces[0].start < at < clause.pieces[-1].end:
            place = sum(piece.start < at for piece in clause.pieces)
            frame = frame_before(clause, clause.starts[place], before)
            return Frame.ALLEGED if frame is Frame.ALLEGED else inherited
    return inherited


def _around(aside: Sentence, sentences: Sequence[Sentence]) -> int | None:
    """Where the sentence begins in which an aside in brackets stands; ``None`` for no aside."""
    if not aside.is_aside:
        return None
    around = [one.span[0] for one in sentences if one.span[0] < aside.span[0] < one.span[1]]
    return max(around, default=None)


def _is_cumulative(clause: Clause, *, is_dated: bool) -> bool:
    """Whether its numbers are of a whole time; a time that holds the line's day may be the day."""
    names = ("cumulative",) if is_dated else ("cumulative", "of_a_time")
    line = f" {clause.line}"
    return any(f" {words} " in line for name in names for words in class_of(name))
