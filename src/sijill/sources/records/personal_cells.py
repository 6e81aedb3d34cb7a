"""Personal details in cells: names, identity numbers, categories, links, several texts in one."""

import re
from collections.abc import Mapping

from sijill.language.names.reading import read_name
from sijill.language.scripts import fold_digits, tidy
from sijill.model.limits import LONGEST_NAME
from sijill.model.settings.source_mapping import FieldRule
from sijill.model.values.names import PersonName
from sijill.model.values.unreadable import Unreadable
from sijill.model.vocabulary import vocabulary
from sijill.sources.split_rows.unpivot import objects_of

_ROUNDED = re.compile(r"^\d(?:\.\d+)?e\+?\d+$", re.IGNORECASE)
_WITH_FRACTION = re.compile(r"^(\d+)\.0+$")
_BETWEEN_KEYS = re.compile(r"[;,|]+")
_BETWEEN_LINKS = re.compile(r"[\s;|]+|,(?=\s*(?:https?://|www\.))")
_BETWEEN_WORDS = re.compile(r"[;|,،؛\n]+")


def split_cell(text: str, separator: str, otherwise: re.Pattern[str]) -> tuple[str, ...]:
    """The values of a cell: apart at the mapping's separator, else at the usual signs."""
    parts = text.split(separator) if separator else otherwise.split(text)
    return tuple(tidy(part) for part in parts if tidy(part))


def read_name_cell(text: str, rule: FieldRule) -> PersonName | Unreadable:
    """The name in a cell.

    Unreadable: a longer text than names are, and a list of objects in JSON, of which each is
    somebody.
    """
    if len(text) > LONGEST_NAME and len(tidy(text)) > LONGEST_NAME:
        return Unreadable("this text is too long for a name")
    if objects_of(text):
        return Unreadable("this lists entries of their own; read each by [unpivot]")
    return read_name(
        text, comma_after_family=rule.comma_after_family, counted_names=rule.counted_names
    )


def read_identity_numbers(text: str, separator: str) -> tuple[str, ...] | Unreadable | None:
    """The identity numbers of a cell as written; several only where a separator is stated.

    Unreadable: a number that a spreadsheet program has rounded (``4.08E+08``), one without digits,
    and one of zeros alone, which databases write where there is none.
    """
    numbers: list[str] = []
    for part in text.split(separator) if separator else [text]:
        plain = fold_digits(tidy(part))
        if not plain:
            continue
        if _ROUNDED.match(plain):
            return Unreadable(
                "a spreadsheet program has rounded this number; ask for the column as text"
            )
        digits = [sign for sign in plain if sign.isdigit()]
        if not digits or set(digits) == {"0"}:
            return Unreadable("this is no identity number: it has no digit other than 0")
        numbers.append(_WITH_FRACTION.sub(r"\1", plain))
    return tuple(dict.fromkeys(numbers)) or None


def read_links(text: str, separator: str) -> tuple[str, ...] | None:
    """The web addresses of a cell, each once; other words stand as they are written."""
    return tuple(dict.fromkeys(split_cell(text, separator, _BETWEEN_LINKS))) or None


def read_references(text: str, separator: str) -> tuple[str, ...] | None:
    """The keys or codes of a cell, each once; a JSON list of them, too."""
    bare = text.strip().removeprefix("[").removesuffix("]")
    references = (part.strip(" \"'") for part in split_cell(bare, separator, _BETWEEN_KEYS))
    return tuple(dict.fromkeys(filter(None, references))) or None


def read_texts(text: str, separator: str) -> tuple[str, ...] | None:
    """Several short texts of one cell, each once."""
    return tuple(dict.fromkeys(split_cell(text, separator, _BETWEEN_WORDS))) or None


def read_elements(text: str, separator: str) -> tuple[str, ...] | None:
    """The parts of a body that a cell lists; one that is written twice is there twice."""
    return split_cell(text, separator, _BETWEEN_WORDS) or None


def read_codes(
    text: str, separator: str, values: Mapping[str, str], name: str, *, keeps_order: bool = False
) -> tuple[str, ...] | Unreadable | None:
    """The codes of a vocabulary that a cell names, each translated as the mapping says.

    One that is named twice counts once, unless the order means something (``keeps_order``).
    """
    codes: list[str] = []
    for part in split_cell(text, separator, _BETWEEN_WORDS):
        code = values.get(part, part).lower().replace(" ", "_").replace("-", "_")
        if not code:
            continue
        if code not in vocabulary(name).codes:
            return Unreadable(
                f"{part!r} is no code of {name!r}; translate it under 'values' in the mapping"
            )
        codes.append(code)
    return (tuple(codes) if keeps_order else tuple(dict.fromkeys(codes))) or None
