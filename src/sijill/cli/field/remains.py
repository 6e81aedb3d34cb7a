"""presence, examine: who held a body and where, and how far its examination is."""

from pathlib import Path

import click

from sijill.cli.deciding import deciding
from sijill.cli.decisions.decisions import report_decision
from sijill.cli.options import (
    as_json,
    author_option,
    case_option,
    reason_option,
    work_folder,
)
from sijill.config import find_workspace
from sijill.model.recovery_codes import ExaminationItem, ExaminationState


@click.command("presence")
@click.argument("remains")
@click.option("--holder", required=True, help="Who holds the body now: a person, a morgue.")
@click.option("--at", "place", required=True, help="Where: a room, a shelf, a grave.")
@click.option("--since", default="", help="From which day on.")
@click.option("--buried", is_flag=True, help="The body was buried or reburied there.")
@reason_option
@author_option
@case_option
@work_folder
@as_json
def record_presence(  # noqa: PLR0913  one parameter an option
    *,
    remains: str,
    holder: str,
    place: str,
    since: str,
    buried: bool,
    reason: str,
    case: Path | None,
    work: Path | None,
    as_json: bool,
) -> None:
    """Write down who holds the body REMAINS (its record or its code), and where.

    Every move is one more signed line of the body's log; none is replaced.
    """
    from sijill.steps.field import remains_log

    workspace = find_workspace(case, work)
    holding = remains_log.Holding(holder, place, reason, since, buried)
    with deciding(workspace) as opened:
        entry = remains_log.record_presence(opened, remains, holding)
    verb = "is buried" if buried else "is held"
    report_decision(entry, f"{remains} {verb} at {place} by {holder}", as_json=as_json)


@click.command("examine")
@click.argument("remains")
@click.argument("item", type=click.Choice([item.value for item in ExaminationItem]))
@click.argument("state", type=click.Choice([state.value for state in ExaminationState]))
@click.option("--by", default="", help="Who does it.")
@reason_option
@author_option
@case_option
@work_folder
@as_json
def record_examination(  # noqa: PLR0913  one parameter an option
    *,
    remains: str,
    item: str,
    state: str,
    by: str,
    reason: str,
    case: Path | None,
    work: Path | None,
    as_json: bool,
) -> None:
    """Say how far a part of the examination of REMAINS is: photo, fingerprint, dental, dna_sample …

    The eight parts are those of the vocabulary exam_item; a later state replaces an earlier one.
    """
    from sijill.steps.field import remains_log

    workspace = find_workspace(case, work)
    part = remains_log.ExaminedPart(ExaminationItem(item), ExaminationState(state), reason, by)
    with deciding(workspace) as opened:
        entry = remains_log.record_examination(opened, remains, part)
    report_decision(entry, f"{item} of {remains}: {state}", as_json=as_json)
