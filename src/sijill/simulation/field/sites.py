"""Sites that the city's recovery searches: homes that came down on three people or more.

A list says what families believe, and whether somebody has looked; it opens nothing.
"""

from datetime import timedelta
from functools import lru_cache
from random import Random

from sijill.model.values.places import METRES_PER_DEGREE
from sijill.simulation.city import SIEGE_ENDS, City, SimulatedIncident
from sijill.simulation.lists import ListedRow, SimulatedList, keepers_random
from sijill.simulation.spelling import Habit, Hand, arabic

SOURCE = "search-sites"
HAND = Hand(Habit.BY_EAR)
LEAST_KILLED = 3
_STATES = ("لم يُقيَّم", "لم يُقيَّم", "ممنوع الدخول", "مسموح بالعمل", "العمل معلّق")
_MACHINERY = ("جرافة", "حفارة صغيرة", "يدوياً", "جرافة؛ مضخة")


def _work_done(city: City, code: str, believed: str) -> dict[str, str]:
    """Machines and days of work, from a stream of each site that disturbs no other cell."""
    random = Random(f"{city.seed}/site-work/{code}")
    begun = SIEGE_ENDS + timedelta(days=random.randint(20, 200))
    is_begun, is_ended = random.random() < 0.6, bool(believed) and random.random() < 0.4
    ended = begun + timedelta(days=random.randint(0, 12))
    return {
        "الآليات": random.choice(_MACHINERY) if is_begun else "",
        "تاريخ البدء": begun.isoformat() if is_begun else "",
        "تاريخ الانتهاء": ended.isoformat() if is_begun and is_ended else "",
    }


@lru_cache(maxsize=8)
def _site_incidents(city_seed: int, incidents: tuple[SimulatedIncident, ...]) -> dict[str, str]:
    del city_seed  # part of the key: another city has other incidents under the same ids
    searched = [
        incident
        for incident in incidents
        if incident.cause in ("airstrike", "artillery") and len(incident.killed) >= LEAST_KILLED
    ]
    return {incident.id: f"QY-S{number:03d}" for number, incident in enumerate(searched, start=1)}


def site_codes(city: City) -> dict[str, str]:
    """The code of the site that each incident left, by incident; most leave none."""
    return _site_incidents(city.seed, city.incidents)


def list_sites(city: City) -> SimulatedList:
    """The list of sites, in the order of their codes."""
    random = keepers_random(city, "sites")
    codes = site_codes(city)
    rows = []
    for incident in city.incidents:
        code = codes.get(incident.id)
        if code is None:
            continue
        families = {city.people[person].family.arabic for person in incident.killed}
        killed = len(incident.killed)
        believed = random.choice((str(killed), f"{max(1, killed - 1)}-{killed + 2}", "", "عدة"))
        cells = {
            "رمز الموقع": code,
            "المكان": arabic(incident.spot.name, HAND, random),
            "خط العرض": f"{incident.spot.latitude + random.gauss(0, 6) / METRES_PER_DEGREE:.6f}",
            "خط الطول": f"{incident.spot.longitude + random.gauss(0, 6) / METRES_PER_DEGREE:.6f}",
            "نوع الموقع": "ركام",
            "حالة الموقع": random.choice(_STATES),
            "الفريق": random.choice("ABC"),
            "العدد المتوقع": believed,
            "العائلات المنتظرة": "؛ ".join(sorted(families)),
            **_work_done(city, code, believed),
        }
        rows.append(ListedRow(code, cells, incident=incident.id))
    return SimulatedList(SOURCE, tuple(rows))
