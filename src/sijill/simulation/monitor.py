"""The monitor: incidents with ranges and grades, and the victims named in them.

It works from posts and calls, so it misses small incidents, knows families better than strangers,
names some of the dead, describes others ("wife of ..."), and now and then lists a person under two
incidents.
"""

from datetime import date, timedelta
from random import Random

from sijill.model.values.places import METRES_PER_DEGREE
from sijill.simulation.city import City, Inhabitant, SimulatedIncident, neighbourhood_centre
from sijill.simulation.lists import ListedRow, SimulatedList, keepers_random, nearby_day, vague_age
from sijill.simulation.spelling import Habit, Hand, arabic, arabic_name, latin_name, romanise

INCIDENTS, VICTIMS = "monitor-incidents", "monitor-victims"
HAND = Hand(
    Habit.ENGLISH, article="al-", slip_share=0.05, mixed_share=0.35, chain=(0.45, 0.45, 0.1)
)
_BELLIGERENT = {"alliance": "the Alliance", "garrison": "Garrison forces"}


def keep(city: City) -> tuple[SimulatedList, SimulatedList, dict[str, str]]:
    """Incidents, victims, and the code under which each known incident runs."""
    random = keepers_random(city, "monitor")
    known = [incident for incident in city.incidents if random.random() < _notice(incident)]
    codes = {incident.id: f"QY{number:04d}" for number, incident in enumerate(known, start=1)}
    incidents, victims = [], []
    for incident in known:
        named = [person for person in incident.killed if random.random() < 0.72]
        incidents.append(_incident_row(random, incident, codes[incident.id], city, len(named)))
        victims += _victim_rows(random, incident, codes[incident.id], city, named)
    victims += _listed_twice(random, known, codes, city, victims)
    incidents[len(incidents) // 3].cells["lat"] = "4239"
    return SimulatedList(INCIDENTS, tuple(incidents)), SimulatedList(VICTIMS, tuple(victims)), codes


def _notice(incident: SimulatedIncident) -> float:
    """How likely the monitor hears of an incident: the deadlier, the likelier."""
    harmed = len(incident.killed) + 0.3 * len(incident.injured)
    base = {"airstrike": 0.55, "artillery": 0.5, "mine": 0.35, "small arms": 0.3}[incident.cause]
    return min(0.97, base + 0.09 * harmed)


def _incident_row(
    random: Random, incident: SimulatedIncident, code: str, city: City, named: int
) -> ListedRow:
    people = [city.people[person] for person in incident.killed]
    killed = len(people)
    low = max(1, killed - random.choice((0, 0, 0, 0, 1, 1, 2)))
    high = killed + random.choice((0, 0, 0, 1, 1, 2, 4))
    low = min(low, max(1, named)) if random.random() < 0.5 else low
    if random.random() < 0.02 and named > 1:
        high = max(low, named - 1)
    cells = {
        "code": code,
        "date": nearby_day(incident.happened, random, 0.92, 1).isoformat(),
        "date_end": "",
        **_place(random, incident),
        "belligerents": _belligerents(random, incident),
        "grading": _grade(random, incident),
        "killed_min": str(low),
        "killed_max": str(max(low, high)),
        **_groups(random, people),
        **_injured(random, len(incident.injured)),
    }
    if random.random() < 0.05:
        cells["killed_min"] = cells["killed_max"] = ""
    if random.random() < 0.04:
        cells["date_end"] = (
            date.fromisoformat(cells["date"]) + timedelta(days=random.randint(1, 6))
        ).isoformat()
    return ListedRow(code, cells, incident=incident.id)


def _place(random: Random, incident: SimulatedIncident) -> dict[str, str]:
    accuracy = random.choices(
        ("building", "street", "neighbourhood", "city"), weights=(0.25, 0.15, 0.45, 0.15)
    )[0]
    spot = incident.spot
    if accuracy in ("neighbourhood", "city"):
        spot = neighbourhood_centre(spot.neighbourhood)
    spread_m = {"building": 8, "street": 90, "neighbourhood": 0, "city": 0}[accuracy]
    name = incident.spot.name
    return {
        "location": f"{romanise(name, HAND, random)} neighbourhood"
        if accuracy != "city"
        else "Qalat al-Yasmin",
        "location_ar": arabic(name, HAND, random) if random.random() < 0.6 else "",
        "lat": f"{spot.latitude + random.gauss(0, spread_m) / METRES_PER_DEGREE:.6f}",
        "lon": f"{spot.longitude + random.gauss(0, spread_m) / METRES_PER_DEGREE:.6f}",
        "accuracy": accuracy,
    }


def _belligerents(random: Random, incident: SimulatedIncident) -> str:
    named = _BELLIGERENT[incident.actor]
    if random.random() < 0.08:
        return "; ".join(_BELLIGERENT.values())
    return named if random.random() < 0.96 else "unknown"


def _grade(random: Random, incident: SimulatedIncident) -> str:
    if incident.actor != "alliance":
        return random.choices(("Fair", "Weak", "Contested"), weights=(0.7, 0.2, 0.1))[0]
    return random.choices(
        ("Confirmed", "Fair", "Weak", "Contested", "Discounted"),
        weights=(0.06, 0.66, 0.14, 0.11, 0.03),
    )[0]


def _groups(random: Random, people: list[Inhabitant]) -> dict[str, str]:
    counts = {
        "children": sum(person.years < 18 for person in people),
        "women": sum(person.years >= 18 and person.sex == "female" for person in people),
        "men": sum(person.years >= 18 and person.sex == "male" for person in people),
    }
    is_stated = random.random() < 0.6
    return {
        f"{group}_{end}": str(count) if is_stated and count else ""
        for group, count in counts.items()
        for end in ("min", "max")
    }


def _injured(random: Random, injured: int) -> dict[str, str]:
    if not injured or random.random() < 0.45:
        return {"injured_min": "", "injured_max": ""}
    if injured > 9 and random.random() < 0.5:
        return {"injured_min": "12", "injured_max": "24"}
    return {
        "injured_min": str(max(1, injured - 1)),
        "injured_max": str(injured + random.choice((0, 0, 1, 2))),
    }


def _victim_rows(
    random: Random, incident: SimulatedIncident, code: str, city: City, named: list[str]
) -> list[ListedRow]:
    rows: list[ListedRow] = []
    for order, identity in enumerate(named, start=1):
        person = city.people[identity]
        cells = _victim_cells(random, person, code, order)
        if random.random() < 0.1:
            cells["name"], cells["name_ar"] = _description(random, person, city, order), ""
        rows.append(ListedRow(f"{code}/{order}", cells, identity, incident.id))
    for identity in incident.injured:
        if random.random() < 0.06:
            cells = _victim_cells(random, city.people[identity], code, len(rows) + 1)
            rows.append(
                ListedRow(
                    f"{code}/{len(rows) + 1}", cells | {"status": "injured"}, identity, incident.id
                )
            )
    return rows


def _victim_cells(random: Random, person: Inhabitant, code: str, order: int) -> dict[str, str]:
    group = "child" if person.years < 18 else "adult"
    return {
        "code": code,
        "order": str(order),
        "name": latin_name(person, HAND, random),
        "name_ar": arabic_name(person, HAND, random) if random.random() < 0.3 else "",
        "sex": person.sex if random.random() < 0.9 else "",
        "age": vague_age(person, random, 0.55),
        "age_group": group if random.random() < 0.8 else "",
        "status": "killed",
        "notes": "",
    }


def _description(random: Random, person: Inhabitant, city: City, order: int) -> str:
    head = next(other for other in city.people.values() if other.household == person.household)
    relative = latin_name(head, HAND, random)
    if person.years < 18:
        return random.choice(
            (
                f"Child of {relative} {order}",
                f"{'Son' if person.sex == 'male' else 'Daughter'} of {relative}",
            )
        )
    if person.sex == "female":
        return random.choice((f"Wife of {relative}", f"{relative}'s wife", "Unidentified woman"))
    return random.choice(
        (f"One member of the family of {relative}", "Unidentified man", f"Brother of {relative}")
    )


def _listed_twice(
    random: Random,
    known: list[SimulatedIncident],
    codes: dict[str, str],
    city: City,
    victims: list[ListedRow],
) -> list[ListedRow]:
    """Some people appear again, spelled anew, under a neighbouring incident."""
    again: list[ListedRow] = []
    used = {row.cells["code"]: 0 for row in victims}
    for row in victims:
        used[row.cells["code"]] = max(used[row.cells["code"]], int(row.cells["order"]))
    for row in [row for row in victims if random.random() < 0.03]:
        place = next(number for number, incident in enumerate(known) if incident.id == row.incident)
        other = known[min(len(known) - 1, place + 1)]
        code = codes[other.id]
        if other.id == row.incident:
            continue
        used[code] = used.get(code, 0) + 1
        cells = _victim_cells(random, city.people[row.person], code, used[code])
        again.append(ListedRow(f"{code}/{used[code]}", cells, row.person, other.id))
    return again
