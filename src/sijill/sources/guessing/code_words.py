"""Words of cells that mean a code, in twelve languages (``values.toml``)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from sijill.language.ages import word_beside_age
from sijill.language.phrases import stands_in
from sijill.language.scripts import fold_digits, tidy, without_addresses
from sijill.language.unknown import means_unknown
from sijill.model.codes import DEATHS, Harm
from sijill.model.records.fields import FieldType
from sijill.model.vocabulary import vocabulary
from sijill.sources.guessing.headings.phrases import count_heading
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.words import has_any, plain_heading, read_words, words_of

_FILE = "values.toml"
_ANSWERS = "yes_no"
_NO_LEGEND: Mapping[str, str] = MappingProxyType({})


def takes_words(kind: FieldType) -> bool:
    """Whether cells of the type are words that are translated: codes, and yes or no."""
    return kind.is_code or kind in (FieldType.YES_NO, *_SEVERAL)


_BETWEEN_ANSWERS = re.compile(r"[\s;|,+/&]+")
_LEGEND = re.compile(
    r"(?<!\w)(\w{1,3})\s*[=:–-]\s*([^\W\d_][^=:,;/|()\[\]]*?)"
    r"(?=\s*(?:[,;/|)\]]|\s\w{1,3}\s*[=:–-]|$))"
)
_BETWEEN_CODES = re.compile(r"[;|,،؛\n]+")
_OTHER_ENDING = re.compile(
    r"(?<=[^\W\d_]{3})(?:[(/](?:a|o|e|as|os|es)\b\)?|[·.]e\b)", re.IGNORECASE
)
"""The ending of the other gender: localizado(a), herido/a, blessé(e), blessé·e."""
_IN_LANGUAGES = re.compile(r"\s+[/|–-]\s+|\s*\n\s*")
"""Between words that say one thing in several languages: "ذكر / Male"."""
_SEVERAL = {FieldType.CONDITIONS: "remains_condition"}
"""Types whose cells hold several codes, with the vocabulary of these."""


def parts_of(kind: FieldType, cell: str) -> tuple[str, ...]:
    """What of a cell is translated: each of several codes, and the sex beside an age (34/M)."""
    if kind is FieldType.SEX and (word := word_beside_age(cell)):
        return (word,)
    if kind not in _SEVERAL:
        return (cell,)
    return tuple(part for code_text in _BETWEEN_CODES.split(cell) if (part := tidy(code_text)))


def is_understood(
    kind: FieldType, cell: str, heading: str, legend: Mapping[str, str] = _NO_LEGEND
) -> bool:
    """Whether everything in a cell of the type is a code or a word that means one."""
    return all(translation(kind, part, heading, legend) for part in parts_of(kind, cell))


def codes_of(kind: FieldType) -> tuple[str, ...]:
    """The codes into which the words of a type are translated."""
    return ("yes", "no") if kind is FieldType.YES_NO else tuple(vocabulary(_name_of(kind)).codes)


def _name_of(kind: FieldType) -> str:
    """The vocabulary of a type."""
    return _SEVERAL.get(kind, kind.value)


def translation(
    kind: FieldType, cell: str, heading: str = "", legend: Mapping[str, str] = _NO_LEGEND
) -> str:
    """The code that a cell of a coded field means, where the word lists know it; else empty.

    "yes" answers a heading that asks ("civilian", "fighter"); without one it means no code.
    ``legend`` are the words of cells that another sheet of the workbook explains; they go first.
    """
    if explained := legend.get(fold_digits(tidy(cell)).casefold(), ""):
        return _meaning_of(kind, cell, explained)
    if tidy(cell).lower().replace(" ", "_").replace("-", "_") in codes_of(kind):
        return tidy(cell).lower().replace(" ", "_").replace("-", "_")
    if kind is FieldType.YES_NO and is_tick(cell):
        return "yes"
    plain = plain_heading(_OTHER_ENDING.sub("", without_addresses(cell)))
    answer = "" if kind is FieldType.YES_NO else translation(FieldType.YES_NO, cell)
    for code in read_words(_FILE).get(kind.value, {}):
        if {plain, answer} - {""} & words_of(_FILE, kind.value, code):
            return code
    if plain in _by_label(kind):
        return _by_label(kind)[plain]
    if kind in _IN_SENTENCES and (code := _said_in_words(kind, plain)):
        return code
    if kind is FieldType.HARM and (said := _of_all_words(cell, plain)):
        return said
    meanings = {**_first_letters(heading), **stated_meanings(heading)}
    meaning = meanings.get(fold_digits(tidy(cell)).casefold(), "")
    if meaning and meaning != tidy(cell):
        return _meaning_of(kind, cell, meaning)
    asked = asked_about(kind, heading)
    other = read_words(_FILE)["opposites"].get(asked, "")
    return {"yes": asked, "no": str(other)}.get(answer, "") or _said_by_each(kind, cell)


def _said_by_each(kind: FieldType, cell: str) -> str:
    """The code that each part of a cell in several languages means: "ذكر / Male"; else empty."""
    parts = _IN_LANGUAGES.split(cell.strip())
    said = {translation(kind, part) for part in parts} if len(parts) > 1 else set()
    return said.pop() if len(said) == 1 else ""


def is_vital_event(cell: str) -> bool:
    """Whether a cell is what a civil register enters beside deaths: a birth, a marriage."""
    return plain_heading(cell) in words_of(_FILE, "vital_events", Harm.ALIVE)


def is_tick(cell: str) -> bool:
    """Whether a cell is a sign that says yes and holds no letter: ✓."""
    return cell.strip() in _TICKS


_TICKS = frozenset("✓✔☑✅+")


def _meaning_of(kind: FieldType, cell: str, meaning: str) -> str:
    """The code of a cell by the words that explain it."""
    if tidy(meaning) == tidy(cell):
        return ""
    is_unknown = means_unknown(meaning) and "unknown" in codes_of(kind)
    return translation(kind, meaning) or ("unknown" if is_unknown else "")


@cache
def stated_meanings(text: str) -> Mapping[str, str]:
    """What codes mean that a heading or a codebook explains: "Sex (1=male, 2=female)"."""
    return {code.casefold(): tidy(words) for code, words in _LEGEND.findall(fold_digits(text))}


@cache
def _first_letters(heading: str) -> Mapping[str, str]:
    """What letters mean under a heading of words that begin with them: C and M under "Civ/Mil"."""
    words = [tidy(word) for word in heading.split("/")]
    letters = {word[:1].casefold(): word for word in words if word.isalpha() and len(word) > 1}
    return letters if 1 < len(letters) == len(words) else {}


@cache
def _by_label(kind: FieldType) -> Mapping[str, str]:
    """The codes of a type by their labels, which forms and pages show: ``شظايا`` is fragmentation.

    A label that two codes share means neither.
    """
    if kind is FieldType.YES_NO:
        return {}
    codes_of: dict[str, set[str]] = defaultdict(set)
    for code in vocabulary(_name_of(kind)).codes.values():
        for words in (code.label_en, code.label_ar):
            codes_of[plain_heading(words)].add(code.code)
    return {words: next(iter(codes)) for words, codes in codes_of.items() if len(codes) == 1}


def letters_for_sex(cells: Iterable[str], heading: str) -> dict[str, str]:
    """What single letters for the sexes mean beside each other, where that is not what they say.

    "H" and "M" are hombre and mujer, homem and mulher; "M" beside "F" is masculine; "L" and "P" are
    laki-laki and perempuan, "L" and "B" lalaki and babae, "ME" and "KE" mume and mke.
    """
    there = {plain_heading(cell) for cell in cells}
    spanish = any(form in ("sexo", "genero") for form in readings(heading))
    for man, woman in _BESIDE_EACH_OTHER:
        if {man, woman} <= there and not there & {"m", "f"}:
            return {man: "male", woman: "female"}
    man = "h" if "h" in there else "v" if spanish and "v" in there else ""
    if not man or "m" not in there or "f" in there:
        return {}
    return {man: "male", "m": "female"}


_BESIDE_EACH_OTHER = (("l", "p"), ("lk", "pr"), ("l", "b"), ("me", "ke"), ("က", "မ"))
"""Letters for man and woman in four more languages; alone they mean nothing."""

_IN_SENTENCES = frozenset({FieldType.HARM, FieldType.CAUSE_OF_DEATH})
"""Fields whose words also stand among others: "died under torture", "Explosión de mina"."""

_SHORTEST_WORD = 4
"""Letters of a word that is looked for among others; a shorter one is in too many phrases."""

_BY_GRAVITY = ("killed", "died_of_wounds", "injured")
"""Of several answers about one person ("killed injured") the gravest is what befell them."""


def _of_all_words(cell: str, plain: str) -> str:
    """The fate that all words of a cell say together; empty for none."""
    entered = Harm.ALIVE if is_vital_event(cell) else ""
    return entered or _gravest(cell) or _counted_fate(plain)


def _gravest(cell: str) -> str:
    """The gravest code of a cell that holds several answers about harm and nothing else.

    Forms join the chosen answers of a question by spaces: ``killed injured``.
    """
    answers = [plain_heading(part) for part in _BETWEEN_ANSWERS.split(cell) if tidy(part)]
    codes = {_answer_about_harm(answer) for answer in answers}
    return "" if "" in codes else next((code for code in _BY_GRAVITY if code in codes), "")


def _counted_fate(plain: str) -> str:
    """The fate of those whom a cell names in the plural: "heridos", "погибшие"; else empty."""
    counted = count_heading(plain)
    if counted is None or counted.is_alleged or counted.is_of_victims:
        return ""
    return counted.harm


def _answer_about_harm(answer: str) -> str:
    for code in _BY_GRAVITY:
        if answer == code or answer in words_of(_FILE, FieldType.HARM.value, code):
            return code
    return ""


def _said_in_words(kind: FieldType, plain: str) -> str:
    """The one code whose words stand among others, where nothing is denied; else empty."""
    if has_any((plain,), words_of(_FILE, "denials", "words")):
        return ""
    by_first_word = _words_in_sentences(kind)
    said = {
        listed: code
        for word in dict.fromkeys(plain.split())
        for listed, code in by_first_word.get(word, ())
        if stands_in(listed, plain)
    }
    codes = {
        code
        for listed, code in said.items()
        if not any(listed != longer and stands_in(listed, longer) for longer in said)
    }
    if codes > _HELD and codes - _HELD <= DEATHS:
        codes -= _HELD  # "died in prison"
    if codes == _HURT:
        codes = {"injured"}  # "amputation, survived"
    return codes.pop() if len(codes) == 1 else ""


@cache
def _words_in_sentences(kind: FieldType) -> Mapping[str, list[tuple[str, str]]]:
    """By their first word, the words of a kind that may stand among others, each with its code."""
    code_of = {
        listed: code
        for code in read_words(_FILE).get(kind.value, {})
        for listed in words_of(_FILE, kind.value, code)
        if len(listed) >= _SHORTEST_WORD
    }
    by_first_word: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for listed, code in code_of.items():
        by_first_word[listed.split()[0]].append((listed, code))
    return by_first_word


_HELD = frozenset({"detained"})
_HURT = frozenset({"injured", "alive"})


@cache
def asked_about(kind: FieldType, heading: str) -> str:
    """The code about which a heading asks: that of "civilian" is ``civilian``; else empty."""
    if kind is FieldType.YES_NO or not heading:
        return ""
    for form in readings(heading):
        for code in read_words(_FILE).get(kind.value, {}):
            if code in read_words(_FILE)["opposites"] and _asks(kind, form, code):
                return code
    return ""


def _asks(kind: FieldType, form: str, code: str) -> bool:
    """Whether a plain heading asks for a code; "Found alive: no" is no death."""
    asked = words_of(_FILE, "asked", code)
    if form in words_of(_FILE, "not_asked", code):
        return False
    if code == Harm.ALIVE:
        return form in asked
    words = words_of(_FILE, kind.value, code)
    bare = form.removeprefix("is ").removeprefix("was ")
    return form in words or bare in words or has_any((form,), asked)
