"""Letters: which script a text is in, and the forms under which spellings meet.

Folding follows what people do when they search: hamza carriers, alef, ya and ta marbuta are one
letter each, tatweel and vowel signs are nothing, Arabic-Indic and Persian digits are digits.
The text as written is always kept beside; a folded form is only ever compared.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from sijill.model.values.names import Script
from sijill.model.values.normal_forms import normalize

_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_UKRAINIAN = re.compile(r"[іїєґ]", re.IGNORECASE)
_UKRAINIAN_LETTERS = str.maketrans({"г": "h", "и": "y", "є": "ye"})
INVISIBLE = r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c]"
"""Direction marks and other signs without a shape, as a pattern."""
_INVISIBLE = re.compile(INVISIBLE)
_ADDRESS = re.compile(r"(?:\bhttps?://|\bwww\.)\S+", re.IGNORECASE)
_DASHES = re.compile(r"[\u2010-\u2015\u2212\u2043\ufe63\uff0d]")

ARABIC_FOLDS: dict[str, str] = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیېئے", "ي"),
    **dict.fromkeys("ؤۆ", "و"),
    **dict.fromkeys("ةەھہ", "ه"),
    **dict.fromkeys("کگڭ", "ك"),
    **dict.fromkeys("چژ", "ج"),
    **dict.fromkeys("ڕڑ", "ر"),
    "ڵ": "ل",
    "ٹ": "ت",
    "ڈ": "د",
    "ں": "ن",
    "ڨ": "ق",
    "ڤ": "ف",
    "پ": "ب",
    "ء": "",
    "ـ": "",
}
"""Letters that are one when people search; nothing for the hamza alone and the tatweel."""

ARABIC_SPELLINGS: tuple[tuple[str, str], ...] = (
    (r"(?<![\u0600-\u06ff])ئ[اە]?", "ا"),
    (r"ە(?=[\u0600-\u06ff])", ""),
    (r"ى(?=ي)", ""),
)
"""What is no letter of its own, replaced before letters are folded: the seat of a Kurdish vowel at
the beginning, the short vowel that Kurdish writes, and an alef before the ya that was meant."""
_ARABIC_SPELLINGS = tuple((re.compile(pattern), plain) for pattern, plain in ARABIC_SPELLINGS)
_ARABIC_FOLDS = str.maketrans(ARABIC_FOLDS)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
LATIN_FOLDS: dict[str, str] = {
    "ı": "i",
    "ş": "sh",
    "ç": "ch",
    "ğ": "gh",
    "ø": "o",
    "đ": "d",
    "ß": "ss",
    "æ": "ae",
}
"""Latin letters that are more than a letter with an accent."""
_LATIN_FOLDS = str.maketrans(LATIN_FOLDS)


def script_of(text: str) -> Script:
    """The script of a text: mixed where letters of both occur, none where there are no letters."""
    if text.isascii():
        return Script.LATIN if _LATIN.search(text) else Script.NONE
    arabic, latin = bool(_ARABIC.search(text)), bool(_LATIN.search(text))
    if arabic and latin:
        return Script.MIXED
    if arabic:
        return Script.ARABIC
    if latin:
        return Script.LATIN
    return Script.OTHER if any(character.isalpha() for character in text) else Script.NONE


def tidy(text: str) -> str:
    """The text in NFC without invisible direction marks, its white space single, its ends bare."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(_INVISIBLE.sub("", normalize("NFC", text)).split())


def without_addresses(text: str) -> str:
    """The text without web addresses, whose words are those of headlines and of nobody's record."""
    return _ADDRESS.sub(" ", text) if "://" in text or "www." in text.lower() else text


def tidy_rows(text: str) -> str:
    """The text as ``tidy`` leaves it, but in its rows: line ends, blank lines and tabs stay."""
    whole = _INVISIBLE.sub("", normalize("NFC", text))
    rows = _LINE_END.sub("\n", whole).split("\n")
    plain = "\n".join(_SPACES.sub(" ", row).strip(" ") for row in rows)
    return _BLANK_ROWS.sub("\n\n", plain).strip()


_LINE_END = re.compile(r"\r\n?")
_SPACES = re.compile(r"[^\S\n\t]+")
_BLANK_ROWS = re.compile(r"\n{3,}")


def fold_dashes(text: str) -> str:
    """Hyphens, dashes and minus signs of every length as the hyphen of the keyboard."""
    return _DASHES.sub("-", text)


def fold_digits(text: str) -> str:
    """Arabic-Indic and Persian digits as 0 to 9.

    Arabic decimal and thousands signs as ``.`` and ``,``.
    """
    if text.isascii():
        return text
    return text.translate(_DIGITS).replace("٫", ".").replace("٬", ",").replace("،", ",")


@lru_cache(maxsize=65_536)
def fold_arabic(text: str) -> str:
    """Arabic letters folded, vowel signs and tatweel removed, presentation forms made plain."""
    if text.isascii():
        return " ".join(text.split())
    plain = normalize("NFKC", text)
    bare = plain
    if not plain.replace(" ", "").isalpha():
        bare = "".join(character for character in plain if unicodedata.category(character) != "Mn")
    for pattern, spelling in _ARABIC_SPELLINGS:
        bare = pattern.sub(spelling, bare)
    return " ".join(bare.translate(_ARABIC_FOLDS).split())


@lru_cache(maxsize=65_536)
def fold_latin(text: str) -> str:
    """Latin letters in lower-case ASCII: accents off, ş as sh, ç as ch, ğ as gh."""
    if text.isascii():
        return text.lower()
    lowered = text.lower().translate(_LATIN_FOLDS)
    decomposed = normalize("NFKD", lowered)
    return "".join(
        character for character in decomposed if character.isascii() or character.isspace()
    )


@lru_cache(maxsize=65_536)
def fold_plain(text: str) -> str:
    """Any text without case and accents, in its own script: Ñ as n, Й as и, ß as ss."""
    if text.isascii():
        return text.lower()
    decomposed = normalize("NFKD", text.casefold().replace("ı", "i"))
    return "".join(character for character in decomposed if unicodedata.category(character) != "Mn")


def fold(text: str) -> str:
    """Both foldings together, for searching: what two spellings of one text share."""
    plain = fold_arabic(fold_digits(tidy(text)))
    if plain.isascii() or not _LATIN.search(plain):
        return plain.lower()
    return "".join(
        fold_latin(character) if _LATIN.match(character) else character for character in plain
    ).lower()


def has_note_mark(text: str) -> bool:
    """Whether a raised digit stands in a text, or another sign for a digit behind a digit: 7², 7③.

    It is the mark of a note, as lists copied from pages and papers hold it; folded, it would be one
    more digit of the number.
    """
    return not text.isascii() and bool(_NOTE_MARK.search(text))


_NOTE_MARK = re.compile(
    r"[\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]|\d[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]"
)


def in_latin_letters(word: str) -> str:
    """A word of any script in ASCII; one with letters of Ukrainian alone as Ukrainian says them."""
    if _UKRAINIAN.search(word):
        word = word.lower().translate(_UKRAINIAN_LETTERS)
    return anyascii(word)
