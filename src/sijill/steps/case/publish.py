"""Publish: figures, dossier and tables are written, and the ledger says what was.

Two entries, side by side: a custody event, signed, that a dossier is there to leave the register,
and the publication, which says which figures it prints. The checkpoint of the figures is the ledger
as it stood when they were computed; both entries come after it and are not part of it. A run that
writes the same dossier with the same figures appends nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Self

from sijill.figures.acknowledged import lines_by_incident
from sijill.figures.analysis import Analysis, Checkpoint
from sijill.figures.book import FigureBook, write_book
from sijill.figures.changes import Changes, compare, published_values
from sijill.figures.coverage import find_coverage
from sijill.ledger.entries.entry import Draft, Entry, EntryKind
from sijill.ledger.log.ledger import Ledger
from sijill.linkage.features import circumstances
from sijill.linkage.mentions import find_mentions
from sijill.model.codes import CustodyAction
from sijill.model.errors import CaseError, StorageError
from sijill.model.records.record import IncidentRecord, TestimonyRecord
from sijill.model.results.regions import Region
from sijill.model.settings.codebook import load_codebook
from sijill.model.values.unreadable import Unreadable
from sijill.places.regions import read_regions
from sijill.publication.addresses import address_all
from sijill.publication.dossier_input import DossierInput
from sijill.publication.exports import CsvTable, csv_text, figures_json, write_text
from sijill.publication.pages.dossier import write_dossier
from sijill.publication.tables.all_tables import all_tables
from sijill.publication.tables.review_tables import reject_table, review_table
from sijill.register.register import Register, replay
from sijill.sources.toml_files import file_text
from sijill.steps.custody.evidence import REGISTER, Deed, draft_deed
from sijill.steps.open_case import OpenCase
from sijill.steps.workspace import Workspace

if TYPE_CHECKING:
    from sijill.ledger.entries.canonical import Json

SUBJECT = "figures"
DOSSIER = "dossier"
"""The field of a publication that names its dossier; the entry before it is the custody event."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was printed, and where."""

    book: FigureBook
    pages: int


def publish(case: OpenCase, findings: Analysis, problems: Iterable[str]) -> Published:
    """Write everything under ``out/``, and append the publication unless the latest says the same.

    Raises:
        StorageError: if something cannot be written.
    """
    book = write_book(findings, load_codebook())
    workspace, progress = case.workspace, case.progress
    changes = _changes(case.ledger, findings.register, book)
    dossier = _dossier_input(workspace, findings, book, changes, tuple(problems))
    progress("writing tables", 0, 0)
    _make_folder(workspace)
    write_text(
        workspace.out / "figures.json",
        figures_json(book, findings.register.case, _settled_at(findings.register)),
    )
    for table in dossier.tables:
        _write_table(workspace, f"tables/{table.name}.csv", table)
    _write_table(workspace, "rejects.csv", reject_table(findings.register.rejects))
    _write_table(workspace, "review.csv", review_table(findings))
    progress("writing pages", 0, 0)
    pages = write_dossier(dossier, workspace.out / "dossier")
    _append(case, findings.register, book, _Dossier.of(workspace, pages))
    return Published(book, pages)


def checkpoint(ledger: Ledger, register: Register) -> Checkpoint:
    """The head of this device's log up to its last entry that is not a publication.

    Nor the custody event that stands before one. The build acknowledged the logs of other devices
    before, so the head stands for them, too.
    """
    log = ledger.main
    size = log.size
    printed = {
        number
        for entry in register.publications
        if entry.log == log.id
        for number in (entry.number, entry.number - (DOSSIER in entry.payload))
    }
    while size and size - 1 in printed:
        size -= 1
    head = log.root_at(size)
    return Checkpoint(head.size, head.root)


def _settled_at(register: Register) -> str:
    return register.settlement.at.isoformat() if register.settlement else ""


def _changes(ledger: Ledger, register: Register, book: FigureBook) -> Changes:
    """Against the latest publication that printed other figures, or rested on other entries."""
    digest, size = book.digest(), book.checkpoint.size
    for entry in reversed(register.publications):
        if (entry.payload.get("digest"), entry.payload.get("size")) != (digest, size):
            return _compared(ledger, register, book, entry)
    return Changes(None, 0)


def _compared(ledger: Ledger, register: Register, book: FigureBook, entry: Entry) -> Changes:
    values, size = entry.payload.get("figures"), entry.payload.get("size")
    published = (
        {name: str(value) for name, value in values.items()} if isinstance(values, dict) else {}
    )
    until = size if isinstance(size, int) else 0
    before = replay(
        one
        for one in ledger.entries()
        if (one.number < until if one.log == entry.log else entry.knows(one))
    )
    return compare(book, register, published, before, entry.at)


@dataclass(frozen=True, slots=True)
class _Dossier:
    """What a build wrote for people: how many pages, and a hash over their names and bytes."""

    pages: int
    digest: str

    @classmethod
    def of(cls, workspace: Workspace, pages: int) -> Self:
        """Read what lies there, so that what is written down is what can be handed on."""
        digest = sha256()
        for path in sorted((workspace.out / "dossier").rglob("*")):
            if path.is_file():
                name = path.relative_to(workspace.out).as_posix()
                digest.update(f"{name}\n{sha256(path.read_bytes()).hexdigest()}\n".encode())
        return cls(pages, digest.hexdigest())


def _append(case: OpenCase, register: Register, book: FigureBook, dossier: _Dossier) -> None:
    content: dict[str, Json] = {
        "digest": book.digest(),
        "size": book.checkpoint.size,
        "root": book.checkpoint.root,
        "codebook": book.codebook.version,
        "figures": dict(published_values(book)),
        DOSSIER: dossier.digest,
    }
    if register.publications and dict(register.publications[-1].payload) == content:
        return
    deed = Deed(CustodyAction.EXPORTED, f"a dossier of {dossier.pages} pages, {dossier.digest}")
    case.append(
        draft_deed(REGISTER, deed, case.author), Draft(EntryKind.PUBLICATION, SUBJECT, content)
    )


def _dossier_input(
    workspace: Workspace,
    findings: Analysis,
    book: FigureBook,
    changes: Changes,
    problems: tuple[str, ...],
) -> DossierInput:
    register = findings.register
    records = register.linkable
    known = circumstances(records.values(), register.active(IncidentRecord))
    regions, trouble = _regions(workspace, register)
    coverage = find_coverage(
        register.case,
        register.mappings,
        {
            identity: record
            for identity, record in register.records.items()
            if identity not in register.decisions.withdrawals
        },
        {identity: circumstance.died for identity, circumstance in known.items()},
        regions,
    )
    return DossierInput(
        analysis=findings,
        book=book,
        changes=changes,
        coverage=coverage,
        addresses=address_all(register.records, findings.people.working, findings.incidents),
        known=known,
        lines=lines_by_incident(findings),
        person_of={
            record: person
            for person in findings.people.working.values()
            for record in person.records
        },
        regions=tuple(regions),
        problems=(*problems, *trouble),
        mentions=find_mentions(
            register.active(TestimonyRecord).values(), findings.people.working, records
        ),
        tables=tuple(all_tables(findings, book)),
    )


def _regions(workspace: Workspace, register: Register) -> tuple[list[Region], list[str]]:
    """The case's areas, and what is wrong with their file.

    Without them the map has no boundaries.
    """
    boundaries = register.case.boundaries
    if boundaries is None:
        return [], []
    path = workspace.case / register.case.data / boundaries.file
    try:
        text = file_text(path)
    except CaseError as error:
        return [], [f"The boundaries were not drawn: {error}"]
    regions = read_regions(text, boundaries.name, boundaries.name_ar)
    if isinstance(regions, Unreadable):
        return [], [f"The boundaries were not drawn: {path.name}, {regions.reason}."]
    return regions, []


def _make_folder(workspace: Workspace) -> None:
    try:
        (workspace.out / "tables").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"{workspace.out} cannot be made ({error.strerror}). Make room or change the "
            "permissions; the ledger is unharmed."
        ) from error


def _write_table(workspace: Workspace, name: str, table: CsvTable) -> None:
    write_text(workspace.out / name, csv_text(table.columns, table.rows))
