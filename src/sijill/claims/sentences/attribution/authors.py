"""Who did the harm that a sentence counts, in its words: "killed by the army", "Turkish drones".

A number of those whom one party killed is no number of all the dead, whether or not the case has
the party. Whoever did it stands behind "by" and the like, beside an attack, or is the subject of a
verb of harm; it is told by a noun of those who fight, a state or people, or the name of a group. A
name that nobody listed is taken behind "by" alone.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from sijill.claims.sentences.attribution.author_words import author_words
from sijill.claims.sentences.attribution.subjects import ENDS, WrittenWords, end_of_capitals
from sijill.claims.sentences.numerals.number_words import is_numeral
from sijill.claims.sentences.numerals.numbers import STOPS
from sijill.claims.sentences.parties import Party, party_called, party_in
from sijill.claims.sentences.words import PhraseSpan, claim_words, phrase_spans, without_article
from sijill.language.phrases import Phrases

_NEAR = 3
"""Words of a name."""
_NEAR_NUMBER = 6
"""Words between a verb of harm and the number of those harmed: "killed in Tell Nur up to"."""
_NEAR_BY = 6
"""Words between a harm and "by": "killed in the night of 3 May by"."""
_MARKS = STOPS | ENDS


def author_of_harm(tokens: Sequence[str], forms: Sequence[str]) -> str:
    """Who did it, in the words of the sentence; empty where it does not say.

    Args:
        tokens: the words as written.
        forms: the same folded.
    """
    tokens, forms = zip(*map(_plain, tokens, forms), strict=True) if tokens else ((), ())
    who = _behind_harm(tokens, forms) or _doing(tokens, forms) or _beside_attack(tokens, forms)
    return " ".join(tokens[who.start : who.stop]) if who else ""


_TO = re.compile("^(?:لل|بال|وال)")
"""Arabic particles written to the article: غارات للتحالف."""
_PARTICLES = ("ل", "ب")
"""The same written to a word without one: بغارات لجيش."""
_ABBREVIATIONS = frozenset({"un", "us"})
"""Names of states and bodies that are other words without capital letters."""


def _plain(token: str, form: str) -> tuple[str, str]:
    """A word without a particle written to it, where nothing else shows whose an attack was."""
    if form in _ABBREVIATIONS and token.islower():
        return token, "·"
    if _TO.match(token):
        return _TO.sub("ال", token), form
    listed = author_words()
    if form.startswith(_PARTICLES) and (form[1:],) in listed.armed | listed.attacks:
        return token[1:], form[1:]
    return token, form


def actor_in(tokens: Sequence[str], forms: Sequence[str], parties: tuple[Party, ...]) -> str:
    """The party of the case that the words are about; another that did it, in their words."""
    author = author_of_harm(tokens, forms)
    return party_called(author, parties) if author else party_in(forms, parties)


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
    """The words for a belligerent in the noun phrase that begins at a word."""
    last = first
    while last < len(forms) and last - first < 2 * _NEAR and forms[last] not in _MARKS:
        last += 1
    runs = _runs(forms[first:last], author_words().belligerents)
    if runs:
        return _whole_name(tokens, forms, range(first + runs[0].start, first + runs[0].end))
    while first < last and (forms[first],) in claim_words().counting.determiners:
        first += 1
    end = first
    while end < last and any(part[:1].isupper() for part in tokens[end].split("-")):
        end += 1
    return range(first, end) if capitals and end > first else None


def _doing(tokens: Sequence[str], forms: Sequence[str]) -> range | None:
    """The subject of a verb of harm that a number follows; behind the verb in Arabic."""
    words = author_words()
    verbs = phrase_spans(forms, words.does)
    for who in _runs(forms, words.belligerents):
        end = at = _behind_group(tokens, forms, who.end)
        while at < len(forms) and (forms[at],) in claim_words().counting.auxiliaries:
            at += 1
        verb = next((span for span in verbs if end <= span.start <= at), None)
        is_counted = who.start > 0 and is_numeral(forms[who.start - 1])
        if verb and not is_counted and _is_counted_behind(forms, verb.end):
            return range(_whole_name(tokens, forms, range(who.start, who.end)).start, end)
    for verb in phrase_spans(forms, words.does_first):
        behind = _runs(forms[verb.end : verb.end + _NEAR], words.belligerents)
        if behind and not behind[0].start:
            return range(verb.end, verb.end + behind[0].end)
    return None


def _behind_group(tokens: Sequence[str], forms: Sequence[str], last: int) -> int:
    """Where a noun ends behind the name of its group: "militants of the Free Wing"."""
    if list(forms[last : last + 1]) != ["of"]:
        return last
    end = end_of_capitals(WrittenWords(tokens, forms, ()), last + 1, len(forms))
    return end if end > last + 1 else last


def _is_counted_behind(forms: Sequence[str], first: int) -> bool:
    """Whether a number follows a deed, or behind a comma what it did: ", killing 25"."""
    harming = author_words().harming
    for at in range(first, min(first + _NEAR_NUMBER, len(forms))):
        if forms[at] in _MARKS:
            is_told = forms[at] == ":" or tuple(forms[at + 1 : at + 2]) in harming
            return is_told and any(map(is_numeral, forms[at + 1 : at + 2 + _NEAR_NUMBER]))
        if is_numeral(forms[at]):
            return True
    return False


def _beside_attack(tokens: Sequence[str], forms: Sequence[str]) -> range | None:
    """Whose an attack is, by the words before its noun, or right behind it in other languages."""
    words = author_words()
    belligerents = _runs(forms, words.belligerents)
    for attack in phrase_spans(forms, words.attacks):
        first, last = attack.start, attack.end
        while first and (without_article(forms[first - 1]),) in words.kinds:
            first -= 1
        while last < len(forms) and (
            (without_article(forms[last]),) in words.kinds
            or _is_foreign_article(tokens, forms, last)
        ):
            last += 1
        for who in belligerents:
            is_before = who.end == first and forms[attack.start].isascii()
            if is_before or (who.start == last and last > attack.start):
                return _whole_name(tokens, forms, range(who.start, who.end))
    return None


def _is_foreign_article(tokens: Sequence[str], forms: Sequence[str], place: int) -> bool:
    """Whether an article of another language stands before whose an attack was: "Angriff der"."""
    return forms[place] in ("the", "of") and tokens[place] != forms[place]


def _whole_name(tokens: Sequence[str], forms: Sequence[str], who: range) -> range:
    """Words for a belligerent with those before a noun that say which: "rebel forces"."""
    first = who.start
    least = max(0, first - _NEAR)
    while (
        first > least and _is_noun(tokens[first], forms[first]) and not _ends_name(forms[first - 1])
    ):
        first -= 1
    return range(first, who.stop)


def _is_noun(token: str, form: str) -> bool:
    """Whether a word is an English noun, which others before it describe."""
    return token.lower() == form and form.isascii() and (form,) in author_words().armed


@lru_cache(maxsize=4_096)
def _ends_name(form: str) -> bool:
    """Whether no name reaches over a word to the left: a mark, a number, "by", "the"."""
    words, listed = author_words(), claim_words()
    ends = words.by | words.of | words.harmed | listed.frame.leading
    ends |= listed.counting.determiners | listed.counting.passive
    return form in _MARKS or is_numeral(form) or (form,) in ends


def _runs(forms: Sequence[str], listed: Phrases) -> list[PhraseSpan]:
    """Listed words that stand side by side, as one span each: "Saudi-led coalition"."""
    runs: list[PhraseSpan] = []
    for span in phrase_spans(forms, listed):
        if runs and runs[-1].end == span.start:
            runs[-1] = PhraseSpan(runs[-1].start, span.end, "")
        else:
            runs.append(span)
    return runs
