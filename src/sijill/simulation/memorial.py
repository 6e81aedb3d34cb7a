"""The memorial page: families and friends write down their dead, long afterwards and by ear.

Many entries were copied from the monitor's list by volunteers, spelling included: the page is not a
list of its own in the statistical sense, and says so.
"""

from random import Random

from sijill.simulation.city import City, Inhabitant, SimulatedIncident
from sijill.simulation.lists import ListedRow, SimulatedList, keepers_random, nearby_day, vague_age
from sijill.simulation.spelling import Habit, Hand, arabic_name, latin_name, romanise

SOURCE = "memorial-page"
HAND = Hand(Habit.FRENCH, article="Al ", slip_share=0.06, mixed_share=0.4, chain=(0.5, 0.4, 0.1))


def keep(city: City, victims: SimulatedList) -> SimulatedList:
    """The page's entries; ``victims`` is the monitor's list, from which some are copied."""
    random = keepers_random(city, "memorial")
    named_by_monitor = {row.person: row for row in victims.rows if " of " not in row.cells["name"]}
    rows: list[ListedRow] = []
    for incident in city.incidents:
        for identity in incident.killed:
            copied = identity in named_by_monitor and random.random() < 0.28
            if copied or random.random() < 0.22:
                cells = _cells(random, len(rows) + 1, incident, city.people[identity])
                if copied:
                    row = named_by_monitor[identity]
                    cells |= {
                        "latin": row.cells["name"],
                        "arabic": row.cells["name_ar"],
                        "via": "monitor",
                    }
                rows.append(ListedRow(cells["id"], cells, identity, incident.id))
    return SimulatedList(SOURCE, tuple(rows))


def _cells(
    random: Random, number: int, incident: SimulatedIncident, person: Inhabitant
) -> dict[str, str]:
    in_arabic = random.random() < 0.45
    return {
        "id": f"M{number:04d}",
        "latin": "" if in_arabic and random.random() < 0.6 else latin_name(person, HAND, random),
        "arabic": arabic_name(person, HAND, random) if in_arabic else "",
        "sex": {"male": "m", "female": "f"}[person.sex] if random.random() < 0.8 else "",
        "age": vague_age(person, random, 0.5),
        "when": _when(random, incident),
        "where": romanise(incident.spot.name, HAND, random) if random.random() < 0.6 else "",
        "fighter": "yes" if person.is_fighter and random.random() < 0.5 else "",
        "via": "",
    }


def _when(random: Random, incident: SimulatedIncident) -> str:
    draw = random.random()
    if draw < 0.4:
        return nearby_day(incident.happened, random, 0.85, 2).isoformat()
    if draw < 0.8:
        return f"{incident.happened:%B %Y}"
    return "before November 2031" if draw < 0.83 else ""
