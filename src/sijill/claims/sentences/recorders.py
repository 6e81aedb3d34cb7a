"""Whose count a number is: "Airwars documented 1,450", "by the council's tally", "وثقت الشبكة".

A number that another recorder counted says nothing of what this case counts, so the recorder is
read beside it: the subject of a verb of counting, whoever stands behind "documented by" or before
"tally", or a recorder that is known as one and is quoted. Words that say who counted but no name
that is known are kept as they stand.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sijill.claims.cited_sources import cited_sources
from sijill.claims.sentences.numbers import STOPS, is_numeral
from sijill.claims.sentences.words import (
    Phrase,
    PhraseBook,
    PhraseSpan,
    bare_form,
    claim_words,
    phrase_of,
    phrase_spans,
)
from sijill.claims.source_names import SourceNames, listed_recorders, source_key

_MOST_WORDS = 8
"""Words of a subject, beyond which it is no name."""
_NEAR = 3
"""Words between a verb and "by"."""


@dataclass(frozen=True, slots=True)
class Recorder:
    """Somebody who keeps a list of the case, and the names by which a sentence may call them."""

    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one number's part of a sentence, and where known names stand in it."""

    tokens: Sequence[str]
    forms: Sequence[str]
    known: Sequence[PhraseSpan]

    def named_in(self, first: int, last: int) -> list[str]:
        """Known names between two words, in their order."""
        return [span.value for span in self.known if first <= span.start and span.end <= last]


def counted_by(
    tokens: Sequence[str], forms: Sequence[str], recorders: tuple[Recorder, ...]
) -> tuple[str, ...]:
    """The names of those who counted, by the words about one number; empty where nobody is said.

    Args:
        tokens: the words as written.
        forms: the same folded.
        recorders: who keeps lists of the case; further ones are listed in ``sources.toml``.
    """
    known = phrase_spans([bare_form(form) for form in forms], _names(recorders))
    words = _Words(tokens, forms, known)
    names = (
        _behind_chain(words)
        or _before_noun(words)
        or _of_verb(words)
        or _of_putting(words)
        or _named(words, recorders)
    )
    return tuple(dict.fromkeys(names))


def _behind_chain(words: _Words) -> list[str]:
    """The known recorder whom others cite: "Amnesty, citing Airwars, says"."""
    for span in phrase_spans(words.forms, claim_words().counting.chain):
        stop = next(
            (at for at in range(span.end, len(words.forms)) if words.forms[at] in (*STOPS, *_ENDS)),
            len(words.forms),
        )
        if named := words.named_in(span.end, stop):
            return named
        last = _end_of_capitals(words, span.end, stop)
        if cited := _as_written(words, span.end, last):
            return cited
    return []


def _of_putting(words: _Words) -> list[str]:
    """Whoever puts a number at so many: "a survey put the number of dead at 744"."""
    listed = claim_words().counting
    for place, form in enumerate(words.forms):
        if (form,) in listed.putting and any(
            (each,) in listed.putting_at for each in words.forms[place + 1 :]
        ):
            return _subject(words, place)
    return []


@lru_cache(maxsize=8)
def _names(recorders: tuple[Recorder, ...]) -> PhraseBook:
    """Every name of a recorder; those of the case stand over the listed ones."""
    listed = {_phrase(name): names[0] for names in listed_recorders() for name in names}
    own = {_phrase(name): recorder.name for recorder in recorders for name in recorder.names}
    return PhraseBook({**listed, **own})


def _phrase(name: str) -> Phrase:
    """A name as its words are compared: bare, each as in ``bare_form``."""
    return tuple(
        form for word in name.split() for form in bare_form(" ".join(phrase_of(word))).split()
    )


def _before_noun(words: _Words) -> list[str]:
    """Whose tally, count or database is named: "Airwars' tally", "by the council's count"."""
    for place, form in enumerate(words.forms):
        if (form,) not in claim_words().counting.nouns or not place:
            continue
        named = [span.value for span in words.known if span.end == place]
        if named:
            return named
        if words.tokens[place - 1].endswith(("'s", "’s", "s'", "s’")):
            first = place - 1
            while first and words.tokens[first - 1][:1].isupper():
                first -= 1
            while (words.forms[first],) in claim_words().counting.determiners:
                first += 1
            owner = " ".join(words.tokens[first:place]).removesuffix("'s").removesuffix("’s")
            return [owner.rstrip("'’")]
    return []


def is_own_count(forms: Sequence[str]) -> bool:
    """Whether the number is of the count of whoever is named before: "raised its tally to 186"."""
    listed = claim_words().counting
    return any(
        (before,) in listed.possessives and (form,) in listed.nouns
        for before, form in pairwise(forms)
    )


def acknowledged_by(tokens: Sequence[str], forms: Sequence[str]) -> str:
    """Who acknowledges a number, in the words of the sentence; empty where nobody is said."""
    subjects = _subjects(_Words(tokens, forms, ()), claim_words().counting.acknowledging)
    return subjects[0] if subjects else ""


def speaker(tokens: Sequence[str], forms: Sequence[str]) -> str:
    """Who says a number, in the words of the sentence: "activists said"; empty where nobody is."""
    subjects = _subjects(_Words(tokens, forms, ()), claim_words().frame.speech)
    return subjects[0] if subjects else ""


def denial(forms: Sequence[str]) -> str:
    """The words by which a sentence says that a number was not acknowledged or counted.

    "Not ... except" acknowledges what stands behind it: لم يعترف إلا بمقتل 23.
    """
    listed = claim_words().counting
    verbs = listed.acknowledging | listed.verbs
    for place, form in enumerate(forms):
        first = max(0, place - _NEAR)
        if (form,) not in verbs or any((each,) in listed.excepted for each in forms[place:]):
            continue
        if any((each,) in listed.denied for each in forms[first:place]):
            return " ".join(forms[first : place + 1])
    for phrases in (listed.denied_before, listed.denied_behind):
        if spans := phrase_spans(forms, phrases):
            return " ".join(forms[spans[0].start : spans[0].end])
    return ""


def _of_verb(words: _Words) -> list[str]:
    """The subject of the first verb of counting, before or behind it, or whom "by" names.

    Of a documented number it may be whoever announces it: أعلنت الأمم المتحدة توثيق مقتل 1031.
    """
    listed = claim_words()
    if names := _subjects(words, listed.counting.verbs):
        return names
    is_documented = any(
        span.value.startswith("documented") for span in phrase_spans(words.forms, listed.layers)
    )
    return (
        _subjects(words, listed.frame.cited_before | listed.frame.cited_after)
        if is_documented
        else []
    )


def _subjects(words: _Words, verbs: Collection[Phrase]) -> list[str]:
    listed = claim_words()
    for place, form in enumerate(words.forms):
        if (form,) not in verbs:
            continue
        last = place
        while last and (words.forms[last - 1],) in listed.counting.auxiliaries:
            last -= 1
        is_passive = any((each,) in listed.counting.passive for each in words.forms[last:place])
        names = [] if is_passive else _subject(words, last)
        names = names or _behind_by(words, place + 1) or _arabic_subject(words, place + 1)
        if names:
            return names
    return []


def _subject(words: _Words, last: int) -> list[str]:
    """Who stands before a verb that begins at ``last``; nobody where a number or unit does."""
    first = last
    while first and words.forms[first - 1] not in STOPS and words.forms[first - 1] not in _ENDS:
        first -= 1
    joints = _joints(words, first, last)
    names: list[str] = []
    for begin, end in pairwise([first - 1, *joints, last]):
        names += words.named_in(begin + 1, end) or _as_written(words, begin + 1, end)
    return names


_ENDS = frozenset({",", "،", "that", "que", "ان", "-", "–"})
"""Marks and words before which no subject reaches."""


def _as_written(words: _Words, first: int, last: int) -> list[str]:
    """The words of a subject that no list knows; none where they count or name nobody."""
    listed = claim_words()
    while (
        first < last
        and (words.forms[first],) in listed.counting.determiners
        and not (words.tokens[first].isupper() and len(words.tokens[first]) > 1)  # "UN" is no "un"
    ):
        first += 1
    forms = words.forms[first:last]
    if (
        not forms
        or len(forms) > _MOST_WORDS
        or (" ".join(forms).split()[0],) in listed.counting.own
    ):
        return []
    counts = any(is_numeral(form) and (form,) not in listed.no_count.articles for form in forms)
    is_counted = any(span.value for span in phrase_spans(forms, listed.units))
    if counts or is_counted or not any(map(str.isalpha, "".join(forms))):
        return []
    return [" ".join(words.tokens[first:last])]


def _behind_by(words: _Words, first: int) -> list[str]:
    """Whom "by" names behind a verb: "documented by the council", "by a monitor and an army"."""
    ahead = range(first, min(first + _NEAR, len(words.forms)))
    place = next((at for at in ahead if (words.forms[at],) in claim_words().counting.by), None)
    if place is None:
        return []
    stop = next(
        (at for at in range(place + 1, len(words.forms)) if words.forms[at] in (*STOPS, *_ENDS)),
        len(words.forms),
    )
    names: list[str] = []
    for begin, end in pairwise([place, *_joints(words, place + 1, stop), stop]):
        named = words.named_in(begin + 1, end)[:1] or _as_written(
            words, begin + 1, _end_of_capitals(words, begin + 1, end)
        )
        if not named:
            break
        names += named
    return names


def _joints(words: _Words, first: int, last: int) -> list[int]:
    """Where an "and" joins two names, and stands in none."""
    return [
        place
        for place in range(first, last)
        if (words.forms[place],) in claim_words().counting.joined
        and not any(span.start <= place < span.end for span in words.known)
    ]


def _end_of_capitals(words: _Words, first: int, last: int) -> int:
    """Where the words with a capital letter end, articles before them passed over."""
    while first < last and (
        words.tokens[first][:1].isupper()
        or (words.forms[first],) in claim_words().counting.determiners
    ):
        first += 1
    return first


def _arabic_subject(words: _Words, first: int) -> list[str]:
    """The subject behind an Arabic verb: what stands before what was counted."""
    if not words.forms[first:] or words.forms[first].isascii():
        return []
    units = {phrase[0] for phrase in claim_words().units}
    documented = claim_words().layers.keys()
    counted = (
        place
        for place, form in enumerate(words.forms[first:], start=first)
        if is_numeral(form) or {form, form.removeprefix("ب")} & units or (form,) in documented
    )
    stop = next(counted, first)
    return words.named_in(first, stop) or _as_written(words, first, stop)


def _named(words: _Words, recorders: tuple[Recorder, ...]) -> list[str]:
    """Known recorders that are named beside the number: "data from Airwars", وفقا للمرصد.

    What a party acknowledges is no count of whoever told it; an estimate is its finder's.
    """
    layers = {span.value for span in phrase_spans(words.forms, claim_words().layers)}
    if "acknowledged" in layers:
        return []
    by_key, known = _by_key(recorders)
    cited = cited_sources(" ".join(words.tokens), known)
    return [span.value for span in words.known] + [by_key[key] for key in cited if key in by_key]


@lru_cache(maxsize=8)
def _by_key(recorders: tuple[Recorder, ...]) -> tuple[Mapping[str, str], SourceNames]:
    """Known recorders by the keys of their names, and these keys ready to be looked for."""
    by_key = {source_key(names[0]): names[0] for names in listed_recorders()}
    by_key |= {source_key(name): each.name for each in recorders for name in each.names}
    return by_key, SourceNames.of_keys(by_key)
