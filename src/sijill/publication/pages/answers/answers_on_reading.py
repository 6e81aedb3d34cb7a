"""What the files hold and no number does: on the first page, each with where it is listed."""

from collections.abc import Iterator

from markupsafe import Markup

from sijill.figures.figure import Figure
from sijill.figures.layers.lost_references import lost_references
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal
from sijill.publication.dossier_input import DossierInput
from sijill.publication.pages.answers.answers_on_people import counted
from sijill.publication.wording import in_script


def answers_on_reading(dossier: DossierInput) -> Iterator[Markup]:
    """What of the files could not be used, and what was read with a note."""
    figures = dossier.book.figures
    lost = [
        counted(dossier, name, singular)
        for name, singular in (("register.rejected", "row"), ("register.values_set_aside", "value"))
        if not _is_nothing(figures[name])
    ]
    if lost:
        yield Markup("{} of the files could not be used; each is listed with its reason.").format(
            Markup(" and ").join(lost)
        )
    if "register.references_lost" in figures:
        register = dossier.analysis.register
        titles = (register.mappings[source].title for source in lost_references(register))
        yield Markup(
            "{} no incident on record, or not in which of several lists it is: these rows of {} "
            "stand beside none by it."
        ).format(
            counted(dossier, "register.references_lost", "value names", "values name"),
            Markup(", ").join(map(in_script, titles)),
        )
    if not _is_nothing(figures["register.notes"]):
        yield Markup("{} how files and rows were read, to be looked at by a person.").format(
            counted(dossier, "register.notes", "note says", "notes say")
        )


def _is_nothing(figure: Figure) -> bool:
    return isinstance(figure.value, Refusal) or figure.value.value == CountRange.exactly(0)
