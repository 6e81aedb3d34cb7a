"""Many lists of one case: each is small and sound, and each is compared with all others."""

from collections.abc import Callable
from random import Random

_GIVEN = ("Khalid", "Rana", "Samir", "Nadir", "Walid", "Huda", "Amal", "Yusuf", "Omar", "Layla")
_FAMILY = ("al-Attar", "al-Hallaq", "al-Najjar", "al-Haddad", "al-Khayyat")
_PLACES = ("Basatin", "Rumayla", "Sinaa", "Badu")


def _list_of_people(chance: Random, people: int) -> bytes:
    lines = ["no,name,died,place"]
    for number in range(people):
        name = " ".join((*chance.choices(_GIVEN, k=3), chance.choice(_FAMILY)))
        lines.append(
            f"{number},{name},2031-06-{chance.randrange(1, 29):02},{chance.choice(_PLACES)}"
        )
    return "\n".join(lines).encode()


def _many_short() -> list[bytes]:
    """Pairs of lists are many, with next to no people that tell them apart."""
    chance = Random(200)  # noqa: S311  the same lists each time
    return [_list_of_people(chance, 5) for _ in range(200)]


def _one_over_and_over() -> list[bytes]:
    """Every person is on every list: pairs of one person grow with the square of the lists."""
    return [_list_of_people(Random(50), 50) for _ in range(50)]  # noqa: S311


MANY: dict[str, Callable[[], list[bytes]]] = {
    "200-short-lists": _many_short,
    "one-list-fifty-times": _one_over_and_over,
}
"""By name, the lists of a case."""
