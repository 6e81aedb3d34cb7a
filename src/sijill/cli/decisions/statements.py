"""identify, consent: whose body it is, and what a source or a family allows."""

from collections.abc import Mapping, Sequence
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
from sijill.cli.output import say
from sijill.config import find_workspace
from sijill.model.codes import (
    ConsentForm,
    ConsentIdentity,
    ConsentState,
    ConsentUse,
    IdentificationMethod,
    IdentificationStatus,
)


@click.command("identify")
@click.argument("remains")
@click.argument("person")
@click.option(
    "--method",
    required=True,
    type=click.Choice([method.value for method in IdentificationMethod]),
    help="By what the identity was established.",
)
@click.option(
    "--status",
    type=click.Choice(["hypothesis", "preliminary", "confirmed_board"]),
    default=IdentificationStatus.PRELIMINARY.value,
    show_default=True,
    help="How sure it is.",
)
@click.option(
    "--also",
    "methods",
    multiple=True,
    type=click.Choice([method.value for method in IdentificationMethod]),
    help="What supports it, or what is combined; may be given several times.",
)
@click.option("--by", default="", help="Who identified the body: a relative, a board.")
@click.option(
    "--member", "members", multiple=True, help="Who sat on the board; several times, one each."
)
@reason_option
@author_option
@case_option
@work_folder
@as_json
def identify_body(  # noqa: PLR0913  one parameter an option
    *,
    remains: str,
    person: str,
    method: str,
    status: str,
    methods: tuple[str, ...],
    by: str,
    members: tuple[str, ...],
    reason: str,
    case: Path | None,
    work: Path | None,
    as_json: bool,
) -> None:
    """Say that the body of REMAINS (a record id) is that of PERSON (a record id of a list).

    It is signed and shown with both records. A board confirms by a primary method (friction_ridge,
    dental, dna) or by several secondary ones (--also). Recognition by sight alone is a hypothesis
    and no more. It is taken back with sijill judge --undo, and replaced by a later one about the
    same body.
    """
    from sijill.steps.decisions.identify import Grounds, identify

    workspace = find_workspace(case, work)
    grounds = Grounds(
        IdentificationMethod(method),
        IdentificationStatus(status),
        reason,
        by,
        tuple(map(IdentificationMethod, methods)),
        members,
    )
    with deciding(workspace) as opened:
        entry = identify(opened, remains, person, grounds)
    report_decision(entry, f"{remains} is identified as {person} ({status})", as_json=as_json)


_CLOSED = frozenset({ConsentState.REFUSED.value, ConsentState.WITHDRAWN.value})
_LEFT_TO_PEOPLE = {
    ConsentUse.STATISTICS.value: "It is shown with the record, which goes on counting. To take it "
    "out of the counts: sijill withdraw RECORD --kind consent_withdrawn.",
    ConsentUse.DNA.value: "It is shown with the record. sijill kinship reads profiles from files "
    "and asks no register, so whoever compares must heed it.",
}
"""What to say of a refusal that no command heeds by itself."""


@click.command("consent")
@click.argument("subject")
@click.argument("state", type=click.Choice([state.value for state in ConsentState]))
@click.option(
    "--scope",
    required=True,
    type=click.Choice([use.value for use in ConsentUse]),
    help="The use that was asked about; each use is asked about apart.",
)
@click.option("--to", "recipient", default="", help="With share_with_organisation: which one.")
@click.option(
    "--identity",
    type=click.Choice([identity.value for identity in ConsentIdentity]),
    help="In what form the person may appear.",
)
@click.option(
    "--how", type=click.Choice([form.value for form in ConsentForm]), help="How it was recorded."
)
@reason_option
@author_option
@case_option
@work_folder
@as_json
def record_consent(  # noqa: PLR0913  one parameter an option
    *,
    subject: str,
    state: str,
    scope: str,
    recipient: str,
    identity: str | None,
    how: str | None,
    reason: str,
    case: Path | None,
    work: Path | None,
    as_json: bool,
) -> None:
    """Write down what a source or a family answered about a SUBJECT: given, refused, withdrawn …

    SUBJECT is a record, an exhibit (x-…) or a source's id. It is signed and shown with the records.
    Where the use internal_case, publish or advocacy is refused or withdrawn, every dossier and
    table written from then on withholds the names, the account and the row's words. Where
    family_tracing is, sijill candidates leaves the record out. What no command heeds by itself is
    said.
    """
    from sijill.steps.decisions import consent

    workspace = find_workspace(case, work)
    answer = consent.Answer(
        ConsentUse(scope),
        ConsentState(state),
        reason,
        recipient,
        ConsentIdentity(identity) if identity else None,
        ConsentForm(how) if how else None,
    )
    with deciding(workspace) as opened:
        recorded = consent.record_consent(opened, subject, answer)
    earlier = [
        {"at": event.at.isoformat(), "what": event.reason or event.what, "taker": event.taker}
        for event in recorded.given_away
    ]
    report_decision(
        recorded.entry,
        f"Consent of {subject} to {scope}: {state}",
        as_json=as_json,
        more={
            **({"given_away": earlier} if earlier else {}),
            **({"mentions": list(recorded.mentions)} if recorded.mentions else {}),
        },
    )
    if not as_json:
        if state in _CLOSED and scope in _LEFT_TO_PEOPLE:
            say(_LEFT_TO_PEOPLE[scope], warning=True)
        for sentence in recorded.mentions:
            say(sentence, warning=True)
        _show_copies(earlier)


def _show_copies(earlier: Sequence[Mapping[str, str]]) -> None:
    """What was given away before, and to whom."""
    if earlier:
        say("Copies that left before hold it still; people must see to them:", warning=True)
    for copy in earlier:
        taker = f", to {copy['taker']}" if copy["taker"] else ""
        say(f"  - {copy['at']}: {copy['what']}{taker}", warning=True)
