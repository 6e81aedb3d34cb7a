"""What ``kinds.toml`` says of each kind of list, asked of columns."""

from collections.abc import Sequence
from functools import cache

from sijill.model.records.record import RecordKind
from sijill.sources.guessing.columns import Column
from sijill.sources.guessing.headings.fields import fields_of, fields_of_all
from sijill.sources.guessing.words import read_words


def columns_by_fields(kind: RecordKind, columns: Sequence[Column]) -> frozenset[str]:
    """The columns for fields that say together what a list is: outlet, headline and number."""
    wanted = listed_for(kind, "by_fields")
    if not wanted or not wanted <= fields_of_all(columns, kind) or is_barred(kind, columns):
        return frozenset()
    return frozenset(column.name for column in columns if wanted & fields_of(column.name, kind))


def is_barred(kind: RecordKind, columns: Sequence[Column]) -> bool:
    """Whether a column speaks against the kind: claims of the press are about no place of a row."""
    return bool(listed_for(kind, "without") & fields_of_all(columns, kind))


@cache
def listed_for(kind: RecordKind, key: str) -> frozenset[str]:
    """A list of a kind in ``kinds.toml``, as it is written; empty where the kind has none."""
    return frozenset(map(str, listed(read_words("kinds.toml")[kind.value].get(key))))


def listed(value: object) -> list[object]:
    """A list of the file, empty where there is none."""
    return value if isinstance(value, list) else []
