"""Persons whose stratum is not stated, shared out among the strata at random, several times.

A place, date or status that nobody wrote down leaves a person out of every stratum. The shares are
drawn from what is known of persons *on exactly the same lists*: these make up a Dirichlet
distribution over the strata, with one further person spread as everybody is, and those not stated
are a multinomial draw from a draw of it. So the uncertainty about the shares is in the replicates,
as proper multiple imputation needs (Rubin 1987, chapter 4; Schafer 1997, section 7.2).

The assumption, which no table can test: whether the stratum is stated does not depend on the
stratum, among persons on the same lists (*missing at random*).
"""

from collections.abc import Mapping

import numpy as np

from sijill.estimation.tables.cells import Floats
from sijill.estimation.tables.reading import NOT_STATED
from sijill.model.errors import TableError
from sijill.model.results.captures import CaptureTable

ASSUMPTION = (
    "Whose stratum is not stated was shared out among the strata as persons on exactly the same "
    "lists are: whether it is stated may not depend on the stratum itself."
)
SEPARATOR = "/"


def is_incomplete(stratum: str) -> bool:
    """Whether a part of the stratum's name is not stated."""
    return NOT_STATED in stratum.split(SEPARATOR)


def impute_strata(
    tables: Mapping[str, CaptureTable], *, number: int, seed: int
) -> list[dict[str, CaptureTable]]:
    """``number`` replicates of the tables by stratum, in which every stratum is stated.

    A person for whom a part is stated goes to strata with that part alone.

    Raises:
        TableError: if there is no stratum that a person may be of, or a value holds a slash.
    """
    parts = {len(name.split(SEPARATOR)) for name in tables}
    if len(parts) > 1:
        raise TableError("a stratum has a slash in its name; rename it before strata are imputed")
    stated = sorted(name for name in tables if not is_incomplete(name))
    rng = np.random.default_rng(seed)
    return [_impute_once(tables, stated, rng) for _ in range(number)]


def _impute_once(
    tables: Mapping[str, CaptureTable], stated: list[str], rng: np.random.Generator
) -> dict[str, CaptureTable]:
    counts = {name: dict(tables[name].counts) for name in stated}
    for name in sorted(set(tables) - set(stated)):
        open_to = [other for other in stated if _may_be(name, other)]
        if not open_to:
            raise TableError(f"no stratum is stated that persons of {name!r} could be of")
        everybody = np.array([tables[other].observed for other in open_to], dtype=np.float64)
        for members in sorted(tables[name].counts, key=sorted):
            known = np.array([tables[other].counts.get(members, 0) for other in open_to])
            drawn = _share_out(
                tables[name].counts[members], known + everybody / everybody.sum(), rng
            )
            for other, persons in zip(open_to, drawn, strict=True):
                counts[other][members] = counts[other].get(members, 0) + persons
    return {name: CaptureTable(name, tables[name].lists, counts[name]) for name in stated}


def _share_out(persons: int, weights: Floats, rng: np.random.Generator) -> list[int]:
    """How many go to each stratum: multinomial, its shares a Dirichlet draw."""
    positive = weights > 0
    shares = np.zeros_like(weights)
    shares[positive] = rng.dirichlet(weights[positive])
    drawn: list[int] = rng.multinomial(persons, shares / shares.sum()).tolist()
    return drawn


def _may_be(incomplete: str, stated: str) -> bool:
    pairs = zip(incomplete.split(SEPARATOR), stated.split(SEPARATOR), strict=True)
    return all(part in {NOT_STATED, other} for part, other in pairs)
