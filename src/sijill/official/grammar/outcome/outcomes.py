"""The authority's position in a sentence, from the patterns of ``outcomes.toml``."""

import re
from collections.abc import Iterable

from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.frames import frame_at
from sijill.official.grammar.outcome.exclusions import (
    EXCLUSIONS,
    NEGATED,
    OutcomeRow,
    rows,
    rows_of_propositions,
)
from sijill.official.grammar.outcome.outcome import Outcome
from sijill.official.grammar.outcome.propositions import passages_of
from sijill.official.grammar.patterns import compiled, fits_words
from sijill.official.grammar.telling.refused_parts import PART_REFUSED
from sijill.official.grammar.telling.speakers import Frame
from sijill.official.grammar.telling.tellers import is_past
from sijill.official.grammar.words import any_of


def outcomes_in(clause: Clause, inherited: Frame) -> list[Outcome]:
    """Every position that the sentence states, of each kind the first pattern that fits."""
    words = clause.words
    return _by_row(
        clause,
        inherited,
        (
            (row, compiled(pattern).finditer(clause.line))
            for row in rows()
            for pattern in row.patterns
            if fits_words(pattern, words)
        ),
    )


def outcomes_of_propositions(clause: Clause, inherited: Frame) -> list[Outcome]:
    """The positions that its propositions state: for a line in which no pattern found one."""
    return _by_row(
        clause,
        inherited,
        (
            (row, passages_of(clause, written))
            for row in rows_of_propositions()
            for written in row.patterns
        ),
    )


def _by_row(
    clause: Clause,
    inherited: Frame,
    found: Iterable[tuple[OutcomeRow, Iterable[re.Match[str]]]],
) -> list[Outcome]:
    """Of each row the first place that states its position."""
    outcomes: list[Outcome] = []
    decided: OutcomeRow | None = None
    for row, matches in found:
        if row is decided:
            continue
        outcome = next(filter(None, (_read(clause, row, one, inherited) for one in matches)), None)
        if outcome is not None:
            decided = row
            if not any(_covers(other, outcome) for other in outcomes):
                outcomes.append(outcome)
    return outcomes


def _read(
    clause: Clause, row: OutcomeRow, match: re.Match[str], inherited: Frame
) -> Outcome | None:
    frame = _frame(clause, row, match, inherited)
    if frame is None or any(excludes(clause, row, match) for excludes in EXCLUSIONS):
        return None
    start, end = clause.span(match.start(), match.end())
    place = (start, end, match.start(), match.end())
    denied = (
        _is_of_deaths(row, match),
        _is_of_injuries(row, match),
        _is_of_presence(clause, row, match),
        _is_of_number(clause, match),
        _is_of_part(clause, match),
    )
    return Outcome(row.position, row.reason, frame, *place, *denied)


def _frame(clause: Clause, row: OutcomeRow, match: re.Match[str], inherited: Frame) -> Frame | None:
    """Who states the position; ``None`` where nobody does: it is only supposed, or negated."""
    if row.position is OfficialPosition.CREDIBLE:
        subject = _allegation_before(clause, match)
        end = match.start() if _FINDS.match(match[0]) else match.end()
        start, end = (match.start(), end) if subject is None else (subject, subject)
        frame = frame_at(clause, start, end, inherited, is_harm=False)
        if frame is Frame.DENIED or NEGATED.search(match[0]):
            return None
    else:  # what others allege is no rejection, so a rejection inherits no attribution
        frame = frame_at(clause, match.start(), match.end(), Frame.STATED, is_harm=False)
    if frame is Frame.SUPPOSED and row.position in _UNDECIDED and _WHETHER.match(clause.line):
        return Frame.STATED  # "whether they were civilians is still being assessed"
    if frame is Frame.SUPPOSED:
        return None
    if row.position is OfficialPosition.DUPLICATE and (
        frame is Frame.ALLEGED or (frame is Frame.PAST and _BEFORE_THIS.search(match[0]))
    ):
        return Frame.STATED  # "a duplicate of a report": what was reported is the other
    is_past = frame is Frame.PAST or _is_of_the_past(clause, row, match)
    if row.position is OfficialPosition.REOPENED and is_past:
        return Frame.STATED  # what was said before is past, that it is reopened is not
    if not is_past:
        return frame
    is_upheld = _UPHELD.search(clause.line[: match.start()]) or _NOTHING_NEW.match(match[0])
    if not is_upheld:
        return Frame.PAST
    return Frame.STATED if frame is Frame.PAST else frame


_FINDS = expression(any_of("assesses") + r"(?:the|this|that) ")
"""What is found of an allegation is no word of others: "our review finds the claim credible"."""
_UNDECIDED = (OfficialPosition.OPEN, OfficialPosition.NOT_YET_ASSESSED)
_WHETHER = expression(r"(?:and |but |, )*(?:whether|if) ")


def _allegation_before(clause: Clause, match: re.Match[str]) -> int | None:
    """Where the allegation stands of which a finding is said: "the report that ... is credible".

    What the allegation holds is others' word; that it is credible is not.
    """
    subjects = list(_ALLEGATION_OF.finditer(clause.line, 0, match.start()))
    if not subjects or not _IS_CREDIBLE.match(match[0]):
        return None
    if _TO_OTHERS.match(clause.line, match.end()):
        return None
    between = clause.line[subjects[-1].end() : match.start()]
    return None if _OTHER_SUBJECT.search(between) else subjects[-1].start()


_ALLEGATION_OF = expression(
    r"(?:(?<=that )|(?<=but )|(?<=and )|(?<=, )|(?<=: )|\A)(?:the |this |these |those |both |all )*"
    r"(?:allegations?|reports?|claims?|accusations?) (?:of|that|about|concerning) "
)
_IS_CREDIBLE = expression(rf"(?:is|was|are|were) (?:\S+ ){{0,2}}{any_of('credible')}")
_TO_OTHERS = expression(
    r"(?:enough |again |indeed )?(?:by|to|for|in the (?:view|eyes|opinion) of) "
    rf"(?:the |a |an |local |some |several )*{any_of('third_party')}"
)
"""Those for whom it is credible: "found credible by a monitor"."""
_OTHER_SUBJECT = expression(
    rf"(?<!\S)(?:{any_of('third_party')}(?!.*{any_of('killed', 'injured')})|, )|{any_of('negates')}"
)
_UPHELD = expression(
    r"(?<!\S)(?:stands? by|stood by|upholds?|upheld|maintains?|maintained|reaffirms?|reaffirmed) "
    r"(?:\S+ ){0,8}$"
)
_BEFORE_THIS = expression(r"(?<!\S)(?:previously|already) ")
"""What was assessed before is that of which this is a duplicate."""
_NOTHING_NEW = expression(r"no (?:new|fresh|further|additional) ")
"""That an earlier finding stands: "previously assessed as non-credible, and no new evidence"."""
_EARLIER_FINDING = expression(
    r"(?:finding|decision|assessment|determination|conclusion) (?:\S+ )?$"
)


def _is_of_the_past(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether a rejection is only recalled: "reversed the earlier finding of non-credible"."""
    before, after = clause.line[: match.start()], clause.line[match.end() :]
    recalled = _EARLIER_FINDING.search(before)
    is_recalled = recalled is not None and is_past(clause, recalled.start())
    is_reversed = bool(_REVERSING.search(before) or _REVERSED.match(after))
    is_rejection = row.position is OfficialPosition.NON_CREDIBLE
    if row.position is OfficialPosition.CLOSED_NO_FINDING:
        return bool(_WAS_CLOSED.search(clause.line[: match.end()]))
    was_said = bool(
        _SAID_BEFORE.search(before) or _CLOSED_BEFORE.search(before) or _HAD_BEEN.search(before)
    )
    was_said = was_said or _UNTIL.match(clause.line) is not None
    is_dated = _WHICH_WAS.search(before) and _IN_A_YEAR.match(after)
    return is_rejection and bool(is_recalled or is_reversed or was_said or is_dated)


_REVERSE = r"(?:reversed|reverses|overturned|overturns|set aside|rescinded|upgraded|withdrawn) "
_REVERSING = expression(
    rf"(?<!\S)(?:(?:{_REVERSE}|{any_of('turns_over')})(?:(?!and |that )\S+ ){{0,4}}"
    r"|(?:changed|revised|altered|moved) (?:\S+ ){0,4}?from (?:\S+ )?"
    r"|(?:wrong|mistaken) to (?:\S+ ){1,5})$"
)
_REVERSED = expression(
    r"(?:finding |assessment |decision |determination )?(?:was |has been |is )(?:now |later )?"
    rf"(?:{_REVERSE}|(?:changed|revised|amended) "
    r"(?:to|after|following|on|upon|when|because|due|in) )"
)
_CLOSED_BEFORE = expression(rf"(?<!\S){any_of('past')}closed (?:out )?(?:as )?$")
_WAS_CLOSED = expression(rf"(?<!\S){any_of('past')}(?:been )?closed (?:out )?$")
_UNTIL = expression(r"(?:until|till|up to) (?:(?!, )\S+ ){1,4}?(?:we|it|the \S+) (?:had )?")
"""What stood for a time: "until last year we held this allegation to be non-credible"."""
_WHICH_WAS = expression(r"(?<!\S)(?:which|that) (?:(?:it|we|they|had|was|were|been) )+$")
_IN_A_YEAR = expression(r"(?:\S+ ){0,2}?(?:in (?:\S+ )?<\d+>|last|earlier|previously|before) ")
"""When it was so found: "this report, which it rejected in 2018"."""
_HAD_BEEN = expression(
    r"(?<!\S)(?:had|having) (?:\S+ ){0,2}?been (?:\S+ ){0,2}?"
    r"(?:closed|assessed|found|deemed|considered|rated|judged|classed) (?:out )?(?:as |to be )?$"
)
"""What had been found before what the line tells: "it had earlier been closed as"."""
_SAID_BEFORE = expression(
    rf"(?<!\S){any_of('past')}(?:(?!and |but )\S+ ){{0,5}}?"
    r"(?:said |stated |reported |announced |ruled out |denied |concluded |told )(?:\S+ ){0,3}?$"
)
"""What the authority had said: "last month we said that no civilians had been harmed"."""


_NUMBER_TOLD = expression(
    r"(?:\A|, |and )(?:the |these |those |all )*"
    r"(?:(?:allegations?|reports?|claims?|accusations?) of|(?:alleged |reported |claimed )*"
    r"(?:number|toll|figure|total|count)s?(?: of)?) (?:(?!, |that )\S+ ){0,8}?<\d+> "
    r"(?:(?!, )\S+ ){0,6}$"
)


def _is_of_number(clause: Clause, match: re.Match[str]) -> bool:
    """Whether it is the number told that is wrong: "that is incorrect; there were two"."""
    told = _NUMBER_TOLD.search(clause.line[: match.start()])
    if _FIGURE.search(match[0]):
        return True
    return told is not None or _THAT_IS_WRONG.match(match[0]) is not None


_FIGURE = expression(
    r"(?<!\S)(?:accept|agree|share|endorse) (?:\S+ ){0,3}?(?:figure|number|toll) $"
)
_THAT_IS_WRONG = expression(
    r"(?:it|this|that) (?:is|was) (?:wrong|false|untrue|incorrect|inaccurate) $"
)


def _is_of_part(clause: Clause, match: re.Match[str]) -> bool:
    """Whether the rejection is of some of those alleged, and says nothing of the others."""
    forms = (_OF_ONE_OF_SEVERAL, _OF_MORE, _WHETHER_THE_REST)
    if any(form.search(clause.line) for form in forms):
        return True
    return any(
        part.start() < match.end() and match.start() < part.end()
        for part in PART_REFUSED.finditer(clause.line)
    )


_OF_ONE_OF_SEVERAL = expression(
    r"(?<!\S)(?:in|by|from|of|as for|during) the (?:first|second|third|other|former|latter) "
    rf"(?:of |one |{any_of('strike')}|(?:building|house|case|incident|vehicle|impact) )"
)
"""Of one of several strikes: "in the first of two strikes nobody was hurt"."""


_WHETHER_THE_REST = expression(
    r"(?<!\S)(?:whether|if|how many of|status of|affiliation of) (?:any of |all of )?(?:the |an? )*"
    r"(?:others?|remaining|rest|remainder|additional|further) "
    r"|(?<!\S)(?:of|for|to|about|regarding|in|concerning) (?:any of )?the (?:other|remaining) "
    r"(?:<\d+> )?(?:incidents?|allegations?|cases?|claims?|reports?|deaths?|casualties|strikes?) "
)
"""Of others beside those who are counted: "whether the other sixty were civilians", "no evidence of
the other five incidents"."""
_OF_MORE = expression(
    r"(?<!\S)(?:claims?|reports?|allegations?|suggestions?|figures?|numbers?) "
    r"(?:of|that) (?:an? |any )?"
    r"(?:(?:\S+ly )?(?:more|higher|greater|larger|further|additional|other|others) |number beyond )"
)
"""Of more than what is found: "claims of a higher toll could not be substantiated"."""


def _is_of_presence(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    if row.reason is OfficialReason.TARGET_VALID_ONLY_COMBATANTS:
        return _TARGET.search(match[0]) is not None and not _ANY_HARM.search(match[0])
    if row.reason not in (OfficialReason.OTHER, OfficialReason.VIDEO_NO_CIVILIANS):
        return False
    if _OF_THOSE_COUNTED.match(match[0]):
        return False
    behind = " ".join(clause.line[match.end() :].split()[:4])
    return not _ANY_HARM.search(f"{match[0]}{behind} ")


_TARGET = expression(
    r"(?:legitimate|valid|lawful|legal|military) (?:military )?(?:target|objective)"
)
_OF_THOSE_COUNTED = expression(r"there (?:were|was) none ")
"""None of those whom the words before count: "we reported three deaths; there were none"."""
_ANY_HARM = expression(
    rf"(?<!\S)(?:{any_of('killed', 'death', 'injured', 'injury', 'casualties')}"
    r"|harmed |harm |hurt )"
)
_INJURED_NOT_KILLED = expression(
    rf"(?<!\S){any_of('injured')}(?:, )?(?:and |but )?not {any_of('killed')}"
)
_OF_DEATHS = expression(rf"(?<!\S)(?:{any_of('killed', 'died', 'death')}|loss of li|survived )")
_OF_OTHER_HARM = expression(rf"(?<!\S){any_of('injured', 'injury', 'casualties')}")
_OF_INJURIES = expression(r"(?<!\S)(?:injured|wounded|injury|injuries) ")
_OF_BOTH = expression(rf"(?<!\S)(?:{any_of('casualties')}|harmed |harm )")
_FURTHER = expression(r"(?<!\S)(?:further|other|others|additional|more) ")


def _is_of_deaths(row: OutcomeRow, match: re.Match[str]) -> bool:
    if row.reason is not OfficialReason.OTHER:
        return False
    if _INJURED_NOT_KILLED.search(match[0]):
        return True
    return bool(_OF_DEATHS.search(match[0])) and not _OF_OTHER_HARM.search(match[0])


def _is_of_injuries(row: OutcomeRow, match: re.Match[str]) -> bool:
    if row.reason is not OfficialReason.OTHER or _FURTHER.search(match[0]):
        return False
    is_of_both = _OF_BOTH.search(match[0]) or _OF_DEATHS.search(match[0])
    return bool(_OF_INJURIES.search(match[0])) and not is_of_both


def _covers(first: Outcome, later: Outcome) -> bool:
    """Whether an earlier row already speaks for the sentence.

    One reason is enough for a rejection; a credible that stands inside a rejection is part of it.
    """
    if first.position is later.position:
        return True
    overlap = first.line_start < later.line_end and later.line_start < first.line_end
    return overlap and later.position is not OfficialPosition.REOPENED
