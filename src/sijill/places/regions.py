"""Named areas read from a GeoJSON file."""

import json
from collections.abc import Mapping

import shapely

from sijill.model.evidence_limits import MOST_CORNERS
from sijill.model.results.regions import Region
from sijill.model.values.unreadable import Unreadable
from sijill.places.areas import read_outline


def read_regions(text: str, name: str, name_ar: str) -> list[Region] | Unreadable:
    """The areas of a GeoJSON feature collection; unreadable if the text is none.

    Args:
        text: the file's content.
        name: the property that holds an area's name.
        name_ar: the property that holds its Arabic name, or empty.
    """
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        return Unreadable(f"line {error.lineno}: {error.msg}")
    except (RecursionError, ValueError):
        return Unreadable("it nests lists beyond reason, or holds a number of thousands of digits")
    if not isinstance(content, Mapping) or not isinstance(content.get("features"), list):
        return Unreadable("there is no list of features")
    regions: list[Region] = []
    corners = 0
    for number, feature in enumerate(content["features"], start=1):
        match feature:
            case {"geometry": dict() as outline, "properties": dict() as texts} if name in texts:
                shape = read_outline(outline)
                if isinstance(shape, Unreadable):
                    return Unreadable(f"feature {number}: {shape.reason}")
                corners += shapely.count_coordinates(shape)
                if corners > MOST_CORNERS:
                    return Unreadable(
                        f"the areas have more than {MOST_CORNERS:,} corners; simplify them"
                    )
                regions.append(Region(str(texts[name]), str(texts.get(name_ar, "")), outline))
            case _:
                return Unreadable(f"feature {number} has no geometry or no property {name!r}")
    return regions
