"""Build: everything that needs no human, in order; safe to repeat. Same input, same output."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from sijill.figures.analysis import Analysis
from sijill.figures.book import FigureBook, value_text
from sijill.language.sentences import with_noun
from sijill.ledger.entries.entry import Entry
from sijill.linkage.arrivals.kept_files import forget
from sijill.model.errors import CaseError, StorageError
from sijill.model.records.rejects import Effect, Reject, count_rejects
from sijill.publication.redaction.decision_words import without_words
from sijill.publication.redaction.mentions import (
    mentions_of_withheld,
    sentences_on_gone,
    sentences_on_mentions,
)
from sijill.publication.redaction.withholding import withheld_records
from sijill.register.custody import packages_not_whole
from sijill.register.exchanged_points import list_notes
from sijill.register.register import Register, Replay
from sijill.register.standing.notes_on_rows import on_followed, to_decide_again
from sijill.register.watching import Watch, watched
from sijill.steps.case.analyse import analyse
from sijill.steps.case.boundaries import read_boundaries
from sijill.steps.case.capture import capture_case
from sijill.steps.case.claims_desk import explain_untested_claims
from sijill.steps.case.incidents import (
    explain_cut_incidents,
    explain_ledgers,
    explain_unnamed_party,
)
from sijill.steps.case.kept_linkage import (
    base_settlement,
    keep_linkage,
    may_relink,
    recall_linkage,
    refuse_to_relink,
)
from sijill.steps.case.last_build import BuildReport
from sijill.steps.case.lesson_notice import explain_lesson
from sijill.steps.case.link import Linked, explain_cut_blocks, learn_linkage, link_records
from sijill.steps.case.lost_register import demand_no_loss, demand_register_file, note_register
from sijill.steps.case.notices import (
    Notice,
    damaged_evidence,
    listed_files,
    old_mappings,
    withdrawn_lists,
)
from sijill.steps.case.publish import checkpoint, publish
from sijill.steps.case.settings import CaseSettings, read_settings
from sijill.steps.case.settle import settle
from sijill.steps.clock import clock_behind, wrong_times
from sijill.steps.estimates.estimate import estimate_missing, keep_estimates
from sijill.steps.open_case import OpenCase, missing_own_entries, writing
from sijill.steps.workspace import Author, Workspace

_MOST_REASONS = 5
"""Why nothing could be used; the others are of the same files and wait for the first."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to.

    ``left_out`` are mistakes that keep something out of the figures, ``evidence`` the SHA-256 of
    the files that rows were read from.
    """

    analysis: Analysis
    book: FigureBook
    notices: tuple[Notice, ...]
    pages: int
    entries_before: int
    entries_after: int
    dossier: Path
    left_out: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()

    def report(self) -> BuildReport:
        """The same in words and numbers."""
        figures, register = self.book.figures, self.analysis.register
        unused = count_rejects(register.rejects, Effect.FILE, Effect.ROW, Effect.VALUE)
        return BuildReport(
            title=register.case.title,
            dossier=str(self.dossier),
            figures={name: value_text(figure) for name, figure in figures.items()},
            titles={name: figure.title for name, figure in figures.items()},
            digest=self.book.digest(),
            checkpoint=(self.book.checkpoint.size, self.book.checkpoint.root),
            entries_before=self.entries_before,
            entries_after=self.entries_after,
            records=len(register.records),
            unused=unused,
            notes=count_rejects(register.rejects, Effect.NOTE),
            review=len(self.analysis.review),
            pages=self.pages,
            notices=self.notices,
            left_out=self.left_out,
            evidence=self.evidence,
        )


def build(
    workspace: Workspace, author: Author, progress: Watch, *, begins_anew: bool = False
) -> Built:
    """Capture, ingest, link, settle, estimate and publish a case.

    Args:
        workspace: the case.
        author: who builds.
        progress: called with what is being done and how far it is.
        begins_anew: begin a register although the case had one that is not there.

    Raises:
        CaseError: if ``case.toml`` cannot be used, not one source holds a record, a register that
            was there is lost, or a place that is written to is a link out of the case.
        LedgerError, StorageError: if the ledger or the results cannot be written.
    """
    settings = read_settings(workspace)
    make_work_folder(workspace)
    workspace.demand_own_places()
    if not begins_anew:
        demand_register_file(workspace, author)
    with writing(workspace, author, progress, create=True) as case:
        ledger = case.ledger
        before = ledger.size
        if not begins_anew:
            demand_no_loss(workspace, before, author)
        replayed, notices = _receive(case, settings, before)
        register = replayed.register(watch=progress)
        if not register.records:
            told = (notice.sentence for notice in notices)
            reasons = [*told, *_unusable(register), *_rows_set_aside(register)]
            raise CaseError(_explain_empty(workspace.case, reasons))
        linked = _link(case, replayed, register)
        estimates = estimate_missing(register, linked.people, progress)
        replayed.take(keep_estimates(case, register, linked.people, estimates))
        register = replayed.register(alike=register)
        progress("analysing", 0, 0)
        boundaries = read_boundaries(case, register)
        analysis = analyse(
            register, checkpoint(ledger, register), linked, estimates, boundaries.regions
        )
        notices += _on_reading(settings, analysis, linked)
        left_out = _left_out(notices, register, boundaries.problem)
        problems = (*left_out, *_undecided(replayed, register, linked))
        published = publish(case, analysis, replayed, dict.fromkeys(problems))
        return Built(
            analysis,
            published.book,
            tuple(notices),
            published.pages,
            before,
            ledger.size,
            workspace.out / "dossier" / "index.html",
            left_out,
            tuple(sorted({file.sha256 for file in listed_files(replayed.entries)})),
        )


def _undecided(replayed: Replay, register: Register, linked: Linked) -> Iterator[str]:
    """What a person should settle: conflicts, decisions about other rows now, broken packages."""
    hidden = withheld_records(register, linked.people.working.values())
    yield from map(str, without_words(register.decisions, hidden).conflicts)
    yield from (f"{source}: {sentence}" for source, sentence in to_decide_again(register))
    yield from packages_not_whole(replayed.entries)


def _receive(case: OpenCase, settings: CaseSettings, before: int) -> tuple[Replay, list[Notice]]:
    """The ledger read and the case's files captured: all entries, and notices.

    It also cites the logs of other devices, and notes on this device that the case has a register.
    ``before`` is how many entries the ledger holds.
    """
    notices = [
        Notice("the ledger", words, is_problem=True)
        for words in missing_own_entries(case.ledger, case.author)
    ]
    if other := case.workspace.register_elsewhere:
        sentence = (
            f"{other} is a register of this case, too, and nothing that was decided there is in "
            "these figures. Build without --work, or in a copy of the case's folder."
        )
        notices.append(Notice("the ledger", sentence, is_problem=True))
    case.ledger.acknowledge(author=case.author.name, at=case.author.now())
    entries = watched(case.ledger.entries(), "reading the ledger", before, case.progress)
    replayed = Replay.of(entries)
    if behind := clock_behind(replayed.entries, case.author.now()):
        notices.append(Notice("the ledger", behind, is_news=True))
    notices += (Notice("the ledger", words) for words in wrong_times(replayed.entries))
    notices += capture_case(case, settings, replayed)
    notices += damaged_evidence(case.workspace.evidence, replayed.entries)
    note_register(case.workspace, case.author)
    return replayed, notices


def _link(case: OpenCase, replayed: Replay, register: Register) -> Linked:
    """Link the records and settle who is one person; what a whole linkage learned is kept."""
    work = case.workspace.work
    if not may_relink(register):
        forget(case.workspace.kept_linkage)
        linked = link_records(register, case.progress, work)
        replayed.take(settle(case, register, linked.partition))
        return linked
    base = base_settlement(register, replayed.entries)
    if isinstance(base, Entry) and recall_linkage(register, case.workspace.kept_linkage) is None:
        before = replayed.at_publication(base, base.number).register()
        base = refuse_to_relink(before, register) or base
        if isinstance(base, Entry):
            case.progress("linking as at the last whole linkage", 0, 0)
            keep_linkage(learn_linkage(before, case.progress, work), base, case.workspace)
    reason = base if isinstance(base, str) else ""
    linked = link_records(register, case.progress, work, reason, keeps=True)
    settled = settle(case, register, linked.partition, linked.run.follows)
    replayed.take(settled)
    if settled:
        keep_linkage(linked.run, settled[0], case.workspace)
    return replace(linked, run=replace(linked.run, learned=None))


def _on_reading(settings: CaseSettings, analysis: Analysis, linked: Linked) -> list[Notice]:
    """What is said of the reading and the linking, and of whoever is withheld."""
    register = analysis.register
    mentions = mentions_of_withheld(register, linked.people.working.values())
    return [
        *old_mappings(register, settings.mappings),
        *withdrawn_lists(register, settings.mappings),
        *_not_settled(register),
        *(Notice(source, note) for source, note in list_notes(register.rejects)),
        *(Notice(source, sentence) for source, sentence in to_decide_again(register)),
        *(Notice(source, told, is_news=True) for source, told in on_followed(register)),
        *explain_cut_blocks(linked.cut_blocks, linked.unsplit_blocks),
        *explain_lesson(linked.lesson),
        *explain_cut_incidents(analysis.groups),
        *explain_unnamed_party(analysis),
        *explain_ledgers(analysis),
        *explain_untested_claims(register),
        *filter(None, [linked.run.notice()]),
        *(Notice("consent", sentence) for sentence in sentences_on_mentions(mentions)),
        *(Notice("consent", sentence) for sentence in sentences_on_gone(register)),
    ]


def _left_out(notices: Iterable[Notice], register: Register, problem: str) -> tuple[str, ...]:
    """Mistakes that keep something out of the figures, each once.

    ``problem`` is what is wrong with the boundaries, or empty.
    """
    sentences = [
        *(f"{notice.source}: {notice.sentence}" for notice in notices if notice.is_problem),
        *_unusable(register),
        *filter(None, [problem]),
    ]
    return tuple(dict.fromkeys(sentences))


def _explain_empty(case: Path, reasons: Iterable[str]) -> str:
    listed = dict.fromkeys(reasons) or ["there is no mapping in sources/"]
    lines = "\n".join(f"  - {reason}" for reason in listed)
    return f"{case}: not one row could be used, so there is nothing to build.\n{lines}"


def _not_settled(register: Register) -> Iterator[Notice]:
    """Lists whose mapping has questions that nobody has settled."""
    for source, mapping in sorted(register.mappings.items()):
        if mapping.questions:
            yield Notice(
                source,
                f"{with_noun(len(mapping.questions), 'question is', 'questions are')} not settled, "
                f"and on the first page until sources/{source}.toml answers, by what the question "
                "says, by the name of its column under settled, or without the question where it "
                "stands under questions; sijill inspect CASE shows what is asked.",
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


def _unusable(register: Register) -> list[str]:
    """Files that could not be read at all, as sentences."""
    return [reject.reason for reject in register.rejects if reject.effect is Effect.FILE]


def _rows_set_aside(register: Register) -> list[str]:
    """Why rows are no records, as sentences: each reason once, with the first row that it is of."""
    rows = [reject for reject in register.rejects if reject.effect is Effect.ROW]
    first: dict[tuple[str, str], Reject] = {}
    for reject in rows:
        first.setdefault((reject.source, reject.reason), reject)
    said = [
        f"{reject.source}: {reject.file}, row {reject.row}: {reject.reason}"
        for reject in islice(first.values(), _MOST_REASONS)
    ]
    number = count_rejects(rows, Effect.ROW)
    in_all = f"{with_noun(number, 'row is', 'rows are')} set aside in all"
    return [*said, in_all] if number > len(said) else said
