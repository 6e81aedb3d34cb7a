"""new, inspect, fields: files looked at for the first time, and what a mapping may say."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.options import ANY_PATH, FILE_PATH, as_json, case_argument
from sijill.cli.output import say, say_json, say_table
from sijill.config import find_workspace, memory_folder
from sijill.model.records.record import RecordKind
from sijill.register.watching import unwatched

if TYPE_CHECKING:
    from sijill.steps.case.starting.inspect_file import Inspected

_MOST_COLUMNS_SHOWN = 300


@click.command("new")
@case_argument
@click.argument("files", nargs=-1, type=ANY_PATH)
@click.option("--title", help="The title of the case (default: the folder's name).")
@as_json
def new_case(*, case: Path, files: tuple[Path, ...], title: str | None, as_json: bool) -> None:
    """Start a CASE from FILES.

    Copies them to data/, guesses a mapping for each, writes case.toml to edit. Ends with exit code
    1 where one of the files could not be used; the others are in the case.
    """
    from sijill.cli.case.trial import show_trial
    from sijill.steps.case.lost_register import forget_register
    from sijill.steps.case.starting.start_case import start_case
    from sijill.steps.case.starting.trial import FIRST_LOOK, try_out

    started = start_case(case, files, title or case.name)
    forget_register(case, memory_folder())
    trial = try_out(find_workspace(case, None), unwatched, FIRST_LOOK)
    if as_json:
        say_json(
            {
                "case": str(case),
                "mappings": [str(path) for path in started.mappings],
                "lists": [inspected.as_json() for inspected in started.inspected],
                "problems": list(started.problems),
                "trial": trial.as_json(),
            }
        )
    else:
        for path, inspected in zip(started.mappings, started.inspected, strict=True):
            say(f"{path}: {inspected.guessed.reason}.")
            _show_notes(inspected)
        show_trial(trial)
        for problem in started.problems:
            say(problem, warning=True)
        say(
            f"\nNothing is kept yet. Look over each mapping in {case / 'sources'}, and say place, "
            f"period and parties in {case / 'case.toml'}. Try it out again: sijill inspect {case}. "
            f"Then: sijill build {case}"
        )
    if started.problems:
        raise SystemExit(1)


def _show_notes(inspected: "Inspected") -> None:
    """What a person should know about a file before they rely on the guess."""
    guessed = inspected.guessed
    if guessed.caution:
        say(f"  Caution: {guessed.caution}.", warning=True)
    for question in guessed.questions:
        say(f"  Open: {question}.", warning=True)
    if guessed.protected:
        say(f"  Proposed as protected: {', '.join(inspected.protected)}.")
    if inspected.encoding_note:
        say(
            f"  The file is not UTF-8; {inspected.encoding_note}. If that reads wrong, look at it "
            "with sijill inspect FILE --encoding NAME.",
            warning=True,
        )
    if len(inspected.table.sheets) > 1:
        listed = ", ".join(map(repr, inspected.table.sheets))
        say(f"  The sheets {listed} have the same headings and are one list.")
    for problem in inspected.table.problems:
        if problem.sheet in inspected.other_sheets:
            say(f"  Sheet {problem.sheet!r}: {problem.reason}.", warning=True)
    if inspected.other_sheets:
        say(
            f"  Sheets not taken: {', '.join(inspected.other_sheets)}. Look at one with --sheet.",
            warning=True,
        )


@click.command("inspect")
@click.argument("path", type=ANY_PATH)
@click.option("--sheet", default="", help="A sheet of a spreadsheet (default: the first).")
@click.option("--header-row", default=0, type=click.IntRange(0), help="The row of the headings.")
@click.option("--encoding", default="", help="How the letters of a text file are written: cp1256.")
@click.option("--delimiter", default="", help="What separates the cells of a text file.")
@click.option(
    "--day-first/--month-first",
    "day_first",
    default=None,
    help="Which number of 03/04/2017 is the day.",
)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in RecordKind]),
    help="What the list is about, instead of a guess.",
)
@click.option(
    "--write",
    "target",
    type=FILE_PATH,
    help="Write the guessed mapping to this file.",
)
@as_json
def inspect_path(  # noqa: PLR0913  click passes every option by name
    *,
    path: Path,
    sheet: str,
    header_row: int,
    encoding: str,
    delimiter: str,
    day_first: bool | None,
    kind: str | None,
    target: Path | None,
    as_json: bool,
) -> None:
    """Look at a FILE or try out a CASE; nothing is kept.

    A file: its columns and a guessed mapping; with --write, saved as TOML to edit. Ends with exit
    code 1 where nothing in the file is understood.

    A case folder: for each list the rows taken and set aside with reasons, each field's share
    understood, sheets not taken, references that lead nowhere, keys that repeat, and how the front
    page would read.
    """
    if (path / "case.toml").exists():
        from sijill.cli.case.trial import show_case_trial

        show_case_trial(path, as_json=as_json)
        return
    from sijill.steps.case.starting.inspect_file import Advice, inspect_file

    advice = Advice(
        sheet, encoding, delimiter, header_row, day_first, RecordKind(kind) if kind else None
    )
    inspected = inspect_file(path, advice, target)
    if as_json:
        say_json(inspected.as_json())
    else:
        _show_columns(inspected)
        _show_mapping(inspected, target)
    if inspected.guessed.maps_nothing:
        raise SystemExit(1)


def _show_columns(inspected: "Inspected") -> None:
    table = inspected.table
    parts = (
        f"sheet {table.sheet!r}" if table.sheet else "",
        table.encoding,
        f"cells separated by {table.delimiter!r}" if table.delimiter else "",
    )
    how = ", ".join(part for part in parts if part)
    say(
        f"{inspected.file}: {len(table.rows):,} rows, {len(table.columns)} "
        f"columns{f' ({how})' if how else ''}"
    )
    _show_notes(inspected)
    for problem in table.problems[:5]:
        say(f"  Row {problem.row}: {problem.reason}", warning=True)
    rows = [
        (
            column.column,
            column.field or "",
            str(column.filled),
            str(column.different),
            column.example,
        )
        for column in inspected.columns[:_MOST_COLUMNS_SHOWN]
    ]
    say_table(
        "Columns",
        ("column", "guessed as", "filled", "different", "for example"),
        rows,
        right=(2, 3),
    )
    left = len(inspected.columns) - len(rows)
    if left:
        say(f"  And {left:,} columns more; --json lists them all.")


def _show_mapping(inspected: "Inspected", target: Path | None) -> None:
    from sijill.steps.case.starting.inspect_file import nothing_understood

    if inspected.guessed.maps_nothing and target is not None and inspected.kind is not None:
        say(
            f"No column is understood. {target} names them all; say in it which column each field "
            "reads (sijill fields). Until then nothing of this list is read."
        )
    elif inspected.guessed.maps_nothing:
        say(nothing_understood(inspected), warning=True)
    elif target is None:
        say(
            f"Guessed: {inspected.guessed.reason}. The mapping, to be saved as "
            f"sources/{inspected.source}.toml:\n"
        )
        say(inspected.mapping)
    else:
        say(f"The guessed mapping is in {target}. Look it over before you build.")


@click.command("fields", epilog=f"KIND is one of: {', '.join(RecordKind)}.")
@click.argument(
    "kind",
    metavar="[KIND]",
    required=False,
    type=click.Choice([kind.value for kind in RecordKind]),
)
@click.option("--markdown", is_flag=True, help="As the page docs/fields.md.")
@as_json
def list_fields(*, kind: str | None, markdown: bool, as_json: bool) -> None:
    """List the fields of every KIND of list, what they mean, their forms and examples."""
    from sijill.model.records.field_guide import as_markdown, guide

    if markdown:
        say(as_markdown().rstrip("\n"))
        return
    kinds = [RecordKind(kind)] if kind else list(RecordKind)
    if as_json:
        say_json(
            {each_kind.value: [asdict(field) for field in guide(each_kind)] for each_kind in kinds}
        )
        return
    for each_kind in kinds:
        rows = [
            (field.name, field.meaning, field.form, " · ".join(field.examples))
            for field in guide(each_kind)
        ]
        say_table(
            f"kind = {each_kind.value}",
            ("field", "meaning", "may be written as", "for example"),
            rows,
        )
