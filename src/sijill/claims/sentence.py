"""A sentence split into what it claims: one claim for each number in it.

The split is a proposal that a person confirms. A number takes the nearest unit behind it, or before
it where none follows; dates, ages, shares and durations are no counts. What the sentence does not
say stays empty and is never filled in silently.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from sijill.claims.recorded import SEPARATOR
from sijill.claims.sentences.attribution.authors import actor_in, author_of_harm
from sijill.claims.sentences.attribution.clause_sayings import actor_of_clause, read_clause
from sijill.claims.sentences.attribution.clauses import clause_of
from sijill.claims.sentences.attribution.gapping import author_of_number
from sijill.claims.sentences.attribution.recorders import (
    Recorder,
    acknowledged_by,
    denial,
    is_own_count,
)
from sijill.claims.sentences.attribution.speakers import cited, speaker
from sijill.claims.sentences.changes import change_around, with_hedged
from sijill.claims.sentences.circumstances.circumstances import (
    Circumstances,
    PlaceNames,
    circumstances_of,
    is_whole_before,
    own_clauses,
)
from sijill.claims.sentences.circumstances.dates import (
    DAY_IN_DIGITS,
    find_dates,
    is_year,
    with_months_apart,
)
from sijill.claims.sentences.counted import counts_something
from sijill.claims.sentences.framing import (
    denied_number,
    event,
    limit,
    rate,
)
from sijill.claims.sentences.glossary.english import read_words
from sijill.claims.sentences.languages import unread_language
from sijill.claims.sentences.numerals.numbers import STOPS, SentenceNumber, find_numbers
from sijill.claims.sentences.parties import (
    Party,
    other_party,
    party_called,
    party_speaking_as,
)
from sijill.claims.sentences.proper_names import without_names
from sijill.claims.sentences.shared_units import (
    OF_PEOPLE,
    together,
    with_unit_before,
    with_unit_behind,
)
from sijill.claims.sentences.shares import THINGS, claims_of_share, is_whole_of_share, share_behind
from sijill.claims.sentences.statuses import is_telling, status_between
from sijill.claims.sentences.units import families_behind, nearest_unit, unit_of
from sijill.claims.sentences.words import (
    PhraseSpan,
    claim_words,
    first_words,
    phrase_spans,
    status_spans,
    unit_spans,
)
from sijill.claims.source_names import listed_recorders
from sijill.language.scripts import fold_digits
from sijill.model.limits import LONGEST_SENTENCE, MOST_CLAIM_NUMBERS
from sijill.model.results.claims import ClaimParts, Comparator
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Layer

_VOWEL_SIGNS = re.compile("[\u0640\u064b-\u065f\u0670]")
"""Arabic vowel signs and tatweel, which would part a word."""
_INITIALS = re.compile(r"\b([A-Z])\.([A-Z])\.(?=\s)")
"""Abbreviations with points, which would end a sentence: "U.S. officials"."""
_TOKEN = re.compile(
    rf"{DAY_IN_DIGITS}|@\w+|\d[\d.,'’]*\d|"
    r"[^\W\d_]+(?:[-'’][^\W\d_]+)*(?:(?<=s)['’](?=\s\w))?|\d|[%٪≥≤><+~≈]|[.,،;:!?—–-]"
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence as words, and whom of the case it may name."""

    tokens: tuple[str, ...]
    forms: tuple[str, ...]
    parties: tuple[Party, ...]
    recorders: tuple[Recorder, ...]


def split_claims(
    sentence: str,
    parties: Iterable[Party] = (),
    places: Iterable[str] = (),
    recorders: Sequence[Recorder] = (),
    events: Iterable[str] = (),
) -> tuple[ClaimParts, ...]:
    """The claims of a sentence, in its order.

    None where it has no number and no share. One without number and unit where it is in another
    language, or has so many numbers that it is a table. Of a text longer than ``LONGEST_SENTENCE``
    characters that many are read, and each claim says so.

    Args:
        sentence: in a language of ``languages.toml`` that is read.
        parties: the parties of the case.
        places: names of places that the sentence may mean.
        recorders: who keeps the lists of the case.
        events: where its incidents happened, as its lists write it.
    """
    if len(sentence) > LONGEST_SENTENCE:
        beginning = sentence[:LONGEST_SENTENCE]
        begun = split_claims(beginning, parties, places, recorders, events)
        length = ("length", f"{len(sentence):,}")
        return tuple(
            replace(claim, sentence=sentence, read=(*claim.read, length))
            for claim in begun or (ClaimParts(sentence),)
        )
    plain = _VOWEL_SIGNS.sub("", fold_digits(sentence))
    tokens = with_months_apart(_TOKEN.findall(_INITIALS.sub(r"\1\2", plain)))
    if language := unread_language(tokens):
        return (ClaimParts(sentence, read=(("language", language),)),)
    tokens, forms = read_words(tokens)
    said = _Sentence(tuple(tokens), tuple(forms), tuple(parties), tuple(recorders))
    days = find_dates(tokens, forms).tokens
    counted = [
        number
        for number in find_numbers(tokens, forms, days)
        if counts_something(tokens, forms, number)
    ]
    numbers = with_hedged(counted, forms)
    if len(numbers) > MOST_CLAIM_NUMBERS:
        return (ClaimParts(sentence, read=(("numbers", f"{len(numbers):,}"),)),)
    outside_names = tuple(
        "·" if at in days else form for at, form in enumerate(without_names(tokens, forms))
    )
    units = unit_spans(outside_names)
    no_places = tuple(_names_in_case(said.parties, said.recorders))
    of_all, of_each = circumstances_of(
        tokens, forms, numbers, PlaceNames(tuple(places), tuple(events), no_places)
    )
    extent = (("event", words),) if (words := event(forms)) else ()
    whole = ClaimParts(sentence, said_by=cited(tokens, forms), read=extent)
    claims = [
        _set_in(claim, each)
        for claim, each in zip(
            _of_numbers(whole, numbers, units, outside_names, said), of_each, strict=True
        )
    ]
    whole = _set_in(whole, of_all)
    whole = replace(whole, actor=actor_in(tokens, forms, said.parties))
    others = claims_of_share(whole, claims, units, outside_names)
    if not claims and not others:
        others = _of_change(whole, forms)
    if others and not whole.said_by:
        told = speaker(tokens, forms, range(len(forms)))
        others = [replace(other, said_by=told) for other in others]
    claims = [each for each in claims if each.unit or not is_year(each.words_of("number"))] + others
    if len(claims) > 1 and phrase_spans(forms, claim_words().frame.comparison):
        claims = _set_against(claims)
    return tuple(claims)


def _set_in(claim: ClaimParts, circumstances: Circumstances) -> ClaimParts:
    """The claim with its place and time, and the day on which somebody said it."""
    return replace(
        claim,
        place=circumstances.place,
        period=circumstances.period,
        said_on=circumstances.said_on,
        read=(*claim.read, *circumstances.undated),
    )


def _of_numbers(
    whole: ClaimParts,
    numbers: Sequence[SentenceNumber],
    units: Sequence[PhraseSpan],
    forms: Sequence[str],
    said: _Sentence,
) -> list[ClaimParts]:
    """A claim for each number, with what the sentence says of all and what its clause says."""
    claims = [
        _in_its_clause(_of_number(whole, number, numbers, units, forms), number, numbers, said, own)
        for number, own in zip(numbers, own_clauses(said.tokens, said.forms, numbers), strict=True)
    ]
    claims = with_unit_before(with_unit_behind(claims, numbers, said.forms), numbers, said.forms)
    return [
        replace(claim, status="", actor="", layer=None)
        if is_whole_of_share(said.forms, number)
        else claim
        for claim, number in zip(claims, numbers, strict=True)
    ]


def _names_in_case(parties: Iterable[Party], recorders: Iterable[Recorder]) -> Iterable[str]:
    listed = chain.from_iterable(listed_recorders())
    return chain(listed, *(each.names for each in parties), *(each.names for each in recorders))


def _of_change(whole: ClaimParts, forms: Sequence[str]) -> list[ClaimParts]:
    """What a sentence claims that denies a number, or says how it changed, and gives none."""
    parts = (("denied", denial(forms)), ("change", first_words(forms, claim_words().frame.change)))
    said = [(part, words) for part, words in parts if words]
    return [replace(whole, read=(*whole.read, *said))] if said else []


def _in_its_clause(
    claim: ClaimParts,
    number: SentenceNumber,
    numbers: Sequence[SentenceNumber],
    sentence: _Sentence,
    own: slice,
) -> ClaimParts:
    """The claim with who says, counted or acknowledged its number, by the words about it.

    ``own`` are the words up to the joints beside its number.
    """
    tokens, forms, parties = sentence.tokens, sentence.forms, sentence.parties
    clause = clause_of(forms, number, len(numbers))
    whose = slice(clause.start, min(clause.stop, share_behind(forms, number.end)))
    own = slice(own.start, min(own.stop, whose.stop))
    author = author_of_harm(tokens[own], forms[own])
    whose = own if is_whole_before(forms, numbers, number) else whose
    actor = party_called(author, parties) or actor_of_clause(tokens[whose], forms[whose], parties)
    written, about = tokens[clause.start : clause.stop], forms[clause.start : clause.stop]
    says = read_clause(written, about, parties, sentence.recorders)
    said_by = says.speaking or claim.said_by
    told = "" if said_by else speaker(tokens, forms, clause, number)
    said_by = party_speaking_as(said_by or told, parties) or said_by or told
    claim, who = replace(claim, layer=says.layer, actor=actor, said_by=said_by), says.counted_by
    if len(numbers) > 1 and not author:
        words, is_told = (tokens, forms), bool(said_by or who)
        actor = author_of_number(words, number, own, parties, is_told=is_told) or claim.actor
        claim = replace(claim, actor=actor)
    run = together(number, numbers, forms)
    if len(who) == len(run) > 1:  # "Airwars and the coalition list 1,600 and 159"
        who, claim = (who[run.index(number)],), replace(claim, actor="", said_by="")
    claim = _of_speaker(_with_recorder(claim, who, parties), about, parties)
    if claim.layer is Layer.ACKNOWLEDGED and not (claim.actor or claim.counted_by):
        claim = replace(claim, actor=party_called(acknowledged_by(written, about), parties))
    said = (
        ("speaker", told if told.islower() else ""),
        ("denied", says.denied or denied_number(forms, number)),
        ("change", change_around(forms, number)),
        ("only", limit(forms, number)),
        ("rate", rate(forms, number)),
        ("forecast", says.forecast),
    )
    return replace(claim, read=(*claim.read, *((part, words) for part, words in said if words)))


def _of_speaker(claim: ClaimParts, about: Sequence[str], parties: tuple[Party, ...]) -> ClaimParts:
    """What a party says of people is what it acknowledges, unless it speaks of another party."""
    speaker = claim.said_by if claim.said_by in {party.id for party in parties} else ""
    if claim.unit not in (*OF_PEOPLE, None) or claim.counted_by:
        return claim
    if speaker and (other := other_party(about, parties, speaker)):
        return replace(claim, layer=None, actor=other, said_by=speaker)
    if claim.layer is None and (speaker or (claim.actor and is_own_count(about))):
        return replace(claim, layer=Layer.ACKNOWLEDGED, actor=speaker or claim.actor)
    return claim


def _of_number(
    whole: ClaimParts,
    number: SentenceNumber,
    numbers: Sequence[SentenceNumber],
    units: Sequence[PhraseSpan],
    forms: Sequence[str],
) -> ClaimParts:
    position = numbers.index(number)
    first = numbers[position - 1].end if position else 0
    last = numbers[position + 1].start if position + 1 < len(numbers) else len(forms)
    last = min(last, share_behind(forms, number.end))
    span = nearest_unit(units, number, first, last, forms)
    words = " ".join(forms[span.start : span.end]) if span else ""
    unit = unit_of(span, forms[first : number.start])
    status = "" if number.has_head else _status(forms, number, (first, last), units)
    if not words:
        words = families_behind(forms, number)
    read = (("number", number.words), ("unit" if unit else "elsewhere", words))
    return replace(
        whole,
        number=number.value,
        comparator=_comparator(number.value),
        unit=unit,
        status=status if unit and unit not in THINGS else "",
        read=(*whole.read, *((part, said) for part, said in read if said)),
    )


def _status(
    forms: Sequence[str], number: SentenceNumber, ends: tuple[int, int], units: Sequence[PhraseSpan]
) -> str:
    """To whom a count is limited: by a word behind it, or by one before it that is counted.

    "Three journalists were among the 25 killed" counts no journalists, "rescue workers found 38
    bodies" no rescue workers, and neither does "according to rescue workers".
    """
    spans = [span for span in status_spans(forms) if not is_telling(forms, number.end, span)]
    if behind := status_between(spans, number.start, ends[1], forms):
        return behind
    marks = STOPS - {":"}  # "children in Tell Nur: 12 were killed"
    stops = [at + 1 for at in range(ends[0], number.start) if forms[at] in marks]
    first = stops[-1] if stops else ends[0]
    among = phrase_spans(forms[first : number.start], claim_words().frame.among)
    counted = [
        span
        for span in spans
        if not among and any(unit.start in (span.start, span.end) for unit in units)
    ]
    return status_between(counted, first, number.start, forms)


def _set_against(claims: Sequence[ClaimParts]) -> list[ClaimParts]:
    """Each claim with the unit of another that it is compared with, where the two differ."""
    units = [claim.unit for claim in claims if claim.unit]
    unlike = [
        next((unit for unit in units if unit is not each.unit), each.unlike) for each in claims
    ]
    return [replace(claim, unlike=other) for claim, other in zip(claims, unlike, strict=True)]


def _comparator(number: CountRange) -> Comparator:
    if number.is_exact:
        return Comparator.EXACTLY
    if number.highest is None:
        return Comparator.AT_LEAST
    return Comparator.AT_MOST if not number.lowest else Comparator.BETWEEN


def _with_recorder(claim: ClaimParts, who: Sequence[str], parties: tuple[Party, ...]) -> ClaimParts:
    """The claim with who counted; what a party counts itself is what it acknowledges."""
    if not who:
        return claim
    for name in who:
        if party := party_speaking_as(name, parties):
            layer = Layer.ACKNOWLEDGED if claim.unit in OF_PEOPLE else claim.layer
            return replace(claim, layer=layer, actor=party, said_by=party)
    return replace(claim, counted_by=SEPARATOR.join(who))
