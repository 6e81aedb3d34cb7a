"""The question about a name that many rows of different people bear: it may say that none is known.

Which words say so is known in many languages, and lists are written in more: "Nomen nescio" in a
hundred rows of all ages is nobody's name. Its rows would be compared by it, and some joined.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sijill.language.names.reading import read_name
from sijill.language.scripts import fold, tidy
from sijill.model.limits import MOST_ROWS_LOOKED_AT
from sijill.sources.tables.table import Row

_FEWEST_ROWS, _FEWEST_PEOPLE, _FEWEST_NAMES = 5, 4, 20
_LONGEST_SHOWN = 40


def repeated_names(rows: Sequence[Row], fields: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """That a name stands in rows of several ages, or days and places, and no part of it elsewhere.

    A person who is listed again has one age; a common name shares its words with others.
    """
    if len(fields.get("name", ())) != 1:
        return
    column = fields["name"][0]
    of_name: dict[str, list[Row]] = defaultdict(list)
    for row in rows[:MOST_ROWS_LOOKED_AT]:
        of_name[tidy(row.cells[column])].append(row)
    if len(of_name) < _FEWEST_NAMES:
        return
    bearers: dict[str, int] = defaultdict(int)
    for name in of_name:
        for word in set(fold(name).split()):
            bearers[word] += 1
    for name, found in of_name.items():
        if (
            len(found) >= _FEWEST_ROWS
            and all(bearers[word] == 1 for word in fold(name).split())
            and _are_several(found, fields)
            and read_name(name).is_comparable
        ):
            yield (
                f"{name[:_LONGEST_SHOWN]!r} stands under {column!r} in {len(found)} rows of people "
                "who differ, and none of its words in another name: if it says that a name is not "
                "known, write it under unknown of name, for these rows are compared by it"
            )


def _are_several(rows: Sequence[Row], fields: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether rows have several ages; where no age is read, several days and places."""
    asked = ("age",) if "age" in fields else ("died", "place")
    read = [fields[field] for field in asked if field in fields]
    return bool(read) and all(
        len({tuple(row.cells[name] for name in names) for row in rows}) >= _FEWEST_PEOPLE
        for names in read
    )
