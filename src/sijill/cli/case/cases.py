"""build: from a case folder to a dossier."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.options import as_json, case_argument, work_folder
from sijill.cli.output import say, say_json, say_table, watching
from sijill.config import find_workspace, read_author

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
