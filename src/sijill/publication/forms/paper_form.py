"""Forms on paper: the questions of the telephone's forms, to fill in by hand.

Whatever is known of a missing person is yellow and what a body shows is pink, as on INTERPOL's
ante-mortem and post-mortem forms.
"""

from sijill.model.records.record import RecordKind
from sijill.publication.forms.paper import paper_page
from sijill.publication.forms.xlsform import Form, choices_named

COLOURS = {RecordKind.PERSON: "am", RecordKind.REMAINS: "pm"}
LONG = frozenset({"note", "account", "clothing", "effects", "marks"})
"""Questions that need more than a line."""


def paper_form(form: Form) -> str:
    """The form as a page to print."""
    content = {
        "form": form,
        "colour": COLOURS.get(form.kind, ""),
        "choices": choices_of(form),
        "long": LONG,
    }
    return paper_page("paper_form.html", content)


def choices_of(form: Form) -> dict[str, list[tuple[str, str, str]]]:
    """By question, the codes that are offered, each with its words in both languages."""
    return {
        question.name: list(choices_named(question.choices))
        for question in form.questions
        if question.choices
    }
