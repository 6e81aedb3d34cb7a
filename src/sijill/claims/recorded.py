"""A number that another recorder counted, tested against that recorder's own list or refused.

What Airwars counts is no count of this case: the case may count another list, or another part of
it. So the number is held against the figures of the lists that the recorder keeps in the case, as
these stand today; where the case holds none, the answer names what is missing.
"""

from collections.abc import Sequence

from sijill.claims.bridges import missing_bridge
from sijill.claims.measures import of_unit
from sijill.model.codes import ClaimVerdict
from sijill.model.results.claims import Bearing, ClaimParts, Evidence, JudgedClaim, ListKeeper
from sijill.model.values.quantities import Refusal, RefusalReason, Unit

SEPARATOR = "; "
"""Between the names of those who counted."""
GROWS = (
    "a list grows, and may count more than this case asks about, so the claim may be true of "
    "another state or part of it"
)


def keepers_of(parts: ClaimParts, keepers: Sequence[ListKeeper]) -> list[ListKeeper]:
    """The keepers of lists of the case among those who counted."""
    named = parts.counted_by.split(SEPARATOR)
    return [keeper for keeper in keepers if keeper.name in named]


def keeper_of(parts: ClaimParts, keepers: Sequence[ListKeeper]) -> ListKeeper | None:
    """The only recorder who counted, where the case holds a list of theirs; else ``None``.

    An office of the recorder, "Civil Council, recovery team", where it alone counts the unit.
    """
    held = keepers_of(parts, keepers)
    if len(held) != 1 or held[0].name != parts.counted_by:
        return None
    (keeper,) = held
    offices = [each for each in keepers if each.name.startswith(f"{keeper.name}, ")]
    counting = [each for each in (keeper, *offices) if of_unit(each.measures, parts.unit)]
    return keeper if keeper in counting or len(counting) != 1 else counting[0]


def refuse_unheld(subject: str, parts: ClaimParts, keepers: Sequence[ListKeeper]) -> JudgedClaim:
    """The answer where the case holds no list of those who counted, or of not all of them."""
    held = {keeper.name for keeper in keepers_of(parts, keepers)}
    missing = [name for name in parts.counted_by.split(SEPARATOR) if name not in held]
    who = " and ".join(missing)
    others = ", ".join(keeper.name for keeper in keepers)
    refusal = Refusal(
        RefusalReason.NOTHING_RECORDED,
        f"The number is what {who} counted, and the case holds no list of theirs; it is not held "
        "against the case's own counts.",
        f"The bridge that is missing: the list of {who}, or what its number covers (whom, where, "
        "when, killed by whom)."
        + (f" Lists of this case are kept by: {others}." if others else ""),
    )
    return _refused(subject, parts, refusal)


def refuse_uncounted(subject: str, parts: ClaimParts, keeper: ListKeeper) -> JudgedClaim:
    """The answer where the case adds up nothing of the claim's unit from the keeper's lists."""
    unit = parts.unit or Unit.DEATHS
    counted = [
        measure.quantity
        for measure in keeper.measures
        if measure.quantity and measure.quantity.value.is_known
    ]
    what = unit.value.replace("_", " ")
    needed = (
        missing_bridge(unit, counted[0].unit).needed
        if counted
        else f"The bridge that is missing: a list of {keeper.name} that counts {what}."
    )
    words = ", ".join(
        f"{quantity.value} {quantity.unit.value.replace('_', ' ')}" for quantity in counted
    )
    refusal = Refusal(
        RefusalReason.UNLIKE_UNITS if counted else RefusalReason.NOTHING_RECORDED,
        f"The lists of {keeper.name} in this case give no number of "
        f"{what}{f'; they give {words}' if words else ''}.",
        needed,
    )
    return _refused(subject, parts, refusal)


def _refused(subject: str, parts: ClaimParts, refusal: Refusal) -> JudgedClaim:
    return JudgedClaim(
        subject, parts, ClaimVerdict.UNVERIFIABLE_NOW, refusal.explanation, refusal=refusal
    )


def verdict_on_list(
    keeper: ListKeeper, evidence: Sequence[Evidence], bearings: Sequence[Bearing]
) -> tuple[ClaimVerdict, str]:
    """What a keeper's list says of a number said to be the keeper's: any figure of it may be meant.

    A list that disagrees does not contradict: the claim may be about another state of it.
    """
    for bearing, verdict in (
        (Bearing.FOR, ClaimVerdict.SUPPORTED),
        (Bearing.PARTLY, ClaimVerdict.PARTLY_SUPPORTED),
    ):
        if bearing in bearings:
            item = next(item for item in evidence if item.bearing is bearing)
            return verdict, f"{item.title}: {item.value}; {item.words}"
    item = evidence[0]
    return (
        ClaimVerdict.NOT_SUPPORTED,
        f"As this case holds the list of {keeper.name}: {item.value} ({item.title}); {GROWS}.",
    )
