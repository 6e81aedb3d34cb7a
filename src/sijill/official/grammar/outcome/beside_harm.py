"""Outcomes and harms of one sentence, where the same words could be either."""

from collections.abc import Iterable, Sequence

from sijill.model.codes import OfficialReason
from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.harm.harm_clause import HarmClause
from sijill.official.grammar.outcome.outcome import Outcome
from sijill.official.grammar.telling.refused_parts import granted_until
from sijill.official.grammar.telling.speakers import OWN


def apart_from_harm(
    clause: Clause, outcomes: Iterable[Outcome], told: Iterable[HarmClause]
) -> tuple[list[Outcome], list[HarmClause]]:
    """Outcomes and harms that are not read from the same words.

    That those harmed were fighters outweighs that they were harmed; of the other reasons only words
    that run into those of a harm told: "a child hit after release died three days later".
    """
    told = list(told)
    own = [harm for harm in told if harm.frame in OWN and harm.count.highest != 0]
    kept = [
        one
        for one in outcomes
        if not _is_granted(clause, one, own)
        and (
            one.reason not in _OF_NO_STRIKE
            or not any(harm.start < one.start < harm.end <= one.end for harm in own)
        )
    ]
    fighters = [one for one in kept if one.reason is OfficialReason.TARGET_VALID_ONLY_COMBATANTS]
    return kept, [
        harm
        for harm in told
        if _CIVILIAN.search(harm.words)
        or not any(one.start <= harm.start and harm.end <= one.end for one in fighters)
    ]


_OF_NO_STRIKE = (
    OfficialReason.NO_STRIKE_MATCHING,
    OfficialReason.NO_STRIKE_THAT_DAY_AREA,
    OfficialReason.TOO_MANY_STRIKES,
)


def _is_granted(clause: Clause, outcome: Outcome, own: Sequence[HarmClause]) -> bool:
    """Whether it only grants something before a main clause that tells harm by a strike of ours."""
    end = granted_until(clause.line)
    if not end or outcome.line_end > end:
        return False
    start, _ = clause.span(end, end)
    return any(harm.start >= start for harm in own)


_CIVILIAN = expression(r"(?<!\S)(?:civilians?|noncombatants?)\b")
