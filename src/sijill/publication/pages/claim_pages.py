"""The claims desk in the dossier: every claim with its verdict, evidence and chain; and its card.

A card is one claim to cite: sentence, verdict, the figures for and against it, and the checkpoint
of the ledger that they rest on. It is an SVG picture of 800 × 420 beside the page.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sijill.figures.book import FigureBook
from sijill.language.sentences import with_noun
from sijill.model.results.claims import ClaimParts, Evidence, JudgedClaim
from sijill.model.results.origins import Derived
from sijill.model.settings.case import Case
from sijill.model.vocabulary import label
from sijill.publication.addresses import anchor
from sijill.publication.dossier_input import DossierInput, Page
from sijill.publication.pages.template_files import strict_templates
from sijill.publication.redaction.hidden_records import WITHHELD
from sijill.publication.wording import (
    if_known,
    is_mostly_arabic,
)

_LINE, _SMALL_LINE = 74, 100
"""Characters of a line on a card: of the sentence, and of what is set smaller."""
_LINES = 4


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim as a page shows it: its chain back to an origin, and the address of its card.

    ``card`` is empty where there are more claims than the dossier has pages for.
    """

    tested: JudgedClaim
    record: str
    """The record that it stands in; empty for a sentence that was typed."""
    chain: tuple[Derived, ...]
    origins: tuple[str, ...]
    card: str
    facts: tuple[tuple[str, str], ...]
    """What the claim says, part by part, those that it gives, each with its title."""
    confirmed_because: str = ""
    """The reason of whoever confirmed the reading."""


def _facts(parts: ClaimParts, case: Case) -> tuple[tuple[str, str], ...]:
    titled = (
        ("How many", str(parts.number) if parts.number.is_known else parts.comparator.value),
        ("Of what", label("count_unit", parts.unit) if parts.unit else ""),
        ("Whose count", label("count_layer", parts.layer) if parts.layer else ""),
        ("Counted by", parts.counted_by),
        ("Status of the dead", parts.status),
        ("Party", case.name_of(parts.actor) if parts.actor else ""),
        ("Place", parts.place),
        ("Period", if_known(parts.period)),
        ("Said by", parts.said_by),
        ("Said on", if_known(parts.said_on)),
        ("Set against", label("count_unit", parts.unlike) if parts.unlike else ""),
    )
    return tuple((title, value) for title, value in titled if value)


def claim_pages(dossier: DossierInput) -> Iterator[Page]:
    """The page of all tested claims, and a page for the card of each."""
    graph = dossier.analysis.claim_graph
    circles = [cluster for cluster in graph.clusters if cluster.circle]
    claims = list(shown_claims(dossier))
    content = {
        "claims": claims,
        "graph": graph,
        "circles": circles,
        "untested": dossier.book.untested,
    }
    yield Page("claims.html", "claims.html", content)
    for shown in claims:
        if shown.card:
            address = shown.card.removesuffix(".svg") + ".html"
            yield Page(address, "claim_card.html", {"claim": shown})


def shown_claims(dossier: DossierInput) -> Iterator[ShownClaim]:
    """Every claim, without the words of those that consent holds back."""
    graph, records = dossier.analysis.claim_graph, dossier.analysis.register.records
    readings = dossier.analysis.register.decisions.claims
    have_cards = len(dossier.book.claims) + dossier.book.untested <= dossier.page_limit
    for tested in dossier.book.claims:
        record = tested.subject.partition("#")[0]
        reason = readings[tested.subject].reason if tested.confirmed_by else ""
        if record in dossier.withheld:
            parts = replace(tested.parts, sentence=WITHHELD, said_by=WITHHELD, counted_by="")
            reason = ""
            tested = replace(tested, parts=parts)  # noqa: PLW2901  the words are gone from here on
        yield ShownClaim(
            tested,
            record if record in records else "",
            graph.chain(record),
            graph.roots.get(record, ()),
            f"claims/{anchor(tested.subject)}.svg" if have_cards else "",
            _facts(tested.parts, dossier.analysis.register.case),
            reason,
        )


def card_files(dossier: DossierInput) -> Iterator[tuple[str, str]]:
    """The card of each claim: its address and its SVG."""
    for shown in shown_claims(dossier):
        if not shown.card:
            return
        yield shown.card, claim_card(shown.tested, footing(dossier.book), shown.origins)


def footing(book: FigureBook) -> str:
    """What a card rests on: the codebook and the state of the ledger."""
    head = book.checkpoint
    return (
        f"codebook {book.codebook.version} · ledger checkpoint {head.size}, root {head.root[:16]}"
    )


def claim_card(tested: JudgedClaim, rests_on: str, origins: tuple[str, ...] = ()) -> str:
    """The card of one claim as SVG text; ``rests_on`` as ``footing`` says it."""
    template = strict_templates().get_template("claim_card.svg")
    parts, refusal = tested.parts, tested.refusal
    reason = f"{tested.reason} {refusal.needed}" if refusal else tested.reason
    said = [
        line for line in (_assumed(tested), _counted(parts), _said_by(tested, len(origins))) if line
    ]
    return template.render(
        tested=tested,
        sentence=_lines(parts.sentence, _LINES),
        is_arabic=is_mostly_arabic(parts.sentence),
        claimed=_lines(_claimed(parts), 1, _SMALL_LINE)[0],
        verdict=label("claim_verdict", tested.verdict),
        verdict_ar=label("claim_verdict", tested.verdict, "ar"),
        reason=_lines(reason, 3, _SMALL_LINE - 4),
        evidence=[
            _lines(_evidence_line(item), 1, _SMALL_LINE)[0]
            for item in tested.evidence[: _FOOT_LINES - len(said)]
        ],
        said=said,
        rests_on=rests_on,
    )


def _evidence_line(item: Evidence) -> str:
    """What one figure says: "For: Civilians documented killed, 12 deaths; Tell Nur, 2031-03"."""
    bearing = item.bearing[:1].upper() + item.bearing[1:]
    return f"{bearing}: {item.title}, {item.value} {item.about}".rstrip()


def _claimed(parts: ClaimParts) -> str:
    """The one claim of the sentence that the card is about: it may have several numbers."""
    number = if_known(parts.number)
    if parts.is_share:
        number = parts.words_of("number") or parts.comparator.value
    unit = label("count_unit", parts.unit).lower() if parts.unit else ""
    layer = label("count_layer", parts.layer).lower() if parts.layer else ""
    period = if_known(parts.period)
    party = parts.actor.replace("_", " ")
    said = (number, unit, parts.status, layer, party, parts.place, period)
    return " · ".join(part for part in said if part)


def _assumed(tested: JudgedClaim) -> str:
    """What the claim does not say and was taken from the case, in one line."""
    taken = [note.partition(_TAKEN)[2].rstrip(".") for note in tested.notes if _TAKEN in note]
    return (
        _lines(f"Not said, and taken from the case: {'; '.join(taken)}.", 1, _FOOT)[0]
        if taken
        else ""
    )


def _counted(parts: ClaimParts) -> str:
    if not parts.counted_by:
        return ""
    return _lines(f"Counted by {parts.counted_by}; not held against other counts.", 1, _FOOT)[0]


def _said_by(tested: JudgedClaim, origins: int) -> str:
    """Who said it and when, of how many origins, and who read it."""
    parts = tested.parts
    said_on = f", {parts.said_on}" if parts.said_on.is_known else ""
    said = f"Said by {parts.said_by}{said_on}. " if parts.said_by else ""
    of = f"{with_noun(origins, 'origin')}. " if origins else ""
    by = tested.confirmed_by
    read = f"Read by {by}." if by else "Read by the program; nobody has confirmed it."
    return _lines(f"{said}{of}{read}", 1, _FOOT)[0]


_TAKEN = "it is tested for "
"""Where a note says what was taken."""
_FOOT_LINES = 5
"""Lines for evidence and for what is said beside it."""
_FOOT = 108
"""Characters of the lines at the foot of a card."""


def _lines(text: str, most: int, length: int = _LINE) -> list[str]:
    """The text in lines; the last ends with an ellipsis where there is more."""
    lines = textwrap.wrap(text, length) or [""]
    return (
        lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][: length - 1] + "…"]
    )
