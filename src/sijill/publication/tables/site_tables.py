"""Sites and requests for clearance as tables."""

from collections.abc import Iterable, Mapping

from sijill.figures.field.operations import SiteDay
from sijill.figures.places import states_precision
from sijill.model.results.sites import MOST_NAMED_HAZARDS, Site
from sijill.model.values.dates import DateInterval
from sijill.model.vocabulary import label
from sijill.publication.exports import CsvTable
from sijill.publication.wording import if_stated


def hazard_words(site: Site, *, with_distance: bool = True) -> str:
    """The nearest hazards within reach and how far they are; of very many, how many more."""
    words = [
        f"{near.hazard}, {near.metres:.0f} m" if with_distance else near.hazard
        for near in site.near[:MOST_NAMED_HAZARDS]
    ]
    others = len(site.near) - len(words)
    return "; ".join([*words, f"and {others:,} others"] if others else words)


def site_table(sites: Iterable[Site]) -> CsvTable:
    """One row a site; families as a number, since their names are on the plan of the day."""
    return CsvTable.of(
        "sites",
        sites,
        {
            "site": lambda site: site.id,
            "code": lambda site: site.code,
            "state": lambda site: site.state.value,
            "state_words": lambda site: label("site_go_state", site.state),
            "team": lambda site: site.team,
            "place": _place,
            "latitude": lambda site: _position(site)[0],
            "longitude": lambda site: _position(site)[1],
            "radius_m": lambda site: _position(site)[2],
            "decided_by": lambda site: site.decided.decided.author if site.decided else "",
            "decided_at": lambda site: site.decided.decided.at.isoformat() if site.decided else "",
            "entry": lambda site: site.decided.decided.entry if site.decided else "",
            "reason": lambda site: site.decided.reason if site.decided else "",
            "override_by": lambda site: site.decided.override_by if site.decided else "",
            "hazards": hazard_words,
            "finding": lambda site: site.finding,
            "machinery": lambda site: site.record.machinery if site.record else "",
            "opened": lambda site: _day(site.record.opened) if site.record else "",
            "closed": lambda site: _day(site.record.closed) if site.record else "",
            "families_waiting": _waiting,
            "expected_min": lambda site: if_stated(site.expected.lowest),
            "expected_max": lambda site: if_stated(site.expected.highest),
            "remains": lambda site: len(site.remains),
            "still_missing_min": lambda site: if_stated(site.still_missing.lowest),
            "still_missing_max": lambda site: if_stated(site.still_missing.highest),
        },
    )


def _place(site: Site) -> str:
    return str(site.place) if site.place.names else ""


def _day(day: DateInterval) -> str:
    return day.to_edtf() if day.is_known else ""


def _waiting(site: Site) -> int | str | None:
    """How many families wait: a number, or a range in words."""
    return site.waiting.lowest if site.waiting.is_exact else str(site.waiting)


def site_day_table(days: Iterable[SiteDay]) -> CsvTable:
    """One row a day of work at a site; ``closed`` is yes where the site was not open by then."""
    return CsvTable.of(
        "site_days",
        days,
        {
            "site": lambda work: work.site.id,
            "code": lambda work: work.site.code,
            "day": lambda work: work.day.isoformat(),
            "teams": lambda work: "; ".join(work.teams),
            "machinery": lambda work: "; ".join(
                dict.fromkeys(each.machinery for each in work.operations if each.machinery)
            ),
            "workers": lambda work: if_stated(work.workers),
            "minutes": lambda work: if_stated(work.minutes),
            "remains": lambda work: len(work.remains),
            "state": lambda work: work.state.value if work.state else "",
            "closed": lambda work: "yes" if work.was_closed else "",
            "notes": lambda work: "; ".join(each.note for each in work.operations),
            "entries": lambda work: "; ".join(each.decided.entry for each in work.operations),
        },
    )


def _position(site: Site) -> tuple[object, object, object]:
    point = site.place.point
    if point is None:
        return "", "", ""
    radius_m = (site.place.radius_m or 0) if states_precision(site.place) else ""
    return f"{point.latitude:.6f}", f"{point.longitude:.6f}", radius_m


def clearance_table(barred: Iterable[Site]) -> CsvTable:
    """What a mine action office needs to send a team: where, why, how urgent. No names."""
    return CsvTable.of(
        "clearance_requests",
        enumerate(barred, start=1),
        {
            "rank": lambda ranked: ranked[0],
            "site": lambda ranked: ranked[1].id,
            "code": lambda ranked: ranked[1].code,
            "place": lambda ranked: _place(ranked[1]),
            "latitude": lambda ranked: _position(ranked[1])[0],
            "longitude": lambda ranked: _position(ranked[1])[1],
            "radius_m": lambda ranked: _position(ranked[1])[2],
            "hazards": lambda ranked: hazard_words(ranked[1], with_distance=False),
            "nearest_m": lambda ranked: f"{ranked[1].near[0].metres:.0f}",
            "families_waiting": lambda ranked: _waiting(ranked[1]),
            "still_missing_min": lambda ranked: if_stated(ranked[1].still_missing.lowest),
            "still_missing_max": lambda ranked: if_stated(ranked[1].still_missing.highest),
            "state": lambda ranked: ranked[1].state.value,
        },
    )


def clearance_features(barred: Iterable[Site]) -> Mapping[str, object]:
    """The same as GeoJSON (RFC 7946)."""
    table = clearance_table(barred)
    features = []
    for cells in table.rows:
        values = dict(zip(table.columns, cells, strict=True))
        latitude, longitude = values.pop("latitude"), values.pop("longitude")
        point = (
            {"type": "Point", "coordinates": [float(str(longitude)), float(str(latitude))]}
            if latitude
            else None
        )
        features.append({"type": "Feature", "properties": values, "geometry": point})
    return {"type": "FeatureCollection", "features": features}
