"""A person as the register holds one.

The records about them, what these agree on, and where they differ.
"""

from dataclasses import dataclass

from sijill.model.codes import CivilianStatus, Harm, Sex
from sijill.model.records.row_doubt import RowDoubt
from sijill.model.values.ages import AgeInterval
from sijill.model.values.dates import DateInterval
from sijill.model.values.names import NameStatus
from sijill.model.values.places import Place


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One fact on which records differ: each value with the records that give it."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """One person.

    ``id`` is made from the first record id and stays while that record stays in the cluster.
    ``age`` and ``died`` are the narrowest interval that the records allow; where they contradict
    each other, the span of all of them, with a disagreement. ``remains`` and ``incidents`` are
    record ids; ``lists`` the sources that hold the person, sorted.
    """

    id: str
    records: tuple[str, ...]
    lists: tuple[str, ...]
    status: NameStatus
    latin: str
    arabic: str
    spellings: tuple[str, ...]
    sex: Sex
    age: AgeInterval
    harm: Harm
    died: DateInterval
    place: Place
    civilian_status: CivilianStatus
    actors: tuple[str, ...]
    incidents: tuple[str, ...]
    remains: tuple[str, ...]
    disagreements: tuple[Disagreement, ...] = ()
    doubt: RowDoubt | None = None
    """What the lists' own words may say against their rows, where no other row outweighs it."""
    may_be_on: tuple[str, ...] = ()
    """Further lists that may hold the person, in a row with initials; sorted."""

    @property
    def display_name(self) -> str:
        """The name for a heading: Latin, else Arabic, else what the list wrote."""
        return self.latin or self.arabic or next(iter(self.spellings), "") or "no name given"

    @property
    def is_named(self) -> bool:
        """Whether any list gives a name that says who the person is."""
        return self.status in (NameStatus.FULL, NameStatus.PARTIAL)

    @property
    def is_dead(self) -> bool:
        """Whether any list records the death, and no row's own words speak against it."""
        return self.harm.is_death and self.doubt is None
