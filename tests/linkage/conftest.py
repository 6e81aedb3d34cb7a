"""Records about invented people, written as briefly as a test can read them."""

from collections.abc import Callable

import pytest

from made_records import head_of
from sijill.language.ages import read_age
from sijill.language.dates import read_date
from sijill.language.names.reading import read_name
from sijill.language.scripts import script_of
from sijill.linkage.circumstances import circumstances
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.comparing.pairs import ScoredPairs
from sijill.linkage.persons import link
from sijill.model.codes import Sex
from sijill.model.records.record import PersonRecord
from sijill.model.results.links import Partition
from sijill.model.values.ages import UNKNOWN_AGE, AgeInterval
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.places import UNKNOWN_PLACE, Place, Text

Write = Callable[..., PersonRecord]
Linked = tuple[Partition, ScoredPairs]
LinkAll = Callable[..., Linked]


def _person(
    record_id: str,
    *names: str,
    died: str = "",
    age: str = "",
    sex: Sex = Sex.UNKNOWN,
    place: str = "",
    incident: str = "",
) -> PersonRecord:
    day = read_date(died) if died else UNKNOWN_DATE
    years = read_age(age) if age else UNKNOWN_AGE
    assert isinstance(day, DateInterval)
    assert isinstance(years, AgeInterval)
    return PersonRecord(
        head_of(record_id),
        tuple(read_name(name) for name in names),
        sex=sex,
        age=years,
        died=day,
        place=Place((Text(place, script_of(place)),)) if place else UNKNOWN_PLACE,
        incident=incident,
    )


def _link(
    records: list[PersonRecord], constraints: Constraints | None = None, same_permille: int = 700
) -> Linked:
    linkage = link(
        records,
        circumstances(records, {}),
        constraints or Constraints(),
        same_permille,
        lambda _doing: None,
    )
    return linkage.partition, linkage.scored


@pytest.fixture
def person() -> Write:
    """One record: id ("list:row"), its spellings, and what else is known."""
    return _person


@pytest.fixture
def link_all() -> LinkAll:
    """Link records with the working threshold."""
    return _link


@pytest.fixture(scope="session")
def crowd() -> list[PersonRecord]:
    """Two lists of sixty other people, against whom agreement is measured."""
    given = "Khalid Walid Samir Fadi Rami Nabil Tariq Ziyad Bassam Adnan Hala Rana Mona Layla Dina"
    family = "al-Attar al-Hallaq al-Najjar al-Khayyat"
    people = [(first, last) for first in given.split() for last in family.split()]
    return [
        _person(
            f"{source}:{number + 900}",
            f"{first} {last}",
            died=f"2031-0{1 + number % 9}-{1 + number % 27:02d}",
            age=str(10 + number % 60),
            place=f"Quarter {chr(97 + number % 11) * 3}",
        )
        for source in ("notebook", "monitor")
        for number, (first, last) in enumerate(people)
        if (number % 2) == (source == "monitor")
    ]
