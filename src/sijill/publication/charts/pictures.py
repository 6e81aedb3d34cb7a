"""The charts and the map of the first page, each with its caption and the table behind it."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from sijill.figures.book import person_lists
from sijill.figures.layers.documented import (
    STANDING_IN_WORDS,
    counted_incidents,
    graded,
    named_grades,
)
from sijill.figures.overlap import overlap_counts
from sijill.figures.places import EXACT_M, WIDE_M, Located, locate
from sijill.figures.weeks import graded_weeks, sum_unknown, undated
from sijill.model.records.record import HazardRecord
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
from sijill.publication.charts.maps import MOST_SPOTS, incident_map, spots_drawn
from sijill.publication.dossier_input import DossierInput
from sijill.publication.wording import count_of, in_script, metres, number

Picture = tuple[Markup, Markup]
"""A drawing and its caption."""


def comparison_picture(dossier: DossierInput) -> Picture | None:
    """Documented against acknowledged, where both are given."""
    wanted = (("documented.deaths.graded", DOCUMENTED), ("acknowledged.deaths", ACKNOWLEDGED))
    ranges: list[Range] = []
    for name, colour in wanted:
        figure = dossier.book.figures.get(name)
        if figure is None or isinstance(figure.value, Refusal):
            return None
        low, high = figure.value.value.lowest, figure.value.value.highest
        if low is None or high is None:
            return None
        ranges.append((figure.title, low, high, colour))
    beside = "acknowledged.deaths.other_grades" in dossier.book.figures
    grades = " What is acknowledged is of incidents of every grade." if beside else ""
    caption = Markup(
        "The same place, period and party.{} The two are different layers: they are compared, not "
        'added. <a href="../tables/figures.csv">figures.csv</a>'
    ).format(grades)
    return intervals(ranges, "deaths, as intervals from lowest to highest"), caption


def timeline_picture(dossier: DossierInput) -> Picture | None:
    """Deaths by week of the graded incidents; none where no incident of them has a day."""
    weeks = graded_weeks(dossier.analysis)
    if not any(week.killed.is_known for week in weeks):
        return None
    case = dossier.analysis.register.case
    chosen = graded(counted_incidents(dossier.analysis), case)
    caption = Markup(
        "{}lowest and {}highest number reported killed in {} that begin in the week{}. {}"
        'The range runs from the lowest to the highest number. <a href="weeks.html">The weeks '
        'and their incidents</a> · <a href="../tables/weeks.csv">weeks.csv</a>'
    ).format(
        _key(DOCUMENTED),
        _key(PALE),
        _grades(case),
        _acknowledged_words(case),
        _unknown_words(sum_unknown(weeks), undated(chosen)),
    )
    return timeline(weeks), caption


def _acknowledged_words(case: Case) -> Markup:
    if case.comparison is None:
        return Markup()
    party = case.compared_party
    return Markup("; {}deaths that {} acknowledges for these incidents").format(
        _key(ACKNOWLEDGED), in_script(party.name if party else "the party")
    )


def _unknown_words(unknown: int, undated_incidents: int) -> Markup:
    """What is not in the picture, where anything is not."""
    sentences = []
    if unknown:
        sentences.append(
            Markup("{} nothing. ").format(
                count_of(
                    unknown,
                    "incident gives no number and adds",
                    "incidents give no number and add",
                )
            )
        )
    if undated_incidents:
        sentences.append(
            Markup("{} in no week. ").format(
                count_of(
                    undated_incidents,
                    "incident without a day stands",
                    "incidents without a day stand",
                )
            )
        )
    return Markup().join(sentences)


def map_picture(dossier: DossierInput) -> tuple[Picture | None, Located]:
    """The map of the graded incidents, and the list of its places."""
    analysis = dossier.analysis
    located = locate(graded(counted_incidents(analysis), analysis.register.case))
    if not located.spots:
        return None, located
    hazards = [
        hazard
        for hazard in analysis.register.active(HazardRecord).values()
        if hazard.outline and not hazard.status.is_released
    ]
    drawn = _drawn_incidents(analysis.register.case)
    spots = spots_drawn(located.spots)
    drawing = incident_map(spots, dossier.addresses.incidents, dossier.regions, hazards)
    return (drawing, _map_caption(located, drawn, has_hazards=bool(hazards))), located


def overlap_picture(dossier: DossierInput) -> Picture | None:
    """The UpSet plot of the lists of people."""
    counts = overlap_counts(dossier.persons.values())
    lists = person_lists(dossier.analysis)
    if len(lists) <= 1 or not counts:
        return None
    caption = Markup(
        "Named dead on exactly each combination of lists, as the links stand now; what doubtful "
        "links leave open is in the ranges of the table below. {}"
        '<a href="overlap.html">All combinations and their people</a> · '
        '<a href="../tables/list_overlap.csv">list_overlap.csv</a>'
    ).format(
        Markup("The {} most frequent are drawn. ").format(number(MOST_COMBINATIONS))
        if len(counts) > MOST_COMBINATIONS
        else ""
    )
    return upset(counts, lists, list(combination_links(counts))), caption


def combination_links(counts: Mapping[tuple[str, ...], int]) -> Iterable[str]:
    """For each combination of lists the place where its people are listed."""
    return (f"overlap.html#c{place}" for place in range(1, len(counts) + 1))


def _map_caption(located: Located, drawn: str, *, has_hazards: bool) -> Markup:
    """What is drawn, and what is not."""
    sentences = [
        Markup(
            "{} Each lies somewhere within its circle; a number is how many share one place "
            "of the map. "
        ).format(drawn)
    ]
    if left := len(located.spots) - len(spots_drawn(located.spots)):
        sentences.append(
            Markup("Only the {} places with most killed are drawn; {} in the table alone. ").format(
                number(MOST_SPOTS), count_of(left, "further one is", "further ones are")
            )
        )
    if any(spot.radius_m <= EXACT_M for spot in located.spots):
        sentences.append(Markup("Only places known to a building or so are dots. "))
    if located.wide:
        sentences.append(
            Markup("{} known no better than within {} (outlines). ").format(
                count_of(located.wide, "incident is", "incidents are"), metres(WIDE_M)
            )
        )
    if located.unstated:
        sentences.append(
            Markup(
                "Of {} no list says how exactly the point is known; the circle is wide for that. "
            ).format(count_of(located.unstated, "incident"))
        )
    if located.nowhere:
        sentences.append(
            Markup("{} no position and so no place on the map. ").format(
                count_of(located.nowhere, "incident has", "incidents have")
            )
        )
    if has_hazards:
        sentences.append(Markup("Red, dashed: hazards not released. "))
    return Markup().join(
        [*sentences, Markup('<a href="../tables/incidents.csv">incidents.csv</a>')]
    )


def _drawn_incidents(case: Case) -> str:
    """Which incidents the map holds."""
    grades = " or ".join(label("evidence_grade", grade).lower() for grade in named_grades(case))
    which = f"graded {grades}" if grades else f"of {STANDING_IN_WORDS}"
    if case.comparison is None:
        return f"The incidents {which} that are counted."
    party = case.compared_party
    name = party.name if party else ""
    return f"The incidents {which} with {name} as a suspected or known party."


def _key(colour: str) -> Markup:
    return Markup('<span class="key" style="background:{}"></span>').format(colour)


def _grades(case: Case) -> str:
    words = " and ".join(label("evidence_grade", grade).lower() for grade in named_grades(case))
    return f"incidents graded {words}" if words else f"incidents of {STANDING_IN_WORDS}"
