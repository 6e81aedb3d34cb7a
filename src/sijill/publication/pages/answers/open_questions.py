"""What nobody has settled yet of the case and of how its lists are read."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from sijill.publication.dossier_input import DossierInput
from sijill.publication.wording import in_script, sentence


def open_questions(dossier: DossierInput) -> Iterator[Markup]:
    """What nobody has settled yet of how the lists are read, list by list."""
    register = dossier.analysis.register
    if register.case.questions:
        yield Markup(
            "Not settled in this case; the numbers may change with it. Each question stands in "
            "case.toml until it is taken out:<ul>{}</ul>"
        ).format(_listed(register.case.questions))
    for source, mapping in sorted(register.mappings.items()):
        if mapping.questions:
            yield Markup(
                'Not settled in <a href="sources.html#{}">{}</a>; the numbers may change with it. '
                "It is answered in sources/{}.toml by what each question says; where the numbers "
                "are right as they are, by the name of its column under settled, or by taking the "
                "question out of questions:<ul>{}</ul>"
            ).format(source, in_script(mapping.title), source, _listed(mapping.questions))


def _listed(questions: Iterable[str]) -> Markup:
    return Markup("").join(
        Markup("<li>{}.</li>").format(sentence(question[:1].upper() + question[1:]))
        for question in questions
    )
