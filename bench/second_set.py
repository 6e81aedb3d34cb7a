"""Populations of known size whose lists come to be as real ones do: a second set of tables.

Written before the way of putting methods together (version 4) was chosen; 22 of its tables were
seen while two rules of that way were mended, so it cannot judge the next version. Nothing is set by
hand for one table: each family of scenarios draws, for every table, how many persons there are, how
many lists, and how strongly its assumption is broken. So a family has easy tables and hard ones.

Where a family breaks the assumptions in a way that leaves no trace (people whom hardly any list
reaches), it does so within the bounds that the number on no list stays of the same order.
"""

from collections.abc import Callable, Iterator
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np

from scenarios import count_histories, logit, record
from sijill.estimation.tables.cells import Booleans, Floats, Integers

SECOND_SET_SEED = 20_261_127
DESIGN_SEEDS = 31_415_926, 20_270_301
"""Of tables from the same generators with which version 7 of the methods was designed: the second
was to judge it, and had been looked at when the lower end was changed."""
THIRD_SET_SEED = 20_270_401
"""Of tables from the same generators that judge it: written before any of them was estimated."""
FOURTH_SET_SEED = 20_270_501
"""Of the tables that judge version 8: written before any of them was estimated, together with two
families (``LATER_FAMILIES``) that had no tables of varying size and strength before."""
FIFTH_SET_SEED = 20_270_601
"""Of the tables that judge version 9: written before any of them was estimated."""

Draw = Callable[[np.random.Generator], Booleans]
"""Who is on which list, those on no list included; shape (persons, lists)."""


class Table(NamedTuple):
    """One table of known truth."""

    family: str
    number: int
    counts: Integers
    truth: int


def second_set(each: int, seed: int = SECOND_SET_SEED) -> Iterator[Table]:
    """``each`` tables of every family; the same whenever it is called."""
    later = LATER_FAMILIES if seed in {FOURTH_SET_SEED, FIFTH_SET_SEED} else {}
    families = FAMILIES | later
    for place, (family, draw) in enumerate(families.items()):
        for number in range(each):
            rng = np.random.default_rng((seed, place, number))
            on_lists = draw(rng)
            yield Table(family, number, count_histories(on_lists), len(on_lists))


def _persons(rng: np.random.Generator, least: float, most: float) -> int:
    """A number drawn evenly by its logarithm."""
    return int(np.exp(rng.uniform(np.log(least), np.log(most))))


def _chances(rng: np.random.Generator, lists: int, least: float, most: float) -> Floats:
    return np.exp(rng.uniform(np.log(least), np.log(most), lists))


def _log_odds(rng: np.random.Generator, persons: int, chances: Floats, deviation: float) -> Floats:
    """Of each person on each list, persons differing by the deviation."""
    ease = rng.normal(0.0, deviation, (persons, 1)) if deviation else np.zeros((persons, 1))
    return logit(chances)[None] + ease


def _follow(
    on_lists: Booleans, log_odds: Floats, before: int, then: int, factor: float
) -> Callable[[np.random.Generator], None]:
    """Draw list ``then`` anew, its odds times ``factor`` for those on ``before``."""

    def draw(rng: np.random.Generator) -> None:
        changed = log_odds[:, then] + np.log(factor) * on_lists[:, before]
        on_lists[:, then] = record(changed[:, None], rng)[:, 0]

    return draw


def _clean(rng: np.random.Generator) -> Booleans:
    persons, lists = _persons(rng, 300, 30_000), int(rng.integers(3, 6))
    return record(_log_odds(rng, persons, _chances(rng, lists, 0.08, 0.4), 0.0), rng)


def _small(rng: np.random.Generator) -> Booleans:
    """From about 50 recorded; persons differ a little."""
    persons, lists = _persons(rng, 120, 500), int(rng.integers(3, 6))
    chances = _chances(rng, lists, 0.1, 0.35)
    return record(_log_odds(rng, persons, chances, rng.uniform(0, 0.8)), rng)


def _unlike(rng: np.random.Generator) -> Booleans:
    """Persons differ by degrees, and more for some lists than for others."""
    persons, lists = _persons(rng, 800, 20_000), int(rng.integers(3, 6))
    chances, loads = _chances(rng, lists, 0.1, 0.4), rng.uniform(0.5, 1.3, lists)
    return record(logit(chances) + rng.normal(size=(persons, 1)) * loads, rng)


def _strata(rng: np.random.Generator) -> Booleans:
    """Two to four regions, each covered by every list in its own way."""
    lists, regions = int(rng.integers(3, 6)), int(rng.integers(2, 5))
    chances = _chances(rng, lists, 0.12, 0.4)
    parts = []
    for _ in range(regions):
        persons = _persons(rng, 300, 5_000)
        local = logit(chances) + rng.normal(0.0, 0.5) + rng.normal(0.0, 0.5, lists)
        parts.append(record(np.tile(local, (persons, 1)), rng))
    return np.vstack(parts)


def _referral(rng: np.random.Generator) -> Booleans:
    """One list passes a share of its persons on to another."""
    persons, lists = _persons(rng, 500, 20_000), int(rng.integers(3, 6))
    log_odds = _log_odds(rng, persons, _chances(rng, lists, 0.1, 0.35), rng.uniform(0, 0.5))
    on_lists = record(log_odds, rng)
    giver, taker = rng.choice(lists, 2, replace=False)
    on_lists[:, taker] |= on_lists[:, giver] & (rng.random(persons) < rng.uniform(0.15, 0.6))
    return on_lists


def _absorbing(rng: np.random.Generator) -> Booleans:
    """Who is on the first list is hardly put on one of the later lists any more."""
    persons, lists = _persons(rng, 800, 20_000), int(rng.integers(4, 6))
    log_odds = _log_odds(rng, persons, _chances(rng, lists, 0.12, 0.35), rng.uniform(0, 0.4))
    on_lists = record(log_odds, rng)
    _follow(on_lists, log_odds, 0, int(rng.integers(1, lists)), rng.uniform(0.1, 0.6))(rng)
    return on_lists


def _unreached(rng: np.random.Generator) -> Booleans:
    """A few of the people hardly appear on any list."""
    persons, lists = _persons(rng, 800, 20_000), int(rng.integers(3, 6))
    log_odds = _log_odds(rng, persons, _chances(rng, lists, 0.12, 0.35), rng.uniform(0, 0.5))
    hidden = rng.random(persons) < rng.uniform(0.02, 0.1)
    log_odds[hidden] -= 3.0
    return record(log_odds, rng)


def _linked(rng: np.random.Generator) -> Booleans:
    """One or two pairs of lists hang together, and persons differ a little."""
    persons, lists = _persons(rng, 500, 30_000), int(rng.integers(3, 6))
    log_odds = _log_odds(rng, persons, _chances(rng, lists, 0.1, 0.35), rng.uniform(0, 0.6))
    on_lists = record(log_odds, rng)
    order = rng.permutation(lists)
    for before, then in islice(pairwise(order), int(rng.integers(1, 3))):
        _follow(on_lists, log_odds, int(before), int(then), rng.uniform(1.5, 4.0))(rng)
    return on_lists


def _periods(rng: np.random.Generator) -> Booleans:
    """Each list works part of the time; all overlap with others."""
    persons, lists = _persons(rng, 800, 20_000), int(rng.integers(4, 6))
    starts = np.sort(rng.uniform(0.0, 0.35, lists))
    ends = np.sort(rng.uniform(0.65, 1.0, lists))
    day = rng.random((persons, 1))
    chances = _chances(rng, lists, 0.15, 0.4)
    works: Booleans = (day >= starts) & (day <= ends)
    return works & record(_log_odds(rng, persons, chances, 0.0), rng)


def _many_lists(rng: np.random.Generator) -> Booleans:
    """Six to eleven lists, some of few persons."""
    persons, lists = _persons(rng, 600, 20_000), int(rng.integers(6, 12))
    log_odds = _log_odds(rng, persons, _chances(rng, lists, 0.02, 0.25), rng.uniform(0, 0.9))
    on_lists = record(log_odds, rng)
    before, then = rng.choice(lists, 2, replace=False)
    _follow(on_lists, log_odds, int(before), int(then), rng.uniform(0.7, 4.0))(rng)
    return on_lists


def _large(rng: np.random.Generator) -> Booleans:
    """Up to half a million recorded: nothing is left to chance, all to the assumptions."""
    persons, lists = _persons(rng, 60_000, 900_000), int(rng.integers(3, 6))
    log_odds = _log_odds(rng, persons, _chances(rng, lists, 0.08, 0.3), rng.uniform(0, 0.7))
    on_lists = record(log_odds, rng)
    before, then = rng.choice(lists, 2, replace=False)
    _follow(on_lists, log_odds, int(before), int(then), rng.uniform(0.8, 3.0))(rng)
    return on_lists


def _badly_linked(rng: np.random.Generator) -> Booleans:
    """Records that should have been linked stand alone; some are linked that should not be.

    The truth is the number of persons; those lost to false links are among it, and records split
    off appear as persons of their own.
    """
    persons, lists = _persons(rng, 800, 10_000), int(rng.integers(3, 6))
    log_odds = _log_odds(rng, persons, _chances(rng, lists, 0.12, 0.35), rng.uniform(0, 0.5))
    on_lists = record(log_odds, rng)
    split = _draw_missed(on_lists, 0.0, 0.05, rng)
    recorded = np.flatnonzero((on_lists & ~split).any(axis=1))
    false = rng.permutation(recorded)[: 2 * int(rng.uniform(0.0, 0.02) * len(recorded) / 2)]
    first, second = false.reshape(2, -1)
    kept: Booleans = on_lists & ~split
    kept[first] |= kept[second]
    kept[second] = False
    return _stand_alone(kept, split)


def _draw_missed(
    on_lists: Booleans, least: float, most: float, rng: np.random.Generator
) -> Booleans:
    """The records of persons on several lists that were not linked, a share from least to most."""
    several = on_lists & (on_lists.sum(axis=1, keepdims=True) > 1)
    split: Booleans = several & (rng.random(several.shape) < rng.uniform(least, most))
    return split


def _stand_alone(kept: Booleans, split: Booleans) -> Booleans:
    """Records split off as persons of their own, beside what is kept of the others.

    There stay as many rows as persons: each takes the place of somebody on no list, while there
    are any.
    """
    free = np.flatnonzero(~kept.any(axis=1))
    alone = np.nonzero(split)[1][: len(free)]
    kept[free[: len(alone)], alone] = True
    return kept


FAMILIES: dict[str, Draw] = {
    "clean": _clean,
    "small": _small,
    "persons unlike": _unlike,
    "strata": _strata,
    "referral": _referral,
    "absorbing list": _absorbing,
    "hardly reached": _unreached,
    "linked lists": _linked,
    "periods": _periods,
    "many lists": _many_lists,
    "large": _large,
    "linkage errors": _badly_linked,
}


def _hard_group(rng: np.random.Generator) -> Booleans:
    """A group of the people is much harder to record, by some lists more than by others."""
    persons, lists = _persons(rng, 600, 10_000), int(rng.integers(3, 6))
    log_odds = _log_odds(rng, persons, _chances(rng, lists, 0.15, 0.45), 0.0)
    hard = rng.random(persons) < rng.uniform(0.2, 0.4)
    harder = np.log(rng.uniform(3.0, 8.0)) + rng.normal(0.0, 0.4, lists)
    return record(log_odds - hard[:, None] * harder, rng)


def _missed_links(rng: np.random.Generator) -> Booleans:
    """Of the records of persons on several lists, some stand alone as persons of their own."""
    persons, lists = _persons(rng, 800, 6_000), int(rng.integers(3, 6))
    on_lists = record(_log_odds(rng, persons, _chances(rng, lists, 0.12, 0.35), 0.0), rng)
    split = _draw_missed(on_lists, 0.04, 0.1, rng)
    return _stand_alone(on_lists & ~split, split)


LATER_FAMILIES: dict[str, Draw] = {
    "a group hard to record": _hard_group,
    "links missed": _missed_links,
}
