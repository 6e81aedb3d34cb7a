"""Mined ground: areas left by the garrison, some cleared since, drawn as GeoJSON."""

import math

from sijill.model.values.places import METRES_PER_DEGREE
from sijill.simulation.city import City, neighbourhood_centre
from sijill.simulation.lists import keepers_random
from sijill.simulation.stock import words

SOURCE = "hazard-areas"


def survey(city: City) -> dict[str, object]:
    """A GeoJSON feature collection (RFC 7946) of ten areas."""
    random = keepers_random(city, "hazards")
    features: list[dict[str, object]] = []
    for number in range(1, 11):
        index = random.randrange(len(words("neighbourhoods")))
        centre = neighbourhood_centre(index)
        east = centre.longitude + random.gauss(0, 250) / METRES_PER_DEGREE
        north = centre.latitude + random.gauss(0, 250) / METRES_PER_DEGREE
        reach_m = random.randint(60, 220)
        corners = [
            [
                round(east + reach_m * math.cos(2 * math.pi * corner / 7) / METRES_PER_DEGREE, 6),
                round(north + reach_m * math.sin(2 * math.pi * corner / 7) / METRES_PER_DEGREE, 6),
            ]
            for corner in range(7)
        ]
        properties = {
            "id": f"H{number:02d}",
            "type": random.choice(("ap_mine", "improvised_mine", "uxo", "booby_trap")),
            "status": random.choice(("sha", "sha", "cha", "cha", "cleared")),
            "place": words("neighbourhoods")[index].latin,
            "reported": f"2031-11-{number + 10:02d}",
            "cleared": "",
        }
        if properties["status"] == "cleared":
            properties["cleared"] = f"2032-04-{number + 10:02d}"
        geometry = {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}
