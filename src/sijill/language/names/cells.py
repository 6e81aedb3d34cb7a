"""What a name column holds around a name: labels, titles, numbers, remarks, a family's comma.

Everything here works on the text of one cell; ``name_order`` looks at a whole column.
"""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from sijill.language.scripts import fold_digits
from sijill.language.unknown import phrase_form, word_forms
from sijill.language.wordlists import (
    fold_word,
    labels,
    particles,
    persian_titles,
    relation_phrases,
    relation_words,
    suffixes,
    titles,
    titles_that_are_names,
)

_LONGEST_TITLE = 3
_PERSIAN_LETTERS = frozenset("پچژگکی")
"""Letters that an Arabic keyboard does not have; the last two stand for its kaf and its ya."""
_MOST_FAMILY_WORDS = 3
_OPENING, _CLOSING = "([{", ")]}"
_QUOTED = re.compile(r"[\"“”«»„](?P<inside>[^\"“”«»„]{0,200})[\"“”«»„]")
_LINKING = (" of", " de", " von")
_LEFTOVERS = re.compile(r"[()\[\]{}\"“”«»„]")
_NUMBERING = re.compile(r"^\s*[#(]?\d{1,5}\s?[.)\-:–]\s*(?=[^\W\d_])")
_FOOTNOTES = re.compile(r"[*†‡#¹²³⁴⁵⁶⁷⁸⁹⁰?؟¿]+")
_UNITS = (
    r"years?(?:[ -]old)?|yrs?(?:[ -]old)?|y\.?/?o\.?|y|months?(?:[ -]old)?|days?(?:[ -]old)?|weeks?"
    r"|[mf]|سنه|سنة|سنوات|عاماً|عاما|عام|اشهر|أشهر|شهر|شهرا|يوم|ايام|أيام|سال|ساله|ساڵ|salî|sal|ans?|mois|jours?|años?|meses|anos?"
    r"|jahre?|monate?|yaş\w{0,5}|aylık|лет|года?|місяц\w{0,4}|месяц\w{0,4}|років|роки|рік|שנים|חודשים"
)
_AGE_WORDS = r"aged?|عمره|عمرها|العمر|عمر|بعمر|âgée?s? de|de|edad|alter|возраст|вік|בן|בת|ب"
_NUMBER_BEHIND = re.compile(
    rf"[\s,;:(\-–—/]+(?:(?:{_AGE_WORDS})\s*)?\d{{1,3}}(?:[.,]\d)?\s*(?:{_UNITS})?\s*\)?$",
    re.IGNORECASE,
)
_SON_OF_SHORT = re.compile(
    r"(?<![^\W\d_])([SDWHB])\s?[/\\]\s?[Oo]\b\.?\s*:?\s*(?=\w)", re.IGNORECASE
)
"""S/O, D/O, W/O, H/O, B/O: as hospitals and registries of English write "son of", "wife of"."""
_SHORT_FOR = {
    "s": "son of ",
    "d": "daughter of ",
    "w": "wife of ",
    "h": "husband of ",
    "b": "baby of ",
}
_OF_QUOTED = re.compile(r"\bof['’‘`´](?=\w)", re.IGNORECASE)
_AND_OTHERS = re.compile(
    r"\s(?:and|&|y|et|und|e)\s(?:his|her|their|two|three|sus?|sa|ses|seine?|ihre?|seus?|suas?)\s.*$",
    re.IGNORECASE,
)
_ALIAS_MARK = re.compile(r"(?<=\s)\([aA]\)\s+(?=\S)")
"""(a) before a nickname, as Spanish police write it."""
_BIRTH = re.compile(
    r"[\s,;(]+(?:born|b\.|née?|nacid[oa]|nascid[oa]|geb\.|geboren|род\.|рожд\.|нар\.|р\.\s?н\.|г\.\s?р\."
    r"|مواليد|متولد|تولد|נולדה?|doğ\.|d\.)\s?(?:in|en|em|el|le|im|on|am|в|у|عام|سنة|ב)?\s?[\d.,/-]{2,10}\)?$",
    re.IGNORECASE,
)
"""When somebody was born, behind the name: ", born 1980", "geb. 1980", مواليد 1980."""
_AGE_AND_PLACE = re.compile(
    r"[,،]\s*\d{1,3}\s*[,،]\s*(?:of|from|de|di|aus|из|із|з|من|از)\s[^,]*$", re.IGNORECASE
)
"""An age and where somebody is from: ", 34, of Sur"."""
_REMARK = re.compile(r"(?<=[^\W\d_])\s[-–—]\s(?=[a-zà-öø-ÿа-яёіїєґ]).*$")
"""A remark in small letters behind a dash: "Samir Haddad - teacher"."""
_COMMA_RELATIVE = re.compile(r",\s*(?:his|her|their)\s[^\W\d_].*$", re.IGNORECASE)
_COUNTED = re.compile(r"^(?P<name>.*[^\W\d_])\W{0,3}[\s#](?P<number>\d{1,3})$")
_ALTERNATIVE = re.compile(r"\s(?:or|/|\\)\s.*$", re.IGNORECASE)
_TWO_NAMES = re.compile(r"^([^/\\]*\s[^/\\]*)[/\\]([^/\\]*\s[^/\\]*)$")
_COMMA = re.compile(r"\s*[,،;؛]\s*")
_SPACED_LETTERS = re.compile(r"^[^\W\d_](?: [^\W\d_]){3,}$")


@dataclass(frozen=True, slots=True)
class NameCell:
    """A cell's name without what surrounds it, and the remarks that stood in brackets or quotes."""

    text: str
    asides: list[str] = field(default_factory=list)


def close_letters(text: str) -> str:
    """A word whose letters a PDF has set apart ("S a l e h"), with two spaces between words."""
    words = re.split(r"\s{2,}", text.strip())
    return " ".join(
        word.replace(" ", "") if _SPACED_LETTERS.match(word) else word for word in words
    )


def split_asides(text: str) -> NameCell:
    """The text outside brackets and quotes, and what stood inside or after "also known as"."""
    outside, asides = _outside_brackets(text)
    if not outside.strip(" ,.-"):
        outside, asides = text, []
    quoted = [match["inside"].strip() for match in _QUOTED.finditer(outside)]
    bare = _QUOTED.sub(" ", outside)
    if bare.strip(" ,.-") and not bare.rstrip().lower().endswith(_LINKING):
        asides, outside = asides + quoted, bare
    words = _LEFTOVERS.sub(" ", outside).split()
    for position, word in enumerate(words):
        if position and fold_word(word.strip(",")) in particles("also"):
            asides.append(" ".join(words[position + 1 :]))
            words = words[:position]
            if words[-1].lower() == "also":
                words = words[:-1]
            break
    return NameCell(" ".join(words).strip(" ,"), asides)


def _outside_brackets(text: str) -> tuple[str, list[str]]:
    outside: list[str] = []
    inside: list[str] = []
    depth = 0
    for character in text:
        if character in _OPENING:
            depth += 1
            inside.append(" " if depth > 1 else "\n")
        elif character in _CLOSING:
            depth = max(0, depth - 1)
            outside.append(" ")
        else:
            (inside if depth else outside).append(character)
    return "".join(outside), [part.strip() for part in "".join(inside).split("\n") if part.strip()]


@lru_cache(maxsize=1_024)  # asked twice about one name while it is read
def without_marks(text: str) -> str:
    """A cell without numbering before it, footnote marks, and a number (an age, a note) behind."""
    text = _ALIAS_MARK.sub("alias ", _OF_QUOTED.sub("of ", text))
    plain = _AGE_AND_PLACE.sub("", _COMMA_RELATIVE.sub("", text))
    plain = _BIRTH.sub("", _without_remark(plain))
    plain = _AND_OTHERS.sub("", _FOOTNOTES.sub("", _NUMBERING.sub("", plain)))
    folded = fold_digits(plain)
    match = _NUMBER_BEHIND.search(folded) if len(folded) == len(plain) else None
    if match and re.search(r"[^\W\d_]", plain[: match.start()]):
        plain = plain[: match.start()]
    return plain.strip(" ,;:-–—")


def _without_remark(text: str) -> str:
    """The text without a remark behind a dash, where two words or more stand before it."""
    match = _REMARK.search(text)
    is_name = match is not None and len(text[: match.start()].split()) > 1
    return text[: match.start()] if match is not None and is_name else text


def counted_name(text: str) -> str:
    """The name before a number behind it ("Rami Attar 2"); empty where there is none."""
    match = _COUNTED.match(fold_digits(text))
    return match["name"].rstrip(" ,") if match else ""


def written_out(text: str) -> str:
    """The text with "S/O" and its kind written out."""
    return _SON_OF_SHORT.sub(lambda match: _SHORT_FOR[match[1].lower()], text)


def open_separators(text: str) -> str:
    """Slashes, colons and hyphens behind a label, a title or a relation as spaces; labels dropped.

    ``ابن/اسراء`` is "son Israa". Of two names parted by a slash the first is taken.
    """
    head, sign, rest = _first_separator(text)
    if sign and rest.strip():
        words = tuple(phrase_form(head).split())
        if words in labels():
            return open_separators_once(rest.strip())
        if _is_title_or_relation(words) or (
            sign == ":" and words[:1] and len(words) <= _LONGEST_TITLE
        ):
            return f"{head}{'.' if len(words[-1]) == 1 else ''} {rest}"
    return open_separators_once(text)


def open_separators_once(text: str) -> str:
    """The first of two names parted by a slash, the first spelling of a word with two."""
    text = _ALTERNATIVE.sub("", text)
    if match := _TWO_NAMES.match(text):
        text = match[1]
    words = [re.split(r"[/\\]", word)[0] or word.strip("/\\") for word in text.split()]
    return " ".join(word for word in words if word).replace(":", " ")


def _first_separator(text: str) -> tuple[str, str, str]:
    match = re.search(r"[/\\:]|(?<=\S)-(?=\s?\S)", text)
    if match is None:
        return text, "", ""
    return text[: match.start()], match[0], text[match.end() :]


def _is_title_or_relation(words: tuple[str, ...]) -> bool:
    return (
        words in titles()
        or words in relation_phrases()
        or (len(words) == 1 and fold_word(words[0]) in relation_words())
    )


def without_titles(words: list[str]) -> list[str]:
    """The words of a name without titles before it and endings ("Jr.", رحمه الله) behind it."""
    rest = words
    while len(rest) > 1 and (length := _title_length(rest)):
        rest = rest[length:]
    while len(rest) > 1 and (length := _ending_length(rest)):
        rest = rest[:-length]
    return rest


@cache
def _first_title_words() -> frozenset[str]:
    return frozenset(form[0] for form in titles() if form)


@cache
def _last_suffix_words() -> frozenset[str]:
    return frozenset(form[-1] for form in suffixes() if form)


def _title_length(words: list[str]) -> int:
    first = phrase_form(words[0]).split()
    if first and first[0] not in _first_title_words():
        return 0  # most words begin no title
    for length in range(min(_LONGEST_TITLE, len(words) - 1), 0, -1):
        form = word_forms(words[:length])
        if form not in titles() or (len(form) == 1 and len(form[0]) == 1 and words[0][-1] != "."):
            continue
        if form in persian_titles() and not _PERSIAN_LETTERS.intersection("".join(words)):
            continue
        if form not in titles_that_are_names() or len(words) > length + 1:
            return length
    return 0


def _ending_length(words: list[str]) -> int:
    last = phrase_form(words[-1]).split()
    if last and last[-1] not in _last_suffix_words():
        return 0
    for length in range(min(_LONGEST_TITLE, len(words) - 1), 0, -1):
        if word_forms(words[-length:]) in suffixes():
            return length
    return 0


def family_first(text: str, *, stated: bool | None) -> str:
    """A name with its family name last: "Saleh, Ahmad" as "Ahmad Saleh".

    ``stated`` is what the mapping or the column says; without it a comma turns the name only where
    one word (with its particle), or capitals alone, stand before it.
    """
    parts = [part for part in _COMMA.split(text) if part]
    kept = [part for part in parts[1:] if not _is_title_or_suffix(part)]
    if not parts:
        return text
    if stated is False or len(kept) != 1 or not is_last_first(parts[0], kept[0], stated=stated):
        return " ".join([parts[0], *kept])
    return f"{kept[0]} {parts[0]}"


def is_last_first(before: str, behind: str, *, stated: bool | None = None) -> bool:
    """Whether a comma between these words says that the family name stands first."""
    left, right = before.split(), behind.split()
    if not left or not right or fold_word(right[0]) in particles("son_of"):
        return False
    own = [word for word in left if fold_word(word) not in particles("of_family")]
    if len(own) > _MOST_FAMILY_WORDS or len(right) > _MOST_FAMILY_WORDS + 1:
        return False
    if stated:
        return True
    small = particles("article") | particles("kunya")
    words = [word for word in own if fold_word(word) not in small and not word.islower()]
    return len(words) <= 1 or before.isupper()


def _is_title_or_suffix(part: str) -> bool:
    words = tuple(phrase_form(part).split())
    return words in titles() or words in suffixes()
