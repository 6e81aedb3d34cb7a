"""Who came to other harm in the incidents in which the deaths are counted."""

from markupsafe import Markup

from sijill.publication.dossier_input import DossierInput
from sijill.publication.pages.answers.answers_on_people import counted, is_given


def harm_beside_deaths(dossier: DossierInput) -> Markup:
    """How many are reported injured and missing beside the dead; empty where no list says so."""
    given = [
        counted(dossier, name, f"person is reported {harm}", f"people are reported {harm}")
        for name, harm in _OTHER_HARM.items()
        if is_given(dossier.book.figures.get(name))
    ]
    if not given:
        return Markup()
    return Markup("In these, {}, in no number of the killed.").format(Markup(" and ").join(given))


_OTHER_HARM = {"documented.injured": "injured", "documented.missing": "missing"}
