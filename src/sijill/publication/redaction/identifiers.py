"""Who identified a body is not published: by what kind of person or means it was, is.

It is often a father or a neighbour by name, who lives where the body was found. The register keeps
the words, and so do the sheets that a team carries; pages, tables and record files show the kind.
"""

from functools import cache

from sijill.language.near_text import folded_words
from sijill.language.phrases import PhraseBook
from sijill.model.word_files import toml_beside

WITHHELD_NAME = "who it was is withheld"
_SOMEBODY = "somebody"
_POSSESSIVE = frozenset({"his", "her", "their", "the", "a"})


def kind_of_identifier(words: str) -> str:
    """By what kind of person or means a body was identified, without the words that say it.

    ``identifying.toml`` lists the words for each; empty where nothing is said.
    """
    if not words.strip():
        return ""
    text = " ".join(folded_words(words))
    kind = next((shown for shown, phrases in _kinds() if phrases.any_in(text)), _SOMEBODY)
    return f"{kind} ({WITHHELD_NAME})"


def is_kind_only(words: str) -> bool:
    """Whether words name nobody: each stands in the list of kinds ("his mother", "الأب")."""
    return all(word in _words() for word in folded_words(words))


@cache
def _words() -> frozenset[str]:
    listed = {word for _, phrases in _kinds() for phrase in phrases for word in phrase}
    return frozenset(listed | _POSSESSIVE)


@cache
def _kinds() -> tuple[tuple[str, PhraseBook], ...]:
    """What is shown for each kind, and its words folded, in the order of the file."""
    tables = toml_beside(__name__, "identifying.toml")
    return tuple(
        (table["shown"], PhraseBook.of(" ".join(folded_words(words)) for words in table["words"]))
        for table in tables.values()
    )
