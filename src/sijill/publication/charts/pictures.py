"""The charts and the map of the first page, each with its caption and the table behind it."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from sijill.figures.book import person_lists
from sijill.figures.documented import graded, incidents_in_scope
from sijill.model.records.record import HazardRecord
from sijill.model.results.incidents import Incident
from sijill.model.settings.case import Case
from sijill.model.values.quantities import Refusal
from sijill.model.vocabulary import label
from sijill.publication.charts.charts import (
    ACKNOWLEDGED,
    DOCUMENTED,
    MOST_COMBINATIONS,
    PALE,
    Range,
    intervals,
    timeline,
    upset,
)
from sijill.publication.charts.maps import WIDE_M, Spot, incident_map, spots
from sijill.publication.dossier_input import Edition
from sijill.publication.tables.people_tables import overlap_counts
from sijill.publication.tables.weeks import graded_weeks
from sijill.publication.wording import in_script, metres, number

Picture = tuple[Markup, Markup]
"""A drawing and its caption."""


def counted_incidents(edition: Edition) -> list[Incident]:
    """The incidents of the comparison, in the order of their days."""
    findings = edition.findings
    return incidents_in_scope(findings.incidents, findings.incident_list, findings.register.case)


def comparison_picture(edition: Edition) -> Picture | None:
    """Documented against acknowledged, where both are given."""
    wanted = (("documented.deaths.graded", DOCUMENTED), ("acknowledged.deaths", ACKNOWLEDGED))
    ranges: list[Range] = []
    for name, colour in wanted:
        figure = edition.book.figures.get(name)
        if figure is None or isinstance(figure.value, Refusal):
            return None
        low, high = figure.value.value.lowest, figure.value.value.highest
        if low is None or high is None:
            return None
        ranges.append((figure.title, low, high, colour))
    caption = Markup(
        "The same place, period and party. The two are different layers: they are compared, not "
        'added. <a href="../tables/figures.csv">figures.csv</a>'
    )
    return intervals(ranges, "deaths, as intervals from lowest to highest"), caption


def timeline_picture(edition: Edition) -> Picture | None:
    """Deaths by week of the graded incidents."""
    weeks = graded_weeks(edition.findings, edition.lines)
    if not weeks:
        return None
    case = edition.findings.register.case
    unknown = sum(week.unknown for week in weeks)
    caption = Markup(
        "{}lowest and {}highest number reported killed in incidents graded {} that begin in the "
        "week; {}deaths that {} acknowledges for these incidents. {} incidents give no number and "
        'add nothing. <a href="weeks.html">The weeks and their incidents</a> · '
        '<a href="../tables/weeks.csv">weeks.csv</a>'
    ).format(
        _key(DOCUMENTED),
        _key(PALE),
        _grades(case),
        _key(ACKNOWLEDGED),
        in_script(_party(case)),
        number(unknown),
    )
    return timeline(weeks), caption


def map_picture(edition: Edition) -> tuple[Picture | None, list[Spot]]:
    """The map of the graded incidents, and the list of its places."""
    findings = edition.findings
    chosen = graded(counted_incidents(edition), findings.register.case)
    located = spots(chosen)
    if not located:
        return None, []
    hazards = findings.register.active(HazardRecord).values()
    drawing = incident_map(located, edition.addresses.incidents, edition.regions, hazards)
    return (drawing, _map_caption(chosen, located)), located


def overlap_picture(edition: Edition) -> Picture | None:
    """The UpSet plot of the lists of people."""
    counts = overlap_counts(edition.persons.values())
    lists = person_lists(edition.findings)
    if len(lists) <= 1 or not counts:
        return None
    caption = Markup(
        "Named dead on exactly each combination of lists under the working reading of the links; "
        'the {} most frequent are drawn. <a href="overlap.html">All combinations and their '
        'people</a> · <a href="../tables/list_overlap.csv">list_overlap.csv</a>'
    ).format(number(min(len(counts), MOST_COMBINATIONS)))
    return upset(counts, lists, list(combination_links(counts))), caption


def combination_links(counts: Mapping[tuple[str, ...], int]) -> Iterable[str]:
    """For each combination of lists the place where its people are listed."""
    return (f"overlap.html#c{place}" for place in range(1, len(counts) + 1))


def _map_caption(incidents: list[Incident], located: list[Spot]) -> Markup:
    without = sum(incident.record.place.point is None for incident in incidents)
    wide = sum(len(spot.incidents) for spot in located if spot.radius_m >= WIDE_M)
    return Markup(
        "Each incident lies somewhere within its circle; a number is how many share one point, "
        "usually the centre of a neighbourhood or of the city. Only places known to a building or "
        "so are dots. {} incidents are known no better than within {} (outlines, some beyond the "
        "frame); {} have no position and are not on the map. Red, dashed: hazards not released. "
        '<a href="../tables/incidents.csv">incidents.csv</a>'
    ).format(number(wide), metres(WIDE_M), number(without))


def _key(colour: str) -> Markup:
    return Markup('<span class="key" style="background:{}"></span>').format(colour)


def _grades(case: Case) -> str:
    grades = case.comparison.grades if case.comparison else ()
    return " and ".join(label("evidence_grade", grade).lower() for grade in grades) or "in any way"


def _party(case: Case) -> str:
    chosen = case.comparison.actor if case.comparison else ""
    return next((actor.name for actor in case.actors if actor.id == chosen), "the party")
