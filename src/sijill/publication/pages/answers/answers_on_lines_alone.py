"""Short answers on official lines that no incidents are compared with."""

from collections.abc import Iterator

from markupsafe import Markup

from sijill.figures.layers.lines_alone import parties_alone, stand_alone
from sijill.language.sentences import with_noun
from sijill.model.codes import OfficialPosition
from sijill.model.vocabulary import label
from sijill.publication.dossier_input import DossierInput
from sijill.publication.pages.answers.answers_on_people import counted, figure_of
from sijill.publication.wording import in_script


def answers_on_lines_alone(dossier: DossierInput) -> Iterator[Markup]:
    """What each party's lines state and concede; and why nothing is compared with them."""
    analysis = dossier.analysis
    if not stand_alone(analysis):
        return
    for party in parties_alone(analysis):
        found = [
            Markup("{} {}").format(
                figure_of(dossier, name), label("official_position", position).lower()
            )
            for position in OfficialPosition
            if (name := f"acknowledged.lines.position.{party.id}.{position}")
            in dossier.book.figures
        ]
        yield Markup("{}: {} ({}), conceding {}.").format(
            in_script(party.name[:1].upper() + party.name[1:]),
            counted(dossier, f"acknowledged.lines.number.{party.id}", "official line"),
            Markup(", ").join(found),
            counted(dossier, f"acknowledged.lines.deaths.{party.id}", "death"),
        )
    lines = len(analysis.determinations)
    why = (
        "case.toml names no party under [comparison]"
        if analysis.incidents
        else "no list of incidents is in the register"
    )
    yield Markup("{} on record and compared with no incident: {}.").format(
        with_noun(lines, "official line is", "official lines are"), why
    )
