"""What may be written in a mapping: one source for the command, the page and the readers."""

from pathlib import Path

import pytest

from sijill.model.records.field_guide import as_markdown, guide
from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.records.record import RecordKind
from sijill.model.values.unreadable import Unreadable
from sijill.sources.records.cells import read_value

PAGE = Path(__file__).parents[2] / "docs" / "fields.md"
each_kind = pytest.mark.parametrize("kind", list(RecordKind))


def test_the_page_of_the_docs_is_the_one_that_the_command_writes() -> None:
    assert PAGE.read_text(encoding="utf-8") == as_markdown(), (
        "write it anew: sijill fields --markdown > docs/fields.md"
    )


@each_kind
def test_every_field_of_every_kind_has_a_meaning_a_form_and_an_example(kind: RecordKind) -> None:
    listed = guide(kind)
    assert [one.name for one in listed] == list(FIELDS[kind])
    for one in listed:
        assert one.meaning.endswith(".")
        assert one.form
        assert one.examples


@each_kind
def test_every_example_is_read_as_its_field(kind: RecordKind) -> None:
    for one in guide(kind):
        for example in one.examples:
            read = read_value(one.type, example, None)
            assert not isinstance(read, Unreadable), (one.name, example, read)
            if one.type not in (FieldType.TEXT, FieldType.REFERENCE):
                assert read is not None, (one.name, example)
