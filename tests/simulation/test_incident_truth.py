"""Grouping, origins and ranges against the truth of simulated cities, three seeds."""

from dataclasses import dataclass
from importlib.resources import files

import pytest

from sijill.claims.report_statements import trace_reports
from sijill.incidents.grouping import group_incidents
from sijill.incidents.pair_scores import Facts
from sijill.incidents.ranges import listed_deaths, settle_incident
from sijill.model.codes import EvidenceGrade
from sijill.model.records.record import (
    IncidentRecord,
    Locator,
    PersonRecord,
    Record,
    RecordKind,
    ReportRecord,
)
from sijill.model.results.origins import OriginGraph
from sijill.simulation import council, monitor, posts
from sijill.simulation.city import City, build_city
from sijill.simulation.lists import SimulatedList
from sijill.simulation.oracle import bcubed_f1
from sijill.sources.records.received_rows import ReceivedRow
from sijill.sources.records.references import ReferenceTargets, index_records
from sijill.sources.records.rows import read_rows
from sijill.sources.toml_files import read_mapping

PARTIES = {
    "the alliance": "alliance",
    "alliance": "alliance",
    "garrison forces": "garrison",
    "garrison": "garrison",
}


@dataclass(frozen=True)
class Town:
    """A city's lists as records, with the incident and the origin that is true of each."""

    city: City
    records: dict[str, tuple[Record, ...]]
    incident_of: dict[str, str]
    origin_of: dict[str, str]
    person_of: dict[str, str]

    def of_kind(self, kind: type[Record]) -> list[Record]:
        """The records of one kind, of all lists."""
        return [one for kept in self.records.values() for one in kept if isinstance(one, kind)]


@pytest.fixture(scope="module", params=[11, 12, 13])
def town(request: pytest.FixtureRequest) -> Town:
    city = build_city(request.param, 300)
    incidents, victims, codes = monitor.keep(city)
    said, origin_of = posts.keep(city, codes)
    lists = (incidents, council.keep(city), victims, said)
    records: dict[str, tuple[Record, ...]] = {}
    index: dict[str, dict[str, str]] = {}
    for kept in lists:
        records[kept.source] = _read(kept, index)
        index[kept.source] = index_records(records[kept.source], kept.source)
    true = {f"{kept.source}:{row.key}": row.incident for kept in lists for row in kept.rows}
    origins = {f"posts:{post}": f"posts:{origin}" for post, origin in origin_of.items()}
    persons = {f"{kept.source}:{row.key}": row.person for kept in lists for row in kept.rows}
    return Town(city, records, true, origins, persons)


def _read(kept: SimulatedList, index: dict[str, dict[str, str]]) -> tuple[Record, ...]:
    path = files("sijill.simulation").joinpath("case", "sources", f"{kept.source}.toml")
    mapping = read_mapping(path.read_text(encoding="utf-8"), kept.source)
    rows = [
        ReceivedRow(Locator("list.csv", "0" * 64, "", number), row.cells)
        for number, row in enumerate(kept.rows, start=2)
    ]
    targets = ReferenceTargets((monitor.INCIDENTS, council.SOURCE), index)
    return read_rows(mapping, rows, {}, targets).records


def _leads(town: Town) -> dict[str, str]:
    facts = [
        Facts(
            one,
            frozenset(),
            frozenset(PARTIES[name] for name in map(str.casefold, one.actors) if name in PARTIES),
        )
        for one in town.of_kind(IncidentRecord)
        if isinstance(one, IncidentRecord)
    ]
    return {member: group[0] for group in group_incidents(facts).groups for member in group}


def _parties(record: IncidentRecord) -> frozenset[str]:
    names = (name.casefold() for name in record.actors)
    return frozenset(PARTIES[name] for name in names if name in PARTIES)


def test_records_of_two_lists_are_grouped_into_the_true_incidents(town: Town) -> None:
    leads = _leads(town)
    assert len({one.rpartition(":")[0] for one in leads}) == 2
    assert bcubed_f1(leads, town.incident_of) >= 0.95


def test_posts_go_back_to_their_true_origin(town: Town) -> None:
    graph = _graph(town)
    right = [graph.roots[post] == (origin,) for post, origin in town.origin_of.items()]
    assert len(right) > 200
    assert sum(right) / len(right) >= 0.95


def _graph(town: Town) -> OriginGraph:
    reports = [one for one in town.of_kind(ReportRecord) if isinstance(one, ReportRecord)]
    assert all(one.incidents for one in reports)
    return trace_reports(reports, {})


def test_the_true_deaths_lie_inside_the_range_of_graded_incidents(town: Town) -> None:
    killed = {one.id: len(one.killed) for one in town.city.incidents}
    incidents = [one for one in town.records[monitor.INCIDENTS] if isinstance(one, IncidentRecord)]
    people = [one for one in town.of_kind(PersonRecord) if isinstance(one, PersonRecord)]
    one = {identity: person for identity, person in town.person_of.items() if person}
    listed = listed_deaths(people, one, one)
    settled = {record.head.id: settle_incident((record,), listed) for record in incidents}
    inside = [
        (one.killed.lowest or 0) <= killed[town.incident_of[identity]] <= (one.killed.highest or 0)
        for identity, one in settled.items()
        if one.grade in (EvidenceGrade.FAIR, EvidenceGrade.CONFIRMED) and one.killed.is_known
    ]
    assert sum(inside) / len(inside) >= 0.95


def test_the_simulated_lists_are_of_the_kinds_that_they_say() -> None:
    for source, kind in ((council.SOURCE, RecordKind.INCIDENT), (posts.SOURCE, RecordKind.REPORT)):
        path = files("sijill.simulation").joinpath("case", "sources", f"{source}.toml")
        assert read_mapping(path.read_text(encoding="utf-8"), source).kind is kind
