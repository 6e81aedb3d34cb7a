"""Teeth: as they are in a mouth, as a dentist's card has them, and as a morgue charts them.

Not every family has a card, and not every body is charted. A card is older than the death: a tooth
may have been filled or drawn since. Each chart has a stream of its own, so that the other cells of
a list are what they were without it. Teeth are numbered as the FDI does (ISO 3950:2016).
"""

from collections import defaultdict
from collections.abc import Mapping
from random import Random

from sijill.simulation.city import City, Inhabitant

CARD_SHARE, CHARTED_SHARE = 0.45, 0.75
"""How many families of the missing have a dentist's card, and how many bodies are charted."""
LEAST_YEARS = 14
"""Younger people have milk teeth and hardly ever a card."""
TEETH = tuple(quadrant * 10 + place for quadrant in (1, 2, 3, 4) for place in range(1, 8))
_STATES = ("حشوة", "مفقود", "تاج")
_WEIGHTS = (6, 3, 1)
_SOUND = "سليم"
_TREATED_SINCE, _MISREAD = 0.02, 0.02


def teeth_of(city: City, person: Inhabitant) -> Mapping[int, str]:
    """The true teeth at death: sound, or treated the likelier the older somebody was."""
    random = Random(f"{city.seed}/teeth/{person.id}")
    share = min(0.5, max(0, person.years - 8) * 0.006)
    return {
        tooth: random.choices(_STATES, _WEIGHTS)[0] if random.random() < share else _SOUND
        for tooth in TEETH
    }


def card_of(city: City, person: Inhabitant, number: str) -> str:
    """The dentist's card that a family brings, in words; empty where there is none."""
    random = Random(f"{city.seed}/dental-card/{number}")
    if person.years < LEAST_YEARS or random.random() >= CARD_SHARE:
        return ""
    teeth = dict(teeth_of(city, person))
    for tooth, state in teeth.items():
        if state != _SOUND and random.random() < _TREATED_SINCE * len(TEETH) / 4:
            teeth[tooth] = _SOUND
    return chart_words(teeth)


def chart_of(city: City, person: Inhabitant, code: str) -> str:
    """The chart of a body, in words; empty where nobody charted it."""
    random = Random(f"{city.seed}/dental-chart/{code}")
    if person.years < LEAST_YEARS or random.random() >= CHARTED_SHARE:
        return ""
    teeth = {
        tooth: random.choice((_SOUND, *_STATES)) if random.random() < _MISREAD else state
        for tooth, state in teeth_of(city, person).items()
    }
    return chart_words(teeth)


def chart_words(teeth: Mapping[int, str]) -> str:
    """A chart as a cell: the teeth of each state, ``16 17 مفقود؛ 26 حشوة``."""
    by_state: dict[str, list[int]] = defaultdict(list)
    for tooth, state in teeth.items():
        by_state[state].append(tooth)
    return "؛ ".join(
        f"{' '.join(map(str, sorted(numbers)))} {state}"
        for state, numbers in sorted(by_state.items())
    )
