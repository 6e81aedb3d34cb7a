"""Whether a model's maximum likelihood estimate exists and is the only one.

In a sparse table an iterative fit can stop at a number that means nothing: the likelihood may go on
rising as a coefficient runs to infinity, or many coefficients may fit equally well. So a model is
checked before it may be compared (Fienberg & Rinaldo 2012, Annals of Statistics 40:996; Chan,
Silverman & Vincent 2021, JASA 116:1297).

Both answers depend on *which* cells hold anybody and not on how many: tables with the same occupied
cells have their margins in the relative interior of the same face of the marginal cone. So the
linear program is solved for a table of ones, whatever the size of the counts.
"""

from collections.abc import Iterator

import numpy as np
from scipy import optimize

from sijill.estimation.tables.cells import NOWHERE, Booleans, Floats, Integers, sum_over_supersets

POSITIVE = 1e-9
"""An optimum of the linear program below this is rounding, that is, zero."""


def has_maximum(terms: Integers, occupied: Booleans) -> bool:
    """Whether the extended maximum likelihood estimate exists and is identifiable.

    ``terms`` are all terms of the model with the intercept; ``occupied`` says of each of the 2^J
    cells whether it holds anybody. Terms that nobody's history contains are dropped, with the
    cells that contain them, as in :mod:`sijill.estimation.loglinear.fit`.
    """
    contains = (np.arange(len(occupied))[:, None] & terms) == terms
    kept = contains[occupied].any(axis=0)
    alive = ~contains[:, ~kept].any(axis=1)
    alive[NOWHERE] = False
    design = contains[alive][:, kept].astype(np.float64)
    parameters = design.shape[1]
    if np.linalg.matrix_rank(design[occupied[alive]]) == parameters:
        return True  # The occupied cells alone settle every coefficient.
    if np.linalg.matrix_rank(design) < parameters:
        return False
    return _has_positive_means(design, occupied[alive].astype(np.float64))


def lacks_margin(tables: Floats, term: int) -> Booleans:
    """Where a model with this term cannot have a maximum; one answer per table (row).

    A quick necessary condition: every cell of the margin of the term's lists holds somebody
    (Haberman 1974, The Analysis of Frequency Data, chapter 2). Say that nobody is on A and not on
    B: then a model that links the two sends log μ to −∞ there and leaves the other cells as they
    are. A margin cell y is excused where nobody is on all lists of y; it is dropped from the fit.
    """
    occupied = tables > 0
    on_all = sum_over_supersets(tables)
    cells = np.arange(tables.shape[1])
    lacking = np.zeros(len(tables), dtype=np.bool_)
    for part in _subsets(term):
        margin = (cells & term) == part
        lacking |= (on_all[:, part] > 0) & ~occupied[:, margin].any(axis=1)
    return lacking


def _subsets(term: int) -> Iterator[int]:
    part = term
    while part:
        yield part
        part = (part - 1) & term
    yield NOWHERE


def _has_positive_means(design: Floats, counts: Floats) -> bool:
    """Whether means y > 0 in every cell reproduce the table's margins: X'y = X'n.

    Maximise s subject to X'y = X'n and y ≥ s; the estimate exists if and only if s can be positive.
    With z = y − s the program reads: maximise s subject to X'z + s X'1 = X'n, z ≥ 0, s ≥ 0.
    """
    program = optimize.linprog(
        c=np.append(np.zeros(len(design)), -1.0),
        A_eq=np.column_stack([design.T, design.sum(axis=0)]),
        b_eq=design.T @ counts,
        bounds=(0, None),
        method="highs",
    )
    return bool(program.status == 0 and -program.fun > POSITIVE)
