"""operation: which team worked at a site on a day."""

from datetime import datetime
from pathlib import Path

import click

from sijill.cli.deciding import deciding
from sijill.cli.decisions.decisions import report_decision
from sijill.cli.options import as_json, author_option, case_argument, work_folder
from sijill.config import find_workspace


@click.command("operation")
@case_argument
@click.argument("site")
@click.option("--day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day.")
@click.option("--team", required=True, help="The team.")
@click.option("--note", required=True, help="What was done; it stays with the day.")
@click.option("--machinery", default="", help="What it worked with: an excavator, by hand.")
@click.option("--workers", type=int, help="How many people worked.")
@click.option("--minutes", type=int, help="How long, in minutes.")
@author_option
@work_folder
@as_json
def record_operation(  # noqa: PLR0913  one parameter an option
    *,
    case: Path,
    site: str,
    day: datetime,
    team: str,
    note: str,
    machinery: str,
    workers: int | None,
    minutes: int | None,
    work: Path | None,
    as_json: bool,
) -> None:
    """Write down that a team worked at SITE (its code or record) on a day.

    A line of the log is never replaced. A day at a site that was not open is marked on the page of
    sites and in out/tables/site_days.csv.
    """
    from sijill.steps.field import operations

    workspace = find_workspace(case, work)
    day_of_work = operations.DayOfWork(day.date(), team, note, machinery, workers, minutes)
    with deciding(workspace) as opened:
        entry = operations.record_operation(opened, site, day_of_work)
    report_decision(entry, f"{team} worked at {site} on {day.date().isoformat()}", as_json=as_json)
