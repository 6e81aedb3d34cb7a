"""Records, persons and incidents of a large register as files that one page's script opens.

Half a million pages would be written, copied and hashed for the few that somebody opens. Instead
everything stands in files of some hundred entries each, plain JavaScript, because a page opened
from disk may load a script and may not fetch JSON. Which file holds an id is computed from the id
(FNV-1a, 32 bits), here and in ``record.js`` alike.
"""

import json
from collections.abc import Iterator, Mapping

from sijill.figures.layers.documented import victim_words
from sijill.model.records.record import Record
from sijill.model.results.incidents import Incident
from sijill.model.results.persons import Person
from sijill.model.vocabulary import label
from sijill.publication.dossier_input import DossierInput
from sijill.publication.pages.decision_notes import WHOLE_LIST, decision_notes, withdrawal_note
from sijill.publication.pages.details import personal_facts
from sijill.publication.pages.records.long_rows import shown_before

ENTRIES_PER_FILE = 400
_OFFSET, _PRIME, _BITS = 0x811C9DC5, 0x01000193, 0xFFFFFFFF

Fields = dict[str, object]
Described = Record | Person | Incident


def fnv1a(text: str) -> int:
    """The 32-bit FNV-1a hash of a text's UTF-8 bytes (Fowler, Noll and Vo)."""
    value = _OFFSET
    for byte in text.encode():
        value = ((value ^ byte) * _PRIME) & _BITS
    return value


def file_count(dossier: DossierInput) -> int:
    """Into how many files the entries are parted."""
    analysis = dossier.analysis
    entries = len(analysis.register.records) + len(dossier.persons) + len(analysis.incidents)
    return max(1, -(-entries // ENTRIES_PER_FILE))


def record_files(dossier: DossierInput) -> Iterator[tuple[str, str]]:
    """Address and text of every file; no more than one file's entries are held at a time."""
    count = file_count(dossier)
    groups: list[list[Described]] = [[] for _ in range(count)]
    for described in _described(dossier):
        groups[fnv1a(_id_of(described)) % count].append(described)
    notes = dict(decision_notes(dossier.analysis.register.decisions))
    before = shown_before(dossier.analysis.register.records.values())
    for record, shown in before.items():
        words = f"The words of the row stand with {shown.record}."
        notes[record] = (*notes.get(record, ()), words)
    for number, group in enumerate(groups):
        entries: dict[str, Fields] = {}
        for described in group:
            entry = entries.setdefault(_id_of(described), {})
            entry.update(_fields(described, dossier, notes))
            if "cells" in entry and _id_of(described) in before:
                own = before[_id_of(described)].cells.items()
                entry["cells"] = [[column, cell] for column, cell in own if cell]
        text = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
        yield f"records/{number}.js", f"sijillEntries({number},{_in_script(text)});\n"


def list_file(name: str, rows: list[list[object]]) -> tuple[str, str]:
    """Address and text of a list of ids that a page shows by the hundred.

    A row is an id, what is shown, and what stands beside it.
    """
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return f"lists/{name}.js", f"sijillList({json.dumps(name)},{_in_script(text)});\n"


def _in_script(text: str) -> str:
    """JSON that is safe inside a script: no end of line that older engines take for one."""
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _described(dossier: DossierInput) -> Iterator[Described]:
    """Everything that has an entry: records, persons, incidents."""
    yield from dossier.analysis.register.records.values()
    yield from dossier.persons.values()
    yield from dossier.analysis.incidents.values()


def _id_of(described: Described) -> str:
    return described.id if isinstance(described, Person | Incident) else described.head.id


def _fields(
    described: Described, dossier: DossierInput, notes: Mapping[str, tuple[str, ...]]
) -> Fields:
    match described:
        case Person():
            return _person(described, dossier)
        case Incident():
            return _incident(described, dossier)
    return _record(described, dossier, notes)


def _on_list(dossier: DossierInput, source: str) -> list[str]:
    """What is said of a record because its whole list is withdrawn."""
    withdrawn = dossier.analysis.register.decisions.withdrawn_lists.get(source)
    return [withdrawal_note(withdrawn, WHOLE_LIST)] if withdrawn else []


def _record(record: Record, dossier: DossierInput, notes: Mapping[str, tuple[str, ...]]) -> Fields:
    head, locator = record.head, record.head.locator
    person = dossier.person_of.get(head.id)
    match = dossier.analysis.matches.get(head.id)
    fields: Fields = {
        "list": dossier.analysis.register.mappings[head.source].title,
        "where": [locator.file, locator.sheet, locator.row, dossier.file_hash(locator.sha256)],
        "cells": [[column, cell] for column, cell in head.cells.items() if cell],
    }
    optional: Fields = {
        "withheld": list(head.withheld),
        "remarks": [[remark.column, remark.value, remark.reason] for remark in head.remarks],
        "person": [person.id, person.display_name] if person else [],
        "incident": match.incident if match else "",
        "notes": [*notes.get(head.id, ()), *_on_list(dossier, head.source)],
        "facts": personal_facts(record),
    }
    return fields | {name: value for name, value in optional.items() if value}


def _person(person: Person, dossier: DossierInput) -> Fields:
    lines = [dossier.lines[incident] for incident in person.incidents if incident in dossier.lines]
    return {
        "name": person.display_name,
        "arabic": person.arabic if person.latin else "",
        "summary": [
            ["What happened", label("harm", person.harm)],
            ["Civilian status", label("civilian_status", person.civilian_status)],
            ["Spellings", " · ".join(person.spellings)],
            ["Sex", label("sex", person.sex)],
            ["Age", str(person.age)],
            ["Died", str(person.died)],
            ["Place", str(person.place) if person.place.is_known else "unknown"],
            ["Parties named", ", ".join(person.actors) or "none by the lists of people"],
            *(
                [
                    f"Records disagree on {disagreement.field}",
                    "; ".join(value for value, _ in disagreement.values),
                ]
                for disagreement in person.disagreements
            ),
        ],
        "records": list(person.records),
        "bodies": list(person.remains),
        "incidents": list(person.incidents),
        "lines": [
            [line.determinations[0], label("official_position", line.position)] for line in lines
        ],
    }


def _incident(incident: Incident, dossier: DossierInput) -> Fields:
    line = dossier.lines.get(incident.id)
    record = incident.record
    return {
        "name": record.code or incident.id,
        "summary": [
            ["Date", str(record.happened)],
            ["Place", str(record.place) if record.place.is_known else "unknown"],
            ["Grade", label("evidence_grade", incident.grade)],
            [f"{victim_words(incident.counted)['victims']} reported killed", str(incident.killed)],
            ["As the source states", str(incident.stated)],
            ["Official position", label("official_position", line.position) if line else "no line"],
            ["Deaths conceded", str(line.deaths) if line else "unknown"],
        ],
        "records": list(incident.listed),
    }
