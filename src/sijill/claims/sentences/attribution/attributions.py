"""Whose number it is where no verb tells it: owners of counts, their origins, passives, reposts.

"The ministry's figure", "the number comes from the responders", "the minister was quoted as
saying", "RT @name". A number of speakers, "two officials said", counts nobody that was harmed.
"""

from collections.abc import Sequence

from sijill.claims.sentences.attribution.attribution_words import attribution_words
from sijill.claims.sentences.attribution.subjects import (
    ENDS,
    QUOTED,
    WrittenWords,
    as_written,
    end_of_name,
    subject_of,
)
from sijill.claims.sentences.circumstances.dates import month_alone
from sijill.claims.sentences.numerals.numbers import STOPS, SentenceNumber
from sijill.claims.sentences.proper_names import is_reporting_verb
from sijill.claims.sentences.words import bare_form, claim_words, phrase_of, phrase_spans

_MOST_BETWEEN = 4
"""Words between the owner of a count and its noun."""
_REACH_OF_SPEAKERS = 4
"""Words behind a number, within which it says that speakers are counted."""
_REACH_OF_ORIGIN = 8
"""Words before "comes from", within which a count is named."""


def owner_of_count(words: WrittenWords) -> str:
    """Whose count is named: "the army's latest toll", "le bilan du ministère"; else empty.

    A toll is its owner's only where the owner is somebody who tells: not "the strike's toll".
    """
    listed = claim_words()
    nouns = listed.counting.nouns | attribution_words().tolls
    for place, form in enumerate(words.forms):
        if (form,) not in nouns:
            continue
        is_toll = (form,) in attribution_words().tolls
        owner = _owner_before(words, place) or _owner_behind(words, place)
        if owner and (is_speaker(owner) or not is_toll):
            return owner
    return ""


def _owner_before(words: WrittenWords, place: int) -> str:
    between = attribution_words().of_counts
    last = place
    while last > max(0, place - _MOST_BETWEEN) and (words.forms[last - 1],) in between:
        last -= 1
    if last > 1 and (words.forms[last - 1],) in claim_words().counting.possessives:
        names = subject_of(words, last - 2)  # "the council revised its toll"
        return names[0] if names and (is_speaker(names[0]) or names[0][:1].isupper()) else ""
    if not last or not words.tokens[last - 1].endswith(("'s", "’s", "s'", "s’")):
        return ""
    first = last - 1
    while first and words.forms[first - 1] not in (*STOPS, *ENDS) and not _begins(words, first):
        first -= 1
    names = as_written(words, first, last)
    owner = names[0].removesuffix("'s").removesuffix("’s").rstrip("'’") if names else ""
    has_name = words.tokens[last - 1][:1].isupper() and not month_alone(
        *[["in", *owner.split()]] * 2
    )
    return owner if has_name or is_speaker(owner) else ""


def _begins(words: WrittenWords, first: int) -> bool:
    """Whether the words for an owner begin here: behind a preposition or a verb."""
    listed = claim_words()
    before = (words.forms[first - 1],)
    return (
        (words.forms[first],) in listed.counting.determiners
        or before in listed.frame.leading
        or before in listed.frame.showing
        or before in listed.counting.by
        or before in listed.frame.cited_plainly
    )


def _owner_behind(words: WrittenWords, place: int) -> str:
    """Whose count it is behind "of": "the tally of the ministry", "le bilan du ministère"."""
    ahead = tuple(words.forms[place + 1 : place + 2])
    if ahead not in claim_words().shares.of:
        return ""
    end = end_of_name(words, place + 2)
    at_verb = next((at for at in range(place + 3, end) if _is_verb(words, at)), end)
    reflexive = next((at for at in range(place + 3, at_verb) if words.forms[at][:2] == "s "), end)
    names = as_written(words, place + 2, min(at_verb, reflexive))
    return names[0] if names and is_speaker(names[0]) else ""


def _is_verb(words: WrittenWords, place: int) -> bool:
    is_being = (words.forms[place],) in claim_words().counting.passive
    return is_being or is_reporting_verb(words.forms, place)


def is_speaker(name: str) -> bool:
    """Whether words name somebody who tells: "residents", "local officials", "UN office"."""
    plain = [bare_form(form) for form in phrase_of(name.replace("’s ", " ").replace("'s ", " "))]
    return bool(phrase_spans(plain, claim_words().frame.speakers))


def origin_of_count(words: WrittenWords) -> list[str]:
    """Whom a count comes from: "the figure of 2,600 comes from the city's responders"."""
    nouns = claim_words().counting.nouns | attribution_words().tolls
    for span in phrase_spans(words.forms, attribution_words().origin):
        before = words.forms[max(0, span.start - _REACH_OF_ORIGIN) : span.start]
        if any((form,) in nouns for form in before):
            return as_written(words, span.end, end_of_name(words, span.end))
    return []


def quoted_as_saying(words: WrittenWords) -> list[str]:
    """Who was quoted or cited: "the minister was quoted by the agency as saying"; cité par."""
    listed = claim_words().counting
    for place, form in enumerate(words.forms):
        if form not in QUOTED or not place:
            continue
        is_passive = form.isascii() and (words.forms[place - 1],) in listed.passive
        if not is_passive and tuple(words.forms[place + 1 : place + 2]) not in listed.by:
            continue
        before = place - 1 if is_passive or words.forms[place - 1] == "," else place
        if phrase_spans(words.forms[:before], claim_words().frame.cited_plainly):
            continue  # "selon une source citée par l'agence"
        names = subject_of(words, before)
        return [name for name in names if is_speaker(name) or name[:1].isupper()]
    return []


def reposted(tokens: Sequence[str]) -> str:
    """The account whose post is repeated: "RT @name"."""
    is_repost = len(tokens) > 1 and tokens[0].lower() == "rt" and tokens[1].startswith("@")
    return tokens[1] if is_repost else ""


def counts_speakers(forms: Sequence[str], number: SentenceNumber) -> bool:
    """Whether a number is of those who tell: "two officials said", "by three newspapers".

    "Three doctors were killed" counts doctors, "killed by two soldiers" soldiers and no dead.
    """
    frame, counting = claim_words().frame, claim_words().counting
    ahead = forms[number.end - 1 : number.end + _REACH_OF_SPEAKERS]
    stop = next((at for at, form in enumerate(ahead) if at and form in (*STOPS, *ENDS)), len(ahead))
    spans = phrase_spans(ahead[:stop], frame.speakers)
    if not spans:
        return False
    before = [tuple(forms[max(0, number.start - length) : number.start]) for length in (1, 2, 3)]
    is_cited = any(phrase in frame.cited_plainly or phrase in counting.by for phrase in before)
    if is_cited or before[0] in counting.chain:
        return True
    behind = tuple(forms[number.end - 1 + spans[-1].end : number.end + spans[-1].end])
    is_first = number.start == 0 or forms[number.start - 1] in (*STOPS, ",", "،")
    return is_first and behind in frame.speech
