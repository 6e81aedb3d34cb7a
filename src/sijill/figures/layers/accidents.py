"""People killed and injured in accidents with mines and ordnance, as lists of hazards state them.

They have units of their own and are in no number of the incidents: an accident may stand in a list
of incidents, too, and whoever laid the mine is seldom a party that is compared.
"""

from collections.abc import Callable, Iterable, Iterator

from sijill.figures.figure import Contribution, Figure, Writer
from sijill.language.scripts import fold
from sijill.model.records.record import HazardRecord
from sijill.model.recovery_codes import HazardObject
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Layer, Unit


def accident_figures(writer: Writer, hazards: Iterable[HazardRecord]) -> list[Figure]:
    """Accidents on record, the killed and the injured; nothing where no list states any.

    An area with numbers of its own is left out where accidents in it are listed, for these are
    the same people.
    """
    listed = sorted(hazards, key=lambda hazard: hazard.head.id)
    accidents = [hazard for hazard in listed if _is_accident(hazard)]
    if not accidents:
        return []
    held_elsewhere = {
        fold(hazard.concerns)
        for hazard in accidents
        if hazard.form is HazardObject.ACCIDENT and hazard.concerns
    }
    counted = [
        hazard
        for hazard in accidents
        if hazard.form is HazardObject.ACCIDENT or fold(hazard.code) not in held_elsewhere
    ]
    layer = Layer.DOCUMENTED_INCIDENT
    return [
        writer.sum(
            "hazards.killed", Unit.ACCIDENT_DEATHS, layer, _parts(counted, lambda one: one.killed)
        ),
        writer.sum(
            "hazards.injured",
            Unit.ACCIDENT_INJURIES,
            layer,
            _parts(counted, lambda one: one.injured),
        ),
        writer.count("hazards.accidents", Unit.RECORDS, layer, [one.head.id for one in counted]),
    ]


def _is_accident(hazard: HazardRecord) -> bool:
    """Whether a row is an accident, or states people who were harmed."""
    states_harm = hazard.killed.is_known or hazard.injured.is_known
    return hazard.form is HazardObject.ACCIDENT or states_harm


def _parts(
    accidents: Iterable[HazardRecord], harmed: Callable[[HazardRecord], CountRange]
) -> Iterator[Contribution]:
    for accident in accidents:
        yield Contribution(accident.head.id, harmed(accident))
