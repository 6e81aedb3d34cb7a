"""Which figures a claim can be tested against, and whether its scope is theirs."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from sijill.claims.sentences.statuses import statuses_of
from sijill.claims.sentences.words import claim_words
from sijill.model.results.claims import ClaimParts, Measure, PlacedCount
from sijill.model.values.counts import CountRange, total
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.quantities import Layer, Refusal, RefusalReason, Scope, Unit
from sijill.places.toponyms import distinctive_words, may_be_one_place, pieces_of_place, place_keys

ESTIMATED = (
    Layer.ESTIMATED_MISSING_RECORDS,
    Layer.ESTIMATED_MISSING_FIELDS,
    Layer.INDIRECT_ESTIMATE,
)
_DOCUMENTED = (Layer.DOCUMENTED_INCIDENT, Layer.DOCUMENTED_PERSON)


_ANYWHERE = "all places of the lists: case.toml states no area"
_ANY_TIME = "all times of the lists: case.toml states no period"
_Words = tuple[str, ...]
"""The words of a place name that tell it from others."""
_RECOVERED = (Unit.BODIES, Unit.REMAINS_SETS)
"""Units that are dated by when they were recovered, not by when people died."""


def comparable_measures(parts: ClaimParts, measures: Sequence[Measure]) -> list[Measure]:
    """The figures of the claim's unit and layer, the one that decides first.

    A claim that something was acknowledged is tested against what was; one that something was
    documented against what is documented; any other against what is documented, as a floor, and the
    estimate.
    """
    group = group_of(parts, measures)
    measures = [measure for measure in measures if _group(measure) == group]
    fitting = [
        measure for measure in measures if _is_known(measure) and _counts(measure, parts.unit)
    ]
    if parts.layer is Layer.ACKNOWLEDGED:
        return _of_layers(fitting, (Layer.ACKNOWLEDGED,))
    if parts.layer in _DOCUMENTED:
        return [_as_it_stands(measure) for measure in _of_layers(fitting, _DOCUMENTED)]
    counted = _of_layers(fitting, (*_DOCUMENTED, Layer.BULK_REPORTED, Layer.REGISTER))
    if parts.unit is Unit.DEATHS and not counted:
        counted += [measure for measure in measures if _counts(measure, Unit.NAMED_VICTIMS)]
    estimates = [
        measure
        for measure in measures
        if parts.unit in (Unit.DEATHS, Unit.NAMED_VICTIMS)
        and not _is_of_more_than(parts, measure)
        and (
            (measure.quantity is not None and measure.quantity.layer in ESTIMATED)
            or (measure.quantity is None and measure.figure.startswith("estimate."))
        )
    ]
    return [*counted, *estimates] if counted else []


def _is_of_more_than(parts: ClaimParts, measure: Measure) -> bool:
    """Whether a claim is about what one party did, and an estimate about whoever did it."""
    return bool(parts.actor) and measure.quantity is not None and not measure.quantity.scope.actor


def group_of(parts: ClaimParts, measures: Sequence[Measure]) -> str:
    """The part of the dead that a claim is about, where a figure counts just these: children."""
    counted = {_group(measure) for measure in measures if _is_known(measure)}
    return parts.status if parts.status in counted else ""


def _group(measure: Measure) -> str:
    """The part of the dead that a figure is limited to; empty where it counts all of its kind."""
    status = measure.quantity.scope.status if measure.quantity else ""
    return status if status in claim_words().narrower else ""


def _is_known(measure: Measure) -> bool:
    return measure.quantity is not None and measure.quantity.value.is_known


def _counts(measure: Measure, unit: Unit | None) -> bool:
    return measure.quantity is not None and measure.quantity.unit is unit


def of_unit(measures: Sequence[Measure], unit: Unit | None) -> list[Measure]:
    """Counts of one unit, each as it stands: no floor of anything else."""
    return [
        _as_it_stands(measure)
        for measure in measures
        if _is_known(measure) and _counts(measure, unit)
    ]


def _as_it_stands(measure: Measure) -> Measure:
    """A count of what is documented, where the claim is about just that."""
    return replace(measure, is_floor=False)


def _of_layers(measures: Sequence[Measure], layers: Sequence[Layer]) -> list[Measure]:
    return [
        measure
        for measure in measures
        if measure.quantity is not None and measure.quantity.layer in layers
    ]


def as_of(measure: Measure, parts: ClaimParts) -> tuple[CountRange, str, int]:
    """The figure as it stood on the day of the claim, the words that say so, the undated parts.

    A party concedes more as time passes. Parts of which no record says when they became known may
    have been known then or not, so they widen the range.
    """
    value = measure.quantity.value if measure.quantity else CountRange()
    day = parts.said_on.latest
    if day is None or not measure.parts or parts.layer is not Layer.ACKNOWLEDGED:
        return value, "", 0
    known = [part.count for part in measure.parts if part.stands_on(day)]
    undated = [part.count for part in measure.parts if part.day is None]
    low = total(known)
    high = total([*known, *undated])
    return CountRange(low.lowest, high.highest), f" by {day}", len(undated)


def scope_problem(parts: ClaimParts, scope: Scope, actor: tuple[str, str]) -> Refusal | None:
    """Why the claim is not about what the figures are about; ``None`` where it may be.

    Args:
        parts: the claim.
        scope: place and period of the figures.
        actor: the id and the name of the party of the figures, or empty texts.
    """
    unlike: list[str] = []
    needed: list[str] = []
    if statuses_of(parts.status) & claim_words().narrower and parts.status != scope.status:
        unlike.append(f"whom they count ({parts.status} against {scope.status or 'all the dead'})")
        needed.append(f"which of the recorded deaths were of {parts.status}")
    if event := parts.words_of("event"):
        unlike.append(f"extent (“{event}” against all incidents)")
        needed.append("which incident the claim is about, and the range of that incident")
    if _is_hearsay(parts):
        unlike.append(f"extent (what {parts.said_by} said, against all incidents)")
        needed.append("the place, the period or the party that the number is about")
    is_dated = parts.period.is_known  # a person may have stated it
    if (month := parts.words_of("month")) and not is_dated:
        unlike.append(f"period (“{month}” without a year against {scope.period})")
        needed.append(f"the year that is meant, and how many fall within {month}")
    if (day := parts.words_of("day")) and not is_dated:
        unlike.append(f"period (“{day}”, which the claim does not date)")
        needed.append("the days that are meant, with the name of the month and the year")
    is_acknowledged = parts.layer is Layer.ACKNOWLEDGED
    if parts.actor and parts.actor not in actor and (actor[0] or not is_acknowledged):
        party = parts.actor.replace("_", " ")
        unlike.append(f"party ({party} against {actor[1] or 'whoever did it'})")
        needed.append(f"a comparison with {party} as the party")
    if _is_elsewhere(parts.place, scope.place):
        unlike.append(f"place ({parts.place} against {scope.place or _ANYWHERE})")
        needed.append(f"which of the recorded deaths happened in {parts.place}")
    if parts.unit not in _RECOVERED and _is_narrower_or_apart(parts.period, scope.period):
        period = scope.period if scope.period.is_known else ""
        unlike.append(f"period ({parts.period} against {period or _ANY_TIME})")
        needed.append(f"how many of the number fall within {period or parts.period}")
    if not unlike:
        return None
    return Refusal(
        RefusalReason.UNLIKE_SCOPES,
        f"The claim and the figures differ in {'; '.join(unlike)}.",
        f"The bridge that is missing: {'; '.join(needed)}.",
    )


def narrowed(
    parts: ClaimParts, measures: Sequence[Measure], scope: Scope
) -> tuple[list[Measure], Scope, tuple[str, ...]]:
    """The figures limited to the place and the time of a claim that is about less than they are.

    A record whose place or time may be another adds to the upper end alone. What is counted so is a
    floor: a record may write its place in other words. Where no record is of this place and time,
    or the day may be that of an admission, the figures and their scope stay as they are.

    Returns:
        The figures, place and period that they are about by then, and the records that surely are.
    """
    names = [name for name in pieces_of_place(parts.place) if _is_elsewhere(name, scope.place)]
    is_dated = parts.unit not in _RECOVERED and _is_narrower_or_apart(parts.period, scope.period)
    within: list[Measure] = []
    counted: dict[str, None] = {}
    is_of_a_day = parts.layer is Layer.ACKNOWLEDGED and (is_dated or parts.said_on.is_known)
    if not (names or is_dated) or is_of_a_day:  # or people died then, or it was admitted then
        return list(measures), scope, ()
    about = Scope(parts.place if names else scope.place, parts.period if is_dated else scope.period)
    for measure in measures:
        counts, sure = _within(names, parts.period if is_dated else UNKNOWN_DATE, measure.placed)
        if measure.quantity is not None and sure:
            own = replace(measure.quantity.scope, place=about.place, period=about.period)
            value = total(counts.values()).with_unknown
            limited = replace(measure.quantity, value=value, scope=own)
            within.append(replace(measure, quantity=limited, is_floor=True, parts=(), placed=()))
            counted |= dict.fromkeys(record for record in counts if record in sure)
    return (within, about, tuple(counted)) if within else (list(measures), scope, ())


def _within(
    names: Sequence[str], period: DateInterval, placed: Sequence[PlacedCount]
) -> tuple[dict[str, CountRange], frozenset[str]]:
    """What each record adds that is, or may be, of a place and a period, and which surely are.

    A record that names only what lies around the place, its district, may be of it.
    """
    meant = _names_meant(names, placed)
    if meant is None:
        return {}, frozenset()
    there = [part for part in placed if meant <= _names_of(part)]
    around = frozenset[_Words]().union(*map(_names_of, there)) - meant
    sure = frozenset(each.record for each in there if _is_within(each.happened, period))
    may_be = {
        part.record
        for part in placed
        if part.happened.overlaps(period) and (part in there or _names_of(part) <= around)
    }
    counts = {
        part.record: part.count if part.record in sure else CountRange(0, part.count.highest)
        for part in placed
        if part.record in sure | may_be
    }
    return counts, sure


def _is_within(happened: DateInterval, period: DateInterval) -> bool:
    return not period.is_known or happened.lies_within(period)


def _names_of(part: PlacedCount) -> frozenset[_Words]:
    """The names in the places of a record; none where it has no place, which may be anywhere."""
    pieces = chain.from_iterable(map(pieces_of_place, part.places))
    return frozenset(map(distinctive_words, pieces))


def _names_meant(names: Iterable[str], placed: Sequence[PlacedCount]) -> frozenset[_Words] | None:
    """How the records write each name of a claim's place; ``None`` where one is not theirs.

    In other letters or another spelling, where just one name of theirs sounds so.
    """
    known = frozenset[_Words]().union(*map(_names_of, placed)) - {()}
    meant: set[_Words] = set()
    for name in names:
        keys = place_keys(name)
        alike = {distinctive_words(name)} & known or {
            each for each in known if keys and place_keys(" ".join(each)) == keys
        }
        if len(alike) != 1:
            return None
        meant |= alike
    return frozenset(meant)


def _is_elsewhere(claimed: str, place: str) -> bool:
    """Whether a claim names a place, and another than that of the figures."""
    return any(not (place and may_be_one_place(name, place)) for name in pieces_of_place(claimed))


def _is_narrower_or_apart(claimed: DateInterval, period: DateInterval) -> bool:
    """Whether a claim's period leaves out a part of the figures' period, or may: it has no end."""
    return claimed.is_known and not (period.is_known and period.lies_within(claimed))


def _is_hearsay(parts: ClaimParts) -> bool:
    """Whether somebody without a name tells a number and not of what: "17 died, activists said"."""
    is_scoped = parts.place or parts.period.is_known or parts.actor or parts.counted_by
    is_plain = parts.layer is None and parts.number.is_exact
    return bool(parts.words_of("speaker")) and is_plain and not is_scoped
