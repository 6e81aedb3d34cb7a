"""Settings that stand twice in one table of a TOML file, as when a line is added beside a guess.

TOML allows a key once. Where both lines say the same, the second is superfluous and no mistake;
where they differ, a person has to choose, and needs to know which two lines they are.
"""

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

_TABLE = re.compile(r"\s*\[{1,2}([^\]]+)\]{1,2}\s*(?:#.*)?")


class RepeatedSetting(NamedTuple):
    """One setting in two lines (from 1)."""

    key: str
    first: int
    second: int
    is_alike: bool
    """Whether both lines give it the same value."""


def repeated_settings(text: str) -> Iterator[RepeatedSetting]:
    """The settings that a later line of the same table repeats; values of one line only."""
    seen: dict[tuple[str, str], tuple[int, object]] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _TABLE.fullmatch(line):
            table = header[1] if "[[" not in line else f"{header[1]} {number}"
            continue
        for key, value in _settings(line).items():
            first = seen.setdefault((table, key), (number, value))
            if first[0] != number:
                yield RepeatedSetting(key, first[0], number, first[1] == value)


def without_lines(text: str, numbers: set[int]) -> str:
    """The text with these lines left empty, so that the others keep their numbers."""
    lines = text.splitlines()
    return "\n".join("" if at in numbers else line for at, line in enumerate(lines, start=1))


def _settings(line: str) -> dict[str, object]:
    try:
        return tomllib.loads(line)
    except ValueError:  # a part of a longer value
        return {}
