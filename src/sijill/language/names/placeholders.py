"""Names that stand for a person whose name is not known: John Doe, فلان الفلاني, Max Mustermann.

Which ones stands in ``placeholders.toml``. The order of the words does not matter, for lists
write "DOE, JOHN" and "John Doe"; titles, initials, numbers and words that name nobody may stand
beside them. Whole names are compared: Samuel Doe is a name.
"""

import re
from collections.abc import Iterable
from functools import cache

from sijill.language.unknown import Topic, means_unknown, phrase_form
from sijill.language.wordlists import nobody, particles, small_words, suffixes, titles
from sijill.model.word_files import words_beside

_JOINING = frozenset(
    {"or", "and", "و", "او", "ou", "et", "o", "y", "e", "oder", "und", "veya", "или"}
)
_FEWEST_FORM_WORDS = 2
_LONGEST_UNKNOWN = 3
_COMMA = re.compile(r"\s*[,،;؛]\s*")


@cache
def _content() -> dict[str, dict[str, list[str]]]:
    return words_beside(__name__, "placeholders.toml")


def _words_of(table: str) -> frozenset[str]:
    listed = (word for group in _content()[table].values() for word in group)
    return frozenset(word for phrase in listed for word in phrase_form(phrase).split())


@cache
def _whole_names() -> tuple[frozenset[str], ...]:
    """The words of each placeholder, without initials and small words."""
    listed = (name for group in _content()["whole"].values() for name in group)
    return tuple({frozenset(_distinctive(phrase_form(name).split())) for name in listed})


@cache
def _letters() -> frozenset[str]:
    return frozenset(phrase_form(name) for name in _content()["initials"]["words"])


@cache
def _form_words() -> frozenset[str]:
    return _words_of("parts_of_a_form")


@cache
def _missing_parts() -> frozenset[str]:
    return _words_of("missing_part")


@cache
def _missing_other_parts() -> frozenset[str]:
    return frozenset(phrase_form(word) for word in _content()["missing_part"]["other"])


@cache
def _single_titles() -> frozenset[str]:
    """Titles and endings ("Jr.") of one word."""
    return frozenset(form[0] for form in titles() | suffixes() if len(form) == 1)


@cache
def _small() -> frozenset[str]:
    return small_words() | particles("son_of") | _JOINING


@cache
def _words_of_placeholders() -> frozenset[str]:
    """Every word that stands in a placeholder; a text without any is none."""
    whole = frozenset(word for name in _whole_names() for word in name)
    return whole | _missing_parts()


@cache
def words_of_placeholders() -> frozenset[str]:
    """Every word that may make a placeholder of a name: those of forms and initials, too."""
    initials = frozenset(word for form in _letters() for word in form.split())
    forms = _form_words() | _missing_other_parts()
    return _words_of_placeholders() | forms | initials | _words_of("whole")


def _distinctive(words: Iterable[str]) -> list[str]:
    """The words that tell one name from another: no initials, numbers, "of" or "son of"."""
    return [
        word for word in words if len(word) > 1 and not word.isdecimal() and word not in _small()
    ]


def is_placeholder_name(text: str) -> bool:
    """Whether a text, whatever the order of its words, stands for a person without a name."""
    words = phrase_form(text).split()
    if " ".join(words) in _letters():
        return True
    if len(words) >= _FEWEST_FORM_WORDS and all(word in _form_words() for word in words):
        return True
    if _is_labelled_unknown(words):
        return True
    crossed = [word for word in words if set(word) != {"x"}]
    if crossed != words and all(word in nobody() for word in crossed):
        return True  # "XX, XX", "X unknown"
    bare = [word for word in words if word not in _single_titles()]
    if bare != words and (" ".join(bare) in _letters() or [len(word) for word in bare] == [1]):
        return True  # "Mr. X"
    distinctive = set(_distinctive(words))
    if distinctive.isdisjoint(_words_of_placeholders()):
        return False
    if distinctive and distinctive <= _missing_parts():
        return True
    held = frozenset().union(*(name for name in _whole_names() if name <= distinctive))
    rest = distinctive - held
    return bool(held) and all(word in nobody() or word in _single_titles() for word in rest)


def _is_labelled_unknown(words: list[str]) -> bool:
    """Whether a word for a name stands before or behind words for unknown: "nom à confirmer"."""
    if not words or _form_words().isdisjoint((words[0], words[-1])):
        return False
    is_form = [word in _form_words() for word in words]
    first = next((at for at, form in enumerate(is_form) if not form), 0)
    last = next((at for at, form in enumerate(reversed(is_form)) if not form), 0)
    return any(
        length > 0 and means_unknown(" ".join(rest), Topic.NAME)
        for length, rest in ((first, words[first:]), (last, words[: len(words) - last]))
    )


def without_missing_parts(text: str) -> str:
    """A name without what says that its family or middle name is not known: "Ahmad LNU"."""
    words = text.split()
    kept = [word for word in words if phrase_form(word) not in _missing_other_parts()]
    return " ".join(kept).strip(" ,;") if kept and len(kept) < len(words) else text


def without_unknown_part(text: str) -> str:
    """A name whose given or family name is written as unknown, without that word.

    The given name of "UNKNOWN, Maria" and "Maria Unknown"; "Pérez, unknown" becomes "unknown
    Pérez", which says that somebody of that family is meant.
    """
    parts = [part for part in _COMMA.split(text) if part]
    if len(parts) == 2:  # noqa: PLR2004  LAST, FIRST
        if _is_unknown(parts[0]):
            return parts[1]
        if _is_unknown(parts[1]):
            return f"{parts[1]} {parts[0]}"
    words = text.split()
    last = phrase_form(words[-1]).split() if words else []
    if last and last[-1] not in nobody():
        return text  # most names end in a word of their own
    for length in range(min(_LONGEST_UNKNOWN, len(words) - 1), 0, -1):
        if _is_unknown(" ".join(words[-length:])) and not _is_unknown(words[0]):
            return " ".join(words[:-length]).rstrip(" ,")
    return text


def _is_unknown(text: str) -> bool:
    """Whether words say "unknown" in a language; Null may be a family's name."""
    words = phrase_form(text).split()
    return (
        bool(words)
        and all(word in nobody() for word in words)
        and any(means_unknown(phrase, Topic.NAME) for phrase in (" ".join(words), *words))
    )
