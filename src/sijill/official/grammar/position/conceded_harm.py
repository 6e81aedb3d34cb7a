"""The numbers that a line concedes by its position, and those that it only repeats.

Numbers count only where the position concedes harm, only in the authority's own clauses, and only
those marked as its finding where such are. A number repeated in the same words counts once; a total
stands for its parts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange, total
from sijill.official.grammar.findings import LineFindings
from sijill.official.grammar.harm.harm_clause import HarmClause, HarmKind
from sijill.official.grammar.outcome.outcome import Outcome
from sijill.official.grammar.telling.speakers import Frame

CONCEDING = frozenset(
    {
        OfficialPosition.CREDIBLE,
        OfficialPosition.ACCEPTED_RESPONSIBILITY,
        OfficialPosition.ACKNOWLEDGED_NO_RESPONSIBILITY,
    }
)


@dataclass(frozen=True, slots=True)
class LinePosition:
    """The present position, the positions before it, and the clauses that say so.

    ``suggested_percent`` is set where no clause says so and only the words suggest it.
    """

    position: OfficialPosition
    reason: OfficialReason
    earlier: tuple[OfficialPosition, ...]
    spans: tuple[tuple[int, int], ...]
    conflict: str = ""
    suggested_percent: int = 0


def own_harms(findings: LineFindings, kind: HarmKind | None = None) -> list[HarmClause]:
    """The numbers marked as the authority's findings; without any, those of its plain sentences.

    ``kind`` asks for one kind: "it found that two died, while three were injured" marks the dead.
    """
    harms = [harm for harm in findings.harms if kind is None or harm.kind is kind]
    marked = [harm for harm in harms if harm.frame is Frame.FOUND]
    return marked or [harm for harm in harms if harm.frame is Frame.STATED]


def conceded(
    findings: LineFindings, stated: LinePosition, kind: HarmKind
) -> tuple[CountRange, list[HarmClause]]:
    """What a line concedes of one kind, at most where no position can be read; and its clauses."""
    if stated.position is OfficialPosition.NO_STATEMENT:
        stated_count, clauses = _stated_harm(findings, kind)
        return (CountRange(0, stated_count.highest) if clauses else UNKNOWN_COUNT), clauses
    return _stated_harm(findings, kind) if stated.position in CONCEDING else (UNKNOWN_COUNT, [])


def _stated_harm(findings: LineFindings, kind: HarmKind) -> tuple[CountRange, list[HarmClause]]:
    """What the authority tells of one kind of harm, and the clauses that tell it."""
    chosen = own_harms(findings)
    told = own_harms(findings, kind) or chosen
    counted = [harm for harm in told if harm.kind is kind and not harm.is_of_fighters]
    of_kind = _without_guesses(_once(_numbered(counted)))
    totals = [harm for harm in of_kind if harm.is_total]
    if totals:
        of_kind = totals[-1:]
    known = [harm.count for harm in of_kind if harm.count.is_known]
    if known:
        return total(known).range, of_kind
    is_taken_back = (
        kind is HarmKind.DEATHS
        and findings.corrects
        and any(harm.kind is HarmKind.DEATHS for harm in findings.harms)
    )
    is_denied = is_taken_back or any(_denies(outcome, kind) for outcome in findings.outcomes)
    other = HarmKind.INJURIES if kind is HarmKind.DEATHS else HarmKind.DEATHS
    if is_denied and not of_kind and any(harm.kind is other for harm in chosen):
        # a death corrected to an injury is taken back; "two were injured, nobody was killed"
        return CountRange.exactly(0), []
    return UNKNOWN_COUNT, of_kind


def alleged(findings: LineFindings) -> list[HarmClause]:
    """The numbers of killed and injured that the line repeats from others and does not concede."""
    return [
        harm
        for harm in findings.harms
        if harm.kind is not HarmKind.CASUALTIES
        and harm.frame is Frame.ALLEGED
        and harm.count.is_known
    ]


def _numbered(harms: list[HarmClause]) -> list[HarmClause]:
    """Those with a number where any has one: "civilians were hurt. In all two were injured"."""
    told = [harm for harm in harms if not (harm.is_unnumbered or harm.is_only_hit)]
    return [harm for harm in told if harm.count.is_known] or harms


def _without_guesses(harms: list[HarmClause]) -> list[HarmClause]:
    """Clauses without a "may have been" whose number another clause finds."""
    stated = {harm.count.highest for harm in harms if harm.count.lowest}
    return [harm for harm in harms if harm.count.lowest or harm.count.highest not in stated]


def _once(harms: Sequence[HarmClause]) -> list[HarmClause]:
    """Clauses without those that repeat another in the same words, or take its number up again."""
    told: list[HarmClause] = []
    for harm in {harm.words: harm for harm in harms}.values():
        if not (harm.is_taken_up and any(harm.count == before.count for before in told)):
            told.append(harm)
    return told


def _denies(outcome: Outcome, kind: HarmKind) -> bool:
    """Whether the outcome only says that nobody was harmed in this way."""
    return outcome.is_of_deaths if kind is HarmKind.DEATHS else outcome.is_of_injuries
