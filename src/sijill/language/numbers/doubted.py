"""Numbers of people that their cell calls unsure: "2?", "2 (unconfirmed)", "possibly 3".

Nobody need have been killed by such a number, and no more than it says: it reads from nought on, as
a range. Ages have the same mark ("45?"), where it makes the number approximate.
"""

import re
from functools import cache

from sijill.language.numbers.stated_parts import words_of_parts
from sijill.language.unknown import phrase_form
from sijill.model.values.counts import CountRange

MARK_OF_DOUBT = re.compile(r"\s*[(\[]?\s*\?{1,3}\s*[)\]]?$")
"""A question mark at the end, alone or in brackets."""
_WORD = re.compile(r"[^\W_]+")


def without_doubt(folded: str) -> tuple[str, bool]:
    """A folded cell without its mark or words of doubt, and whether it had any.

    The words stand first or last, and at least a character is left.
    """
    bare = MARK_OF_DOUBT.sub("", folded)
    if bare and bare != folded:
        return bare, True
    words = list(_WORD.finditer(folded))
    for size in range(min(_most_words(), len(words) - 1), 0, -1):
        if _are_of_doubt(words[:size]):
            return folded[words[size].start() :], True
        if _are_of_doubt(words[-size:]):
            return folded[: words[-size].start()].rstrip(" ,;:-([").strip(), True
    return folded, False


def doubted(count: CountRange) -> CountRange:
    """What a number comes to that is said to be unsure; unknown stays unknown."""
    return CountRange(0, count.highest) if count.is_known else count


def _are_of_doubt(words: list[re.Match[str]]) -> bool:
    return " ".join(phrase_form(word[0]) for word in words) in words_of_parts("doubts")


@cache
def _most_words() -> int:
    return max(len(words.split()) for words in words_of_parts("doubts"))
