"""The subject of a verb in a sentence, as a name that is known or in the words as written.

It stands before the verb, beyond an apposition, behind "by", or behind an Arabic verb.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sijill.claims.sentences.attribution.attribution_words import attribution_words
from sijill.claims.sentences.numerals.number_words import is_numeral
from sijill.claims.sentences.numerals.numbers import STOPS
from sijill.claims.sentences.proper_names import is_headline, is_name
from sijill.claims.sentences.words import PhraseSpan, claim_words, phrase_spans, unit_spans
from sijill.language.phrases import Phrase

_PASSED_ON = {("blamed", "on"), ("blames", "on"), ("blame", "on")}
"""Verbs whose object stands before them."""
_MOST_WORDS = 8
"""Words of a subject, beyond which it is no name."""
_NEAR = 5
"""Words between a verb and "by"."""


@dataclass(frozen=True, slots=True)
class WrittenWords:
    """The words of one number's part of a sentence, and where known names stand in it."""

    tokens: Sequence[str]
    forms: Sequence[str]
    known: Sequence[PhraseSpan]

    def named_in(self, first: int, last: int) -> list[str]:
        """Known names between two words, in their order."""
        return [span.value for span in self.known if first <= span.start and span.end <= last]


def subjects(words: WrittenWords, verbs: Collection[Phrase]) -> list[str]:
    """The subject of the first of these verbs, whom "by" names, or who follows it in Arabic."""
    listed = claim_words()
    for place, form in enumerate(words.forms):
        two = tuple(words.forms[place : place + 2])  # "fait état"
        if (form,) not in verbs and (form.removeprefix("و"),) not in verbs and two not in verbs:
            continue  # وقال is said too
        if two in _PASSED_ON:
            continue  # "an attack blamed on rebels" is of no speaker
        last = place
        while last and (words.forms[last - 1],) in listed.counting.auxiliaries:
            last -= 1
        if verbs is listed.frame.speech and _is_denied(words.forms[last:place]):
            continue  # "officials have not said how many"
        is_passive = any((each,) in listed.counting.passive for each in words.forms[last:place])
        names = [] if is_passive else subject_of(words, last)
        names = names or behind_by(words, place + 1) or _arabic_subject(words, place + 1)
        if names:
            return names
    return []


def _is_denied(forms: Sequence[str]) -> bool:
    return any((form,) in claim_words().counting.denied for form in forms)


def subject_of(words: WrittenWords, last: int) -> list[str]:
    """Who stands before a verb that begins at ``last``; nobody where a number or unit does."""
    last = _before_apposition(words, _first_verb(words, last))
    first = last
    while first and words.forms[first - 1] not in STOPS and words.forms[first - 1] not in ENDS:
        first -= 1
    last = _before_clause(words, first, last)
    joints = _joints(words, first, last)
    names: list[str] = []
    for begin, end in pairwise([first - 1, *joints, last]):
        agent = _behind_maker(words, begin + 1, end)
        names += words.named_in(agent, end) or as_written(words, agent, end)
    return names


def _behind_maker(words: WrittenWords, first: int, last: int) -> int:
    """Where whoever made what shows a number begins: "images analysed by the office show"."""
    listed = claim_words().counting
    made = (
        at + 2
        for at in range(first, last - 2)
        if (words.forms[at],) in listed.keeping and (words.forms[at + 1],) in listed.by
    )
    return next(made, first)


def _first_verb(words: WrittenWords, last: int) -> int:
    """Where the first of two verbs of one subject begins: "the panel heard 92 and verified 57"."""
    if not last or (words.forms[last - 1],) not in claim_words().counting.joined:
        return last
    marks = [at for at in range(last) if words.forms[at] in STOPS]
    first = marks[-1] + 1 if marks else 0
    past = attribution_words().past
    verbs = (
        at
        for at in range(first + 1, last - 1)
        if words.forms[at].endswith("ed") or (words.forms[at],) in past
    )
    return next(verbs, last)


def _before_clause(words: WrittenWords, first: int, last: int) -> int:
    """Where a subject ends that a clause follows: "a source who asked not to be named told"."""
    relative = claim_words().frame.relative
    return next((at for at in range(first + 1, last) if (words.forms[at],) in relative), last)


def _before_apposition(words: WrittenWords, last: int) -> int:
    """Where a subject ends that an apposition follows: "the head of the morgue, Dr Harun, said"."""
    if last < _LEAST_BEFORE or words.forms[last - 1] != ",":
        return last
    first = max(0, last - 1 - _MOST_WORDS)
    commas = [at for at in range(first, last - 1) if words.forms[at] == ","]
    if not commas:
        return last
    is_named = _is_named_behind(words, range(first, commas[-1]), range(commas[-1] + 1, last))
    return last - 1 if is_named else commas[-1]


def _is_named_behind(words: WrittenWords, before: range, apposition: range) -> bool:
    """Whether only the apposition names somebody: "its director, Dina Harun, said"."""
    marks = [at for at in before if words.forms[at] in (*STOPS, *ENDS)]
    subject = words.forms[marks[-1] + 1 if marks else before.start : before.stop]
    is_of_other = bool(subject) and (subject[0],) in claim_words().counting.possessives
    return is_of_other and words.tokens[apposition.start][:1].isupper()


QUOTED = frozenset({"quoted", "cited", "cite", "citee", "cites", "citees"})
"""Participles of quoting, folded."""
_LEAST_BEFORE = 3
ENDS = frozenset({",", "،", "that", "what", "que", "ان", "-", "–"})
"""Marks and words before which no subject reaches."""


def as_written(words: WrittenWords, first: int, last: int) -> list[str]:
    """The words of a subject that no list knows; none where they count or name nobody."""
    listed = claim_words()
    first = _behind_leading(words, first, last)
    first = _behind_verb(words, first, last)
    while (
        first < last
        and (words.forms[first],) in listed.counting.determiners
        and not _is_capitals(words.tokens[first])
    ):
        first += 1
    first += counts_tellers(words.forms, range(first, last))
    forms = words.forms[first:last]
    if tuple(forms[:1]) in attribution_words().nobody_says:
        return []
    if (
        not forms
        or len(forms) > _MOST_WORDS
        or (
            (" ".join(forms).split()[0],) in listed.counting.own
            and not _is_capitals(words.tokens[first])
        )
    ):
        return []
    counts = any(is_numeral(form) and (form,) not in listed.no_count.articles for form in forms)
    tokens = words.tokens[first:last]
    is_counted = any(span.value for span in unit_spans(forms)) and (
        not is_name(tokens, forms) or is_headline(words.tokens)
    )
    if counts or is_counted or not any(map(str.isalpha, "".join(forms))):
        return []
    return [" ".join(words.tokens[first:last])]


def counts_tellers(forms: Sequence[str], places: range) -> bool:
    """Whether words begin with a number of those who tell: "two hospital officials"."""
    if not places or not is_numeral(forms[places.start]):
        return False
    behind = forms[places.start + 1 : places.stop]
    return bool(phrase_spans(behind, claim_words().frame.speakers))


def _behind_verb(words: WrittenWords, first: int, last: int) -> int:
    """Where a subject begins behind its own verb: "said an official who spoke to us"."""
    listed = claim_words()
    is_verb = last - first > 1 and (words.forms[first],) in listed.frame.speech
    is_subject = is_verb and (words.forms[first + 1],) in listed.counting.determiners
    return first + 1 if is_subject else first


def _is_capitals(token: str) -> bool:
    """Whether a word is an abbreviation: "UN" is no "un" and "US" no "us"."""
    return token.isupper() and len(token) > 1


def _behind_leading(words: WrittenWords, first: int, last: int) -> int:
    """Where a subject begins behind words that lead to it: "as of 30 June 2018 the council"."""
    leading = claim_words().frame.leading
    if first >= last or (words.forms[first],) not in leading:
        return first
    determiners = [
        place
        for place in range(first + 1, last)
        if (words.forms[place],) in claim_words().counting.determiners
        and (words.forms[place - 1],) not in leading
        and not _is_capitals(words.tokens[place])
    ]
    return determiners[-1] if determiners else last


def end_of_name(words: WrittenWords, first: int) -> int:
    """Where the words of a name or noun phrase end: before a mark, a number or a preposition."""
    listed = claim_words()
    while first < len(words.forms) and (words.forms[first],) in listed.counting.determiners:
        first += 1
    last = first
    ahead = range(first, min(first + _NEAR, len(words.forms)))
    last += counts_tellers(words.forms, ahead)
    while last < len(words.forms) and last - first < _MOST_WORDS:
        form = words.forms[last]
        is_end = form in STOPS or form in ENDS or is_numeral(form)
        is_joint = (
            (form,) in listed.frame.showing
            or ((form,) in listed.frame.leading and (form,) not in listed.shares.of)
            or (form,) in attribution_words().said_begins
            or (last > first and (_is_verb(form) or form in QUOTED))
        )
        is_new = (form,) in listed.counting.determiners and (
            words.forms[last - 1],
        ) not in listed.shares.of
        if is_end or is_joint or is_new:
            break
        last += 1
    return last


def _is_verb(form: str) -> bool:
    """Whether a word tells or counts and is no noun for a count: "relatives said"."""
    listed = claim_words()
    is_noun = any(
        (form,) in each
        for each in (listed.frame.counts_by, listed.counting.nouns, listed.counting.keeping)
    )
    verbs = (listed.frame.speech, listed.counting.verbs, listed.counting.acknowledging)
    return not is_noun and any((form,) in each for each in verbs) and (form,) not in listed.units


def behind_by(words: WrittenWords, first: int) -> list[str]:
    """Whom "by" names behind a verb: "documented by the council", "by a monitor and an army"."""
    ahead = range(first, min(first + _NEAR, len(words.forms)))
    place = next((at for at in ahead if (words.forms[at],) in claim_words().counting.by), None)
    if place is None:
        return []
    stop = next(
        (at for at in range(place + 1, len(words.forms)) if words.forms[at] in (*STOPS, *ENDS)),
        len(words.forms),
    )
    names: list[str] = []
    for begin, end in pairwise([place, *_joints(words, place + 1, stop), stop]):
        named = words.named_in(begin + 1, end)[:1] or as_written(
            words, begin + 1, _end_of_agent(words, begin + 1, end)
        )
        if not named:
            break
        names += named
    return names


def _joints(words: WrittenWords, first: int, last: int) -> list[int]:
    """Where an "and" joins two names, and stands in none."""
    return [
        place
        for place in range(first, last)
        if (words.forms[place],) in claim_words().counting.joined
        and not any(span.start <= place < span.end for span in words.known)
    ]


def end_of_capitals(words: WrittenWords, first: int, last: int) -> int:
    """Where the words with a capital letter end, articles before them passed over."""
    while first < last and (
        words.tokens[first][:1].isupper()
        or (words.forms[first],) in claim_words().counting.determiners
    ):
        first += 1
    return first


def _end_of_agent(words: WrittenWords, first: int, last: int) -> int:
    """Where the words for whoever did it end; nowhere for "by name" or "by March"."""
    end = min(last, end_of_name(words, first))
    if any((form,) in claim_words().counting.no_agents for form in words.forms[first:end]):
        return first
    return end


def _arabic_subject(words: WrittenWords, first: int) -> list[str]:
    """The subject behind an Arabic verb: what stands before what was counted."""
    if not words.forms[first:] or words.forms[first].isascii():
        return []
    listed = claim_words()
    units = {phrase[0] for phrase in listed.units}
    documented = listed.layers.keys()
    counted = (
        place
        for place, form in enumerate(words.forms[first:], start=first)
        if form in ENDS
        or is_numeral(form)
        or {form, form.removeprefix("ب")} & units
        or (form,) in documented
        or (form.removeprefix("ب"),) in listed.frame.change_verbs
        or (place > first and ((form,) in listed.frame.told_to or form.startswith("لل")))
        or (form,) in attribution_words().said_begins
    )
    stop = next(counted, first)
    return words.named_in(first, stop) or as_written(words, first, stop)
