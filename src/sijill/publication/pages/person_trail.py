"""Body → person → incident → official line.

What the register holds of one person, and what is missing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from sijill.figures.analysis import Analysis
from sijill.model.codes import SiteState
from sijill.model.records.record import RemainsRecord
from sijill.model.results.incidents import Incident
from sijill.model.results.official import OfficialLine
from sijill.model.results.persons import Person
from sijill.model.vocabulary import label
from sijill.publication.addresses import Addresses
from sijill.publication.wording import count_of, day, in_script, number, place_names

MOST_LEADS = 5


class Stage(StrEnum):
    """The four steps of the trail."""

    BODY = "Body"
    PERSON = "Person"
    INCIDENT = "Incident"
    OFFICIAL = "Official line"

    @property
    def arabic(self) -> str:
        """The step's heading in Arabic."""
        return _ARABIC[self]


_ARABIC = {
    Stage.BODY: "الجثمان",
    Stage.PERSON: "الشخص",
    Stage.INCIDENT: "الحادث",
    Stage.OFFICIAL: "الموقف الرسمي",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing at a link: words, every part of them isolated, and where they lead."""

    words: Markup
    address: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class TrailStep:
    """One link: what is there, or what is missing and why. ``leads`` are suggestions, not links."""

    stage: Stage
    items: tuple[Item, ...] = ()
    missing: str = ""
    leads: tuple[Item, ...] = ()


def person_trail(
    person: Person,
    bodies: Mapping[str, RemainsRecord],
    analysis: Analysis,
    lines: Mapping[str, OfficialLine],
    addresses: Addresses,
) -> tuple[TrailStep, ...]:
    """The four links of one person, in order; ``bodies`` are all remains that count, by record."""
    incidents = [
        analysis.incidents[incident]
        for incident in person.incidents
        if incident in analysis.incidents
    ]
    return (
        _body(person, bodies, analysis, addresses),
        _person(person, analysis),
        _incident(person, incidents, analysis, addresses),
        _official(incidents, lines, addresses),
    )


def _body(
    person: Person,
    bodies: Mapping[str, RemainsRecord],
    analysis: Analysis,
    addresses: Addresses,
) -> TrailStep:
    items = tuple(
        _body_item(bodies[record], analysis, addresses)
        for record in person.remains
        if record in bodies
    )
    if items:
        return TrailStep(Stage.BODY, items)
    if not bodies:
        return TrailStep(Stage.BODY, missing="No list of remains is in this register.")
    return TrailStep(Stage.BODY, missing="No body is recorded under this name.")


def _body_item(record: RemainsRecord, analysis: Analysis, addresses: Addresses) -> Item:
    words = [Markup("Body {}").format(in_script(record.code or record.head.id))]
    if record.recovered.is_known:
        words.append(Markup("recovered {}").format(day(record.recovered)))
    log = analysis.register.decisions.presences.get(record.head.id, ())
    if log:
        words.append(Markup("{}, {}").format(in_script(log[-1].holder), in_script(log[-1].place)))
    elif record.buried_at:
        words.append(in_script(record.buried_at))
    site = analysis.safety.get(record.head.id)
    danger = site is not None and site.state is SiteState.NO_GO
    return Item(
        Markup(", ").join(words),
        addresses.records[record.head.id],
        "The spot lies within reach of a hazard: no-go." if danger else "",
    )


def _person(person: Person, analysis: Analysis) -> TrailStep:
    titles = Markup(", ").join(
        in_script(analysis.register.mappings[source].title) for source in person.lists
    )
    words = Markup("{}: {}").format(count_of(len(person.records), "record"), titles)
    return TrailStep(Stage.PERSON, (Item(words, "#records"),))


def _incident(
    person: Person, incidents: list[Incident], analysis: Analysis, addresses: Addresses
) -> TrailStep:
    if incidents:
        return TrailStep(
            Stage.INCIDENT, tuple(_incident_item(incident, addresses) for incident in incidents)
        )
    if not analysis.incidents:
        return TrailStep(Stage.INCIDENT, missing="No list of incidents is in this register.")
    leads = tuple(
        _incident_item(incident, addresses)
        for incident in _same_day(person, analysis.incidents.values())
    )
    return TrailStep(
        Stage.INCIDENT, missing="No list ties this person to an incident.", leads=leads
    )


def _same_day(person: Person, incidents: Iterable[Incident]) -> list[Incident]:
    """Incidents on the day of death, where it is a single day."""
    if person.died.day is None:
        return []
    on_the_day = [
        incident for incident in incidents if incident.record.happened.day == person.died.day
    ]
    return sorted(on_the_day, key=lambda incident: incident.id)[:MOST_LEADS]


def _incident_item(incident: Incident, addresses: Addresses) -> Item:
    record = incident.record
    parts = [in_script(record.code or incident.id), day(record.happened)]
    if record.place.is_known:
        parts.append(place_names(record.place))
    words = Markup("{}: {} killed ({})").format(
        Markup(", ").join(parts),
        number(incident.killed) if incident.killed.is_known else "unknown number",
        label("evidence_grade", incident.grade),
    )
    return Item(words, addresses.incidents[incident.id])


def _official(
    incidents: list[Incident], lines: Mapping[str, OfficialLine], addresses: Addresses
) -> TrailStep:
    if not incidents:
        return TrailStep(
            Stage.OFFICIAL,
            missing="Without an incident no official line can be tied to this person.",
        )
    items = tuple(
        _line_item(lines[incident.id], addresses) for incident in incidents if incident.id in lines
    )
    if items:
        return TrailStep(Stage.OFFICIAL, items)
    return TrailStep(
        Stage.OFFICIAL, missing="No official line about this incident is in the register."
    )


def _line_item(line: OfficialLine, addresses: Addresses) -> Item:
    conceded = (
        Markup("deaths conceded: {}").format(number(line.deaths))
        if line.deaths.is_known
        else "no number conceded"
    )
    words = Markup("{}: {}").format(label("official_position", line.position), conceded)
    return Item(words, addresses.records[line.determinations[0]], line.disagreement)
