"""The first page: headline figures, short answers, pictures, coverage, changes.

And the page of all figures.
"""

from collections.abc import Iterator
from itertools import groupby

from sijill.figures.book import compared_lists, person_lists
from sijill.figures.figure import Figure, Section
from sijill.figures.front_page import headline_of, headlines
from sijill.model.codes import CorrectionKind, EvidenceGrade, OfficialPosition
from sijill.model.vocabulary import label, vocabulary
from sijill.publication.charts.pictures import (
    comparison_picture,
    map_picture,
    overlap_picture,
    timeline_picture,
)
from sijill.publication.dossier_input import DossierInput, Page
from sijill.publication.pages.answers.answers import (
    answers,
    beside_accidents,
    beside_acknowledged,
    beside_documented,
    beside_gap,
)
from sijill.publication.pages.answers.answers_on_people import beside_named

CARD_KINDS = {
    "acknowledged.deaths": "acknowledged",
    "acknowledged.lines.deaths": "acknowledged",
    "gap.deaths": "gap",
    "remains.recovered": "plain",
    "hazards.killed": "plain",
    "claims.periods": "plain",
    "claims.totals": "plain",
    "claims.areas": "plain",
    "claims.groups": "plain",
    "estimate.total": "estimate",
}
"""How the card of a headline is coloured, where it is not of what is documented."""
SECTIONS_AR = {
    Section.DOCUMENTED: "موثق",
    Section.ACKNOWLEDGED: "معترف به",
    Section.GAP: "الفارق",
    Section.PERSONS: "الأشخاص",
    Section.OVERLAP: "تداخل القوائم",
    Section.REMAINS: "الرفات",
    Section.SITES: "المواقع",
    Section.HAZARDS: "الألغام والذخائر",
    Section.ESTIMATE: "التقدير",
    Section.CLAIMS: "الادعاءات",
    Section.TESTIMONIES: "الشهادات",
    Section.STRIKES: "الضربات",
    Section.DAMAGE: "الأضرار",
    Section.REGISTER: "السجل",
}


def overview_pages(dossier: DossierInput) -> Iterator[Page]:
    """The first page and the page of all figures."""
    drawn_map, located = map_picture(dossier)
    content: dict[str, object] = {
        "headlines": [
            (name, CARD_KINDS.get(headline_of(name), ""))
            for name in headlines(dossier.book.figures)
        ],
        "notes": {
            "acknowledged.deaths": beside_acknowledged(dossier),
            "documented.deaths.graded": beside_documented(dossier),
            "gap.deaths": beside_gap(dossier),
            "persons.named": beside_named(dossier),
            "hazards.killed": beside_accidents(dossier),
        },
        "answers": list(answers(dossier)),
        "coverage": dossier.coverage,
        "changes": dossier.changes,
        "problems": dossier.problems,
        "urgent": [
            withdrawal
            for withdrawal in dossier.analysis.register.decisions.withdrawals.values()
            if withdrawal.kind is CorrectionKind.NOT_DEAD
        ],
        "closed_again": [site for site in dossier.analysis.sites.values() if site.finding],
        "grades": list(_grades(dossier)),
        "positions": list(_positions(dossier)),
        "lists": list(compared_lists(dossier.analysis).items()),
        "number_of_lists": len(person_lists(dossier.analysis)),
        "comparison": comparison_picture(dossier),
        "timeline": timeline_picture(dossier),
        "map": drawn_map,
        "spots": located.spots,
        "overlap": overlap_picture(dossier),
    }
    yield Page("index.html", "index.html", content)
    yield Page(
        "figures.html", "figures.html", {"sections": _sections(dossier), "section_ar": SECTIONS_AR}
    )


def _sections(dossier: DossierInput) -> list[tuple[str, list[Figure]]]:
    ordered = sorted(
        dossier.book.figures.values(), key=lambda figure: list(Section).index(figure.section)
    )
    return [
        (section.value, list(members))
        for section, members in groupby(ordered, lambda figure: figure.section)
    ]


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
