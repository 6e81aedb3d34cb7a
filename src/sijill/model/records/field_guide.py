"""What a mapping may say: every kind's fields, what they mean, their forms and examples.

``fields.toml`` is the one source of ``sijill fields`` and of ``docs/fields.md``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.records.record import RecordKind
from sijill.model.vocabulary import label, vocabulary
from sijill.model.word_files import toml_beside

_MOST_CODES = 30


@dataclass(frozen=True, slots=True)
class FieldGuide:
    """One field of one kind of list. ``examples`` are cells as they may be written."""

    kind: RecordKind
    name: str
    type: FieldType
    meaning: str
    form: str
    examples: tuple[str, ...]


@cache
def _content() -> dict[str, Any]:
    return toml_beside(__name__, "fields.toml")


def guide(kind: RecordKind) -> tuple[FieldGuide, ...]:
    """The fields of a kind, in the order in which they are offered."""
    return tuple(
        FieldGuide(kind, name, field_type, _content()["fields"][name], *_form(field_type))
        for name, field_type in FIELDS[kind].items()
    )


def _form(field_type: FieldType) -> tuple[str, tuple[str, ...]]:
    if field_type.is_code:
        codes = tuple(vocabulary(field_type.value).codes)
        return f"a code of {field_type.value}; other words are translated under values", codes[
            :_MOST_CODES
        ]
    content = _content()["types"][field_type.value]
    return content["form"], tuple(content["examples"])


def as_markdown() -> str:
    """The page ``docs/fields.md``."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield str(_content()["page"]["intro"]).strip()
    for kind in RecordKind:
        yield ""
        yield f'## {label("record_kind", kind.value)} (`kind = "{kind.value}"`)'
        yield ""
        yield "| field | meaning | may be written as | for example |"
        yield "|---|---|---|---|"
        for field in guide(kind):
            examples = ", ".join(f"`{example}`" for example in field.examples)
            yield f"| `{field.name}` | {field.meaning} | {field.form} | {examples} |"
