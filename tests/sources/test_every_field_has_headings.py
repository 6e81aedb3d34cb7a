"""Every field has headings in the twelve languages, and no word of a code means two of them."""

from collections import defaultdict

import pytest

from sijill.model.records.fields import FIELDS
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.words import plain_heading, read_words

LANGUAGES = ("en", "ar", "fa", "ku", "fr", "es", "pt", "de", "tr", "ru", "uk", "he")
_COUNTED = ("killed", "injured")
"""Parts of fields whose headings are composed of words (``count_words.toml``)."""


@pytest.mark.parametrize("kind", RecordKind)
def test_every_field_has_headings_in_every_language(kind: RecordKind) -> None:
    files = [kind.value, "every_kind", *(["person"] if kind is RecordKind.REMAINS else [])]
    tables = [read_words(f"headings/{file}.toml") for file in files]
    lacking = {
        (field, language)
        for field in FIELDS[kind]
        if not any(part in field for part in _COUNTED)
        for language in LANGUAGES
        if not any(language in table.get(field, {}) for table in tables)
    }
    assert not lacking


@pytest.mark.parametrize("coded", ["harm", "official_position", "hazard_status", "conditions"])
def test_a_word_means_one_code(coded: str) -> None:
    codes = defaultdict(set)
    for code, words in read_words("values.toml")[coded].items():
        for word in words if isinstance(words, list) else []:
            codes[plain_heading(word)].add(code)
    assert {word: listed for word, listed in codes.items() if len(listed) > 1} == {}
