"""build: from a case folder to a dossier."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.options import as_json, case_argument, work_folder
from sijill.cli.output import say, say_json, say_table, watching
from sijill.config import find_workspace, read_author
from sijill.figures.front_page import BESIDE, headline_of, headlines
from sijill.language.sentences import with_noun
from sijill.model.case_limits import MOST_REVIEW_PAIRS
from sijill.model.vocabulary import label

if TYPE_CHECKING:
    from sijill.steps.case.last_build import BuildReport
    from sijill.steps.workspace import Author, Workspace

_NOT_GIVEN = "not given: "


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
    help="Read and write outside the case where a link in it leads there.",
)
@click.option(
    "--allow-incomplete",
    is_flag=True,
    help="End with exit code 0 although a mapping or a file could not be used.",
)
@as_json
def build_case(
    *,
    case: Path,
    work: Path | None,
    begins_anew: bool,
    follow_links: bool,
    allow_incomplete: bool,
    as_json: bool,
) -> None:
    """Build a CASE: capture its files, link, settle, estimate, and write the dossier.

    Safe to repeat: the same input gives the same output and no new entries in the ledger. Where a
    mapping or a file could not be used the figures are printed with what they lack, and the exit
    code is 1.
    """
    from sijill.steps.case.last_build import repeated_report

    workspace = replace(find_workspace(case, work), follows_links=follow_links)
    author = read_author()
    report = None if begins_anew else repeated_report(workspace, author)
    if report is None:
        report = _build(workspace, author, begins_anew=begins_anew, quiet=as_json)
    if as_json:
        say_json(_as_json(report))
    else:
        _show_report(report, workspace)
    if report.left_out and not allow_incomplete:
        raise SystemExit(1)


def headline_rows(figures: Mapping[str, tuple[str, str]]) -> list[tuple[str, str]]:
    """Title and value of the front page's figures, with what is in none of them beside each.

    Args:
        figures: title and value by name.
    """
    rows: list[tuple[str, str]] = []
    for name in headlines(figures):
        title, value = figures[name]
        rows.append((title, in_words(value)))
        rows += [
            figures[beside]
            for beside in BESIDE.get(headline_of(name), ())
            if beside in figures and figures[beside][1] not in _NOBODY
        ]
    return list(dict.fromkeys(rows))


_NOBODY = ("0", "unknown")
"""Values of a figure beside another that say that there is nobody, or that no list looked."""


def in_words(value: str) -> str:
    """A figure's value with the reason of a refusal as its label."""
    head, _, code = value.partition(_NOT_GIVEN)
    return value if head or not code else f"{_NOT_GIVEN}{label('refusal_reason', code).lower()}"


def _show_report(report: "BuildReport", workspace: "Workspace") -> None:
    """The figures of a build, with what is left out of them beside them."""
    for notice in report.notices:
        if not notice.is_problem:
            say(f"{notice.source}: {notice.sentence}")
    rows = headline_rows(
        {name: (report.titles[name], value) for name, value in report.figures.items()}
    )
    say_table(report.title, ("figure", "value"), rows, right=(1,))
    if report.left_out:
        say("Left out of these figures, or to be mended before they are used:", warning=True)
    for sentence in report.left_out:
        say(f"  - {sentence}", warning=True)
    if report.unused:
        unused = with_noun(report.unused, "row or value", "rows or values")
        say(f"{unused} could not be used: {workspace.out / 'rejects.csv'}")
    if report.notes:
        counted = with_noun(report.notes, "note")
        say(f"{counted} on how files were read: {workspace.out / 'rejects.csv'}")
    if report.review:
        pairs = with_noun(report.review, "pair waits", "pairs wait")
        first = (
            "" if report.review <= MOST_REVIEW_PAIRS else f", the first {MOST_REVIEW_PAIRS:,} in"
        )
        say(f"{pairs} for a decision{first}: {workspace.out / 'review.csv'}")
    if report.is_repeated:
        say("Nothing has changed since the last build, so nothing was done.")
    new = report.entries_after - report.entries_before
    say(
        f"{with_noun(new, 'new entry', 'new entries')} in the ledger, {report.entries_after:,} in "
        f"all. {with_noun(report.pages, 'page')}."
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
        "left_out": list(report.left_out),
        "notices": [
            {"source": notice.source, "sentence": notice.sentence, "problem": notice.is_problem}
            for notice in report.notices
        ],
        "repeated": report.is_repeated,
    }
