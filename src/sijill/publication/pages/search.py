"""The search box: an index of people, incidents and places that is found in either script, offline.

The page folds what is typed by the same tables as Python does; they are written into the index, so
that the two cannot differ.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sijill.figures.analysis import Analysis
from sijill.language.scripts import ARABIC_FOLDS, ARABIC_SPELLINGS, INVISIBLE, LATIN_FOLDS, fold
from sijill.language.sounds import (
    ARABIC_RULES,
    CONSONANT_RULES,
    LATIN_RULES,
    SOUND_RULES,
    Rule,
    consonant_key,
)
from sijill.model.results.incidents import Incident
from sijill.model.results.persons import Person
from sijill.publication.addresses import Addresses
from sijill.publication.wording import if_known

ARTICLES = frozenset({"al", "el", "ul"})
"""Articles written apart or before a hyphen: nobody searches for them."""
ARABIC_ARTICLE = "^ال(?=..)"
"""The article at the beginning of an Arabic word; what follows must be a word of its own."""
LONGEST_OWN_VALUE = 100
"""Characters; a longer value is an account, which the index would only repeat."""
WORD_BREAKS = r"[\s\-‐'’ʿʾ·,;/]+"
_ARABIC_ARTICLE = re.compile(ARABIC_ARTICLE)
_WORD_BREAKS = re.compile(WORD_BREAKS)
_NOT_LETTERS = re.compile(r"[^a-z]")
"""What the first rule for Latin words takes out: a record's number has no consonants."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One thing that can be found: what is shown, where it leads, and the texts it is found by.

    ``found_by`` are names, found in either script; ``also`` are other words, found as written.
    """

    shown: str
    beside: str
    address: str
    found_by: tuple[str, ...]
    also: tuple[str, ...] = ()


def search_script(analysis: Analysis, addresses: Addresses) -> str:
    """The index as a script: the rules, and rows sorted by what is shown.

    A row is shown text, text beside it, address, folded texts, consonant keys.
    """
    entries = [
        *(
            _person(person, addresses, _own_fields(analysis, person))
            for person in analysis.people.working.values()
        ),
        *(_incident(incident, addresses) for incident in analysis.incidents.values()),
    ]
    rows = [
        [
            entry.shown,
            entry.beside,
            entry.address,
            " | ".join(
                dict.fromkeys(fold(text) for text in (*entry.found_by, *entry.also) if text)
            ),
            f" {' '.join(consonant_keys(entry.found_by))} ",
        ]
        for entry in entries
    ]
    content = search_rules() | {"rows": sorted(rows)}
    return (
        f"globalThis.SIJILL = {json.dumps(content, ensure_ascii=False, separators=(',', ':'))};\n"
    )


def search_rules() -> dict[str, object]:
    """Everything that ``search_folding.js`` needs for folding and keys as Python has them."""
    return {
        "arabicFolds": ARABIC_FOLDS,
        "arabicSpellings": _for_browser(ARABIC_SPELLINGS),
        "latinFolds": LATIN_FOLDS,
        "invisible": INVISIBLE,
        "latin": _for_browser((*LATIN_RULES, *SOUND_RULES, *CONSONANT_RULES)),
        "arabic": _for_browser((*ARABIC_RULES, *CONSONANT_RULES)),
        "breaks": WORD_BREAKS,
        "articles": sorted(ARTICLES),
        "arabicArticle": ARABIC_ARTICLE,
    }


def consonant_keys(texts: Iterable[str]) -> list[str]:
    """The consonant key of every word without its article, each once, in order."""
    return list(dict.fromkeys(key for text in texts for key in _keys_of(text)))


@lru_cache(maxsize=100_000)
def _keys_of(text: str) -> tuple[str, ...]:
    """The keys of one text; names repeat in a register, and a name's key costs dozens of rules."""
    words = _WORD_BREAKS.split(fold(text))
    return tuple(filter(None, map(_key_of, words)))


@lru_cache(maxsize=100_000)
def _key_of(word: str) -> str:
    plain = _ARABIC_ARTICLE.sub("", word)
    if plain in ARTICLES:
        return ""
    return consonant_key(_NOT_LETTERS.sub("", plain) if plain.isascii() else plain)


def _for_browser(rules: Iterable[Rule]) -> list[list[str]]:
    """Rules as JavaScript writes them: groups in a replacement are ``$1`` there."""
    return [[pattern, replacement.replace("\\", "$")] for pattern, replacement in rules]


def _own_fields(analysis: Analysis, person: Person) -> tuple[str, ...]:
    """The short values of fields that only this case has (``[extra]`` in a mapping)."""
    return tuple(
        value.text
        for identity in person.records
        for value in analysis.register.records[identity].head.extra
        if len(value.text) <= LONGEST_OWN_VALUE
    )


def _person(person: Person, addresses: Addresses, own_fields: tuple[str, ...]) -> SearchEntry:
    arabic = person.arabic if person.latin else ""
    beside = " · ".join(filter(None, [if_known(person.died), arabic]))
    return SearchEntry(
        person.display_name,
        beside,
        addresses.persons[person.id],
        (person.id, *person.spellings, *person.records),
        own_fields,
    )


def _incident(incident: Incident, addresses: Addresses) -> SearchEntry:
    record = incident.record
    names = tuple(name.written for name in record.place.names)
    return SearchEntry(
        f"{record.code or incident.id}",
        f"{record.happened} · {record.place}",
        addresses.incidents[incident.id],
        (record.code, incident.id, *names),
    )
