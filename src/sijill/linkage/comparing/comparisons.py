"""How two records are compared, field by field: levels from full agreement to disagreement.

Each comparison is data: an ordered list of levels with a condition in SQL (``_l`` and ``_r`` are
the two records) and two shares to start from: of pairs that are one person (``m``) and of pairs
that are not (``u``). Both are learned from the lists (``evidence``); the stated shares stand for
some dozens of pairs, so that a small register and a level that nobody observed still have a value.
They come from lists matched by hand or by id: names differ as written in 70 to 80 % of true pairs
and mostly in spelling alone, ages by a year or more in a third and by three or more in 1.5 %, sex
in under 1 %.

Lists are often about one event or one town, whose records all share the day and the place, so the
stated shares of strangers for these are high and count little beside the pairs that there are.

The order of the levels is the order of agreement: a later level never counts more than an earlier
one, and the last never speaks for one person.

``as_family`` and ``as_kin`` say how far two siblings, and two relatives further apart (cousins),
agree on a field as one person with himself would: 1 for the family name, 0 for the given name.
Families die together, so such pairs are the alternative that a score must beat.
"""

from dataclasses import dataclass

from sijill.linkage.comparing.conditions import (
    AGE_GAP,
    AGE_IS_ROUGH,
    BIRTH_SLIP,
    BIRTHS_KNOWN,
    DAY_GAP,
    DAYS_ARE_ROUGH,
    NUMBER_SHARED,
    OTHER_KIND,
    PLACE_ALIKE,
    PLACE_SHARED,
    SHORTENED,
    SWAPPED,
    WHOLE_ALIKE,
    WHOLE_SAME,
    WITHIN_A_MONTH,
    alike,
    elsewhere,
    initial,
    near,
    neither_end,
    other_vowels,
    remotely_alike,
    resembling,
    same,
    same_letters,
    unknown,
)

ELSE = "ELSE"
NOT_ASKED = "FALSE"
"""Of a level that two values alone do not decide: it follows from all names (``slips``)."""
SLIP = "a slip"
UNKNOWN = -1
"""In the place of a level: one of the two records says nothing."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of agreement: ``m`` and ``u`` are shares from 0 to 1."""

    word: str
    condition: str
    m: float
    u: float


@dataclass(frozen=True, slots=True)
class FieldComparison:
    """One compared field. ``unknown`` is the condition under which it says nothing.

    ``frequency_of`` is the column whose common values count less on the first level: two records
    called Muhammad agree less than two called Dahham. ``heaped_in`` is a column of days: on a day
    that many records share, agreement says no more than that day's share allows. ``stated_pairs``
    is how many pairs the stated shares of strangers are worth. With ``among_namesakes`` strangers
    are two people of one given name.
    """

    name: str
    unknown: str
    levels: tuple[Level, ...]
    frequency_of: str = ""
    as_family: float = 0.0
    as_kin: float = 0.0
    heaped_in: str = ""
    stated_pairs: float = 60.0
    among_namesakes: bool = False


def _part(role: str, as_family: float, as_kin: float) -> FieldComparison:
    """A part of the name after the given name."""
    return FieldComparison(
        role,
        unknown(role),
        (
            Level("same", same(role), 0.715, 0.010),
            Level("same letters", same_letters(role), 0.08, 0.004),
            Level(SLIP, NOT_ASKED, 0.03, 0.0003),
            Level("near", near(role), 0.06, 0.006),
            Level("in other words", WHOLE_ALIKE, 0.01, 0.0005),
            Level("initial", initial(role), 0.005, 0.001),
            Level("alike", alike(role), 0.02, 0.014),
            Level("other vowels", other_vowels(role), 0.005, 0.004),
            Level("another name, alike", resembling(role), 0.005, 0.012),
            Level("remotely alike", remotely_alike(role), 0.005, 0.060),
            Level("elsewhere", elsewhere(role), 0.03, 0.030),
            Level("different", ELSE, 0.035, 0.859),
        ),
        f"{role}_form",
        as_family,
        as_kin,
    )


_GIVEN = FieldComparison(
    "given",
    unknown("given"),
    (
        Level("same", same("given"), 0.760, 0.020),
        Level("same letters", same_letters("given"), 0.08, 0.006),
        Level("swapped", SWAPPED, 0.01, 0.0001),
        Level(SLIP, NOT_ASKED, 0.03, 0.0003),
        Level("near", near("given"), 0.07, 0.006),
        Level("in other words", WHOLE_ALIKE, 0.01, 0.0005),
        Level("initial", initial("given"), 0.005, 0.001),
        Level("alike", alike("given"), 0.025, 0.014),
        Level("other vowels", other_vowels("given"), 0.004, 0.004),
        Level("another name, alike", resembling("given"), 0.001, 0.012),
        Level("remotely alike", remotely_alike("given"), 0.001, 0.060),
        Level("elsewhere", elsewhere("given"), 0.003, 0.030),
        Level("different", ELSE, 0.001, 0.8464),
    ),
    "given_form",
)
_FAMILY = FieldComparison(
    "family",
    unknown("family"),
    (
        Level("same", same("family"), 0.615, 0.006),
        Level("same letters", same_letters("family"), 0.10, 0.003),
        Level("swapped", SWAPPED, 0.01, 0.0001),
        Level(SLIP, NOT_ASKED, 0.03, 0.0003),
        Level("near", near("family"), 0.08, 0.004),
        Level("in other words", WHOLE_ALIKE, 0.01, 0.0005),
        Level("shortened", SHORTENED, 0.05, 0.002),
        Level("initial", initial("family"), 0.005, 0.001),
        Level("alike", alike("family"), 0.02, 0.014),
        Level("other vowels", other_vowels("family"), 0.005, 0.004),
        Level("another name, alike", resembling("family"), 0.005, 0.012),
        Level("remotely alike", remotely_alike("family"), 0.005, 0.060),
        Level("elsewhere", elsewhere("family"), 0.03, 0.035),
        Level("different", ELSE, 0.035, 0.859),
    ),
    "family_form",
    0.97,
    0.97,
)


def _day(
    name: str, left_out: str, levels: tuple[Level, ...], heaped_in: str = ""
) -> FieldComparison:
    """Days of death, but for the pairs that are ``left_out``: exact ones, or months and longer."""
    return FieldComparison(
        name,
        f"({neither_end('first_day', 'last_day')}) OR ({left_out})",
        levels,
        as_family=0.6,
        as_kin=0.4,
        heaped_in=heaped_in,
        stated_pairs=10.0,
    )


COMPARISONS: tuple[FieldComparison, ...] = (
    _GIVEN,
    _FAMILY,
    _part("father", 0.97, 0.0),
    _part("grandfather", 0.97, 0.9),
    _part("mother", 0.9, 0.0),
    FieldComparison(
        "spelling",
        f"NOT ({WHOLE_SAME})",
        (
            Level("as written", "as_written_l = as_written_r", 0.80, 0.50),
            Level("folded", ELSE, 0.20, 0.50),
        ),
        among_namesakes=True,
    ),
    FieldComparison(
        "sex",
        "sex_l IS NULL OR sex_r IS NULL",
        (Level("same", "sex_l = sex_r", 0.99, 0.55), Level("different", ELSE, 0.01, 0.45)),
    ),
    FieldComparison(
        "birth date",
        f"NOT ({BIRTHS_KNOWN})",
        (
            Level("same", "born_l = born_r", 0.90, 0.0005),
            Level("one slip", BIRTH_SLIP, 0.05, 0.004),
            Level("within a year", "abs(date_diff('day', born_l, born_r)) <= 366", 0.02, 0.03),
            Level("far", ELSE, 0.03, 0.9655),
        ),
        as_family=0.005,
        heaped_in="born",
    ),
    FieldComparison(
        "age",
        f"({BIRTHS_KNOWN}) OR {AGE_IS_ROUGH}",
        (
            Level("same", f"{AGE_GAP} = 0", 0.63, 0.035),
            Level("within a year", f"{AGE_GAP} <= 12", 0.25, 0.045),
            Level("within three years", f"{AGE_GAP} <= 36", 0.09, 0.09),
            Level("far", ELSE, 0.03, 0.83),
        ),
    ),
    FieldComparison(
        "rough age",
        f"({BIRTHS_KNOWN}) OR {neither_end('age_least', 'age_most')} OR NOT ({AGE_IS_ROUGH})",
        (Level("may be one", f"{AGE_GAP} = 0", 0.93, 0.5), Level("far", ELSE, 0.07, 0.5)),
        stated_pairs=10.0,
    ),
    _day(
        "day",
        DAYS_ARE_ROUGH,
        (
            Level("same day", f"{DAY_GAP} = 0", 0.60, 0.33),
            Level("within three days", f"{DAY_GAP} <= 3", 0.23, 0.135),
            Level("within a fortnight", f"{DAY_GAP} <= 14", 0.11, 0.12),
            Level("within two months", f"{DAY_GAP} <= 61", 0.0575, 0.135),
            Level("far", ELSE, 0.0025, 0.28),
        ),
        heaped_in="first_day",
    ),
    _day(
        "rough day",
        f"NOT ({DAYS_ARE_ROUGH})",
        (
            Level("same month", f"{DAY_GAP} = 0 AND {WITHIN_A_MONTH}", 0.50, 0.28),
            Level("may be one", f"{DAY_GAP} = 0", 0.35, 0.28),
            Level("within a fortnight", f"{DAY_GAP} BETWEEN 1 AND 14", 0.09, 0.11),
            Level("within two months", f"{DAY_GAP} BETWEEN 1 AND 61", 0.055, 0.12),
            Level("far", ELSE, 0.005, 0.21),
        ),
    ),
    FieldComparison(
        "place",
        "place_l IS NULL OR place_r IS NULL "
        f"OR ((place_is_wide_l OR place_is_wide_r) AND NOT {PLACE_SHARED})",
        (
            Level("shared", PLACE_SHARED, 0.72, 0.25),
            Level("alike", PLACE_ALIKE, 0.05, 0.05),
            Level("different", ELSE, 0.23, 0.70),
        ),
        as_family=0.8,
        as_kin=0.6,
        stated_pairs=10.0,
    ),
    FieldComparison(
        "outcome",
        "outcome_l IS NULL OR outcome_r IS NULL",
        (
            Level("same", "outcome_l = outcome_r", 0.93, 0.85),
            Level("different", ELSE, 0.07, 0.15),
        ),
        stated_pairs=10.0,
    ),
    FieldComparison(
        "identity number",
        f"identity_l IS NULL OR identity_r IS NULL OR (NOT {NUMBER_SHARED} AND {OTHER_KIND})",
        (
            Level("same", NUMBER_SHARED, 0.97, 0.000001),
            Level("different", ELSE, 0.03, 0.999999),
        ),
    ),
)
"""The comparisons, in the order in which they are shown to a reviewer."""

FIELD_NUMBERS = {comparison.name: number for number, comparison in enumerate(COMPARISONS)}
"""The column of ``Levels`` in which each field stands."""


def level_number(field: str, word: str) -> int:
    """The position of a level among those of its field, as ``Levels`` hold it."""
    return [level.word for level in COMPARISONS[FIELD_NUMBERS[field]].levels].index(word)


def last_level(field: str) -> int:
    """The position of the last level of a field: plain disagreement."""
    return len(COMPARISONS[FIELD_NUMBERS[field]].levels) - 1
