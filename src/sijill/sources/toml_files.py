"""TOML files that people edit: read, with every mistake of a file told at once."""

import difflib
import stat
import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from sijill.model.errors import CaseError
from sijill.model.settings.case import Case
from sijill.model.settings.source_mapping import SourceMapping, Strict
from sijill.sources import limits

Content = TypeVar("Content", bound=Strict)


def read_case(text: str, name: str) -> Case:
    """The content of ``case.toml``. Raises CaseError naming every mistake."""
    return _read(text, name, Case)


def read_mapping(text: str, name: str) -> SourceMapping:
    """The content of one mapping. Raises CaseError naming every mistake."""
    return _read(text, name, SourceMapping)


def file_text(path: Path) -> str:
    """The text of a file that a person edits.

    Raises:
        CaseError: if it is absent, a directory, not readable or not UTF-8.
    """
    try:
        facts = path.stat()
        if not (stat.S_ISREG(facts.st_mode) or stat.S_ISDIR(facts.st_mode)):
            raise CaseError(f"{path} is a pipe or a device; a file is expected there.")
        if facts.st_size > limits.MOST_TOML_BYTES:
            raise CaseError(
                f"{path} has {facts.st_size:,} bytes; at most {limits.MOST_TOML_BYTES:,} are read."
            )
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise CaseError(
            f"{path} does not exist. A case begins with: sijill new {path.parent} FILE ..."
        ) from error
    except IsADirectoryError as error:
        raise CaseError(f"{path} is a directory; a file is expected there.") from error
    except PermissionError as error:
        raise CaseError(f"{path} may not be read by this user. Change its permissions.") from error
    except UnicodeDecodeError as error:
        raise CaseError(
            f"{path} is not UTF-8 text (byte {error.start}). Save it as UTF-8."
        ) from error


def _read(text: str, name: str, content: type[Content]) -> Content:
    try:
        return content.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise CaseError(f"{name} is no valid TOML: {error}.") from error
    except ValidationError as error:
        mistakes = "\n".join(f"  - {_sentence(mistake, content)}" for mistake in error.errors())
        raise CaseError(f"{name} has mistakes:\n{mistakes}") from error
    except RecursionError as error:
        raise CaseError(f"{name} nests tables or lists beyond reason.") from error
    except (ValueError, OverflowError) as error:
        raise CaseError(f"{name} holds a value that cannot be read: {error}.") from error


def _sentence(mistake: object, content: type[Strict]) -> str:
    match mistake:
        case {"loc": tuple() as place, "msg": str() as message, "type": str() as kind}:
            where = ".".join(map(str, place)) or "the file"
            if kind == "extra_forbidden":
                near = difflib.get_close_matches(str(place[-1]), list(content.model_fields), n=1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                return f"{where}: there is no such setting{hint}"
            return f"{where}: {message.removeprefix('Value error, ')}"
    return str(mistake)
