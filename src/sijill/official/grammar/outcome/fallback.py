"""What a line says by its propositions, where no pattern of ``outcomes.toml`` decides."""

from collections.abc import Iterable, Sequence

from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.harm.shares import civilians_among, shares_in
from sijill.official.grammar.outcome.outcome import Outcome
from sijill.official.grammar.outcome.outcomes import outcomes_of_propositions
from sijill.official.grammar.telling.speakers import Frame
from sijill.official.grammar.words import class_of


def said_by_propositions(
    outcomes: Sequence[Outcome], sentences_read: Sequence[tuple[Clause, Frame]]
) -> list[Outcome]:
    """What the propositions of a line say beside the outcomes that its patterns state.

    Where patterns state none, all; where they only reject, the reason, or what was wanting.
    """
    is_closed = OfficialPosition.CLOSED_NO_FINDING  # "closed as non-credible" is a rejection
    outcomes = [one for one in outcomes if one.position is not is_closed] or outcomes
    given = {outcome.reason for outcome in outcomes}
    if not all(outcome.is_rejection for outcome in outcomes) or not given <= _VAGUE:
        return []
    said = ((clause, outcomes_of_propositions(clause, frame)) for clause, frame in sentences_read)
    told = [outcome for clause, found in said for outcome in without_parts(clause, found)]
    if not outcomes:
        return told
    if given != {OfficialReason.NONE_GIVEN}:
        return [outcome for outcome in told if outcome.reason in _OF_WANT]
    return [
        outcome
        for outcome in told
        if outcome.reason in _REASONS
        or (
            outcome.reason is OfficialReason.INSUFFICIENT_INFORMATION
            and _stands_apart(outcome, outcomes, sentences_read)
        )
    ]


def _stands_apart(
    reason: Outcome, outcomes: Iterable[Outcome], sentences_read: Iterable[tuple[Clause, Frame]]
) -> bool:
    """Whether the reason is told in a sentence of its own, beside a bare "is not credible"."""
    spans = [clause.span(0, len(clause.line)) for clause, _ in sentences_read]
    start, end = next(span for span in spans if span[0] <= reason.start < span[1])
    clause = next(one for one, _ in sentences_read if one.span(0, len(one.line)) == (start, end))
    if _BECAUSE.search(clause.line[: reason.line_end]):
        return True
    return not any(start <= outcome.start < end for outcome in outcomes)


_BECAUSE = expression(
    r"(?<!\S)(?:because|since|as|due to|owing to|on the grounds? (?:that|of)"
    r"|[:;–]) (?:(?!, )\S+ ){0,8}$"
)
"""What leads to a reason in the sentence of the rejection itself."""


_VAGUE = frozenset({OfficialReason.NONE_GIVEN, OfficialReason.INSUFFICIENT_INFORMATION})
"""Reasons beside which a proposition may say more."""
_OF_WANT = frozenset({OfficialReason.INSUFFICIENT_LOCATION})
"""What of the information was wanting."""
_REASONS = frozenset(
    {
        OfficialReason.NO_STRIKE_THAT_DAY_AREA,
        OfficialReason.INSUFFICIENT_LOCATION,
        OfficialReason.LOCATION_UNRECOGNISED,
        OfficialReason.TOO_MANY_STRIKES,
        OfficialReason.VIDEO_NO_CIVILIANS,
        OfficialReason.TARGET_VALID_ONLY_COMBATANTS,
        OfficialReason.NOT_OURS_OTHER_ACTOR,
        OfficialReason.PARTNER_STRIKE,
    }
)
"""Why an allegation is rejected that is only called untrue."""


def reasons_beside(own: Sequence[Outcome], said: Sequence[Outcome]) -> list[Outcome]:
    """Why an allegation is rejected, told beside what others say, where the rejection gives none.

    "Though the source states that ten died, no evidence was found. The allegation is not credible."
    Only reasons that those who allege do not tell: what a review misses, and who the dead were.
    Where the authority closed the report without a finding, all rejections told in their words.
    """
    if all(one.position is OfficialPosition.CLOSED_NO_FINDING for one in own):
        return [one for one in said if one.is_rejection and one.frame is Frame.ALLEGED]
    if not all(one.is_rejection and one.reason is OfficialReason.NONE_GIVEN for one in own):
        return []
    return [
        one
        for one in said
        if one.is_rejection
        and (
            (one.frame is Frame.ALLEGED and one.reason in _OF_THE_REVIEW)
            or (one.frame in _NOT_OWN and one.reason in _AGAINST_OTHERS)
        )
    ]


_OF_THE_REVIEW = frozenset(
    {
        OfficialReason.INSUFFICIENT_INFORMATION,
        OfficialReason.INSUFFICIENT_LOCATION,
        OfficialReason.LOCATION_UNRECOGNISED,
        OfficialReason.NO_STRIKE_MATCHING,
        OfficialReason.NO_STRIKE_THAT_DAY_AREA,
        OfficialReason.TOO_MANY_STRIKES,
    }
)
_AGAINST_OTHERS = frozenset(
    {OfficialReason.TARGET_VALID_ONLY_COMBATANTS, OfficialReason.VIDEO_NO_CIVILIANS}
)
_NOT_OWN = (Frame.ALLEGED, Frame.PAST)


def tells_only_strikes(clauses: Iterable[Clause]) -> bool:
    """Whether a text tells what was struck of an enemy, and of no allegation or harm.

    Such a bulletin denies nothing and answers nobody: no finding is to be read into it.
    """
    words = frozenset[str]().union(*(clause.words for clause in clauses))
    return words.isdisjoint(_ANSWERS) and not (
        words.isdisjoint(_ACTS) or words.isdisjoint(_ENEMIES)
    )


_ACTS = frozenset(
    {
        *class_of("struck"),
        *("destroyed", "destroying", "destroy", "destroys", "demolished", "eliminated", "damaged"),
        *("neutralised", "neutralized", "striking", "attacks", "dropped", "suppressed", "silence"),
    }
)
_ENEMIES = frozenset(
    {
        *class_of("fighter"),
        *class_of("military_thing"),
        *("isis", "isil", "daesh", "taliban", "hamas", "position", "positions", "units", "targets"),
    }
)
_ANSWERS = frozenset(
    word
    for name in ("allegation", "casualties", "civilian_noun", "death", "injury", "negates")
    for words in class_of(name)
    for word in words.split()
) - {
    *("of", "the", "our", "its", "to", "from", "short", "falls", "fall", "far"),
    "reports",  # "the staff reports two strikes"
} | {
    *class_of("killed"),
    *class_of("injured"),
    *("harm", "harmed", "residents", "innocent", "women", "children", "families", "villagers"),
}


def without_parts(clause: Clause, outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The outcomes, without an "only fighters" that is said of a part of those harmed."""
    listed = list(outcomes)
    if all(one.reason is not OfficialReason.TARGET_VALID_ONLY_COMBATANTS for one in listed):
        return listed
    shares, is_parted = shares_in(clause), civilians_among(clause) is not None
    return [
        outcome
        for outcome in listed
        if outcome.reason is not OfficialReason.TARGET_VALID_ONLY_COMBATANTS
        or (
            not is_parted
            and not any(
                share.is_part and share.start < outcome.line_end and outcome.line_start < share.end
                for share in shares
            )
        )
    ]
