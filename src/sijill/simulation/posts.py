"""Posts about incidents: a few origins, and the many that copy, quote or follow them up.

The truth says for each post from which one it goes back. Two origins about one incident share no
sentence; an echo copies with small changes, cites its page, or is the same page again.
"""

from datetime import timedelta
from random import Random

from sijill.simulation.city import City, SimulatedIncident
from sijill.simulation.lists import ListedRow, SimulatedList, keepers_random

SOURCE = "posts"
_PAGES = tuple(
    f"{first} {second}"
    for first in ("Yasmin", "Citadel", "Orchard", "Riverside", "Eastern", "Lantern", "Minaret")
    for second in ("Bulletin", "Observer", "Chronicle", "Dispatch")
)
_OPENINGS = (
    "Our correspondent in {place} reports that a strike hit a family home shortly before noon",
    "Residents of {place} told us by telephone how the upper floors of a house came down on them",
    "{place}, this morning: smoke over the rooftops, and ambulances that could not pass the rubble",
    "A blast tore through a building in the {place} quarter while people were asleep",
    "We have just come back from {place}, where volunteers are lifting concrete with bare hands",
    "Breaking from {place}: several shells fell on the lane behind the bakery within minutes",
    "The imam of {place} read out the names of the dead after the evening prayer today",
)
_MIDDLES = (
    "at least {killed} people lost their lives and others are missing under the stones",
    "the clinic counted {killed} dead on arrival, most of them from a single household",
    "{killed} bodies had been recovered by nightfall according to the men who dug there",
    "neighbours speak of {killed} killed and ask for machinery that nobody can send",
    "a nurse who was on duty says that {killed} of those brought in could not be saved",
    "among the {killed} dead are children whose parents had fled from the western bank",
    "families buried {killed} of theirs in the garden since the cemetery lies across the front",
)
_CLOSINGS = (
    "The pictures show a crater and what remains of a staircase.",
    "Aircraft were heard circling for a quarter of an hour beforehand.",
    "Nobody we spoke to had seen fighters in the street that week.",
    "The road to the hospital was closed until the following day.",
    "We will add names as soon as relatives allow us to publish them.",
    "An aunt of the victims described the colour of the curtains she recognised.",
    "Electricity in the whole block has been out since then.",
)


def keep(city: City, codes: dict[str, str]) -> tuple[SimulatedList, dict[str, str]]:
    """The posts about the incidents that the monitor knows, and the origin behind each post."""
    random = keepers_random(city, "posts")
    rows: list[ListedRow] = []
    origin_of: dict[str, str] = {}
    for incident in city.incidents:
        if incident.id in codes:
            _post(random, incident, codes[incident.id], (rows, origin_of))
    return SimulatedList(SOURCE, tuple(rows)), origin_of


def _post(
    random: Random,
    incident: SimulatedIncident,
    code: str,
    into: tuple[list[ListedRow], dict[str, str]],
) -> None:
    rows, origin_of = into
    number = random.choice((1, 1, 2, 2, 3, 4))
    pages = random.sample(_PAGES, len(_PAGES))
    parts = [random.sample(part, number) for part in (_OPENINGS, _MIDDLES, _CLOSINGS)]
    for place in range(number):
        page = pages.pop()
        text = ". ".join(part[place] for part in parts).format(
            place=incident.spot.name.latin, killed=len(incident.killed)
        )
        origin = _add(rows, incident, code, (page, text, 0))
        origin_of[origin] = origin
        for later in range(random.choice((0, 1, 1, 2, 4))):
            echo_page, echo = _echo(random, page, text, pages)
            origin_of[_add(rows, incident, code, (echo_page, echo, 1 + later))] = origin


def _echo(random: Random, page: str, text: str, pages: list[str]) -> tuple[str, str]:
    """The page and the text of a post that goes back to another."""
    kind = random.choice(("copy", "copy", "quote", "follow"))
    if kind == "follow":
        return page, random.choice(("More from our page: ", "Update. ")) + "the number has risen"
    other = pages.pop() if pages else page
    if kind == "quote":
        return other, f"People were killed in the quarter today, according to {page}"
    words = text.split()
    del words[random.randrange(len(words))]
    return other, random.choice(("Copied: ", "Shared, please read: ", "")) + " ".join(words)


def _add(
    rows: list[ListedRow], incident: SimulatedIncident, code: str, post: tuple[str, str, int]
) -> str:
    page, text, later = post
    key = f"P{len(rows) + 1:05d}"
    cells = {
        "id": key,
        "page": page,
        "date": (incident.happened + timedelta(days=later)).isoformat(),
        "incident": code,
        "text": text,
        "link": f"https://posts.example/{key}",
    }
    rows.append(ListedRow(key, cells, incident=incident.id))
    return key
