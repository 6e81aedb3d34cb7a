"""The chain from body to official line as a table."""

from collections.abc import Iterable

from sijill.figures.field.chain import ChainRow
from sijill.publication.exports import CsvTable


def chain_table(rows: Iterable[ChainRow]) -> CsvTable:
    """One row a set of remains, and one a person without remains; ``missing`` names the gaps."""
    columns = (
        "remains", "code", "site", "recovered", "condition", "held_by", "held_at", "buried_at",
        "examined", "identity", "method", "method_class", "board", "person", "name", "name_ar",
        "records", "incident", "incident_date", "official_position", "deaths_conceded", "missing",
    )  # fmt: skip
    return CsvTable("chain", columns, [_row(row) for row in rows])


def _row(row: ChainRow) -> tuple[object, ...]:
    return (*_body(row), *_identity(row), *_links(row), " ".join(row.gaps))


def _body(row: ChainRow) -> tuple[object, ...]:
    record, presence = row.remains, row.presence
    if record is None:
        return ("", "", "", "", "", "", "", "", "")
    return (
        record.head.id,
        record.code,
        row.site.code if row.site else record.recovery.site,
        str(record.recovered),
        " ".join(record.recovery.conditions),
        presence.holder if presence else "",
        presence.place if presence else "",
        row.buried_at,
        row.examined or "",
    )


def _identity(row: ChainRow) -> tuple[object, ...]:
    identification = row.identification
    if identification is not None:
        return (
            identification.status,
            identification.method,
            identification.bearing,
            "; ".join(identification.members),
        )
    return ("named_by_list" if row.remains and row.person else "", "", "", "")


def _links(row: ChainRow) -> tuple[object, ...]:
    person, incident, line = row.person, row.incident, row.line
    return (
        person.id if person else "",
        (person.latin or person.display_name) if person else "",
        person.arabic if person else "",
        " ".join(person.records) if person else "",
        (incident.record.code or incident.id) if incident else "",
        str(incident.record.happened) if incident else "",
        line.position if line else "",
        str(line.deaths) if line and line.deaths.is_known else "",
    )
