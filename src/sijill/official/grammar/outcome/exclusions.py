"""The rows of ``outcomes.toml``, and surroundings in which their words state no position."""

import re
from dataclasses import dataclass
from functools import cache

from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.word_files import toml_beside
from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.telling.denied_strikes import OF_OTHER_THINGS, declines_comment
from sijill.official.grammar.telling.only_fighters import are_not_only_fighters
from sijill.official.grammar.telling.refused_parts import DENYING_ASIDE, FINDING_TURNED
from sijill.official.grammar.words import any_of

NEGATED = expression(rf"(?<!\S)(?:did not |{any_of('negates')})")


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """A row of ``outcomes.toml``: the patterns of one position with one reason."""

    position: OfficialPosition
    reason: OfficialReason
    patterns: tuple[str, ...]


@cache
def rows() -> tuple[OutcomeRow, ...]:
    """The rows of ``outcomes.toml``, in order; within a sentence the first that fits decides."""
    return _rows("outcomes.toml")


@cache
def rows_of_propositions() -> tuple[OutcomeRow, ...]:
    """The rows of ``propositions.toml``, whose patterns are propositions (``propositions.py``)."""
    return _rows("propositions.toml")


def _rows(name: str) -> tuple[OutcomeRow, ...]:
    return tuple(
        OutcomeRow(
            OfficialPosition(row["position"]),
            OfficialReason(row["reason"]),
            tuple(row["patterns"]),
        )
        for row in toml_beside(__name__, name)["outcome"]
    )


def _is_for_want_of_information(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether no strike is named because too little was told: "not enough to identify a strike"."""
    is_unmatched = row.reason is OfficialReason.NO_STRIKE_MATCHING
    followed = f"{match[0]}{clause.line[match.end() :].partition(' ')[0]} "
    return is_unmatched and bool(_WANTING.search(followed))


_WANTING = expression(
    rf"(?<!\S)(?:(?:enough|sufficient|adequate|{any_of('lack')})(?: ?)(?:\S+ ){{0,2}}?"
    rf"{any_of('information')}|not (?:enough|sufficient|adequate) (?:to|for) "
    r"|(?:confirm|verify|establish|substantiate|corroborate) that "
    r"|(?:allegations?|reports?|claims?) (?:that|of) )"
)


def _is_of_another_number(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether only another number is denied: "five civilians, not fifteen, were killed".

    Or the harm stands in a part of its own: "while no deaths occurred, two people were hurt".
    """
    if _FIGURE.match(clause.line, match.start()):
        return True
    return row.reason is OfficialReason.OTHER and _ANOTHER_NUMBER.search(match[0]) is not None


_FIGURE = expression(
    r"(?:not )?(?:accept|agree|share|endorse|recogni[sz]e) (?:\S+ ){0,3}?"
    r"(?:figure|number|toll|estimate|total|count) "
    r"(?:(?:of )?<\d+> |(?:that was |which was )?(?:given|named|put forward) )"
)
"""Which number is not accepted: "it does not accept the figure of forty"."""
_ANOTHER_NUMBER = expression(
    r"(?<!\S), not <\d+> (?:\S+ ){0,3}?, "
    rf"|\Ano {any_of('number_noun')}*{any_of('death', 'injury', 'victim')}(?:(?!, )\S+ ){{0,3}}?, "
    rf"(?:<\d+> |an? ){any_of('number_noun')}*{any_of('victim')}"
)


def _is_not_yet(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether only nothing is decided yet: "no conclusion has yet been reached"."""
    is_rejection = row.position is OfficialPosition.NON_CREDIBLE
    is_undecided = _UNDECIDED.match(match[0]) and _GOES_ON.search(clause.line)
    is_interim = _SO_FAR.search(clause.line) and _GOES_ON.search(clause.line)
    return is_rejection and bool(_NOT_YET.search(match[0]) or is_undecided or is_interim)


_UNDECIDED = expression(r"no (?:\S+ ){0,2}?(?:determination|conclusion|finding|decision) ")
_GOES_ON = expression(
    r"(?<!\S)(?:ongoing|underway|under way|in progress|continues|continuing|(?:is|are) pending|"
    r"still being|in hand|under (?:review|assessment|investigation)"
    r"|(?:is|remains|now) with (?:our|the) (?:\S+ ){0,3}?"
    r"(?:cell|team|assessors|investigators|board)"
    r"|(?:is|are|was|were) (?:still |currently )?(?:reviewing|assessing|investigating|examining)) "
)
_SO_FAR = expression(r"(?<!\S)(?:so far|thus far|to date|as yet|up to now) ")
_NOT_YET = expression(r"(?<!\S)(?:no|not|neither) (?:\S+ ){0,4}?yet ")


def _is_only_possible(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether it only may be opened again: "may be reopened if new information is received"."""
    if row.position is not OfficialPosition.REOPENED:
        return False
    before = clause.line[: match.start()]
    if _WILL_IF.search(clause.line):
        return True
    return bool(_MAY_BE.search(before) or _NOT_AGAIN.search(before) or NEGATED.search(match[0]))


_MAY_BE = expression(
    r"(?<!\S)(?:may|might|can|could|would|to) (?:always |later |then )?be $"
    r"|(?<!\S)(?:warrant|warrants|justify|justifies|merit|merits|require|requires) (?:\S+ )?$"
)
_WILL_IF = expression(
    r"(?<!\S)will (?:\S+ ){0,2}?be .*(?<!\S)(?:if|should|unless|when|whenever|once) "
)


_NOT_AGAIN = expression(rf"(?<!\S){any_of('negates')}(?:(?!, |and |but )\S+ ){{0,3}}$")


def _is_turned_round(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether a file is said not to be closed, or people not to have been fighters."""
    if row.reason is OfficialReason.TARGET_VALID_ONLY_COMBATANTS:
        return are_not_only_fighters(clause, match)
    is_closed = row.position is OfficialPosition.CLOSED_NO_FINDING
    is_with_finding = _AS_CREDIBLE.match(clause.line, match.end()) is not None
    return is_closed and (is_with_finding or NEGATED.search(match[0]) is not None)


_AS_CREDIBLE = expression(rf"(?:as |with a finding of |and )(?:\S+ )?{any_of('credible')}")
"""A file that is closed with a finding: "was closed as credible"."""


def _is_of_no_fighters(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether none of those harmed are said to have been fighters: "none of them combatants"."""
    is_rejection = row.position is OfficialPosition.NON_CREDIBLE
    return is_rejection and _NONE_FIGHTERS.match(clause.line, match.start()) is not None


_NONE_FIGHTERS = expression(
    rf"(?:none|neither) of (?:them|whom|which|these|those) (?:\S+ ){{0,3}}?{any_of('fighter')}"
)


def _is_of_the_rest(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether a rejection is only of those beside others: "the other six were not confirmed"."""
    is_rejection = row.position is OfficialPosition.NON_CREDIBLE
    return is_rejection and bool(_THE_REST.search(clause.line[: match.end()]))


_THE_REST = expression(
    r"(?:\A|, |and )(?:that )?"
    r"(?:for |of |as to |as for |about |concerning |regarding |in the case of )?"
    r"(?:the |all )+(?:others |(?:other|remaining) (?=<\d+>)|rest )"
    r"(?:(?!allegations?|reports?|, )\S+ ){1,12}$"
)


def _is_of_a_finding(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether an earlier finding is withdrawn, and not the allegation."""
    if row.position is not OfficialPosition.WITHDRAWN:
        return False
    return any(
        turned.start("over") <= match.start() < turned.end()
        for turned in FINDING_TURNED.finditer(clause.line)
    )


def _is_of_people_counted(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether dead are recorded, and no report: "five deaths are recorded in the assessment"."""
    is_duplicate = row.position is OfficialPosition.DUPLICATE
    return is_duplicate and _COUNTED_BEFORE.search(clause.line[: match.start()]) is not None


_COUNTED_BEFORE = expression(
    rf"<\d+> {any_of('number_noun')}*{any_of('death', 'injury', 'victim')}"
    rf"(?:, (?:(?!, )\S+ ){{1,5}}, )?(?:{any_of('killed', 'injured')})?$"
)


def _is_of_what_should_not(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether the strike should not have been, which admits it, or an aside closes the denial."""
    if row.position is not OfficialPosition.NON_CREDIBLE:
        return False
    aside = DENYING_ASIDE.match(clause.line, max(0, match.start() - len(", ")))
    is_aside = aside is not None and aside.end() <= match.end()
    return is_aside or (
        match[0].startswith("not ") and clause.line[: match.start()].endswith("should ")
    )


def _is_of_a_person(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether somebody lost a post, and no allegation: "two officers have been dismissed"."""
    is_rejection = row.position is OfficialPosition.NON_CREDIBLE and match[0] == "dismissed "
    return is_rejection and _OF_STAFF.search(clause.line[: match.start()]) is not None


_OF_STAFF = expression(
    r"(?<!\S)(?:officers?|soldiers?|commanders?|generals?|colonels?|brigadiers?|majors?|staff|"
    r"pilots?|ministers?|chiefs?|personnel) (?:(?!, )\S+ ){0,6}$"
)


def _is_of_nobody_else(_: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether somebody was harmed beside whom nobody was: "nobody else was hurt"."""
    is_rejection = row.position is OfficialPosition.NON_CREDIBLE
    return is_rejection and _NOBODY_ELSE.match(match[0]) is not None


_NOBODY_ELSE = expression(rf"nobodyelse (?:\S+ ){{0,4}}?{any_of('harmed', 'died')}")


def _is_of_something_else(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether it is said of something beside the strike, its doer or its place."""
    return any(form(clause, row.reason, match) for form in OF_OTHER_THINGS)


def _is_of_soldiers(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether those killed by accident were soldiers or fought: "four soldiers were mistakenly"."""
    is_credible = row.position is OfficialPosition.CREDIBLE
    return is_credible and _SOLDIERS_BEFORE.search(clause.line[: match.start()]) is not None


_SOLDIERS_BEFORE = expression(
    rf"(?:{any_of('fighter')}(?:(?!{any_of('victim')}|, |and )\S+ ){{0,2}}?"
    rf"|(?<!\S){any_of('hostile_acts')}(?:(?!{any_of('victim')}|, |and )\S+ ){{0,4}}?)$"
)


_NUMBER_BEFORE = expression(
    rf"(?<!\S)(?:how many|numbers?(?! of (?:\S+ ){{0,2}}?{any_of('strike')})|toll|identity|"
    r"identities|age|ages|names|status|fate) "
    r"(?:\S+ ){0,6}$"
)
_UNKNOWN = (OfficialReason.INSUFFICIENT_INFORMATION, OfficialReason.TOO_MANY_STRIKES)


def _is_of_a_number(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether only a number or a name is said to be unknown, and not whether harm was done."""
    is_unknown = row.reason in _UNKNOWN
    return is_unknown and bool(
        _NUMBER_BEFORE.search(clause.line[: match.start()])
        or _HOW_MANY.search(match[0])
        or _HOW_MANY.match(clause.line, match.end())
    )


def _is_of_those_apart(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether those harmed took no part, and not the authority: "not involved in hostilities"."""
    if row.reason is not OfficialReason.NOT_OURS_OTHER_ACTOR:
        return False
    if _ALLEGED_ACT.search(clause.line[: match.start()]):
        return True
    return bool(_HOSTILITIES.match(clause.line, match.end()) or _NO_PART.match(match[0]))


_HOSTILITIES = expression(r"(?:the |any |this )?(?:hostilities|fighting|combat|war|conflict) ")
_NO_PART = expression(
    r"not (?:directly )?(?:involved|participating|taking part|engaged) in "
    r"(?:the |any |this )?(?:hostilities|fighting|combat|war|conflict) "
)
_ALLEGED_ACT = expression(
    r"(?<!\S)(?:allegedly|reportedly|supposedly|purportedly|said to have been|"
    r"alleged to have been|reported to have been|claimed to have been) $"
)
"""What others say was done, and by whom: "civilians allegedly killed by"."""
_HOW_MANY = expression(r"(?:how many|(?:the |an )?(?:exact |total |precise |final )?number of) ")


def _is_of_several(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether it counts reports of a month: "38 were completed, of which five were credible"."""
    before = clause.line[: match.start()]
    if row.position is OfficialPosition.OPEN:
        return match[0].startswith("open ") and before.endswith("> ")
    is_finding = row.position in (OfficialPosition.CREDIBLE, OfficialPosition.NON_CREDIBLE)
    return is_finding and _COUNT_OF_REPORTS.search(before) is not None


_COUNT_OF_REPORTS = expression(
    r"(?<!\S)(?:of (?:which|these|those) )?<\d+> (?:(?:of (?:them|these|those|which) )"
    rf"|(?:\S+ ){{0,2}}?{any_of('allegation')})?(?:was|were|are|have been|has been) "
    rf"(?:{any_of('found')})?(?:to |to be |as )?$"
)


def _is_within_the_target(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether it tells what was in the target: "a building in which the group had explosives"."""
    is_of_others = row.reason is OfficialReason.NOT_OURS_OTHER_ACTOR
    return is_of_others and _IN_WHICH.search(clause.line[: match.start()]) is not None


_IN_WHICH = expression(
    r"(?<!\S)(?:(?:in|into|inside|from|on) which|where"
    r"|(?:(?:set|setting) off|detonated|ignited) (?:(?!, )\S+ ){1,9}(?:which|that)) (?:the |an? )?$"
)


def _is_of_fault(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether only a fault or crime is denied: "no grounds to suspect misconduct"."""
    is_rejection = row.position is OfficialPosition.NON_CREDIBLE
    return is_rejection and _FAULT_DENIED.match(clause.line, match.start()) is not None


_FAULT_DENIED = expression(rf"{any_of('negates')}(?:(?!, |that )\S+ ){{0,6}}?{any_of('fault')}")


def _is_without_comment(clause: Clause, row: OutcomeRow, match: re.Match[str]) -> bool:
    """Whether the authority declines to say anything: "we neither confirm nor deny a strike"."""
    is_rejection = row.position is OfficialPosition.NON_CREDIBLE
    return is_rejection and declines_comment(clause, match)


EXCLUSIONS = (
    _is_without_comment,
    _is_of_fault,
    _is_of_several,
    _is_within_the_target,
    _is_for_want_of_information,
    _is_of_another_number,
    _is_not_yet,
    _is_only_possible,
    _is_of_a_number,
    _is_of_the_rest,
    _is_of_no_fighters,
    _is_of_those_apart,
    _is_of_soldiers,
    _is_of_something_else,
    _is_of_a_finding,
    _is_of_a_person,
    _is_of_nobody_else,
    _is_of_people_counted,
    _is_of_what_should_not,
    _is_turned_round,
)
"""Surroundings in which the words of a pattern state no position."""
