"""The recovery team's notebook: bodies dug from rubble and from hurried graves, in Arabic.

The team comes when the siege is over. It finds those under collapsed homes and in park graves; kin
standing by name some of them. The others keep a code, a sex and a guess at the age.
"""

from datetime import date, timedelta
from random import Random

from sijill.model.values.places import METRES_PER_DEGREE
from sijill.simulation.city import SIEGE_ENDS, City, Inhabitant, SimulatedIncident
from sijill.simulation.field.bodies import details
from sijill.simulation.lists import ListedRow, SimulatedList, keepers_random
from sijill.simulation.spelling import Habit, Hand, arabic, arabic_name

SOURCE = "recovery-notebook"
SHEET = "دفتر الانتشال"
HAND = Hand(Habit.BY_EAR, slip_share=0.04, chain=(0.25, 0.55, 0.2), drops_family_share=0.03)
_CAUSES = {
    "airstrike": "قصف جوي",
    "artillery": "قصف مدفعي",
    "mine": "لغم",
    "small arms": "طلق ناري",
}
_GRAVES = ("مقبرة الشهداء", "مقبرة تل البيعة", "سلمت لذويها")


def keep(city: City) -> SimulatedList:
    """The notebook, in the order of recovery."""
    random = keepers_random(city, "notebook")
    recoveries = [
        (_recovered_on(random), incident, person)
        for incident in city.incidents
        for person in incident.killed
        if random.random() < _reach(incident)
    ]
    recoveries.sort(key=lambda item: (item[0], item[2]))
    rows = [
        _row(random, number, day, incident, city.people[person]).with_cells(
            details(city, city.people[person], incident, code_of(number))
        )
        for number, (day, incident, person) in enumerate(recoveries, start=1)
    ]
    return SimulatedList(SOURCE, tuple(rows))


def code_of(number: int) -> str:
    """The code on the bag."""
    return f"QY-{'ABC'[number % 3]}-{number:04d}"


def _reach(incident: SimulatedIncident) -> float:
    return {"airstrike": 0.62, "artillery": 0.45, "mine": 0.3, "small arms": 0.35}[incident.cause]


def _recovered_on(random: Random) -> date:
    return SIEGE_ENDS + timedelta(days=random.randint(20, 300))


def _row(
    random: Random, number: int, day: date, incident: SimulatedIncident, person: Inhabitant
) -> ListedRow:
    is_named = random.random() < (0.72 if len(incident.killed) > 2 else 0.6)
    code = code_of(number)
    located = random.random() < 0.6
    cells = {
        "الرمز": code,
        "تاريخ الانتشال": day.isoformat(),
        "الحي": arabic(incident.spot.name, HAND, random),
        "خط العرض": f"{incident.spot.latitude + random.gauss(0, 12) / METRES_PER_DEGREE:.6f}"
        if located
        else "",
        "خط الطول": f"{incident.spot.longitude + random.gauss(0, 12) / METRES_PER_DEGREE:.6f}"
        if located
        else "",
        "الاسم": arabic_name(person, HAND, random)
        if is_named
        else random.choice(("مجهول", "مجهول الهوية", "")),
        "الجنس": _sex(random, person, is_named),
        "العمر": _age(random, person, is_named),
        "تاريخ الوفاة": _died(random, incident) if is_named else "",
        "تعرف عليه": random.choice(("الأب", "الأخ", "الجيران", "الزوجة", "أوراق ثبوتية"))
        if is_named
        else "",
        "السبب الظاهر": _CAUSES[incident.cause] if random.random() < 0.5 else "",
        "مكان الدفن": random.choice(_GRAVES),
        "ملاحظات": "",
    }
    return ListedRow(code, cells, person.id, incident.id)


def _sex(random: Random, person: Inhabitant, is_named: bool) -> str:  # noqa: FBT001  a fact of the row
    if not is_named and (person.years < 10 or random.random() < 0.2):
        return ""
    return "ذكر" if person.sex == "male" else "أنثى"


def _age(random: Random, person: Inhabitant, is_named: bool) -> str:  # noqa: FBT001  a fact of the row
    """A guess from the body: child, decade, or what kin say."""
    if random.random() < 0.3:
        return ""
    if is_named and random.random() < 0.6:
        return str(max(0, person.years + random.choice((0, 0, 0, -1, 1))))
    if person.years < 15:
        return "طفل"
    decade = person.years // 10 * 10
    return f"{decade}-{decade + 9}"


def _died(random: Random, incident: SimulatedIncident) -> str:
    draw = random.random()
    if draw < 0.45:
        return incident.happened.isoformat()
    if draw < 0.6:
        return (incident.happened + timedelta(days=random.choice((-2, -1, 1, 2)))).isoformat()
    return f"{incident.happened:%Y-%m}" if draw < 0.8 else ""
