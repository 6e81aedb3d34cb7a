"""The place that a sentence names."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise

from sijill.claims.sentences.attribution.author_words import author_words
from sijill.claims.sentences.circumstances.dates import month_alone
from sijill.claims.sentences.proper_names import is_headline, is_reporting_verb
from sijill.claims.sentences.shares import THINGS
from sijill.claims.sentences.words import PhraseSpan, claim_words, phrase_of, phrase_spans
from sijill.language.phrases import Phrase, PhraseBook, Phrases
from sijill.language.unknown import phrase_form
from sijill.model.values.quantities import Unit
from sijill.places.countries import countries
from sijill.places.toponyms import distinctive_words, pieces_of_place, place_keys


@lru_cache(maxsize=8)
def _names(places: tuple[str, ...]) -> PhraseBook:
    """The names of places, ready to be looked for."""
    return PhraseBook({phrase_of(name): name for name in places if name})


@lru_cache(maxsize=8)
def _pieces(places: tuple[str, ...]) -> PhraseBook:
    """Each name in the places of incidents, with and without words such as "district".

    Of names with the same words that tell them from others the shortest: "Nur", not "near Nur".
    """
    listed: dict[Phrase, str] = {}
    names = dict.fromkeys(chain.from_iterable(map(pieces_of_place, places)))
    for name in sorted(names, key=len, reverse=True):
        if words := distinctive_words(name):
            listed |= {words: name, phrase_of(name): name}
    return PhraseBook(listed)


def place_of_event(tokens: Sequence[str], forms: Sequence[str], places: Iterable[str]) -> str:
    """The places of incidents that the sentence names: with a capital, and in no longer name.

    "Radio Wadi" and "the Wadi Times" name none. In scripts without capitals a preposition of place
    stands before it. Two names of one place stand with a comma between them, others with "and".
    """
    known = tuple(places)
    spans = phrase_spans(forms, _pieces(known))
    named = [span for span in spans if _names_a_place(tokens, forms, span.start, span.end)]
    named = named or _spelled_otherwise(tokens, forms, known)
    names = list(dict.fromkeys(span.value for span in named))
    is_one = any(set(names) <= set(pieces_of_place(place)) for place in known)
    unknown = [
        name for span in named if (name := _joined_to(tokens, forms, span.end)) not in ("", *names)
    ]
    return " and ".join([(", " if is_one else " and ").join(names), *unknown]) if names else ""


def _joined_to(tokens: Sequence[str], forms: Sequence[str], end: int) -> str:
    """A name that the case does not have, with "and" behind one of its places; else empty.

    What is counted in both is not what is counted in one. Nobody who fights or tells is a place.
    """
    if tuple(forms[end : end + 1]) not in claim_words().counting.joined:
        return ""
    first = end + 1
    last = first
    while last - first < _MOST_WORDS and _goes_on(tokens[last : last + 2], is_first=last == first):
        last += 1
    is_party = bool(phrase_spans(forms[first:last], author_words().belligerents))
    is_subject = last < len(forms) and (
        is_reporting_verb(forms, last) or (forms[last],) in author_words().attacks
    )
    return "" if is_party or is_subject else " ".join(tokens[first:last])


def _names_a_place(tokens: Sequence[str], forms: Sequence[str], start: int, end: int) -> bool:
    """Whether a name of a place stands for the place, and is no part of another name."""
    before, behind = tokens[max(0, start - 1) : start], tokens[end : end + 1]
    if tokens[start][:1].isupper():
        beside = [word for word in (*before, *behind) if word[:1].isupper()]
        return is_headline(tokens) or all(map(_is_no_name, beside))
    is_introduced = tuple(forms[max(0, start - 1) : start]) in claim_words().frame.place_before
    return is_introduced and not tokens[start][:1].islower()


@lru_cache(maxsize=8)
def _by_keys(places: tuple[str, ...]) -> Mapping[frozenset[str], set[str]]:
    """The names in the places of incidents by how they sound."""
    by_keys: dict[frozenset[str], set[str]] = {}
    for name in _pieces(places).values():
        by_keys.setdefault(place_keys(name), set()).add(name)
    return by_keys


def _spelled_otherwise(
    tokens: Sequence[str], forms: Sequence[str], places: tuple[str, ...]
) -> list[PhraseSpan]:
    """Names that sound as one of the case, where a word before them or a capital shows a name.

    في بئر سبيل, and in Cyrillic letters any word with a capital.
    """
    by_keys = _by_keys(places)
    spans: list[PhraseSpan] = []
    for place in range(len(tokens)):
        first = _begins_name(tokens, forms, place)
        if not place_keys(first) or (spans and place < spans[-1].end):
            continue
        for length in range(1, _MOST_WORDS + 1):
            keys = place_keys(" ".join([first, *tokens[place + 1 : place + length]]))
            if keys and len(named := by_keys.get(keys, ())) == 1:
                spans.append(PhraseSpan(place, place + length, *named))
                break
    return spans


def _begins_name(tokens: Sequence[str], forms: Sequence[str], place: int) -> str:
    """A word that may begin the name of a place, without a preposition written to it; or none."""
    token = tokens[place]
    if token.startswith(_WRITTEN_TO_NAMES) and len(token) > _SHORT:
        return token[1:]  # בבאב נהר
    before = (forms[place - 1],) if place else ()
    is_behind = before in claim_words().frame.place_before or before in _targets()
    is_capital = token[:1].isupper() and "\u0400" <= token[:1] <= "\u04ff"
    return token if is_capital or is_behind or "".join(before) in _IN else ""


_WRITTEN_TO_NAMES = ("ב", "ל")
"""Hebrew prepositions of place."""
_SHORT = 2
"""Letters of the longest word that is none with one of them."""


@cache
def _targets() -> Phrases:
    """Words before what is hit, "the shelling on": a name of the case behind them is its place."""
    return author_words().on


def begins_place(forms: Sequence[str], at: int) -> bool:
    """Whether a preposition of place stands at a word."""
    behind = tuple(forms[at : at + 1])
    return behind in claim_words().frame.place_before or "".join(behind) in _IN


def _is_no_name(word: str) -> bool:
    """Whether a word with a capital is no part of a name beside it: "In", "District", "On"."""
    form = (phrase_form(word),)
    return not distinctive_words(word) or form in claim_words().frame.leading or form[0] in _IN


def place_in(tokens: Sequence[str], forms: Sequence[str], places: Iterable[str]) -> str:
    """The place of the case that the sentence names, also in the other script: في الرقة.

    Where it names none of these, the country that it says something happened in, or all of them.
    """
    by_name = _names(tuple(places))
    for span in phrase_spans(forms, by_name):
        is_written = tokens[span.start][:1].isupper()
        if not is_written or _names_a_place(tokens, forms, span.start, span.end):
            return span.value
    for before, form in pairwise(forms):
        if (before,) in claim_words().frame.place_before and (keys := place_keys(form)):
            for name in by_name.values():
                if keys == place_keys(name):
                    return name
    by_country, joints = (
        countries(),
        claim_words().frame.place_before | claim_words().counting.joined,
    )
    named = [
        ((before,), by_country[form].name)
        for before, form in pairwise(forms)
        if form in by_country and (before,) in joints
    ]
    is_place = any(before in claim_words().frame.place_before for before, _ in named)
    return " and ".join(dict.fromkeys(name for _, name in named)) if is_place else ""


def place_written(tokens: Sequence[str], forms: Sequence[str], names: Iterable[str]) -> str:
    """A place that neither the case nor the list of countries knows, as written: "in Dar Sabil".

    A name with capital letters behind a preposition of place is one, in no headline, where it is
    no month or body that tells, none of ``names`` and no owner of something. In a script without
    capitals, and behind an article, a kind of place stands beside it: "in the village of Nur".
    """
    if is_headline(tokens):
        return ""
    others = {phrase_of(name) for name in names if name}
    for place in range(len(forms) - 1):
        is_target = _is_target(forms, place)
        named = _named_behind(tokens, forms, place)
        run = tuple(forms[named.start : named.stop])
        if not (is_target or begins_place(forms, place) or _is_joined_kind(forms[place])):
            continue
        if not run or _is_no_place(run, others) or _is_of_body(tokens, forms, named):
            continue
        if is_target or not _is_of_things(forms, named.stop):
            return " ".join(tokens[named.start : named.stop])
    return ""


def _is_of_things(forms: Sequence[str], place: int) -> bool:
    """Whether what is counted stands at a word, so that a name before it is whose it was."""
    unit = claim_words().units.get(tuple(forms[place : place + 1]))
    return unit in THINGS | {Unit.INCIDENTS, Unit.REPORTS}


def _is_target(forms: Sequence[str], place: int) -> bool:
    """Whether a word stands before what was hit: "two strikes on"."""
    is_on = (forms[place],) in _targets() and (forms[place],) not in claim_words().shares.of
    return is_on and place > 0 and (forms[place - 1],) in _events()


def _is_joined_kind(form: str) -> bool:
    """Whether a preposition is written to a kind of place: ببلدة."""
    return form.startswith(_WRITTEN_TO_KINDS) and (form[1:],) in claim_words().frame.place_kinds


_WRITTEN_TO_KINDS = ("ب", "ل", "ב", "ל")


def _named_behind(tokens: Sequence[str], forms: Sequence[str], place: int) -> range:
    """The name of a place behind a preposition, an article and a kind of place; or none."""
    frame, counting = claim_words().frame, claim_words().counting
    first = place + 1
    while first < len(forms) and (forms[first],) in counting.determiners:
        first += 1
    is_behind_article = first > place + 1
    is_kind = _is_joined_kind(forms[place]) or tuple(forms[first : first + 1]) in frame.place_firsts
    while first < len(forms) and (forms[first],) in frame.place_kinds:
        first, is_kind = first + 1, True
    while is_kind and first < len(forms) and (forms[first],) in claim_words().shares.of:
        first += 1
    end = first
    while end - first < _MOST_WORDS and _goes_on(tokens[end : end + 2], is_first=end == first):
        end += 1
    if is_kind and end == first and "".join(tokens[first : first + 1]).isalpha():
        return _without_capitals(tokens, first)
    is_kind = is_kind or tuple(forms[end : end + 1]) in frame.place_kinds
    return range(first, end if is_kind or not is_behind_article else first)


def _without_capitals(tokens: Sequence[str], first: int) -> range:
    """A name in a script without capitals: one word, or two that begin as names do: تل النور."""
    word = tokens[first]
    if word.lower() != word.upper():
        return range(first, first)
    is_longer = (phrase_form(word),) in claim_words().frame.place_beginnings
    return range(first, min(first + 1 + is_longer, len(tokens)))


def _is_of_body(tokens: Sequence[str], forms: Sequence[str], named: range) -> bool:
    """Whether a name is an owner of something, or of a body that tells: "В Минобороны заявили"."""
    frame = claim_words().frame
    is_telling = tuple(forms[named.stop : named.stop + 1]) in frame.speech | frame.cited_after
    is_owner = tokens[named.stop - 1].endswith(("'s", "’s", "'", "’"))
    is_cyrillic = "\u0400" <= tokens[named.start][:1] <= "\u04ff"
    return is_owner or (is_cyrillic and is_telling)


_IN = frozenset(
    {
        *("in", "at", "inside", "across", "throughout", "near", "outside", "dans", "pres"),
        *("в", "во", "у", "під", "под", "біля", "возле", "около"),
        *("في", "داخل", "قرب", "علي"),
    }
)
"""Prepositions of place, folded, behind which a name with a capital letter is of a place."""
_MOST_WORDS = 4


@cache
def _events() -> Phrases:
    """Words for what hits a place, behind which "on" names it: "two strikes on Dar Sabil"."""
    units = claim_words().units
    strikes = {phrase for phrase, unit in units.items() if unit == Unit.STRIKES}
    frame = claim_words().frame
    return frame.event_nouns | frame.attacks | strikes


_ARTICLES = frozenset({"al", "el", "ul", "ez", "ed", "ud", "de", "del", "la"})
_BEHIND_ARTICLE = re.compile(r"[a-z]{1,3}['’ʼ-][^\W\d_a-z]")
"""A word of a name that begins with a small article: "al-Nasr", "ez-Zor", "d'Ivoire"."""


def _goes_on(words: Sequence[str], *, is_first: bool) -> bool:
    """Whether a name goes on with the first of these words: "Bab al-Nasr", "Harat al Wadi"."""
    if not words or words[0][:1].isupper():
        return bool(words)
    is_article = words[0] in _ARTICLES and words[-1][:1].isupper()
    return bool(_BEHIND_ARTICLE.match(words[0])) or (is_article and not is_first)


def _is_no_place(run: Phrase, others: Collection[Phrase]) -> bool:
    """Whether a name is of a month, a body that tells or counts, or one that the case knows."""
    frame = claim_words().frame
    return (
        run in others
        or bool(month_alone(("in", run[0].capitalize()), ("in", run[0])))
        or bool(phrase_spans(run, frame.speakers))
        or bool(phrase_spans(run, PhraseBook(dict.fromkeys(others, ""))))
    )
