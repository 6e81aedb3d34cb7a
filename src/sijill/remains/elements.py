"""The parts of a body that a team wrote down: which bone, which side, and of whom.

``left femur``, ``Femur (left)``, ``2 x L femur`` and ``عظم فخذ أيسر`` are the same element. The age
class and the sex stand with the element (``left femur of a child``) or with the whole set. Sex is
read of adults alone, for a child's skeleton does not show it. The words are reviewed data
(``elements.toml``).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sijill.language.scripts import fold, fold_digits
from sijill.model.codes import Sex
from sijill.model.records.record import RemainsRecord
from sijill.model.recovery_codes import Completeness
from sijill.model.values.ages import MONTHS_PER_YEAR, AgeInterval
from sijill.model.word_files import toml_beside

SUBADULT_BELOW_YEARS = 15
"""Whoever is at most so old is of another class than an adult; ages between are of no class."""
ADULT_FROM_YEARS = 18
_ARTICLE = "ال"
_WORD = re.compile(r"\w+")
_MULTIPLE = re.compile(r"^(?:(\d{1,2})\s*[x×]?\s+)?(.*?)(?:\s*(?:[x×]|عدد)\s*(\d{1,2}))?$")


class AgeClass(StrEnum):
    """Two classes that no one person is in at once."""

    SUBADULT = "subadult"
    ADULT = "adult"


@dataclass(frozen=True, slots=True, order=True)
class Profile:
    """The age class and the sex of whoever a part is of; empty is unknown."""

    age: str = ""
    sex: str = ""


UNKNOWN_PROFILE = Profile()


def completeness(record: RemainsRecord) -> Completeness | None:
    """How much of one person a set holds; none where nobody wrote it down."""
    stated = [
        condition for condition in Completeness if condition.value in record.recovery.conditions
    ]
    for condition in (Completeness.COMMINGLED, Completeness.BODY_PART, Completeness.INCOMPLETE):
        if condition in stated:
            return condition
    if stated:
        return Completeness.COMPLETE
    return Completeness.BODY_PART if record.recovery.elements else None


def profiled_elements(record: RemainsRecord) -> Counter[tuple[str, Profile]]:
    """The elements of a set, each with the age class and sex that are known of it."""
    of_set = profile_of(record)
    counts: Counter[tuple[str, Profile]] = Counter()
    for written in record.recovery.elements:
        words = _MULTIPLE.match(fold_digits(written.strip()))
        if words is None or not words[2]:
            continue
        element, stated = _read(words[2])
        age = stated.age or of_set.age
        sex = (stated.sex or of_set.sex) if age != AgeClass.SUBADULT else ""
        if element:
            number = int(words[1] or words[3] or 1)
            counts[element, Profile(age, sex)] += max(1, number)
    return counts


def profile_of(record: RemainsRecord) -> Profile:
    """Age class and sex of a set; unknown for a commingled one, which is of several people."""
    if completeness(record) is Completeness.COMMINGLED:
        return UNKNOWN_PROFILE
    age = age_class(record.age)
    sex = record.sex.value if record.sex in (Sex.MALE, Sex.FEMALE) else ""
    return Profile(age, "" if age == AgeClass.SUBADULT else sex)


def age_class(age: AgeInterval) -> str:
    """The class that a whole interval of ages lies in; empty for none."""
    if age.most_months is not None and age.most_months < SUBADULT_BELOW_YEARS * MONTHS_PER_YEAR:
        return AgeClass.SUBADULT
    if age.least_months is not None and age.least_months >= ADULT_FROM_YEARS * MONTHS_PER_YEAR:
        return AgeClass.ADULT
    return ""


def _read(written: str) -> tuple[str, Profile]:
    """The element, and what its own words say of age and sex."""
    words, age, sex = [], "", ""
    for word in _WORD.findall(fold(written)):
        kind, meaning = _meaning(word)
        if kind == "age":
            age = meaning
        elif kind == "sex":
            sex = meaning
        elif meaning:
            words.append(meaning)
    return " ".join(sorted(dict.fromkeys(words))), Profile(age, sex)


def _meaning(word: str) -> tuple[str, str]:
    """The kind and the name of a word; a word that is not known is its own name."""
    known = _words()
    return known.get(word) or known.get(word.removeprefix(fold(_ARTICLE))) or ("", word)


@cache
def _words() -> Mapping[str, tuple[str, str]]:
    return dict(_named(toml_beside(__name__, "elements.toml")))


def _named(content: Mapping[str, object]) -> Iterator[tuple[str, tuple[str, str]]]:
    for kind, names in content.items():
        if isinstance(names, list):
            yield from ((fold(word), (kind, "")) for word in names)
        elif isinstance(names, dict):
            for name, words in names.items():
                yield from ((fold(word), (kind, name)) for word in words)
