"""The chain from body to official line as a table."""

from collections.abc import Iterable

from sijill.figures.field.chain import ChainRow
from sijill.publication.exports import CsvTable
from sijill.publication.wording import if_known


def chain_table(rows: Iterable[ChainRow]) -> CsvTable:
    """One row a set of remains, and one a person without remains; ``missing`` names the gaps."""
    return CsvTable.of(
        "chain",
        rows,
        {
            "remains": lambda row: row.remains.head.id if row.remains else "",
            "code": lambda row: row.remains.code if row.remains else "",
            "site": _site,
            "recovered": lambda row: str(row.remains.recovered) if row.remains else "",
            "condition": lambda row: (
                " ".join(row.remains.recovery.conditions) if row.remains else ""
            ),
            "held_by": lambda row: row.presence.holder if row.remains and row.presence else "",
            "held_at": lambda row: row.presence.place if row.remains and row.presence else "",
            "buried_at": lambda row: row.buried_at if row.remains else "",
            "examined": lambda row: (row.examined or "") if row.remains else "",
            "identity": _identity,
            "method": lambda row: row.identification.method if row.identification else "",
            "method_class": lambda row: row.identification.bearing if row.identification else "",
            "board": lambda row: (
                "; ".join(row.identification.members) if row.identification else ""
            ),
            "person": lambda row: row.person.id if row.person else "",
            "name": lambda row: (row.person.latin or row.person.display_name) if row.person else "",
            "name_ar": lambda row: row.person.arabic if row.person else "",
            "records": lambda row: " ".join(row.person.records) if row.person else "",
            "incident": lambda row: (
                (row.incident.record.code or row.incident.id) if row.incident else ""
            ),
            "incident_date": lambda row: str(row.incident.record.happened) if row.incident else "",
            "official_position": lambda row: row.line.position if row.line else "",
            "deaths_conceded": lambda row: if_known(row.line.deaths) if row.line else "",
            "missing": lambda row: " ".join(row.gaps),
        },
    )


def _site(row: ChainRow) -> str:
    """The code of the site where the remains were found, else what their own row says of it."""
    if row.remains is None:
        return ""
    return row.site.code if row.site else row.remains.recovery.site


def _identity(row: ChainRow) -> str:
    if row.identification is not None:
        return row.identification.status
    return "named_by_list" if row.remains and row.person else ""
