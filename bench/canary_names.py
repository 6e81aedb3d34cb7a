"""Names of invented witnesses in six scripts, and every form in which one of them could leak.

A name that is withheld may still stand somewhere as a folded form for searching, in Latin letters,
as its consonants, in another encoding, read in a wrong one, escaped, packed or hashed. Each name is
made of two words that begin with a stem which nobody writes; the forms of the stems are sought.
"""

import base64
import hashlib
import html
import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from anyascii import anyascii

from sijill.language.scripts import fold, fold_latin, fold_plain
from sijill.language.sounds import arabic_letters, consonant_key, latin_sound
from sijill.sources.tables.protection.protected_columns import fold_name


@dataclass(frozen=True, slots=True)
class Hand:
    """How names are written in one script.

    Attributes:
        first: a whole first word.
        second: how each second word begins.
        digits: ten letters by which the second words are numbered.
        last: what stands behind the second word.
        code_pages: the encodings of one byte a letter that people of this script use.
    """

    first: str
    second: str
    digits: str
    last: str
    code_pages: tuple[str, ...]

    def name(self, number: int) -> str:
        """The name with a number."""
        spelled = "".join(self.digits[int(digit)] for digit in f"{number:04}")
        return f"{self.first} {self.second}{spelled} {self.last}"


HANDS: dict[str, Hand] = {
    "ascii": Hand("Qazwextrob", "Vubzoqmild", "abcdefghij", "alShahid", ()),
    "arabic": Hand(
        "إحطفيصقة", "آزغضئفوق", "بتدرسطعكلم", "الشاهدي", ("cp1256", "iso8859-6", "cp720")
    ),
    "hebrew": Hand("צפטגזקוק", "סחפצתגבט", "בגדזטלמנרש", "עדואני", ("cp1255", "iso8859-8")),
    "cyrillic": Hand(
        "Жщёфйкрец", "Хъйгюфзёв", "бвгджзклмн", "Свидько",
        ("cp1251", "koi8-r", "iso8859-5", "cp866"),
    ),
    "latin": Hand(
        "Çãñøwźqeïr", "Vöşğûmžéf", "bcdfghjklm", "Témoyn",
        ("cp1252", "latin-1", "iso8859-15", "cp1254", "cp1250", "cp850"),
    ),
    "persian": Hand("پچژگکیطفه", "گضژچپێظ", "بتدرسطعكلم", "گواهی", ("cp1256",)),
}  # fmt: skip
"""By name of the script. Each stem has letters that some folding changes."""
SCRIPTS = tuple(HANDS)
_WRONG = ("latin-1", "cp1252", "cp1256", "cp1251", "cp1255", "koi8-r", "cp437")
_LEAST_BYTES = 5


def mixed_names(source: str, numbers: range, *, begin: int) -> list[str]:
    """Names with these numbers, one script after the other, ``begin`` saying which comes first.

    One of seven is in plain ASCII, and has signs, the source and a digit in it.
    """
    names = []
    for at, number in enumerate(numbers, begin):
        script = (*SCRIPTS, "plain")[at % (len(SCRIPTS) + 1)]
        plain = f"Canary-{source}-{number} al-Shahid"
        names.append(HANDS[script].name(number) if script in HANDS else plain)
    return names


@cache
def sought_forms() -> tuple[bytes, ...]:
    """Every form of every stem as bytes; each is long enough to stand nowhere by chance."""
    forms: dict[bytes, None] = {}
    for hand in HANDS.values():
        for stem in (hand.first, hand.second):
            for text in _spellings(stem):
                forms |= dict.fromkeys(_written(text, hand.code_pages))
    return tuple(form for form in forms if len(form) >= _LEAST_BYTES)


def _spellings(stem: str) -> dict[str, None]:
    """The stem as written, and as anything of ours could fold, spell or sound it."""
    whole = stem[:-1]
    """The last letter may be dropped or written otherwise."""
    texts = [
        stem, whole, fold(whole), fold_latin(whole), fold_plain(whole), fold_name(whole),
        latin_sound(whole), consonant_key(whole), arabic_letters(whole), anyascii(whole),
        consonant_key(anyascii(whole)), latin_sound(anyascii(whole)), whole[::-1],
    ]  # fmt: skip
    cased = {form for text in texts for form in (text, text.lower(), text.upper(), text.title())}
    normal = {
        unicodedata.normalize(form, text) for text in cased for form in ("NFC", "NFD", "NFKC")
    }
    return dict.fromkeys(text for text in sorted(normal) if len(text) >= _LEAST_BYTES)


def _written(text: str, code_pages: Iterable[str]) -> Iterator[bytes]:
    """A text in every encoding, read in a wrong one, escaped, packed into letters."""
    plain = text.encode()
    raw = [plain, text.encode("utf-16-le"), text.encode("utf-16-be"), text.encode("utf-32-le")]
    for page in code_pages:
        written = text.encode(page, "ignore")
        raw.append(written if len(written) > len(text) // 2 else plain)
    yield from raw
    for content in raw:
        yield content.hex().encode()
        yield content.hex().upper().encode()
        for before in range(3):
            written = base64.b64encode(bytes(before) + content)
            yield written[-(-before * 8 // 6) : (before + len(content)) * 8 // 6]
    for page in _WRONG:
        for content in (plain, *raw[4:]):
            yield content.decode(page, "replace").encode()
            yield content.decode(page, "ignore").encode()
    for content in (plain, *raw[4:]):
        yield quote(content).encode()
        yield quote(content).lower().encode()
        yield repr(content)[2:-1].encode()
        yield "".join(f"={byte:02X}" for byte in content).encode()
    yield json.dumps(text)[1:-1].encode()
    yield json.dumps(text)[1:-1].upper().replace("\\U", "\\u").encode()
    yield "".join(f"&#{ord(sign)};" for sign in text).encode()
    yield "".join(f"&#x{ord(sign):x};" for sign in text).encode()
    yield "".join(f"&#x{ord(sign):X};" for sign in text).encode()
    yield text.encode("ascii", "xmlcharrefreplace")
    yield html.escape(text).encode()
    if not text.isascii():
        yield text.encode("punycode").lower()


_ALGORITHMS = ("sha256", "sha1", "md5", "sha512", "sha3_256", "blake2b", "blake2s")
PREFIX = 12
"""Hexadecimal digits by which a digest is known; some programs keep no more of one."""


def digests_of(names: Iterable[str]) -> Iterator[str]:
    """The first digits of each digest that somebody who guesses a name could compare."""
    for name in names:
        words = name.split()
        texts = {name, words[0], words[1], " ".join(words[:2]), name.replace(" ", "_")}
        forms = {
            change(text)
            for text in texts
            for change in (str, str.lower, str.upper, fold, fold_name, anyascii)
        }
        forms |= {unicodedata.normalize("NFD", form) for form in forms}
        for form in forms:
            for algorithm in _ALGORITHMS:
                yield hashlib.new(algorithm, form.encode()).hexdigest()[:PREFIX]
