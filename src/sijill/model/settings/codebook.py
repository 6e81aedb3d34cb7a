"""The codebook: what every printed number means, and the rules by which it is counted.

It is data (``codebook.toml``), versioned, and the method page is generated from it. A figure
without an entry here cannot be printed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sijill.model.word_files import toml_beside


@dataclass(frozen=True, slots=True)
class Definition:
    """Title and definition of a figure, with words in braces that a case fills in."""

    title: str
    title_ar: str
    definition: str


@dataclass(frozen=True, slots=True)
class Codebook:
    """One version of the rules."""

    version: str
    dated: str
    rules: Mapping[str, str]
    figures: Mapping[str, Definition]


@cache
def load_codebook() -> Codebook:
    """The codebook of this version of sijill."""
    content = toml_beside(__name__, "codebook.toml")
    return Codebook(
        content["version"],
        content["dated"],
        content["rules"],
        {name: Definition(**entry) for name, entry in content["figures"].items()},
    )
