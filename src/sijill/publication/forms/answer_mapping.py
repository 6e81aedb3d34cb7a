"""The mapping with which the answers to a form become records, as TOML."""

import re
from collections.abc import Iterator

import tomlkit

from sijill.files.toml_text import on_one_line_each
from sijill.publication.forms.xlsform import UNANSWERED, Form, FormQuestion, Server

_NO_ID = re.compile(r"[^a-z0-9]+")


def mapping_text(form: Form, file: str, server: Server, more_columns: tuple[str, ...] = ()) -> str:
    """The mapping of the answers in a file, as TOML.

    Questions without a field stay with the record under their own name (``[extra]``), and so do
    ``more_columns``. Where there are any, the file has an id of its own beside the form's.
    """
    asked = [question for question in form.questions if question.type not in UNANSWERED]
    mapping = tomlkit.document()
    mapping["id"] = _id_of(file) if more_columns else form.name
    mapping["title"] = form.title["en"]
    mapping["kind"] = form.kind.value
    mapping["file"] = file
    protected = [question.name for question in asked if question.is_protected]
    if protected:
        mapping["protected"] = protected
    tables = {
        "key": {"columns": [form.key]},
        "fields": dict(_fields(asked, server)),
        "extra": {
            name: _inline(column=name, title=title)
            for name, title in (
                *_own_fields(asked, form.key),
                *((column, column) for column in more_columns),
            )
        },
        "fixed": dict(form.fixed),
    }
    for name, table in tables.items():
        if table:
            mapping.add(tomlkit.nl())
            mapping[name] = table
    return on_one_line_each(mapping.as_string())


def _fields(asked: list[FormQuestion], server: Server) -> Iterator[tuple[str, object]]:
    """The column of each field; ODK writes a position in columns of its own."""
    for question in asked:
        if question.field == "coordinates" and server is Server.ODK:
            yield "latitude", f"{question.name}-Latitude"
            yield "longitude", f"{question.name}-Longitude"
        elif question.split:
            yield question.field, _inline(column=question.name, split=question.split)
        elif question.field:
            yield question.field, question.name


def _own_fields(asked: list[FormQuestion], key: str) -> Iterator[tuple[str, str]]:
    """Questions that fill no field, with their titles."""
    for question in asked:
        if not question.field and not question.is_protected and question.name != key:
            yield question.name, question.label["en"]


def _inline(**settings: str) -> tomlkit.items.InlineTable:
    table = tomlkit.inline_table()
    table.update(settings)
    return table


def _id_of(file: str) -> str:
    """The id of a source from the name of its file: lower-case letters, digits and hyphens."""
    return _NO_ID.sub("-", file.rpartition(".")[0].lower()).strip("-") or "page"
