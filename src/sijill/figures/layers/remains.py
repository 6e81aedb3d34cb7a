"""Remains, in their own unit."""

from collections.abc import Iterator, Mapping

from sijill.figures.analysis import Analysis
from sijill.figures.figure import Contribution, Figure, Writer
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
        if _is_named(record) or identity in identified
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
    layer = Layer.DOCUMENTED_PERSON
    return [
        writer.count("remains.recovered", Unit.REMAINS_SETS, layer, sorted(remains)),
        writer.count("remains.named", Unit.REMAINS_SETS, layer, sorted(named)),
        writer.count(
            "remains.unidentified", Unit.REMAINS_SETS, layer, sorted(set(remains) - set(named))
        ),
        writer.count("remains.listed", Unit.REMAINS_SETS, layer, sorted(listed)),
        _near_hazards(writer, analysis, dangerous),
        *_counters(writer, analysis),
    ]


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


def _is_named(record: RemainsRecord) -> bool:
    return any(name.is_comparable for name in record.written_names)
