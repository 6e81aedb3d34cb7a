"""TOML files that people edit: read, with every mistake of a file named at once."""

import difflib
import re
import stat
import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from sijill.files.reading import read_bounded
from sijill.model import case_limits
from sijill.model.case_limits import LONGEST_TOML_WORDS, MOST_TOML_MISTAKES
from sijill.model.errors import CaseError, FileUnreadableError
from sijill.model.settings.case import Case
from sijill.model.settings.source_mapping import SourceMapping, Strict
from sijill.sources.toml_lines import repeated_settings, without_lines

Content = TypeVar("Content", bound=Strict)
_KEY_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*"""
_DEEP_KEY = re.compile(
    rf"(?:^|[\[{{,])[ \t]*(?:{_KEY_PART}){{{case_limits.MOST_TOML_LEVELS}}}", re.MULTILINE
)
"""A dotted key of too many parts: reading one takes time that grows with their square."""


def read_case(text: str, name: str) -> Case:
    """The content of ``case.toml``. Raises CaseError naming every mistake."""
    return _read(text, name, Case)


def read_mapping(text: str, name: str) -> SourceMapping:
    """The content of one mapping. Raises CaseError naming every mistake."""
    return _read(text, name, SourceMapping)


def file_text(path: Path) -> str:
    """The text of a file that a person edits.

    Raises:
        CaseError: if it is absent, a directory, not readable (as links in a circle) or not UTF-8.
    """
    try:
        facts = path.stat()
        if not (stat.S_ISREG(facts.st_mode) or stat.S_ISDIR(facts.st_mode)):
            raise CaseError(f"{path} is a pipe or a device; a file is expected there.")
        if facts.st_size > case_limits.MOST_TOML_BYTES:
            raise CaseError(
                f"{path} has {facts.st_size:,} bytes; at most {case_limits.MOST_TOML_BYTES:,} "
                "are read."
            )
        if stat.S_ISDIR(facts.st_mode):
            raise CaseError(f"{path} is a directory; a file is expected there.")
        return read_bounded(path, case_limits.MOST_TOML_BYTES).decode("utf-8")
    except FileNotFoundError as error:
        raise CaseError(
            f"{path} does not exist. A case begins with: sijill new {path.parent} FILE ..."
        ) from error
    except FileUnreadableError as error:
        raise CaseError(f"{error}. Change its permissions.") from error
    except OSError as error:
        raise CaseError(f"{path} cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise CaseError(
            f"{path} is not UTF-8 text (byte {error.start}). Save it as UTF-8."
        ) from error


def parse(text: str, name: str) -> dict[str, object]:
    """The tables of a TOML text, within bounds.

    Raises:
        CaseError: if it is no TOML, longer than ``MOST_TOML_BYTES``, or nests tables and lists
            deeper than ``MOST_TOML_LEVELS``.
    """
    too_deep = f"{name} nests tables or lists deeper than {case_limits.MOST_TOML_LEVELS} levels."
    if len(text) > case_limits.MOST_TOML_BYTES:
        raise CaseError(
            f"{name} has {len(text):,} characters; at most {case_limits.MOST_TOML_BYTES:,} "
            "are read."
        )
    if _DEEP_KEY.search(text):
        raise CaseError(too_deep)
    try:
        content = _load(text, name)
    except tomllib.TOMLDecodeError as error:
        raise CaseError(f"{name} is no valid TOML: {_shown(error)}.") from error
    except RecursionError as error:
        raise CaseError(too_deep) from error
    except (ValueError, OverflowError) as error:
        raise CaseError(f"{name} holds a value that cannot be read: {_shown(error)}.") from error
    if _is_deeper(content, case_limits.MOST_TOML_LEVELS):
        raise CaseError(too_deep)
    return content


def _load(text: str, name: str) -> dict[str, object]:
    """The tables of a text; a line that says again what another of its table says counts once."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        repeated = list(repeated_settings(text))
        for key, first, second, is_alike in repeated:
            if not is_alike:
                raise CaseError(
                    f"{name}: {key!r} is set twice, in line {first} and line {second}. Keep one."
                ) from None
        if not repeated:
            raise
        return tomllib.loads(without_lines(text, {setting.second for setting in repeated}))


def _is_deeper(content: object, most: int) -> bool:
    """Whether tables and lists are nested deeper than so many levels; without recursion."""
    level: list[object] = [content]
    for _ in range(most):
        level = [
            below
            for value in level
            if isinstance(value, dict | list)
            for below in (value.values() if isinstance(value, dict) else value)
        ]
    return any(isinstance(value, dict | list) for value in level)


def _read(text: str, name: str, content: type[Content]) -> Content:
    tables = parse(text, name)
    try:
        return content.model_validate(tables)
    except ValidationError as error:
        mistakes = "\n".join(
            f"  - {_sentence(mistake, content)}" for mistake in error.errors()[:MOST_TOML_MISTAKES]
        )
        more = error.error_count() - MOST_TOML_MISTAKES
        rest = f"\n  - and {more:,} more" if more > 0 else ""
        raise CaseError(f"{name} has mistakes:\n{mistakes}{rest}") from error
    except (ValueError, OverflowError, RecursionError) as error:
        raise CaseError(f"{name} holds a value that cannot be read: {_shown(error)}.") from error


def _shown(error: Exception) -> str:
    """An error's words; they may quote a value, which is shortened."""
    words = str(error)
    return words if len(words) <= LONGEST_TOML_WORDS else f"{words[:LONGEST_TOML_WORDS]}…"


def _sentence(mistake: object, content: type[Strict]) -> str:
    match mistake:
        case {"loc": tuple() as place, "msg": str() as message, "type": str() as kind}:
            where = ".".join(map(str, place)) or "the file"
            where, message = (f"{words[:LONGEST_TOML_WORDS]}" for words in (where, message))
            if kind == "extra_forbidden":
                known = list(content.model_fields)
                near = difflib.get_close_matches(str(place[-1])[:60], known, n=1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                return f"{where}: there is no such setting{hint}"
            return f"{where}: {message.removeprefix('Value error, ')}"
    return str(mistake)
