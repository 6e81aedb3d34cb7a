"""Who says a number: "activists said", "Activists: 31 killed", "said the mayor", وفق ناشطين.

The subject of a verb of speech, before or behind it, beyond an apposition; whom "by" names; a name
before a colon or at the end of a headline; whoever "according to" cites. A pronoun stands for the
subject with which the sentence begins.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from sijill.claims.sentences.attribution.attribution_words import attribution_words
from sijill.claims.sentences.attribution.attributions import (
    is_speaker,
    origin_of_count,
    quoted_as_saying,
    reposted,
)
from sijill.claims.sentences.attribution.subjects import (
    ENDS,
    WrittenWords,
    as_written,
    behind_by,
    end_of_name,
    subject_of,
    subjects,
)
from sijill.claims.sentences.numerals.numbers import STOPS, SentenceNumber
from sijill.claims.sentences.words import claim_words, phrase_spans
from sijill.language.unknown import phrase_form

_WORDS_OF_A_HEADING = 5
"""Words before a colon, beyond which they are no name."""
_REACH_OF_QUOTING = 6
"""Words from a verb of quoting on, within which it says from whom."""
_HANDLE = "@"
"""The mark of an account in social media."""
_ACCORDING = frozenset(map(phrase_form, ("وفقا", "ووفقا", "طبقا", "تبعا")))
_LEAST_LETTERS = 3
_PARTING = STOPS | {","}
_DASHES = ("-", "–", "—")


def speaker(
    tokens: Sequence[str],
    forms: Sequence[str],
    about: range,
    number: SentenceNumber | None = None,
) -> str:
    """Who says a number or a share, in the words of the sentence; empty where nobody is said.

    Args:
        tokens: the words of the sentence as written.
        forms: the same folded.
        about: the part of the sentence about the number.
        number: the number; none where the sentence says a share or a change alone.
    """
    whole = WrittenWords(tokens, forms, ())
    part = slice(about.start, about.stop)
    names = (
        (_behind_number(whole, number) if number else [])
        or _speaking(tuple(tokens[part]), tuple(forms[part]))
        or _heading(whole)
        or _meant_by_pronoun(whole)
    )
    return names[0] if names and not _is_count(names[0]) else ""


@lru_cache(maxsize=16)
def _speaking(tokens: tuple[str, ...], forms: tuple[str, ...]) -> tuple[str, ...]:
    """Who speaks in a part of a sentence; all numbers of one part ask the same."""
    part = WrittenWords(tokens, forms, ())
    return tuple(subjects(part, claim_words().frame.speech) or _inverted(part))


def _is_count(name: str) -> bool:
    """Whether a subject is no speaker but a count, whose keeper it names: "data gathered by"."""
    words = name.lower().split()
    listed = claim_words().counting
    return len(words) > 1 and (words[0],) in listed.nouns and (words[1],) in listed.keeping


def cited(tokens: Sequence[str], forms: Sequence[str]) -> str:
    """Who the sentence says it has its number from: what stands behind "according to"."""
    frame = claim_words().frame
    spans = phrase_spans(forms, frame.cited_before)
    for span in spans:
        name = _capitalised(tokens[span.end :])
        if name:
            return name
    words = WrittenWords(tokens, forms, ())
    if account := reposted(tokens):
        return account
    if names := (
        _quoted_from(words)
        or _behind_joined(words)
        or quoted_as_saying(words)
        or origin_of_count(words)
    ):
        return names[0]
    for span in phrase_spans(forms, frame.cited_plainly):
        if tuple(forms[span.end : span.end + 1]) in frame.leading:
            continue  # "was quoted by the agency as saying"
        end = end_of_name(words, span.end)
        if (forms[end - 1],) in claim_words().counting.keeping:
            names = behind_by(words, end)  # figures compiled by volunteers
        else:
            names = as_written(words, span.end, end)
        if names:
            return _without_document(names[0])
    return ""


def _without_document(name: str) -> str:
    """Whoever says it, without what it is said in: "the ministry's daily briefings"."""
    for mark in ("'s ", "’s ", "s' ", "s’ "):
        owner, _, rest = name.partition(mark)
        if rest and (rest.lower().split()[-1],) in attribution_words().documents:
            return owner + ("s" if mark.startswith("s") else "")
    return name


def _behind_joined(words: WrittenWords) -> list[str]:
    """Who is cited by a preposition written to the name: وفقا لمنظمة محلية."""
    for place, form in enumerate(words.forms[:-1]):
        name = words.tokens[place + 1]
        if form not in _ACCORDING or not name.startswith("ل") or len(name) < _LEAST_LETTERS:
            continue
        bare = "ال" + name[2:] if name.startswith("لل") else name[1:]
        tokens = [*words.tokens[: place + 1], bare, *words.tokens[place + 2 :]]
        forms = [*words.forms[: place + 1], phrase_form(bare), *words.forms[place + 2 :]]
        cut = WrittenWords(tokens, forms, ())
        return as_written(cut, place + 1, end_of_name(cut, place + 1))
    return []


def _quoted_from(words: WrittenWords) -> list[str]:
    """Whom others quote by a verb and its preposition: نقلت الوكالة عن شاهد أن."""
    frame = claim_words().frame
    for place, form in enumerate(words.forms):
        if (form,) not in frame.quoting_verbs:
            continue
        ahead = range(place + 1, min(place + _REACH_OF_QUOTING, len(words.forms)))
        if first := next((at for at in ahead if (words.forms[at],) in frame.quoting_from), 0):
            return as_written(words, first + 1, end_of_name(words, first + 1))
    return []


def _capitalised(tokens: Sequence[str]) -> str:
    """The name at the beginning: words with a capital letter."""
    taken: list[str] = []
    for token in tokens[:6]:
        is_name = token[:1].isupper() or (token.lower() in ("the", "of") and len(token) > 1)
        if not is_name:
            break
        taken.append(token)
    if taken and (taken[0].lower(),) in claim_words().counting.no_agents:
        return ""  # "a monitor said Sunday"
    while taken and not taken[-1][:1].isupper():
        taken.pop()
    return " ".join(taken) if any(token.lower() != "the" for token in taken) else ""


def _behind_number(words: WrittenWords, number: SentenceNumber) -> list[str]:
    """Whom "by" names right behind a number that is put so: "put at 35 by relatives"."""
    listed = claim_words().counting
    if tuple(words.forms[number.end : number.end + 1]) not in listed.by:
        return []
    if not any((form,) in listed.putting for form in words.forms[: number.start]):
        return []
    return as_written(words, number.end + 1, end_of_name(words, number.end + 1))


def _inverted(words: WrittenWords) -> list[str]:
    """The subject behind a verb that a comma parts from what is said: ", said the mayor"."""
    speech = claim_words().frame.speech
    for place, form in enumerate(words.forms):
        if (form,) not in speech:
            continue
        first = place
        while first and (words.forms[first - 1],) in claim_words().counting.auxiliaries:
            first -= 1  # ", a indiqué le maire"
        if not first or words.forms[first - 1] not in _PARTING:
            continue
        if names := as_written(words, place + 1, end_of_name(words, place + 1)):
            return names
    return []


def _heading(words: WrittenWords) -> list[str]:
    """A name of somebody who tells before a colon, or behind a colon or dash at the end."""
    marks = [
        place
        for place, form in enumerate(words.forms)
        if form == ":" or (form in _DASHES and 0 < place < len(words.forms) - 1)
    ]
    if not marks:
        return []
    for first, stop in ((0, marks[0]), (marks[-1] + 1, len(words.forms))):
        last = stop - 1 if words.forms[stop - 1] in STOPS else stop
        accounts = [each for each in words.tokens[first:last] if each.startswith(_HANDLE)]
        if accounts:  # "RT @name:"
            return accounts[:1]
        names = as_written(words, first, last) if 0 < last - first <= _WORDS_OF_A_HEADING else []
        if names and is_speaker(names[0]):
            return names
    return []


def _meant_by_pronoun(words: WrittenWords) -> list[str]:
    """The subject of the sentence, where "it said" or "he told" stands for it."""
    listed = claim_words()
    said = any(
        (before,) in listed.frame.pronouns
        and ((form,) in listed.frame.speech or (form,) in listed.counting.putting)
        for before, form in pairwise(words.forms)
    )
    if not said:
        return []
    verbs = (listed.counting.verbs, listed.counting.acknowledging, listed.frame.deeds)
    for place, form in enumerate(words.forms):
        if any((form,) in each for each in verbs):
            is_passive = tuple(words.forms[place - 1 : place]) in listed.counting.passive
            return [] if is_passive else subject_of(words, place)
        if form in ENDS or form in STOPS:
            return []
    return []
