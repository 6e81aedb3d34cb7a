"""Where things stand in the dossier.

The page and anchor of every record, person, incident and figure.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from sijill.figures.figure import Figure
from sijill.model.records.record import Record
from sijill.model.values.identifiers import short_id

RECORDS_PER_SHEET = 100


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses relative to the dossier's folder; ``records`` by record id.

    In a large dossier one page, ``record.html``, opens everything by its id.
    """

    records: Mapping[str, str]
    persons: Mapping[str, str]
    incidents: Mapping[str, str]
    is_large: bool = False

    def of(self, subject: str) -> str:
        """The address of a record or person; an incident's record leads to the incident's page."""
        for known in (self.persons, self.incidents, self.records):
            if subject in known:
                return known[subject]
        raise KeyError(f"{subject} has no page in the dossier")


def address_all(
    records: Mapping[str, Record], persons: Iterable[str], incidents: Iterable[str]
) -> Addresses:
    """Addresses of all records (sheets of a hundred, in the file's order), persons, incidents."""
    by_record: dict[str, str] = {}
    for source, ordered in by_source(records).items():
        for position, record in enumerate(ordered):
            page = sheet_page(source, position // RECORDS_PER_SHEET)
            by_record[record.head.id] = f"{page}#{anchor(record.head.id)}"
    return Addresses(
        by_record,
        {person: f"people/{person}.html" for person in persons},
        {incident: f"incidents/{short_id('I', incident)}.html" for incident in incidents},
    )


def address_all_on_one_page(
    records: Iterable[str], persons: Iterable[str], incidents: Iterable[str]
) -> Addresses:
    """Addresses in a large dossier: ``record.html`` with the id as its fragment."""
    by_id = [
        {record_id: f"record.html#{quote(record_id)}" for record_id in ids}
        for ids in (records, persons, incidents)
    ]
    return Addresses(by_id[0], by_id[1], by_id[2], is_large=True)


def by_source(records: Mapping[str, Record]) -> dict[str, list[Record]]:
    """The records of each source in the order of their file."""
    members_of: dict[str, list[Record]] = defaultdict(list)
    for record in records.values():
        members_of[record.head.source].append(record)
    return {
        source: sorted(members, key=_place_in_file)
        for source, members in sorted(members_of.items())
    }


def _place_in_file(record: Record) -> tuple[int, int, str]:
    head = record.head
    return head.locator.row, head.locator.line, head.id


def sheet_page(source: str, number: int) -> str:
    """The page of a source's n-th hundred records, from 0."""
    return f"records/{source}-{number + 1}.html"


def anchor(record: str) -> str:
    """The anchor of a record on its sheet."""
    return short_id("r", record)


def figure_page(figure: Figure) -> str:
    """The page of a figure."""
    return f"figures/{figure.name}.html"
