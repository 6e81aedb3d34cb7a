"""Who came to other harm in the incidents in which the deaths are counted."""

from markupsafe import Markup

from sijill.figures.layers.documented import counted_victims, victim_words
from sijill.publication.dossier_input import DossierInput
from sijill.publication.pages.answers.answers_on_people import figure_of, is_given


def harm_beside_deaths(dossier: DossierInput) -> Markup:
    """How many are reported injured and missing beside the dead; empty where no list says so.

    It stands right behind the sentence that ends with the incidents in question.
    """
    victims = victim_words(counted_victims(dossier.analysis.incidents.values()))["victims_plain"]
    given = [
        Markup("{} {} are reported {}").format(figure_of(dossier, name), who, harm)
        for name, who, harm in (
            ("documented.injured", victims, "injured"),
            ("documented.missing", "people", "missing"),
        )
        if is_given(dossier.book.figures.get(name))
    ]
    if not given:
        return Markup()
    return Markup("In these, {}, in no number of the killed.").format(Markup(" and ").join(given))
