"""The council's log of incidents: a second list of what happened, kept by other people.

It has its own numbers, spellings and places, misses other incidents than the monitor, counts the
dead that its teams saw, and names nobody.
"""

from random import Random

from sijill.model.values.places import METRES_PER_DEGREE
from sijill.simulation.city import City, SimulatedIncident, neighbourhood_centre
from sijill.simulation.lists import ListedRow, SimulatedList, keepers_random, nearby_day
from sijill.simulation.spelling import Habit, Hand, romanise

SOURCE = "council-incidents"
HAND = Hand(Habit.FRENCH, slip_share=0.03)


def keep(city: City) -> SimulatedList:
    """The incidents that the council's teams were called to."""
    random = keepers_random(city, "council")
    rows: list[ListedRow] = []
    for incident in city.incidents:
        if random.random() < min(0.9, 0.35 + 0.08 * len(incident.killed)):
            key = f"C-{len(rows) + 1:03d}"
            rows.append(ListedRow(key, _cells(random, incident, key), incident=incident.id))
    return SimulatedList(SOURCE, tuple(rows))


def _cells(random: Random, incident: SimulatedIncident, key: str) -> dict[str, str]:
    killed = len(incident.killed)
    is_exact = random.random() < 0.6
    spot = incident.spot if is_exact else neighbourhood_centre(incident.spot.neighbourhood)
    spread_m = 40 if is_exact else 0
    low = max(1, killed - random.choice((0, 0, 0, 1, 2)))
    return {
        "no": key,
        "day": nearby_day(incident.happened, random, 0.95, 1).isoformat(),
        "quarter": romanise(incident.spot.name, HAND, random),
        "lat": f"{spot.latitude + random.gauss(0, spread_m) / METRES_PER_DEGREE:.6f}",
        "lon": f"{spot.longitude + random.gauss(0, spread_m) / METRES_PER_DEGREE:.6f}",
        "exactness": "street" if is_exact else "neighbourhood",
        "dead": str(low) if random.random() < 0.8 else f"{low}-{killed + 1}",
        "what": incident.cause,
        "by": incident.actor if random.random() < 0.7 else "",
    }
