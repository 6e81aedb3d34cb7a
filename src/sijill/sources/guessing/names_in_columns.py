"""Several columns that make one name: given name, father's, grandfather's and family name.

An Arabic, Kurdish or Persian list that writes the chain in columns means one name. In other lists
the father's name is a name of its own; so it is joined only where its cells are single words.
"""

from collections.abc import Mapping

from sijill.sources.guessing.columns import Column

_SINGLE_WORD = 1.2
"""Median words of a column that holds single words; compound names (Abd al-Rahman) raise it."""
_PARTS = ("given_name", "middle_name", "grandfather_name", "second_family_name")


def join_name(
    found: Mapping[str, str], columns: Mapping[str, Column]
) -> dict[str, tuple[str, ...]]:
    """The fields with one name made of several columns where these belong together.

    Args:
        found: the column of each field by its heading; parts of a name under names of their own.
        columns: every column by name.
    """
    fields: dict[str, tuple[str, ...]] = {
        name: (column,) for name, column in found.items() if name not in _PARTS
    }
    if "name" not in found and "given_name" not in found and "other_name" in fields:
        fields["name"] = fields.pop("other_name")  # "Name (Arabic)" alone is the name
        return fields
    full, family = found.get("name", ""), found.get("family_name", "")
    given = found.get("given_name", "")
    if full and not given and family and _is_single(columns[full]):
        given, full = full, ""  # "Name, Surname"
    if full and given and not family and columns[full].words <= columns[given].words + 1:
        family, full = full, ""  # "Nom, Prénom": the heading of a full name is the family's
        fields["family_name"] = (family,)
    if full:
        return fields
    if not given and not family:
        return fields
    chain = [given, found.get("middle_name", ""), *_ancestors(found, columns)]
    chain += [family, found.get("second_family_name", "")]
    fields["name"] = tuple(dict.fromkeys(part for part in chain if part))
    return fields


def _is_single(column: Column) -> bool:
    return 0 < column.words <= _SINGLE_WORD


def _ancestors(found: Mapping[str, str], columns: Mapping[str, Column]) -> list[str]:
    ancestors = [found.get(name, "") for name in ("father_name", "grandfather_name")]
    return [name for name in ancestors if name and _is_single(columns[name])]
