"""What a new list is called: its id in plain letters, its title as its file is written."""

import re

from sijill.language.scripts import in_latin_letters, tidy

_LONGEST_ID = 48


def source_id(name: str) -> str:
    """An id for a source from its file's name: lower-case ASCII letters, digits and hyphens."""
    return plain_id(_stem(name))


def plain_id(text: str) -> str:
    """Any text as an id for a source: lower-case ASCII letters, digits and hyphens."""
    plain = re.sub(r"[^a-z0-9]+", "-", in_latin_letters(text).lower())
    return plain[:_LONGEST_ID].strip("-") or "source"


def list_title(name: str) -> str:
    """A title from a file's name, in its script: ``شهداء المدينة``, ``Dead 2031-05``."""
    words = tidy(re.sub(r"(?<!\d)[-_.]+|[-_.]+(?!\d)", " ", _stem(name)))
    return words[:1].upper() + words[1:] or name


def _stem(name: str) -> str:
    return name.removesuffix(".gz").rpartition(".")[0] or name
