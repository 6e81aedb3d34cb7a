"""evidence: exhibits, their copies, what was done with them, and whether they are as they were."""

from datetime import datetime, timedelta
from pathlib import Path

import click

from sijill.cli.custody.chains import show_chain
from sijill.cli.custody.evidence_packages import import_package
from sijill.cli.deciding import deciding
from sijill.cli.options import (
    ANY_PATH,
    as_json,
    author_option,
    case_argument,
    metadata_option,
    named_author,
    reason_option,
    work_folder,
)
from sijill.cli.output import say, say_json, say_table, watching
from sijill.config import find_workspace, read_author
from sijill.ledger import Ledger
from sijill.model.codes import CustodyAction
from sijill.model.decisions.exhibits import ExhibitDerivation, ExhibitForm
from sijill.model.errors import DecisionError
from sijill.register.events import CustodyEntry
from sijill.steps.open_case import writing

DUE_AFTER_DAYS = 90
FAILED_EXIT = 2
"""As sijill verify has it: something was changed."""

COPIES = (
    ExhibitDerivation.WORKING_COPY,
    ExhibitDerivation.REDACTED_COPY,
    ExhibitDerivation.TRANSCRIPT,
    ExhibitDerivation.TRANSLATION,
)
"""What a copy can be."""
exhibit_argument = click.argument("exhibit")
existing_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("evidence")
def evidence_group() -> None:
    """Keep evidence: files, notebook pages, things; who had them and what was done with each.

    An exhibit never changes. A working copy, a redacted one and what was read out of a package are
    exhibits of their own that name the one they come from.
    """


@evidence_group.command("add")
@case_argument
@click.argument("file", required=False, type=existing_file)
@click.option("--title", help="What it is, in a few words (default: the file's name).")
@click.option("--page", default="", help="A page of a notebook: its number.")
@click.option("--kept-at", default="", help="A thing: where it is kept.")
@click.option("--of", "parent", help="The exhibit that it is a part of, as a page of a notebook.")
@author_option
@work_folder
@as_json
def add_exhibit(  # noqa: PLR0913  one parameter an option
    *,
    case: Path,
    file: Path | None,
    title: str | None,
    page: str,
    kept_at: str,
    parent: str | None,
    work: Path | None,
    as_json: bool,
) -> None:
    """Enter a FILE, a page (--page) or a thing (--kept-at) as an exhibit of a CASE."""
    from sijill.steps.custody import evidence
    from sijill.steps.custody.leaving_metadata import exhibit_metadata

    workspace = find_workspace(case, work)
    part = ExhibitDerivation.PART if parent else None
    with deciding(workspace) as opened:
        if file is not None:
            description = evidence.NewExhibit(title or file.name, parent=parent, derivation=part)
            chain = evidence.add_file(opened, file, description)
        elif title:
            form = ExhibitForm.PAGE if page else ExhibitForm.PHYSICAL
            description = evidence.NewExhibit(title, form, kept_at, page, parent, part)
            chain = evidence.add_thing(opened, description)
        else:
            raise click.UsageError("give a FILE, or --title with --page or --kept-at.")
    show_chain(chain, exhibit_metadata(workspace, [chain]), as_json=as_json)


@evidence_group.command("copy")
@case_argument
@exhibit_argument
@click.argument("file", type=existing_file)
@click.option("--redacted", is_flag=True, help="A redacted copy (default: a working copy).")
@click.option(
    "--as",
    "derivation",
    type=click.Choice([copy.value for copy in COPIES]),
    help="What it is, where it is no working copy.",
)
@click.option("--by", "made_by", default="", help="Who wrote a transcript or a translation.")
@reason_option
@author_option
@work_folder
@as_json
def add_copy(  # noqa: PLR0913  one parameter an option
    *,
    case: Path,
    exhibit: str,
    file: Path,
    redacted: bool,
    derivation: str | None,
    made_by: str,
    reason: str,
    work: Path | None,
    as_json: bool,
) -> None:
    """Enter FILE as a copy made from an EXHIBIT, which stays as it is.

    A transcript or a translation (--as) has words of its own: it names who wrote it (--by).
    """
    from sijill.steps.custody import evidence
    from sijill.steps.custody.leaving_metadata import exhibit_metadata

    plain = ExhibitDerivation.REDACTED_COPY if redacted else ExhibitDerivation.WORKING_COPY
    if redacted and derivation not in (None, plain.value):
        raise click.UsageError(f"give either --redacted or --as {derivation}.")
    description = evidence.NewExhibit(
        file.name,
        parent=exhibit,
        derivation=ExhibitDerivation(derivation) if derivation else plain,
        reason=reason,
        made_by=made_by.strip(),
    )
    workspace = find_workspace(case, work)
    with deciding(workspace) as opened:
        chain = evidence.add_file(opened, file, description)
    show_chain(chain, exhibit_metadata(workspace, [chain]), as_json=as_json)


@evidence_group.command("act", epilog=f"ACTION is one of: {', '.join(CustodyAction)}.")
@case_argument
@exhibit_argument
@click.argument(
    "action", metavar="ACTION", type=click.Choice([action.value for action in CustodyAction])
)
@reason_option
@click.option("--from", "giver", default="", help="Who handed it over.")
@click.option("--to", "taker", default="", help="Who took it.")
@click.option("--at", help="When, with time zone: 2018-10-01T09:00+03:00 (default: now).")
@click.option("--place", default="", help="Where.")
@author_option
@work_folder
@as_json
def act_on_exhibit(  # noqa: PLR0913  one parameter an option
    *,
    case: Path,
    exhibit: str,
    action: str,
    reason: str,
    giver: str,
    taker: str,
    at: str | None,
    place: str,
    work: Path | None,
    as_json: bool,
) -> None:
    """Write down what was done with an EXHIBIT: transferred, viewed, sealed, returned …

    It is marked as stated by you; what a command of sijill does, the command writes down itself.
    """
    from sijill.steps.custody import evidence

    event = CustodyEntry(CustodyAction(action), reason, _moment(at), giver, taker, place)
    workspace = find_workspace(case, work)
    with deciding(workspace) as opened:
        evidence.act(opened, exhibit, event)
        chain = evidence.find_chain(opened.ledger, exhibit)
    show_chain(chain, {}, as_json=as_json)
    if not as_json:
        say(f"{action} is written down.")


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise DecisionError(f"{text!r} is no time. Write 2018-10-01T09:00+03:00, say.") from None


@evidence_group.command("export")
@case_argument
@exhibit_argument
@click.argument("target", type=ANY_PATH)
@reason_option
@click.option("--to", "taker", default="", help="Who gets it.")
@click.option("--view", is_flag=True, help="Only to look at it here.")
@metadata_option
@author_option
@work_folder
@as_json
def export_exhibit(  # noqa: PLR0913  one parameter an option
    *,
    case: Path,
    exhibit: str,
    target: Path,
    reason: str,
    taker: str,
    view: bool,
    with_metadata: bool,
    work: Path | None,
    as_json: bool,
) -> None:
    """Copy the file of an EXHIBIT to TARGET; that it left, or was viewed, is written down first."""
    from sijill.steps.custody import evidence

    action = CustodyAction.VIEWED if view else CustodyAction.EXPORTED
    event = CustodyEntry(action, reason, taker=taker)
    workspace = find_workspace(case, work)
    with deciding(workspace) as opened:
        chain, found = evidence.export(opened, exhibit, target, event, with_metadata=with_metadata)
    show_chain(chain, found, as_json=as_json)


@evidence_group.command("list")
@case_argument
@work_folder
@as_json
def list_exhibits(*, case: Path, work: Path | None, as_json: bool) -> None:
    """All exhibits of a CASE: who has each, and when its hash was last seen to hold."""
    from sijill.steps.custody.evidence import chains, describe_chain

    with Ledger.open(find_workspace(case, work).ledger) as ledger:
        listed = list(chains(ledger).values())
    if as_json:
        say_json([describe_chain(chain) for chain in listed])
        return
    rows = [
        (
            chain.exhibit.id,
            chain.exhibit.derivation or chain.exhibit.form,
            chain.exhibit.title,
            chain.holder,
            f"{chain.verified_at:%Y-%m-%d}" if chain.verified_at else "never",
            f"{len(chain.gaps())}" if chain.gaps() else "",
        )
        for chain in listed
    ]
    say_table("Evidence", ("exhibit", "what", "title", "held by", "hash held", "gaps"), rows)


@evidence_group.command("show")
@case_argument
@exhibit_argument
@work_folder
@as_json
def show_exhibit(*, case: Path, exhibit: str, work: Path | None, as_json: bool) -> None:
    """The chain of custody of an EXHIBIT: every event, and where the chain does not hold."""
    from sijill.steps.custody.evidence import find_chain
    from sijill.steps.custody.leaving_metadata import exhibit_metadata

    workspace = find_workspace(case, work)
    with Ledger.open(workspace.ledger) as ledger:
        chain = find_chain(ledger, exhibit)
    show_chain(chain, exhibit_metadata(workspace, [chain]), as_json=as_json)
    if as_json:
        return
    rows = [
        (
            event.entered.entry,
            f"{event.at:%Y-%m-%d %H:%M %z}",
            event.entered.author,
            event.what,
            " → ".join(filter(None, (event.giver, event.taker))),
            event.reason,
        )
        for event in chain.events
    ]
    say_table("Custody", ("entry", "when", "who says so", "what", "from, to", "why"), rows)
    for sentence in chain.gaps():
        say(sentence, warning=True)


@evidence_group.command("fixity")
@case_argument
@click.option(
    "--older-than",
    "days",
    type=click.IntRange(0, 36_500),
    help="Only what was not seen to hold for so many days.",
)
@click.option("--due", is_flag=True, help=f"The same with {DUE_AFTER_DAYS} days; for a timer.")
@author_option
@work_folder
@as_json
def check_fixity(
    *, case: Path, days: int | None, due: bool, work: Path | None, as_json: bool
) -> None:
    """Hash the files of all exhibits and captured lists again.

    Exit code 2 if one is not as it was received.
    """
    from sijill.steps.custody import fixity

    days = DUE_AFTER_DAYS if due and days is None else days
    workspace, author = find_workspace(case, work), read_author(named_author())
    with (
        watching(quiet=as_json) as progress,
        writing(workspace, author, progress) as opened,
    ):
        older = None if days is None else timedelta(days=days)
        run = fixity.check_fixity(opened, older)
    if as_json:
        say_json({"held": list(run.held), "failed": dict(run.failed)})
    else:
        say(f"{len(run.held)} as received, {len(run.failed)} not.")
        for name, what in run.failed.items():
            say(f"{name}: {what}", warning=True)
    if run.failed:
        click.get_current_context().exit(FAILED_EXIT)


evidence_group.add_command(import_package)
