"""How old someone was, as an interval of months.

Ages come as years, as "1 year 6 months", "late 40s", "child", or as a morgue's guess from a body.
They are kept as the least and greatest number of *completed months* (whole numbers, so that an
infant keeps its age and nothing hashed is a fraction), with the basis on which the age rests.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from sijill.model.values.dates import DateInterval

MONTHS_PER_YEAR = 12
ADULT_FROM_YEARS = 18
"""Under 18 is a child (Convention on the Rights of the Child, article 1)."""

GREATEST_AGE_YEARS = 125
"""No verified human life was longer than 122 years; beyond this a number is a typing error."""


class AgeBasis(StrEnum):
    """On what the age rests (vocabulary ``age_basis``)."""

    DOCUMENT = "document"
    KIN = "kin"
    APPARENT = "apparent"
    SKELETAL = "skeletal"
    GROUP = "group"
    STATED = "stated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class AgeInterval:
    """Completed months of age at death, both ends included; ``None`` is an open end.

    Raises:
        ValueError: for a negative age, one above ``GREATEST_AGE_YEARS``, or ends that cross.
    """

    least_months: int | None = None
    most_months: int | None = None
    basis: AgeBasis = AgeBasis.UNKNOWN

    def __post_init__(self) -> None:
        limit = GREATEST_AGE_YEARS * MONTHS_PER_YEAR + MONTHS_PER_YEAR - 1
        for end in (self.least_months, self.most_months):
            if end is not None and not 0 <= end <= limit:
                raise ValueError(
                    f"an age of {end // MONTHS_PER_YEAR} years is outside 0 to {GREATEST_AGE_YEARS}"
                )
        if (
            self.least_months is not None
            and self.most_months is not None
            and self.least_months > self.most_months
        ):
            raise ValueError("the least age is above the greatest")

    @classmethod
    def of_years(
        cls, least: int, most: int | None = None, basis: AgeBasis = AgeBasis.STATED
    ) -> Self:
        """An age in completed years: 40 covers the 480th to the 491st month."""
        top = least if most is None else most
        return cls(least * MONTHS_PER_YEAR, top * MONTHS_PER_YEAR + MONTHS_PER_YEAR - 1, basis)

    @classmethod
    def of_months(cls, months: int, basis: AgeBasis = AgeBasis.STATED) -> Self:
        """An age given in months."""
        return cls(months, months, basis)

    @classmethod
    def child(cls) -> Self:
        """Under 18, and nothing more is known."""
        return cls(0, ADULT_FROM_YEARS * MONTHS_PER_YEAR - 1, AgeBasis.GROUP)

    @classmethod
    def adult(cls) -> Self:
        """18 or older, and nothing more is known."""
        return cls(ADULT_FROM_YEARS * MONTHS_PER_YEAR, None, AgeBasis.GROUP)

    @property
    def is_known(self) -> bool:
        """Whether anything is known."""
        return self.least_months is not None or self.most_months is not None

    @property
    def is_child(self) -> bool | None:
        """True under 18, False from 18, ``None`` where the interval spans both or is unknown."""
        majority = ADULT_FROM_YEARS * MONTHS_PER_YEAR
        if self.most_months is not None and self.most_months < majority:
            return True
        if self.least_months is not None and self.least_months >= majority:
            return False
        return None

    def months_apart(self, other: Self) -> int | None:
        """The least difference in months: 0 if the intervals meet, ``None`` if one is unknown."""
        if not (self.is_known and other.is_known):
            return None
        if self.least_months is not None and other.most_months is not None:
            gap = self.least_months - other.most_months
            if gap > 0:
                return gap
        if other.least_months is not None and self.most_months is not None:
            return max(0, other.least_months - self.most_months)
        return 0

    def narrowed_by(self, other: Self) -> Self | None:
        """The ages that both allow, or ``None`` where they contradict each other."""
        if self.months_apart(other):
            return None
        least = max(
            (end for end in (self.least_months, other.least_months) if end is not None),
            default=None,
        )
        most = min(
            (end for end in (self.most_months, other.most_months) if end is not None), default=None
        )
        for part in (self, other):
            if (part.least_months, part.most_months) == (least, most):
                return part
        return type(self)(least, most, AgeBasis.STATED)

    def __str__(self) -> str:
        if self.least_months is None:
            return (
                "unknown" if self.most_months is None else f"under {_years(self.most_months + 1)}"
            )
        if self.most_months is None:
            return f"{_years(self.least_months)} or older"
        if self == type(self).child() or (
            self.least_months == 0 and self.is_child and self.basis is AgeBasis.GROUP
        ):
            return f"child (under {_limit(self.most_months + 1)})"
        if self.least_months == self.most_months and self.most_months < 3 * MONTHS_PER_YEAR:
            if not self.least_months:
                return "under 1 month"
            return "1 month" if self.least_months == 1 else f"{self.least_months} months"
        if (
            self.most_months < MONTHS_PER_YEAR
            and self.most_months - self.least_months < MONTHS_PER_YEAR - 1
        ):
            return f"{self.least_months}–{self.most_months} months"
        first, last = _years(self.least_months), _years(self.most_months)
        return f"{first}" if first == last else f"{first}–{last}"


UNKNOWN_AGE = AgeInterval()


def age_on(born: DateInterval, day: DateInterval) -> AgeInterval:
    """The age, in completed months, on a day of somebody born on a day, both as intervals.

    An end that is not known stays open; unknown where the day lies before the birth, or so long
    after it that one of the two is a mistake. Its basis is ``STATED``, as that of the two days is.
    """
    least = _months_between(born.latest, day.earliest)
    most = _months_between(born.earliest, day.latest)
    if (least is None and most is None) or (most is not None and most < 0):
        return UNKNOWN_AGE
    try:
        return AgeInterval(None if least is None else max(0, least), most, AgeBasis.STATED)
    except ValueError:
        return UNKNOWN_AGE


def _months_between(first: date | None, last: date | None) -> int | None:
    if first is None or last is None:
        return None
    months = (last.year - first.year) * MONTHS_PER_YEAR + last.month - first.month
    return months - (last.day < first.day)


def _limit(months: int) -> str:
    return f"{_years(months)}" if months >= MONTHS_PER_YEAR else f"{months} months"


def _years(months: int) -> int:
    return months // MONTHS_PER_YEAR
