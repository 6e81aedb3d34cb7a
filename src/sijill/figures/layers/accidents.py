"""People killed and injured in accidents with mines and ordnance, as lists of hazards state them.

They have units of their own and are in no number of the incidents: an accident may stand in a list
of incidents, too, and whoever laid the mine is seldom a party that is compared.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sijill.figures.figure import Contribution, Figure, Writer
from sijill.figures.layers.repeated_accidents import Group, contribution, groups_of
from sijill.language.scripts import fold
from sijill.model.records.record import HazardRecord
from sijill.model.recovery_codes import HazardObject
from sijill.model.values.counts import CountRange, total
from sijill.model.values.quantities import Layer, Unit


def accident_figures(writer: Writer, hazards: Iterable[HazardRecord]) -> list[Figure]:
    """Accidents on record, the killed and the injured; nothing where no list states any.

    A number that an area has of its own is left out where accidents in it give as many, for these
    are the same people; what it states beyond them is in the upper end alone. So is what an
    accident repeats that may be one of another list.
    """
    listed = sorted(hazards, key=lambda hazard: hazard.head.id)
    accidents = [hazard for hazard in listed if _is_accident(hazard)]
    if not accidents:
        return []
    layer = Layer.DOCUMENTED_INCIDENT
    repeated = groups_of(accidents)
    killed = _parts(accidents, lambda one: one.killed, repeated)
    injured = _parts(accidents, lambda one: one.injured, repeated)
    entries = _without_areas(accidents, accidents)
    return [
        writer.sum("hazards.killed", Unit.ACCIDENT_DEATHS, layer, killed),
        writer.sum("hazards.injured", Unit.ACCIDENT_INJURIES, layer, injured),
        writer.sum(
            "hazards.accidents", Unit.RECORDS, layer, [_once(one, repeated) for one in entries]
        ),
    ]


def _once(entry: HazardRecord, repeated: Mapping[str, Group]) -> Contribution:
    """What an entry adds to the number of accidents."""
    return contribution(entry, repeated[entry.head.id], lambda _: CountRange.exactly(1))


def _without_areas(
    hazards: Iterable[HazardRecord], accidents: Iterable[HazardRecord]
) -> list[HazardRecord]:
    """The hazards without the areas in which any of the accidents lies."""
    areas = {
        fold(hazard.concerns)
        for hazard in accidents
        if hazard.form is HazardObject.ACCIDENT and hazard.concerns
    }
    return [
        hazard
        for hazard in hazards
        if hazard.form is HazardObject.ACCIDENT or fold(hazard.code) not in areas
    ]


def _is_accident(hazard: HazardRecord) -> bool:
    """Whether a row is an accident, or states people who were harmed."""
    states_harm = hazard.killed.is_known or hazard.injured.is_known
    return hazard.form is HazardObject.ACCIDENT or states_harm


def _parts(
    hazards: Sequence[HazardRecord],
    harmed: Callable[[HazardRecord], CountRange],
    repeated: Mapping[str, Group],
) -> Iterator[Contribution]:
    giving = [hazard for hazard in hazards if harmed(hazard).is_known]
    inside: dict[str, list[CountRange]] = defaultdict(list)
    for hazard in giving:
        if hazard.form is HazardObject.ACCIDENT and hazard.concerns:
            inside[fold(hazard.concerns)].append(harmed(hazard))
    alone = {hazard.head.id for hazard in _without_areas(hazards, giving)}
    for hazard in hazards:
        if hazard.head.id in alone:
            yield contribution(hazard, repeated[hazard.head.id], harmed)
        elif beyond := _beyond(harmed(hazard), total(inside[fold(hazard.code)]).range):
            yield Contribution(hazard.head.id, beyond, "more than its listed accidents state")


def _beyond(area: CountRange, accidents: CountRange) -> CountRange | None:
    """What an area states beyond the accidents in it; ``None`` where these explain its number."""
    if accidents.highest is None or area.at_least <= accidents.highest:
        return None
    most = None if area.highest is None else area.highest - accidents.at_least
    return CountRange(0, most)
