"""new, inspect, build: from files to a dossier."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.options import as_json, case_argument, work_folder
from sijill.cli.output import say, say_json, say_table, watching
from sijill.config import find_workspace, memory_folder, read_author

if TYPE_CHECKING:
    from sijill.steps.case.last_build import BuildReport
    from sijill.steps.workspace import Author, Workspace

HEADLINES = (
    "documented.deaths.graded",
    "acknowledged.deaths",
    "gap.deaths",
    "persons.named",
    "remains.recovered",
    "estimate.total",
)


@click.command("build")
@case_argument
@work_folder
@click.option(
    "--new-register",
    "begins_anew",
    is_flag=True,
    help="Begin a new register although this case had one that is lost, with every decision.",
)
@as_json
def build_case(*, case: Path, work: Path | None, begins_anew: bool, as_json: bool) -> None:
    """Build a CASE: capture its files, link, settle, estimate, and write the dossier.

    Safe to repeat: the same input gives the same output and no new entries in the ledger.
    """
    from sijill.steps.case.last_build import repeated_report

    workspace, author = find_workspace(case, work), read_author()
    report = None if begins_anew else repeated_report(workspace, author)
    if report is None:
        report = _build(workspace, author, begins_anew=begins_anew, quiet=as_json)
    if as_json:
        say_json(_as_json(report))
        return
    for notice in report.notices:
        say(f"{notice.source}: {notice.sentence}", warning=notice.is_problem)
    rows = [
        (report.titles[name], report.figures[name]) for name in HEADLINES if name in report.figures
    ]
    say_table(report.title, ("figure", "value"), rows, right=(1,))
    if report.unused:
        say(f"{report.unused} rows or values could not be used: {workspace.out / 'rejects.csv'}")
    if report.notes:
        say(f"{report.notes} notes on how files were read: {workspace.out / 'rejects.csv'}")
    if report.review:
        say(f"{report.review} pairs wait for a decision: {workspace.out / 'review.csv'}")
    if report.is_repeated:
        say("Nothing has changed since the last build, so nothing was done.")
    new = report.entries_after - report.entries_before
    say(
        f"{new:,} new entries in the ledger, {report.entries_after:,} in all. "
        f"{report.pages:,} pages."
    )
    say(f"Dossier: {report.dossier}")


def _build(
    workspace: "Workspace", author: "Author", *, begins_anew: bool, quiet: bool
) -> "BuildReport":
    from sijill.steps.case.build import build
    from sijill.steps.case.last_build import keep_report

    with watching(quiet=quiet) as progress:
        report = build(workspace, author, progress, begins_anew=begins_anew).report()
        progress("noting what this build depends on", 0, 0)
        keep_report(workspace, report)
    return report


def _as_json(report: "BuildReport") -> dict[str, object]:
    size, root = report.checkpoint
    return {
        "dossier": report.dossier,
        "figures": dict(report.figures),
        "digest": report.digest,
        "checkpoint": {"size": size, "root": root},
        "entries": {
            "new": report.entries_after - report.entries_before,
            "all": report.entries_after,
        },
        "records": report.records,
        "rejects": report.unused + report.notes,
        "review": report.review,
        "pages": report.pages,
        "notices": [
            {"source": one.source, "sentence": one.sentence, "problem": one.is_problem}
            for one in report.notices
        ],
        "repeated": report.is_repeated,
    }


@click.command("new")
@case_argument
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--title", help="The title of the case (default: the folder's name).")
@as_json
def new_case(*, case: Path, files: tuple[Path, ...], title: str | None, as_json: bool) -> None:
    """Start a CASE from FILES.

    Copies them to data/, guesses a mapping for each, writes case.toml to edit.
    """
    from sijill.steps.case.lost_register import forget_register
    from sijill.steps.case.start_case import begin_case

    begun = begin_case(case, files, title or case.name)
    forget_register(case, memory_folder())
    if as_json:
        say_json(
            {
                "case": str(case),
                "mappings": [str(path) for path in begun.mappings],
                "problems": list(begun.problems),
                "notes": list(begun.notes),
            }
        )
        return
    for problem in begun.problems:
        say(problem, warning=True)
    for note in begun.notes:
        say(note, warning=True)
    for path in begun.mappings:
        say(f"Look over {path}: which column means what was guessed.")
    say(f"Say place, period and parties in {case / 'case.toml'}. Then: sijill build {case}")


@click.command("inspect")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--sheet", default="", help="A sheet of a spreadsheet (default: the first).")
@click.option(
    "--write",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the guessed mapping to this file.",
)
@as_json
def inspect_file(*, file: Path, sheet: str, target: Path | None, as_json: bool) -> None:
    """Show the columns of a FILE and guess its mapping; with --write, save it as TOML to edit."""
    from sijill.steps.case.start_case import inspect

    inspected = inspect(file, sheet, target)
    if as_json:
        say_json(inspected.as_json())
        return
    table = inspected.table
    told = ", ".join(
        filter(
            None,
            [
                f"sheet {table.sheet!r}" if table.sheet else "",
                table.encoding,
                f"cells separated by {table.delimiter!r}" if table.delimiter else "",
            ],
        )
    )
    say(
        f"{file.name}: {len(table.rows):,} rows, {len(table.columns)} "
        f"columns{f' ({told})' if told else ''}"
    )
    if inspected.other_sheets:
        say(f"Other sheets: {', '.join(inspected.other_sheets)}")
    rows = [
        (one.column, one.field or "", str(one.filled), str(one.different), one.example)
        for one in inspected.columns
    ]
    say_table(
        "Columns",
        ("column", "guessed as", "filled", "different", "for example"),
        rows,
        right=(2, 3),
    )
    if target is None:
        say(
            f"A {inspected.kind} list, by the look of it. The mapping, to be saved as "
            f"sources/{inspected.source}.toml:\n"
        )
        say(inspected.mapping)
    else:
        say(f"The guessed mapping is in {target}. Look it over before you build.")
