"""Claims: what a sentence says, what it is tested against, what came of it, where it is from."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sijill.model.codes import ClaimVerdict
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.quantities import Layer, Quantity, Refusal, Unit


@dataclass(frozen=True, slots=True)
class Origin:
    """One statement that repeats no other, and everything that repeats it, as record ids."""

    first: str
    echoes: tuple[str, ...]


class Comparator(StrEnum):
    """How a claim's number is meant."""

    EXACTLY = "exactly"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    BETWEEN = "between"
    MOST_OF = "most of"
    """More than half of what another number counts."""
    PART_OF = "a share of"
    """Another share of what another number counts: a third, half, nearly all."""


@dataclass(frozen=True, slots=True)
class ClaimParts:
    """What one number of a sentence claims: who, what, how many, where, when, and said by whom.

    ``layer`` is whose count it says it is: acknowledged by a party, documented, estimated; ``None``
    where the sentence speaks of what happened. ``actor`` is the id of a party of the case, or its
    words. A part that the sentence does not give is empty. ``unlike`` is the unit with which the
    sentence compares this number, where it has two. ``read`` are the words that each part was read
    from.
    """

    sentence: str
    number: CountRange = UNKNOWN_COUNT
    comparator: Comparator = Comparator.EXACTLY
    unit: Unit | None = None
    layer: Layer | None = None
    status: str = ""
    actor: str = ""
    place: str = ""
    period: DateInterval = UNKNOWN_DATE
    said_by: str = ""
    said_on: DateInterval = UNKNOWN_DATE
    unlike: Unit | None = None
    read: tuple[tuple[str, str], ...] = ()
    counted_by: str = ""
    """Who counted, where that is another recorder: names, several with ``; `` between them."""

    @property
    def is_share(self) -> bool:
        """Whether it claims a share of something and not a number."""
        return self.comparator in (Comparator.MOST_OF, Comparator.PART_OF)

    def words_of(self, part: str) -> str:
        """The words of the sentence that a part was read from; empty where it does not say it."""
        return dict(self.read).get(part, "")

    def without_words_of(self, part: str) -> "ClaimParts":
        """The claim without the words that a part was read from."""
        return replace(self, read=tuple(each for each in self.read if each[0] != part))


@dataclass(frozen=True, slots=True)
class Bridge:
    """What a person states to go from one unit to another: a share in per mille, with a reason.

    "Of every thousand bodies 450 to 700 are civilians killed by the party" is a bridge from bodies
    to deaths.
    """

    begins: Unit
    ends: Unit
    lowest_permille: int
    highest_permille: int
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class DatedCount:
    """A part of a total and the day on which it became known; ``None`` where no record says.

    ``until`` is the day from which another number stands in its place, if one does.
    """

    day: date | None
    count: CountRange
    until: date | None = None

    def stands_on(self, day: date) -> bool:
        """Whether it was known on a day, and nothing in its place; never where it has no day."""
        return self.day is not None and self.day <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class PlacedCount:
    """A part of a total by where and when it happened, the places as its records write them."""

    record: str
    places: tuple[str, ...]
    happened: DateInterval
    count: CountRange


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of the register that a claim can be tested against.

    ``is_floor`` holds of counts of what is recorded: the truth may lie above them. ``parts`` let a
    total be taken as it stood on a day, ``placed`` for one place or time of several. ``refusal``
    says why the figure is not given.
    """

    figure: str
    title: str
    quantity: Quantity | None
    is_floor: bool = False
    refusal: Refusal | None = None
    parts: tuple[DatedCount, ...] = ()
    placed: tuple[PlacedCount, ...] = ()


@dataclass(frozen=True, slots=True)
class ListKeeper:
    """Who keeps lists of the case, and the figures that are counted from these lists alone."""

    name: str
    measures: tuple[Measure, ...] = ()


class Bearing(StrEnum):
    """What one measure says of a claim."""

    FOR = "for"
    AGAINST = "against"
    PARTLY = "partly for"
    OPEN = "leaves it open"
    UNDATED = "cannot be dated"
    """What it was on the day of the claim is not known."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure beside a claim, with what it says of it.

    ``about`` is what the figure counts: its unit, and its place, period, party, status and grades.
    """

    figure: str
    title: str
    value: str
    bearing: Bearing
    words: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A claim and what the register says of it.

    ``subject`` is the record id, or ``claim:`` and a digest of a sentence that was typed.
    ``refusal`` names the bridge that is missing where units or scopes differ. ``notes`` say under
    which assumptions it was tested. ``confirmed_by`` is who confirmed how it is split; empty where
    nobody has.
    """

    subject: str
    parts: ClaimParts
    verdict: ClaimVerdict
    reason: str
    evidence: tuple[Evidence, ...] = ()
    refusal: Refusal | None = None
    notes: tuple[str, ...] = ()
    confirmed_by: str = ""
