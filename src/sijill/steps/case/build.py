"""Build: everything that needs no human, in order; safe to repeat. Same input, same output."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sijill.claims.origins import origins
from sijill.figures.analysis import Analysis
from sijill.figures.book import FigureBook
from sijill.incidents.ranges import settle_incidents
from sijill.ledger.log.ledger import Ledger
from sijill.model.codes import EvidenceGrade
from sijill.model.errors import CaseError, StorageError
from sijill.model.records.record import (
    CountRecord,
    DeterminationRecord,
    HazardRecord,
    IncidentRecord,
    PersonRecord,
    RemainsRecord,
)
from sijill.model.records.rejects import Effect
from sijill.model.results.captures import Estimate
from sijill.model.values.quantities import Refusal
from sijill.official.lines import official_lines
from sijill.official.matching import match_determinations
from sijill.official.release_text import read_release
from sijill.register.register import Register, replay
from sijill.remains.safety import site_safety
from sijill.steps.case.capture import Notice, capture_case, read_settings
from sijill.steps.case.link import Linked, link_records
from sijill.steps.case.lost_register import (
    demand_no_loss,
    demand_register_file,
    note_register,
)
from sijill.steps.case.publish import checkpoint, publish
from sijill.steps.case.settle import settle
from sijill.steps.estimates.estimate import estimate_missing, keep_estimates
from sijill.steps.open_case import missing_own_entries, writing
from sijill.steps.workspace import Author, Progress, Workspace


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to."""

    findings: Analysis
    book: FigureBook
    notices: tuple[Notice, ...]
    pages: int
    entries_before: int
    entries_after: int
    dossier: Path


def build(
    workspace: Workspace, author: Author, progress: Progress, *, begins_anew: bool = False
) -> Built:
    """Capture, ingest, link, settle, estimate and publish a case.

    Args:
        workspace: the case.
        author: who builds.
        progress: told how far it is.
        begins_anew: begin a register although the case had one that is not there.

    Raises:
        CaseError: if ``case.toml`` cannot be used, not one source holds a record, or a register
            that was there is lost.
        LedgerError, StorageError: if the ledger or the results cannot be written.
    """
    settings = read_settings(workspace)
    make_work_folder(workspace)
    if not begins_anew:
        demand_register_file(workspace, author)
    with writing(workspace, author, progress, create=True) as case:
        ledger = case.ledger
        before = ledger.size
        if not begins_anew:
            demand_no_loss(workspace, before, author)
        missing = [
            Notice("the ledger", words, is_problem=True)
            for words in missing_own_entries(ledger, author)
        ]
        ledger.acknowledge(author=author.name, at=author.now())
        notices = [*missing, *capture_case(case, settings)]
        note_register(workspace, author)
        progress("reading records", 0, 0)
        register = replay(ledger.entries())
        if not register.records:
            reasons = [*(notice.sentence for notice in notices), *_unusable(register)]
            raise CaseError(_explain_empty(workspace.case, reasons))
        linked = link_records(register, progress)
        settle(case, register, linked.partition)
        estimates = estimate_missing(register, linked.people, progress)
        keep_estimates(case, register, linked.people, estimates)
        register = replay(ledger.entries())
        findings = find(ledger, register, linked, estimates)
        problems = [
            *(notice.sentence for notice in notices if notice.is_problem),
            *_unusable(register),
            *map(str, register.decisions.conflicts),
        ]
        published = publish(case, findings, dict.fromkeys(problems))
        return Built(
            findings,
            published.book,
            tuple(notices),
            published.pages,
            before,
            ledger.size,
            workspace.out / "dossier" / "index.html",
        )


def _explain_empty(case: Path, reasons: Iterable[str]) -> str:
    listed = dict.fromkeys(reasons) or ["there is no mapping in sources/"]
    lines = "\n".join(f"  - {reason}" for reason in listed)
    return f"{case}: not one row could be used, so there is nothing to build.\n{lines}"


def find(
    ledger: Ledger,
    register: Register,
    linked: Linked,
    estimates: Mapping[str, Estimate | Refusal],
) -> Analysis:
    """Everything the stages find in a settled register."""
    case = register.case
    grades = {key: EvidenceGrade(one.grade) for key, one in register.decisions.assessments.items()}
    incidents = settle_incidents(
        register.active(IncidentRecord).values(), register.active(PersonRecord).values(), grades
    )
    determinations = {
        identity: read_release(record)
        for identity, record in register.active(DeterminationRecord).items()
    }
    matches = match_determinations(determinations.values(), incidents, case)
    return Analysis(
        register=register,
        checkpoint=checkpoint(ledger, register),
        people=linked.people,
        partition=linked.partition,
        scored=linked.scored,
        review=linked.review,
        incidents=incidents,
        incident_list=_incident_list(register, incidents),
        determinations=determinations,
        matches=matches,
        lines=official_lines(determinations.values(), matches, case),
        estimates=estimates,
        safety=site_safety(
            register.active(RemainsRecord).values(), register.active(HazardRecord).values()
        ),
        origins=origins(register.active(CountRecord).values()),
    )


def make_work_folder(workspace: Workspace) -> None:
    """Make the folder that sijill writes to. Raises StorageError if it cannot be written to."""
    way_out = "Give another folder with --work."
    try:
        workspace.work.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"{workspace.work} cannot be made ({error.strerror}). {way_out}"
        ) from error
    if not os.access(workspace.work, os.W_OK | os.X_OK):
        raise StorageError(f"{workspace.work} may not be written to. {way_out}")


def _incident_list(register: Register, incidents: object) -> str:
    """The source whose incidents are counted: the one the case names, or the only one there is."""
    comparison = register.case.comparison
    if comparison is not None and comparison.incidents:
        return comparison.incidents
    sources = {record.head.source for record in register.active(IncidentRecord).values()}
    return next(iter(sources)) if len(sources) == 1 and incidents else ""


def _unusable(register: Register) -> list[str]:
    """Files that could not be read at all, as sentences."""
    return [reject.reason for reject in register.rejects if reject.effect is Effect.FILE]
