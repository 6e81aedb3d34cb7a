"""What a list is about: a well-known export by its columns, else the kind whose headings it has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sijill.language.scripts import fold
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.columns import Column
from sijill.sources.guessing.headings import (
    headings_of,
    plain_heading,
    read_list,
    read_words,
    readings,
)

_MOST_NAMED = 5
_KIND_NAMES = {
    RecordKind.PERSON: "people",
    RecordKind.REMAINS: "remains",
    RecordKind.INCIDENT: "incidents",
    RecordKind.DETERMINATION: "what an authority found",
    RecordKind.COUNT: "numbers stated in bulk",
    RecordKind.TESTIMONY: "accounts",
    RecordKind.HAZARD: "hazardous ground",
    RecordKind.REPORT: "what sources said",
    RecordKind.STRIKE: "strikes",
    RecordKind.DAMAGE: "damage",
    RecordKind.LEDGER_MONTH: "months of an official ledger",
    RecordKind.SITE: "sites that are searched",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """A well-known export. ``kind`` is ``None`` for one that holds no records.

    ``values`` says for a coded field what the export's own codes mean.
    """

    id: str
    title: str
    kind: RecordKind | None
    fields: Mapping[str, tuple[str, ...]]
    key: tuple[str, ...]
    fixed: Mapping[str, str]
    extra: Mapping[str, Mapping[str, str]]
    values: Mapping[str, Mapping[str, str]]
    caution: str
    seen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindGuess:
    """The likeliest kind of a list, why, and the well-known export that it is, if any."""

    kind: RecordKind | None
    reason: str
    shape: Shape | None = None


def guess_kind(columns: Sequence[Column]) -> KindGuess:
    """What a list is about, with the reason.

    The kind is ``None`` where no heading says anything, or for an export that holds no records.
    """
    shape = find_shape(column.name for column in columns)
    if shape is not None:
        listed = ", ".join(shape.seen)
        return KindGuess(shape.kind, f"{shape.title}, by its columns {listed}", shape)
    scores = {kind: _score(kind, columns) for kind in RecordKind if _is_evident(kind, columns)}
    if not scores:
        return KindGuess(None, "no heading says what the list is about")
    best = max(scores, key=lambda kind: (scores[kind][0], kind is RecordKind.PERSON))
    _, named = scores[best]
    listed = ", ".join(named[:_MOST_NAMED])
    return KindGuess(best, f"a list of {_KIND_NAMES[best]}, by {listed}")


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
        tuple(dict.fromkeys(present[name] for name in seen))[:_MOST_NAMED],
    )


def _is_evident(kind: RecordKind, columns: Sequence[Column]) -> bool:
    """Whether a heading or a cell is one that lists of this kind have, or a person's name is there.

    A code, a place and a link alone stand in lists of every kind.
    """
    content = read_words("kinds.toml")[kind.value]
    distinctive = {plain_heading(str(word)) for word in _listed(content["telling"])}
    if kind is RecordKind.PERSON:
        parts = ("name", "given_name", "family_name")
        distinctive |= {word for part in parts for word in headings_of(kind)[part]}
    found = any(form in distinctive for column in columns for form in readings(column.name))
    return found or bool(_cell_words(_listed(content.get("cells", [])), columns))


def _score(kind: RecordKind, columns: Sequence[Column]) -> tuple[int, list[str]]:
    """How far the headings fit a kind, and the headings that say so, the most telling first."""
    content = read_words("kinds.toml")[kind.value]
    distinctive = {plain_heading(str(word)) for word in _listed(content["telling"])}
    known = {word for words in headings_of(kind).values() for word in words}
    says, fits = [], []
    for column in columns:
        forms = readings(column.name)
        if any(form in distinctive for form in forms):
            says.append(f"'{column.name}'")
        elif any(form in known for form in forms):
            fits.append(f"'{column.name}'")
    words = _cell_words(_listed(content.get("cells", [])), columns)
    weight = int(str(content["weight"]))
    return weight * (len(says) + bool(words)) + len(fits), [*says, *words, *fits]


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _cell_words(wanted: Iterable[object], columns: Sequence[Column]) -> list[str]:
    """The first cell among the commonest that holds one of the words."""
    words = [fold(str(word)) for word in wanted]
    for column in columns:
        for cell, _ in column.commonest:
            if any(word in fold(cell) for word in words):
                return [f"cells such as '{cell[:40]}'"]
    return []
