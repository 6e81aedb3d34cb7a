"""A sentence split into what it claims: one claim for each number in it.

The split is a proposal that a person confirms. A number takes the nearest unit behind it, or before
it where none follows; dates, ages, shares and durations are no counts. What the sentence does not
say stays empty and is never filled in silently.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sijill.claims.recorded import SEPARATOR
from sijill.claims.sentences.dates import find_dates, month_alone
from sijill.claims.sentences.numbers import STOPS, SentenceNumber, find_numbers
from sijill.claims.sentences.recorders import Recorder, acknowledged_by, counted_by, denial
from sijill.claims.sentences.shares import REACH, THINGS, claims_of_share
from sijill.claims.sentences.words import (
    PhraseSpan,
    claim_words,
    first_value,
    phrase_of,
    phrase_spans,
)
from sijill.language.scripts import fold_digits
from sijill.language.unknown import phrase_form
from sijill.model.limits import LONGEST_SENTENCE, MOST_CLAIM_NUMBERS
from sijill.model.results.claims import ClaimParts, Comparator
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import DateInterval
from sijill.model.values.quantities import Layer, Unit
from sijill.places.toponyms import place_keys

_TOKEN = re.compile(r"\d[\d.,'’]*\d|[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d|[%≥≤><+~≈]|[.,،;:!?—–-]")


@dataclass(frozen=True, slots=True)
class Party:
    """A party of the case and the words by which a sentence may call it."""

    id: str
    names: tuple[str, ...]


def split_claims(
    sentence: str,
    parties: Iterable[Party] = (),
    places: Iterable[str] = (),
    recorders: Sequence[Recorder] = (),
) -> tuple[ClaimParts, ...]:
    """The claims of a sentence, in its order.

    None where it has no number and no share, or so many numbers that it is a table.

    Args:
        sentence: in English, Arabic or French; at most ``LONGEST_SENTENCE`` characters.
        parties: the parties of the case.
        places: names of places that the sentence may mean.
        recorders: who keeps the lists of the case.
    """
    text = sentence[:LONGEST_SENTENCE]
    tokens = _TOKEN.findall(fold_digits(text))
    forms = [phrase_form(token) or token for token in tokens]
    words = claim_words()
    days, period = find_dates(tokens, forms)
    numbers = find_numbers(tokens, forms, days)
    if len(numbers) > MOST_CLAIM_NUMBERS:
        return ()
    units = phrase_spans(forms, words.units)
    whole = ClaimParts(
        sentence,
        place=_place(forms, places),
        period=period,
        said_by=_cited(tokens, forms),
        read=_narrower(forms, period),
    )
    claims = []
    for number in numbers:
        clause = _clause(forms, number, len(numbers))
        about = forms[clause.start : clause.stop]
        claim = replace(
            _of_number(whole, number, numbers, units, forms),
            layer=_layer(about),
            actor=_party(about, parties),
            said_by=whole.said_by or _speaker(about, parties),
        )
        written = tokens[clause.start : clause.stop]
        claim = _with_recorder(claim, counted_by(written, about, recorders), parties)
        if claim.layer is Layer.ACKNOWLEDGED and not (claim.actor or claim.counted_by):
            claim = replace(claim, actor=_called(acknowledged_by(written, about), parties))
        if denied := denial(about):
            claim = replace(claim, read=(*claim.read, ("denied", denied)))
        claims.append(claim)
    claims = _with_unit_before(claims)
    claims += claims_of_share(replace(whole, actor=_party(forms, parties)), claims, units, forms)
    if len(claims) > 1 and phrase_spans(forms, dict.fromkeys(words.frame.comparison, "")):
        claims = _set_against(claims)
    if not claims and (change := phrase_spans(forms, dict.fromkeys(words.frame.change, ""))):
        said = ("change", " ".join(forms[change[0].start : change[0].end]))
        claims = [replace(whole, actor=_party(forms, parties), read=(*whole.read, said))]
    return tuple(claims)


def _narrower(forms: Sequence[str], period: DateInterval) -> tuple[tuple[str, str], ...]:
    """The words that narrow the sentence to one event, or to a month of a year it does not name."""
    events = phrase_spans(forms, dict.fromkeys(claim_words().frame.event, ""))
    narrower = [("event", " ".join(forms[span.start : span.end])) for span in events[:1]]
    if not period.is_known and (month := month_alone(forms)):
        narrower.append(("month", month))
    return tuple(narrower)


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
        for span in phrase_spans(
            forms, {phrase_of(name): party.id for name in party.names if name}
        ):
            if tuple(forms[span.end : span.end + 1]) in claim_words().frame.cited_after:
                return span.value
    return ""


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
    unit = _nearest(units, number, first, last, forms)
    status = first_value(phrase_spans(forms, claim_words().statuses), first, last)
    return replace(
        whole,
        number=number.value,
        comparator=_comparator(number.value),
        unit=Unit(unit.value) if unit else None,
        status=status if unit and unit.value not in THINGS else "",
        read=(
            *whole.read,
            ("number", number.words),
            *((("unit", " ".join(forms[unit.start : unit.end])),) if unit else ()),
        ),
    )


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


def _nearest(
    units: Sequence[PhraseSpan], number: SentenceNumber, first: int, last: int, forms: Sequence[str]
) -> PhraseSpan | None:
    """The unit behind the number, else before it; deaths are named more exactly by a verb.

    "104 civilians killed" is deaths, "104 civilians injured" injuries: of the units in the same
    clause a word for people yields to the word for what happened to them.
    """
    stop = next((at for at in range(number.end, last) if forms[at] in STOPS), last)
    behind = [span for span in units if number.end - 1 <= span.start < stop]
    if number.end < last and (forms[number.end],) in claim_words().no_count.families:
        return None
    if not behind:
        inside = [span for span in units if number.start <= span.start < number.end]
        behind = inside or [span for span in reversed(units) if first <= span.start < number.start]
    if not behind:
        return next((span for span in units if number.end <= span.start < last), None)
    nearest = behind[0]
    if (forms[nearest.start],) in claim_words().frame.people:
        exact = [span for span in behind[1:] if span.start - nearest.end <= REACH]
        before = (span for span in reversed(units) if first <= span.start < number.start)
        exact += [span for span in before if _is_said_before(span, number, forms)]
        return next((span for span in exact if _is_of_people(span, forms)), nearest)
    return nearest


def _is_said_before(span: PhraseSpan, number: SentenceNumber, forms: Sequence[str]) -> bool:
    """Whether a word for injury leads to the number: "wounding 30 children"."""
    between = forms[span.end : number.start]
    is_near = len(between) <= REACH and not any(
        form in (*STOPS, ",", "،", "and") for form in between
    )
    return is_near and span.value in (Unit.INJURIES, Unit.CASUALTIES)


def _is_of_people(span: PhraseSpan, forms: Sequence[str]) -> bool:
    """Whether a word says what happened to people; "civilians in airstrikes" counts no strikes."""
    return (forms[span.start],) not in claim_words().frame.people and span.value not in THINGS | {
        Unit.INCIDENTS
    }


def _clause(forms: Sequence[str], number: SentenceNumber, numbers: int) -> range:
    """The words about one number: between the words that set it against another number."""
    if numbers == 1:
        return range(len(forms))
    joints = [
        span.start
        for span in phrase_spans(forms, dict.fromkeys(claim_words().frame.comparison, ""))
    ]
    joints += [place for place, form in enumerate(forms) if form in STOPS]
    first = max((place for place in joints if place < number.start - 1), default=0)
    last = min((place for place in joints if place >= number.end), default=len(forms))
    return range(first, last)


def _with_recorder(claim: ClaimParts, who: Sequence[str], parties: Iterable[Party]) -> ClaimParts:
    """The claim with who counted; what a party counts itself is what it acknowledges."""
    by_name = {phrase_of(name): party.id for party in parties for name in party.names if name}
    for name in who:
        spans = phrase_spans([phrase_form(word) or word for word in name.split()], by_name)
        if spans:
            layer = Layer.ACKNOWLEDGED if claim.unit in _OF_PEOPLE else claim.layer
            return replace(claim, layer=layer, actor=spans[0].value, said_by=spans[0].value)
    return replace(claim, counted_by=SEPARATOR.join(who))


def _called(words: str, parties: Iterable[Party]) -> str:
    """The party whose name begins with these words, التحالف الدولي; else the words themselves."""
    called = phrase_of(words)
    for party in parties:
        if words and any(phrase_of(name)[: len(called)] == called for name in party.names):
            return party.id
    return words


def _layer(forms: Sequence[str]) -> Layer | None:
    spans = phrase_spans(forms, claim_words().layers)
    return Layer(spans[0].value) if spans else None


def _party(forms: Sequence[str], parties: Iterable[Party]) -> str:
    """The first party of the case that the sentence names."""
    by_name = {phrase_of(name): party.id for party in parties for name in party.names if name}
    spans = phrase_spans(forms, by_name)
    return spans[0].value if spans else ""


def _place(forms: Sequence[str], places: Iterable[str]) -> str:
    """The place of the case that the sentence names, also in the other script: في الرقة."""
    by_name = {phrase_of(name): name for name in places if name}
    if spans := phrase_spans(forms, by_name):
        return spans[0].value
    for before, form in pairwise(forms):
        if (before,) in claim_words().frame.place_before and (keys := place_keys(form)):
            for name in by_name.values():
                if keys == place_keys(name):
                    return name
    return ""


def _cited(tokens: Sequence[str], forms: Sequence[str]) -> str:
    """Who the sentence says it has its number from: what stands behind "according to"."""
    spans = phrase_spans(forms, dict.fromkeys(claim_words().frame.cited_before, ""))
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
