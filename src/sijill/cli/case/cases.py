"""new, inspect, build: from files to a dossier."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.options import as_json, case_argument, work_folder
from sijill.cli.output import say, say_json, say_table, watching
from sijill.config import find_workspace, memory_folder, read_author

if TYPE_CHECKING:
    from sijill.steps.case.build import Built

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
@click.option(
    "--follow-links",
    is_flag=True,
    help="Read files outside the case where a link in it leads there.",
)
@as_json
def build_case(
    *, case: Path, work: Path | None, begins_anew: bool, follow_links: bool, as_json: bool
) -> None:
    """Build a CASE: capture its files, link, settle, estimate, and write the dossier.

    Safe to repeat: the same input gives the same output and no new entries in the ledger.
    """
    from sijill.figures.book import value_text
    from sijill.steps.case.build import build

    workspace = replace(find_workspace(case, work), follows_links=follow_links)
    with watching(quiet=as_json) as progress:
        built = build(workspace, read_author(), progress, begins_anew=begins_anew)
    if as_json:
        say_json(_summary(built))
        return
    for notice in built.notices:
        say(f"{notice.source}: {notice.sentence}", warning=notice.is_problem)
    figures = built.book.figures
    rows = [
        (figures[name].title, value_text(figures[name])) for name in HEADLINES if name in figures
    ]
    say_table(built.findings.register.case.title, ("figure", "value"), rows, right=(1,))
    from sijill.model.records.rejects import Effect

    rejects, review = built.findings.register.rejects, built.findings.review
    notes = sum(one.effect is Effect.NOTE for one in rejects)
    if len(rejects) > notes:
        unused = len(rejects) - notes
        say(f"{unused} rows or values could not be used: {workspace.out / 'rejects.csv'}")
    if notes:
        say(f"{notes} notes on how files were read: {workspace.out / 'rejects.csv'}")
    if review:
        say(f"{len(review)} pairs wait for a decision: {workspace.out / 'review.csv'}")
    new = built.entries_after - built.entries_before
    say(
        f"{new:,} new entries in the ledger, {built.entries_after:,} in all. {built.pages:,} pages."
    )
    say(f"Dossier: {built.dossier}")


def _summary(built: "Built") -> dict[str, object]:
    from sijill.figures.book import value_text

    register = built.findings.register
    return {
        "dossier": str(built.dossier),
        "figures": {name: value_text(figure) for name, figure in built.book.figures.items()},
        "digest": built.book.digest(),
        "checkpoint": {"size": built.book.checkpoint.size, "root": built.book.checkpoint.root},
        "entries": {"new": built.entries_after - built.entries_before, "all": built.entries_after},
        "records": len(register.records),
        "rejects": len(register.rejects),
        "review": len(built.findings.review),
        "pages": built.pages,
        "notices": [
            {"source": one.source, "sentence": one.sentence, "problem": one.is_problem}
            for one in built.notices
        ],
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
