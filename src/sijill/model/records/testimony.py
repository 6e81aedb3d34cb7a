"""Accounts of witnesses, and what each witness allowed."""

from dataclasses import dataclass

from sijill.model.codes import ConsentIdentity, ConsentState, ConsentUse
from sijill.model.records.head import Head
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.names import PersonName
from sijill.model.values.places import UNKNOWN_PLACE, Place


@dataclass(frozen=True, slots=True)
class TestimonyRecord:
    """An account, under a pseudonym. Who the witness is stays in the captured file.

    ``may_quote`` is what the witness answered about publication: a refusal and a question that
    nobody asked both mean no, and are told apart. ``uses`` are what the row's list of consents
    allows; ``None`` where the list asks no such question. Each use that is not in it is refused.
    ``shown_as`` is in what form the witness may appear. ``earlier_interviews`` is how often the
    account was told to others before, ``incident`` the record of the incident that it is about, or
    empty.
    """

    head: Head
    pseudonym: str = ""
    given_on: DateInterval = UNKNOWN_DATE
    happened: DateInterval = UNKNOWN_DATE
    place: Place = UNKNOWN_PLACE
    killed: CountRange = UNKNOWN_COUNT
    mentioned_names: tuple[PersonName, ...] = ()
    account: str = ""
    may_quote: ConsentState = ConsentState.NOT_ASKED
    uses: frozenset[ConsentUse] | None = None
    shown_as: ConsentIdentity | None = None
    earlier_interviews: CountRange = UNKNOWN_COUNT
    incident: str = ""
