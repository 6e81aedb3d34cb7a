"""Who came to other harm in the incidents in which the deaths are counted."""

from markupsafe import Markup

from sijill.figures.figure import Figure
from sijill.figures.layers.documented import counted_victims, victim_words
from sijill.publication.dossier_input import DossierInput
from sijill.publication.pages.answers.answers_on_people import figure_of, is_given
from sijill.publication.wording import count_of


def harm_beside_deaths(dossier: DossierInput) -> Markup:
    """How many are reported injured and missing beside the dead; empty where no list says so.

    It stands right behind the sentence that ends with the incidents in question.
    """
    victims = victim_words(counted_victims(dossier.analysis.incidents.values()))["victims_plain"]
    given = [
        Markup("{} {} are reported {}{}").format(
            figure_of(dossier, name), who, harm, _giving_no_number(dossier.book.figures[name])
        )
        for name, who, harm in (
            ("documented.injured", victims, "injured"),
            ("documented.missing", "people", "missing"),
        )
        if is_given(dossier.book.figures.get(name))
    ]
    if not given:
        return Markup()
    return Markup("In these, {}, in no number of the killed.").format(Markup(" and ").join(given))


def _giving_no_number(figure: Figure) -> Markup:
    """How many of the incidents do not say it: unknown is not zero."""
    if not figure.unknown:
        return Markup()
    return Markup(" ({} no number of them)").format(
        count_of(figure.unknown, "incident gives", "incidents give")
    )
