"""What the words of a heading count or ask, one by one: "number of women killed"."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sijill.sources.guessing.headings import wordings
from sijill.sources.guessing.words import read_words, words_of


@dataclass(frozen=True, slots=True)
class CountHeading:
    """What a heading counts, as its words say: of whom, killed or injured, which end of a range.

    ``harm`` is empty for a number of killed and injured together. ``is_of_victims`` says that the
    heading names victims and no harm; ``is_part`` ("of whom children") that the column before does;
    ``is_alleged`` that the number is what others claim, which an authority's list concedes nothing.
    """

    harm: str
    group: str = "people"
    end: str = "min"
    is_of_victims: bool = False
    is_part: bool = False
    is_cumulative: bool = False
    is_alleged: bool = False


@cache
def count_heading(form: str) -> CountHeading | None:
    """What a plain heading counts; ``None`` where one of its words says something else."""
    counted, is_since = wordings.before_since(form)
    counted, group = _without_letter(counted)
    if (said := said_by(counted, "count_words.toml")) is None:
        return None
    if group:
        said = {**said, "group": said.get("group", frozenset()) | {group}}
    harm, ends = said.get("harm", frozenset()), said.get("end", {"min"})
    has_victims, has_both = "victims" in said, "both" in said
    if harm == {"killed", "injured"}:  # "killed and wounded" is one number of both
        harm, has_both = frozenset(), True
    groups = said.get("group", frozenset()) - {"people"} or {"people"}
    is_part = "part" in said and not harm and groups != {"people"}
    is_count = harm or has_victims or has_both or is_part
    if len(harm) > 1 or len(groups) > 1 or len(ends) > 1 or not is_count:
        return None
    return CountHeading(
        "" if (has_both or is_part) and not harm else next(iter(harm), "killed"),
        next(iter(groups)),
        next(iter(ends)),
        has_victims and not harm,
        is_part,
        "cumulative" in said or is_since,
        "alleged" in said,
    )


def _without_letter(form: str) -> tuple[str, str]:
    """A heading without the letter for a group at its end, and the group: "Morts/E", "Killed F"."""
    counted, _, letter = form.rpartition(" ")
    table = "letters_of_groups"
    groups = read_words("keys.toml")[table]
    group = next((one for one in groups if letter in words_of("keys.toml", table, one)), "")
    return (counted, group) if counted and group else (form, "")


@cache
def asked_by(form: str) -> frozenset[str]:
    """What a plain heading asks of what, in pairs: ``date death``, ``number body`` …"""
    said = said_by(form, "phrase_words.toml") or {}
    return frozenset(
        f"{asked} {about}" for asked in said.get("asked", ()) for about in said.get("about", ())
    )


@cache
def said_by(form: str, file: str) -> Mapping[str, frozenset[str]] | None:
    """What the words of a heading say, by table of a file; ``None`` where one stands in none."""
    said: dict[str, frozenset[str]] = {}
    words = form.split()
    listed = _listed_words(file)
    while words:
        length = next((size for size in _PHRASE_LENGTHS if " ".join(words[:size]) in listed), 0)
        if not length:
            return None
        for table, key in listed[" ".join(words[:length])]:
            said[table] = said.get(table, frozenset()) | {key}
        words = words[length:]
    return said


_PHRASE_LENGTHS = (3, 2, 1)
"""Words of a listed phrase, the longest first."""


@cache
def _listed_words(file: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """For each word and phrase of a file the tables and keys that list it."""
    keys_of: dict[str, tuple[tuple[str, str], ...]] = {}
    for table, keys in read_words(file).items():
        for key in keys:
            for word in words_of(file, table, key):
                keys_of[word] = (*keys_of.get(word, ()), (table, key))
    return keys_of
