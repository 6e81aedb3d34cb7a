"""Progress of long work: a callback with what is being done, how far it is, and out of how many."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Watch = Callable[[str, int, int], None]
"""Called with what is being done, how far it is, and out of how many (0 where nobody knows)."""
EVERY = 1000
"""So many items are one step of a progress bar."""

Item = TypeVar("Item")


def unwatched(_doing: str, _done: int, _of: int) -> None:
    """Show no progress."""


def watched(items: Iterable[Item], doing: str, of: int, watch: Watch) -> Iterator[Item]:
    """The items as they are; ``watch`` is called at the first and every thousandth."""
    for done, item in enumerate(items):
        if done % EVERY == 0:
            watch(doing, done, of)
        yield item
