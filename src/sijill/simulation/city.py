"""The true course of a fictional siege: families, incidents and deaths.

Every simulated list is drawn from it.

Families live together and are killed together; they share father, family name, place and day, and
differ in the given name alone. Boys carry their grandfathers' names, so namesakes are common. That
is what makes lists of such a city hard to link.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random

from rapidfuzz.distance import JaroWinkler

from sijill.model.values.places import METRES_PER_DEGREE
from sijill.simulation.stock import StockName, city_setting, draw, words

SIEGE_BEGINS = date(2031, 6, 1)
SIEGE_ENDS = date(2031, 10, 20)
CITY_RADIUS_M = 3_200
RHYMING_SHARE = 0.5
"""Parents like children's names that sound alike.

Hasan and Husayn, Muhammad and Mahmud, Samar and Samira.
"""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the city, degrees on WGS 84, and the neighbourhood (an index into the stock)."""

    latitude: float
    longitude: float
    neighbourhood: int

    @property
    def name(self) -> StockName:
        """The neighbourhood's name."""
        return words("neighbourhoods")[self.neighbourhood]


@dataclass(frozen=True, slots=True)
class Inhabitant:
    """One inhabitant.

    ``chain`` are father and grandfather; ``age_months`` is at the siege's begin.
    """

    id: str
    given: StockName
    chain: tuple[StockName, StockName]
    family: StockName
    sex: str
    age_months: int
    household: int
    is_fighter: bool = False

    @property
    def years(self) -> int:
        """Completed years of age."""
        return self.age_months // 12


@dataclass(frozen=True, slots=True)
class SimulatedIncident:
    """Something that killed or injured people at one place and day."""

    id: str
    happened: date
    spot: Spot
    actor: str
    cause: str
    killed: tuple[str, ...]
    injured: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class City:
    """The whole truth."""

    seed: int
    people: dict[str, Inhabitant]
    incidents: tuple[SimulatedIncident, ...]

    @property
    def deaths(self) -> dict[str, SimulatedIncident]:
        """By person, the incident that killed them."""
        return {person: incident for incident in self.incidents for person in incident.killed}


def build_city(seed: int, deaths: int) -> City:
    """A city in which about ``deaths`` people are killed (200 to 200,000). Same seed, same city."""
    random = Random(seed)
    households = _settle(random, count=max(120, round(deaths * 0.75)))
    people = {person.id: person for members in households for person in members}
    return City(seed, people, _besiege(random, households, deaths))


def _settle(random: Random, count: int) -> list[list[Inhabitant]]:
    return [_household(random, number) for number in range(count)]


def _household(random: Random, number: int) -> list[Inhabitant]:
    """Parents, children, sometimes grandparents, a son's wife and cousins, under one roof."""
    family = draw("families", random)
    grandfather, father_name = draw("men", random), draw("men", random)
    head_age = random.randint(24, 62)
    members: list[Inhabitant] = []

    def add(
        given: StockName,
        chain: tuple[StockName, StockName],
        own_family: StockName,
        sex: str,
        years: int,
    ) -> None:
        months = max(0, years * 12 + random.randint(0, 11))
        fighter = sex == "male" and 17 <= years <= 50 and random.random() < 0.05
        identity = f"P{number:05d}-{len(members):02d}"
        members.append(Inhabitant(identity, given, chain, own_family, sex, months, number, fighter))

    add(father_name, (grandfather, draw("men", random)), family, "male", head_age)
    add(*_married_in(random), "female", max(18, head_age - random.randint(0, 10)))
    if random.random() < 0.25:
        add(*_married_in(random), "female", head_age + random.randint(18, 30))
    siblings: list[StockName] = []
    for position in range(_children(random, head_age)):
        sex = random.choice(("male", "female"))
        given = _child_name(random, sex, grandfather if position == 0 else None, siblings)
        add(
            given,
            (father_name, grandfather),
            family,
            sex,
            random.randint(0, max(1, min(head_age - 19, 24))),
        )
    if random.random() < 0.3:
        uncle = draw("men", random)
        for sex, given, years in _cousins(random, grandfather):
            add(given, (uncle, grandfather), family, sex, years)
    return members


def _married_in(random: Random) -> tuple[StockName, tuple[StockName, StockName], StockName]:
    """Given name, father and grandfather, and family name of a woman who married into the house."""
    given = draw("women", random)
    chain = draw("men", random), draw("men", random)
    return given, chain, draw("families", random)


def _cousins(random: Random, grandfather: StockName) -> Iterator[tuple[str, StockName, int]]:
    """Sex, given name and age of an uncle's children."""
    named: list[StockName] = []
    for _ in range(random.randint(1, 3)):
        sex = random.choice(("male", "female"))
        given = _child_name(random, sex, grandfather if random.random() < 0.3 else None, named)
        yield sex, given, random.randint(0, 20)


def _children(random: Random, head_age: int) -> int:
    return min(9, max(0, round(random.gauss(5.2 if head_age > 30 else 2.0, 1.8))))


def _child_name(
    random: Random, sex: str, grandfather: StockName | None, siblings: list[StockName]
) -> StockName:
    """A name no sibling has.

    The first son often takes the grandfather's, others rhyme with a sibling's.
    """
    group = "men" if sex == "male" else "women"
    if sex == "male" and grandfather is not None and random.random() < 0.6:
        given = grandfather
    elif siblings and random.random() < RHYMING_SHARE:
        given = max((draw(group, random) for _ in range(20)), key=partial(_rhymes, siblings))
    else:
        given = draw(group, random)
    if given in siblings:
        return _child_name(random, sex, None, siblings)
    siblings.append(given)
    return given


def _rhymes(siblings: list[StockName], name: StockName) -> float:
    """How like a name is to the nearest sibling's, 0 to 1; nothing where it is the same."""
    if name in siblings:
        return 0.0
    return max(JaroWinkler.normalized_similarity(name.latin, other.latin) for other in siblings)


def _besiege(
    random: Random, households: list[list[Inhabitant]], wanted: int
) -> tuple[SimulatedIncident, ...]:
    incidents: list[SimulatedIncident] = []
    waiting = list(range(len(households)))
    random.shuffle(waiting)
    killed_so_far = 0
    while killed_so_far < wanted and waiting:
        houses = [waiting.pop() for _ in range(min(len(waiting), _houses_hit(random)))]
        present = [person for house in houses for person in households[house]]
        cause, actor = _cause(random)
        deadly = random.betavariate(1.6, 1.1) if cause in ("airstrike", "artillery") else 0.25
        killed = [person.id for person in present if random.random() < deadly] or [
            random.choice(present).id
        ]
        hurt = [
            person.id for person in present if person.id not in killed and random.random() < 0.4
        ]
        day = _day(random)
        number = len(incidents)
        incidents.append(
            SimulatedIncident(
                f"I{number:04d}", day, _spot(random), actor, cause, tuple(killed), tuple(hurt)
            )
        )
        killed_so_far += len(killed)
    return tuple(sorted(incidents, key=lambda incident: (incident.happened, incident.id)))


def _houses_hit(random: Random) -> int:
    """How many families one incident hits: mostly one, at times a shelter full."""
    return min(9, 1 + int(random.expovariate(1.6)))


def _cause(random: Random) -> tuple[str, str]:
    cause = random.choices(
        ("airstrike", "artillery", "mine", "small arms"), weights=(0.62, 0.2, 0.1, 0.08)
    )[0]
    actor = "alliance" if cause in ("airstrike", "artillery") else "garrison"
    if cause == "artillery" and random.random() < 0.25:
        actor = "garrison"
    return cause, actor


def _day(random: Random) -> date:
    """A day of the siege; the killing peaks in its third month."""
    length = (SIEGE_ENDS - SIEGE_BEGINS).days
    offset = round(random.triangular(0, length, 0.62 * length))
    return SIEGE_BEGINS + timedelta(days=offset)


def _spot(random: Random) -> Spot:
    neighbourhood = random.randrange(len(words("neighbourhoods")))
    centre = neighbourhood_centre(neighbourhood)
    return Spot(
        round(centre.latitude + random.gauss(0, 230) / METRES_PER_DEGREE, 6),
        round(centre.longitude + random.gauss(0, 230) / METRES_PER_DEGREE, 6),
        neighbourhood,
    )


def neighbourhood_centre(index: int) -> Spot:
    """The middle of a neighbourhood: they lie in two rings around the citadel."""
    setting = city_setting()
    latitude, longitude = setting["latitude"], setting["longitude"]
    if not (isinstance(latitude, float) and isinstance(longitude, float)):
        raise TypeError("stock.toml needs latitude and longitude of the city in degrees")
    total = len(words("neighbourhoods"))
    angle = 2 * math.pi * index / total
    reach_m = CITY_RADIUS_M * (0.35 if index % 2 else 0.75)
    return Spot(
        round(latitude + reach_m * math.sin(angle) / METRES_PER_DEGREE, 6),
        round(longitude + reach_m * math.cos(angle) / METRES_PER_DEGREE, 6),
        index,
    )
