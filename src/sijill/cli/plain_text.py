"""Texts of others on a terminal: shown as they are written, never obeyed."""

import unicodedata

from sijill.files.reading import readable

OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Embeddings, overrides and isolates: they turn the order of what follows, over the end of a name.
The marks U+200E, U+200F and U+061C only say which way a neighbour leans, and Arabic needs them."""


def plain(words: str) -> str:
    """The words without what a terminal would obey: control characters and overrides of direction.

    Ends of lines stay, and tabs. Bytes of a name that are no text show as U+FFFD.
    """
    return "".join(
        sign
        for sign in readable(words)
        if sign in "\n\t" or (unicodedata.category(sign) != "Cc" and sign not in OVERRIDES)
    )
