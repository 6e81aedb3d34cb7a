"""Which columns of a file hold what the mapping protects; in doubt, more of them.

A list is issued again with another heading, a form nests the witness's name (``witness.name``), a
sheet has the same heading twice (``witness (2)``). Matching by name alone would let each of them
through. So a protected name stands for every column that could be it, and a file in which a
protected name is not found at all is refused whole: nobody knows then where its cells are.
"""

import re
import unicodedata
from collections.abc import Iterable

_NESTED = tuple("./[:")
"""What stands between the parts of a nested name in the formats that are read."""
_BESIDE = ("feature.", "properties.")
"""What a column begins with whose name two parts of a GeoJSON feature have."""
_DOUBLED = re.compile(r"\s*\(\d+\)")


def withheld_columns(protected: Iterable[str], columns: Iterable[str]) -> dict[str, str]:
    """The columns that are withheld, each with the protected name that it is withheld for.

    A column is withheld if it has the name, lies in it (``name.first``), is one of several with it
    (``name (2)``), holds it as a part (``witness`` for ``witness.name``), or differs from one of
    these only in case, spaces, invisible signs or the width of letters.
    """
    names = {name: _folded(name) for name in protected}
    withheld: dict[str, str] = {}
    for column in columns:
        folded = _folded(column)
        forms = (folded, _without_part(folded))
        for name, sought in names.items():
            if any(_is_of(form, sought) or _is_of(sought, form) for form in forms):
                withheld[column] = name
                break
    return withheld


def unmatched_names(protected: Iterable[str], columns: Iterable[str]) -> tuple[str, ...]:
    """The protected names that no column has, exactly as written, itself or as its beginning."""
    present = tuple(columns)
    return tuple(
        name for name in protected if not any(_is_of(column, name) for column in present if name)
    )


def _is_of(column: str, name: str) -> bool:
    """Whether a column is the named one, one of several with that name, or lies in it."""
    if not name or not column.startswith(name):
        return False
    rest = column[len(name) :]
    return not rest or rest.startswith(_NESTED) or _DOUBLED.match(rest) is not None


def _without_part(column: str) -> str:
    part = next((prefix for prefix in _BESIDE if column.startswith(prefix)), "")
    return column.removeprefix(part)


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).casefold()
    signs = (sign for sign in plain if unicodedata.category(sign) not in {"Cf", "Cc", "Mn"})
    return " ".join("".join(signs).split())
