"""Whose count a number is: "Airwars documented 1,450", "by the council's tally", "وثقت الشبكة".

A number that another recorder counted says nothing of what this case counts, so the recorder is
read beside it: the subject of a verb of counting, whoever stands behind "documented by" or before
"tally", or a recorder that is known as one and is quoted. Words that say who counted but no name
that is known are kept as they stand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sijill.claims.cited_sources import cited_sources
from sijill.claims.sentences.attribution.attributions import owner_of_count
from sijill.claims.sentences.attribution.subjects import (
    ENDS,
    WrittenWords,
    as_written,
    behind_by,
    end_of_capitals,
    subject_of,
    subjects,
)
from sijill.claims.sentences.circumstances.dates import month_alone
from sijill.claims.sentences.numerals.numbers import STOPS
from sijill.claims.sentences.words import (
    bare_form,
    claim_words,
    first_words,
    phrase_of,
    phrase_spans,
)
from sijill.claims.source_names import listed_recorders, source_key, unlisted_names
from sijill.language.phrases import Phrase, PhraseBook

_REACH_OF_DENIAL = 3
"""Words before a verb, within which a "not" denies it."""


@dataclass(frozen=True, slots=True)
class Recorder:
    """Somebody who keeps a list of the case, and the names by which a sentence may call them."""

    name: str
    names: tuple[str, ...]


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
    words = WrittenWords(tokens, forms, known)
    names = (
        _behind_chain(words)
        or _before_noun(words)
        or _keeper(words)
        or _of_verb(words)
        or _of_putting(words)
        or _named(words, recorders)
    )
    return tuple(dict.fromkeys(names))


def _behind_chain(words: WrittenWords) -> list[str]:
    """The known recorder whom others cite: "Amnesty, citing Airwars, says"."""
    for span in phrase_spans(words.forms, claim_words().counting.chain):
        stop = next(
            (at for at in range(span.end, len(words.forms)) if words.forms[at] in (*STOPS, *ENDS)),
            len(words.forms),
        )
        if named := words.named_in(span.end, stop):
            return named
        last = end_of_capitals(words, span.end, stop)
        if cited := as_written(words, span.end, last):
            return cited
    return []


def _of_putting(words: WrittenWords) -> list[str]:
    """Whoever puts a number at so many: "a survey put the number of dead at 744"."""
    listed = claim_words().counting
    if phrase_spans(words.forms, listed.chain):
        return []  # "the channel, quoting a commander, put the dead at 200"
    for place, form in enumerate(words.forms):
        if (form,) in listed.putting and any(
            (each,) in listed.putting_at for each in words.forms[place + 1 :]
        ):
            return subject_of(words, place)
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


def _before_noun(words: WrittenWords) -> list[str]:
    """Whose tally, count or database is named: "Airwars' tally", "by the council's count"."""
    for place, form in enumerate(words.forms):
        if (form,) not in claim_words().counting.nouns or not place:
            continue
        named = [span.value for span in words.known if span.end == place]
        if named:
            return named
    owner = owner_of_count(words)
    return [owner] if owner else []


def _keeper(words: WrittenWords) -> list[str]:
    """Whoever keeps or made the count: "the tally kept by the bar association", "a survey by"."""
    listed = claim_words().counting
    for place, form in enumerate(words.forms[:-1]):
        if (form,) in listed.nouns and (words.forms[place + 1],) in listed.keeping:
            return behind_by(words, place + 2)
        is_by = (form,) in claim_words().frame.counts_by and (words.forms[place + 1],) in listed.by
        behind = slice(place + 1, place + 3)
        if is_by and not month_alone(words.tokens[behind], words.forms[behind]):
            return behind_by(words, place + 1)
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
    names = subjects(WrittenWords(tokens, forms, ()), claim_words().counting.acknowledging)
    return names[0] if names else ""


def denial(forms: Sequence[str]) -> str:
    """The words by which a sentence says that a number was not acknowledged or counted.

    "Not ... except" acknowledges what stands behind it: لم يعترف إلا بمقتل 23.
    """
    listed = claim_words().counting
    for place, form in enumerate(forms):
        if (form,) not in listed.verbs and (form,) not in listed.acknowledging:
            continue
        if any((each,) in listed.excepted for each in forms[place:]):
            continue
        if tuple(forms[place + 1 : place + 2]) in listed.neither:
            return " ".join(forms[place : place + 2])  # "acknowledged neither the 40 dead nor"
        first = max(0, place - _REACH_OF_DENIAL)
        if any((each,) in listed.denied for each in forms[first:place]):
            return " ".join(forms[first : place + 1])
    return first_words(forms, listed.denied_before) or first_words(forms, listed.denied_behind)


def _of_verb(words: WrittenWords) -> list[str]:
    """The subject of the first verb of counting, before or behind it, or whom "by" names.

    Of a documented number it may be whoever announces it: أعلنت الأمم المتحدة توثيق مقتل 1031.
    """
    listed = claim_words()
    if names := subjects(words, listed.counting.verbs):
        return names
    is_documented = any(
        span.value.startswith("documented") for span in phrase_spans(words.forms, listed.layers)
    )
    return (
        subjects(words, listed.frame.cited_before | listed.frame.cited_after)
        if is_documented
        else []
    )


def _named(words: WrittenWords, recorders: tuple[Recorder, ...]) -> list[str]:
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
def _by_key(recorders: tuple[Recorder, ...]) -> tuple[Mapping[str, str], PhraseBook]:
    """Known recorders by the keys of their names, and these keys ready to be looked for."""
    by_key = {source_key(names[0]): names[0] for names in listed_recorders()}
    by_key |= {source_key(name): each.name for each in recorders for name in each.names}
    return by_key, unlisted_names(by_key)
