"""One body is one person's: what the bodies of a list say of each other's candidates.

A list holds each whole body once, and nobody leaves two. So a person whom one body agrees with in
everything is hardly the person of another. The chances of all bodies under that condition are those
of a weighted matching in which each body and each person may also stay alone; they are found by
belief propagation (Huang and Jebara 2009, arXiv:0908.1769, with nobody as an option on both sides),
which excludes nobody; where several bodies fit the same few people it is off by up to a tenth.
Parts of bodies are no bodies: several may be one person's, and they take nobody from anyone.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sijill.remains.likelihoods import Array

Places = NDArray[np.int64]

LEAST_SHARE = 1e-4
"""A candidate with a smaller share of a body's weight takes nobody from another body."""
MOST_ROUNDS, CLOSE_ENOUGH, DAMPING = 200, 1e-7, 0.5


@dataclass(frozen=True, slots=True)
class Leads:
    """Pairs of a body and a person as columns of one length.

    Attributes:
        bodies: the place of the body.
        people: the place of the person, for each list of bodies another: bodies of two lists may
            be the same body, and take nobody from each other.
        weights: of the pair, prior and ratios.
        others: by body, the weight of everything that is in no pair: of nobody listed, and of
            people too unlikely to be listed here.
    """

    bodies: Places
    people: Places
    weights: Array
    others: Array


def availability(leads: Leads) -> Array:
    """For each pair, the chance that the person is no other body's; 1 where no other competes."""
    if not len(leads.bodies):
        return np.ones(0)
    free = np.ones(len(leads.weights))
    claims = np.zeros(len(leads.weights))
    for _ in range(MOST_ROUNDS):
        offered = leads.weights * free
        totals = leads.others + np.bincount(leads.bodies, offered, len(leads.others))
        elsewhere = np.maximum(totals[leads.bodies] - offered, np.finfo(float).tiny)
        wanted = np.minimum(leads.weights / elsewhere, 1 / np.finfo(float).eps)
        moved = DAMPING * claims + (1 - DAMPING) * wanted
        claimed = np.bincount(leads.people, moved)[leads.people]
        free = 1 / (1 + np.maximum(0.0, claimed - moved))
        if float(np.max(np.abs(moved - claims) / (1 + moved))) < CLOSE_ENOUGH:
            break
        claims = moved
    return free
