"""Sites and requests for clearance as tables."""

from collections.abc import Iterable, Mapping

from sijill.figures.field.operations import SiteDay
from sijill.figures.places import states_precision
from sijill.model.results.sites import MOST_NAMED_HAZARDS, Site
from sijill.model.values.counts import CountRange
from sijill.model.vocabulary import label
from sijill.publication.exports import CsvTable


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
    columns = (
        "site", "code", "state", "state_words", "team", "place", "latitude", "longitude",
        "radius_m", "decided_by", "decided_at", "entry", "reason", "override_by", "hazards",
        "finding", "machinery", "opened", "closed",
        "families_waiting", "expected_min", "expected_max", "remains",
        "still_missing_min", "still_missing_max",
    )  # fmt: skip
    return CsvTable("sites", columns, [_row(site) for site in sites])


def _row(site: Site) -> tuple[object, ...]:
    decided = site.decided
    return (
        site.id,
        site.code,
        site.state.value,
        label("site_go_state", site.state),
        site.team,
        str(site.place) if site.place.names else "",
        *_position(site),
        decided.decided.author if decided else "",
        decided.decided.at.isoformat() if decided else "",
        decided.decided.entry if decided else "",
        decided.reason if decided else "",
        decided.override_by if decided else "",
        hazard_words(site),
        site.finding,
        *_days_listed(site),
        _waiting(site),
        *_ends(site.expected),
        len(site.remains),
        *_ends(site.still_missing),
    )


def _waiting(site: Site) -> int | str | None:
    """How many families wait: a number, or a range in words."""
    return site.waiting.lowest if site.waiting.is_exact else str(site.waiting)


def _days_listed(site: Site) -> tuple[str, str, str]:
    """Machinery and the first and last day of work, as the list of sites has them."""
    record = site.record
    if record is None:
        return "", "", ""
    opened, closed = (
        day.to_edtf() if day.is_known else "" for day in (record.opened, record.closed)
    )
    return record.machinery, opened, closed


def site_day_table(days: Iterable[SiteDay]) -> CsvTable:
    """One row a day of work at a site; ``closed`` is yes where the site was not open by then."""
    columns = (
        "site", "code", "day", "teams", "machinery", "workers", "minutes", "remains", "state",
        "closed", "notes", "entries",
    )  # fmt: skip
    return CsvTable("site_days", columns, [_day_row(site_day) for site_day in days])


def _day_row(site_day: SiteDay) -> tuple[object, ...]:
    machinery = dict.fromkeys(work.machinery for work in site_day.operations if work.machinery)
    return (
        site_day.site.id,
        site_day.site.code,
        site_day.day.isoformat(),
        "; ".join(site_day.teams),
        "; ".join(machinery),
        "" if site_day.workers is None else site_day.workers,
        "" if site_day.minutes is None else site_day.minutes,
        len(site_day.remains),
        site_day.state.value if site_day.state else "",
        "yes" if site_day.was_closed else "",
        "; ".join(work.note for work in site_day.operations),
        "; ".join(work.decided.entry for work in site_day.operations),
    )


def _position(site: Site) -> tuple[object, object, object]:
    point = site.place.point
    if point is None:
        return "", "", ""
    radius_m = (site.place.radius_m or 0) if states_precision(site.place) else ""
    return f"{point.latitude:.6f}", f"{point.longitude:.6f}", radius_m


def _ends(count: CountRange) -> tuple[object, object]:
    return (
        "" if count.lowest is None else count.lowest,
        "" if count.highest is None else count.highest,
    )


def clearance_table(barred: Iterable[Site]) -> CsvTable:
    """What a mine action office needs to send a team: where, why, how urgent. No names."""
    columns = (
        "rank", "site", "code", "place", "latitude", "longitude", "radius_m", "hazards",
        "nearest_m", "families_waiting", "still_missing_min", "still_missing_max", "state",
    )  # fmt: skip
    rows = [
        (
            rank,
            site.id,
            site.code,
            str(site.place) if site.place.names else "",
            *_position(site),
            hazard_words(site, with_distance=False),
            f"{site.near[0].metres:.0f}",
            _waiting(site),
            *_ends(site.still_missing),
            site.state.value,
        )
        for rank, site in enumerate(barred, start=1)
    ]
    return CsvTable("clearance_requests", columns, rows)


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
