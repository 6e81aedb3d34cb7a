"""Sites put together: lists, decisions, hazards, remains found there, families who wait.

Remains belong to the site that their row names, else to the one site in whose stated radius they
were found. A missing person belongs to the site that the row names, and waits until an
identification says which remains are his or hers.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from sijill.language.scripts import fold
from sijill.model.codes import SiteState
from sijill.model.decisions.field_work import SiteDecision
from sijill.model.records.field_work import SiteRecord
from sijill.model.records.record import HazardRecord, PersonRecord, RemainsRecord
from sijill.model.results.sites import Site, WaitingFamily
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.places import Place
from sijill.places.distances import distance_m, stated_radius_m
from sijill.remains.hazards import OpenHazards
from sijill.remains.site_states import listed_state, near_hazards, reclosing

WIDEST_SITE_M = 150
"""A site known less exactly than this takes in no remains by their position."""
PREFIX = "site:"
"""How the ids of sites begin that no list names."""


@dataclass(frozen=True, slots=True)
class SiteEvidence:
    """Everything that says something about sites; records that count, by id.

    ``identified`` are the records of missing people whose remains were identified.
    """

    sites: Mapping[str, SiteRecord]
    history: Mapping[str, tuple[SiteDecision, ...]]
    decided: Mapping[str, SiteDecision]
    hazards: Iterable[HazardRecord]
    remains: Mapping[str, RemainsRecord]
    missing: Mapping[str, PersonRecord]
    identified: Collection[str] = ()


def assess_sites(evidence: SiteEvidence, safety_distance_m: float) -> dict[str, Site]:
    """Every site, by id, in the order of their codes."""
    hazards = OpenHazards(evidence.hazards)
    bare = {
        identity: _bare_site(identity, evidence, hazards, safety_distance_m)
        for identity in sorted({*evidence.sites, *evidence.decided})
        if identity in evidence.sites or identity.startswith(PREFIX)
    }
    names = site_names(bare.values())
    remains = _by_site(
        (record_id, _site_of(record, bare, names)) for record_id, record in evidence.remains.items()
    )
    people = _by_site(
        (record_id, _site_named(record.site, record.place, names))
        for record_id, record in evidence.missing.items()
    )
    whole = [
        _with_people(
            replace(site, remains=tuple(remains.get(identity, ()))),
            {person: evidence.missing[person] for person in people.get(identity, ())},
            evidence.identified,
        )
        for identity, site in bare.items()
    ]
    return {site.id: site for site in sorted(whole, key=lambda site: (site.code, site.id))}


def site_names(sites: Iterable[Site]) -> dict[str, str]:
    """The sites by what rows call them: code, key or id, folded; a name that two share is none."""
    named: dict[str, set[str]] = defaultdict(set)
    for site in sites:
        for name in (site.code, site.id, site.id.partition(":")[2]):
            if name:
                named[fold(name)].add(site.id)
    return {name: next(iter(ids)) for name, ids in named.items() if len(ids) == 1}


def _bare_site(
    identity: str, evidence: SiteEvidence, hazards: OpenHazards, distance_m: float
) -> Site:
    """A site with its state, before anybody is tied to it."""
    record = evidence.sites.get(identity)
    decided = evidence.decided.get(identity)
    place = _place_of(record, evidence.history.get(identity, ()))
    near = near_hazards(place, hazards, distance_m)
    code = record.code if record is not None and record.code else identity.partition(":")[2]
    if decided is None:
        stated = record.listed_state if record is not None else SiteState.NOT_ASSESSED
        state = listed_state(stated, near)
        return Site(identity, code, record, place, state, near=near)
    finding = reclosing(replace(decided, code=code), place, near, hazards)
    state = SiteState.NO_GO if finding else decided.state
    return Site(identity, code, record, place, state, decided, near, finding)


def _place_of(record: SiteRecord | None, history: Iterable[SiteDecision]) -> Place:
    """The latest position that a decision states, else what the list says."""
    stated = [decision.place for decision in history if decision.place.is_known]
    listed = record.place if record is not None else Place()
    for place in reversed(stated):
        if place.point is not None:
            return replace(place, names=place.names or listed.names)
    return replace(listed, names=stated[-1].names) if stated else listed


def _site_of(record: RemainsRecord, sites: Mapping[str, Site], names: Mapping[str, str]) -> str:
    """The site that a find belongs to; empty for none, or several alike."""
    named = _site_named(record.recovery.site, record.found_at, names)
    point = record.found_at.point
    if named or record.recovery.site or point is None:
        return named
    around = [
        site.id
        for site in sites.values()
        if site.place.point is not None
        and (radius_m := stated_radius_m(site.place)) <= WIDEST_SITE_M
        and distance_m(site.place.point, point) <= radius_m
    ]
    return around[0] if len(around) == 1 else ""


def _site_named(words: str, place: Place, names: Mapping[str, str]) -> str:
    """The site that a row names, in the field for it or as its place; empty for none."""
    if words:
        return names.get(fold(words), "")
    return next((names[key] for name in place.names if (key := fold(name.written)) in names), "")


def _by_site(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    records: dict[str, list[str]] = defaultdict(list)
    for record, site in pairs:
        if site:
            records[site].append(record)
    return records


def _with_people(
    site: Site, missing: Mapping[str, PersonRecord], identified_people: Collection[str]
) -> Site:
    """The site with the families who wait, and how many are expected and still missing."""
    listed = site.record.expected if site.record is not None else UNKNOWN_COUNT
    least = max(listed.at_least, len(missing))
    is_counted = listed.is_known or bool(missing)
    most = listed.highest if listed.highest is None else max(listed.highest, least)
    expected = CountRange(least, most) if is_counted else UNKNOWN_COUNT
    waiting = {
        person: record for person, record in missing.items() if person not in identified_people
    }
    counted = site.record.recovered if site.record is not None else UNKNOWN_COUNT
    found = len(site.remains)
    recovered = counted.not_below(found) if counted.is_known else CountRange.exactly(found)
    left = expected.less(recovered).at_least
    identified = len(missing) - len(waiting)
    still = CountRange(left, None if most is None else max(left, most - identified))
    return replace(
        site,
        families=_families(site, waiting, missing),
        expected=expected,
        still_missing=still if is_counted else UNKNOWN_COUNT,
    )


def _families(
    site: Site, waiting: Mapping[str, PersonRecord], missing: Mapping[str, PersonRecord]
) -> tuple[WaitingFamily, ...]:
    """Families of missing people, and those that the site's list names and no missing row does."""
    groups: dict[str, list[str]] = defaultdict(list)
    for identity, record in waiting.items():
        groups[family_of(record)].append(identity)
    known = {fold(family_of(record)) for record in missing.values()}
    for name in site.record.families if site.record is not None else ():
        if fold(name) not in known:
            groups.setdefault(name, [])
    identified: dict[str, list[str]] = defaultdict(list)
    for identity, record in missing.items():
        if identity not in waiting:
            identified[family_of(record)].append(identity)
    return tuple(
        WaitingFamily(name, tuple(people), tuple(identified[name]))
        for name, people in sorted(groups.items())
    )


def family_of(record: PersonRecord) -> str:
    """What a missing person's family is called; one without a name is a family of its own."""
    personal = record.personal
    last = record.name.parts[-1].written if record.name.parts else ""
    return personal.family_group or personal.family_name.written or last or record.head.id
