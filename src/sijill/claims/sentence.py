"""A sentence split into what it claims: one claim for each number in it.

The split is a proposal that a person confirms. A number takes the nearest unit behind it, or before
it where none follows; dates, ages, shares and durations are no counts. What the sentence does not
say stays empty and is never filled in silently.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sijill.claims.sentence_dates import find_dates
from sijill.claims.sentence_numbers import STOPS, SentenceNumber, find_numbers
from sijill.claims.vocabulary_words import Phrase, claim_words, phrase_of
from sijill.language.scripts import fold_digits
from sijill.language.unknown import phrase_form
from sijill.model.limits import LONGEST_SENTENCE, MOST_CLAIM_NUMBERS
from sijill.model.results.claims import ClaimParts, Comparator
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Layer, Unit

_LONGEST_PHRASE = 6
_TOKEN = re.compile(r"\d[\d.,'’]*\d|[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d|[%≥≤><+~≈]|[.,،;:!?—–-]")


@dataclass(frozen=True, slots=True)
class Party:
    """A party of the case and the words by which a sentence may call it."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    """Tokens from ``start`` to before ``end`` and what they say."""

    start: int
    end: int
    value: str


def split_claims(
    sentence: str, parties: Iterable[Party] = (), places: Iterable[str] = ()
) -> tuple[ClaimParts, ...]:
    """The claims of a sentence, in its order.

    None where it has no number and no share, or so many numbers that it is a table.

    Args:
        sentence: as it was printed, in English or Arabic; at most ``LONGEST_SENTENCE`` characters.
        parties: the parties of the case.
        places: names of places that the sentence may mean.
    """
    text = sentence[:LONGEST_SENTENCE]
    tokens = _TOKEN.findall(fold_digits(text))
    forms = [phrase_form(token) or token for token in tokens]
    words = claim_words()
    days, period = find_dates(tokens, forms)
    numbers = find_numbers(tokens, forms, days)
    if len(numbers) > MOST_CLAIM_NUMBERS:
        return ()
    units = _spans(forms, words.units)
    whole = ClaimParts(
        sentence,
        place=_place(forms, places),
        period=period,
        said_by=_cited(tokens, forms),
    )
    claims = [
        replace(
            _of_number(whole, number, numbers, units, forms),
            layer=_layer(clause := _clause(forms, number, len(numbers))),
            actor=_party(clause, parties),
            said_by=whole.said_by or _speaker(clause, parties),
        )
        for number in numbers
    ]
    claims = _with_unit_before(claims)
    claims += _of_share(replace(whole, actor=_party(forms, parties)), claims, units, forms)
    if len(claims) > 1 and any(True for _ in _spans(forms, dict.fromkeys(words.comparison, ""))):
        claims = _set_against(claims)
    return tuple(claims)


def _with_unit_before(claims: Sequence[ClaimParts]) -> list[ClaimParts]:
    """A bare number after one of people counts the same: "31 civilians died; they say 12"."""
    complete: list[ClaimParts] = []
    for claim in claims:
        before = complete[-1] if complete else None
        if claim.unit is None and before is not None and before.unit in _OF_PEOPLE:
            words = f"not said; as before, {before.unit.value}"
            claim = replace(  # noqa: PLW2901  the claim with what it inherits
                claim, unit=before.unit, status=before.status, read=(*claim.read, ("unit", words))
            )
        complete.append(claim)
    return complete


_OF_PEOPLE = (Unit.DEATHS, Unit.INJURIES, Unit.CASUALTIES)


def _speaker(forms: Sequence[str], parties: Iterable[Party]) -> str:
    """The party that gives the number itself: "the Alliance says"."""
    for party in parties:
        for span in _spans(forms, {phrase_of(name): party.id for name in party.names if name}):
            if tuple(forms[span.end : span.end + 1]) in claim_words().cited_after:
                return span.value
    return ""


def _of_number(
    whole: ClaimParts,
    number: SentenceNumber,
    numbers: Sequence[SentenceNumber],
    units: Sequence[_Span],
    forms: Sequence[str],
) -> ClaimParts:
    position = numbers.index(number)
    first = numbers[position - 1].end if position else 0
    last = numbers[position + 1].start if position + 1 < len(numbers) else len(forms)
    unit = _nearest(units, number, first, last, forms)
    status = _first_value(_spans(forms, claim_words().statuses), first, last)
    return replace(
        whole,
        number=number.value,
        comparator=_comparator(number.value),
        unit=Unit(unit.value) if unit else None,
        status=status if unit and unit.value not in _THINGS else "",
        read=(
            ("number", number.words),
            *((("unit", " ".join(forms[unit.start : unit.end])),) if unit else ()),
        ),
    )


_THINGS = frozenset(
    {Unit.MUNITIONS, Unit.STRIKES, Unit.ENGAGEMENTS, Unit.BUILDINGS, Unit.SQUARE_METRES}
)


def _of_share(
    whole: ClaimParts, before: Sequence[ClaimParts], units: Sequence[_Span], forms: Sequence[str]
) -> list[ClaimParts]:
    """What the sentence says of most of something: the whole is the number before it, if any."""
    share = next(iter(_spans(forms, dict.fromkeys(claim_words().share, "most"))), None)
    if share is None:
        return []
    unit = next((span for span in units if span.start >= share.end), None)
    whole_unit = before[-1].unit if before else None
    if not before and unit is not None and _is_of_a_whole(forms, share, unit):
        whole_unit = Unit(unit.value)  # "most of the bodies were civilians": bodies are the whole
        unit = next(
            (
                span
                for span in units
                if span.start >= unit.end and span.value not in (unit.value, *_THINGS)
            ),
            unit,
        )
    status = _first_value(_spans(forms, claim_words().statuses), share.end, len(forms))
    return [
        replace(
            whole,
            comparator=Comparator.MOST_OF,
            unit=Unit(unit.value) if unit else None,
            status=status,
            unlike=whole_unit,
            read=(("number", " ".join(forms[share.start : share.end])),),
        )
    ]


def _is_of_a_whole(forms: Sequence[str], share: _Span, unit: _Span) -> bool:
    """Whether "most of the" stands right before the unit, and does not mean people named before."""
    between = forms[share.end : unit.start]
    is_of = "of" in (*forms[share.start : share.end], *between) or not between
    return is_of and len(between) <= _REACH and "them" not in (*between, forms[share.end - 1])


def _set_against(claims: Sequence[ClaimParts]) -> list[ClaimParts]:
    """Each claim with the unit of another that it is compared with, where the two differ."""
    set_against = []
    for place, claim in enumerate(claims):
        others = [other.unit for at, other in enumerate(claims) if at != place and other.unit]
        unlike = next((unit for unit in others if unit is not claim.unit), claim.unlike)
        set_against.append(replace(claim, unlike=unlike))
    return set_against


def _comparator(number: CountRange) -> Comparator:
    if number.is_exact:
        return Comparator.EXACTLY
    if number.highest is None:
        return Comparator.AT_LEAST
    return Comparator.AT_MOST if not number.lowest else Comparator.BETWEEN


def _spans(forms: Sequence[str], listed: Mapping[Phrase, str]) -> list[_Span]:
    """Where listed phrases stand, the longest at each place."""
    spans: list[_Span] = []
    position = 0
    while position < len(forms):
        for length in range(min(_LONGEST_PHRASE, len(forms) - position), 0, -1):
            ahead = tuple(" ".join(forms[position : position + length]).split())
            value = listed.get(ahead)
            if value is None and length == 1:
                value = listed.get(tuple(_without_article(forms[position]).split()))
            if value is not None:
                spans.append(_Span(position, position + length, value))
                position += length - 1
                break
        position += 1
    return spans


def _without_article(form: str) -> str:
    """An Arabic word without the particles written to it: والمدنيين, بالقتلى."""
    return re.sub(r"^(?:[وفبلك]?ال|لل|[وف])(?=\w{3})", "", form)


def _nearest(
    units: Sequence[_Span], number: SentenceNumber, first: int, last: int, forms: Sequence[str]
) -> _Span | None:
    """The unit behind the number, else before it; deaths are named more exactly by a verb.

    "104 civilians killed" is deaths, "104 civilians injured" injuries: of the units in the same
    clause a word for people yields to the word for what happened to them.
    """
    stop = next((at for at in range(number.end, last) if forms[at] in STOPS), last)
    behind = [span for span in units if number.end - 1 <= span.start < stop]
    if not behind:
        inside = [span for span in units if number.start <= span.start < number.end]
        behind = inside or [span for span in reversed(units) if first <= span.start < number.start]
    if not behind:
        return next((span for span in units if number.end <= span.start < last), None)
    nearest = behind[0]
    if forms[nearest.start] in _PEOPLE:
        exact = [span for span in behind[1:] if span.start - nearest.end <= _REACH]
        return next((span for span in exact if forms[span.start] not in _PEOPLE), nearest)
    return nearest


_PEOPLE = frozenset(
    phrase_form(word)
    for word in ("civilians", "people", "victims", "مدني", "مدنيا", "مدنيين", "مدنيون", "ضحايا")
)
_REACH = 3
"""Words between people and what happened to them: "civilians who were killed"."""


def _first_value(spans: Iterable[_Span], first: int, last: int) -> str:
    return next((span.value for span in spans if first <= span.start < last), "")


def _clause(forms: Sequence[str], number: SentenceNumber, numbers: int) -> Sequence[str]:
    """The words about one number: between the words that set it against another number."""
    if numbers == 1:
        return forms
    joints = [span.start for span in _spans(forms, dict.fromkeys(claim_words().comparison, ""))]
    joints += [place for place, form in enumerate(forms) if form in STOPS]
    first = max((place for place in joints if place < number.start - 1), default=0)
    last = min((place for place in joints if place >= number.end), default=len(forms))
    return forms[first:last]


def _layer(forms: Sequence[str]) -> Layer | None:
    spans = _spans(forms, claim_words().layers)
    return Layer(spans[0].value) if spans else None


def _party(forms: Sequence[str], parties: Iterable[Party]) -> str:
    """The first party of the case that the sentence names."""
    by_name = {phrase_of(name): party.id for party in parties for name in party.names if name}
    spans = _spans(forms, by_name)
    return spans[0].value if spans else ""


def _place(forms: Sequence[str], places: Iterable[str]) -> str:
    by_name = {phrase_of(name): name for name in places if name}
    spans = _spans(forms, by_name)
    return spans[0].value if spans else ""


def _cited(tokens: Sequence[str], forms: Sequence[str]) -> str:
    """Who the sentence says it has its number from: what stands behind "according to"."""
    spans = _spans(forms, dict.fromkeys(claim_words().cited_before, ""))
    for span in spans:
        name = _capitalised(tokens[span.end :])
        if name:
            return name
    return ""


def _capitalised(tokens: Sequence[str]) -> str:
    """The name at the beginning: words with a capital letter, or up to four Arabic ones."""
    taken: list[str] = []
    for token in tokens[:6]:
        is_name = token[:1].isupper() or (token.lower() in ("the", "of") and len(token) > 1)
        if not is_name:
            break
        taken.append(token)
    while taken and not taken[-1][:1].isupper():
        taken.pop()
    return " ".join(taken) if any(token.lower() != "the" for token in taken) else ""
