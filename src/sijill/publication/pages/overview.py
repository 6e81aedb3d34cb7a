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
from sijill.publication.dossier_input import Edition, Page
from sijill.publication.wording import figure_link, in_script

HEADLINES = (
    ("documented.deaths.graded", ""),
    ("acknowledged.deaths", "acknowledged"),
    ("gap.deaths", "gap"),
    ("persons.named", ""),
    ("remains.recovered", "plain"),
    ("estimate.total", "estimate"),
)


def overview_pages(edition: Edition) -> Iterator[Page]:
    """The first page and the page of all figures."""
    drawn_map, located = map_picture(edition)
    content: dict[str, object] = {
        "headlines": [name_kind for name_kind in HEADLINES if name_kind[0] in edition.book.figures],
        "answers": list(_answers(edition)),
        "coverage": edition.coverage,
        "changes": edition.changes,
        "problems": edition.problems,
        "urgent": [
            one
            for one in edition.findings.register.decisions.withdrawals.values()
            if one.kind is CorrectionKind.NOT_DEAD
        ],
        "grades": list(_grades(edition)),
        "positions": list(_positions(edition)),
        "lists": list(person_lists(edition.findings).items()),
        "comparison": comparison_picture(edition),
        "timeline": timeline_picture(edition),
        "map": drawn_map,
        "spots": located,
        "overlap": overlap_picture(edition),
    }
    yield Page("index.html", "index.html", content)
    yield Page("figures.html", "figures.html", {"sections": _sections(edition)})


def _sections(edition: Edition) -> list[tuple[str, list[Figure]]]:
    ordered = sorted(
        edition.book.figures.values(), key=lambda figure: list(Section).index(figure.section)
    )
    return [
        (section.value, list(members))
        for section, members in groupby(ordered, lambda figure: figure.section)
    ]


def _answers(edition: Edition) -> Iterator[Markup]:
    """The questions people ask first, answered with figures that open their records."""
    figures = edition.book.figures
    if "documented.deaths.graded.stated" in figures and "acknowledged.deaths" in figures:
        yield Markup(
            "{} civilians are reported killed in {} incidents of all grades; {} of them in {} "
            "incidents graded for publication."
        ).format(
            _fig(edition, "documented.deaths.stated"),
            _fig(edition, "documented.incidents"),
            _fig(edition, "documented.deaths.graded.stated"),
            _fig(edition, "documented.incidents.graded"),
        )
        yield Markup(
            "{} deaths are acknowledged, in {} of {} incidents on which a position is on record."
        ).format(
            _fig(edition, "acknowledged.deaths"),
            _fig(edition, "acknowledged.incidents"),
            _fig(edition, "acknowledged.determinations"),
        )
    if "gap.share" in figures:
        yield Markup(
            "{} documented deaths are not acknowledged; {} of those documented are. In {} "
            "graded incidents with deaths none is acknowledged."
        ).format(
            _fig(edition, "gap.deaths"), _fig(edition, "gap.share"), _fig(edition, "gap.incidents")
        )
    yield Markup(
        "{} distinct people are named as killed across all lists, {} of them in the period."
    ).format(_fig(edition, "persons.named"), _fig(edition, "persons.named.period"))
    lists = list(person_lists(edition.findings).items())
    for source, title in lists:
        others = [
            Markup("{} also by {}").format(
                _fig(edition, f"overlap.among.{source}.{other}"), in_script(words)
            )
            for other, words in lists
            if other != source
        ]
        if others:
            yield Markup("Of {} people named by {}, {}.").format(
                _fig(edition, f"persons.list.{source}"), in_script(title), Markup(", ").join(others)
            )


def _fig(edition: Edition, name: str) -> Markup:
    return Markup("<b>{}</b>").format(figure_link(edition.book.figures[name], ""))


def _grades(edition: Edition) -> Iterator[tuple[str, str, str, str]]:
    for grade in EvidenceGrade:
        name = f"documented.incidents.grade.{grade}"
        if name in edition.book.figures:
            meaning = vocabulary("evidence_grade").codes[grade].meaning
            yield label("evidence_grade", grade), name, f"documented.deaths.grade.{grade}", meaning


def _positions(edition: Edition) -> Iterator[tuple[str, str, str, str]]:
    for position in OfficialPosition:
        name = f"acknowledged.position.{position}"
        if name in edition.book.figures:
            deaths = f"acknowledged.deaths.position.{position}"
            meaning = vocabulary("official_position").codes[position].meaning
            yield (
                label("official_position", position),
                name,
                deaths if deaths in edition.book.figures else "",
                meaning,
            )
