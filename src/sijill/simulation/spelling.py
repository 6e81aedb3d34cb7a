"""How record keepers spell names: romanisation, Arabic orthography, shortened chains, slips.

Each list has a hand of its own, and each row its slips, so that spellings of one name in two lists
come from different rules. Nothing here is used by linkage.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from sijill.simulation.city import Inhabitant
from sijill.simulation.stock import StockName, is_name


class Habit(StrEnum):
    """A way of writing Arabic in Latin letters."""

    ENGLISH = "english"
    FRENCH = "french"
    GERMAN = "german"
    BY_EAR = "by_ear"


_RULES: dict[Habit, tuple[tuple[str, str], ...]] = {
    Habit.ENGLISH: (
        ("ay", "ai"),
        ("aw", "au"),
        (r"i(?=[^aeiouy]$)", "ee"),
        (r"u(?=[^aeiouy]$)", "oo"),
    ),
    Habit.FRENCH: (
        ("sh", "ch"),
        (r"(?<![aeiou])u", "ou"),
        ("j", "dj"),
        ("y(?=[aou])", "i"),
        ("q", "k"),
        ("ay", "eï"),
    ),
    Habit.GERMAN: (("sh", "sch"), ("j", "dsch"), ("w", "w"), ("kh", "ch"), ("y", "j"), ("th", "t")),
    Habit.BY_EAR: (("u", "o"), ("ay", "ei"), ("q", "k"), ("a$", "eh"), ("dh", "z"), ("iy", "i")),
}
_ARTICLES = ("al-", "Al ", "Al-", "El-", "al ", "")
_SERVANTS = ("Abd al-", "Abdul ", "Abdel ", "Abdul", "Abd el ")


@dataclass(frozen=True, slots=True)
class Hand:
    """How one list writes. Shares are probabilities from 0 to 1."""

    habit: Habit
    article: str = "al-"
    slip_share: float = 0.05
    """Share of words with a slip of the pen."""
    mixed_share: float = 0.25
    """Share of words written by another habit."""
    chain: tuple[float, float, float] = field(default=(0.35, 0.45, 0.2))
    """How often the name carries no ancestor, the father, or father and grandfather."""
    drops_family_share: float = 0.04


def romanise(word: StockName, hand: Hand, random: Random) -> str:
    """One word in Latin letters as this hand writes it this time."""
    latin = word.latin
    if latin.startswith("Abd al-") or latin == "Abd Allah":
        rest = latin.removeprefix("Abd al-").removeprefix("Abd ")
        return (
            "Abdullah"
            if rest == "Allah"
            else random.choice(_SERVANTS) + _habitual(rest, hand, random)
        )
    if latin.startswith("al-"):
        article = hand.article if random.random() > hand.mixed_share else random.choice(_ARTICLES)
        return article + _habitual(latin.removeprefix("al-"), hand, random)
    return _habitual(latin, hand, random)


def _habitual(latin: str, hand: Hand, random: Random) -> str:
    habit = hand.habit if random.random() > hand.mixed_share else random.choice(list(Habit))
    text = latin.lower()
    for pattern, written in _RULES[habit]:
        if random.random() < 0.7:
            text = re.sub(pattern, written, text)
    if random.random() < 0.15:
        text = re.sub(r"(.)\1", r"\1", text)
    if random.random() < hand.slip_share:
        text = slip(text, random)
    return " ".join(part.capitalize() for part in text.split(" "))


def arabic(word: StockName, hand: Hand, random: Random) -> str:
    """One word in Arabic as this hand writes it this time: hamza, ta marbuta and ya come and go."""
    text = word.arabic
    if random.random() < 0.6:
        text = re.sub("[أإآ]", "ا", text)
    if random.random() < 0.2:
        text = re.sub("ة(?= |$)", "ه", text)
    if random.random() < 0.15:
        text = re.sub("ى(?= |$)", "ي", text)
    if text.startswith("عبد ") and random.random() < 0.4:
        text = text.replace(" ", "")
    if random.random() < hand.slip_share:
        text = slip(text, random)
    return text


def slip(text: str, random: Random) -> str:
    """One slip of the pen: two letters swapped, one dropped, one doubled.

    Short words are spared, and so is a word that the slip would turn into another name.
    """
    if len(text) < 4:
        return text
    slipped = _slipped(text, random)
    return text if is_name(slipped) else slipped


def _slipped(text: str, random: Random) -> str:
    place = random.randrange(1, len(text) - 1)
    match random.randrange(3):
        case 0:
            return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        case 1:
            return text[:place] + text[place + 1 :]
    return text[:place] + text[place] + text[place:]


def chain_of(person: Inhabitant, hand: Hand, random: Random) -> list[StockName]:
    """The parts of a name that this hand gives, in order."""
    ancestors = random.choices((0, 1, 2), weights=hand.chain)[0]
    parts = [person.given, *person.chain[:ancestors]]
    if random.random() >= hand.drops_family_share or ancestors == 0:
        parts.append(person.family)
    return parts


def latin_name(person: Inhabitant, hand: Hand, random: Random) -> str:
    """A full name in Latin letters."""
    return " ".join(romanise(part, hand, random) for part in chain_of(person, hand, random))


def arabic_name(person: Inhabitant, hand: Hand, random: Random) -> str:
    """A full name in Arabic letters."""
    return " ".join(arabic(part, hand, random) for part in chain_of(person, hand, random))
