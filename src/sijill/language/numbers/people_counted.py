"""How many people a cell speaks of that names nobody: "unknown ×3", جثتان مجهولتان, "two bodies".

A morgue under siege writes several bodies in one row. Where such a cell states their number in
words or beside a noun for people, that number is read; a bare number behind the word is not, for
"Unidentified 4" is the fourth of them and "Unknown male 35" has an age.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise

from sijill.language.names.several_people import listed_words
from sijill.language.numbers.counts import read_count
from sijill.language.numbers.numerals import value_of
from sijill.language.scripts import fold_digits, tidy
from sijill.language.unknown import phrase_form
from sijill.language.wordlists import nobody
from sijill.model.values.counts import CountRange
from sijill.model.values.unreadable import Unreadable

_TIMES = re.compile(
    r"(?<![^\W_])(?:[x×х✕*]\s?(\d{1,3})|(\d{1,3})\s?[x×х✕*])(?![^\W_])", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"[(\[]\s*(\d{1,3})\s*[)\]]")
_BRACKET_BEHIND = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_WORD = re.compile(r"\d{1,3}|[^\W\d_]+(?:['’][^\W\d_]+)?")
_ARTICLE = "ال"
_FEWEST = 2


@cache
def _nouns() -> frozenset[str]:
    """Nouns for people in the plural, and words that a number of people stands beside."""
    return listed_words("groups") | listed_words("counters")


@lru_cache(maxsize=65_536)
def people_stated(text: str) -> int:
    """How many people a cell says it speaks of, two or more; 0 where it says no number, or two.

    Args:
        text: a cell that names nobody, or describes people through somebody else.
    """
    plain = fold_digits(tidy(text))
    stated = {int(one or other) for one, other in _TIMES.findall(plain)}
    found = _WORD.findall(_TIMES.sub(" ", plain))
    words = [form for word in found if (form := phrase_form(word)) and not _lacks_marks(word)]
    stated |= {_stated_at(words, place) for place in range(len(words))}
    if not (listed_words("family") | listed_words("groups")).isdisjoint(words):
        stated |= set(map(int, _IN_BRACKETS.findall(plain)))
    stated -= {0, 1}
    return stated.pop() if len(stated) == 1 else 0


def _lacks_marks(word: str) -> bool:
    """Whether a word is a number only if written with marks, and is not: "car" beside "çar"."""
    return word.casefold() in listed_words("marked_numbers")


def states_number(word: str) -> bool:
    """Whether a folded word is a number of people, or stands beside one: "three", نفر, x."""
    return number_of(word) >= _FEWEST or word in listed_words("counters")


@lru_cache(maxsize=65_536)
def people_counted(text: str) -> CountRange | None:
    """The number of people that a whole cell is: "about 6 others", "5-7 men", عدد من الأشخاص.

    ``None`` for a cell that says anything else, a bare number too; one that counts people counts
    one or more.
    """
    plain = fold_digits(tidy(text))
    if (" " not in plain and plain.isalnum()) or not any(map(str.isalpha, plain)):
        return None
    number = read_count(plain)
    if isinstance(number, Unreadable):
        number = read_count(_without_further(plain))
    elif number.is_exact and plain.rstrip(")]")[-1].isdecimal() and not people_stated(plain):
        return None  # "Child 3" is the third of them, and so may be "Child (3)"
    if isinstance(number, Unreadable) or not number.is_known or number.highest == 0:
        return None
    return replace(number, lowest=max(1, number.at_least))


def _without_further(text: str) -> str:
    """A text without "another", "more", "others"; "Other 2" stays, for it is the second of them."""
    words = text.split()
    kept = [word for word in words if phrase_form(word) not in listed_words("further")]
    is_numbered = len(kept) == 1 and kept[0].isdecimal() and phrase_form(words[0]) == "other"
    return text if is_numbered else " ".join(kept).removeprefix("a ").lstrip("+&")


def people_meant(text: str) -> CountRange | None:
    """How many people a cell speaks of that names nobody; ``None`` where it says no number.

    Whose family they are may stand behind, in brackets: "family of five (Hanoun)".
    """
    stated = people_stated(text)
    counted = people_counted(text) or people_counted(_BRACKET_BEHIND.sub("", text))
    return counted or (CountRange.exactly(stated) if stated else None)


def others_meant(text: str) -> CountRange | None:
    """How many people a cell counts beside somebody whom it names; ``None`` where it counts none.

    "Karim Adel and 3 children", "Karim Adel + at least 2 others", "Karim Adel, his wife and three
    children".
    """
    company = [_beside_somebody(words) for words in _company(text)]
    counted = [number for number in company if number is not None]
    if company and len(counted) == len(company):
        highest = [number.highest for number in counted]
        most = None if None in highest else sum(filter(None, highest))
        return CountRange(sum(number.at_least for number in counted), most)
    words = fold_digits(tidy(text)).replace("+", " + ").split()
    joining = listed_words("joining")
    behind = (
        people_counted(" ".join(words[at:]))
        for at, word in enumerate(words[1:], start=1)
        if word in {"+", "&"} or phrase_form(word) in joining
    )
    if number := next(filter(None, behind), None):
        return number
    stated = _others_stated(text)
    return CountRange.exactly(stated) if stated else None


def _company(text: str) -> list[list[str]]:
    """The folded words of each who is joined to the name that a cell begins with.

    A comma is a word of its own there: what stands behind it may be said of the one named.
    """
    joining = listed_words("joining") | listed_words("joining_before_relation")
    parts: list[list[str]] = [[]]
    for word in _COMPANY.findall(fold_digits(tidy(text))):
        form = phrase_form(word)
        if not form or form in joining:
            parts.append([","] if word in _COMMAS else [])
        elif form in listed_words("attached"):
            parts.append([form[1:]])
        else:
            parts[-1].append(form)
    return [part for part in parts[1:] if part not in ([], [","])] if parts[0] else []


_COMPANY = re.compile(r"[+&,،;]|[^\s+&,،;]+")
_COMMAS = frozenset(",،;")


def _beside_somebody(words: Sequence[str]) -> CountRange | None:
    """How many people words beside a name are: "his wife" is one, "three children" are three.

    Behind a comma only somebody's are others: "Karim Adel, child" and "…, 4 persons" may be he.
    """
    left = [word for word in words if word not in listed_words("possessives") and word != ","]
    if words[0] == "," and len(left) == len(words) - 1:
        return None
    if len(left) == 1 and left[0] in listed_words("one_relative"):
        return CountRange.exactly(1)
    return people_meant(" ".join(left))


def without_times(text: str) -> str:
    """A text without "×3"."""
    return _TIMES.sub(" ", fold_digits(text)).strip()


def number_of(word: str) -> int:
    """The number that a folded word says; 0 for other words and for digits."""
    value = value_of([word]) or value_of([word.removeprefix(_ARTICLE)])
    return value or 0


def _stated_at(words: Sequence[str], place: int) -> int:
    """The number of people that one word of a cell states, by itself or with its neighbours."""
    word = words[place]
    if word in listed_words("pairs") or word.removeprefix(_ARTICLE) in listed_words("pairs"):
        return 2
    before = words[place - 1] if place else ""
    behind = words[place + 1] if place + 1 < len(words) else ""
    if word.isdecimal():
        of_family = before == "of" and words[place - 2 : place - 1] == ["family"]
        leads = place == 0 and len(words) > _FEWEST and words[-1] in listed_words("groups")
        beside = leads or behind in _nouns() or before in listed_words("counters") or of_family
        return int(word) if beside else 0
    number = number_of(word)
    is_last_of_nouns = not behind and word.startswith(_ARTICLE) and place > 0
    is_beside = behind in _nouns() or behind in nobody() or before in listed_words("counters")
    return number if is_beside or is_last_of_nouns else 0


def _others_stated(text: str) -> int:
    """How many people a cell counts beside somebody whom it names: "Karim Adel and 3 children".

    0 where it counts none, or may count all of whom it speaks: "Karim Adel, 4 persons".
    """
    number = people_stated(text)
    words = [phrase_form(word) for word in _WORD_OR_SIGN.findall(fold_digits(tidy(text)))]
    joining = {"", *listed_words("joining"), *listed_words("last_of_several")}  # "+" has no form
    is_beside = any(
        before in joining and (number_of(word) == number or word == str(number))
        for before, word in pairwise(words[1:])
    )
    return number if is_beside else 0


_WORD_OR_SIGN = re.compile(r"[+&]|\d{1,3}|[^\W\d_]+(?:['’][^\W\d_]+)?")
