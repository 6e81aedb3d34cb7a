"""The sheet of a day: every body that was recovered, to be signed in the evening.

It prints the head of the ledger, so that the paper says which register it was made from.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sijill.figures.field.site_reports import sites_of
from sijill.files.writing import save_bytes
from sijill.ledger.log.ledger import Ledger
from sijill.model.errors import CaseError
from sijill.model.records.record import RemainsRecord
from sijill.model.results.sites import Site
from sijill.publication.forms import pdf
from sijill.publication.forms.day_sheet_page import SheetLine, WorkLine, day_sheet_page
from sijill.register.register import Register, replay
from sijill.remains.body_codes import BodyCode
from sijill.steps.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DaySheet:
    """What was written: the file, and how many bodies and sites it lists."""

    path: Path
    bodies: int
    sites: int


def write_sheet(workspace: Workspace, path: Path, day: date, team: str) -> DaySheet:
    """Write the sheet of a day, of one team or of all; PDF where the file's name says so.

    Raises:
        ModuleNotFoundError: if PDF is wanted and typst is not installed.
        CaseError: if nothing was recovered on the day.
        LedgerError, StorageError: as ``Ledger.open``, or if the file cannot be written.
    """
    with Ledger.open(workspace.ledger) as ledger:
        register = replay(ledger.entries())
        head = ledger.main.root_at(ledger.main.size)
    sites = sites_of(register)
    site_of = {record: site for site in sites.values() for record in site.remains}
    recovered = [
        record
        for record in register.active(RemainsRecord).values()
        if _was_on(record, day) and _is_of(record, site_of.get(record.head.id), team)
    ]
    if not recovered:
        whose = f" by {team}" if team else ""
        raise CaseError(f"no remains in the register were recovered on {day.isoformat()}{whose}.")
    lines = _lines(register, recovered, site_of)
    worked = list({line.site.id: line.site for line in lines if line.site is not None}.values())
    content = {
        "title": register.case.title,
        "day_of_sheet": day.isoformat(),
        "team": team,
        "head": head,
        "sites": worked,
        "work": list(_work_of(register, sites, day, team)),
    }
    is_pdf = path.suffix.lower() == pdf.SUFFIX
    page = pdf.day_sheet_pdf(lines, content) if is_pdf else day_sheet_page(lines, content).encode()
    save_bytes(path, page)
    return DaySheet(path, len(lines), len(worked))


def _work_of(
    register: Register, sites: Mapping[str, Site], day: date, team: str
) -> Iterator[WorkLine]:
    """The lines of the log of operations of the day, of one team or of all."""
    for identity, site in sites.items():
        for operation in register.decisions.operations.get(identity, ()):
            if operation.day == day and team.casefold() in ("", operation.team.casefold()):
                yield WorkLine(site.code, operation)


def _was_on(record: RemainsRecord, day: date) -> bool:
    return record.recovered.day == day


def _is_of(record: RemainsRecord, site: Site | None, team: str) -> bool:
    """Whether a team recovered a body: by the code on the bag, else by the team of the site."""
    if not team:
        return True
    try:
        return BodyCode.read(record.code).team == team.upper()
    except ValueError:
        return site is not None and site.team.casefold() == team.casefold()


def _lines(
    register: Register, recovered: Iterable[RemainsRecord], site_of: dict[str, Site]
) -> list[SheetLine]:
    decisions = register.decisions
    lines = [
        SheetLine(
            record,
            site_of.get(record.head.id),
            next(reversed(decisions.presences.get(record.head.id, ())), None),
            decisions.identifications.get(record.head.id),
        )
        for record in recovered
    ]
    return sorted(lines, key=lambda line: (line.site.code if line.site else "~", line.record.code))
