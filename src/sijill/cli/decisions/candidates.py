"""candidates: who an unidentified body may be."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.options import FILE_PATH, FiniteRange, as_json, case_argument, work_folder
from sijill.cli.output import say, say_json, say_table, watching
from sijill.config import find_workspace
from sijill.language.sentences import with_noun
from sijill.model.results.candidates import chance_words

if TYPE_CHECKING:
    from sijill.steps.decisions.candidates import SearchResult


@click.command("candidates")
@case_argument
@click.option("--of", "remains", default="", help="The record of one body (default: all).")
@click.option(
    "--list",
    "lists",
    multiple=True,
    help="A list to look in, whoever is on it (default: everybody who is missing).",
)
@click.option(
    "--on-list",
    type=FiniteRange(0, 1, min_open=True),
    default=0.5,
    show_default=True,
    help="The chance, before looking, that a body is that of somebody on these lists.",
)
@click.option(
    "--most",
    type=click.IntRange(1, 100),
    default=5,
    show_default=True,
    help="How many people are shown for a body.",
)
@click.option(
    "--output",
    type=FILE_PATH,
    help="Write all candidates to this CSV file; it names people, so keep it to yourself.",
)
@click.option(
    "--page",
    type=FILE_PATH,
    help="With --of: write the body beside its candidates as a page to print; it names people.",
)
@work_folder
@as_json
def show_candidates(  # noqa: PLR0913  one parameter an option
    *,
    case: Path,
    remains: str,
    lists: tuple[str, ...],
    on_list: float,
    most: int,
    output: Path | None,
    page: Path | None,
    work: Path | None,
    as_json: bool,
) -> None:
    """Rank the missing people that each unidentified body may be, with the reasons.

    A candidate is a lead and no identification: fingerprints, teeth or DNA decide, and a board says
    so (sijill identify). Bodies without a name take part like the others.
    """
    from sijill.steps.decisions.candidates import (
        Search,
        search_candidates,
        write_candidates,
        write_comparison,
    )

    workspace = find_workspace(case, work)
    with watching(quiet=as_json) as progress:
        result = search_candidates(workspace, Search(remains, lists, on_list, most), progress)
    if output is not None:
        write_candidates(output, result)
    if page is not None:
        write_comparison(page, result, on_list)
    if as_json:
        bodies = [asdict(body) for body in result.bodies]
        say_json({"on_list": on_list, "bodies": bodies, "held_back": list(result.held_back)})
        return
    _show(result, on_list, most if remains else 1)
    if output is not None:
        say(f"All candidates: {output}")
    if page is not None:
        say(f"Body and candidates side by side: {page}")


def _show(result: "SearchResult", on_list: float, most: int) -> None:
    """The likeliest people of each body, and what was taken for granted."""
    from sijill.steps.decisions.candidates import reasons

    rows = [
        (
            body.remains,
            candidate.person,
            chance_words(candidate.posterior),
            chance_words(body.none_listed),
            reasons(candidate),
        )
        for body in result.bodies
        for candidate in body.candidates[:most]
    ]
    number = with_noun(len(result.bodies), "body", "bodies")
    title = f"Candidates for {number} among {len(result.people):,} people"
    say_table(
        title, ("body", "may be", "posterior", "nobody listed", "reasons"), rows, right=(2, 3)
    )
    say(
        f"Assumed before looking: a body is that of somebody on these lists with {on_list:.0%}. "
        "These are leads, no identifications."
    )
    if result.held_back:
        say(
            f"Left out, for consent to family_tracing was refused or withdrawn: "
            f"{', '.join(result.held_back)}.",
            warning=True,
        )
