"""The likelihood of models with a closed form: one list independent of others, given the rest.

Take all terms but those that hold list A together with any of the lists S. Then, among persons with
the same history on the lists outside, being on A says nothing of the history on S, and the fitted
mean of a cell is row sum × column sum / sum (Goodman 1970, JASA 65:226). Where the outside history
is *on no list*, the cell of nobody's history is not counted. Its column then has one cell alone,
*on A and on none of S*, which a parameter of its own fits exactly; the rest is a table as above.
"""

from collections.abc import Sequence

import numpy as np
from scipy.special import gammaln, xlogy

from sijill.estimation.tables.cells import Floats, number_of_lists


def log_likelihood_without(tables: Floats, list_bit: int, others: Sequence[int]) -> Floats:
    """Poisson log-likelihood by table of all terms but those of a list with one of others.

    Lists are bits: 1, 2, 4 …; tables have shape (tables, 2^J), with nobody in cell 0.
    """
    lists = number_of_lists(tables)
    within = _combine(others)
    outside = [bit for j in range(lists) if (bit := 1 << j) != list_bit and bit not in others]
    fitted = np.empty_like(tables)
    for rest in _combine(outside):
        columns = np.array([rest | held for held in within])
        if not rest:
            fitted[:, 0], fitted[:, list_bit] = 0.0, tables[:, list_bit]
            columns = columns[1:]
        away, on = tables[:, columns], tables[:, columns | list_bit]
        total = (away + on).sum(axis=1, keepdims=True)
        share = (away + on) / np.where(total > 0, total, 1.0)
        fitted[:, columns] = share * away.sum(axis=1, keepdims=True)
        fitted[:, columns | list_bit] = share * on.sum(axis=1, keepdims=True)
    terms = xlogy(tables, fitted) - fitted - gammaln(tables + 1)
    return np.asarray(terms.sum(axis=1), dtype=np.float64)


def _combine(bits: Sequence[int]) -> list[int]:
    """Every union of the bits, the empty one first."""
    unions = [0]
    for bit in bits:
        unions += [union | bit for union in unions]
    return unions
