"""The search for canaries finds a name of every script in whatever form it could leak."""

import base64
import gzip
import hashlib
import html
import json
import sqlite3
import unicodedata
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from anyascii import anyascii

from canary_names import HANDS, Hand, mixed_names, sought_forms
from file_readings import hashes_of, holds_word, readings
from many_words import ManyWords
from sijill.language.scripts import fold, fold_plain
from sijill.language.sounds import consonant_key
from sijill.sources.tables.protection.protected_columns import fold_name


def _consonants(word: str) -> str:
    """As they are compared; Cyrillic is brought into Latin letters first."""
    return consonant_key(word) or consonant_key(anyascii(word))


FORMS: dict[str, Callable[[str], bytes]] = {
    "as written": str.encode,
    "marks apart": lambda name: unicodedata.normalize("NFD", name).encode(),
    "capitals": lambda name: name.upper().encode(),
    "folded": lambda name: fold(name).encode(),
    "without marks": lambda name: fold_plain(name).encode(),
    "as headings": lambda name: fold_name(name).encode(),
    "in Latin letters": lambda name: anyascii(name).encode(),
    "consonants": lambda name: " ".join(map(_consonants, name.split())).encode(),
    "wide": lambda name: name.encode("utf-16"),
    "read wrongly": lambda name: name.encode().decode("latin-1").encode(),
    "in an address": lambda name: quote(name).encode(),
    "in JSON": lambda name: json.dumps(name).encode(),
    "in a page": lambda name: name.encode("ascii", "xmlcharrefreplace"),
    "base64": lambda name: base64.b64encode(b"." + name.encode()),
    "hexadecimal": lambda name: name.encode().hex().encode(),
    "from right to left": lambda name: name[::-1].encode(),
}


@pytest.mark.parametrize("hand", HANDS.values(), ids=list(HANDS))
@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_a_name_is_found_in_every_form(hand: Hand, form: Callable[[str], bytes]) -> None:
    assert holds_word(b"before " + form(hand.name(17)) + b" behind")


@pytest.mark.parametrize(
    ("hand", "page"), [(hand, page) for hand in HANDS.values() for page in hand.code_pages]
)
def test_a_name_is_found_in_the_code_pages_of_its_script(hand: Hand, page: str) -> None:
    written = hand.name(17).encode(page, "ignore")
    if len(written) > len(hand.name(17)) - 6:  # most letters are in the page
        assert holds_word(b"before " + written)


@pytest.mark.parametrize("hand", HANDS.values(), ids=list(HANDS))
@pytest.mark.parametrize("change", [str, fold, str.lower, anyascii, html.escape])
@pytest.mark.parametrize("algorithm", ["sha256", "md5", "blake2b"])
def test_the_hash_of_a_name_is_found(
    hand: Hand, change: Callable[[str], str], algorithm: str
) -> None:
    known = hashes_of([hand.name(17)])
    digest = hashlib.new(algorithm, change(hand.name(17)).encode())
    assert holds_word(f'"id": "{digest.hexdigest()}"'.encode(), known)
    assert holds_word(f'"id": "{digest.hexdigest()[:16]}"'.encode(), known)
    assert not holds_word(hashlib.sha256(b"another").hexdigest().encode(), known)


def test_names_in_values_of_a_database_are_found(tmp_path: Path) -> None:
    """A packed value, and one so long that it is spread over pages."""
    name = HANDS["arabic"].name(17)
    for number, value in enumerate((gzip.compress(name.encode()), "x" * 9_000 + name)):
        path = tmp_path / f"{number}.db"
        database = sqlite3.connect(path)
        database.execute("CREATE TABLE entry (value)")
        database.execute("INSERT INTO entry VALUES (?)", (value,))
        database.commit()
        database.close()
        assert any(map(holds_word, readings(path)))


def test_ordinary_words_are_not_found() -> None:
    """Nothing of our own, and no list, may look like a canary by chance."""
    words = "Khalid Samir خالد سمير Олег Зимин יוסף לוי Éléonore پروانه گلستان 2031-06-03"
    assert not holds_word(words.encode())
    assert not holds_word(words.encode("utf-16"))
    assert not holds_word(Path(__file__).with_name("hostile_tables.py").read_bytes())


def test_names_of_one_list_are_in_all_scripts() -> None:
    names = mixed_names("list", range(7), begin=3)
    assert len(set(names)) == len(names)
    for hand in HANDS.values():
        assert any(name.startswith(hand.first) for name in names)
    assert sum(name.startswith("Canary-list-") for name in names) == 1


@pytest.mark.parametrize("length", [5, 7, 8, 9, 40])
@pytest.mark.parametrize("place", [0, 1, 3_999_999, 4_000_003])
def test_a_string_is_found_wherever_it_stands(length: int, place: int) -> None:
    """At both ends, and across the pieces in which long content is looked through."""
    word = bytes(range(65, 65 + length))
    words = ManyWords([word, b"other words"])
    assert words.find(b"." * place + word) == word
    assert words.find(b"." * place + word + b"." * 9) == word
    assert words.find(b"." * place + word[:-1]) is None


def test_a_string_that_is_too_short_to_be_sought_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter than 5 bytes"):
        ManyWords([b"abcd"])
    assert all(len(form) >= 5 for form in sought_forms())
