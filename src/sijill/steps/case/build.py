"""Build: everything that needs no human, in order; safe to repeat. Same input, same output."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sijill.claims.origins import origins
from sijill.figures.book import FigureBook
from sijill.figures.findings import Findings
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
from sijill.steps.case.publish import checkpoint, publish
from sijill.steps.case.settle import settle
from sijill.steps.estimates.estimate import estimate_missing, keep_estimates
from sijill.steps.workspace import Progress, Scribe, Workspace, told_behind


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to."""

    findings: Findings
    book: FigureBook
    notices: tuple[Notice, ...]
    pages: int
    entries_before: int
    entries_after: int
    dossier: Path


def build(workspace: Workspace, scribe: Scribe, progress: Progress) -> Built:
    """Capture, ingest, link, settle, estimate and publish a case.

    Raises:
        CaseError: if ``case.toml`` cannot be used, or not one source holds a record.
        LedgerError, StorageError: if the ledger or the results cannot be written.
    """
    settings = read_settings(workspace)
    make_work_folder(workspace)
    with Ledger.open(workspace.ledger, create=True, key=scribe.key) as ledger:
        before = ledger.size
        behind = [Notice("the ledger", words) for words in told_behind(ledger, scribe)]
        ledger.acknowledge(author=scribe.author, at=scribe.now())
        notices = [*behind, *capture_case(ledger, workspace, settings, scribe, progress)]
        progress("reading records", 0, 0)
        register = replay(ledger.entries())
        if not register.records:
            reasons = [*(notice.sentence for notice in notices), *_unusable(register)]
            raise CaseError(_say_empty(workspace.case, reasons))
        linked = link_records(register, progress)
        settle(ledger, register, linked.partition, scribe)
        estimates = estimate_missing(register, linked.people, progress)
        keep_estimates(ledger, register, linked.people, estimates, scribe)
        register = replay(ledger.entries())
        findings = find(ledger, register, linked, estimates)
        problems = [
            *(notice.sentence for notice in notices if notice.is_problem),
            *_unusable(register),
            *map(str, register.decisions.conflicts),
        ]
        published = publish(ledger, workspace, findings, dict.fromkeys(problems), scribe, progress)
        return Built(
            findings,
            published.book,
            tuple(notices),
            published.pages,
            before,
            ledger.size,
            workspace.out / "dossier" / "index.html",
        )


def _say_empty(case: Path, reasons: Iterable[str]) -> str:
    told = dict.fromkeys(reasons) or ["there is no mapping in sources/"]
    listed = "\n".join(f"  - {reason}" for reason in told)
    return f"{case}: not one row could be used, so there is nothing to build.\n{listed}"


def find(
    ledger: Ledger,
    register: Register,
    linked: Linked,
    estimates: Mapping[str, Estimate | Refusal],
) -> Findings:
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
    return Findings(
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
