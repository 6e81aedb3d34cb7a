"""claim: a sentence is tested against the register, and how a person reads it is kept."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.deciding import deciding
from sijill.cli.decisions.decisions import report_decision
from sijill.cli.options import (
    FOLDER_PATH,
    as_json,
    author_option,
    case_option,
    work_folder,
)
from sijill.cli.output import say, say_json, say_table
from sijill.config import find_workspace
from sijill.model.errors import DecisionError
from sijill.model.results.claims import JudgedClaim
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import DateInterval
from sijill.model.values.quantities import Layer, Unit
from sijill.model.vocabulary import label
from sijill.steps.workspace import Workspace

if TYPE_CHECKING:
    from sijill.steps.decisions.claims import Corrections


_CORRECTIONS = (
    click.option("--number", help="How many: 104, 'at least 2600', 1450-1600, dozens."),
    click.option("--unit", type=click.Choice([unit.value for unit in Unit]), help="Of what."),
    click.option(
        "--layer", type=click.Choice([layer.value for layer in Layer]), help="Whose count."
    ),
    click.option("--status", help="The status to which it is limited: civilian, combatant."),
    click.option("--actor", help="The party that it is about: its id in case.toml."),
    click.option("--place", help="The place that it is about."),
    click.option("--period", help="The time that it is about, as 2017-06-06/2017-10-20."),
    click.option("--said-by", help="Who said it."),
    click.option("--said-on", help="When it was said, as 2018-11-09."),
    click.option(
        "--counted-by",
        help="Who counted, where another recorder did; '' where the number is nobody's count.",
    ),
)


def _correction_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that state parts of the claim, on a command."""
    for option in reversed(_CORRECTIONS):
        command = option(command)
    return command


@click.command("claim")
@click.argument("words", required=False, default="")
@click.option(
    "--file",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Test each line of a text file.",
)
@click.option(
    "--card",
    "card",
    type=FOLDER_PATH,
    help="Write a card of each claim into this folder (SVG).",
)
@_correction_options
@click.option("--confirm", is_flag=True, help="Keep this reading as a decision; needs --reason.")
@click.option("--reason", default="", help="With --confirm: why it is read so.")
@author_option
@case_option
@work_folder
@as_json
def check_claim(  # noqa: PLR0913  one parameter an option
    *,
    words: str,
    file: Path | None,
    card: Path | None,
    confirm: bool,
    reason: str,
    case: Path | None,
    work: Path | None,
    as_json: bool,
    **corrections: str | None,
) -> None:
    """Test a claim against the figures of the last build.

    WORDS is a sentence in quotation marks, or the record id of a claim of the case. It is split
    into who, what, how many, where and when; options correct the split. Where units or scopes
    differ nothing is compared, and the answer names the bridge that is missing. A reading that was
    confirmed is taken back with sijill judge --undo --entry.
    """
    from sijill.steps.decisions import claims

    if words and file is not None:
        raise click.UsageError("give WORDS or --file, not both: one would be left out.")
    if confirm and not words:
        raise click.UsageError("one claim is confirmed at a time: give its WORDS.")
    if confirm and not reason.strip():
        raise click.UsageError("a reading that is confirmed needs --reason.")
    workspace = find_workspace(case, work)
    sentences = [words] if words else _lines(file)
    tested = _tested(workspace, sentences, _stated(corrections))
    if card is not None:
        claims.write_cards(workspace, card, tested)
    if not confirm:
        _report(tested, as_json=as_json)
        return
    first, *others = tested
    with deciding(workspace) as opened:
        entry = claims.confirm(opened, words, first, reason)
    kept = f"; of its {len(tested)} numbers the first, {first.parts.number}" if others else ""
    report_decision(entry, f"{first.subject} is read as confirmed{kept}", as_json=as_json)


def _tested(
    workspace: Workspace, sentences: Iterable[str], stated: "Corrections"
) -> tuple[JudgedClaim, ...]:
    """The claims of the sentences, each with its verdict by the last build."""
    from sijill.ledger import Ledger
    from sijill.register.register import replay
    from sijill.steps.case.claims_desk import read_desk
    from sijill.steps.decisions.claims import check_sentence

    with Ledger.open(workspace.ledger) as ledger:
        register = replay(ledger.entries())
    desk = read_desk(workspace, register.case)
    return tuple(
        claim
        for sentence in sentences
        for claim in check_sentence(register, desk, sentence, stated)
    )


def _stated(options: Mapping[str, str | None]) -> "Corrections":
    """What the options state over the reading."""
    from sijill.steps.decisions.claims import Corrections

    unit, layer = options["unit"], options["layer"]
    return Corrections(
        number=_number(options["number"]),
        unit=Unit(unit) if unit else None,
        layer=Layer(layer) if layer else None,
        status=options["status"],
        actor=options["actor"],
        place=options["place"],
        period=_period(options["period"], "--period"),
        said_by=options["said_by"],
        said_on=_period(options["said_on"], "--said-on"),
        counted_by=options["counted_by"],
    )


def _lines(file: Path | None) -> list[str]:
    """The sentences of a file, one a line."""
    from sijill.steps.decisions.claims import read_sentences

    if file is None:
        raise click.UsageError("give a sentence, the record id of a claim, or --file.")
    return read_sentences(file)


def _number(text: str | None) -> CountRange | None:
    from sijill.language.numbers import read_count

    if text is None:
        return None
    read = read_count(text)
    if not isinstance(read, CountRange):
        raise DecisionError(f"--number {text!r}: {read.reason}.")
    return read


def _period(text: str | None, option: str) -> DateInterval | None:
    if text is None:
        return None
    try:
        return DateInterval.from_edtf(text)
    except ValueError as error:
        raise DecisionError(f"{option} {text!r}: {error}.") from error


def _report(tested: tuple[JudgedClaim, ...], *, as_json: bool) -> None:
    if as_json:
        say_json([_as_json(claim) for claim in tested])
        return
    for place, claim in enumerate(tested):
        if place:
            say("")
        if len(tested) > 1:
            say(f"“{claim.parts.sentence}”" if claim.parts.sentence else claim.subject)
        say(f"{label('claim_verdict', claim.verdict)}: {claim.reason}")
        if claim.refusal is not None and claim.refusal.needed:
            say(claim.refusal.needed)
        say_table("What the claim says", ("part", "value"), _parts(claim))
        rows = [
            (item.value, item.title, item.about, item.bearing.value, item.words)
            for item in claim.evidence
        ]
        if rows:
            say_table("Evidence", ("value", "figure", "of what", "says", "why"), rows, right=(0,))
            names = " ".join(item.figure for item in claim.evidence)
            say(f"The records behind a figure: sijill show CASE NAME, with NAME one of {names}.")
        for note in claim.notes:
            say(note)


def _parts(claim: JudgedClaim) -> list[tuple[str, str]]:
    parts = claim.parts
    titled = (
        ("number", str(parts.number)),
        ("comparator", parts.comparator.value),
        ("unit", parts.unit or ""),
        ("layer", parts.layer or ""),
        ("status", parts.status),
        ("actor", parts.actor),
        ("place", parts.place),
        ("period", parts.period.to_edtf()),
        ("said by", parts.said_by),
        ("said on", parts.said_on.to_edtf()),
        ("counted by", parts.counted_by),
        ("set against", parts.unlike or ""),
    )
    return [(name, value) for name, value in titled if value]


def _as_json(claim: JudgedClaim) -> dict[str, object]:
    refusal = claim.refusal
    return {
        "claim": claim.subject,
        "sentence": claim.parts.sentence,
        "parts": dict(_parts(claim)),
        "verdict": claim.verdict.value,
        "reason": claim.reason,
        "refused": refusal.reason.value if refusal else "",
        "missing": refusal.needed if refusal else "",
        "evidence": [
            {
                "figure": item.figure,
                "value": item.value,
                "bearing": item.bearing.value,
                "words": item.words,
                "about": item.about,
            }
            for item in claim.evidence
        ],
        "notes": list(claim.notes),
    }
