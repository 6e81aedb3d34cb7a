"""Two records that are not one person whatever their score.

Families die together: brothers share father, family name, place and day, and a score that adds up
these agreements joins them. What tells them apart is the given name, so two given names that no
reading brings together end the matter; so do two different names of the dictionary, however alike,
unless the birth (but for a slip) or a number is the same, or a hand may have written one name
otherwise in another script; that holds, too, where a further reading makes the two merely alike, or
where the whole names look like one cut into other words. So does a given name that is merely alike
in records of a man and of a woman, and, in one list, the same name at two ages: a wife may be
written under her husband's name. Birth and number together are the person, however the given name
was copied. A given name that stands further on in the other record may be a second given name or a
son's father: only the same age, birth or number leaves that open. One list writes a family's name
in one way, so two family names in it are two people, unless the birth or a number is the same; so
are two fathers' names. One list that names two people in one incident, or gives them two identity
numbers, means two people; so do two numbers that are stated to be of one kind and issuer, on
whatever lists. A veto is stronger than any chain of other links, and only a person's judgement is
stronger than a veto.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sijill.language.names.dictionary import names_near
from sijill.linkage.comparing.comparisons import (
    FIELD_NUMBERS,
    SLIP,
    UNKNOWN,
    last_level,
    level_number,
)
from sijill.linkage.comparing.scoring import Levels
from sijill.model.results.links import Veto

MOST_AGE_GAP_MONTHS = 12 * 12
"""Twelve years. Between lists matched by hand 1.5 % of ages differ by three years or more; a gap of
twelve is a father and a son of one name."""

DECISIVE = frozenset(("given", "sex", "birth date", "age", "rough age", "identity number"))
"""The fields that most vetoes rest on: who bears a veto by these alone bears one by all fields."""
_SAME_OR_SLIP = (0, 1)
"""The levels of the birth date that outweigh two names."""

VETOES = tuple(Veto)
"""The order in which vetoes are numbered."""

Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class GivenName:
    """A given name as it is spelt: the listed name, if it is one, and its other forms."""

    name: str
    consonant_key: str
    letters: str
    sound: str

    @property
    def meant(self) -> frozenset[str]:
        """The listed names that may be meant."""
        return frozenset((self.name,)) if self.name else names_near(self.letters, self.sound)


class RecordFacts:
    """What vetoes read of the records: one row each, as in the features; -1 or NaN is unknown."""

    def __init__(self, features: pa.Table) -> None:
        self.lists, self.list_names = _codes(features["list_id"])
        self.incidents, _ = _codes(features["incident"])
        self.once = np.zeros(features.num_rows, dtype=bool)
        """Whether each record's list is known to name each person once."""
        self.scripts, _ = _codes(features["script"])
        self.given, self.given_names = _given_names(features)
        self.number_kinds, _ = _codes(features["identity_kind"])
        self.age_least = _floats(features["age_least"])
        self.age_most = _floats(features["age_most"])
        self.born = _floats(pc.cast(features["born"], pa.int32()))


def find_vetoes(
    left: Numbers, right: Numbers, levels: Levels, facts: RecordFacts
) -> npt.NDArray[np.int8]:
    """For each pair the number of the first veto that holds, or -1."""
    vetoes = np.full(len(left), -1, dtype=np.int8)
    given, sex = _column(levels, "given"), _column(levels, "sex")
    family = _column(levels, "family")
    other_family = [level_number("family", "remotely alike"), last_level("family")]
    other_father = [level_number("father", "remotely alike"), last_level("father")]
    number, born = _column(levels, "identity number"), _column(levels, "birth date")
    doubtful = ~np.isin(born, _SAME_OR_SLIP) & (number != 0)
    two_names = _two_listed(left, right, levels, facts) & doubtful
    son = (given == level_number("given", "elsewhere")) & doubtful & (_column(levels, "age") != 0)
    is_known = (number == 0) & (born == 0)
    unlike = ((given == last_level("given")) & ~is_known) | two_names | son
    one_list = facts.lists[left] == facts.lists[right]
    other_age = [level_number("age", "within three years"), last_level("age")]
    of_two_ages = np.isin(_column(levels, "age"), other_age)
    of_two_ages |= _column(levels, "rough age") == last_level("rough age")
    of_two_ages &= one_list & doubtful
    only_alike = (sex == last_level("sex")) & ((given > 0) | of_two_ages)
    incident = facts.incidents[left]
    together = one_list & (incident >= 0) & (incident == facts.incidents[right])
    for veto, holds in (
        (Veto.AGES_FAR_APART, _ages_apart(left, right, facts, born)),
        (Veto.SAME_LIST_SAME_INCIDENT, together),
        (
            Veto.IDENTITY_NUMBERS_DIFFER,
            (one_list | _one_kind(left, right, facts)) & (number == last_level("identity number")),
        ),
        (Veto.FAMILY_NAMES_DISAGREE, one_list & doubtful & np.isin(family, other_family)),
        (
            Veto.FATHERS_NAMES_DISAGREE,
            one_list & doubtful & np.isin(_column(levels, "father"), other_father),
        ),
        (Veto.GIVEN_NAMES_DISAGREE, unlike | only_alike),
    ):
        vetoes[holds] = VETOES.index(veto)
    return vetoes


def _one_kind(left: Numbers, right: Numbers, facts: RecordFacts) -> npt.NDArray[np.bool_]:
    """Whether both identity numbers are stated to be of one kind and issuer."""
    kinds = facts.number_kinds[left]
    same: npt.NDArray[np.bool_] = (kinds >= 0) & (kinds == facts.number_kinds[right])
    return same


def _two_listed(
    left: Numbers, right: Numbers, levels: Levels, facts: RecordFacts
) -> npt.NDArray[np.bool_]:
    """Two names of the dictionary, or two short ones a sign apart, where nothing excuses it.

    Arabic letters leave short vowels out and Latin letters are written by ear. So across scripts
    and at the same age the hand may differ, not the name, where both lists name each person once: a
    brother who is on both has his own partner then.
    """
    words = ("other vowels", "another name, alike", "remotely alike")
    alike = [level_number("given", word) for word in words]
    across = (facts.scripts[left] != facts.scripts[right]) & (facts.once[left] & facts.once[right])
    excused = across & (_column(levels, "age") == 0)
    two = np.isin(_column(levels, "given"), alike) | _two_as_spelt(left, right, levels, facts)
    is_listed: npt.NDArray[np.bool_] = two & ~excused
    return is_listed


def _two_as_spelt(
    left: Numbers, right: Numbers, levels: Levels, facts: RecordFacts
) -> npt.NDArray[np.bool_]:
    """Two given names as they are spelt, which look near or alike.

    A letter that one hand writes for two sounds excuses no other name of the dictionary. A word
    that is a slip of one listed name is no slip of a brother's. A word that is a slip of none may
    be a listed name badly copied, or another name: only the same age leaves that open, or two lists
    that name each person once. And whole names that look alike are one only where the given name of
    one is the beginning of the other's.
    """
    given, age = _column(levels, "given"), _column(levels, "age")
    like_age = (age >= 0) & (age <= level_number("age", "within a year"))
    is_open = like_age | (facts.once[left] & facts.once[right])
    two = np.zeros(len(left), dtype=bool)
    for word, parts in (
        (SLIP, _is_slip_of_another),
        ("near", _are_slips_of_two),
        ("alike", _are_slips_of_two),
        ("alike", _is_no_slip),
        ("in other words", _begin_apart),
    ):
        at = np.flatnonzero((given == level_number("given", word)) & ~two)
        if parts is _is_no_slip:
            at = at[~is_open[at]]
        pairs = np.stack([facts.given[left[at]], facts.given[right[at]]], axis=1)
        different, number = np.unique(pairs, axis=0, return_inverse=True)
        names = facts.given_names
        answers = [parts(names[one], names[other]) for one, other in different.tolist()]
        two[at] = np.array(answers, dtype=bool)[number.ravel()]
    return two


def _are_slips_of_two(one: GivenName, other: GivenName) -> bool:
    """Whether both are listed names or slips of some, and of none in common."""
    first, second = one.meant, other.meant
    return bool(first) and bool(second) and first.isdisjoint(second)


def _is_slip_of_another(one: GivenName, other: GivenName) -> bool:
    """Whether one is a listed name and the other a slip of others alone."""
    return bool(one.name or other.name) and _are_slips_of_two(one, other)


def _is_no_slip(one: GivenName, other: GivenName) -> bool:
    """Whether one is a listed name, of which the other is no slip."""
    return bool(one.name or other.name) and one.meant.isdisjoint(other.meant)


def _begin_apart(one: GivenName, other: GivenName) -> bool:
    """Whether neither word is the beginning of the other, or they have the same consonants."""
    short, long = sorted((one.consonant_key, other.consonant_key))
    return short == long or not long.startswith(short)


def _ages_apart(
    left: Numbers, right: Numbers, facts: RecordFacts, born: npt.NDArray[np.int8]
) -> npt.NDArray[np.bool_]:
    """More than a mistake explains; where both births are known, they are asked alone."""
    with np.errstate(invalid="ignore"):
        gap = np.fmax(
            facts.age_least[left] - facts.age_most[right],
            facts.age_least[right] - facts.age_most[left],
        )
        days = np.abs(facts.born[left] - facts.born[right])
        far: npt.NDArray[np.bool_] = np.where(
            born == UNKNOWN,
            gap > MOST_AGE_GAP_MONTHS,
            (born == last_level("birth date")) & (days > MOST_AGE_GAP_MONTHS * 30.5),
        )
    return far


def _column(levels: Levels, name: str) -> npt.NDArray[np.int8]:
    return levels[:, FIELD_NUMBERS[name]]


def _given_names(features: pa.Table) -> tuple[Numbers, list[GivenName]]:
    """For each record the number of its given name, and the names by their numbers."""
    forms = [
        pc.fill_null(features[f"given_{form}"], "")
        for form in ("name", "consonant_key", "letters", "sound")
    ]
    numbers, words = _codes(pc.binary_join_element_wise(*forms, "\n"))
    return numbers, [GivenName(*word.split("\n")) for word in words]


def _codes(column: pa.ChunkedArray) -> tuple[Numbers, list[str]]:
    encoded = column.combine_chunks().dictionary_encode()
    numbers = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    return numbers.astype(np.int32), encoded.dictionary.to_pylist()


def _floats(column: pa.ChunkedArray) -> npt.NDArray[np.float64]:
    converted: npt.NDArray[np.float64] = pc.cast(column, pa.float64()).to_numpy()
    return converted
