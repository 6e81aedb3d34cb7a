"""match: which incident an official line is about, decided by a person."""

from pathlib import Path

import click

from sijill.cli.deciding import deciding
from sijill.cli.decisions.decisions import report_decision, report_retraction
from sijill.cli.options import (
    as_json,
    author_option,
    case_option,
    work_folder,
)
from sijill.config import find_workspace


@click.command("match")
@click.argument("determination")
@click.argument("incident", required=False)
@click.option("--none", "is_none", is_flag=True, help="It is about no incident that is recorded.")
@click.option("--undo", "is_undo", is_flag=True, help="Take back what was decided about it.")
@click.option("--reason", default="", help="What the decision rests on.")
@author_option
@case_option
@work_folder
@as_json
def tie_line(  # noqa: PLR0913  one parameter an option
    *,
    determination: str,
    incident: str | None,
    is_none: bool,
    is_undo: bool,
    reason: str,
    case: Path | None,
    work: Path | None,
    as_json: bool,
) -> None:
    """Tie the official line DETERMINATION to INCIDENT (record ids), or untie it with --none.

    The ranked candidates of every line stand in out/tables/official_matches.csv.
    """
    from sijill.steps.decisions import matching
    from sijill.steps.decisions.judge import still_decided

    if sum((incident is not None, is_none, is_undo)) != 1:
        raise click.UsageError("give one of INCIDENT, --none and --undo.")
    workspace = find_workspace(case, work)
    with deciding(workspace) as opened:
        if is_undo:
            taken_back = matching.take_back(opened, determination, reason)
            still = still_decided(opened, taken_back)
            report_retraction(taken_back, still, as_json=as_json)
            return
        entry = matching.tie(opened, determination, incident or "", reason)
        against = matching.cautions(opened, determination, incident or "")
    words = f"{determination} is tied to {incident}"
    if is_none:
        words = f"{determination} is about no recorded incident"
    report_decision(entry, words, as_json=as_json, cautions=against)
