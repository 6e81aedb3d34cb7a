"""Testimonies under pseudonyms, and press claims that repeat each other.

The testimonies' file holds who the witnesses are, as such files do; the mapping protects those
columns, and the name of every witness here is a canary: it must appear nowhere but in that file.
"""

from datetime import timedelta
from random import Random

from sijill.simulation.city import SIEGE_ENDS, City
from sijill.simulation.lists import ListedRow, SimulatedList, keepers_random
from sijill.simulation.spelling import Habit, Hand, arabic_name, latin_name, romanise
from sijill.simulation.stock import draw

TESTIMONIES, CLAIMS = "testimonies", "press-claims"
HAND = Hand(Habit.ENGLISH, slip_share=0.03)
CANARY = "Canary"
"""Part of every witness's name in the simulated file."""

_ACCOUNT = "They were at home when the house came down. We dug with our hands until night."


def testify(city: City) -> SimulatedList:
    """Accounts of the deadliest incidents, one or two for each."""
    random = keepers_random(city, "testimonies")
    deadliest = sorted(city.incidents, key=lambda incident: -len(incident.killed))[:22]
    rows: list[ListedRow] = []
    for incident in deadliest:
        for _ in range(random.choice((1, 1, 2))):
            named = [
                city.people[person]
                for person in random.sample(incident.killed, min(3, len(incident.killed)))
            ]
            number = len(rows) + 1
            cells = {
                "id": f"T{number:03d}",
                "pseudonym": f"Witness {number}",
                "witness": f"{draw('men', random).latin} {CANARY}-{number:03d}",
                "telephone": f"+000 55 {random.randint(100000, 999999)}",
                "interviewed": (SIEGE_ENDS + timedelta(days=random.randint(40, 400))).isoformat(),
                "event_date": incident.happened.isoformat()
                if random.random() < 0.6
                else f"{incident.happened:%B %Y}",
                "place": romanise(incident.spot.name, HAND, random),
                "killed": random.choice(
                    (
                        str(len(incident.killed)),
                        "dozens",
                        "several",
                        f"at least {max(1, len(incident.killed) - 2)}",
                    )
                ),
                "names": "; ".join(
                    latin_name(person, HAND, random)
                    if random.random() < 0.5
                    else arabic_name(person, HAND, random)
                    for person in named
                ),
                "account": _ACCOUNT,
                "consent_publish": random.choice(("yes", "yes", "no", "")),
            }
            rows.append(ListedRow(cells["id"], cells, incident=incident.id))
    return SimulatedList(TESTIMONIES, tuple(rows))


def claim(city: City) -> SimulatedList:
    """Fourteen statements in the press that go back to four."""
    random = keepers_random(city, "claims")
    deaths = len(city.deaths)
    statements = {
        "C01": (
            "Civil Council",
            "bodies",
            f"{10 * round(0.055 * deaths)}",
            "The council's team has recovered {n} bodies.",
        ),
        "C02": (
            "The Alliance",
            "deaths",
            "58",
            "The Alliance has confirmed {n} unintentional civilian deaths.",
        ),
        "C03": (
            "Radio Euphrates",
            "deaths",
            f"more than {100 * round(0.009 * deaths)}",
            "Residents say {n} people died.",
        ),
        "C04": (
            "The Monitor",
            "deaths",
            f"{round(0.6 * deaths)}-{round(0.75 * deaths)}",
            "Between {n} civilians are reported killed.",
        ),
    }
    repeats = ["C01", "C03", "C03", "C04", "C05", "C06", "C06", "C03", "C02", "C12"]
    rows = [_claim_row(random, code, statements[code], "") for code in statements]
    roots = {code: code for code in statements}
    for number, repeated in enumerate(repeats, start=len(rows) + 1):
        code = f"C{number:02d}"
        roots[code] = roots[repeated]
        copied = (f"Outlet {number}", *statements[roots[code]][1:])
        rows.append(_claim_row(random, code, copied, repeated))
    return SimulatedList(CLAIMS, tuple(rows))


def _claim_row(
    random: Random, code: str, statement: tuple[str, str, str, str], repeats: str
) -> ListedRow:
    said_by, unit, figure, sentence = statement
    cells = {
        "id": code,
        "outlet": said_by,
        "said_on": (SIEGE_ENDS + timedelta(days=random.randint(5, 300))).isoformat(),
        "figure": figure,
        "unit": unit,
        "sentence": sentence.format(n=figure),
        "repeats": repeats,
    }
    return ListedRow(code, cells)
