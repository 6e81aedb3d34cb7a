"""What a table of an authority's statements leaves to the lists beside it: who speaks, which day.

Whoever pastes releases into a spreadsheet seldom writes down whose they are, and calls the day of
the incident as well as that of the release "Date".
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from sijill.language.dates.running_text import dates_in
from sijill.language.phrases import stands_in
from sijill.language.scripts import fold
from sijill.model.records.fields import FIELDS
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.headings.fields import headings_of
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.incident_links import GuessedList
from sijill.sources.guessing.proposal import Guess
from sijill.sources.guessing.questions.answers import IS_DAY_OF_INCIDENT, SAYS_NO_SPEAKER
from sijill.steps.case.starting.case_text import parties_of

_ACTOR = "actor"
_WHOSE = "whose release it is"
"""How the caution of a release begins (``shapes.toml``)."""
_MOST = 0.6
_SHORTEST = 4
"""Letters of a word by which a text names a party."""
_WORD = re.compile(r"[^\W\d_]+")


def complete_statements(lists: Sequence[GuessedList]) -> list[GuessedList]:
    """The lists; those of statements with their author and the day that they are about.

    The author is the one party that the other lists name, or of several the one that the texts
    name; else it is left open, with a question, for statements of nobody are compared with
    nothing. A column "Date" is the day of the incident where its days seldom repeat, as those of
    monthly releases do, and the texts give no day.
    """
    others = [listed for listed in lists if listed.guess.kind is not RecordKind.DETERMINATION]
    parties = parties_of(others)
    return [
        replace(listed, guess=_with_speaker(_with_day(listed), listed, parties))
        if listed.guess.kind is RecordKind.DETERMINATION
        else listed
        for listed in lists
    ]


def _with_speaker(guess: Guess, listed: GuessedList, parties: Sequence[str]) -> Guess:
    if _ACTOR in guess.fields or _ACTOR in guess.fixed:
        return guess
    named = (
        list(parties)
        if len(parties) == 1
        else _named_in_texts(_texts(listed, "text", "around"), parties)
    )
    if len(named) != 1:
        question = (
            f"{SAYS_NO_SPEAKER}, and nobody's statements are compared with nothing: "
            "write actor under [fixed], as case.toml calls the party under [[actors]], and the "
            "party's id under [comparison]"
        )
        return replace(guess, questions=(*guess.questions, question))
    question = (
        f"{SAYS_NO_SPEAKER}; {named[0]!r}, whom the other lists name, is "
        "taken to have made them. If it did not, correct actor under [fixed]"
    )
    caution = "" if guess.caution.startswith(_WHOSE) else guess.caution  # answered, if by a guess
    return replace(
        guess,
        fixed={**guess.fixed, _ACTOR: named[0]},
        questions=(*guess.questions, question),
        caution=caution,
    )


def _named_in_texts(texts: Sequence[str], parties: Sequence[str]) -> list[str]:
    """The parties that texts name in full, or by a word that no other party's name has."""
    words_of_texts = [_WORD.findall(fold(text)) for text in texts]
    in_order = [" ".join(words) for words in words_of_texts]
    alone = {word for words in words_of_texts for word in words}
    names = {party: _WORD.findall(fold(party)) for party in parties}
    named: list[str] = []
    for party, own in names.items():
        others = {word for other in parties if other != party for word in names[other]}
        telling = {word for word in own if len(word) >= _SHORTEST} - others
        is_whole = own and any(stands_in(" ".join(own), words) for words in in_order)
        if is_whole or telling & alone:
            named.append(party)
    return named


def _with_day(listed: GuessedList) -> Guess:
    guess = listed.guess
    (column, *others) = guess.fields.get("issued", ("",))
    if not column or others or "happened" in guess.fields or not _is_any_date(column):
        return guess
    days = [row.cells[column].strip() for row in listed.table.rows if row.cells[column].strip()]
    texts = _texts(listed, "text")
    dated = sum(bool(dates_in(text)) for text in texts)
    if not texts or len(set(days)) < _MOST * len(days) or dated > (1 - _MOST) * len(texts):
        return guess
    fields = {name: names for name, names in guess.fields.items() if name != "issued"}
    fields["happened"] = (column,)
    question = (
        f"{column!r} {IS_DAY_OF_INCIDENT}, for its days seldom repeat and the texts "
        "give none. If it is the day of the statement, write issued for happened"
    )
    ordered = {name: fields[name] for name in FIELDS[RecordKind.DETERMINATION] if name in fields}
    return replace(guess, fields=ordered, questions=(*guess.questions, question))


def _is_any_date(column: str) -> bool:
    """Whether a heading says "date" and not of what."""
    of_incidents = headings_of(RecordKind.INCIDENT).get("happened", ())
    of_releases = headings_of(RecordKind.DETERMINATION).get("issued", ())
    return any(form in of_incidents and form in of_releases for form in readings(column))


def _texts(listed: GuessedList, *fields: str) -> list[str]:
    """The filled cells of fields that hold words of a release."""
    columns = [column for name in fields for column in listed.guess.fields.get(name, ())]
    cells = [row.cells[column] for row in listed.table.rows for column in columns]
    return [cell for cell in cells if cell.strip()]
