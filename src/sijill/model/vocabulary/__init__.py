"""Vocabularies: every code the register may store, with its meaning, labels and source.

One TOML file a vocabulary, written to be reviewed by people of the field rather than by
programmers: ``title``, ``question`` (what the code answers), ``source``, then one ``[[code]]``
table each with ``code``, ``label`` (English and Arabic), ``meaning`` and ``source``.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Code:
    """One code. ``source`` names the standard, methodology or practice that it comes from."""

    code: str
    label_en: str
    label_ar: str
    meaning: str
    source: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A list of codes that answer one question, in the order in which they are offered."""

    name: str
    title: str
    question: str
    source: str
    codes: Mapping[str, Code]


@cache
def names() -> tuple[str, ...]:
    """The names of all vocabularies, sorted."""
    folder = files(__name__)
    return tuple(
        sorted(
            item.name.removesuffix(".toml")
            for item in folder.iterdir()
            if item.name.endswith(".toml")
        )
    )


@cache
def vocabulary(name: str) -> Vocabulary:
    """Read one vocabulary.

    Raises:
        KeyError: if there is no vocabulary of that name.
    """
    if name not in names():
        raise KeyError(f"there is no vocabulary {name!r}; there are: {', '.join(names())}")
    content = tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    codes = [
        Code(
            item["code"], item["label"]["en"], item["label"]["ar"], item["meaning"], item["source"]
        )
        for item in content["code"]
    ]
    return Vocabulary(
        name,
        content["title"],
        content["question"],
        content["source"],
        {code.code: code for code in codes},
    )


def label(name: str, code: str, language: str = "en") -> str:
    """The label of a code for people, ``en`` or ``ar``; the code itself where it has none.

    Raises:
        KeyError: if there is no vocabulary of that name.
    """
    entry = vocabulary(name).codes.get(code)
    if entry is None:
        return code
    return entry.label_ar if language == "ar" else entry.label_en
