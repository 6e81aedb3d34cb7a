"""The first page: headline figures, short answers, pictures, coverage, changes.

And the page of all figures.
"""

from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from sijill.figures.book import person_lists
from sijill.figures.documented import graded, incidents_in_scope
from sijill.figures.figure import Figure, Section
from sijill.model.codes import CorrectionKind, EvidenceGrade, OfficialPosition
from sijill.model.incidents import Incident
from sijill.model.quantities import Refusal
from sijill.model.records import HazardRecord
from sijill.model.vocabulary import label, vocabulary
from sijill.publication.charts import (
    ACKNOWLEDGED,
    DOCUMENTED,
    PALE,
    Range,
    by_week,
    intervals,
    timeline,
    upset,
)
from sijill.publication.edition import Edition, Page
from sijill.publication.maps import incident_map, spots
from sijill.publication.tables import overlap_counts
from sijill.publication.wording import figure_value, number

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
    book = edition.book
    shown = [(name, kind) for name, kind in HEADLINES if name in book.figures]
    incidents = counted_incidents(edition)
    content: dict[str, object] = {
        "headlines": shown,
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
        **_pictures(edition, incidents),
    }
    yield Page("index.html", "index.html", content)
    ordered = sorted(book.figures.values(), key=lambda figure: list(Section).index(figure.section))
    sections = [
        (section.value, list(members))
        for section, members in groupby(ordered, lambda figure: figure.section)
    ]
    yield Page("figures.html", "figures.html", {"sections": sections})


def counted_incidents(edition: Edition) -> list[Incident]:
    """The incidents of the comparison, in the order of their days."""
    findings = edition.findings
    return incidents_in_scope(findings.incidents, findings.incident_list, findings.register.case)


def _pictures(edition: Edition, incidents: list[Incident]) -> dict[str, object]:
    findings, case = edition.findings, edition.findings.register.case
    chosen = graded(incidents, case)
    pictures: dict[str, object] = {}
    if chosen:
        party = next(
            (
                actor.name
                for actor in case.actors
                if case.comparison and actor.id == case.comparison.actor
            ),
            "the party",
        )
        grades = " and ".join(
            label("evidence_grade", grade).lower()
            for grade in (case.comparison.grades if case.comparison else ())
        )
        pictures["timeline"] = timeline(by_week(chosen, edition.lines))
        pictures["timeline_caption"] = Markup(
            '<span class="key" style="background:{}"></span>lowest and <span class="key" '
            'style="background:{}"></span>highest number '
            'reported killed in incidents graded {} that begin in the week; <span class="key" '
            'style="background:{}"></span>deaths that '
            "{} acknowledges for these incidents. Incidents with an unknown number are not "
            "drawn. Table: incidents.csv."
        ).format(DOCUMENTED, PALE, grades or "in any way", ACKNOWLEDGED, party)
        located = spots(chosen)
        if located:
            links = edition.addresses.incidents
            hazards = findings.register.active(HazardRecord).values()
            pictures |= {
                "spots": located,
                "map": incident_map(located, links, edition.regions, hazards),
                "map_caption": _map_caption(chosen),
            }
    comparison = _comparison(edition)
    if comparison:
        pictures["comparison"] = intervals(
            comparison, "deaths, as intervals from lowest to highest"
        )
        pictures["comparison_caption"] = (
            "The same place, period and party. The two are different layers: they are "
            "compared, not added."
        )
    counts = overlap_counts(edition.persons.values())
    lists = person_lists(findings)
    if len(lists) > 1 and counts:
        pictures["upset"] = upset(counts, lists)
        pictures["upset_caption"] = (
            "Named dead on exactly each combination of lists (at most twenty are drawn), under "
            "the working reading of the links. Table: list_overlap.csv."
        )
    return pictures


def _map_caption(incidents: list[Incident]) -> str:
    without = sum(incident.record.place.point is None for incident in incidents)
    told = f" {without} incidents have no position and are not on the map." if without else ""
    return (
        "Each incident lies somewhere within its circle. A number is how many incidents share "
        "one point, usually the centre of a "
        "neighbourhood or of the city; only places known to a building or so are drawn as "
        "dots. Red, dashed: hazards not released." + told
    )


def _comparison(edition: Edition) -> list[Range]:
    wanted = (("documented.deaths.graded", DOCUMENTED), ("acknowledged.deaths", ACKNOWLEDGED))
    ranges: list[Range] = []
    for name, colour in wanted:
        figure = edition.book.figures.get(name)
        if figure is None or isinstance(figure.value, Refusal):
            return []
        low, high = figure.value.value.lowest, figure.value.value.highest
        if low is None or high is None:
            return []
        ranges.append((figure.title, low, high, colour))
    return ranges


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
            Markup("{} also by {}").format(_fig(edition, f"overlap.among.{source}.{other}"), words)
            for other, words in lists
            if other != source
        ]
        if others:
            yield Markup("Of {} people named by {}, {}.").format(
                _fig(edition, f"persons.list.{source}"), title, Markup(", ").join(others)
            )


def _fig(edition: Edition, name: str) -> Markup:
    figure: Figure = edition.book.figures[name]
    return Markup('<b><a href="figures/{}.html">{}</a></b>').format(
        name, number(figure_value(figure))
    )


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
