"""Which encoding a file is likely in, judged by the words that its bytes become.

A legacy file does not say how its letters were written. Each candidate is tried on the words that
are not plain ASCII, and the text that reads most like words wins: letters of one script, those of
the languages for which the encoding is used, capitals only at the beginning, no signs within a
word. It is a guess: it is shown with sample cells and the next likeliest, and stated in the mapping
for a person to look at.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sijill.model.limits import MOST_ENCODING_WORDS

_WORD = re.compile(r"[^\s,;|\t\"']+")
_SAMPLES = 6
_USUAL_SIGNS = frozenset("“”‘’–—«»…،؛؟„‚•€№·°´`ـ")
_LETTER, _STRANGE_LETTER, _SIGN_INSIDE, _CONTROL = 1.0, -0.5, -2.0, -4.0
_TWO_SCRIPTS, _CAPITAL_INSIDE, _ACCENTS_ALONE = -3.0, -2.0, -2.0

_RARE_TODAY = -0.6
"""Files of old Macintoshes are rare: their encoding must read clearly better."""

_NO_HEBREW_BYTES = frozenset("ыьэюя")
_COULD_BE_HEBREW = -0.01
"""Hebrew letters have the bytes of the small Cyrillic ones up to ъ: where nothing else speaks for
Cyrillic, a file without capitals and without the last five letters is taken for Hebrew."""

_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ"
_ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگکیٹڑںہھے" + "".join(
    map(chr, range(0x64B, 0x653))
)
_WESTERN = "àâäáãåæçéèêëíîïìñóôöòõøœßúûüùÿ¿¡ªº"
CANDIDATES: dict[str, str] = {
    "cp1256": _ARABIC,
    "cp1252": _WESTERN,
    "cp1251": _CYRILLIC,
    "cp1254": "çğıİöşüâîûê",
    "cp1255": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
    "iso8859_6": _ARABIC,
    "koi8_r": _CYRILLIC,
    "cp866": _CYRILLIC,
    "mac_roman": _WESTERN,
}
"""Encodings in the order in which they are preferred, with the letters expected of each."""


@dataclass(frozen=True, slots=True)
class EncodingGuess:
    """The likeliest encoding with sample words, and the next likeliest with the same words."""

    encoding: str
    sample: str
    next_encoding: str
    next_sample: str

    def __str__(self) -> str:
        other = f"; as {self.next_encoding} {self.next_sample!r}" if self.next_encoding else ""
        return f"{self.encoding} reads {self.sample!r}{other}"


def utf_16_without_mark(content: bytes) -> str:
    """``utf-16-le`` or ``utf-16-be`` for UTF-16 text whose mark is missing; empty for other files.

    Line ends, digits and separators have one byte that is NUL there, always the second (little end
    first) or always the first; in text of other encodings NUL has no place.
    """
    odd, even = content[1::2].count(0), content[::2].count(0)
    if len(content) % 2 or not (odd or even) or (odd and even):
        return ""
    encoding = "utf-16-le" if odd else "utf-16-be"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return ""
    strange = sum(unicodedata.category(sign) in _NO_TEXT for sign in text)
    return encoding if "\n" in text and strange == text.count("\ufeff") else ""


_NO_TEXT = frozenset({"Cn", "Co", "Cs"})


def guess_encodings(content: bytes) -> EncodingGuess | None:
    """The likeliest encoding of bytes that are not UTF-8; ``None`` where no candidate fits."""
    if encoding := utf_16_without_mark(content):
        sample = " ".join(content.decode(encoding).split()[:_SAMPLES])[:120]
        return EncodingGuess(encoding, sample, "", "")
    words = _distinctive_words(content)
    scored: list[tuple[float, int, str]] = []
    for order, encoding in enumerate(CANDIDATES):
        try:
            texts = [word.decode(encoding) for word in words]
        except UnicodeDecodeError:
            continue
        scored.append((sum(_score(text, encoding) for text in texts), -order, encoding))
    if not scored:
        return None
    ranked = [encoding for *_, encoding in sorted(scored, reverse=True)]
    samples = {encoding: _sample(words, encoding) for encoding in ranked}
    best = ranked[0]
    others = [encoding for encoding in ranked[1:] if samples[encoding] != samples[best]]
    second = others[0] if others else ""
    return EncodingGuess(best, samples[best], second, samples.get(second, ""))


def _distinctive_words(content: bytes) -> list[bytes]:
    """Different words that are not plain ASCII, at most some hundred."""
    text = content.decode("latin-1")
    words: dict[str, None] = {}
    for match in _WORD.finditer(text):
        if not match[0].isascii():
            words.setdefault(match[0])
            if len(words) == MOST_ENCODING_WORDS:
                break
    return [word.encode("latin-1") for word in words]


def _sample(words: Iterable[bytes], encoding: str) -> str:
    longest = sorted(words, key=len, reverse=True)[:_SAMPLES]
    return " ".join(word.decode(encoding) for word in longest)[:120]


@cache
def _expected(encoding: str) -> frozenset[str]:
    letters = CANDIDATES[encoding]
    return frozenset(letters + letters.upper())


def _score(word: str, encoding: str) -> float:
    """How much a decoded word looks like a word."""
    bare = word.strip("".join(_USUAL_SIGNS) + "().:-!?[]*/")
    expected = _expected(encoding)
    points = sum(_sign_points(sign, expected) for sign in bare if not sign.isascii())
    letters = [sign for sign in bare if sign.isalpha()]
    if encoding == "cp1251" and bare.islower() and not set(bare) & _NO_HEBREW_BYTES:
        points += _COULD_BE_HEBREW
    if encoding == "mac_roman":
        points += _RARE_TODAY
    if len({_script(letter) for letter in letters}) > 1:
        points += _TWO_SCRIPTS
    if any(first.islower() and second.isupper() for first, second in pairwise(letters)):
        points += _CAPITAL_INSIDE
    latin = [letter for letter in letters if _script(letter) == "LATIN"]
    if len(latin) > len("ab") and not any(letter.isascii() for letter in latin):
        points += _ACCENTS_ALONE
    return points


def _sign_points(sign: str, expected: frozenset[str]) -> float:
    if sign in expected:
        return _LETTER
    if sign in _USUAL_SIGNS:
        return 0.0
    category = unicodedata.category(sign)
    if category.startswith("L"):
        return _STRANGE_LETTER
    return _CONTROL if category.startswith("C") else _SIGN_INSIDE


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split()[0]
