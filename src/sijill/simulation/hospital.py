"""The hospital's register.

Wounded who came in, those who died there, and bodies brought for burial.

Arabic in the Windows code page of its old computer, semicolons, days before months, the name in
three columns. Some patients are entered twice. A few entries are plainly wrong, as everywhere.
"""

from datetime import timedelta
from random import Random

from sijill.simulation.city import City, Inhabitant, SimulatedIncident
from sijill.simulation.lists import ListedRow, SimulatedList, keepers_random, vague_age
from sijill.simulation.spelling import Habit, Hand, arabic

SOURCE = "hospital-register"
HAND = Hand(Habit.BY_EAR, slip_share=0.05)


def keep(city: City) -> SimulatedList:
    """The register, in the order of admission."""
    random = keepers_random(city, "hospital")
    seen: list[tuple[SimulatedIncident, Inhabitant, bool]] = []
    for incident in city.incidents:
        reach = 0.30 if incident.cause != "airstrike" else 0.24
        seen += [
            (incident, city.people[person], True)
            for person in incident.killed
            if random.random() < reach
        ]
        seen += [
            (incident, city.people[person], False)
            for person in incident.injured
            if random.random() < 0.35
        ]
    rows: list[ListedRow] = []
    for incident, person, died in seen:
        rows.append(_row(random, len(rows) + 1, incident, person, died=died))
        if random.random() < 0.035:
            rows.append(_row(random, len(rows) + 1, incident, person, died=died))
    return SimulatedList(SOURCE, tuple(_with_errors(rows)))


def _row(
    random: Random, number: int, incident: SimulatedIncident, person: Inhabitant, *, died: bool
) -> ListedRow:
    admitted = incident.happened + timedelta(days=random.choice((0, 0, 0, 0, 1)))
    died_on = admitted + timedelta(days=random.choice((0, 0, 0, 0, 1, 2, 5)))
    family = arabic(person.family, HAND, random) if random.random() < 0.95 else ""
    cells = {
        "رقم": str(1000 + number),
        "تاريخ الدخول": f"{admitted:%d/%m/%Y}",
        "الاسم": arabic(person.given, HAND, random) if random.random() < 0.94 else "مجهول",
        "اسم الأب": arabic(person.chain[0], HAND, random) if random.random() < 0.75 else "",
        "الكنية": family,
        "الجنس": "ذ" if person.sex == "male" else "أ",
        "العمر": vague_age(person, random, 0.2).replace(" months", " شهر"),
        "الحالة": "متوفى" if died else "جريح",
        "تاريخ الوفاة": f"{died_on:%d/%m/%Y}" if died else "",
        "الحي": arabic(incident.spot.name, HAND, random) if random.random() < 0.7 else "",
    }
    return ListedRow(cells["رقم"], cells, person.id, incident.id)


def _with_errors(rows: list[ListedRow]) -> list[ListedRow]:
    """Three slips of the clerk that sijill must set aside without losing the person."""
    slips = {len(rows) // 4: ("العمر", "350"), len(rows) // 2: ("تاريخ الوفاة", "31/02/2031")}
    return [
        ListedRow(row.key, row.cells | dict([slips[place]]), row.person, row.incident)
        if place in slips
        else row
        for place, row in enumerate(rows)
    ]
