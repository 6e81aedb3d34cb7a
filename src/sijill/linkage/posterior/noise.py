"""Random numbers that belong to a pair of records, not to its place in a table.

A draw decides each pair by a number that is computed from the two record ids, the seed and the
number of the draw. So the order of the records does not matter, and a record that comes or goes
changes nothing about the draws of pairs far from it: two builds differ by what changed, not by
chance.

Mixing: the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
"""

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int32]

_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_STEP = np.uint64(0x9E3779B97F4A7C15)


def hash_records(ids: Sequence[str], seed: int) -> Hashes:
    """64 bits for each record id and seed."""
    key = seed.to_bytes(8, "big", signed=True)
    digests = (hashlib.blake2b(record.encode(), digest_size=8, key=key).digest() for record in ids)
    return np.frombuffer(b"".join(digests), dtype=">u8").astype(np.uint64)


def pair_keys(hashes: Hashes, left: Rows, right: Rows) -> Hashes:
    """64 bits for each pair of rows, the left one first."""
    return _mix(_mix(hashes[left]) + hashes[right])


def logistic_noise(keys: Hashes, draw: int) -> Floats:
    """One standard logistic number for each pair in one draw.

    A pair with log-odds *w* has ``w + noise > 0`` with the probability that belongs to *w*.
    """
    with np.errstate(over="ignore"):
        bits = _mix(keys + _STEP * np.uint64(draw + 1))
    share = ((bits >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53
    noise: Floats = np.log(share) - np.log1p(-share)
    return noise


def _mix(values: Hashes) -> Hashes:
    with np.errstate(over="ignore"):
        values = (values ^ (values >> np.uint64(30))) * _FIRST
        values = (values ^ (values >> np.uint64(27))) * _SECOND
    mixed: Hashes = values ^ (values >> np.uint64(31))
    return mixed
