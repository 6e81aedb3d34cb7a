"""What a written word sounds like.

One ASCII form for Latin spellings, one consonant key for both scripts.

Nobody agreed on how to write Arabic names in Latin letters, so every list does it by ear, with
English, French, German or Turkish habits: ch/sh, ou/u, dj/j, q/k/g, ei/ai/ay, al-/el-/ul-. The
*sound* undoes these habits and keeps the vowels. The *consonant key* keeps consonants only and can
also be made from Arabic letters, where short vowels are not written.

The rules are regular expressions that Python and a browser read alike: the dossier's search box
applies the same lists.
"""

import re
from functools import lru_cache

from sijill.language.scripts import fold_arabic, fold_latin, in_latin_letters, script_of
from sijill.model.values.names import Script

Rule = tuple[str, str]
"""A pattern and its replacement, applied everywhere in the word, in the order of the list."""

LATIN_RULES: tuple[Rule, ...] = (
    (r"[^a-z]", ""),
    (r"^ou(?=[aei])", "w"),
    (r"^i(?=[aou])", "y"),
    (r"([^oe])\1+", r"\1"),
    (r"ck|c(?!h)|q", "k"),
    (r"dsch|dzh|dj|xh|^dsh|^zh", "j"),
    (r"tch|sch|sh|ch", "c"),
    (r"kh", "x"),
    (r"gh", "g"),
    (r"tz", "s"),
    (r"th", "t"),
    (r"dh", "d"),
    (r"ph|v", "f"),
    (r"p", "b"),
    (r"oo|ou|uo|o", "u"),
    (r"ee|ie", "i"),
    (r"(?!^)(?:ei|ai|ay|ey|ae)(?![aeiou])", "y"),
    (r"^(?:ei|ai|ay|ey|ae)(?![aeiou])", "ay"),
    (r"(?:[aei]h|[ae])$", "a"),
    (r"e", "i"),
    (r"(.)\1+", r"\1"),
)
"""A folded Latin word to its sound."""

SOUND_RULES: tuple[Rule, ...] = (
    (r"^[aiu]", "A"),
    (r"[aiu]", ""),
    (r"g", "j"),
)
"""A sound to its consonants, with a leading vowel shown as ``A``."""

ARABIC_RULES: tuple[Rule, ...] = (
    (r"^[اع]", "A"),
    (r"[اع]", ""),
    *zip("بتجحخدذرزسشصضطظغفقكلمنهثوي", "btjhxddrzscsdtzjfkklmnhtwy", strict=True),
    (r"[^A-Za-z]", ""),
)
"""A folded Arabic word to its consonants, with a leading vowel shown as ``A``."""

HEBREW_RULES: tuple[Rule, ...] = (
    (r"^[אע]", "A"),
    (r"[אע]", ""),
    *zip("בגדהוזחטיכךלמםנןסצץפףקרשת", "bjdhwzhtykklmmnnsssffkrct", strict=True),
    (r"[^A-Za-z]", ""),
)
"""A Hebrew word to its consonants. Like Arabic it leaves short vowels out."""

CONSONANT_RULES: tuple[Rule, ...] = (
    (r"(?!^)[wy]", ""),
    (r"(?!^)h$", ""),
    (r"(.)\1+", r"\1"),
    (r"A", "a"),
)
"""What both scripts lose: w and y but at the beginning, a final h, doubled letters."""

_CompiledRule = tuple[re.Pattern[str], str]


def _compiled(*rules: Rule) -> tuple[_CompiledRule, ...]:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in rules)


_SOUND = _compiled(*LATIN_RULES)
_LATIN_KEY = _compiled(*SOUND_RULES, *CONSONANT_RULES)
_ARABIC_KEY = _compiled(*ARABIC_RULES, *CONSONANT_RULES)
_HEBREW_KEY = _compiled(*HEBREW_RULES, *CONSONANT_RULES)
_HEBREW = re.compile(r"[\u05d0-\u05ea]")


@lru_cache(maxsize=100_000)
def latin_sound(word: str) -> str:
    """The sound of one word in Latin letters: lower-case ASCII, empty if it has no letter.

    "Mouhammad" and "Mohamad" give ``muhamad``; "Hsain" and "Hussein" keep apart as ``hsyn`` and
    ``husyn`` (a dictionary brings such pairs together).
    """
    return _apply(_SOUND, fold_latin(word))


_LETTERS = str.maketrans("ابتثجحخدذرزسشصضطظعغفقكلمنهويێ", "AbtvjHxd*rzs$SDTZEgfqklmnhwyy")


def arabic_letters(word: str) -> str:
    """One Arabic word, folded, as ASCII, one sign for one letter (after Buckwalter's table)."""
    return "".join(
        sign for sign in fold_arabic(word).translate(_LETTERS) if sign.isascii() and sign != " "
    )


_HEBREW_LETTERS = str.maketrans("אבגדהוזחטיכלמנסעפצקרשתךםןףץ", "AbgdhvzHTyklmnsEfCqrctKMNFX")


@lru_cache(maxsize=100_000)
def written_signs(word: str) -> str:
    """One word as it is written, folded, as ASCII: one sign for one letter, in any script."""
    if script_of(word) is Script.ARABIC:
        return arabic_letters(word)
    if is_hebrew(word):
        return re.sub("[^A-Za-z]", "", word.translate(_HEBREW_LETTERS))
    return re.sub("[^a-z]", "", fold_latin(in_latin_letters(word)))


def is_hebrew(word: str) -> bool:
    """Whether a word has Hebrew letters, whose vowels nobody wrote."""
    return _HEBREW.search(word) is not None


@lru_cache(maxsize=100_000)
def consonant_key(word: str) -> str:
    """The consonants of one word in any script: lower-case ASCII, a leading vowel as ``a``.

    Arabic و and ي and Latin w and y count only at the beginning; a final h of any kind is dropped,
    because lists write Salah, Hamza and Fatimah with and without it.
    """
    if script_of(word) is Script.ARABIC:
        return _apply(_ARABIC_KEY, fold_arabic(word).replace(" ", ""))
    if is_hebrew(word):
        return _apply(_HEBREW_KEY, word)
    return _apply(_LATIN_KEY, latin_sound(word))


def _apply(rules: tuple[_CompiledRule, ...], text: str) -> str:
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text
