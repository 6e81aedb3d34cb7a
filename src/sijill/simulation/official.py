"""The Alliance's monthly releases: one sentence for each allegation it looked at.

Most allegations are found "non-credible", a few credible with a number, some duplicates; places are
spelled in another way than the monitor spells them, some lines quote the monitor's code and a grid
reference, many only a date and "near" a place. A few lines are about strikes nobody else reported.

Beside 139 dated lines about Raqqa in 2017: 80 % of these name a quarter, 24 % of those; a grid
reference and the monitor's code stand in a third here, in 28 % there; the day is the incident's in
nine of ten in both; no line of either says how many were alleged to be killed. So these lines are
easier to match than those.
"""

from datetime import date, timedelta
from random import Random

from mgrs import MGRS

from sijill.simulation.city import SIEGE_ENDS, City, SimulatedIncident
from sijill.simulation.lists import ListedRow, SimulatedList, keepers_random
from sijill.simulation.spelling import Habit, Hand, romanise

SOURCE = "alliance-statements"
HAND = Hand(Habit.BY_EAR, article="al-", slip_share=0.08, mixed_share=0.4)
_NUMERALS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_NON_CREDIBLE = tuple(
    " ".join(sentence.split())
    for sentence in (
        """The report contains insufficient information on time, location, or details to assess
        its credibility.""",
        """After a review of available information it was assessed that no Alliance strikes were
        conducted in the geographical area that corresponds to the report.""",
        """After a review of all available strike records it was determined that, more likely than
        not, civilian casualties did not occur as a result of an Alliance strike.""",
        """After a review of available information and strike video it was assessed that there is
        insufficient evidence to find that civilians were harmed in this strike.""",
    )
)


def keep(city: City, codes: dict[str, str]) -> SimulatedList:
    """The lines of all releases, in the order of their release."""
    random = keepers_random(city, "official")
    lines: list[tuple[date, SimulatedIncident, str, str]] = []
    for incident in city.incidents:
        if incident.actor != "alliance":
            continue
        code = codes.get(incident.id, "")
        if not code and random.random() > 0.02:
            continue
        if random.random() < 0.86:
            released = SIEGE_ENDS + timedelta(days=30 * random.randint(1, 14))
            lines.append((released, incident, code, _sentence(random, incident, code)))
    lines.sort(key=lambda line: (line[0], line[1].id))
    rows = [
        ListedRow(
            f"{number:04d}",
            {"number": f"{number:04d}", "released": released.isoformat(), "text": text},
            incident=incident.id,
        )
        for number, (released, incident, _, text) in enumerate(lines, start=1)
    ]
    return SimulatedList(SOURCE, tuple(rows))


def _sentence(random: Random, incident: SimulatedIncident, code: str) -> str:
    text = f"{_opening(random, incident, code)} {_finding(random, incident, code)}"
    if code and random.random() < 0.35:
        text += f" {random.randint(1000, 3999)}/{code} {_grid(incident)}"
    return text


def _opening(random: Random, incident: SimulatedIncident, code: str) -> str:
    happened = (
        incident.happened
        if random.random() < 0.9
        else incident.happened + timedelta(days=random.choice((-1, 1)))
    )
    written = random.choice(
        (
            f"{happened:%b}. {happened.day}, {happened.year}",
            f"{happened:%B} {happened.day}, {happened.year}",
        )
    )
    place = f"{romanise(incident.spot.name, HAND, random)}, Qalat al-Yasmin"
    if random.random() < 0.2:
        place = "Qalat al-Yasmin"
    channel = "Monitor report" if code and random.random() < 0.9 else "self-report"
    return f"{written}, near {place}, via {channel}."


def _finding(random: Random, incident: SimulatedIncident, code: str) -> str:
    killed = len(incident.killed)
    chance = 0.05 + 0.012 * killed if code else 1.0
    if random.random() < chance:
        admitted = min(12, max(1, killed - random.choice((0, 0, 0, 1, 2))))
        noun = "civilian was" if admitted == 1 else "civilians were"
        return (
            "During an Alliance strike on a defensive fighting position, it was assessed that "
            f"{_NUMERALS[admitted]} {noun} unintentionally killed."
        )
    if random.random() < 0.02:
        return (
            "The Alliance actions identified in this allegation are duplicates of those in "
            f"allegation {random.randint(100, 999)}."
        )
    return random.choice(_NON_CREDIBLE)


def _grid(incident: SimulatedIncident) -> str:
    return str(MGRS().toMGRS(incident.spot.latitude, incident.spot.longitude, MGRSPrecision=3))
