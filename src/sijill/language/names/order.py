"""What shows in which order a name stands: LAST, FIRST; a patronymic; relatives counted through."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sijill.language.names.cells import counted_name, is_last_first, without_marks
from sijill.language.names.descriptions import describes
from sijill.language.names.nobody import names_nobody
from sijill.language.scripts import fold_digits, script_of, tidy
from sijill.language.unknown import Topic, means_unknown
from sijill.model.limits import LONGEST_NAME
from sijill.model.values.names import Script

_COMMA = re.compile(r"\s*[,،]\s*")
_SHARE_OF_NAMES = 0.5
"""At least so many of a column's names must have the comma, so that it says something."""


@dataclass(frozen=True, slots=True)
class NameOrder:
    """Whether a column writes LAST, FIRST; ``None`` where it does not show it, and the reason."""

    comma_after_family: bool | None
    reason: str


def name_order(cells: Collection[str]) -> NameOrder:
    """Decide from a column's cells whether a comma stands behind the family name."""
    with_comma = (cell for cell in cells if "," in cell or "،" in cell)
    turned = sum(_names_somebody(cell) and _is_turned(tidy(cell)) for cell in with_comma)
    if not turned:
        return NameOrder(None, "no name has a comma behind its first part")
    names = sum(map(_names_somebody, cells))
    reason = f"{turned} of {names} names have a comma behind their first part"
    if names == 1:
        reason = "its one name has a comma behind its first part"
    return NameOrder(True if turned >= _SHARE_OF_NAMES * names else None, reason)


_PATRONYMIC = re.compile(
    r"[^\W\d_]{2,}(?:(?:ов|ев|єв|йов|ьов)ич|(?:ів|їв|ов|ев|єв)на|(?:ин)?ична|инишна"
    r"|(?:ov|ev|iev|yov|jov)[iy]ch|(?:iv|yiv|ov|ev|iev)na|(?:in)?ichna)",
    re.IGNORECASE,
)
"""Ukrainian, Russian and Belarusian names after the father, in Cyrillic and Latin letters."""
_WITH_PATRONYMIC = 3


def given_first(words: list[str]) -> list[str]:
    """The words of a name as given, patronymic, family, where a patronymic shows another order.

    Official lists from Ukraine and Russia write the family name first, "Коваленко Олександр
    Васильович", and so they write initials, "Коваленко О. В.". A family name may end as a
    patronymic does ("Александр Сергеевич Рабинович"); the middle word decides then.
    """
    if len(words) != _WITH_PATRONYMIC:
        return words
    family, given, father = words
    is_turned = _PATRONYMIC.fullmatch(father) and not _PATRONYMIC.fullmatch(given)
    are_initials = len(given) == len(father) == 1 < len(family)
    if is_turned or (are_initials and script_of(family) is Script.OTHER):
        return [given, father, family]
    return words


def _names_somebody(cell: str) -> bool:
    return not means_unknown(cell, Topic.NAME) and (
        len(cell) > LONGEST_NAME or not names_nobody(tidy(cell))
    )


def _is_turned(cell: str) -> bool:
    if len(cell) > LONGEST_NAME:
        return False
    plain = without_marks(tidy(cell))
    parts = [part for part in _COMMA.split(plain) if part]
    return (
        len(parts) > 1
        and is_last_first(parts[0], parts[1], stated=True)
        and not describes(plain)
        and not describes(parts[1])
    )


def numbered_names(cells: Collection[str]) -> frozenset[str]:
    """Names that a column writes with several numbers: "Rami Attar 1", "Rami Attar 2".

    These are relatives without names of their own, counted through; one number behind a name is an
    age or a note.
    """
    numbers: dict[str, set[str]] = defaultdict(set)
    for cell in cells:
        if cell[-1:].isdecimal() and len(cell) <= LONGEST_NAME:
            plain = fold_digits(tidy(cell))
            if name := counted_name(plain):
                numbers[name].add(plain.rsplit(maxsplit=1)[-1])
    return frozenset(name for name, seen in numbers.items() if len(seen) > 1)
