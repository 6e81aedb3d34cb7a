"""Remains, in their own unit."""

from collections.abc import Collection, Iterator, Mapping

from sijill.figures.analysis import Analysis
from sijill.figures.figure import Contribution, Figure, Writer
from sijill.figures.layers.entries import is_named
from sijill.model.codes import IdentificationStatus, LinkDecision, SiteState
from sijill.model.records.record import HazardRecord, RemainsRecord
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.quantities import Layer, Quantity, Unit
from sijill.register.register import Register
from sijill.remains.elements import completeness
from sijill.remains.individuals import BODY, Individuals, count_individuals


def remains_figures(writer: Writer, analysis: Analysis) -> list[Figure]:
    """Remains recovered, with and without a name, on other lists, near hazards.

    A body has a name if its own list gives one, or if an identification that is confirmed or
    preliminary says whose it is.
    """
    remains = analysis.register.active(RemainsRecord)
    if not remains:
        return []
    identified = {
        body
        for body, identification in analysis.register.decisions.identifications.items()
        if identification.joins
    }
    named = [
        identity
        for identity, record in remains.items()
        if is_named(record) or identity in identified
    ]
    listed = [
        record
        for person in analysis.people.working.values()
        for record in person.remains
        if len(person.lists) > 1 and record in remains
    ]
    dangerous = [
        identity for identity, site in analysis.safety.items() if site.state is SiteState.NO_GO
    ]
    again = _entered_again(analysis, remains)
    sets = {
        "remains.recovered": remains.keys(),
        "remains.named": set(named),
        "remains.unidentified": remains.keys() - set(named),
        "remains.listed": set(listed),
    }
    return [
        *(_count_sets(writer, name, chosen, again) for name, chosen in sets.items()),
        *_counted_by_lists(writer, remains, again),
        _near_hazards(writer, analysis, dangerous),
        *_counters(writer, analysis),
    ]


def _entered_again(analysis: Analysis, remains: Mapping[str, RemainsRecord]) -> Mapping[str, str]:
    """The sets that may have been entered before, each with the reason.

    A person has one body: of several that one list holds, none of them said to be a part, all but
    the first may be it again, after a transfer.
    """
    again = {
        identity: "its own words say that it stands in the list twice, or should not"
        for identity, record in remains.items()
        if record.doubt and record.doubt.is_about_row  # of whatever somebody died, it is a body
    }
    for person in analysis.people.working.values():
        first: dict[str, str] = {}
        whole = [identity for identity in person.remains if _may_be_body(remains.get(identity))]
        for identity in sorted(whole, key=lambda identity: (identity in again, identity)):
            source = remains[identity].head.source
            if source in first:
                again.setdefault(identity, f"taken to be the person of {first[source]}")
            first.setdefault(source, identity)
    return again


def _may_be_body(record: RemainsRecord | None) -> bool:
    if record is None:
        return False
    condition = completeness(record)
    return condition is None or condition in BODY


def _count_sets(
    writer: Writer, name: str, chosen: Collection[str], again: Mapping[str, str]
) -> Figure:
    """Sets of remains; those that may have been entered before are in the upper end alone."""
    parts = [
        Contribution(identity, CountRange(0, 1), again[identity])
        if identity in again
        else Contribution(identity, CountRange.exactly(1))
        for identity in sorted(chosen)
    ]
    return writer.count_open(name, Unit.REMAINS_SETS, Layer.DOCUMENTED_PERSON, parts)


def _counted_by_lists(
    writer: Writer, remains: Mapping[str, RemainsRecord], again: Mapping[str, str]
) -> Iterator[Figure]:
    """The bodies of lists that say how many each row stands for, where any does."""
    counting = {
        record.head.source for record in remains.values() if record.recovery.bodies.is_known
    }
    if not counting:
        return
    parts: list[Contribution] = []
    for identity, record in sorted(remains.items()):
        stated = record.recovery.bodies
        if record.head.source not in counting:
            stated = CountRange.exactly(1)  # a list that counts no bodies gives each a row
        if identity in again and stated.is_known:
            parts.append(Contribution(identity, CountRange(0, stated.highest), again[identity]))
        else:
            parts.append(Contribution(identity, stated))
    yield writer.sum("remains.counted", Unit.BODIES, Layer.DOCUMENTED_PERSON, parts)


def _counters(writer: Writer, analysis: Analysis) -> list[Figure]:
    """Bodies, individuals and persons: beside the sets of remains, never one for another."""
    remains, layer = analysis.register.active(RemainsRecord), Layer.DOCUMENTED_PERSON
    identified = {
        body: identification
        for body, identification in analysis.register.decisions.identifications.items()
        if identification.joins and body in remains
    }
    confirmed = {
        identification.person
        for identification in identified.values()
        if identification.status is IdentificationStatus.CONFIRMED_BOARD
    }
    individuals = individuals_of(analysis.register)
    quantity = Quantity(individuals.range, Unit.INDIVIDUALS, layer, writer.scope)
    return [
        writer.sum("remains.bodies", Unit.BODIES, layer, _bodies(remains)),
        writer.figure("remains.individuals", quantity, _behind(individuals, remains)),
        writer.count(
            "remains.persons",
            Unit.PERSONS,
            layer,
            sorted({identification.person for identification in identified.values()}),
        ),
        writer.count("remains.confirmed", Unit.PERSONS, layer, sorted(confirmed)),
    ]


def individuals_of(register: Register) -> Individuals:
    """The minimum number of individuals, with what people re-associated and identified."""
    remains = register.active(RemainsRecord)
    decisions = register.decisions
    return count_individuals(
        remains,
        [
            pair
            for pair, judgement in decisions.judgements.items()
            if judgement.decision is LinkDecision.SAME
        ],
        {
            body: identification.person
            for body, identification in decisions.identifications.items()
            if identification.joins
        },
    )


def _bodies(remains: Mapping[str, RemainsRecord]) -> Iterator[Contribution]:
    for identity in sorted(remains):
        condition = completeness(remains[identity])
        if condition is None:
            yield Contribution(identity, CountRange(0, 1), "nobody wrote down whether it is a body")
        elif condition in BODY:
            yield Contribution(identity, CountRange.exactly(1))


def _behind(
    individuals: Individuals, remains: Mapping[str, RemainsRecord]
) -> Iterator[Contribution]:
    """The sets that hold the element which sets the number, and those of unstated condition."""
    holding = set(individuals.sets)
    for identity in sorted(remains):
        if identity in holding:
            yield Contribution(identity, CountRange(0, None), f"holds: {individuals.element}")
        elif completeness(remains[identity]) is None:
            yield Contribution(identity, CountRange(0, 1), "nobody wrote down whether it is a body")


def _near_hazards(writer: Writer, analysis: Analysis, dangerous: list[str]) -> Figure:
    """Unknown where no list of hazards is in the register: nobody has looked."""
    layer = Layer.DOCUMENTED_PERSON
    if analysis.register.active(HazardRecord):
        return writer.count("remains.hazard", Unit.REMAINS_SETS, layer, sorted(dangerous))
    value = Quantity(UNKNOWN_COUNT, Unit.REMAINS_SETS, layer, writer.scope)
    return writer.figure("remains.hazard", value)
