"""The authority's position in a sentence, from the patterns of ``outcomes.toml``."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.official.grammar.attribution import Frame, is_past
from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.frames import frame_at
from sijill.official.grammar.patterns import compiled
from sijill.official.grammar.words import any_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """A position and its reason, with the verbatim characters that say so."""

    position: OfficialPosition
    reason: OfficialReason
    frame: Frame
    start: int
    end: int
    line_start: int
    line_end: int
    is_of_deaths: bool = False
    """Whether it denies deaths alone: "no civilians were killed"."""
    is_of_presence: bool = False
    """Whether it only says that nobody was seen there, which excludes no harm."""


@dataclass(frozen=True, slots=True)
class _Row:
    position: OfficialPosition
    reason: OfficialReason
    patterns: tuple[str, ...]


@cache
def _rows() -> tuple[_Row, ...]:
    text = files("sijill.official.grammar").joinpath("outcomes.toml").read_text(encoding="utf-8")
    return tuple(
        _Row(
            OfficialPosition(row["position"]),
            OfficialReason(row["reason"]),
            tuple(row["patterns"]),
        )
        for row in tomllib.loads(text)["outcome"]
    )


def outcomes_in(clause: Clause, inherited: Frame) -> list[Outcome]:
    """Every position that the sentence states, of each kind the first pattern that fits."""
    outcomes: list[Outcome] = []
    for row in _rows():
        outcome = _first(clause, row, inherited)
        if outcome is not None and not any(_covers(other, outcome) for other in outcomes):
            outcomes.append(outcome)
    return outcomes


_NEGATED = re.compile(rf"(?<!\S)(?:did not |{any_of('negates')})")


def _first(clause: Clause, row: _Row, inherited: Frame) -> Outcome | None:
    for pattern in row.patterns:
        for match in compiled(pattern).finditer(clause.line):
            frame = _frame(clause, row, match, inherited)
            if frame is None or any(excludes(clause, row, match) for excludes in _EXCLUSIONS):
                continue
            start, end = clause.span(match.start(), match.end())
            place = (start, end, match.start(), match.end())
            denied = (_is_of_deaths(row, match), _is_of_presence(clause, row, match))
            return Outcome(row.position, row.reason, frame, *place, *denied)
    return None


def _frame(clause: Clause, row: _Row, match: re.Match[str], inherited: Frame) -> Frame | None:
    """Who states the position; ``None`` where nobody does: it is only supposed, or negated."""
    if row.position is OfficialPosition.CREDIBLE:
        subject = _allegation_before(clause, match)
        start, end = (match.start(), match.end()) if subject is None else (subject, subject)
        frame = frame_at(clause, start, end, inherited)
        if frame is Frame.DENIED or _NEGATED.search(match[0]):
            return None
    else:  # what others allege is no rejection, so a rejection inherits no attribution
        frame = frame_at(clause, match.start(), match.end(), Frame.STATED)
    if frame is Frame.SUPPOSED:
        return None
    if row.position is OfficialPosition.DUPLICATE and frame is Frame.ALLEGED:
        return Frame.STATED  # "a duplicate of a report": what was reported is the other
    is_past = frame is Frame.PAST or _is_of_the_past(clause, row, match)
    if row.position is OfficialPosition.REOPENED and is_past:
        return Frame.STATED  # what was said before is past, that it is reopened is not
    if not is_past:
        return frame
    if not _UPHELD.search(clause.line[: match.start()]):
        return Frame.PAST
    return Frame.STATED if frame is Frame.PAST else frame


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


_ALLEGATION_OF = re.compile(
    r"(?:(?<=that )|(?<=but )|(?<=and )|(?<=, )|(?<=: )|\A)(?:the |this |these |those |both |all )*"
    r"(?:allegations?|reports?|claims?|accusations?) (?:of|that|about|concerning) "
)
_IS_CREDIBLE = re.compile(rf"(?:is|was|are|were) (?:\S+ ){{0,2}}{any_of('credible')}")
_TO_OTHERS = re.compile(
    r"(?:enough |again |indeed )?(?:by|to|for|in the (?:view|eyes|opinion) of) "
    rf"(?:the |a |an |local |some |several )*{any_of('third_party')}"
)
"""Those for whom it is credible: "found credible by a monitor"."""
_OTHER_SUBJECT = re.compile(
    rf"(?<!\S)(?:{any_of('third_party')}(?!.*{any_of('killed', 'injured')})|, )|{any_of('negates')}"
)
_UPHELD = re.compile(
    r"(?<!\S)(?:stands? by|stood by|upholds?|upheld|maintains?|maintained|reaffirms?|reaffirmed) "
    r"(?:\S+ ){0,8}$"
)


def _is_for_want_of_information(_: Clause, row: _Row, match: re.Match[str]) -> bool:
    """Whether no strike is named because too little was told: "not enough to identify a strike"."""
    is_unmatched = row.reason is OfficialReason.NO_STRIKE_MATCHING
    return is_unmatched and bool(_WANTING.search(match[0]))


_WANTING = re.compile(
    rf"(?<!\S)(?:enough|sufficient|adequate|{any_of('lack')})(?: ?)(?:\S+ ){{0,2}}?"
    rf"{any_of('information')}"
)


def _is_only_possible(clause: Clause, row: _Row, match: re.Match[str]) -> bool:
    """Whether it only may be opened again: "may be reopened if new information is received"."""
    is_reopened = row.position is OfficialPosition.REOPENED
    return is_reopened and bool(_MAY_BE.search(clause.line[: match.start()]))


_MAY_BE = re.compile(r"(?<!\S)(?:may|might|can|could|would|will|to) (?:always |later |then )?be $")
_EARLIER_FINDING = re.compile(
    r"(?:finding|decision|assessment|determination|conclusion) (?:\S+ )?$"
)


def _is_of_the_past(clause: Clause, row: _Row, match: re.Match[str]) -> bool:
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
    return is_rejection and (is_recalled or is_reversed or was_said)


_REVERSE = r"(?:reversed|reverses|overturned|overturns|set aside|rescinded|upgraded|withdrawn) "
_REVERSING = re.compile(
    rf"(?<!\S)(?:{_REVERSE}(?:(?!and |that )\S+ ){{0,4}}"
    r"|(?:changed|revised|altered|moved) (?:\S+ ){0,4}?from (?:\S+ )?)$"
)
_REVERSED = re.compile(
    r"(?:finding |assessment |decision |determination )?(?:was |has been |is )(?:now |later )?"
    rf"(?:{_REVERSE}|(?:changed|revised|amended) "
    r"(?:to|after|following|on|upon|when|because|due|in) )"
)
_CLOSED_BEFORE = re.compile(rf"(?<!\S){any_of('past')}closed (?:out )?(?:as )?$")
_WAS_CLOSED = re.compile(rf"(?<!\S){any_of('past')}(?:been )?closed (?:out )?$")
_HAD_BEEN = re.compile(
    r"(?<!\S)(?:had|having) (?:\S+ ){0,2}?been (?:\S+ ){0,2}?"
    r"(?:closed|assessed|found|deemed|considered|rated|judged|classed) (?:out )?(?:as |to be )?$"
)
"""What had been found before what the line tells: "it had earlier been closed as"."""
_SAID_BEFORE = re.compile(
    rf"(?<!\S){any_of('past')}(?:(?!and |but )\S+ ){{0,5}}?"
    r"(?:said |stated |reported |announced |ruled out |denied |concluded |told )(?:\S+ ){0,3}?$"
)
"""What the authority had said: "last month we said that no civilians had been harmed"."""


def _is_turned_round(clause: Clause, row: _Row, match: re.Match[str]) -> bool:
    """Whether a file is said not to be closed, or people not to have been fighters."""
    if row.reason is OfficialReason.TARGET_VALID_ONLY_COMBATANTS:
        if _UNLIKELY.search(clause.line[: match.end()]):
            return True
        return _NO_FIGHTERS.search(match[0]) is not None
    is_closed = row.position is OfficialPosition.CLOSED_NO_FINDING
    return is_closed and _NEGATED.search(match[0]) is not None


_UNLIKELY = re.compile(
    r"(?<!\S)(?:unlikely|improbable|doubtful|not (?:\S+ )?believe) that "
    rf"(?:(?!{any_of('contrast')}|, )\S+ ){{0,20}}$"
)
_NO_FIGHTERS = re.compile(rf"(?<!\S)not (?:(?!civilian)\S+ ){{0,2}}?{any_of('fighter')}")


def _is_of_no_fighters(clause: Clause, row: _Row, match: re.Match[str]) -> bool:
    """Whether none of those harmed are said to have been fighters: "none of them combatants"."""
    is_rejection = row.position is OfficialPosition.NON_CREDIBLE
    return is_rejection and _NONE_FIGHTERS.match(clause.line, match.start()) is not None


_NONE_FIGHTERS = re.compile(
    rf"(?:none|neither) of (?:them|whom|which|these|those) (?:\S+ ){{0,3}}?{any_of('fighter')}"
)


def _is_of_the_rest(clause: Clause, row: _Row, match: re.Match[str]) -> bool:
    """Whether a rejection is only of those beside others: "the other six were not confirmed"."""
    is_rejection = row.position is OfficialPosition.NON_CREDIBLE
    return is_rejection and bool(_THE_REST.search(clause.line[: match.end()]))


_THE_REST = re.compile(
    r"(?:\A|, |and )(?:the |all )+(?:others |(?:other|remaining) (?=<\d+>)|rest )"
    r"(?:(?!allegations?|reports?|, )\S+ ){1,12}$"
)


def _is_of_the_coalition(clause: Clause, row: _Row, match: re.Match[str]) -> bool:
    """Whether the partner is one of the authority's own: "a Coalition partner airstrike"."""
    is_partner = row.reason is OfficialReason.PARTNER_STRIKE and match[0].startswith("partner ")
    return is_partner and clause.line[: match.start()].endswith(("coalition ", "alliance "))


def _is_of_soldiers(clause: Clause, row: _Row, match: re.Match[str]) -> bool:
    """Whether those who were killed by accident were soldiers: "four soldiers were mistakenly"."""
    is_credible = row.position is OfficialPosition.CREDIBLE
    return is_credible and _SOLDIERS_BEFORE.search(clause.line[: match.start()]) is not None


_SOLDIERS_BEFORE = re.compile(
    rf"{any_of('fighter')}(?:(?!{any_of('victim')}|, |and )\S+ ){{0,2}}?$"
)


def _is_of_presence(clause: Clause, row: _Row, match: re.Match[str]) -> bool:
    if row.reason not in (OfficialReason.OTHER, OfficialReason.VIDEO_NO_CIVILIANS):
        return False
    if _OF_THOSE_COUNTED.match(match[0]):
        return False
    behind = " ".join(clause.line[match.end() :].split()[:4])
    return not _ANY_HARM.search(f"{match[0]}{behind} ")


_OF_THOSE_COUNTED = re.compile(r"there (?:were|was) none ")
"""None of those whom the words before count: "we reported three deaths; there were none"."""
_ANY_HARM = re.compile(
    rf"(?<!\S)(?:{any_of('killed', 'death', 'injured', 'injury', 'casualties')}"
    r"|harmed |harm |hurt )"
)
_INJURED_NOT_KILLED = re.compile(
    rf"(?<!\S){any_of('injured')}(?:, )?(?:and |but )?not {any_of('killed')}"
)
_OF_DEATHS = re.compile(rf"(?<!\S){any_of('killed', 'death')}")
_OF_OTHER_HARM = re.compile(rf"(?<!\S){any_of('injured', 'injury', 'casualties')}")


def _is_of_deaths(row: _Row, match: re.Match[str]) -> bool:
    if row.reason is OfficialReason.OTHER and _INJURED_NOT_KILLED.search(match[0]):
        return True
    is_death = row.reason is OfficialReason.OTHER and bool(_OF_DEATHS.search(match[0]))
    return is_death and not _OF_OTHER_HARM.search(match[0])


_NUMBER_BEFORE = re.compile(
    r"(?<!\S)(?:how many|number|numbers|toll|identity|identities|age|ages|names|status|fate) "
    r"(?:\S+ ){0,6}$"
)


def _is_of_a_number(clause: Clause, row: _Row, match: re.Match[str]) -> bool:
    """Whether only a number or a name is said to be unknown, and not whether harm was done."""
    is_unknown = row.reason is OfficialReason.INSUFFICIENT_INFORMATION
    return is_unknown and bool(
        _NUMBER_BEFORE.search(clause.line[: match.start()])
        or _HOW_MANY.search(match[0])
        or _HOW_MANY.match(clause.line[match.end() :])
    )


_HOW_MANY = re.compile(r"(?:how many|(?:the |an )?(?:exact |total |precise |final )?number of) ")
_EXCLUSIONS = (
    _is_for_want_of_information,
    _is_only_possible,
    _is_of_a_number,
    _is_of_the_rest,
    _is_of_no_fighters,
    _is_of_soldiers,
    _is_of_the_coalition,
    _is_turned_round,
)
"""Surroundings in which the words of a pattern state no position."""


def _covers(first: Outcome, later: Outcome) -> bool:
    """Whether an earlier row already speaks for the sentence.

    One reason is enough for a rejection; a credible that stands inside a rejection is part of it.
    """
    if first.position is later.position:
        return True
    overlap = first.line_start < later.line_end and later.line_start < first.line_end
    return overlap and later.position is not OfficialPosition.REOPENED
