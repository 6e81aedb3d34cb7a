"""Missing people and bodies as columns: what both sides can be compared by."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sijill.language.scripts import fold
from sijill.model.codes import Sex
from sijill.model.records.record import PersonRecord, RemainsRecord
from sijill.model.values.ages import AgeInterval
from sijill.model.values.dates import DateInterval
from sijill.model.values.names import PersonName
from sijill.model.values.personal import PersonalDetails
from sijill.model.values.places import Place
from sijill.model.values.stature import Stature
from sijill.remains.likelihoods import Array, NameWords
from sijill.remains.teeth import Chart, read_chart

OLDEST_MONTHS = 1500.0
_SEXES = (Sex.MALE, Sex.FEMALE)
_LEAST_LETTERS = 3
_WORD = re.compile(r"[^\W\d_]+")
DAYS_PER_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of one person or body, in plain values; NaN, empty and none are unknown.

    ``age`` is in months, ``stature`` in centimetres, ``days`` are ordinals of the first and last
    possible day, ``point`` degrees north and east, ``radius_km`` how exactly that is known.
    ``is_last_seen`` says that the days are those on which somebody was last known alive; otherwise
    they are those of a death or a find, which lists date by what they heard.
    """

    record: str
    sex: str
    age: tuple[float, float]
    stature: tuple[float, float]
    days: tuple[float, float]
    point: tuple[float, float]
    radius_km: float
    name: NameWords
    things: frozenset[str]
    marks: frozenset[str]
    teeth: Chart
    is_last_seen: bool = False
    site: str = ""


def traits_of_missing(record: PersonRecord) -> Traits:
    """A missing person; the day is when he or she was last seen, or else that of the event."""
    day = record.last_seen if record.last_seen.is_known else record.died
    traits = _traits(
        record.head.id,
        (record.sex, record.age, day, record.place),
        record.written_names,
        record.personal,
    )
    return replace(traits, is_last_seen=record.last_seen.is_known, site=fold(record.site))


def traits_of_body(record: RemainsRecord) -> Traits:
    """A body; the day is the day it was found."""
    traits = _traits(
        record.head.id,
        (record.sex, record.age, record.recovered, record.found_at),
        record.written_names,
        record.personal,
    )
    return replace(traits, site=fold(record.recovery.site))


def _traits(
    record: str,
    circumstances: tuple[Sex, AgeInterval, DateInterval, Place],
    names: Sequence[PersonName],
    personal: PersonalDetails,
) -> Traits:
    sex, age, day, place = circumstances
    unknown = float("nan")
    point = place.point
    return Traits(
        record,
        sex.value if sex in _SEXES else "",
        _age(age),
        _stature(personal.stature),
        (
            float(day.earliest.toordinal()) if day.earliest else unknown,
            float(day.latest.toordinal()) if day.latest else unknown,
        ),
        (point.latitude, point.longitude) if point else (unknown, unknown),
        (place.radius_m or 0) / 1000,
        _name(names),
        _words((*personal.clothing, *personal.effects)),
        _words(personal.marks),
        read_chart(personal.dental),
    )


def _name(names: Sequence[PersonName]) -> NameWords:
    """Every part of all spellings, and the given name of the first that has one."""
    said = [name for name in names if name.is_comparable]
    return NameWords(
        frozenset(part.consonant_key for name in said for part in name.parts if part.consonant_key),
        next(
            (name.given.consonant_key for name in said if name.given and name.given.consonant_key),
            "",
        ),
    )


def _age(age: AgeInterval) -> tuple[float, float]:
    if not age.is_known:
        return float("nan"), float("nan")
    least = 0.0 if age.least_months is None else float(age.least_months)
    return least, OLDEST_MONTHS if age.most_months is None else float(age.most_months)


def _stature(stature: Stature) -> tuple[float, float]:
    if stature.least_cm is None or stature.most_cm is None:
        return float("nan"), float("nan")
    return float(stature.least_cm), float(stature.most_cm)


def _words(texts: Sequence[str]) -> frozenset[str]:
    """Words of three letters or more, folded over both scripts."""
    return frozenset(
        word for text in texts for word in _WORD.findall(fold(text)) if len(word) >= _LEAST_LETTERS
    )


class MissingPeople:
    """Everybody who is missing, each trait as a column (people in the order given)."""

    def __init__(self, people: Sequence[Traits]) -> None:
        self.records = [person.record for person in people]
        self.sexes = [person.sex for person in people]
        self.ages = _pairs([person.age for person in people])
        self.statures = _pairs([person.stature for person in people])
        self.days = _pairs([person.days for person in people])
        self.points = _pairs([person.point for person in people])
        self.radii_km: Array = np.array([person.radius_km for person in people], dtype=float)
        self.are_last_seen = np.array([person.is_last_seen for person in people], dtype=bool)
        self.names = [person.name for person in people]
        self.things = [person.things for person in people]
        self.marks = [person.marks for person in people]
        self.teeth = [person.teeth for person in people]
        self.sites = [person.site for person in people]

    def __len__(self) -> int:
        return len(self.records)

    def seen_after_found(self, body: Traits) -> NDArray[np.bool_]:
        """Who was seen alive after the last day on which the body can have been found."""
        return self.are_last_seen & (body.days[1] < self.days[:, 0])

    def lags(self, body: Traits) -> Array:
        """Days between the two dates: 0 where the intervals meet, NaN where one is unknown."""
        before, after = self.days[:, 0] - body.days[1], body.days[0] - self.days[:, 1]
        return np.maximum(0.0, np.maximum(before, after))

    def ages_at(self, body: Traits) -> Array:
        """Age intervals of shape (people, 2), the upper end older by the time since last seen."""
        lag = np.nan_to_num(np.maximum(0.0, body.days[1] - self.days[:, 0]), nan=0.0)
        grown = self.ages.copy()
        grown[:, 1] += lag / DAYS_PER_MONTH
        return grown


def _pairs(values: Sequence[tuple[float, float]]) -> Array:
    return np.array(values, dtype=float).reshape(len(values), 2)
