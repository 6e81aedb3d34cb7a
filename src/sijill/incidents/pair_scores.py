"""How likely two records are about one incident: weights of evidence added up, with reasons."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from sijill.language.scripts import fold, tidy
from sijill.model import limits
from sijill.model.codes import CauseOfDeath
from sijill.model.records.record import Group, IncidentRecord
from sijill.model.results.incidents import IncidentPair
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.places import Place
from sijill.model.word_files import words_beside
from sijill.places.distances import distance_m
from sijill.places.toponyms import place_keys

_SEVERAL = 3
"""From so many people named on both sides it says something that none is in common."""
_LETTER = re.compile(r"[^\W\d_]")
_BETWEEN_CODES = re.compile(r"[\s;,،؛|&+()\[\]]+")
_LETTERS_AND_NUMBER = re.compile(r"[A-Za-z]+\d+[A-Za-z]?")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is compared of one record. ``victims`` are persons; ``parties`` ids of the case.

    ``reported`` are the words of the reports that are tied to the record, as keys of places without
    those of the case's area, and ``first_report`` is the day of the first.
    """

    record: IncidentRecord
    victims: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    reported: frozenset[str] = frozenset()
    first_report: date | None = None


@cache
def weights() -> Mapping[str, int]:
    """The weights of ``grouping.toml``."""
    return words_beside(__name__, "grouping.toml")


def score_pair(left: Facts, right: Facts) -> IncidentPair | None:
    """Two records scored, or ``None`` where their days are too far apart and nothing ties them."""
    reasons: dict[str, int] = {}
    days = left.record.happened.days_apart(right.record.happened)
    has_one_code = bool(codes_of(left.record) & codes_of(right.record))
    is_tied = bool(left.victims & right.victims or has_one_code)
    if days is not None and days > weights()["farthest_days"] and not is_tied:
        return None
    places = _place_reasons(left, right)
    is_elsewhere = bool({"other_place_name", "places_far_apart"} & set(places))
    if days == 0 and not is_elsewhere:
        code = own_code(left.record)
        has_one_code = has_one_code or (bool(code) and code == own_code(right.record))
    for name in (
        *_day_reasons(days, left, right),
        *places,
        _victim_reason(left.victims, right.victims),
        "same_code" if has_one_code else "",
        "same_code_far_apart" if has_one_code and _is_of_another_time(left, right, days) else "",
        *_kind_reasons(left, right),
    ):
        if name:
            reasons[name] = weights()[name]
    first, second = sorted((left.record.head.id, right.record.head.id))
    return IncidentPair(first, second, probability(reasons), reasons)


def probability(reasons: Mapping[str, int]) -> int:
    """The probability in thousandths that weights of evidence add up to."""
    total = weights()["prior"] + sum(reasons.values())
    return round(1000 / (1 + math.exp(-total / 100)))


def _day_reasons(days: int | None, left: Facts, right: Facts) -> list[str]:
    """How far apart their days are; the first report of one is mostly of the incident's own day."""
    if days is None:
        return ["unknown_day"]
    reason = {0: "same_day", 1: "one_day_apart"}.get(days, "two_or_three_days_apart")
    later = [
        (reported.first_report - day).days
        for reported, other in ((left, right), (right, left))
        if reported.first_report and (day := other.record.happened.day)
    ]
    if days and 0 in later:
        return ["day_of_first_report"]
    is_doubted = any(after < 0 or (after and days == 1) for after in later)
    return [reason, "not_day_of_first_report"] if is_doubted else [reason]


def _place_reasons(left_facts: Facts, right_facts: Facts) -> list[str]:
    reasons: list[str] = []
    left, right = left_facts.record.place, right_facts.record.place
    left_names, right_names = _keys(left), _keys(right)
    is_wide = _is_wide(left) or _is_wide(right)
    if left_names & right_names:
        reasons.append("same_place_name")
    elif left_names and right_names and not is_wide:
        reasons.append("other_place_name")
    elif _name(left_facts.reported, right) or _name(right_facts.reported, left):
        reasons.append("reports_name_the_place")
    if left.point is None or right.point is None:
        return reasons
    radii = (left.radius_m or 0) + (right.radius_m or 0)
    gap = distance_m(left.point, right.point) - radii
    if gap > weights()["far_apart_m"]:
        return [*reasons, "places_far_apart"]
    if gap > 0:
        return [*reasons, "places_apart"]
    if radii <= weights()["precise_m"]:
        return [*reasons, "precise_places_meet"]
    return [*reasons, "places_meet" if radii <= weights()["wide_m"] else "wide_places_meet"]


def _name(reported: frozenset[str], place: Place) -> bool:
    """Whether reports name a place; that they name the town says nothing."""
    names = _keys(place)
    return bool(names) and names <= reported and not _is_wide(place)


def _is_wide(place: Place) -> bool:
    return (place.radius_m or 0) > weights()["wide_m"]


def _is_of_another_time(left: Facts, right: Facts, days: int | None) -> bool:
    """Whether two lists print one code at times that are too far apart, and nothing else ties them.

    Lists of two organisations may both begin with INC-001; a person should look.
    """
    is_far = days is not None and days > weights()["farthest_days"]
    one_list = left.record.head.source == right.record.head.source
    return is_far and not one_list and left.victims.isdisjoint(right.victims)


@lru_cache(maxsize=65_536)
def _name_keys(name: str) -> frozenset[str]:
    return place_keys(name)


def _keys(place: Place) -> frozenset[str]:
    return frozenset(key for name in place.names for key in _name_keys(name.written))


def _victim_reason(left: frozenset[str], right: frozenset[str]) -> str:
    common, smaller = len(left & right), min(len(left), len(right))
    if not smaller:
        return ""
    if not common:
        return "no_victim_in_both" if smaller >= _SEVERAL else ""
    return "half_of_victims_in_both" if 2 * common >= smaller else "a_victim_in_both"


def codes_of(record: IncidentRecord) -> frozenset[str]:
    """The codes of a record; one field may hold two. A longer text is a note, and has none.

    What hyphens, points and strokes hold together is one code: 2023-014 and 2023-015 share a year
    and are two incidents. A stroke parts codes only where one of them is letters with a number. A
    code without a letter is none here: many lists number their rows from 1, or from 101, on.
    """
    if len(record.code) > limits.LONGEST_KEY:
        return frozenset()
    return frozenset(
        code.upper()
        for word in _BETWEEN_CODES.split(record.code)
        for code in _parted(word.strip("-–.:#*/'\""))
        if _LETTER.search(code) and any(map(str.isdecimal, code))
    )


def _parted(word: str) -> list[str]:
    """The codes that strokes part: "3155/CS1640"; a word without such codes is whole."""
    parts = word.split("/")
    if not any(map(_LETTERS_AND_NUMBER.fullmatch, parts)):
        return [word]
    return list(filter(_LETTERS_AND_NUMBER.fullmatch, parts))


def own_code(record: IncidentRecord) -> str:
    """The list and the whole code of a record as one text; empty where it has none.

    A bare number names an incident in its own list alone, and there only on one day: numbers may
    begin anew with each sheet or month.
    """
    code = tidy(record.code).upper()
    return f"{record.head.source}:{code}" if 0 < len(code) <= limits.LONGEST_KEY else ""


def _kind_reasons(left: Facts, right: Facts) -> list[str]:
    reasons: list[str] = []
    causes = {left.record.cause_of_death, right.record.cause_of_death}
    if CauseOfDeath.UNKNOWN not in causes:
        reasons.append("same_cause" if len(causes) == 1 else "other_cause")
    left_munition, right_munition = fold(left.record.munition), fold(right.record.munition)
    if left_munition and left_munition == right_munition:
        reasons.append("same_munition")
    if left.parties and right.parties:
        reasons.append("same_actor" if left.parties & right.parties else "other_actor")
    return [*reasons, _number_reason(_killed(left.record), _killed(right.record))]


def _killed(record: IncidentRecord) -> CountRange:
    return record.killed.get(Group.CIVILIANS) or record.killed.get(Group.PEOPLE) or UNKNOWN_COUNT


def _number_reason(left: CountRange, right: CountRange) -> str:
    if left.lowest is None or right.lowest is None:
        return ""
    top = [count.highest if count.highest is not None else 10**9 for count in (left, right)]
    if left.lowest <= top[1] and right.lowest <= top[0]:
        return "numbers_meet"
    small, large = sorted((min(left.lowest, top[0]), min(right.lowest, top[1])))
    return "numbers_far_apart" if large > 2 * small + 2 else ""
