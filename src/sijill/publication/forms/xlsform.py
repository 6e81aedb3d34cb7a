"""Forms as XLSForm workbooks.

ODK Collect and KoBoCollect read XLSForm (xlsform.org): a sheet of questions, a sheet of choices,
one of settings. The choices are the register's own vocabularies, so that an answer is a code and
nothing is translated on the way back. What is asked is reviewed data (``forms.toml``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from sijill.model.records.record import RecordKind
from sijill.model.vocabulary import vocabulary
from sijill.model.word_files import toml_beside
from sijill.publication.exports import WorkbookSheet, workbook_of

LANGUAGES = {"en": "English (en)", "ar": "العربية (ar)"}
VERSION = "2"
"""The version of the questions; a server keeps answers to each apart."""
_CHOICE = ("select_one ", "select_multiple ")
UNANSWERED = ("note", "image")
"""Questions whose answers are no values: words for the reader, and files beside the answers."""
_OWN_CHOICES = {"yes_no": (("yes", "Yes", "نعم"), ("no", "No", "لا"))}
_SURVEY = ("required", "relevant", "constraint", "appearance")


class Server(StrEnum):
    """Where answers come back from; each writes a position in its own columns."""

    ODK = "odk"
    KOBO = "kobo"


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """One question. ``field`` is the field of the mapping that its answer fills, or empty."""

    name: str
    type: str
    label: Mapping[str, str]
    hint: Mapping[str, str]
    field: str
    is_protected: bool
    split: str
    survey: Mapping[str, str]
    constraint_message: Mapping[str, str]

    @property
    def choices(self) -> str:
        """The vocabulary whose codes are offered, or empty."""
        return next(
            (self.type.removeprefix(prefix) for prefix in _CHOICE if self.type.startswith(prefix)),
            "",
        )


@dataclass(frozen=True, slots=True)
class Form:
    """One form: the kind of record that an answer becomes, and its questions in order."""

    name: str
    kind: RecordKind
    title: Mapping[str, str]
    key: str
    fixed: Mapping[str, str]
    questions: tuple[FormQuestion, ...]


@cache
def forms() -> Mapping[str, Form]:
    """Every form, by name."""
    return {
        name: _form(name, content) for name, content in toml_beside(__name__, "forms.toml").items()
    }


def _form(name: str, content: Mapping[str, Any]) -> Form:
    return Form(
        name,
        RecordKind(content["kind"]),
        content["title"],
        content["key"],
        content.get("fixed", {}),
        tuple(_question(question) for question in content["question"]),
    )


def _question(content: Mapping[str, Any]) -> FormQuestion:
    survey = {column: content[column] for column in _SURVEY if column in content}
    if survey.get("required"):
        survey["required"] = "yes"
    return FormQuestion(
        content["name"],
        content["type"],
        content["label"],
        content.get("hint", {}),
        content.get("field", ""),
        content.get("protected", False),
        content.get("split", ""),
        survey,
        content.get("constraint_message", {}),
    )


def xlsform(form: Form) -> bytes:
    """The workbook of one form; the same form gives the same bytes."""
    return workbook_of(
        [
            WorkbookSheet("survey", _survey_columns(), list(_survey(form))),
            WorkbookSheet(
                "choices", ("list_name", "name", *_by_language("label")), list(_choices(form))
            ),
            WorkbookSheet(
                "settings",
                ("form_title", "form_id", "version", "default_language"),
                [(form.title["en"], f"sijill_{form.name}", VERSION, LANGUAGES["en"])],
            ),
        ]
    )


def _by_language(column: str) -> tuple[str, ...]:
    return tuple(f"{column}::{language}" for language in LANGUAGES.values())


def _survey_columns() -> tuple[str, ...]:
    named = (*_by_language("label"), *_by_language("hint"))
    return ("type", "name", *named, *_SURVEY, *_by_language("constraint_message"))


def _survey(form: Form) -> Iterator[tuple[str, ...]]:
    for question in form.questions:
        yield (
            question.type,
            question.name,
            *(question.label[language] for language in LANGUAGES),
            *(question.hint.get(language, "") for language in LANGUAGES),
            *(question.survey.get(column, "") for column in _SURVEY),
            *(question.constraint_message.get(language, "") for language in LANGUAGES),
        )


def _choices(form: Form) -> Iterator[tuple[str, ...]]:
    for name in dict.fromkeys(question.choices for question in form.questions if question.choices):
        yield from ((name, *choice) for choice in choices_named(name))


def choices_named(name: str) -> Iterator[tuple[str, str, str]]:
    """The codes of a list of choices, each with its words in English and Arabic."""
    if name in _OWN_CHOICES:
        yield from _OWN_CHOICES[name]
        return
    for code in vocabulary(name).codes.values():
        yield code.code, code.label_en, code.label_ar
