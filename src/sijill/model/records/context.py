"""What sources said of incidents, and what stands beside them: strikes and damage.

None of these is counted as persons. A strike has its own unit (strikes, munitions), a damaged
structure another (buildings).
"""

from dataclasses import dataclass

from sijill.model.records.head import Head
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.derivation import Derivation
from sijill.model.values.places import UNKNOWN_PLACE, Place


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """What one source said: a post, an article, a video, a release.

    ``incidents`` are the record ids of the incidents that the list says it is about. ``repeats`` is
    the record id of the report that it repeats, or empty, and ``relation`` how. ``team`` names who
    stands behind several publishers. ``pictures`` are perceptual hashes of 64 bits (hexadecimal).
    The link and archived copies stand in the head.
    """

    head: Head
    publisher: str = ""
    author: str = ""
    medium: str = ""
    published: DateInterval = UNKNOWN_DATE
    incidents: tuple[str, ...] = ()
    language: str = ""
    title: str = ""
    text: str = ""
    translation: str = ""
    repeats: str = ""
    relation: Derivation = Derivation.STATED
    team: str = ""
    pictures: tuple[str, ...] = ()
    killed: CountRange = UNKNOWN_COUNT
    injured: CountRange = UNKNOWN_COUNT
    place: Place = UNKNOWN_PLACE
    note: str = ""


@dataclass(frozen=True, slots=True)
class StrikeRecord:
    """One strike, or one bulletin of strikes, as a party or a monitor reports it."""

    head: Head
    actors: tuple[str, ...] = ()
    happened: DateInterval = UNKNOWN_DATE
    place: Place = UNKNOWN_PLACE
    incident: str = ""
    strikes: CountRange = UNKNOWN_COUNT
    munitions: CountRange = UNKNOWN_COUNT
    munition: str = ""
    target: str = ""
    text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LetterRecord:
    """A letter to a party asking for its view before publication, or the party's answer.

    ``answer_by`` is the day up to which an answer was asked for. ``answers`` is the record id of
    the letter that this one answers, or empty. ``answered`` and ``answer`` are the day and the
    words of the answer where the letter's own row tells them. ``incidents`` are record ids.
    """

    head: Head
    sender: str = ""
    addressee: str = ""
    subject: str = ""
    sent: DateInterval = UNKNOWN_DATE
    answer_by: DateInterval = UNKNOWN_DATE
    answers: str = ""
    answered: DateInterval = UNKNOWN_DATE
    answer: str = ""
    incidents: tuple[str, ...] = ()
    text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LedgerMonthRecord:
    """One month's totals of an authority's reports of harm, as its monthly release prints them.

    ``carried`` are open reports from earlier months, ``open_after`` those at the month's end.
    ``cumulative_deaths`` are all conceded so far. ``reopened`` reports may be inside ``carried`` or
    beside it: releases do both. Numbers that a release does not print are unknown.
    """

    head: Head
    actor: str = ""
    month: DateInterval = UNKNOWN_DATE
    carried: CountRange = UNKNOWN_COUNT
    received: CountRange = UNKNOWN_COUNT
    reopened: CountRange = UNKNOWN_COUNT
    completed: CountRange = UNKNOWN_COUNT
    credible: CountRange = UNKNOWN_COUNT
    non_credible: CountRange = UNKNOWN_COUNT
    duplicates: CountRange = UNKNOWN_COUNT
    open_after: CountRange = UNKNOWN_COUNT
    deaths: CountRange = UNKNOWN_COUNT
    cumulative_deaths: CountRange = UNKNOWN_COUNT
    note: str = ""


@dataclass(frozen=True, slots=True)
class DamageRecord:
    """One damaged structure as pictures or surveyors show it.

    ``seen`` is the day of the picture that shows the damage, ``unharmed`` that of the last one
    before it that does not: the damage was done between the two.
    """

    head: Head
    place: Place = UNKNOWN_PLACE
    structure: str = ""
    damage: str = ""
    seen: DateInterval = UNKNOWN_DATE
    unharmed: DateInterval = UNKNOWN_DATE
    incident: str = ""
    note: str = ""
