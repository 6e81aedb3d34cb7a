"""judge, grade, correct, withdraw: a person's decisions enter the ledger."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.deciding import deciding
from sijill.cli.options import (
    ANY_PATH,
    as_json,
    author_option,
    case_option,
    reason_option,
    work_folder,
)
from sijill.cli.output import say, say_json
from sijill.config import find_workspace
from sijill.language.sentences import with_noun
from sijill.ledger import Entry
from sijill.model.codes import CorrectionKind, EvidenceGrade
from sijill.steps.workspace import Workspace

if TYPE_CHECKING:
    from sijill.steps.decisions.withdraw import Withdrawn

AGAIN = "Build the case again to see it in the figures."


def report_decision(
    entry: Entry,
    words: str,
    *,
    as_json: bool,
    more: Mapping[str, object] | None = None,
    cautions: Sequence[str] = (),
) -> None:
    """Say what entry came of it; ``more`` is what else stands in the JSON object.

    ``cautions`` are reasons to look again: the decision stands.
    """
    if as_json:
        say_json(
            {
                "entry": entry.name,
                "kind": entry.kind.value,
                "subject": entry.subject,
                "author": entry.author,
                **({"cautions": list(cautions)} if cautions else {}),
                **(more or {}),
            }
        )
    else:
        say(f"{words} (entry {entry.name}, by {entry.author}). {AGAIN}")
        for sentence in cautions:
            _print_caution(sentence, entry.name)


def _print_caution(sentence: str, entry: str) -> None:
    undo = f"sijill judge --undo --entry {entry}"
    say(f"Look again: {sentence}. To take it back: {undo}", warning=True)


def report_retraction(retraction: Entry, still: Sequence[str], *, as_json: bool) -> None:
    """Say that a decision is taken back, and which one about the same now holds.

    ``still`` are the entries that decide the same question and stand, the latest last.
    """
    words = f"What was decided about {retraction.subject} is taken back"
    more = {"still_stand": list(still)} if still else {}
    report_decision(retraction, words, as_json=as_json, more=more)
    if still and not as_json:
        say(
            f"What was decided about it before stands still: {still[-1]}. Take it back, too: "
            f"sijill judge --undo --entry {still[-1]}",
            warning=True,
        )


@click.command("judge")
@click.argument("file", required=False, type=ANY_PATH)
@click.option(
    "--undo", is_flag=True, help="Take back one decision: the latest, or the one of --entry."
)
@click.option("--entry", help="With --undo: the entry to take back, as sijill log names it.")
@click.option("--reason", default="", help="With --undo: why.")
@author_option
@case_option
@work_folder
@as_json
def judge_pairs(  # noqa: PLR0913  one parameter an option
    *,
    file: Path | None,
    undo: bool,
    entry: str | None,
    reason: str,
    case: Path | None,
    work: Path | None,
    as_json: bool,
) -> None:
    """Take decisions on pairs from a copy of out/review.csv, or take one back.

    FILE is CSV or a workbook with the columns left, right, decision (same, different,
    possibly_same, unsure) and reason; rows without a decision are skipped. A decision without a
    reason, or one that contradicts an earlier one, is refused, and the exit code is 1.
    """
    if undo and file is not None:
        raise click.UsageError("--undo reads no FILE: name the entry to take back with --entry.")
    workspace = find_workspace(case, work, file)
    if undo:
        from sijill.steps.decisions import judge

        with deciding(workspace) as opened:
            taken_back = judge.undo(opened, entry, reason)
            still = judge.still_decided(opened, taken_back)
        report_retraction(taken_back, still, as_json=as_json)
        return
    if file is None:
        raise click.UsageError("give a FILE of decisions, or --undo.")
    _take(workspace, file, as_json=as_json)


def _take(workspace: Workspace, file: Path, *, as_json: bool) -> None:
    from sijill.steps.decisions import judge

    with deciding(workspace) as opened:
        judged = judge.judge_file(opened, file)
    if as_json:
        say_json(
            {
                "taken": [entry.name for entry in judged.entries],
                "unchanged": judged.unchanged,
                "refused": [{"row": row.row, "reason": row.reason} for row in judged.refused],
                **({"cautions": judged.cautions} if judged.cautions else {}),
            }
        )
    else:
        for refused in judged.refused:
            row = f", row {refused.row}" if refused.row else ""
            say(f"{file}{row}: {refused.reason.rstrip('.')}.", warning=True)
        say(
            f"{with_noun(len(judged.entries), 'decision')} taken, "
            f"{judged.unchanged} already known, "
            f"{len(judged.refused)} refused. {AGAIN}"
        )
        for entry, sentence in judged.cautions.items():
            _print_caution(sentence, entry)
    if judged.refused:
        raise SystemExit(1)


@click.command("grade")
@click.argument("incident")
@click.argument("grade", type=click.Choice([grade.value for grade in EvidenceGrade]))
@click.option(
    "--second-reader",
    is_flag=True,
    help="Stand beside the first grade and replace nothing; a disagreement is shown.",
)
@reason_option
@author_option
@case_option
@work_folder
@as_json
def grade_incident(  # noqa: PLR0913  one parameter an option
    *,
    incident: str,
    grade: str,
    second_reader: bool,
    reason: str,
    case: Path | None,
    work: Path | None,
    as_json: bool,
) -> None:
    """Set the GRADE of an INCIDENT (a record id), with a reason.

    The source's own stays on record.
    """
    from sijill.steps.decisions import grading

    workspace = find_workspace(case, work)
    with deciding(workspace) as opened:
        role = grading.SECOND if second_reader else ""
        graded = grading.grade(opened, incident, EvidenceGrade(grade), reason, role=role)
    reader = " by a second reader" if second_reader else ""
    words = f"{incident} is graded {grade}{reader}"
    report_decision(graded.entry, words, as_json=as_json, cautions=graded.cautions)


@click.command("correct")
@click.argument("record")
@click.argument("field")
@click.argument("value")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in CorrectionKind]),
    default=CorrectionKind.ERROR_OF_RECORDER.value,
    show_default=True,
    help="What is corrected.",
)
@reason_option
@author_option
@case_option
@work_folder
@as_json
def correct_record(  # noqa: PLR0913  one parameter an option
    *,
    record: str,
    field: str,
    value: str,
    kind: str,
    reason: str,
    case: Path | None,
    work: Path | None,
    as_json: bool,
) -> None:
    """Correct one FIELD of one RECORD to VALUE. The row keeps its own words; both are shown."""
    from sijill.steps.decisions import corrections

    workspace = find_workspace(case, work)
    with deciding(workspace) as opened:
        change = corrections.Change(field, value, CorrectionKind(kind), reason)
        entry = corrections.correct(opened, record, change)
    report_decision(entry, f"{field} of {record} is corrected", as_json=as_json)


@click.command("withdraw")
@click.argument("subject")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in CorrectionKind]),
    help="Why it no longer counts (default: not_dead; of a list: error_of_recorder).",
)
@reason_option
@author_option
@case_option
@work_folder
@as_json
def withdraw_subject(
    *,
    subject: str,
    kind: str | None,
    reason: str,
    case: Path | None,
    work: Path | None,
    as_json: bool,
) -> None:
    """Withdraw a SUBJECT, a record or a whole list by its id.

    It no longer counts, and stays on record as withdrawn. The default kind of a record is not_dead:
    somebody recorded dead is alive. That is urgent; build again at once, and tell everybody who has
    a copy of the dossier. A list whose id was mistyped stays under both ids until one of them is
    withdrawn. sijill judge --undo takes a withdrawal back.
    """
    from sijill.steps.decisions import withdraw

    workspace = find_workspace(case, work)
    given = CorrectionKind(kind) if kind else None
    with deciding(workspace) as opened:
        withdrawn = withdraw.withdraw(opened, subject, given, reason)
    more = {
        "records": withdrawn.records,
        "decisions": withdrawn.decided,
        "withheld": list(withdrawn.withheld),
    }
    words = f"{subject} is withdrawn ({withdrawn.kind.value}; {withdrawn.records:,} counted)"
    report_decision(withdrawn.entry, words, as_json=as_json, more=more)
    if withdrawn.kind is CorrectionKind.NOT_DEAD:
        say("Urgent: build now, and tell everybody who has a copy of the dossier.", warning=True)
    if not as_json:
        _report_withdrawn(withdrawn)


def _report_withdrawn(withdrawn: "Withdrawn") -> None:
    if withdrawn.decided:
        count = with_noun(withdrawn.decided, "decision is", "decisions are")
        say(
            f"{count} about its records and without effect now. Decide again about the records "
            "that take their place; sijill log CASE --decisions lists them.",
            warning=True,
        )
    if withdrawn.withheld:
        named = ", ".join(withdrawn.withheld)
        say(f"Of the same persons, and withheld from now on by themselves: {named}.")
