"""show, log, verify: read the register without changing it."""

import os
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from enum import Enum
from pathlib import Path
from typing import Any

import click

from sijill.cli.case.cases import in_words
from sijill.cli.custody.trust import (
    CheckingCommand,
    UnusableGivenError,
    read_since,
    read_trusted,
    read_trusted_roots,
    roots_option,
    since_option,
    trust_option,
)
from sijill.cli.options import as_json, case_argument, work_folder
from sijill.cli.output import say, say_json, say_table
from sijill.config import accepted_keys, devices_file, find_workspace, memory_folder
from sijill.language.sentences import with_noun
from sijill.ledger import AuditReport, Entry, EntryKind, Ledger, TreeHead, Verdict, verify
from sijill.ledger.bundle.audit import verify_bundle
from sijill.ledger.bundle.format import CONTENT
from sijill.ledger.report.findings import FindingList
from sijill.ledger.signing.checkpoint import Checkpoint, origin_of
from sijill.model.errors import CaseError
from sijill.register.decided import RETRACTABLE
from sijill.steps.exchange.known_devices import add_devices, unaccepted_orders
from sijill.steps.workspace import FIGURES_FILE, Workspace, last_built

WORDS = {
    Verdict.SOUND: "sound: every entry, hash and evidence file is as it was written",
    Verdict.DAMAGED: "damaged: something is missing or cannot be read",
    Verdict.TAMPERED: "tampered: something was changed after it was written",
    Verdict.COULD_NOT_CHECK: "could not be checked completely",
}


class Examined(Enum):
    """What ``verify`` looks at."""

    REGISTER = "register"
    BUNDLE = "bundle"
    NOTHING = "nothing"


@click.command("show")
@case_argument
@click.argument("name", required=False)
@work_folder
@as_json
def show_figures(*, case: Path, name: str | None, work: Path | None, as_json: bool) -> None:
    """Show all figures of the last build, or one NAME with the records behind it."""
    workspace = find_workspace(case, work)
    with last_built(workspace, FIGURES_FILE) as content:
        figures = content["figures"]
    if name is not None and name not in figures:
        near = get_close_matches(name, figures, n=5, cutoff=0.4)
        hint = f"Near it: {', '.join(near)}. " if near else ""
        raise CaseError(f"there is no figure {name!r}. {hint}All of them: sijill show {case}")
    if as_json:
        say_json(content if name is None else figures[name])
        return
    if name is not None:
        _show_figure(figures[name])
        return
    rows = [
        (key, figure["title"], in_words(figure["text"]), figure.get("unit", ""))
        for key, figure in figures.items()
    ]
    say_table(content["case"]["title"], ("figure", "title", "value", "unit"), rows, right=(2,))


def _show_figure(figure: Mapping[str, Any]) -> None:
    """One figure as ``figures.json`` has it, with the records behind it."""
    text = figure["text"]
    unit = "" if text.endswith("%") else figure.get("unit", "")
    say(f"{figure['title']}: {in_words(text)} {unit}\n{figure['definition']}")
    if "explanation" in figure:
        say(f"{figure['explanation']} {figure['needed']}")
    rows = [
        (
            contribution["id"],
            _end(contribution["lowest"]),
            _end(contribution["highest"], is_open=contribution["lowest"] is not None),
            _remark(contribution),
        )
        for contribution in figure["records"]
    ]
    say_table(
        f"{with_noun(len(rows), 'record')} behind it",
        ("record", "at least", "at most", "remark"),
        rows,
        right=(1, 2),
    )


def _end(number: int | None, *, is_open: bool = False) -> str:
    if number is None:
        return "open" if is_open else "unknown"
    return str(number)


def _remark(contribution: Mapping[str, Any]) -> str:
    from sijill.figures.figure import PartRole

    role = contribution.get("role")
    words = PartRole(role).words if role else ""
    return "; ".join(filter(None, (words, contribution.get("remark", ""))))


@click.command("log")
@case_argument
@click.option("--decisions", is_flag=True, help="Only what people decided.")
@click.option("--forks", is_flag=True, help="Only what is kept apart: see sijill sync.")
@click.option(
    "--last",
    type=click.IntRange(1),
    default=50,
    show_default=True,
    help="How many entries, the newest last.",
)
@work_folder
@as_json
def show_log(
    *, case: Path, decisions: bool, forks: bool, last: int, work: Path | None, as_json: bool
) -> None:
    """List the entries of the ledger."""
    workspace = find_workspace(case, work)
    wanted = {*RETRACTABLE, EntryKind.RETRACTION} if decisions else None
    with Ledger.open(workspace.ledger) as ledger:
        entries = list(ledger.forked() if forks else ledger.entries(wanted))[-last:]
    if as_json:
        say_json([_entry(entry) for entry in entries])
        return
    rows = [
        (entry.name, f"{entry.at:%Y-%m-%d %H:%M}", entry.author, entry.kind.value, entry.subject)
        for entry in entries
    ]
    say_table("Ledger (times in UTC)", ("entry", "at", "author", "kind", "about"), rows, right=(0,))


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "entry": entry.name,
        "at": entry.at.isoformat(),
        "author": entry.author,
        "kind": entry.kind.value,
        "subject": entry.subject,
        "over": list(entry.over),
        "payload": dict(entry.payload),
        "leaf": entry.leaf,
    }


def _accept_keys(_ctx: click.Context, _option: click.Parameter, keys: tuple[str, ...]) -> None:
    """Note the keys on this device before anything is checked."""
    if keys:
        add_devices(devices_file(), keys)


@click.command("verify", cls=CheckingCommand)
@case_argument
@trust_option
@since_option
@roots_option
@click.option(
    "--accept-key",
    multiple=True,
    metavar="KEY",
    expose_value=False,
    callback=_accept_keys,
    help="Accept the key of another device on this one: its owner showed it to you.",
)
@work_folder
@as_json
def verify_register(
    *,
    case: Path,
    trust: tuple[str, ...],
    since: str | None,
    roots: Path | None,
    work: Path | None,
    as_json: bool,
) -> None:
    """Verify that nothing was changed: every entry, hash and evidence file of a CASE or a bundle.

    Exit code 0 sound, 1 damaged, 2 tampered, 3 could not be checked. What is promised without
    --trust is that the ledger agrees with itself and with what this device remembers; keep a
    checkpoint somewhere else (sijill checkpoint CASE --to FILE) to be able to prove more. With
    --trust, logs that no checkpoint given covers or vouches for are named and could not be checked.
    So are logs that erase or withdraw under a key that nobody accepted on this device.
    """
    kept, before = read_trusted(trust), read_since(since)
    examined, authorities = _examined(case, work), read_trusted_roots(roots)
    if examined is Examined.BUNDLE:
        if before is not None:
            raise UnusableGivenError("--since is for a register; a bundle is checked whole.")
        report = verify_bundle(case, _one_note(kept), authorities)
    elif examined is Examined.REGISTER:
        workspace = find_workspace(case, work)
        place, evidence = workspace.ledger, workspace.evidence
        memory = memory_folder()
        report = verify(place, evidence, kept, authorities, memory=memory, since=before)
        report = _with_unaccepted(report, workspace, kept)
    else:
        report = _refuse_both(case)
    if as_json:
        say_json({"examined": examined.value, **_content_of(report)})
    else:
        _show_report(report, f"{examined.value} {case}")
    click.get_current_context().exit(int(report.verdict))


def _content_of(report: AuditReport) -> dict[str, object]:
    return {
        "verdict": report.verdict.name.lower(),
        "entries": report.entries,
        "heads": report.heads_in_words(),
        "keys": dict(report.keys),
        "findings": [
            {
                "verdict": finding.verdict.name.lower(),
                "where": finding.where,
                "what": finding.what,
            }
            for finding in report.findings
        ],
    }


def _with_unaccepted(
    report: AuditReport, workspace: Workspace, kept: Sequence[TreeHead | Checkpoint]
) -> AuditReport:
    """The report, with the orders of devices that nobody accepted on this one."""
    if report.verdict not in (Verdict.SOUND, Verdict.COULD_NOT_CHECK) or len(report.heads) < 2:  # noqa: PLR2004  one log needs no other key
        return report
    trusted = {given.origin for given in kept if isinstance(given, Checkpoint)}
    vouched = [log for log in report.heads if origin_of(log) in trusted]
    findings = FindingList()
    for finding in report.findings:
        findings.add(finding.verdict, finding.where, finding.what)
    for orders in unaccepted_orders(workspace, accepted_keys(), vouched):
        findings.add(Verdict.COULD_NOT_CHECK, f"log {orders.log}", str(orders))
    return findings.report(report.entries, report.heads, report.keys)


def _examined(case: Path, work: Path | None) -> Examined:
    """A bundle only where no register is: whoever may add a file must not choose what is read."""
    if not os.path.lexists(case / CONTENT):
        return Examined.REGISTER
    signs = (case / "case.toml", case / "register.db")
    is_case = work is not None or any(map(os.path.lexists, signs))
    return Examined.NOTHING if is_case else Examined.BUNDLE


def _refuse_both(case: Path) -> AuditReport:
    findings = FindingList()
    what = (
        f"{CONTENT} lies in the folder of a register. Move it away to verify the register, or give "
        "the folder of the bundle alone."
    )
    findings.add(Verdict.COULD_NOT_CHECK, str(case), what)
    return findings.report(0, {})


def _show_report(report: AuditReport, what: str) -> None:
    for finding in report.findings:
        say(str(finding), warning=finding.verdict is not Verdict.SOUND)
    say(f"{what}: {report.entries:,} entries, {WORDS[report.verdict]}.")
    for log, key in report.keys.items():
        say(f"Log {log}: signed with the key {key}")
    if report.verdict is Verdict.SOUND:
        for log, head in report.heads_in_words().items():
            say(f"Head of log {log}: {head}")


def _one_note(kept: Sequence[TreeHead | Checkpoint]) -> Checkpoint | None:
    """The checkpoint to hold a bundle against, if one was given."""
    match list(kept):
        case []:
            return None
        case [Checkpoint() as note]:
            return note
    raise UnusableGivenError("for a bundle, give one file of a checkpoint with --trust.")
