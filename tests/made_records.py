"""Parts of records and people that many tests make by hand."""

from sijill.model.codes import CivilianStatus, Harm, Sex
from sijill.model.records.head import Head, Locator
from sijill.model.results.persons import Person
from sijill.model.values.ages import UNKNOWN_AGE
from sijill.model.values.dates import UNKNOWN_DATE
from sijill.model.values.names import NameStatus
from sijill.model.values.places import UNKNOWN_PLACE


def head_of(identity: str, row: int | None = None) -> Head:
    """The head of a record, ``list:4`` of the file ``list.csv``: in row 4, or the one named."""
    source, _, number = identity.partition(":")
    place = int(number) if number.isdecimal() else 2
    return Head(identity, source, Locator(f"{source}.csv", "0" * 64, "", row or place))


PERSON = Person(
    id="P-1",
    records=("a:1",),
    lists=("a",),
    status=NameStatus.FULL,
    latin="Rana Walid al-Attar",
    arabic="",
    spellings=(),
    sex=Sex.UNKNOWN,
    age=UNKNOWN_AGE,
    harm=Harm.KILLED,
    died=UNKNOWN_DATE,
    place=UNKNOWN_PLACE,
    civilian_status=CivilianStatus.UNKNOWN,
    actors=(),
    incidents=(),
    remains=(),
)
"""A man or woman who was killed, of whom nothing else is known."""
