"""The log of a body: who held it and where, how far its examination is, where it was buried.

Each is a signed decision about a set of remains, which is named by its record or by the code on the
bag. A presence is never replaced: a body that was moved has one more line.
"""

from dataclasses import dataclass

from sijill.language.dates import read_date
from sijill.language.scripts import fold
from sijill.ledger.entries.entry import Entry
from sijill.model.errors import DecisionError
from sijill.model.records.record import RemainsRecord
from sijill.model.recovery_codes import ExaminationItem, ExaminationState
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.unreadable import Unreadable
from sijill.register.events import ExaminationEntry, PresenceEntry
from sijill.register.register import Register, replay
from sijill.steps.decisions.judge import find_record
from sijill.steps.open_case import OpenCase


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds a body at which place, from a day on (as written), and whether it is buried."""

    holder: str
    place: str
    reason: str
    since: str = ""
    is_burial: bool = False


@dataclass(frozen=True, slots=True)
class ExaminedPart:
    """How far one part of an examination is, and who does it."""

    item: ExaminationItem
    state: ExaminationState
    reason: str
    by: str = ""


def record_presence(case: OpenCase, name: str, holding: Holding) -> Entry:
    """Write down who holds a body and where.

    Raises:
        DecisionError: if there is no such body, somebody or somewhere is not named, the day cannot
            be read, or lies before the day on which the body was found.
    """
    for words, meant in ((holding.holder, "holder"), (holding.place, "place")):
        if not words.strip():
            raise DecisionError(f"the {meant} is empty: who holds the body, and where?")
    _demand_reason(holding.reason)
    record = find_remains(replay(case.ledger.entries()), name)
    since = _day(holding.since)
    first_day = record.recovered.earliest
    if since.latest is not None and first_day is not None and since.latest < first_day:
        raise DecisionError(
            f"{name} was found on {record.recovered}; nobody can have held it on {since}."
        )
    entry = PresenceEntry(
        holding.holder.strip(),
        holding.place.strip(),
        holding.reason.strip(),
        since.to_edtf(),
        "yes" if holding.is_burial else "",
    )
    return case.append_one(entry.draft(record.head.id))


def record_examination(case: OpenCase, name: str, part: ExaminedPart) -> Entry:
    """Write down how far a part of an examination is; a later one about the same replaces it.

    Raises:
        DecisionError: if there is no such body, or no reason is given.
    """
    _demand_reason(part.reason)
    record = find_remains(replay(case.ledger.entries()), name)
    entry = ExaminationEntry(part.item, part.state, part.reason.strip(), part.by.strip())
    return case.append_one(entry.draft(record.head.id))


def find_remains(register: Register, name: str) -> RemainsRecord:
    """The set of remains of that record id, or with that code.

    Raises:
        DecisionError: if there is none, or several have the code.
    """
    remains = register.active(RemainsRecord)
    if name in remains:
        return remains[name]
    coded = [
        record for record in remains.values() if record.code and fold(record.code) == fold(name)
    ]
    if len(coded) == 1:
        return coded[0]
    if coded:
        listed = ", ".join(record.head.id for record in coded)
        raise DecisionError(f"several remains have the code {name}: {listed}. Name the record.")
    find_record(register, name)
    raise DecisionError(f"{name} is no record of remains that counts.")


def _demand_reason(reason: str) -> None:
    if not reason.strip():
        raise DecisionError("give the reason: it stays in the log of the body.")


def _day(written: str) -> DateInterval:
    if not written.strip():
        return UNKNOWN_DATE
    day = read_date(written)
    if isinstance(day, Unreadable) or not day.is_known:
        raise DecisionError(f"{written!r} is no day: write it as 2031-06-09.")
    return day
