"""Populations of known size in which several assumptions are broken at once: a sixth set of tables.

In ``second_set`` each family breaks one assumption in one way. Here a population is composed: who
is easy to record, where and when lists work, what they pass on to each other, and how well they are
linked. A family has one of these as its main fault, drawn stronger, and lesser ones beside it; the
last one draws three. Numbers are drawn by those recorded, from 50 to 500,000, on 3 to 11 lists.

Written, with its seed, before the ways of putting methods together that it judges were tried.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from scenarios import count_histories, logit, record
from second_set import Table
from sijill.estimation.tables.cells import Booleans, Floats

SIXTH_SET_SEED = 20_261_129
PILOT = 4_000
"""Persons of whom the share recorded is seen before the number of all is chosen."""
NEVER = -40.0
"""Log odds of a list that does not work there or then."""
SHARED_LINKS = 2
"""Lists that work in every region, at least."""

Differ = Callable[[int, np.random.Generator], Floats]
"""What is added to the log odds of so many persons, shape (persons, lists) or (persons, 1)."""
Change = Callable[[Booleans, Floats, np.random.Generator], Booleans]
"""Who is on which list after lists have worked on each other, or were linked."""


@dataclass(frozen=True, slots=True)
class Process:
    """How lists come to be, whatever the number of persons."""

    chances: Floats
    differences: tuple[Differ, ...] = ()
    changes: tuple[Change, ...] = ()
    errors: tuple[Change, ...] = ()
    """Of linkage, after lists have worked on each other."""

    def record(self, persons: int, rng: np.random.Generator) -> Booleans:
        """Who is on which list, those on no list included; shape (persons, lists)."""
        log_odds = np.tile(logit(self.chances), (persons, 1))
        for differ in self.differences:
            log_odds = log_odds + differ(persons, rng)
        on_lists = record(np.clip(log_odds, NEVER, -NEVER), rng)
        for change in (*self.changes, *self.errors):
            on_lists = change(on_lists, log_odds, rng)
        return on_lists


@dataclass(frozen=True, slots=True)
class Family:
    """Processes with the same main fault."""

    draw: Callable[[np.random.Generator, Floats], Process]
    """With these chances of each list."""
    recorded: tuple[int, int] = (200, 30_000)
    lists: tuple[int, int] = (3, 5)


def composed_set(each: int, seed: int = SIXTH_SET_SEED) -> Iterator[Table]:
    """``each`` tables of every family; the same whenever it is called."""
    for place, (name, family) in enumerate(FAMILIES.items()):
        for number in range(each):
            rng = np.random.default_rng((seed, place, number))
            process = family.draw(rng, _chances(rng, *family.lists))
            recorded = np.exp(rng.uniform(*np.log(family.recorded)))
            share = process.record(PILOT, rng).any(axis=1).mean()
            on_lists = process.record(int(recorded / share), rng)
            yield Table(name, number, count_histories(on_lists), len(on_lists))


def _chances(rng: np.random.Generator, fewest: int, most: int) -> Floats:
    """The more lists, the less each holds."""
    lists = int(rng.integers(fewest, most + 1))
    highest = 0.4 if lists <= 5 else 0.25  # noqa: PLR2004 - as many as all models are searched for
    chances: Floats = np.exp(rng.uniform(np.log(0.04), np.log(highest), lists))
    chances[rng.integers(lists)] = highest
    return chances


def _by_degrees(deviation: float) -> Differ:
    """Normal log odds, alike for every list."""
    return lambda persons, rng: rng.normal(0.0, deviation, (persons, 1))


def _by_skewed_degrees(shape: float) -> Differ:
    """Odds in proportion to a gamma variable: few are very easy, many hard."""
    return lambda persons, rng: np.log(rng.gamma(shape, 1 / shape, (persons, 1)) + 1e-12)


def _in_regions(shares: Floats, offsets: Floats) -> Differ:
    """Regions of different coverage; offsets of shape (regions, lists)."""

    def differ(persons: int, rng: np.random.Generator) -> Floats:
        region = rng.choice(len(shares), persons, p=shares)
        added: Floats = offsets[region]
        return added

    return differ


def _hidden(share: float, harder: float) -> Differ:
    """A share of the people has so many times smaller odds of any list."""
    return lambda persons, rng: np.where(rng.random((persons, 1)) < share, -np.log(harder), 0.0)


def _in_periods(starts: Floats, ends: Floats) -> Differ:
    """Each list works from its start to its end, in a time from 0 to 1."""

    def differ(persons: int, rng: np.random.Generator) -> Floats:
        day = rng.random((persons, 1))
        return np.where((day >= starts) & (day <= ends), 0.0, NEVER)

    return differ


def _refer(giver: int, taker: int, share: float) -> Change:
    """A list passes a share of its persons on to another."""

    def change(on_lists: Booleans, _: Floats, rng: np.random.Generator) -> Booleans:
        changed = on_lists.copy()
        changed[:, taker] |= on_lists[:, giver] & (rng.random(len(on_lists)) < share)
        return changed

    return change


def _follow(before: int, then: int, factor: float) -> Change:
    """Who is on one list has other odds of another; with a factor below 1 that list avoids them."""

    def change(on_lists: Booleans, log_odds: Floats, rng: np.random.Generator) -> Booleans:
        changed = on_lists.copy()
        odds = log_odds[:, [then]] + np.log(factor) * on_lists[:, [before]]
        changed[:, [then]] = record(np.clip(odds, NEVER, -NEVER), rng)
        return changed

    return change


def _miss_links(share: float) -> Change:
    """Records of persons on several lists stand alone, in the rows of people on no list."""

    def change(on_lists: Booleans, _: Floats, rng: np.random.Generator) -> Booleans:
        several = on_lists.sum(axis=1, keepdims=True) > 1
        alone = on_lists & several & (rng.random(on_lists.shape) < share)
        kept: Booleans = on_lists & ~alone
        free = np.flatnonzero(~kept.any(axis=1))
        of_lists = np.nonzero(alone)[1][: len(free)]
        kept[free[: len(of_lists)], of_lists] = True
        return kept

    return change


def _link_falsely(share: float) -> Change:
    """Two persons are put together; a share of those recorded is lost so."""

    def change(on_lists: Booleans, _: Floats, rng: np.random.Generator) -> Booleans:
        recorded = rng.permutation(np.flatnonzero(on_lists.any(axis=1)))
        pairs = int(share * len(recorded))
        kept, lost = recorded[:pairs], recorded[pairs : 2 * pairs]
        linked = on_lists.copy()
        linked[kept] |= linked[lost]
        linked[lost] = False
        return linked

    return change


def _two_lists(rng: np.random.Generator, lists: int) -> tuple[int, int]:
    first, second = rng.choice(lists, 2, replace=False)
    return int(first), int(second)


def _mild(rng: np.random.Generator, chances: Floats) -> Process:
    """What every real table has: persons differ a little, and some links are wrong."""
    errors = _miss_links(rng.uniform(0.0, 0.02)), _link_falsely(rng.uniform(0.0, 0.005))
    return Process(chances, (_by_degrees(rng.uniform(0.0, 0.5)),), (), errors)


def _with(process: Process, differ: tuple[Differ, ...] = (), *changes: Change) -> Process:
    """The same with more."""
    return replace(
        process,
        differences=(*process.differences, *differ),
        changes=(*process.changes, *changes),
    )


def _only_chance(_: np.random.Generator, chances: Floats) -> Process:
    """Nothing is broken."""
    return Process(chances)


def _few_persons(rng: np.random.Generator, chances: Floats) -> Process:
    return _mild(rng, chances)


def _unlike(rng: np.random.Generator, chances: Floats) -> Process:
    """Normal or skewed, with one or the other even chance."""
    by_degrees, skewed = rng.uniform(0.6, 1.3), rng.uniform(0.8, 3.0)
    differ = _by_degrees(by_degrees) if rng.random() < 0.5 else _by_skewed_degrees(skewed)  # noqa: PLR2004
    return Process(chances, (differ,))


def _regions(rng: np.random.Generator, chances: Floats) -> Process:
    """Two to five regions; some lists do not work in some of them."""
    number, lists = int(rng.integers(2, 6)), len(chances)
    offsets = rng.normal(0.0, 0.5, (number, 1)) + rng.normal(0.0, 0.6, (number, lists))
    for region in offsets:
        idle = rng.permutation(lists)[SHARED_LINKS:]
        region[idle[rng.random(len(idle)) < 0.2]] = NEVER  # noqa: PLR2004
    return Process(chances, (_in_regions(rng.dirichlet(np.full(number, 2.0)), offsets),))


def _referral(rng: np.random.Generator, chances: Floats) -> Process:
    """One list passes persons on to another, and half of the time that one to a third."""
    process = _mild(rng, chances)
    order = rng.permutation(len(process.chances))[: int(rng.integers(2, 4))]
    steps = [_refer(int(a), int(b), rng.uniform(0.1, 0.6)) for a, b in pairwise(order)]
    return _with(process, (), *steps)


def _absorbing(rng: np.random.Generator, chances: Floats) -> Process:
    """Who is on one list is hardly put on any list that comes after it."""
    process = _mild(rng, chances)
    lists = len(process.chances)
    absorbing, factor = int(rng.integers(lists - 1)), rng.uniform(0.02, 0.5)
    later = [_follow(absorbing, then, factor) for then in range(absorbing + 1, lists)]
    return _with(process, (), *later)


def _out_of_reach(rng: np.random.Generator, chances: Floats) -> Process:
    """Of a few of the people next to nobody is on any list."""
    process = _mild(rng, chances)
    return _with(process, (_hidden(rng.uniform(0.02, 0.12), rng.uniform(10.0, 40.0)),))


def _hard_group(rng: np.random.Generator, chances: Floats) -> Process:
    process = _mild(rng, chances)
    return _with(process, (_hidden(rng.uniform(0.15, 0.45), rng.uniform(2.5, 7.0)),))


def _bound_lists(rng: np.random.Generator, chances: Floats) -> Process:
    """One to three pairs of lists hang together or avoid each other."""
    process = _mild(rng, chances)
    pairs = [_two_lists(rng, len(process.chances)) for _ in range(int(rng.integers(1, 4)))]
    factors = np.exp(rng.uniform(np.log(0.4), np.log(4.0), len(pairs)))
    return _with(process, (), *(_follow(a, b, f) for (a, b), f in zip(pairs, factors, strict=True)))


def _wrong_links(rng: np.random.Generator, chances: Floats) -> Process:
    errors = _miss_links(rng.uniform(0.0, 0.08)), _link_falsely(rng.uniform(0.0, 0.02))
    return replace(_mild(rng, chances), errors=errors)


def _times(rng: np.random.Generator, chances: Floats) -> Process:
    """Lists work at different times, half of the time or more, and one the whole time."""
    process = _mild(rng, chances)
    lists = len(process.chances)
    starts, lengths = rng.uniform(0.0, 0.4, lists), rng.uniform(0.5, 1.0, lists)
    whole = int(rng.integers(lists))
    starts[whole], lengths[whole] = 0.0, 1.0
    return _with(process, (_in_periods(starts, starts + lengths),))


def _many(rng: np.random.Generator, chances: Floats) -> Process:
    """Six to eleven lists, of which two pairs hang together."""
    process = _mild(rng, chances)
    pairs = [_two_lists(rng, len(process.chances)) for _ in range(2)]
    return _with(process, (), *(_follow(a, b, rng.uniform(0.6, 4.0)) for a, b in pairs))


FAULTS = (_unlike, _regions, _referral, _absorbing, _out_of_reach, _hard_group, _bound_lists)


def _three_faults(rng: np.random.Generator, chances: Floats) -> Process:
    """The faults of three other families, on the same lists."""
    parts = [FAULTS[int(place)](rng, chances) for place in rng.permutation(len(FAULTS))[:3]]
    differences = tuple(one for part in parts for one in part.differences)
    changes = tuple(one for part in parts for one in part.changes)
    errors = max((part.errors for part in parts), key=len)
    return Process(chances, differences, changes, errors)


FAMILIES: dict[str, Family] = {
    "only chance": Family(_only_chance, (50, 500_000)),
    "few persons": Family(_few_persons, (50, 300)),
    "people unlike each other": Family(_unlike),
    "regions": Family(_regions),
    "lists that refer": Family(_referral),
    "a list that absorbs": Family(_absorbing, lists=(4, 5)),
    "people out of reach": Family(_out_of_reach),
    "a harder group": Family(_hard_group),
    "lists bound together": Family(_bound_lists, lists=(4, 5)),
    "wrong links": Family(_wrong_links),
    "times": Family(_times, lists=(4, 5)),
    "six to eleven lists": Family(_many, lists=(6, 11)),
    "very many persons": Family(_bound_lists, (50_000, 500_000), (4, 5)),
    "three faults": Family(_three_faults, lists=(4, 5)),
}
