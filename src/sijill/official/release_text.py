"""Release text to fields.

"June 15, 2017, near al-Dar'iya, Raqqah, Syria, via Airwars report. After a review ..."

What a line does not say stays unknown. A line that says one civilian was killed and is silent on
injured says nothing about injured.
"""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from sijill.language.dates import months, read_date
from sijill.language.numbers import number_before
from sijill.language.scripts import script_of, tidy
from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.records.record import DeterminationRecord
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.places import UNKNOWN_PLACE, Place, PlaceBasis, PlacePrecision, Text
from sijill.model.values.unreadable import Unreadable
from sijill.places.grid import grid_in, read_grid

_KILLED = r"civilians?\s+(?:were|was)\s+(?:unintentionally\s+)?killed"
_INJURED = r"civilians?\s+(?:were|was)\s+(?:unintentionally\s+)?injured"
_PLACE = re.compile(
    r"\b(?:near|in|north of|south of|east of|west of)\s+(.+?)\s*,?\s+via\b", re.DOTALL
)
_CHANNEL = re.compile(r"\bvia\s+([^.:]+?)\s*[.:]")
_REFERENCE = re.compile(r"\b(\d{2,5})/([A-Z]{1,3}\d{2,5}[a-z]?)\b")


@dataclass(frozen=True, slots=True)
class Finding:
    """A phrase by which releases state a finding."""

    words: tuple[str, ...]
    position: OfficialPosition
    reason: OfficialReason


@cache
def findings() -> tuple[Finding, ...]:
    """The phrase table, in the order in which it decides."""
    text = files("sijill.official").joinpath("release_phrases.toml").read_text(encoding="utf-8")
    return tuple(
        Finding(
            tuple(row["words"]), OfficialPosition(row["position"]), OfficialReason(row["reason"])
        )
        for row in tomllib.loads(text)["phrase"]
    )


def read_release(record: DeterminationRecord) -> DeterminationRecord:
    """The record with the fields that its columns leave open read from its text."""
    text = tidy(record.text)
    if not text:
        return record
    read_position = record.position is OfficialPosition.NO_STATEMENT
    finding = finding_in(text) if read_position else None
    place = record.place if record.place.is_known else place_in(text)
    return replace(
        record,
        position=finding.position if finding else record.position,
        reason=finding.reason if finding else record.reason,
        codes=record.codes or codes_in(text),
        deaths=record.deaths if record.deaths.is_known else number_before(text, _KILLED),
        injuries=record.injuries if record.injuries.is_known else number_before(text, _INJURED),
        happened=record.happened if record.happened.is_known else date_in(text),
        place=place,
        channel=record.channel or channel_in(text),
        from_text=read_position,
    )


def finding_in(text: str) -> Finding | None:
    """The finding that the text states, if it uses a listed phrase."""
    plain = text.lower()
    return next(
        (finding for finding in findings() if any(words in plain for words in finding.words)), None
    )


def date_in(text: str) -> DateInterval:
    """The first date with a month's name in the text; unknown where there is none."""
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    found = re.search(rf"\b(?:{names})[.,]*\s*\d{{1,2}},?\s*\d{{4}}", text, re.IGNORECASE)
    value = read_date(found[0]) if found else UNKNOWN_DATE
    return UNKNOWN_DATE if isinstance(value, Unreadable) else value


def place_in(text: str) -> Place:
    """The place after "near" or "in", with the grid reference the line prints, if any."""
    found = _PLACE.search(text)
    names = (Text(found[1].strip(" ,"), script_of(found[1])),) if found else ()
    grid = read_grid(grid_in(text)) if grid_in(text) else None
    if grid is None or isinstance(grid, Unreadable):
        return Place(names) if names else UNKNOWN_PLACE
    point, radius_m = grid
    return Place(names, point, radius_m, PlacePrecision.VICINITY_100M, PlaceBasis.BELLIGERENT_MGRS)


def channel_in(text: str) -> str:
    """By which channel the allegation reached the authority, in its own words."""
    found = _CHANNEL.search(text)
    return found[1] if found else ""


def codes_in(text: str) -> tuple[str, ...]:
    """References of the form ``3155/CS1640``: the allegation's number and the monitor's code."""
    found = _REFERENCE.search(text)
    return found.groups() if found else ()
