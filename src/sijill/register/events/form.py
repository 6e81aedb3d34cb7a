"""The written form of an entry's payload: which field holds what, and which hold somebody's words.

A form is a frozen dataclass. Each of its fields is declared with ``part``, which says under which
key it is written (its own name unless another is given), how it is read back, and whether it can be
erased. The keys are hashed and never change; a new field is optional, so that old entries stay
readable, and keys that this version does not know are passed over.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Self, TypeVar, cast

from sijill.ledger.entries.canonical import Json
from sijill.ledger.entries.entry import Draft, Entry, EntryKind, FileReference
from sijill.model.errors import LedgerError

ERASED = "(erased on request)"
"""Stands where words were erased."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class _Part:
    key: str
    read: Callable[[Any], object]
    is_erasable: bool
    when_erased: object


def part(
    read: Callable[[Any], Value],
    *,
    key: str = "",
    default: object = MISSING,
    is_erasable: bool = False,
    when_erased: object = ERASED,
) -> Value:
    """Declare a field of a form.

    Args:
        read: makes the value from JSON; a type such as ``str``, or an enum.
        key: the key in the payload, where it is not the field's name.
        default: the value where the payload lacks the key; a field that holds it is not written.
            Without one the key is always there.
        is_erasable: whether it holds somebody's words, which are erased on lawful request.
        when_erased: what is read where it was erased.
    """
    metadata = {"part": _Part(key, read, is_erasable, when_erased)}
    if default is MISSING:
        return cast("Value", field(metadata=metadata))
    return cast("Value", field(default=default, metadata=metadata))


Declared = tuple[str, str, _Part, object]
"""Of a field: its name, its key, how it was declared, its default."""
_declared: dict[str, tuple[Declared, ...]] = {}


def _parts(form: type["EntryForm"]) -> tuple[Declared, ...]:
    """The fields of a form, looked up once for each."""
    known = _declared.get(form.__name__)
    if known is None:
        known = _declared[form.__name__] = tuple(
            (part.name, declared.key or part.name, declared, part.default)
            for part in fields(cast("Any", form))  # every form is a dataclass
            for declared in (part.metadata["part"],)
        )
    return known


class EntryForm:
    """What an entry of one kind holds. Subclasses are frozen dataclasses of ``part`` fields."""

    __slots__ = ()
    kind: ClassVar[EntryKind]

    @classmethod
    def erasable(cls) -> tuple[str, ...]:
        """The keys of the fields that hold somebody's words."""
        return tuple(key for _, key, declared, _ in _parts(cls) if declared.is_erasable)

    def to_payload(self) -> dict[str, Json]:
        """The payload as it is hashed. Fields that hold their default are left out."""
        values = (
            (key, getattr(self, name), default) for name, key, _, default in _parts(type(self))
        )
        return {key: _written(value) for key, value, default in values if value != default}

    @classmethod
    def from_payload(cls, payload: Mapping[str, Json], erased: Iterable[str] = ()) -> Self:
        """Read a payload.

        Args:
            payload: the values by key.
            erased: the keys whose values were erased.

        Raises:
            KeyError, TypeError, ValueError: if a value is missing or is none of its field.
        """
        gone = frozenset(erased)
        values: dict[str, object] = {}
        for name, key, declared, default in _parts(cls):
            if key in gone:
                values[name] = declared.when_erased
            elif key in payload or default is MISSING:
                values[name] = declared.read(payload[key])
        return cls(**values)

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """What an entry holds.

        Raises:
            LedgerError: if it does not hold what an entry of this kind does.
        """
        try:
            return cls.from_payload(entry.payload, entry.erased)
        except (KeyError, TypeError, ValueError) as error:
            raise LedgerError(
                f"entry {entry.name} cannot be read as a {cls.kind}: {_what_is_wrong(error)}. Run "
                "sijill verify, or use a newer version of sijill."
            ) from error

    def draft(
        self, subject: str, over: tuple[str, ...] = (), files: tuple[FileReference, ...] = ()
    ) -> Draft:
        """An entry to append."""
        return Draft(self.kind, subject, self.to_payload(), over, files)


def _what_is_wrong(error: KeyError | TypeError | ValueError) -> str:
    return f"it has no {error.args[0]!r}" if isinstance(error, KeyError) else str(error)


def texts(value: Iterable[object]) -> tuple[str, ...]:
    """A list of texts."""
    return tuple(map(str, value))


def text_map(value: Mapping[str, object]) -> dict[str, str]:
    """A map from text to text."""
    return {key: str(entry) for key, entry in value.items()}


def _written(value: Any) -> Json:  # noqa: ANN401  any field of a form
    match value:
        case StrEnum():
            return value.value
        case datetime():
            return value.isoformat()
        case tuple():
            return [_written(item) for item in value]
        case Mapping():
            return {key: _written(item) for key, item in value.items()}
    written: Json = value
    return written
