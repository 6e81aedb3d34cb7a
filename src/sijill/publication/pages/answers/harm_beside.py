"""Who came to other harm in the incidents that the deaths are counted in."""

from markupsafe import Markup

from sijill.publication.dossier.dossier_input import DossierInput
from sijill.publication.pages.answers.answers_on_people import counted


def harm_beside_deaths(dossier: DossierInput) -> Markup:
    """How many are reported injured and missing beside the dead; empty where no list says so."""
    given = [
        counted(dossier, name, f"person is reported {harm}", f"people are reported {harm}")
        for name, harm in _OTHER_HARM
        if name in dossier.book.figures and dossier.book.figures[name].value_is_known
    ]
    if not given:
        return Markup()
    return Markup("In them {}, in no number of the killed.").format(Markup(" and ").join(given))


_OTHER_HARM = (("documented.injured", "injured"), ("documented.missing", "missing"))
