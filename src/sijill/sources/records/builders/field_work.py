"""The values of one row as a site, a hazard, or the details of a recovery."""

from sijill.language.numbers import read_count
from sijill.model.codes import HazardStatus, SiteState
from sijill.model.records.field_work import RecoveryDetails, SiteRecord
from sijill.model.records.head import Head
from sijill.model.records.record import HazardRecord
from sijill.model.recovery_codes import HazardObject, HazardType
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.places import Place
from sijill.model.values.unreadable import Unreadable
from sijill.places.areas import centre_of, read_outline
from sijill.sources.records.cells import RowValues
from sijill.sources.records.joined_fields import place_of


def build_site(head: Head, values: RowValues) -> SiteRecord:
    """One site that is searched."""
    families, counted = _families(values.texts_of("families"))
    return SiteRecord(
        head,
        code=values.text("code"),
        found_in=values.text("found_in"),
        place=place_of(values),
        listed_state=values.code("state", SiteState, SiteState.NOT_ASSESSED),
        team=values.text("team"),
        machinery=values.text("machinery"),
        opened=values.date("opened"),
        closed=values.date("closed"),
        expected=values.count("expected"),
        recovered=values.count("recovered_count"),
        families=families,
        families_counted=counted,
        incident=values.text("incident"),
        note=values.text("note"),
    )


def _families(texts: tuple[str, ...]) -> tuple[tuple[str, ...], CountRange]:
    """The families that wait by name, or how many where the cell is a number in digits."""
    if len(texts) != 1 or not any(character.isdigit() for character in texts[0]):
        return texts, UNKNOWN_COUNT
    count = read_count(texts[0])
    return (texts, UNKNOWN_COUNT) if isinstance(count, Unreadable) else ((), count)


def build_hazard(head: Head, values: RowValues) -> HazardRecord:
    """One area, accident, item or activity; a bare outline gives the point, too."""
    outline = values.outline("outline")
    place = place_of(values)
    if outline is not None and place.point is None:
        area = read_outline(outline)
        if not isinstance(area, Unreadable):
            place = Place(place.names, centre_of(area), place.radius_m or 0, place.precision)
    return HazardRecord(
        head,
        hazard=values.code("hazard", HazardType, HazardType.UNKNOWN),
        status=values.code("status", HazardStatus, HazardStatus.REPORTED),
        place=place,
        outline=outline,
        reported=values.date("reported"),
        cleared=values.date("cleared"),
        note=values.text("note"),
        form=values.code("hazard_object", HazardObject, HazardObject.AREA),
        code=values.text("code"),
        concerns=values.text("concerns"),
        area_m2=values.number("area_m2"),
        killed=values.count("killed"),
        injured=values.count("injured"),
    )


def recovery_details(values: RowValues) -> RecoveryDetails:
    """Where and how remains were found."""
    return RecoveryDetails(
        site=values.text("site"),
        found_in=values.text("found_in"),
        grid=values.text("grid"),
        layer=values.text("layer"),
        sequence=values.text("sequence"),
        conditions=values.texts_of("condition"),
        elements=values.texts_of("elements"),
        apparent_cause=values.text("apparent_cause"),
        stated_cause=values.text("stated_cause"),
        forensic_cause=values.text("forensic_cause"),
        bodies=values.count("bodies"),
    )
