"""The missing: families who report somebody whose body nobody has named, and some who are alive.

Of whom a family has a body, it looks no more. Most others are reported, whether or not a monitor
names them as killed. And some are missing who were not killed in the city at all: the list of the
missing is longer than the dead who can be found.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from random import Random

from sijill.model.values.places import METRES_PER_DEGREE
from sijill.simulation.city import (
    SIEGE_BEGINS,
    SIEGE_ENDS,
    City,
    Inhabitant,
    SimulatedIncident,
    Spot,
)
from sijill.simulation.field.dental import card_of
from sijill.simulation.field.sites import site_codes
from sijill.simulation.field.traits import some_of, traits_of
from sijill.simulation.lists import (
    ListedRow,
    SimulatedList,
    keepers_random,
    nearby_day,
    vague_age,
)
from sijill.simulation.spelling import Habit, Hand, arabic, arabic_name

SOURCE = "missing-persons"
HAND = Hand(Habit.BY_EAR, slip_share=0.02, chain=(0.1, 0.3, 0.6))
REPORTED_SHARE = 0.7
NOT_KILLED_SHARE = 0.25
"""People who are missing for another reason, for each of those who were killed."""


def report_missing(city: City, named: Iterable[str]) -> SimulatedList:
    """The families' reports; ``named`` are the people whose bodies the notebook names."""
    random = keepers_random(city, "missing")
    known = set(named)
    killed = [
        (city.people[person], incident)
        for incident in city.incidents
        for person in incident.killed
        if person not in known and random.random() < REPORTED_SHARE
    ]
    elsewhere = list(_elsewhere(city, random, round(len(killed) * NOT_KILLED_SHARE)))
    reports: list[tuple[Inhabitant, SimulatedIncident | None]] = [
        *killed,
        *((person, None) for person in elsewhere),
    ]
    random.shuffle(reports)
    rows = [
        ListedRow(
            f"F{number:04d}",
            _cells(city, random, f"F{number:04d}", person, incident),
            person.id if incident else "",
            incident.id if incident else "",
        )
        for number, (person, incident) in enumerate(reports, start=1)
    ]
    return SimulatedList(SOURCE, tuple(rows))


def _elsewhere(city: City, random: Random, count: int) -> Iterator[Inhabitant]:
    """People who were not killed in the city and whose families look for them."""
    dead = city.deaths
    living = [person for identity, person in city.people.items() if identity not in dead]
    yield from random.sample(living, min(count, len(living)))


def _cells(
    city: City, random: Random, number: str, person: Inhabitant, incident: SimulatedIncident | None
) -> dict[str, str]:
    traits = traits_of(city, person)
    siege_days = (SIEGE_ENDS - SIEGE_BEGINS).days
    day = (
        nearby_day(incident.happened, random, 0.7, 2)
        if incident
        else SIEGE_BEGINS + timedelta(days=random.randint(0, siege_days))
    )
    spot = incident.spot if incident else random.choice(city.incidents).spot
    site = site_codes(city).get(incident.id, "") if incident else ""
    return {
        "رقم البلاغ": number,
        "الاسم": arabic_name(person, HAND, random),
        "العائلة": person.family.arabic,
        "الجنس": "ذكر" if person.sex == "male" else "أنثى",
        "العمر": vague_age(person, random, 0.05),
        "آخر مشاهدة": min(day, SIEGE_ENDS).isoformat(),
        "المكان": arabic(spot.name, HAND, random),
        **_position(spot, random),
        "رمز الموقع": site if random.random() < 0.6 else "",
        "الطول": f"{random.gauss(traits.stature_cm, 4.0):.0f}" if random.random() < 0.6 else "",
        "الملابس": some_of(random, traits.clothing, 0.7),
        "المقتنيات": some_of(random, traits.effects, 0.75),
        "علامات": some_of(random, traits.marks, 0.85),
        "الأسنان": card_of(city, person, number),
    }


def _position(spot: Spot, random: Random) -> dict[str, str]:
    """The home, which families show on a map; some cannot."""
    if random.random() < 0.2:
        return {"خط العرض": "", "خط الطول": ""}
    return {
        "خط العرض": f"{spot.latitude + random.gauss(0, 20) / METRES_PER_DEGREE:.6f}",
        "خط الطول": f"{spot.longitude + random.gauss(0, 20) / METRES_PER_DEGREE:.6f}",
    }
