"""letters: what parties were asked, whether they answered, and how long is left."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.options import as_json, case_option, work_folder
from sijill.cli.output import say, say_json, say_table
from sijill.config import find_workspace
from sijill.language.sentences import with_noun

if TYPE_CHECKING:
    from sijill.official.letters import LetterStanding


@click.command("letters")
@click.option(
    "--on",
    "on",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="The day on which the clock is read (default: today).",
)
@case_option
@work_folder
@as_json
def show_letters(
    *, on: datetime | None, case: Path | None, work: Path | None, as_json: bool
) -> None:
    """List the letters of a case that ask a party for its view, in the order of sending.

    A list of letters has the kind reply_letter; an answer names its letter under answers.
    """
    from sijill.ledger import Ledger
    from sijill.model.records.record import LetterRecord
    from sijill.official.letters import letter_standings
    from sijill.register.register import replay

    workspace = find_workspace(case, work)
    with Ledger.open(workspace.ledger) as ledger:
        letters = replay(ledger.entries()).active(LetterRecord)
    day = on.date() if on else date.today()  # noqa: DTZ011  the reader's own day
    standings = letter_standings(letters.values(), day)
    if as_json:
        say_json({"on": day.isoformat(), "letters": list(map(_as_json, standings))})
        return
    if not standings:
        say("This case has no letters. A list of letters has the kind reply_letter.")
        return
    headings = ("letter", "to", "sent", "answer asked by", f"on {day.isoformat()}")
    say_table(with_noun(len(standings), "letter"), headings, list(map(_row, standings)))


def _as_json(standing: "LetterStanding") -> dict[str, object]:
    return {
        "letter": standing.letter.head.id,
        "addressee": standing.letter.addressee,
        "sent": standing.letter.sent.to_edtf(),
        "answer_by": standing.letter.answer_by.to_edtf(),
        "state": standing.state.value,
        "days": standing.days,
        "answered": standing.answered.to_edtf(),
        "answers": [answer.head.id for answer in standing.answers],
        "answer": standing.letter.answer,
    }


def _row(standing: "LetterStanding") -> tuple[str, ...]:
    letter, state = standing.letter, standing.state.value
    return (
        letter.head.id,
        letter.addressee,
        str(letter.sent),
        str(letter.answer_by) if letter.answer_by.is_known else "",
        state if standing.days is None else f"{state}, days: {standing.days}",
    )
