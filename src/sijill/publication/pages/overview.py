"""The first page: headline figures, short answers, pictures, coverage, changes.

And the page of all figures.
"""

from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from sijill.figures.book import person_lists
from sijill.figures.figure import Figure, Section
from sijill.model.codes import CorrectionKind, EvidenceGrade, OfficialPosition
from sijill.model.vocabulary import label, vocabulary
from sijill.publication.charts.pictures import (
    comparison_picture,
    map_picture,
    overlap_picture,
    timeline_picture,
)
from sijill.publication.dossier_input import DossierInput, Page
from sijill.publication.wording import figure_link, in_script

HEADLINES = (
    ("documented.deaths.graded", ""),
    ("acknowledged.deaths", "acknowledged"),
    ("gap.deaths", "gap"),
    ("persons.named", ""),
    ("remains.recovered", "plain"),
    ("estimate.total", "estimate"),
)


def overview_pages(dossier: DossierInput) -> Iterator[Page]:
    """The first page and the page of all figures."""
    drawn_map, located = map_picture(dossier)
    content: dict[str, object] = {
        "headlines": [name_kind for name_kind in HEADLINES if name_kind[0] in dossier.book.figures],
        "answers": list(_answers(dossier)),
        "coverage": dossier.coverage,
        "changes": dossier.changes,
        "problems": dossier.problems,
        "urgent": [
            one
            for one in dossier.analysis.register.decisions.withdrawals.values()
            if one.kind is CorrectionKind.NOT_DEAD
        ],
        "grades": list(_grades(dossier)),
        "positions": list(_positions(dossier)),
        "lists": list(person_lists(dossier.analysis).items()),
        "comparison": comparison_picture(dossier),
        "timeline": timeline_picture(dossier),
        "map": drawn_map,
        "spots": located.spots,
        "overlap": overlap_picture(dossier),
    }
    yield Page("index.html", "index.html", content)
    yield Page("figures.html", "figures.html", {"sections": _sections(dossier)})


def _sections(dossier: DossierInput) -> list[tuple[str, list[Figure]]]:
    ordered = sorted(
        dossier.book.figures.values(), key=lambda figure: list(Section).index(figure.section)
    )
    return [
        (section.value, list(members))
        for section, members in groupby(ordered, lambda figure: figure.section)
    ]


def _answers(dossier: DossierInput) -> Iterator[Markup]:
    """The questions people ask first, answered with figures that open their records."""
    figures = dossier.book.figures
    if "documented.deaths.graded.stated" in figures and "acknowledged.deaths" in figures:
        yield Markup(
            "{} civilians are reported killed in {} incidents of all grades; {} of them in {} "
            "incidents graded for publication."
        ).format(
            _fig(dossier, "documented.deaths.stated"),
            _fig(dossier, "documented.incidents"),
            _fig(dossier, "documented.deaths.graded.stated"),
            _fig(dossier, "documented.incidents.graded"),
        )
        yield Markup(
            "{} deaths are acknowledged, in {} of {} incidents on which a position is on record."
        ).format(
            _fig(dossier, "acknowledged.deaths"),
            _fig(dossier, "acknowledged.incidents"),
            _fig(dossier, "acknowledged.determinations"),
        )
    if "gap.share" in figures:
        yield Markup(
            "{} documented deaths are not acknowledged; {} of those documented are. In {} "
            "graded incidents with deaths none is acknowledged."
        ).format(
            _fig(dossier, "gap.deaths"), _fig(dossier, "gap.share"), _fig(dossier, "gap.incidents")
        )
    yield Markup(
        "{} distinct people are named as killed across all lists, {} of them in the period."
    ).format(_fig(dossier, "persons.named"), _fig(dossier, "persons.named.period"))
    lists = list(person_lists(dossier.analysis).items())
    for source, title in lists:
        others = [
            Markup("{} also by {}").format(
                _fig(dossier, f"overlap.among.{source}.{other}"), in_script(words)
            )
            for other, words in lists
            if other != source
        ]
        if others:
            yield Markup("Of {} people named by {}, {}.").format(
                _fig(dossier, f"persons.list.{source}"), in_script(title), Markup(", ").join(others)
            )


def _fig(dossier: DossierInput, name: str) -> Markup:
    return Markup("<b>{}</b>").format(figure_link(dossier.book.figures[name], ""))


def _grades(dossier: DossierInput) -> Iterator[tuple[str, str, str, str]]:
    for grade in EvidenceGrade:
        name = f"documented.incidents.grade.{grade}"
        if name in dossier.book.figures:
            meaning = vocabulary("evidence_grade").codes[grade].meaning
            yield label("evidence_grade", grade), name, f"documented.deaths.grade.{grade}", meaning


def _positions(dossier: DossierInput) -> Iterator[tuple[str, str, str, str]]:
    for position in OfficialPosition:
        name = f"acknowledged.position.{position}"
        if name in dossier.book.figures:
            deaths = f"acknowledged.deaths.position.{position}"
            meaning = vocabulary("official_position").codes[position].meaning
            yield (
                label("official_position", position),
                name,
                deaths if deaths in dossier.book.figures else "",
                meaning,
            )
