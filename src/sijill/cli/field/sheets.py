"""daysheet: the sheet of a day, to sign."""

from datetime import datetime
from pathlib import Path

import click

from sijill.cli.options import FILE_PATH, as_json, case_argument, work_folder
from sijill.cli.output import say, say_json
from sijill.config import find_workspace
from sijill.language.sentences import with_noun


@click.command("daysheet")
@case_argument
@click.argument("file", type=FILE_PATH)
@click.option("--day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day.")
@click.option("--team", default="", help="One team: by the code on the bag, or by the site.")
@work_folder
@as_json
def write_day_sheet(
    *, case: Path, file: Path, day: datetime, team: str, work: Path | None, as_json: bool
) -> None:
    """Write every body that was recovered on a day into FILE, to print and sign.

    It is HTML, or PDF where FILE ends in .pdf (the extra pdf).
    It lists the sites with their state, the codes on the bags, what was found and who holds each
    body, and the head of the ledger. It names people: keep it to the team.
    """
    from sijill.steps.field import day_sheet

    sheet = day_sheet.write_sheet(find_workspace(case, work), file, day.date(), team)
    if as_json:
        say_json({"sheet": str(sheet.path), "remains": sheet.bodies, "sites": sheet.sites})
        return
    bodies = with_noun(sheet.bodies, "set of remains", "sets of remains")
    say(f"{bodies} from {with_noun(sheet.sites, 'site')}: {sheet.path}")
