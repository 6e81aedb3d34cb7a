"""What every simulated list is made of: rows with their keys, and the truth kept beside them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from sijill.simulation.city import City, Inhabitant


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One row as its keeper wrote it, and whom or what it is really about.

    ``person`` and ``incident`` are true ids or empty; they are written to the truth folder alone.
    """

    key: str
    cells: dict[str, str]
    person: str = ""
    incident: str = ""

    def with_cells(self, more: dict[str, str]) -> "ListedRow":
        """The row with further cells behind its own."""
        return replace(self, cells={**self.cells, **more})


@dataclass(frozen=True, slots=True)
class SimulatedList:
    """One list: the id of its source, and its rows in order."""

    source: str
    rows: tuple[ListedRow, ...]


def vague_age(person: Inhabitant, random: Random, missing_share: float) -> str:
    """An age as people tell it: exact, a year off, rounded, in months for infants, or nothing."""
    if random.random() < missing_share:
        return ""
    if person.age_months < 24:
        return f"{max(1, person.age_months)} months" if random.random() < 0.7 else str(person.years)
    years = person.years
    draw = random.random()
    if draw < 0.22:
        years = max(0, years + random.choice((-1, 1)))
    elif draw < 0.30 and years >= 20:
        years = 5 * round(years / 5)
    elif draw < 0.34:
        years = max(0, years + random.choice((-3, -2, 2, 3)))
    return str(years)


def nearby_day(day: date, random: Random, exact_share: float, most_days: int) -> date:
    """The day, or one up to ``most_days`` off."""
    if random.random() < exact_share:
        return day
    return day + timedelta(days=random.choice((-1, 1)) * random.randint(1, most_days))


def keepers_random(city: City, keeper: str) -> Random:
    """The generator of one record keeper.

    Its own stream, so that lists do not disturb each other.
    """
    return Random(f"{city.seed}/{keeper}")
