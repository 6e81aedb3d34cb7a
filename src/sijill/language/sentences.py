"""Numbers with their nouns, and several words in a row, as English sentences have them."""

from collections.abc import Iterable


def with_noun(count: int, singular: str, plural: str = "") -> str:
    """A number with its noun, and a verb where it has one: ``1 pair waits``, ``1,204 pairs wait``.

    The plural is the singular with an *s* unless it is given.
    """
    return f"{count:,} {singular if count == 1 else plural or f'{singular}s'}"


def join(words: Iterable[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``; an empty text of nothing."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} and {last}" if first else last
