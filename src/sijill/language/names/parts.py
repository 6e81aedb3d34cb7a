"""A name's words grouped into its parts.

"Abd al-Razzaq", "AbdRazzaq" and "A'Razzaq" are one part; so are "Nur al-Din", "Jad Allah",
"Abu Hakkam" and "al-Haj". An article written apart belongs to the word after it and marks a family
name.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from sijill.language.names import dictionary
from sijill.language.scripts import fold_arabic, in_latin_letters, script_of
from sijill.language.sounds import arabic_letters, consonant_key, is_hebrew, latin_sound
from sijill.language.wordlists import fold_word, particles
from sijill.model.values.names import NamePart, Script

_ARTICLE_JOINED = re.compile(r"^(?:al|el|ul)-?(?=[^aeiouy\W])(?=\w{4,})", re.IGNORECASE)
_ARTICLE_HYPHEN = re.compile(
    r"^(?:a[ldnrstz]|ash|ath|adh|el|es|er|ed|ul|il)[-_](?=\w)", re.IGNORECASE
)
_ABD_JOINED = re.compile(r"^(?:abd|abed|ebd|evd)[aeiou]?[lrnstdz]?-?(?=\w{3,})", re.IGNORECASE)
_ABD_ARTICLE = re.compile(r"^abd[aeiou]?-?(?:l|([rnstdz])(?=\1))-?(?=\w{3,})", re.IGNORECASE)
_ARTICLE_CAPITAL = re.compile(r"^(?:[Aa]l|[Ee]l|[Uu]l|L['’]?)(?=[A-Z][a-z]{2,})")
_KUNYA_JOINED = re.compile(r"^(?:[Aa]b[ou]u?|[Ee]bu|Bou|ابو(?=\w{3,}))(?=[A-Z]|[\u0600-\u06ff])")
_SON_OF_JOINED = re.compile(r"^(?:ben|بن)(?=\w{3,})", re.IGNORECASE)
_ABD_SHORT = re.compile(r"^a['’‘`´](?=[A-Z])")
_LAQAB_ENDING = re.compile(r"(?:[aeiou]?[ldtsn]?-?d+[ie]+n+e?)$", re.IGNORECASE)
_KUNYA_WORDS = 3
_DIFFERENT_WORDS = 131_072
"""Words that are remembered: more than the names of a register are made of."""
_HEBREW_ARTICLE = re.compile(r"^אל(?=\w{3,})")
"""The Arabic article as Hebrew writes it in the names of Arabs."""
_APOSTROPHES = re.compile(r"['’‘`´ʿʾ]")


@dataclass(frozen=True, slots=True)
class Word:
    """One part under way: its words as written, and whether it carries the article."""

    part: NamePart
    is_family: bool = False
    is_kunya: bool = False


@lru_cache(maxsize=_DIFFERENT_WORDS)
def plain_part(written: str, *tables: str) -> NamePart:
    """One part from one word without article, by ``tables`` in turn: as spelt, then as heard."""
    script = script_of(written)
    is_other = script is Script.OTHER and not is_hebrew(written)
    latin = in_latin_letters(written) if is_other else written
    asked = tables or (("slavic", "names") if is_other else ("names", "slavic"))
    for table in sorted(asked, key=lambda one: not dictionary.is_listed(latin, one)):
        name = dictionary.look_up(latin, table)
        if name is not None:
            letters = arabic_letters(dictionary.arabic_of(name, table))
            return NamePart(written, latin_sound(name), consonant_key(name), name, letters)
    if script is Script.LATIN or is_other:
        return NamePart(written, latin_sound(latin), consonant_key(latin))
    letters = "" if is_hebrew(written) else arabic_letters(written)
    return NamePart(written, "", consonant_key(written), letters=letters)


def _abd_part(written: str, divine: str) -> NamePart:
    inner = plain_part(divine, "divine", "names")
    return NamePart(
        written,
        f"abd{inner.sound}" if inner.sound else "",
        f"abd{inner.consonant_key}",
        f"abd {inner.name}" if inner.name else "",
        f"Ebd{inner.letters}" if inner.letters else "",
    )


def _laqab_part(written: str, first: str) -> NamePart:
    inner = plain_part(first, "faith")
    return NamePart(
        written,
        f"{inner.sound}din" if inner.sound else "",
        f"{inner.consonant_key}dn",
        f"{inner.name} din" if inner.name else "",
        f"{inner.letters}Aldyn" if inner.letters else "",
    )


def _god_part(written: str, first: str) -> NamePart:
    """A name of the kind Jad Allah; a feminine ending is spoken before it: Hiba, Hibat Allah."""
    name = dictionary.look_up(
        f"{first}الله" if script_of(first) is Script.ARABIC else f"{first}allah"
    )
    if name is not None:
        return replace(plain_part(name.replace("_", " ")), written=written)
    inner = plain_part(first)
    spoken = (
        "t" if fold_arabic(first).endswith("ه") and not inner.consonant_key.endswith("t") else ""
    )
    return NamePart(
        written,
        f"{inner.sound}ala" if inner.sound else "",
        f"{inner.consonant_key}{spoken}l",
        f"{inner.name} allah" if inner.name else "",
        f"{inner.letters}Allh" if inner.letters else "",
    )


def _joined_god(word: str) -> NamePart | None:
    """Jad Allah in one Arabic word, where the dictionary does not list it."""
    folded = fold_arabic(word)
    first = folded.removesuffix("الله")
    if first == folded or len(first) < len("جد") or dictionary.look_up(word):
        return None
    return _god_part(word, first)


def _joined_theophoric(word: str) -> NamePart | None:
    """A servant of God in one word ("Abdulrahman", "A'Rahman", عبدالرحمن), or ``None``."""
    folded = fold_arabic(word)
    if folded.startswith("عبدال") and len(folded) > len("عبدال") + 1:
        return _abd_part(word, "الله" if folded == "عبدالله" else folded.removeprefix("عبدال"))
    if folded.startswith("عبد") and dictionary.look_up(folded[len("عبد") :], "divine"):
        return None if dictionary.look_up(word) else _abd_part(word, folded[len("عبد") :])
    for pattern in (_ABD_SHORT, _ABD_JOINED):
        if match := pattern.match(word):
            divine = word[match.end() :]
            if dictionary.look_up(divine, "divine"):
                return _abd_part(word, divine)
    if dictionary.look_up(word) is None and (
        match := re.match(r"abd[aeou]?(?=l)", word, re.IGNORECASE)
    ):
        divine = word[match.end() :]
        if dictionary.look_up(divine, "divine") == "allah":
            return _abd_part(word, divine)
    if (match := _ABD_ARTICLE.match(word)) and dictionary.look_up(word) is None:
        divine = word[match.end() :]
        if divine[0].isupper() or dictionary.share_consonants(divine, "divine"):
            return _abd_part(word, divine)
    return None


@lru_cache(maxsize=_DIFFERENT_WORDS)
def _joined_article(word: str) -> str | None:
    """The word behind an article written with it ("al-Hasan", "Alhasan", الحسن), or ``None``."""
    folded = fold_arabic(word)
    if folded.startswith("ال") and len(folded) > len("ال") + 1:
        return None if dictionary.look_up(folded) else folded.removeprefix("ال")
    if match := _ARTICLE_HYPHEN.match(word) or _ARTICLE_CAPITAL.match(word):
        return word[match.end() :]
    if dictionary.look_up(word) is None and (match := _ARTICLE_JOINED.match(word)):
        return word[match.end() :]
    return None


def group_words(words: list[str]) -> list[Word]:
    """Group the words of a name (without titles and descriptions) into its parts, in order."""
    parts: list[Word] = []
    position = 0
    opened = [piece for word in words for piece in _open_kunya(word)]
    words = [*opened[:1], *(_without_son_of(word) for word in opened[1:])]
    while position < len(words):
        if _stands_alone(words[position], words[position + 1] if words[position + 1 :] else ""):
            parts.append(_single(words[position]))
            position += 1
            continue
        ahead = words[position:]
        recognised = (
            _theophoric(ahead)
            or _kunya(ahead, is_first=not parts)
            or _laqab(ahead)
            or _of_god(ahead)
            or _article(ahead)
        )
        part, used = recognised or (_single(ahead[0]), 1)
        parts.append(part)
        position += used
    return [part for part in parts if part.part.consonant_key or part.part.sound]


def _stands_alone(word: str, following: str) -> bool:
    """Whether a word is a part by itself, whatever else stands around it: most are."""
    return _is_bare(word) and not (following and _may_belong(following))


@lru_cache(maxsize=_DIFFERENT_WORDS)
def _is_bare(word: str) -> bool:
    """Whether a word is no servant, kunya or article, and carries no article."""
    return (
        bool(word.strip("-–—"))
        and not any(_is(word, kind) for kind in ("servant", "kunya", "article"))
        and _joined_article(word) is None
        and _KUNYA_JOINED.match(fold_arabic(word)) is None
    )


@lru_cache(maxsize=_DIFFERENT_WORDS)
def _may_belong(word: str) -> bool:
    """Whether a word may make one part with that before it: "al-Din", "Allah", or the article."""
    return _is(word, "article") or any(
        _is(_without_article(word), kind) for kind in ("faith", "god")
    )


def _without_article(word: str) -> str:
    """A word without an article before a hyphen or a capital letter: "al-Din", "elAllah"."""
    return _ARTICLE_CAPITAL.sub("", _ARTICLE_HYPHEN.sub("", word))


def _open_kunya(word: str) -> list[str]:
    """A kunya and an article in one word, AbuEl, as two words."""
    match = _KUNYA_JOINED.match(word)
    behind = word[match.end() :] if match else ""
    return [word[: -len(behind)], behind] if behind and _is(behind, "article") else [word]


@lru_cache(maxsize=_DIFFERENT_WORDS)
def _without_son_of(word: str) -> str:
    """A Maghrebi family name without the "Ben" written to it: Benyoussef, بنعلي."""
    match = _SON_OF_JOINED.match(word)
    behind = word[match.end() :] if match and not dictionary.look_up(word) else ""
    return behind if dictionary.look_up(behind) else word


@lru_cache(maxsize=_DIFFERENT_WORDS)
def _is(word: str, kind: str) -> bool:
    return fold_word(_APOSTROPHES.sub("", word)).rstrip("-") in particles(kind)


def _theophoric(words: list[str]) -> tuple[Word, int] | None:
    """Abd and the name of God after it."""
    if not _is(words[0], "servant"):
        return _theophoric_family(words)
    divine, used = _skip_article(words[1:])
    if not divine:
        return None
    divine = _HEBREW_ARTICLE.sub("", divine)
    return Word(_abd_part(" ".join(words[: 1 + used]), divine)), 1 + used


def _theophoric_family(words: list[str]) -> tuple[Word, int] | None:
    """Al-Abd Allah, العبد الله: a family called after a servant of God, the article before both."""
    first, before = _skip_article(words)
    if first == words[0] or not _is(first, "servant"):
        return None
    divine, used = _skip_article(words[before:])
    if not dictionary.look_up(divine, "divine"):
        return None
    written = " ".join(words[: before + used])
    return Word(_abd_part(written, divine), is_family=True), before + used


def _kunya(words: list[str], *, is_first: bool) -> tuple[Word, int] | None:
    """Abu or Umm and the name after it: a kunya at the beginning, a family name further on.

    Abu Bakr and Umm Kulthum are given names, and stand in the dictionary with both words.
    """
    if is_first and len(words) > _KUNYA_WORDS and fold_word(words[0]) in ("ابي", "abi"):
        return None  # Ubayy: a chain of three names stands behind it
    if not _is(words[0], "kunya"):
        return None if is_first else _kunya_family(words[0])
    inner, used = _skip_article(words[1:])
    if not inner:
        return None
    written = " ".join(words[: 1 + used])
    if is_first and dictionary.look_up(written):
        return Word(plain_part(written)), 1 + used
    whole = _kunya_part(written, _joined_article(inner) or inner)
    return Word(whole, is_family=not is_first, is_kunya=is_first), 1 + used


def _kunya_family(word: str) -> tuple[Word, int] | None:
    """A family name with its Abu joined to it: AbuSalim, ابوسليم."""
    folded = fold_arabic(word)
    match = _KUNYA_JOINED.match(folded)
    if match is None or dictionary.look_up(word):
        return None
    inner = folded[match.end() :]
    return Word(_kunya_part(word, _joined_article(inner) or inner), is_family=True), 1


def _kunya_part(written: str, named: str) -> NamePart:
    part = plain_part(named)
    sound = f"abu{part.sound}" if part.sound else ""
    letters = f"Abw{part.letters}" if part.letters else ""
    return NamePart(written, sound, f"ab{part.consonant_key}", letters=letters)


def _laqab(words: list[str]) -> tuple[Word, int] | None:
    """A first element with al-Din behind it, the article written apart or not."""
    for used in (2, 3):
        tail = words[1:used]
        if (
            len(tail) == used - 1
            and _is(_ARTICLE_HYPHEN.sub("", tail[-1]), "faith")
            and all(_is(word, "article") for word in tail[:-1])
        ):
            return Word(_laqab_part(" ".join(words[:used]), words[0])), used
    return None


def _of_god(words: list[str]) -> tuple[Word, int] | None:
    """A first element with Allah behind it, an article written before that or not."""
    if not _is_element(words[0]):
        return None
    for used in (2, 3):
        tail = words[1:used]
        if (
            len(tail) == used - 1
            and _is(_without_article(tail[-1]), "god")
            and all(_is(word, "article") for word in tail[:-1])
        ):
            return Word(_god_part(" ".join(words[:used]), words[0])), used
    return None


def _is_element(word: str) -> bool:
    """Whether a word may be the first half of a name of two."""
    return bool(plain_part(word).consonant_key) and not any(
        _is(word, kind) for kind in ("servant", "kunya", "article", "god")
    )


def _article(words: list[str]) -> tuple[Word, int] | None:
    """An article written apart, and its word."""
    word, used = _skip_article(words)
    if used == 1 or not word:
        return None
    part = plain_part(_APOSTROPHES.sub("", word).lstrip("-"))
    written = " ".join(words[:used])
    return Word(replace(part, written=written), is_family=True), used


@lru_cache(maxsize=_DIFFERENT_WORDS)
def _single(word: str) -> Word:
    if (joined := _joined_theophoric(word) or _joined_god(word)) is not None:
        return Word(joined)
    if (bare := _joined_article(word)) is not None:
        part = _joined_theophoric(bare) or plain_part(bare)
        return Word(replace(part, written=word), is_family=True)
    if dictionary.look_up(word) is None and (match := _LAQAB_ENDING.search(word)):
        first = word[: match.start()]
        if dictionary.look_up(first, "faith"):
            return Word(_laqab_part(word, first))
    return Word(plain_part(word))


def _skip_article(words: list[str]) -> tuple[str, int]:
    """The first word that is more than an article, and how many words it took to reach it."""
    for position, word in enumerate(words):
        if not _is(word, "article") and word.strip("-–—"):
            return _joined_article(word) or word, position + 1
    return "", len(words)
