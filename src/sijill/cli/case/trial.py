"""The words of a trial run: per list what a build would take, and how the front page would read."""

from pathlib import Path
from typing import TYPE_CHECKING

from sijill.cli.case.cases import headline_rows
from sijill.cli.output import say, say_json, say_table, watching
from sijill.config import find_workspace
from sijill.language.sentences import with_noun

if TYPE_CHECKING:
    from sijill.steps.case.starting.trial import ListTrial, SetAside, Trial

_MOST_REASONS = 8
_LONGEST_VALUE = 60


def show_case_trial(case: Path, *, as_json: bool) -> None:
    """Try out a case and say what came of it; exit code 1 where a list is left out."""
    from sijill.steps.case.starting.trial import try_out

    with watching(quiet=as_json) as progress:
        trial = try_out(find_workspace(case, None), progress)
    if as_json:
        say_json(trial.as_json())
    else:
        show_trial(trial, with_questions=True)
    if trial.problems:
        raise SystemExit(1)


def show_trial(trial: "Trial", *, with_questions: bool = False) -> None:
    """A trial run in words and tables, with the questions of each mapping where asked."""
    for list_trial in trial.lists:
        _show_list(list_trial)
        for question in list_trial.questions if with_questions else ():
            say(f"  Not settled: {question}.", warning=True)
    rows = headline_rows(trial.figures)
    if rows:
        say_table(
            "The front page would read (no decision, no estimate)",
            ("figure", "value"),
            rows,
            right=(1,),
        )
    if trial.without_figures:
        say(trial.without_figures)
    if trial.problems:
        say("Left out:", warning=True)
    for problem in trial.problems:
        say(f"  - {problem}", warning=True)


def _show_list(list_trial: "ListTrial") -> None:
    tied = "" if list_trial.tied is None else f", {list_trial.tied:,} name an incident of the case"
    taken = f"{list_trial.taken:,} of {list_trial.rows:,} rows taken"
    if list_trial.taken > list_trial.rows:  # a cell that holds a release is a record a line
        taken = f"{list_trial.rows:,} rows, {list_trial.taken:,} records"
    say(f"\n{list_trial.source} ({list_trial.kind}, {list_trial.file}): {taken}{tied}")
    rows = [
        (
            share.field,
            ", ".join(share.columns),
            f"{share.filled:,}",
            f"{share.understood:,}",
            f"{100 * share.understood // share.filled} %" if share.filled else "no cell is filled",
        )
        for share in list_trial.fields
    ]
    say_table("", ("field", "column", "filled", "understood", "share"), rows, right=(2, 3, 4))
    if list_trial.unread_columns:
        some = ", ".join(
            f"'{_shortened(name)}'" for name in list_trial.unread_columns[:_MOST_REASONS]
        )
        more = len(list_trial.unread_columns) - _MOST_REASONS
        say(f"  Columns that no field reads: {some}" + (f" and {more:,} more" if more > 0 else ""))
    _show_reasons(list_trial.set_aside)
    _show_reasons(list_trial.notes)


def _show_reasons(reasons: "tuple[SetAside, ...]") -> None:
    """Why rows and values were set aside or noted, each reason with a row to look at."""
    for aside in reasons[:_MOST_REASONS]:
        value = _shortened(aside.value)
        row = f"row {aside.row}" + (f", '{value}'" if value else "") if aside.row else ""
        example = f" (for example {row})" if aside.count > 1 else f" ({row})"
        where = f"{aside.column}: " if aside.column else ""
        if aside.effect == "note":
            counted = "Note" if aside.count == 1 else f"{aside.count:,} notes"
            say(f"  {counted}: {where}{aside.reason}{example if row else ''}")
        else:
            counted = with_noun(aside.count, aside.effect)
            say(f"  {counted} set aside: {where}{aside.reason}{example if row else ''}")
    hidden = len(reasons) - _MOST_REASONS
    if hidden > 0:
        say(f"  … and {with_noun(hidden, 'more reason')}: see --json")


def _shortened(value: str) -> str:
    return " ".join(value[:_LONGEST_VALUE].split())
