"""What stands beside an incident: strikes and damaged structures near it in place and time.

Nothing of it is counted as people. A strike is near where a list ties it to the incident, or where
its days and place meet the incident's. A damaged structure is near where it lies within the
incident's circle of uncertainty (and ``MARGIN_M`` around it) and the damage can have been done on a
day of the incident.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sijill.model.records.record import DamageRecord, IncidentRecord, StrikeRecord
from sijill.model.values.dates import DateInterval
from sijill.model.values.places import METRES_PER_DEGREE, GeoPoint
from sijill.places.distances import can_coincide

MARGIN_M = 100
"""Metres around an incident's circle in which a structure still stands beside it."""
FARTHEST_M = 1_000
"""No structure further away is shown, however vague the incident's place is."""
LATEST_DAYS = 400
"""Days after an incident up to which a picture without an earlier one may show its damage."""
_CELL = 0.01
"""Degrees of a cell of the index."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """One record beside an incident, with why it stands there.

    ``metres`` is how far a damaged structure lies from it, ``None`` for a strike; ``damage`` is
    how the list describes the damage.
    """

    record: str
    words: str
    metres: int | None = None
    damage: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside one incident: strikes, and damaged structures, the nearest first."""

    strikes: tuple[Nearby, ...]
    damage: tuple[Nearby, ...]

    def damage_classes(self) -> list[tuple[str, int]]:
        """How many structures each word of the lists describes, the most frequent first."""
        return Counter(one.damage or "damage" for one in self.damage).most_common()


def find_nearby(
    incidents: Iterable[IncidentRecord],
    strikes: Iterable[StrikeRecord],
    damage: Iterable[DamageRecord],
) -> dict[str, Beside]:
    """By incident record, what stands beside it; an incident with nothing beside it is absent."""
    cells = _by_cell(damage)
    listed = tuple(strikes)
    nearby: dict[str, Beside] = {}
    for incident in incidents:
        beside = Beside(tuple(_strikes(incident, listed)), tuple(_damage(incident, cells)))
        if beside.strikes or beside.damage:
            nearby[incident.head.id] = beside
    return nearby


def _strikes(incident: IncidentRecord, strikes: Sequence[StrikeRecord]) -> Iterator[Nearby]:
    for strike in strikes:
        if strike.incident == incident.head.id:
            yield Nearby(strike.head.id, _named(strike, "a list ties it to this incident"))
        elif strike.happened.is_known and incident.happened.is_known and not strike.incident:
            meets = can_coincide(strike.place, incident.place)
            if meets and strike.happened.overlaps(incident.happened):
                yield Nearby(strike.head.id, _named(strike, "the same day and place"))


def _named(strike: StrikeRecord, why: str) -> str:
    said = [", ".join(strike.actors), strike.munition, str(strike.happened)]
    return f"strike: {'; '.join(part for part in said if part and part != 'unknown')} ({why})"


Cells = Mapping[tuple[int, int], Sequence[DamageRecord]]


def _by_cell(damage: Iterable[DamageRecord]) -> Cells:
    cells: dict[tuple[int, int], list[DamageRecord]] = defaultdict(list)
    for damaged in damage:
        if damaged.place.point is not None:
            cells[_cell(damaged.place.point)].append(damaged)
    return cells


def _cell(point: GeoPoint) -> tuple[int, int]:
    return math.floor(point.latitude / _CELL), math.floor(point.longitude / _CELL)


def _damage(incident: IncidentRecord, cells: Cells) -> list[Nearby]:
    point = incident.place.point
    if point is None:
        return []
    reach_m = min((incident.place.radius_m or 0) + MARGIN_M, FARTHEST_M)
    north, east = _cell(point)
    steps = 1 + math.floor(reach_m / (METRES_PER_DEGREE * _CELL * 0.5))
    beside = [
        Nearby(
            damaged.head.id,
            _words(damaged, metres),
            metres,
            damaged.damage,
        )
        for up in range(-steps, steps + 1)
        for right in range(-steps, steps + 1)
        for damaged in cells.get((north + up, east + right), ())
        if damaged.place.point is not None
        and (metres := round(_metres(point, damaged.place.point))) <= reach_m
        and _may_be_of(damaged, incident.happened)
    ]
    return sorted(beside, key=lambda nearby: (nearby.metres or 0, nearby.record))


def _metres(left: GeoPoint, right: GeoPoint) -> float:
    """The distance on a plane; over a kilometre it is right to a few metres."""
    up = (left.latitude - right.latitude) * METRES_PER_DEGREE
    along = (left.longitude - right.longitude) * METRES_PER_DEGREE
    return math.hypot(up, along * math.cos(math.radians(left.latitude)))


def _words(damage: DamageRecord, metres: int) -> str:
    structure = f"{damage.structure}: " if damage.structure else ""
    return f"{structure}{damage.damage or 'damage'}, {metres} m away, {_when(damage)}"


def _when(damage: DamageRecord) -> str:
    if damage.unharmed.is_known:
        return f"between the pictures of {damage.unharmed} and {damage.seen}"
    return f"first seen {damage.seen}" if damage.seen.is_known else "undated"


def _may_be_of(damage: DamageRecord, happened: DateInterval) -> bool:
    """Whether the damage can have been done on a day of the incident."""
    first, last = happened.earliest, happened.latest
    if damage.seen.latest is not None and first is not None and damage.seen.latest < first:
        return False
    if damage.unharmed.earliest is not None:
        return last is None or last >= damage.unharmed.earliest
    if damage.seen.earliest is None or last is None:
        return True
    return damage.seen.earliest <= last + timedelta(days=LATEST_DAYS)
