"""What a claim does not say: its place, time or party; and what follows for its verdict."""

from collections.abc import Sequence

from sijill.model.codes import ClaimVerdict
from sijill.model.results.claims import ClaimParts, Comparator, Measure
from sijill.model.values.quantities import Refusal, RefusalReason, Scope, Unit

_OF_PARTIES = (
    Unit.DEATHS,
    Unit.INJURIES,
    Unit.CASUALTIES,
    Unit.INCIDENTS,
    Unit.REPORTS,
    Unit.DETERMINATIONS,
    Unit.STRIKES,
    Unit.MUNITIONS,
)


def taken_for_granted(
    parts: ClaimParts, scope: Scope, party: str, measures: Sequence[Measure]
) -> list[str]:
    """What the claim does not say and the test took from the case.

    The party only where a figure counts whom a party harmed: damage, bodies and lists of names
    are of no party.
    """
    of_parties = any(
        measure.quantity is not None and measure.quantity.unit in _OF_PARTIES
        for measure in measures
    )
    sentences: list[str] = []
    if not parts.place and scope.place:
        sentences.append(f"No place was read in the claim; it is tested for {scope.place}.")
    of_a_period = any(
        measure.quantity is None or measure.quantity.scope.period.is_known for measure in measures
    )
    if not parts.period.is_known and scope.period.is_known and of_a_period:
        sentences.append(f"No period was read in the claim; it is tested for {scope.period}.")
    if not parts.actor and party and of_parties:
        sentences.append(f"No party was read in the claim; it is tested for {party}.")
    return sentences


def sets_a_limit(parts: ClaimParts) -> bool:
    """Whether a claim says that no more were killed: one documented above it contradicts it.

    "Nobody", "at most 20" and "only 104" deny whatever lies above, wherever and whenever; "104 were
    killed" may be true of another place and time than those of the figures.
    """
    is_nobody = parts.number.highest == 0
    return is_nobody or parts.comparator is Comparator.AT_MOST or bool(parts.words_of("only"))


def of_one_event(parts: ClaimParts, records: Sequence[str]) -> ClaimParts:
    """A claim of one event as one of all of its place and day, where one record alone is of them.

    Args:
        parts: the claim.
        records: what surely happened at its place and time.
    """
    is_of_a_day = parts.period.earliest is not None and parts.period.earliest == parts.period.latest
    if len(records) != 1 or not (parts.place and is_of_a_day):
        return parts
    return parts.without_words_of("event")


def within_scope(
    parts: ClaimParts, scope: Scope, reason: str
) -> tuple[ClaimVerdict, str, Refusal | None]:
    """The verdict on a number that is contradicted where it is about the place and time tested."""
    is_open = [
        word
        for word, is_missing in (
            ("place", bool(scope.place) and not parts.place),
            ("time", scope.period.is_known and not parts.period.is_known),
            ("event", bool(parts.words_of("event"))),
        )
        if is_missing
    ]
    if not is_open:
        return ClaimVerdict.CONTRADICTED, reason, None
    missing = " and ".join(is_open)
    words = f"{reason}; the claim does not say of which {missing}, so both may be true."
    if is_open[0] != "place":
        return ClaimVerdict.NOT_SUPPORTED, words, None
    needed = f"The bridge that is missing: the {missing} that the claim is about."
    refusal = Refusal(RefusalReason.UNLIKE_SCOPES, words, needed)
    return ClaimVerdict.UNVERIFIABLE_NOW, words, refusal
