"""Latin spellings of Arabic names as different hands write them: a frozen, seeded generator.

A word is looked up in a dictionary of Arabic and Latin name parts (``arabic,latin`` a line, read at
run time); a word that is not in it is spelt letter by letter with vowels by ear. Then a hand's
habits change the spelling: each habit is applied to a word with its own probability, so one hand
writes one name in several ways. Nothing of ``sijill.language`` is used but the folding of letters
under which the dictionary is looked up.
"""

import csv
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from random import Random

from sijill.language.scripts import fold_arabic

_SOUNDS = "b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y"
_LETTERS = dict(zip("بتثجحخدذرزسشصضطظعغفقكلمنهوي", _SOUNDS.split(), strict=True))
_VOWELS = "aaaiu"


@dataclass(frozen=True, slots=True)
class Hand:
    """One way of writing: habits as (pattern, replacement, share), how the article is written.

    ``slip_share`` is the share of words with a letter dropped, doubled or swapped.
    """

    habits: tuple[tuple[str, str, float], ...]
    articles: tuple[str, ...]
    servants: tuple[str, ...]
    kunya: tuple[str, ...]
    slip_share: float


HANDS = {
    "English": Hand(
        (
            (r"ou", "oo", 0.3),
            (r"ou", "u", 0.4),
            (r"(?<=[^aeiou])i(?=[^aeiouy]$)", "ee", 0.4),
            (r"ei|ai", "ay", 0.3),
            (r"q", "k", 0.25),
            (r"dh", "th", 0.4),
            (r"a$", "ah", 0.4),
            (r"i$", "y", 0.3),
            (r"u(?=[^aeiou])", "o", 0.3),
            (r"e", "i", 0.3),
            (r"([a-z])\1", r"\1", 0.4),
            (r"ya", "ia", 0.3),
        ),
        ("Al-", "Al ", "al-", "Al", "El-"),
        ("Abdul ", "Abdul", "Abd al-", "Abdel "),
        ("Abu ", "Abu", "Abo "),
        0.03,
    ),
    "French and Turkish": Hand(
        (
            (r"sh", "ch", 0.6),
            (r"sh", "ş", 0.2),
            (r"(?<!d)j", "dj", 0.5),
            (r"oo|ou|u", "ou", 0.7),
            (r"q", "k", 0.5),
            (r"q", "g", 0.2),
            (r"kh", "h", 0.2),
            (r"gh", "g", 0.4),
            (r"th", "t", 0.5),
            (r"th", "s", 0.2),
            (r"dh", "z", 0.4),
            (r"dh", "d", 0.3),
            (r"w(?=[aei])", "ou", 0.25),
            (r"(?<=[aou])y(?=[aou])", "i", 0.3),
            (r"ai|ay|ei", "eï", 0.3),
            (r"a(?=[^aeiou])", "e", 0.25),
            (r"a$", "e", 0.3),
            (r"([a-z])\1", r"\1", 0.6),
            (r"(?<=[aeiou])s(?=[aeiou])", "ss", 0.3),
        ),
        ("El ", "El-", "el", "Al-", ""),
        ("Abdel ", "Abdel", "Abd El ", "Abdul"),
        ("Abou ", "Abou", "Ebu "),
        0.03,
    ),
    "German and Russian": Hand(
        (
            (r"ou|oo", "u", 0.9),
            (r"ee", "i", 0.9),
            (r"sh", "sch", 0.6),
            (r"(?<!d)j", "dsch", 0.4),
            (r"(?<!d)j", "dzh", 0.3),
            (r"y(?=[aeiou])", "j", 0.5),
            (r"y$", "i", 0.5),
            (r"ai|ay", "ei", 0.3),
            (r"ai|ay|ei", "aj", 0.2),
            (r"(?<![kgsdtcz])h(?=[aeiou])", "kh", 0.25),
            (r"^h(?=[aou])", "g", 0.1),
            (r"kh", "ch", 0.4),
            (r"gh", "g", 0.7),
            (r"q", "k", 0.8),
            (r"w", "v", 0.5),
            (r"th", "s", 0.3),
            (r"th", "t", 0.6),
            (r"dh", "d", 0.5),
            (r"dh", "z", 0.4),
            (r"z", "s", 0.3),
            (r"s(?=[aeiou])", "ss", 0.2),
            (r"ah$", "a", 0.8),
            (r"e(?=[^aeiou])", "a", 0.3),
            (r"d$", "t", 0.1),
            (r"(?<=[aeiou])([mnl])(?=[aeiou])", r"\1\1", 0.15),
        ),
        ("Al-", "al-", "Al", "Al ", "El-"),
        ("Abdul ", "Abd al-", "Abdul-", "Abdel", "Abdal"),
        ("Abu ", "Abu-", "Abu"),
        0.03,
    ),
}


class Romaniser:
    """Writes Arabic names in Latin letters.

    Args:
        dictionary: a CSV of two columns, Arabic and Latin.
        hand: how to write.
        seed: of the choices.
    """

    def __init__(self, dictionary: Path, hand: Hand, seed: int) -> None:
        self._words: dict[str, list[str]] = defaultdict(list)
        with dictionary.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                if len(row) == 2 and (key := _key(row[0])) and re.search("[a-z]", row[1]):  # noqa: PLR2004  two columns
                    self._words[key].append(row[1].strip("() "))
        self._hand, self._random = hand, Random(seed)  # noqa: S311  a seeded generator is wanted

    def write(self, name: str) -> str:
        """One name."""
        words = _key(name).split()
        written: list[str] = []
        position = 0
        while position < len(words):
            word = words[position]
            behind = words[position + 1] if position + 1 < len(words) else ""
            if word == "عبد" and behind:
                written.append(self._choose(self._hand.servants) + self._word(_bare(behind)))
                position += 1
            elif word in ("ابو", "ام") and behind:
                before = self._choose(self._hand.kunya) if word == "ابو" else "Um "
                written.append(before + self._word(behind))
                position += 1
            else:
                written.append(self._word(word))
            position += 1
        return " ".join(written)

    def _word(self, word: str) -> str:
        for start, before in (("عبدال", self._hand.servants), ("ابو", self._hand.kunya)):
            rest = word.removeprefix(start)
            if rest != word and len(rest) > 1:
                return self._choose(before) + self._word(rest)
        if word.startswith("ال") and len(word) > len("ال") + 1:
            return self._choose(self._hand.articles) + self._spell(word)
        return self._spell(word)

    def _spell(self, word: str) -> str:
        known = self._words.get(word) or self._words.get(_bare(word))
        text = self._choose(known) if known else self._by_ear(_bare(word))
        text = re.sub(r"^(?:al|el)[- ](?=..)", "", text.lower())
        for pattern, replacement, share in self._hand.habits:
            if self._random.random() < share:
                text = re.sub(pattern, replacement, text)
        if self._random.random() < self._hand.slip_share and len(text) > 4:  # noqa: PLR2004  short words are spared
            text = self._slip(text)
        return text.title()

    def _by_ear(self, word: str) -> str:
        found = ""
        for position, letter in enumerate(word):
            if letter == "ا":
                found += "a"
            elif letter in "وي" and position > 0 and found[-1] not in "aiu":
                found += "ou" if letter == "و" else "i"
            elif letter in "هة" and position == len(word) - 1:
                found += "" if found.endswith("a") else "a"
            else:
                vowel = self._random.choice(_VOWELS)
                between = bool(found) and found[-1] not in "aiu" and position % 2 == 1
                found += (vowel if between else "") + _LETTERS.get(letter, "")
        return found or word

    def _slip(self, text: str) -> str:
        place = self._random.randrange(1, len(text) - 1)
        kind = self._random.randrange(3)
        if kind == 0:
            return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        return (
            text[:place] + text[place + 1 :]
            if kind == 1
            else text[:place] + text[place] + text[place:]
        )

    def _choose(self, choices: "list[str] | tuple[str, ...]") -> str:
        return self._random.choice(list(choices))


def _key(text: str) -> str:
    return fold_arabic(unicodedata.normalize("NFC", text).strip("() "))


def _bare(word: str) -> str:
    return word.removeprefix("ال") if len(word) > 3 else word  # noqa: PLR2004  the article and more
