"""Publish: figures, dossier and tables are written, and the ledger says what was.

Two entries, side by side: a custody event, signed, that a dossier is there to leave the register,
and the publication, which says which figures it prints. The checkpoint of the figures is the ledger
as it stood when they were computed; both entries come after it and are not part of it. A run that
writes the same dossier with the same figures appends nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import file_digest, sha256
from importlib.util import find_spec
from typing import Self

from sijill.figures.analysis import Analysis, LogHead
from sijill.figures.book import FigureBook, write_book
from sijill.figures.changed.changes import Changes, compare, published_values
from sijill.figures.layers.acknowledged import lines_by_incident
from sijill.files.writing import write_bytes, write_text
from sijill.ledger.entries.gc_paused import gc_frozen
from sijill.ledger.log.ledger import Ledger
from sijill.model.codes import CustodyAction
from sijill.model.errors import StorageError
from sijill.model.records.record import DamageRecord
from sijill.model.settings.codebook import load_codebook
from sijill.publication.addresses import Addresses, address_all, address_all_on_one_page
from sijill.publication.dossier_input import DossierInput
from sijill.publication.exports import CsvTable, csv_text, figures_json, parquet_bytes, workbook
from sijill.publication.pages.dossier import write_dossier
from sijill.publication.redaction.decision_words import without_words
from sijill.publication.redaction.sealed_files import published_hashes
from sijill.publication.redaction.withholding import withheld_records, withhold
from sijill.publication.tables.all_tables import all_tables
from sijill.publication.tables.evidence_tables import incident_review_table
from sijill.publication.tables.review_tables import reject_table, review_table
from sijill.register.events import CustodyEntry, PublicationEntry
from sijill.register.events.results import FIGURES_SUBJECT
from sijill.register.register import Register, Replay
from sijill.steps.case.claims_desk import DESK, desk_text
from sijill.steps.custody.evidence import REGISTER
from sijill.steps.open_case import OpenCase
from sijill.steps.workspace import FIGURES_FILE, Workspace

TABLES = "tables/"
"""Where tables for other programs go: CSV, and Parquet where pyarrow is installed."""
REVIEW = "review"
"""How the names of tables begin that people fill in; these are written as XLSX, too."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was printed, and where."""

    book: FigureBook
    pages: int


@gc_frozen()
def publish(
    case: OpenCase, analysis: Analysis, replayed: Replay, problems: Iterable[str]
) -> Published:
    """Write everything under ``out/``, and append the publication unless the latest says the same.

    What consent holds back is in nothing that is written.

    Raises:
        StorageError: if something cannot be written.
    """
    workspace, register = case.workspace, analysis.register
    case.progress("computing figures", 0, 0)
    book = write_book(analysis, load_codebook())
    hidden = withheld_records(register, analysis.people.working.values())
    shown = withhold(analysis, hidden)
    changes = _changes(replayed, register, book, hidden)
    dossier = _dossier_input(shown, book, changes, tuple(problems))
    _make_folder(workspace)
    write_text(
        workspace.out / FIGURES_FILE, figures_json(book, register.case, _settled_at(register))
    )
    if book.desk is not None:
        write_text(workspace.out / DESK, desk_text(book.desk))
    for done, table in enumerate(dossier.tables):
        case.progress("writing tables", done, len(dossier.tables))
        _write_table(workspace, f"{TABLES}{table.name}.csv", table)
    _write_table(workspace, "rejects.csv", reject_table(shown.register.rejects))
    _write_table(workspace, "review.csv", review_table(shown))
    _write_table(workspace, "review_blind.csv", review_table(shown, blind=True))
    _write_table(workspace, "review_incidents.csv", incident_review_table(shown))
    pages = write_dossier(dossier, workspace.out / "dossier", case.progress)
    case.progress("hashing the dossier", 0, 0)
    _append(case, register, book, _Dossier.of(workspace, pages))
    return Published(book, pages)


def checkpoint(ledger: Ledger, register: Register) -> LogHead:
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
        for number in (entry.number, entry.number - bool(PublicationEntry.of(entry).dossier))
    }
    while size and size - 1 in printed:
        size -= 1
    head = log.root_at(size)
    return LogHead(head.size, head.root)


def _settled_at(register: Register) -> str:
    return register.settlement.at.isoformat() if register.settlement else ""


def _changes(
    replayed: Replay, register: Register, book: FigureBook, hidden: frozenset[str]
) -> Changes:
    """Against the latest publication that printed other figures, or rested on other entries.

    No word of a decision about one of the ``hidden`` records.
    """
    digest, size = book.digest(), book.checkpoint.size
    for entry in reversed(register.publications):
        printed = PublicationEntry.of(entry)
        if (printed.digest, printed.size) != (digest, size):
            before = replayed.at_publication(entry, printed.size).register(alike=register)
            then, now = (
                replace(one, decisions=without_words(one.decisions, hidden))
                for one in (before, register)
            )
            return compare(book, now, printed.figures, then, entry.at)
    return Changes(None, 0)


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
                with path.open("rb") as file:
                    page = file_digest(file, "sha256").hexdigest()
                digest.update(f"{name}\n{page}\n".encode())
        return cls(pages, digest.hexdigest())


def _append(case: OpenCase, register: Register, book: FigureBook, dossier: _Dossier) -> None:
    printed = PublicationEntry(
        digest=book.digest(),
        size=book.checkpoint.size,
        root=book.checkpoint.root,
        codebook=book.codebook.version,
        figures=dict(published_values(book)),
        dossier=dossier.digest,
    )
    if register.publications and PublicationEntry.of(register.publications[-1]) == printed:
        return
    event = CustodyEntry(
        CustodyAction.EXPORTED, f"a dossier of {dossier.pages} pages, {dossier.digest}"
    )
    case.append(event.dated(case.author.now()).draft(REGISTER), printed.draft(FIGURES_SUBJECT))


def _dossier_input(
    analysis: Analysis, book: FigureBook, changes: Changes, problems: tuple[str, ...]
) -> DossierInput:
    return DossierInput(
        analysis=analysis,
        book=book,
        changes=changes,
        coverage=analysis.coverage,
        addresses=_addresses(analysis),
        known=analysis.known,
        lines=lines_by_incident(analysis),
        person_of={
            record: person
            for person in analysis.people.working.values()
            for record in person.records
        },
        regions=analysis.regions,
        problems=problems,
        mentions=analysis.mentions,
        tables=tuple(all_tables(analysis, book)),
        page_limit=analysis.register.case.dossier.page_limit,
        withheld=withheld_records(analysis.register, analysis.people.working.values()),
        sealed=published_hashes(analysis.register.captures),
    )


def _addresses(analysis: Analysis) -> Addresses:
    """A page for each record, person and incident, or one page for all of a large register."""
    records = analysis.register.records
    persons, incidents = analysis.people.working, analysis.incidents
    pages = sum(not isinstance(record, DamageRecord) for record in records.values())
    if pages > analysis.register.case.dossier.page_limit:
        return address_all_on_one_page(records, persons, incidents)
    return address_all(records, persons, incidents)


def _make_folder(workspace: Workspace) -> None:
    try:
        (workspace.out / "tables").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"{workspace.out} cannot be made ({error.strerror}). Make room or change the "
            "permissions; the ledger is unharmed."
        ) from error


def _write_table(workspace: Workspace, name: str, table: CsvTable) -> None:
    path = workspace.out / name
    write_text(path, csv_text(table.columns, table.rows))
    if name.startswith(TABLES) and find_spec("pyarrow") is not None:
        write_bytes(path.with_suffix(".parquet"), parquet_bytes(table.columns, table.rows))
    if table.name.startswith(REVIEW):
        write_bytes(path.with_suffix(".xlsx"), workbook(table.columns, table.rows))
