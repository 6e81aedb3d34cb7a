"""The name of an estimate: what was estimated, and how, in 64 digits. The seed is not part of it.

Whoever estimates the same table with the same settings again comes to the same digest, and so finds
what was estimated first. Another seed does not make another estimate. Other settings do; so that
they can be told of each other, a table has a digest of its own.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version

import numpy as np

from sijill.estimation.pooling.settings import Settings
from sijill.estimation.tables.cells import Integers, number_of_lists
from sijill.model.results.captures import CaptureTable, Estimate

ESTIMATION_VERSION = 11
"""Raised whenever the same table and settings would give other draws, or a word of them changes."""


def estimate_digest(
    table: CaptureTable, derived: Mapping[str, frozenset[str]], settings: Settings
) -> str:
    """SHA-256, hexadecimal, of the canonical JSON of table, derived lists, settings and version.

    The name of the stratum, the order of lists and counts, and lists that hold nobody do not
    matter. Numbers that are not whole are written as text: no floating point is hashed.
    """
    content = {
        "version": ESTIMATION_VERSION,
        "counts": _held(table),
        "settings": describe_settings(settings, derived),
    }
    return _hash(content)


def table_digest(table: CaptureTable) -> str:
    """SHA-256, hexadecimal, of the counts alone: the same whatever is done with them."""
    return _hash({"counts": _held(table)})


def seed_by_counts(counts: Integers, seed: int) -> int:
    """The seed of what is drawn for the cells of a table: from the counts and the seed given.

    So strata of one run differ in what is drawn, and one table is drawn alike whoever asks and
    whatever its lists are called, where their order is that of ``order_by_counts``.
    """
    cells = np.flatnonzero(counts)
    words = (seed, number_of_lists(counts), *cells.tolist(), *counts[cells].tolist())
    return int(np.random.SeedSequence(words).generate_state(1)[0])


def digest_of_draws(estimate: Estimate) -> str:
    """SHA-256, hexadecimal, of what every method drew: the same whatever lists are called."""
    drawn = hashlib.sha256()
    for answer in estimate.answers:
        drawn.update(np.ascontiguousarray(answer.draws, dtype="<f8").tobytes())
    return drawn.hexdigest()


def describe_settings(
    settings: Settings, derived: Mapping[str, frozenset[str]]
) -> dict[str, object]:
    """All that was chosen before a table is estimated but the seed, as JSON has it."""
    content = json.loads(json.dumps(asdict(settings)))
    taken = {name: sorted(derived[name]) for name in sorted(derived) if derived[name]}
    return {**content, "derived": taken}


def name_versions() -> dict[str, str]:
    """What computes: of our methods the version that a digest holds, of libraries the release."""
    libraries = {name: version(name) for name in ("sijill", "numpy", "scipy")}
    return {"estimation": str(ESTIMATION_VERSION), **libraries}


def _held(table: CaptureTable) -> list[list[object]]:
    return sorted([sorted(members), number] for members, number in table.counts.items() if number)


def _hash(content: object) -> str:
    text = json.dumps(_as_text(content), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _as_text(content: object) -> object:
    """The same with every number that may not be whole as text."""
    match content:
        case float():
            return repr(content)
        case dict():
            return {key: _as_text(value) for key, value in content.items()}
        case list() | tuple():
            return [_as_text(value) for value in content]
        case _:
            return content
