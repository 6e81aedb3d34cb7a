"""Likelihood ratios: how much more probable a finding is if the body is this missing person.

Each function compares one thing that was found on a body with the same thing of every missing
person, and returns a ratio for each: the probability of the finding if the body is that person,
over its mean over all of the list who have a value: the list itself is the reference population.
Where the body or the person has no value, the ratio is 1: nothing that is missing speaks for or
against anybody. A ratio is kept within ``MOST_AGAINST`` and ``MOST_FOR``, since a mistake in
writing is always possible.

Factors are multiplied. Sex, age, stature, day, place and name are nearly independent given who the
body is; clothing and effects are not, so they are compared together.

The constants are assumptions, stated here, and to be replaced by a team's own experience.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

MOST_FOR, MOST_AGAINST = 1e6, 1e-3
SEX_MISREAD = 0.02
"""How often an examiner writes the other sex of an adult."""
SEX_MISREAD_CHILD = 0.2
"""Of a child: before puberty neither a skeleton nor burnt remains show the sex well."""
AGE_SPREAD, LEAST_AGE_SPREAD_MONTHS = 0.15, 18.0
"""Standard deviation beyond the stated interval: a share of the age, at least so many months."""
STATURE_SPREAD_CM = 5.0
"""Standard deviation beyond the interval, for heights that families remember."""
DAY_SCALES = (2.0, 20.0, 200.0, 1500.0)
"""Mean days from the day when a person was last seen to the find, in equal parts."""
KM_SCALES = (0.2, 2.0, 20.0, 200.0)
"""Mean kilometres between the place that is named and the find, in equal parts."""
NAME_AGREES, NAME_HALF = 0.8, 0.12
"""A body's papers or bystanders give both parts of the name, or one of them."""
SITE_AGREES = 0.9
"""How often the family names the site where the body is found, where both name one."""
WORD_REPEATED = 0.35
"""How often a thing that one side describes is in the other side's words, if they are the same."""
WORD_POPULATION = 10
"""People in whose words a word would not stand, added to those of a short list."""
MOST_FOR_WORDS = 1e4
WORD_MISSING = 0.97
"""A thing that only one side mentions is weak evidence: it may have been lost or not asked for."""
LEAST_FOR_MISSING = 0.7
_EARTH_KM = 6371.0


def sex_ratios(body: str, missing: Sequence[str], *, is_child: bool) -> Array:
    """Sex against sex; an empty text is unknown."""
    misread = SEX_MISREAD_CHILD if is_child else SEX_MISREAD
    same = np.array([sex == body for sex in missing])
    known = np.array([bool(sex) for sex in missing]) & bool(body)
    return ratios_over_mean(np.where(same, 1 - misread, misread), known)


def interval_ratios(body: tuple[float, float], missing: Array, spread: float) -> Array:
    """An interval (age in months, height) against intervals: alike where they meet.

    Args:
        body: the ends; NaN is unknown.
        missing: ends of each person, of shape (people, 2).
        spread: the standard deviation of what lies between two intervals that do not meet.
    """
    gap = np.maximum(0.0, np.maximum(missing[:, 0] - body[1], body[0] - missing[:, 1]))
    known = ~np.isnan(gap) & bool(np.all(~np.isnan(body)))
    return ratios_over_mean(np.exp(-0.5 * (gap / spread) ** 2), known)


def age_spread_months(body: tuple[float, float]) -> float:
    """How far an age can lie outside the interval that was written for a body."""
    midpoint = float(np.mean(body))
    return (
        LEAST_AGE_SPREAD_MONTHS
        if np.isnan(midpoint)
        else max(LEAST_AGE_SPREAD_MONTHS, AGE_SPREAD * midpoint)
    )


def lag_ratios(lag_days: Array) -> Array:
    """The days from the last sign of life to the find; NaN is unknown, never negative."""
    density = np.zeros_like(lag_days)
    for scale in DAY_SCALES:
        density += np.exp(-np.abs(lag_days) / scale) / scale
    return ratios_over_mean(density, ~np.isnan(lag_days))


def distance_ratios(distance_km: Array) -> Array:
    """The kilometres between the places beyond what their radii allow; NaN is unknown."""
    density = np.zeros_like(distance_km)
    for scale in KM_SCALES:
        density += np.exp(-distance_km / scale) / scale**2
    return ratios_over_mean(density, ~np.isnan(distance_km))


def distances_km(body: tuple[float, float], missing: Array) -> Array:
    """Great-circle distances from a point to points of shape (people, 2), degrees north and east.

    The sphere is within half a per cent of the ellipsoid, far less than any radius here.
    """
    here, there = np.radians(np.array(body)), np.radians(missing)
    half = np.sin((there - here) / 2) ** 2
    inner = half[:, 0] + np.cos(here[0]) * np.cos(there[:, 0]) * half[:, 1]
    return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(inner, 0, 1))))


@dataclass(frozen=True, slots=True)
class NameWords:
    """A name as it is compared: the keys of all its parts, and that of the given name."""

    parts: frozenset[str] = frozenset()
    given: str = ""

    def agreement(self, other: "NameWords") -> int:
        """2 where two parts agree (or all that there are), 1 where one does, 0 where none does.

        Brothers share father and family, and a father's name stands in his son's: where both given
        names are known and are not in both names, nothing agrees.
        """
        is_whole = len(self.parts) > 1 and len(other.parts) > 1
        givens = {self.given, other.given} - {""}
        if is_whole and not givens <= self.parts & other.parts:
            return 0
        shared = len(self.parts & other.parts)
        wanted = max(1, min(len(self.parts), len(other.parts), 2))
        return 2 if shared >= wanted else min(shared, 1)


def name_ratios(body: NameWords, missing: Sequence[NameWords]) -> Array:
    """The name that was found on a body or said beside it, against the names of the list.

    Both or more parts agree, one does, or none: the ratio is how often that happens for the same
    person over how often it happens on this list, so a rare family name says more than a common.
    """
    level = np.array([body.agreement(name) for name in missing])
    wanted = np.array([min(len(body.parts), len(name.parts)) for name in missing])
    known = wanted > 0
    people = max(int(known.sum()), 1)
    ratios = np.ones(len(missing))
    for value, chance in ((2, NAME_AGREES), (1, NAME_HALF), (0, 1 - NAME_AGREES - NAME_HALF)):
        at_level = known & (level == value)
        expected = (int(at_level.sum()) + 0.5) / (people + 1)
        ratios[at_level] = chance / expected
    return np.clip(ratios, MOST_AGAINST, MOST_FOR)


def site_ratios(body: str, missing: Sequence[str]) -> Array:
    """The site where a body was found against the sites where people are believed to lie.

    Empty is unknown. The same site speaks by how few are believed to lie there; another site speaks
    against, for families are sometimes wrong about the house, and then any other may be meant.
    """
    known = np.array([bool(site) for site in missing]) & bool(body)
    same = np.array([site == body for site in missing])
    others = max(1, len({body, *filter(None, missing)}) - 1)
    return ratios_over_mean(np.where(same, SITE_AGREES, (1 - SITE_AGREES) / others), known)


def word_ratios(body: frozenset[str], missing: Sequence[frozenset[str]]) -> Array:
    """Things described on both sides (clothing and effects, or marks), word by word.

    A word that both sides use speaks for them by its rarity on the list; one that is used on one
    side alone hardly speaks against them. Words come together ("grey shirt"), so their product is
    no ratio yet: it is divided by its mean over the list and ``WORD_POPULATION`` people more who
    share no word with the body. Without that, a body of many common words would seem to be of
    somebody on the list whoever it is.
    """
    people = sum(1 for words in missing if words)
    frequency = Counter(word for words in missing for word in words)
    known = np.array([bool(words and body) for words in missing])
    likelihood = np.ones(len(missing))
    for place, words in enumerate(missing):
        if not known[place]:
            continue
        for word in body & words:
            share = (frequency[word] + 0.5) / (people + WORD_POPULATION)
            likelihood[place] *= max(1.0, WORD_REPEATED / share)
        alone = max(LEAST_FOR_MISSING, WORD_MISSING ** len(body ^ words))
        likelihood[place] = min(likelihood[place], MOST_FOR_WORDS) * alone
    return ratios_over_mean(likelihood, known, WORD_POPULATION)


def ratios_over_mean(likelihood: Array, known: NDArray[np.bool_], more: int = 0) -> Array:
    """Likelihoods over their mean among those who have a value; 1 where there is none.

    ``more`` people of likelihood 1 are counted into the mean.
    """
    ratios = np.ones(len(likelihood))
    if known.any():
        mean = (float(likelihood[known].sum()) + more) / (int(known.sum()) + more)
        if mean > 0:
            ratios[known] = np.clip(likelihood[known] / mean, MOST_AGAINST, MOST_FOR)
    return ratios
