"""The search box: an index of people, incidents and places that is found in either script, offline.

The page folds what is typed by the same tables as Python does; they are written into the index, so
that the rule has one home.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sijill.figures.findings import Findings
from sijill.language.scripts import ARABIC_FOLDS, fold
from sijill.language.sounds import (
    ARABIC_RULES,
    BONE_RULES,
    LATIN_RULES,
    SOUND_RULES,
    Rule,
    skeleton,
)
from sijill.model.incidents import Incident
from sijill.model.persons import Person
from sijill.publication.addresses import Addresses


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found: what is shown, where it leads, and the texts it is found by."""

    shown: str
    beside: str
    address: str
    found_by: tuple[str, ...]


def search_script(findings: Findings, addresses: Addresses) -> str:
    """The index as a script.

    Rows of shown text, text beside it, address, folded texts, skeletons.
    """
    entries = [
        *(_person(person, addresses) for person in findings.people.working.values()),
        *(_incident(incident, addresses) for incident in findings.incidents.values()),
    ]
    rows = [
        [
            entry.shown,
            entry.beside,
            entry.address,
            _folded(entry.found_by),
            _skeletons(entry.found_by),
        ]
        for entry in entries
    ]
    content = {
        "folds": ARABIC_FOLDS,
        "latin": _for_browser((*LATIN_RULES, *SOUND_RULES, *BONE_RULES)),
        "arabic": _for_browser((*ARABIC_RULES, *BONE_RULES)),
        "rows": sorted(rows),
    }
    return f"window.SIJILL = {json.dumps(content, ensure_ascii=False, separators=(',', ':'))};\n"


def _for_browser(rules: Iterable[Rule]) -> list[list[str]]:
    """Rules as JavaScript writes them: groups in a replacement are ``$1`` there."""
    return [[pattern, replacement.replace("\\", "$")] for pattern, replacement in rules]


def _folded(texts: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(fold(text) for text in texts if text))


def _skeletons(texts: Iterable[str]) -> str:
    """The skeleton of every word, once, spaces around it so that word beginnings can be found."""
    words = (word for text in texts for word in fold(text).split())
    return " " + " ".join(dict.fromkeys(filter(None, map(skeleton, words)))) + " "


def _person(person: Person, addresses: Addresses) -> Entry:
    beside = person.arabic if person.latin else ""
    told = " · ".join(filter(None, [beside, str(person.died) if person.died.is_known else ""]))
    return Entry(
        person.display_name,
        told,
        addresses.persons[person.id],
        (person.id, *person.spellings, *person.records),
    )


def _incident(incident: Incident, addresses: Addresses) -> Entry:
    record = incident.record
    names = tuple(name.written for name in record.place.names)
    return Entry(
        f"{record.code or incident.id}",
        f"{record.happened} · {record.place}",
        addresses.incidents[incident.id],
        (record.code, incident.id, *names),
    )
