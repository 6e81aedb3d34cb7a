"""Candidates in cities whose truth is known: the right person stands high, and the odds hold."""

from dataclasses import replace
from functools import cache
from importlib.resources import files
from math import sqrt

import pytest

from sijill.model.records.field_work import SiteRecord
from sijill.model.records.record import Locator, PersonRecord, Record, RemainsRecord
from sijill.model.results.candidates import BodyCandidates
from sijill.remains.candidates import Prior, find_candidates
from sijill.remains.missing import traits_of_body, traits_of_missing
from sijill.remains.reliability import (
    LEAST_COMPARED,
    ReliabilityRow,
    compared_traits,
    ranks_of,
    reliability,
    share_among_first,
)
from sijill.remains.teeth import read_chart
from sijill.simulation.city import build_city
from sijill.simulation.folder import keep_lists
from sijill.simulation.lists import SimulatedList
from sijill.sources.records.received_rows import ReceivedRow
from sijill.sources.records.rows import read_rows
from sijill.sources.toml_files import read_mapping

SEEDS = (7, 11, 23)
DEATHS = 600


def records_of(kept: SimulatedList) -> dict[str, Record]:
    """The records that a list's own mapping makes, by id."""
    path = files("sijill.simulation").joinpath("case", "sources", f"{kept.source}.toml")
    mapping = read_mapping(path.read_text(encoding="utf-8"), kept.source)
    rows = [
        ReceivedRow(Locator("x", "0" * 64, "", number), row.cells)
        for number, row in enumerate(kept.rows, start=2)
    ]
    return {one.head.id: one for one in read_rows(mapping, rows, {}).records}


@cache
def search(seed: int) -> tuple[tuple[BodyCandidates, ...], dict[str, str], dict[str, int]]:
    """Candidates of a city's unnamed bodies, whom each truly is, and how much can be compared.

    The prior says that two in three are of people on the list, as in these cities they are.
    """
    city = build_city(seed, DEATHS)
    lists = keep_lists(city)
    notebook, reports = lists["recovery-notebook"], lists["missing-persons"]
    bodies = {
        one: record
        for one, record in records_of(notebook).items()
        if isinstance(record, RemainsRecord) and not record.name.is_comparable
    }
    people = {
        one: record
        for one, record in records_of(reports).items()
        if isinstance(record, PersonRecord)
    }
    report_of = {row.person: f"{reports.source}:{row.key}" for row in reports.rows if row.person}
    true = {
        body: report_of[row.person]
        for row in notebook.rows
        if (body := f"{notebook.source}:{row.key}") in bodies and row.person in report_of
    }
    known = {
        body: compared_traits(traits_of_body(bodies[body]), traits_of_missing(people[person]))
        for body, person in true.items()
    }
    found = find_candidates(
        list(bodies.values()), list(people.values()), prior=Prior(0.67), most=len(people)
    )
    return tuple(found), true, known


@pytest.mark.parametrize("seed", SEEDS)
def test_the_true_match_is_among_the_first_five_for_nine_in_ten_identifiable_remains(
    seed: int,
) -> None:
    found, true, known = search(seed)
    ranks = ranks_of(found, true)
    identifiable = [ranks[body] for body, number in known.items() if number >= LEAST_COMPARED]
    assert len(identifiable) >= 20
    assert share_among_first(identifiable, 5) >= 0.9


def test_the_odds_hold() -> None:
    """Over three cities: of candidates given so much, about so many are right."""
    found: list[BodyCandidates] = []
    true: dict[str, str] = {}
    for seed in SEEDS:
        bodies, whose, _ = search(seed)
        found += [replace(body, remains=f"{seed}/{body.remains}") for body in bodies]
        true |= {f"{seed}/{body}": person for body, person in whose.items()}
    table = reliability(found, true)
    assert [row.candidates > 20 for row in table] == [True] * 7
    assert all(abs(row.stated - row.true) < _tolerance(row) for row in table)
    assert [row.true for row in table] == sorted(row.true for row in table)


def _tolerance(row: ReliabilityRow) -> float:
    """A tenth, or two standard errors of a share among so many candidates."""
    return max(0.1, 2 * sqrt(row.stated * (1 - row.stated) / row.candidates))


def test_nobody_on_the_list_is_meant_about_as_often_as_is_stated() -> None:
    """A body of many common words is not therefore that of somebody on the list."""
    searches = [search(seed) for seed in SEEDS]
    found = [
        (body.none_listed, body.remains not in whose)
        for bodies, whose, _ in searches
        for body in bodies
    ]
    stated, true = (sum(column) / len(found) for column in zip(*found, strict=True))
    assert abs(stated - true) < 0.04, (stated, true)
    right = [stated for stated, is_true in found if is_true]
    assert sum(right) / len(right) > 1.5 * stated


def test_a_city_has_sites_hazards_and_people_who_wait() -> None:
    lists = keep_lists(build_city(7, DEATHS))
    sites = records_of(lists["search-sites"])
    assert all(isinstance(one, SiteRecord) and one.place.point for one in sites.values())
    named = {one.code for one in sites.values() if isinstance(one, SiteRecord)}
    bodies = list(records_of(lists["recovery-notebook"]).values())
    at_sites = [one for one in bodies if isinstance(one, RemainsRecord) and one.recovery.site]
    assert {one.recovery.site for one in at_sites} <= named
    assert len(at_sites) > len(bodies) / 2
    assert any(one.machinery for one in sites.values() if isinstance(one, SiteRecord))


def test_a_city_has_teeth_on_both_sides_that_speak_for_the_true_person() -> None:
    city = build_city(7, DEATHS)
    lists = keep_lists(city)
    teeth: dict[str, dict[str, dict[int, str]]] = {}
    for source in ("recovery-notebook", "missing-persons"):
        teeth[source] = {
            row.person: chart
            for row in lists[source].rows
            if row.person and (chart := read_chart(row.cells["الأسنان"].split("؛")))
        }
    both = teeth["recovery-notebook"].keys() & teeth["missing-persons"].keys()
    assert len(both) > 5
    agree = [
        teeth["recovery-notebook"][one][tooth] == teeth["missing-persons"][one][tooth]
        for one in both
        for tooth in teeth["recovery-notebook"][one]
    ]
    assert sum(agree) / len(agree) > 0.9
    assert len({state for one in both for state in teeth["missing-persons"][one].values()}) >= 3
