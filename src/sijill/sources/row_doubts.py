"""Rows whose own words speak against them: "found alive", "duplicate of row 1" (``RowDoubt``).

Such a row stays a record; its person is in the upper ends of numbers alone until somebody decides.
Which words say so stands in ``doubts.toml``, for twelve languages.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from sijill.language.dates import months
from sijill.language.names.fates import fate, part_fate
from sijill.language.scripts import without_addresses
from sijill.language.unknown import means_unknown, phrase_form
from sijill.model.records.row_doubt import RowDoubt
from sijill.model.word_files import words_beside

FIELDS_ABOUT_ROW = ("note", "name", "cause", "condition", "age")
"""Fields whose words may speak against their own row."""
FIELDS_OF_CAUSES = ("cause", "cause_of_death", "stated_cause", "actors", "note", "harm")
"""Fields whose words may say of what somebody died."""
WORDS_OF_CAUSE = 6
"""How many words a cell has at most that is a cause of death, and no account."""
_WORD = re.compile(r"\w+")
_SAID = {
    RowDoubt.ALIVE: "this may say that the person is alive",
    RowDoubt.MISSING: "this may say that the person is missing and not known to be dead",
    RowDoubt.UNBORN: "this says that the child was not yet born, whom some registers do not count",
    RowDoubt.NOT_HUMAN: "this may say that no body is here, or none of a person",
    RowDoubt.NOT_KILLED: "this may say that the person was not killed",
    RowDoubt.WITHDRAWN: "this may say that the list takes the row back",
    RowDoubt.REPEATED: "this may say that the row stands in the list twice",
    RowDoubt.UNCONFIRMED: "this says that the list's keeper has not confirmed the row",
}


def sentence_about_row(doubt: RowDoubt, *, is_in_doubt: bool) -> str:
    """What a note says of a row in doubt, and what can be done.

    Args:
        doubt: what the row's words may say.
        is_in_doubt: whether this takes the row out of lower ends, as it does rows of people.
    """
    said = _SAID[doubt]
    if not is_in_doubt:
        return f"{said}; the row counts as its list says"
    return (
        f"{said}; the row is in the upper ends of numbers alone until a person withdraws "
        "it (sijill withdraw) or says that it counts (sijill correct, field harm or note)"
    )


@lru_cache(maxsize=65_536)
def row_doubt(field: str, text: str) -> RowDoubt | None:
    """What the words of a name or a remark say against their own row; ``None`` for nothing.

    Args:
        field: one of ``FIELDS_ABOUT_ROW``; a single word says it in a remark alone, or set apart
            from a name ("missing: …"). A cause says that it was nobody's violence, or nothing; an
            age and a name that the child was not yet born.
        text: the cell.
    """
    text = without_addresses(text)
    form = phrase_form(text)
    if field == "note" and (_SAME_AS.fullmatch(text.strip()) or _taken_out_again(form)):
        return RowDoubt.REPEATED
    if not form:
        return None
    if field == "name" and form in listed_words(RowDoubt.WITHDRAWN, "tests"):
        return RowDoubt.WITHDRAWN
    if field == "name" and _names_animals(form):
        return RowDoubt.NOT_HUMAN
    if field in ("name", "age") and _is_unborn(form):
        return RowDoubt.UNBORN
    if field == "age":
        return None
    if field == "cause":
        return RowDoubt.NOT_KILLED if form in listed_words("other_causes", "whole") else None
    words = _WORD.findall(form)
    parts = _openings(text) if len(words) > _WORDS_OF_REMARK else [form]
    worded = (doubt for doubt in _WORDED if _is_worded_so(_wording(doubt), field, form, parts))
    return (
        next(worded, None)
        or _stated_fate(field, text)
        or _of_all_parts(field, text)
        or _opening_words(field, text)
    )


_SAME_AS = re.compile(
    r"(?:=|≡|\(=)\s*(?:n[ro°º]?\.?|№|#|رقم|שורה|מס['’]?)?\s*\d{1,6}\)?", re.IGNORECASE
)
"""A remark that names another row: "= No. 6"."""


def _taken_out_again(form: str) -> bool:
    """Whether remains of another row were taken out anew: its number stands behind the words."""
    said = _second_exhumation().search(form)
    return said is not None and listed_words(RowDoubt.REPEATED, "graves").isdisjoint(
        _WORD.findall(said["between"])
    )


@cache
def _second_exhumation() -> re.Pattern[str]:
    again = sorted(listed_words(RowDoubt.REPEATED, "again"), key=len, reverse=True)
    numbers = sorted(listed_words(RowDoubt.REPEATED, "numbers"), key=len, reverse=True)
    return re.compile(rf"{_one_of(again)}(?P<between>.{{0,60}}?){_one_of(numbers)}\W{{0,3}}\d")


def _is_unborn(form: str) -> bool:
    """Whether a name or an age is that of a child not yet born, and not of its mother as well."""
    return _phrase_in(_wording(RowDoubt.UNBORN), form, _WORD.findall(form)) is not None


def _names_animals(form: str) -> bool:
    """Whether a name is that of animals and their number, and of nobody: "4 sheep"."""
    words = [word for word in form.split() if not word.isdecimal()]
    return bool(words) and all(
        word in listed_words(RowDoubt.NOT_HUMAN, "animals") for word in words
    )


def denies_body(text: str) -> bool:
    """Whether words about remains say that there is no body: "missing", "body not found"."""
    return any(
        phrase_form(part) in listed_words(RowDoubt.NOT_HUMAN, "no_body")
        for part in _BETWEEN_PARTS.split(text)
    )


def _opening_words(field: str, text: str) -> RowDoubt | None:
    """That a remark begins with a word that takes its row back: "Error: lives in another town"."""
    opening, *rest = _SET_APART.split(text, maxsplit=1)
    is_taken_back = (
        field == "note"
        and bool(rest)
        and phrase_form(opening) in listed_words(RowDoubt.WITHDRAWN, "openings")
    )
    return RowDoubt.WITHDRAWN if is_taken_back else None


def _of_all_parts(field: str, text: str) -> RowDoubt | None:
    """What a remark of short parts says, each of which speaks against its row: "retracted - alive".

    ``None`` where a part does not: "removed, then buried".
    """
    parts = [part for part in _BETWEEN_PARTS.split(text) if part.strip()]
    if field != "note" or not 1 < len(parts) <= _PARTS_OF_A_REMARK:
        return None
    doubts = [row_doubt(field, part) for part in parts]
    return None if None in doubts else doubts[0]


_BETWEEN_PARTS = re.compile(r"\s[-–—]+\s|[,;:/()]+")
_PARTS_OF_A_REMARK = 3
_SET_APART = re.compile(r"\s*[:–—]|\s-\s")


@lru_cache(maxsize=65_536)
def later_death(text: str) -> bool | None:
    """Whether a remark says that somebody who is entered as hurt, missing or detained died later.

    ``True`` where it says it and a day at most, ``False`` where it may be said of somebody else
    ("his wife died in hospital"), ``None`` where it is not said.
    """
    form = phrase_form(without_addresses(text))
    said = _phrase_in(_wording(RowDoubt.DIED), form, _WORD.findall(form))
    if said is None:
        return None
    before, behind = form[: said.start()], form[said.end() :]
    is_count = before.strip().isdecimal()  # "3 died in hospital"
    beside = (word for word in _WORD.findall(f"{before} {behind}") if not word.isdecimal())
    return not is_count and all(word in _beside_death() for word in beside)


@cache
def _beside_death() -> frozenset[str]:
    """The words that may stand beside a later death: those of a day, and some around it."""
    return listed_words(RowDoubt.DIED, "beside") | months().keys()


_WORDED = tuple(doubt for doubt in _SAID if doubt not in (RowDoubt.UNCONFIRMED, RowDoubt.UNBORN))
"""What ``doubts.toml`` has phrases for, wherever they stand; a row is unconfirmed by the words of
``fates.toml``."""


def _stated_fate(field: str, text: str) -> RowDoubt | None:
    """The fate that stands apart from a name, or that is all a remark or its brackets say."""
    if field == "name":
        return part_fate(text).doubt
    if phrase_form(text) in listed_words("other_causes", "whole"):
        return RowDoubt.NOT_KILLED
    if means_unknown(text):
        return None
    insides = (fate(inside) for inside in _IN_BRACKETS.findall(text) if field == "note")
    return fate(text) or next(filter(None, insides), None)


_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")


@lru_cache(maxsize=65_536)
def marked_doubt(heading: str, cell: str) -> RowDoubt | None:
    """What a mark says against its row under a heading that asks it: "Duplicate?", "Duplicate of".

    Any cell is a mark that is not empty, unknown or a no. ``None`` where the heading asks nothing
    about the row, such as a fate.
    """
    if not cell.strip() or means_unknown(cell) or phrase_form(cell) in listed_words("marks", "no"):
        return None
    asked = row_doubt("note", heading)
    return asked if asked is not None and asked.is_about_row else None


def may_lack_violence(text: str) -> bool:
    """Whether a cause of death needs nobody's violence: an accident, a heart attack, drowning."""
    form = phrase_form(without_addresses(text))
    if form in listed_words("other_causes", "whole"):
        return True
    has_stem = _stems_of_causes().search(form) is not None
    return has_stem and not any(stem in form for stem in listed_words("other_causes", "violence"))


@dataclass(frozen=True, slots=True)
class _Wording:
    """How a doubt is worded: phrases anywhere, what turns them round, and whole remarks.

    ``first_words`` are those that the phrases begin with: most texts have none of them, and a few
    words are looked up sooner than hundreds of phrases are sought.
    """

    first_words: frozenset[str]
    phrases: re.Pattern[str]
    longer: re.Pattern[str] | None
    """The phrases of several words."""
    not_after: re.Pattern[str] | None
    not_with: re.Pattern[str] | None
    whole: frozenset[str]


def _is_worded_so(wording: _Wording, field: str, form: str, parts: Sequence[str]) -> bool:
    """Whether a folded text says a doubt: as a whole, in a phrase, or in one word of its parts."""
    if field == "note" and form in wording.whole:
        return True
    if parts == [form]:
        return _phrase_in(wording, form, _WORD.findall(form)) is not None
    if wording.longer and _phrase_in(wording, form, _WORD.findall(form), wording.longer):
        return True
    is_turned = wording.not_after is not None and wording.not_after.search(form) is not None
    return not is_turned and any(_phrase_in(wording, part, part.split()) for part in parts)


_WORDS_OF_REMARK = 12
_WORDS_OF_SENTENCE, _WORDS_OF_OPENING = 6, 3
_SENTENCES = re.compile(r"[.;!?\n\u061b\u061f]+\s*")


def _openings(text: str) -> list[str]:
    """Of an account its short sentences, and how the others begin.

    Further on a word such as "hospitalised" or "repeated" is told of anybody and anything: of who
    shot, of an order that was given twice.
    """
    sentences = (phrase_form(part).split() for part in _SENTENCES.split(text))
    return [
        " ".join(words[: _WORDS_OF_OPENING if len(words) > _WORDS_OF_SENTENCE else None])
        for words in sentences
    ]


def _phrase_in(
    wording: _Wording, form: str, words: Sequence[str], phrases: re.Pattern[str] | None = None
) -> re.Match[str] | None:
    """The first phrase of a doubt in a folded text, where nothing turns it round."""
    if wording.first_words.isdisjoint(words):
        return None
    said = (phrases or wording.phrases).search(form)
    if said is None:
        return None
    beside = f"{form[: said.start()]} {form[said.end() :]}"  # "body not found" has a word of a body
    if wording.not_with and wording.not_with.search(beside):
        return None
    is_turned = wording.not_after and wording.not_after.search(form, said.end())
    return None if is_turned else said


@cache
def _wording(doubt: RowDoubt) -> _Wording:
    """The words of a doubt; a word that turns a phrase round must not stand before it."""
    words = _content()[doubt.value]
    forms = {
        key: sorted(set(map(phrase_form, words.get(key, ()))), key=len, reverse=True)
        for key in ("phrases", "not_before", "not_after", "not_with", "whole", "openings")
    }
    barred = "".join(rf"(?<!\b{re.escape(word)} )" for word in forms["not_before"])
    longer = [phrase for phrase in forms["phrases"] if " " in phrase]
    return _Wording(
        frozenset(_WORD.findall(phrase)[0] for phrase in forms["phrases"]),
        re.compile(barred + _one_of(forms["phrases"])),
        re.compile(barred + _one_of(longer)) if longer else None,
        _any_of(forms["not_after"]),
        _any_of(forms["not_with"]),
        frozenset((*forms["whole"], *forms["openings"])),
    )


@cache
def _stems_of_causes() -> re.Pattern[str]:
    """What such causes begin with: "queda de" is in no "búsqueda de"; Arabic puts "the" before."""
    stems = map(phrase_form, _content()["other_causes"]["stems"])
    return re.compile(rf"(?:\b|\bو?ال|\bو)(?:{'|'.join(map(re.escape, stems))})")


def _any_of(phrases: list[str]) -> re.Pattern[str] | None:
    return re.compile(_one_of(phrases)) if phrases else None


def _one_of(phrases: list[str]) -> str:
    return rf"\b(?:{'|'.join(map(re.escape, phrases))})\b"


@cache
def listed_words(table: str, key: str) -> frozenset[str]:
    """The words of a list of ``doubts.toml``, folded."""
    return frozenset(map(phrase_form, _content()[table][key]))


@cache
def _content() -> dict[str, dict[str, list[str]]]:
    return words_beside(__name__, "doubts.toml")
