"""How two records are compared, field by field: levels from full agreement to disagreement.

Each comparison is data: an ordered list of levels with a condition in SQL (``_l`` and ``_r`` are
the two records) and the share of *true* pairs expected on it (``m``). The shares come from lists
matched by hand or by id: names differ as written in 70 to 80 % of true pairs and mostly in spelling
alone, ages by a year or more in a third and by three or more in 1.5 %, sex in under 1 %. They are
stated rather than learned because a case may have only a hundred true pairs to learn from; the
shares among
*other* pairs (``u``) are counted in the lists themselves.
"""

from dataclasses import dataclass

ELSE = "ELSE"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of agreement. ``m`` is the share of true pairs on it, from 0 to 1."""

    word: str
    condition: str
    m: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """One compared field. ``unknown`` is the condition under which it says nothing.

    ``frequency_of`` is the column whose common values count less on the first level: two records
    called Muhammad agree less than two called Dahham.
    """

    name: str
    unknown: str
    levels: tuple[Level, ...]
    frequency_of: str = ""


def _near(role: str) -> str:
    """Spellings that one hand can make of one name: not two listed names, few letters apart."""
    return f"NOT ({_both_listed(role)}) AND ({_few_letters_apart(role)})"


def _few_letters_apart(role: str) -> str:
    """In Arabic letters where both are known, else by ear, else by consonants."""
    letters = f"{role}_letters_l", f"{role}_letters_r"
    sounds = f"{role}_sound_l", f"{role}_sound_r"
    bones = f"{role}_skeleton_l", f"{role}_skeleton_r"
    misread = f"{_shape(letters[0])} = {_shape(letters[1])}"
    vowels = f"({bones[0]} = {bones[1]} AND {_slip(sounds, longer=4, edits=2, is_any=True)})"
    return (
        f"CASE WHEN {_are_known(letters)} THEN ({_slip(letters, longer=4)} OR {misread}) "
        f"WHEN {_are_known(sounds)} THEN ({_slip(sounds, longer=5)} OR {vowels}) "
        f"ELSE {_slip(bones, longer=4)} END"
    )


def _are_known(columns: tuple[str, str]) -> str:
    return f"{columns[0]} IS NOT NULL AND {columns[1]} IS NOT NULL"


def _slip(columns: tuple[str, str], longer: int, edits: int = 1, *, is_any: bool = False) -> str:
    """Letters dropped, doubled or swapped, the longer word having so many signs.

    One letter in another's place makes another name (Nura and Nawfa in Arabic), so it counts only
    where ``is_any`` says so.
    """
    left, right = columns
    near = (
        f"damerau_levenshtein({left}, {right}) <= {edits} "
        f"AND greatest(length({left}), length({right})) >= {longer}"
    )
    replaced = f"length({left}) = length({right}) AND levenshtein({left}, {right}) = 1"
    return f"({near})" if is_any else f"({near} AND NOT ({replaced}))"


def _shape(column: str) -> str:
    """Arabic letters without their dots, as a hurried hand or a poor photograph leaves them."""
    return f"translate({column}, 'tvnyHx*z$DZgq', 'bbbbjjdrsSTEf')"


def _both_listed(role: str) -> str:
    return f"{role}_name_l IS NOT NULL AND {role}_name_r IS NOT NULL"


def _same(role: str) -> str:
    return (
        f"{role}_name_l = {role}_name_r OR "
        f"({role}_sound_l = {role}_sound_r AND NOT ({_both_listed(role)}))"
    )


def _same_letters(role: str) -> str:
    """The same Arabic letters; where one word has none, the same consonants."""
    letters = f"{role}_letters_l", f"{role}_letters_r"
    unheard = f"({role}_sound_l IS NULL OR {role}_sound_r IS NULL)"
    return (
        f"{unheard} AND CASE WHEN {_are_known(letters)} THEN {letters[0]} = {letters[1]} "
        f"ELSE {role}_skeleton_l = {role}_skeleton_r END"
    )


def _unknown(role: str) -> str:
    return f"{role}_skeleton_l IS NULL OR {role}_skeleton_r IS NULL"


def _neither_end(low: str, high: str) -> str:
    """One of the two records knows neither end of an interval."""
    return " OR ".join(f"({low}_{side} IS NULL AND {high}_{side} IS NULL)" for side in "lr")


def _elsewhere(role: str) -> str:
    return f"list_contains(rest_l, {role}_skeleton_r) OR list_contains(rest_r, {role}_skeleton_l)"


_SHORTENED = (
    "list_slice(rest_l, 1, len(rest_r)) = rest_r OR list_slice(rest_r, 1, len(rest_l)) = rest_l"
)
"""One chain of names is the beginning of the other: a list that stops at the grandfather."""

_AGE_GAP = "greatest(0, age_least_l - age_most_r, age_least_r - age_most_l)"
_AGE_IS_ROUGH = "age_most_l - age_least_l > 36 OR age_most_r - age_least_r > 36"
_DAY_GAP = (
    "greatest(0, date_diff('day', last_day_r, first_day_l), "
    "date_diff('day', last_day_l, first_day_r))"
)
_DAYS_ARE_ROUGH = (
    "first_day_l IS DISTINCT FROM last_day_l OR first_day_r IS DISTINCT FROM last_day_r"
)
_WITHIN_A_MONTH = (
    "date_diff('day', first_day_l, last_day_l) <= 31 "
    "AND date_diff('day', first_day_r, last_day_r) <= 31"
)
_PLACE_SHARED = "list_has_any(place_l, place_r)"

COMPARISONS: tuple[Comparison, ...] = (
    Comparison(
        "given",
        _unknown("given"),
        (
            Level("same", _same("given"), 0.80),
            Level("same letters", _same_letters("given"), 0.08),
            Level("near", _near("given"), 0.10),
            Level("different", ELSE, 0.02),
        ),
        frequency_of="given_form",
    ),
    Comparison(
        "family",
        _unknown("family"),
        (
            Level("same", _same("family"), 0.55),
            Level("same letters", _same_letters("family"), 0.22),
            Level("near", _near("family"), 0.11),
            Level("shortened", _SHORTENED, 0.05),
            Level("elsewhere", _elsewhere("family"), 0.03),
            Level("different", ELSE, 0.04),
        ),
        frequency_of="family_form",
    ),
    Comparison(
        "father",
        _unknown("father"),
        (
            Level("same", _same("father"), 0.72),
            Level("same letters", _same_letters("father"), 0.10),
            Level("near", _near("father"), 0.08),
            Level("elsewhere", _elsewhere("father"), 0.06),
            Level("different", ELSE, 0.04),
        ),
        frequency_of="father_form",
    ),
    Comparison(
        "grandfather",
        _unknown("grandfather"),
        (
            Level("same", _same("grandfather"), 0.72),
            Level("same letters", _same_letters("grandfather"), 0.10),
            Level("near", _near("grandfather"), 0.08),
            Level("elsewhere", _elsewhere("grandfather"), 0.06),
            Level("different", ELSE, 0.04),
        ),
        frequency_of="grandfather_form",
    ),
    Comparison(
        "sex",
        "sex_l IS NULL OR sex_r IS NULL",
        (Level("same", "sex_l = sex_r", 0.98), Level("different", ELSE, 0.02)),
    ),
    Comparison(
        "age",
        _neither_end("age_least", "age_most"),
        (
            Level(
                "rough",
                f"{_AGE_GAP} = 0 AND ({_AGE_IS_ROUGH} OR age_most_l IS NULL OR age_most_r IS NULL)",
                0.30,
            ),
            Level("within a year", f"{_AGE_GAP} <= 12", 0.55),
            Level("within three years", f"{_AGE_GAP} <= 36", 0.10),
            Level("far", ELSE, 0.05),
        ),
    ),
    Comparison(
        "day",
        _neither_end("first_day", "last_day"),
        (
            Level(
                "same month", f"{_DAY_GAP} = 0 AND ({_DAYS_ARE_ROUGH}) AND {_WITHIN_A_MONTH}", 0.15
            ),
            Level("rough", f"{_DAY_GAP} = 0 AND ({_DAYS_ARE_ROUGH})", 0.10),
            Level("same day", f"{_DAY_GAP} = 0", 0.45),
            Level("within three days", f"{_DAY_GAP} <= 3", 0.17),
            Level("within a fortnight", f"{_DAY_GAP} <= 14", 0.08),
            Level("far", ELSE, 0.05),
        ),
    ),
    Comparison(
        "place",
        "place_l IS NULL OR place_r IS NULL "
        f"OR ((place_is_wide_l OR place_is_wide_r) AND NOT {_PLACE_SHARED})",
        (
            Level("shared", _PLACE_SHARED, 0.75),
            Level("different", ELSE, 0.25),
        ),
    ),
)
"""The comparisons, in the order in which they are shown to a reviewer."""

BLOCKING: tuple[str, ...] = (
    "l.given_skeleton = r.given_skeleton AND list_has_any(l.rest, r.rest)",
    "l.given_skeleton = r.given_skeleton AND l.first_day = r.first_day",
    "l.family_skeleton = r.family_skeleton AND l.father_skeleton = r.father_skeleton",
    "l.family_skeleton = r.family_skeleton AND l.first_day = r.first_day",
    "l.family_sound = r.family_sound AND l.given_sound = r.given_sound",
)
"""Two records are compared if one of these holds.

Siblings meet here too, and the veto keeps them apart.
"""
