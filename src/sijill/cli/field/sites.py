"""site, plan: whether a team may work at a site; what a day can do."""

from pathlib import Path

import click

from sijill.cli.deciding import deciding
from sijill.cli.decisions.decisions import report_decision, report_retraction
from sijill.cli.options import (
    FILE_PATH,
    as_json,
    author_option,
    case_argument,
    work_folder,
)
from sijill.cli.output import say, say_json, say_table, watching
from sijill.config import find_workspace
from sijill.language.sentences import with_noun
from sijill.model.codes import SiteState


@click.command("site")
@case_argument
@click.argument("site")
@click.option(
    "--state",
    type=click.Choice([state.value for state in SiteState]),
    help="What a team may do there, or found.",
)
@click.option("--reason", default="", help="Why; it stays with the decision.")
@click.option("--team", default="", help="The team; restricted needs one.")
@click.option(
    "--override",
    "override_by",
    default="",
    metavar="NAME",
    help="Who answers for go in spite of a hazard.",
)
@click.option("--at", "position", type=(float, float), help="Latitude and longitude (WGS 84).")
@click.option(
    "--radius",
    type=click.IntRange(1, 5_000),
    default=10,
    show_default=True,
    help="With --at: within how many metres the site lies.",
)
@click.option("--place", default="", help="Where it is, in words.")
@click.option("--undo", "is_undo", is_flag=True, help="Take back the latest decision about it.")
@author_option
@work_folder
@as_json
def set_site(  # noqa: PLR0913  one parameter an option
    *,
    case: Path,
    site: str,
    state: str | None,
    reason: str,
    team: str,
    override_by: str,
    position: tuple[float, float] | None,
    radius: int,
    place: str,
    is_undo: bool,
    work: Path | None,
    as_json: bool,
) -> None:
    """Say whether a team may work at SITE: its code or record, or the code of a new site.

    go within the safety distance of a hazard that was not released is refused unless somebody
    answers for it by name (--override); a hazard that is listed later closes the site again. The
    distance is sites.safety_distance_m in case.toml.
    """
    from sijill.steps.decisions.judge import still_decided
    from sijill.steps.field import sites

    if is_undo == (state is not None):
        raise click.UsageError("give either --state or --undo.")
    workspace = find_workspace(case, work)
    with deciding(workspace) as opened:
        if state is None:
            taken_back = sites.take_back(opened, site, reason)
            report_retraction(taken_back, still_decided(opened, taken_back), as_json=as_json)
            return
        choice = sites.SiteChoice(SiteState(state), reason, team, override_by)
        ground = sites.ground_at(position, radius, place)
        entry = sites.set_site(opened, site, choice, ground)
    report_decision(entry, f"{site} is set to {state}", as_json=as_json)


@click.command("plan")
@case_argument
@click.option(
    "--page",
    type=FILE_PATH,
    help="Write the plan as a page to print (HTML); it names families, so keep it to yourself.",
)
@click.option(
    "--requests",
    type=FILE_PATH,
    help="Write the sites that wait for clearance (.csv or .geojson), without names.",
)
@work_folder
@as_json
def plan_day(
    *, case: Path, page: Path | None, requests: Path | None, work: Path | None, as_json: bool
) -> None:
    """Show the sites of a case in the order of work: families waiting, expected dead, hazards."""
    from sijill.steps.field import day_plan

    workspace = find_workspace(case, work)
    with watching(quiet=as_json):
        plan = day_plan.plan_case(workspace)
    if page is not None:
        day_plan.write_page(page, plan)
    if requests is not None:
        day_plan.write_requests(requests, plan)
    if as_json:
        say_json(day_plan.as_json(plan))
        return
    for task in day_plan.tasks(plan):
        say_table(
            task.words,
            ("site", "state", "families", "expected", "remains", "missing", "hazards"),
            [day_plan.row(entry) for entry in plan.planned if entry.task is task],
            right=(2, 3, 4, 5),
        )
    for finding in plan.findings:
        say(finding, warning=True)
    say(f"{with_noun(len(plan.planned), 'site')} planned in {plan.title}.")
    for path in filter(None, (page, requests)):
        say(f"Written: {path}")
