"""Well-known exports, told by their columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sijill.model.records.record import RecordKind
from sijill.sources.guessing.columns import MOST_NAMED, FieldColumns
from sijill.sources.guessing.words import plain_heading, read_list


@dataclass(frozen=True, slots=True)
class Shape:
    """A well-known export, of no ``kind`` if it holds no records; ``values`` by coded field."""

    id: str
    title: str
    kind: RecordKind | None
    fields: FieldColumns
    key: tuple[str, ...]
    fixed: Mapping[str, str]
    extra: Mapping[str, Mapping[str, str]]
    values: Mapping[str, Mapping[str, str]]
    caution: str
    seen: tuple[str, ...]


def find_shape(names: Iterable[str]) -> Shape | None:
    """The well-known export whose columns are all there, or ``None``."""
    present = {plain_heading(name): name for name in names}
    for content in read_list("shapes.toml", "shape"):
        wanted = [plain_heading(name) for name in content["all"]]
        telling = [plain_heading(name) for name in content["any"] if plain_heading(name) in present]
        if telling and all(name in present for name in wanted):
            return _shape(content, present, [*wanted, *telling])
    return None


def _shape(content: Mapping[str, Any], present: Mapping[str, str], seen: Sequence[str]) -> Shape:
    def there(names: object) -> tuple[str, ...]:
        listed = names if isinstance(names, list) else [names]
        plain = [plain_heading(str(name)) for name in listed]
        return tuple(present[name] for name in plain if name in present)

    fields = {field: there(names) for field, names in content.get("fields", {}).items()}
    extra = {
        there(name)[0]: settings
        for name, settings in content.get("extra", {}).items()
        if there(name)
    }
    return Shape(
        content["id"],
        content["title"],
        RecordKind(content["kind"]) if content["kind"] else None,
        {field: names for field, names in fields.items() if names},
        there(content["key"])[:1],
        content.get("fixed", {}),
        extra,
        content.get("values", {}),
        content["caution"],
        tuple(dict.fromkeys(present[name] for name in seen))[:MOST_NAMED],
    )
