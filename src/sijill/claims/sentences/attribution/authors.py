"""Who did the harm that a sentence counts, in its words: "killed by the army", "Turkish drones".

A number of those whom one party killed is no number of all the dead, whether or not the case has
the party. Whoever did it stands behind "by" and the like, beside an attack, or is the subject of a
verb of harm; it is told by a noun of those who fight, a state or people, or the name of a group. A
name that nobody listed is taken behind "by" alone.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cache

from sijill.claims.sentences.attribution.subjects import ENDS
from sijill.claims.sentences.number_words import is_numeral
from sijill.claims.sentences.numbers import STOPS
from sijill.claims.sentences.parties import Party, party_in
from sijill.claims.sentences.words import (
    Phrase,
    PhraseSpan,
    claim_words,
    phrase_of,
    phrase_spans,
    without_article,
)
from sijill.model.word_files import toml_beside

_NEAR = 3
"""Words between a verb and the number of those harmed, or of a name."""
_NEAR_BY = 6
"""Words between a harm and "by": "killed in the night of 3 May by"."""
_MARKS = STOPS | ENDS


@dataclass(frozen=True, slots=True)
class AuthorWords:
    """Phrases by what they say of whoever did a harm (``authors.toml``)."""

    harmed: frozenset[Phrase]
    does: frozenset[Phrase]
    does_first: frozenset[Phrase]
    attacks: frozenset[Phrase]
    kinds: frozenset[Phrase]
    by: frozenset[Phrase]
    of: frozenset[Phrase]
    armed: frozenset[Phrase]
    plain: frozenset[Phrase]
    groups: frozenset[Phrase]
    adjectives: frozenset[Phrase]

    @property
    def telling(self) -> frozenset[Phrase]:
        """Words by which somebody is known as one who fights."""
        return self.armed | self.groups | self.adjectives


def author_of_harm(tokens: Sequence[str], forms: Sequence[str]) -> str:
    """Who did it, in the words of the sentence; empty where it does not say.

    Args:
        tokens: the words as written.
        forms: the same folded.
    """
    who = _behind_harm(tokens, forms) or _doing(tokens, forms) or _beside_attack(forms)
    return _TO.sub("ال", " ".join(tokens[who.start : who.stop])) if who else ""


_TO = re.compile("^(?:لل|بال|وال)")
"""Arabic particles written to the article: غارات للتحالف."""


def actor_in(tokens: Sequence[str], forms: Sequence[str], parties: tuple[Party, ...]) -> str:
    """The party of the case that the words are about; another that did it, in their words."""
    author = author_of_harm(tokens, forms)
    return party_meant(author, parties) if author else party_in(forms, parties)


def party_meant(author: str, parties: Sequence[Party]) -> str:
    """The only party of the case in whose name all telling words stand; else the words themselves.

    "Coalition jets" are those of the US-led Coalition, and not those of a Saudi-led one.
    """
    told = _telling(phrase_of(author))
    meant = [
        party.id
        for party in parties
        if told and any(told <= _bare(phrase_of(name)) for name in party.names)
    ]
    return meant[0] if len(meant) == 1 else author


def _telling(words: Phrase) -> frozenset[str]:
    """The words by which a party is known: "coalition" of "coalition jets"; all if none is left."""
    plain = _bare(form for phrase in author_words().plain for form in phrase)
    return _bare(words) - plain or _bare(words)


def _bare(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(without_article, words))


def _behind_harm(tokens: Sequence[str], forms: Sequence[str]) -> range | None:
    """Whoever stands behind "by" after a harm, or behind "from" after an attack."""
    words = author_words()
    attacks = {span.end for span in phrase_spans(forms, words.attacks)}
    harms = attacks | {span.end for span in phrase_spans(forms, words.harmed)}
    for link in phrase_spans(forms, words.by | words.of):
        is_by = tuple(forms[link.start : link.end]) in words.by
        behind = harms if is_by else attacks
        between = next((at for at in range(link.start, -1, -1) if at in behind), -1)
        if between < 0 or link.start - between > (_NEAR_BY if is_by else 1):
            continue
        if any(form in _MARKS or _counts(form) for form in forms[between : link.start]):
            continue
        if who := _named(tokens, forms, link.end, capitals=is_by):
            return who
    return None


def _counts(form: str) -> bool:
    """Whether a word tells that somebody counted: "killed, documented by the network"."""
    listed = claim_words()
    return (form,) in listed.counting.verbs or (form,) in listed.frame.speech


def _named(
    tokens: Sequence[str], forms: Sequence[str], first: int, *, capitals: bool
) -> range | None:
    """The run of telling words in the noun phrase that begins at a word."""
    last = first
    while last < len(forms) and last - first < 2 * _NEAR and forms[last] not in _MARKS:
        last += 1
    told = _runs(forms[first:last], author_words().telling)
    if told:
        return _whole_name(forms, first + told[0].start, first + told[0].end)
    start = first
    while start < last and (forms[start],) in claim_words().counting.determiners:
        start += 1
    end = start
    while end < last and any(part[:1].isupper() for part in tokens[end].split("-")):
        end += 1
    return range(start, end) if capitals and end > start else None


def _doing(tokens: Sequence[str], forms: Sequence[str]) -> range | None:
    """The subject of a verb of harm that a number follows; behind the verb in Arabic."""
    words = author_words()
    verbs = phrase_spans(forms, words.does)
    for who in _runs(forms, words.telling):
        end = at = _behind_group(tokens, forms, who.end)
        while at < len(forms) and (forms[at],) in claim_words().counting.auxiliaries:
            at += 1
        verb = next((span for span in verbs if span.start == at), None)
        is_counted = who.start > 0 and is_numeral(forms[who.start - 1])
        if verb and not is_counted and _is_counted_behind(forms, verb.end):
            return range(_whole_name(forms, who.start, who.end).start, end)
    for verb in phrase_spans(forms, words.does_first):
        behind = _runs(forms[verb.end : verb.end + _NEAR], words.telling)
        if behind and not behind[0].start:
            return range(verb.end, verb.end + behind[0].end)
    return None


def _behind_group(tokens: Sequence[str], forms: Sequence[str], last: int) -> int:
    """Where a noun ends behind the name of its group: "militants of the Free Wing"."""
    if (forms[last : last + 1] or ("",))[0] != "of":
        return last
    end = last + 1
    while end < len(forms) and (
        tokens[end][:1].isupper() or (forms[end],) in claim_words().counting.determiners
    ):
        end += 1
    return end if end > last + 1 else last


def _is_counted_behind(forms: Sequence[str], first: int) -> bool:
    ahead = forms[first : first + _NEAR]
    stop = next((at for at, form in enumerate(ahead) if form in _MARKS), len(ahead))
    return any(map(is_numeral, ahead[:stop]))


def _beside_attack(forms: Sequence[str]) -> range | None:
    """Whose an attack is, by the words before its noun, or right behind it in other languages."""
    words = author_words()
    told = _runs(forms, words.telling)
    for attack in phrase_spans(forms, words.attacks):
        first, last = attack.start, attack.end
        while first and (forms[first - 1],) in words.kinds:
            first -= 1
        while last < len(forms) and (forms[last],) in words.kinds:
            last += 1
        for who in told:
            is_before = who.end == first and forms[attack.start].isascii()
            if is_before or (who.start == last and last > attack.start):
                return _whole_name(forms, who.start, who.end)
    return None


def _whole_name(forms: Sequence[str], first: int, last: int) -> range:
    """A run of telling words with those before a noun that say which: "rebel forces"."""
    words, listed = author_words(), claim_words()
    begun = first
    while (
        (forms[first],) in words.armed
        and forms[first].isascii()
        and first > max(0, begun - _NEAR)
        and forms[first - 1] not in _MARKS
        and not is_numeral(forms[first - 1])
        and not any(
            (forms[first - 1],) in known
            for known in (
                listed.counting.determiners,
                listed.frame.leading,
                listed.counting.passive,
            )
        )
        and not any((forms[first - 1],) in known for known in (words.by, words.of, words.harmed))
    ):
        first -= 1
    return range(first, last)


def _runs(forms: Sequence[str], listed: frozenset[Phrase]) -> list[PhraseSpan]:
    """Listed words that stand side by side, as one span each: "Saudi-led coalition"."""
    runs: list[PhraseSpan] = []
    for span in phrase_spans(forms, listed):
        if runs and runs[-1].end == span.start:
            runs[-1] = PhraseSpan(runs[-1].start, span.end, "")
        else:
            runs.append(span)
    return runs


@cache
def author_words() -> AuthorWords:
    """The words, read once."""
    listed = toml_beside(__name__, "authors.toml")
    return AuthorWords(
        **{
            each.name: frozenset(phrase_of(words) for words in listed[each.name])
            for each in fields(AuthorWords)
        }
    )
