"""The claims desk in the dossier: every claim with its verdict, evidence and chain; and its card.

A card is one claim to cite: sentence, verdict, the figures for and against it, and the checkpoint
of the ledger that they rest on. It is an SVG picture of 800 × 420 beside the page.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sijill.figures.book import FigureBook
from sijill.model.results.claims import JudgedClaim
from sijill.model.results.origins import Derived
from sijill.model.vocabulary import label
from sijill.publication.addresses import anchor
from sijill.publication.dossier_input import DossierInput, Page
from sijill.publication.pages.template_files import strict_templates
from sijill.publication.redaction.withholding import WITHHELD

_LINE = 74
"""Characters of a line on a card."""
_LINES = 4


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim as a page shows it: its chain back to an origin, and the address of its card."""

    tested: JudgedClaim
    record: str
    """The record that it stands in; empty for a sentence that was typed."""
    chain: tuple[Derived, ...]
    origins: tuple[str, ...]
    card: str

    @property
    def parts(self) -> list[tuple[str, str]]:
        """What the claim says, part by part, those that it gives."""
        return claim_facts(self.tested)


def claim_facts(tested: JudgedClaim) -> list[tuple[str, str]]:
    """The parts of a claim with their titles."""
    parts = tested.parts
    titled = (
        ("How many", str(parts.number) if parts.number.is_known else parts.comparator.value),
        ("Of what", label("count_unit", parts.unit) if parts.unit else ""),
        ("Whose count", label("count_layer", parts.layer) if parts.layer else ""),
        ("Counted by", parts.counted_by),
        ("Status of the dead", parts.status),
        ("Party", parts.actor),
        ("Place", parts.place),
        ("Period", str(parts.period) if parts.period.is_known else ""),
        ("Said by", parts.said_by),
        ("Said on", str(parts.said_on) if parts.said_on.is_known else ""),
        ("Set against", label("count_unit", parts.unlike) if parts.unlike else ""),
    )
    return [(title, value) for title, value in titled if value]


def claim_pages(dossier: DossierInput) -> Iterator[Page]:
    """The page of all claims."""
    graph = dossier.analysis.claim_graph
    circles = [cluster for cluster in graph.clusters if cluster.circle]
    claims = list(shown_claims(dossier))
    content = {"claims": claims, "graph": graph, "circles": circles}
    yield Page("claims.html", "claims.html", content)
    for shown in claims:
        address = shown.card.removesuffix(".svg") + ".html"
        yield Page(address, "claim_card.html", {"claim": shown})


def shown_claims(dossier: DossierInput) -> Iterator[ShownClaim]:
    """Every claim, without the words of those that consent holds back."""
    graph, records = dossier.analysis.claim_graph, dossier.analysis.register.records
    for tested in dossier.book.claims:
        record = tested.subject.partition("#")[0]
        if record in dossier.withheld:
            parts = replace(tested.parts, sentence=WITHHELD, said_by=WITHHELD, counted_by="")
            tested = replace(tested, parts=parts)  # noqa: PLW2901  the words are gone from here on
        yield ShownClaim(
            tested,
            record if record in records else "",
            graph.chain(record),
            graph.roots.get(record, ()),
            f"claims/{anchor(tested.subject)}.svg",
        )


def card_files(dossier: DossierInput) -> Iterator[tuple[str, str]]:
    """The card of each claim: its address and its SVG."""
    for shown in shown_claims(dossier):
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
    return template.render(
        tested=tested,
        sentence=_lines(tested.parts.sentence, _LINES),
        verdict=label("claim_verdict", tested.verdict),
        verdict_ar=label("claim_verdict", tested.verdict, "ar"),
        reason=_lines(tested.refusal.needed if tested.refusal else tested.reason, 3),
        evidence=[
            _lines(f"{item.bearing}: {item.title}, {item.value}", 1)[0]
            for item in tested.evidence[:3]
        ],
        origins=len(origins),
        rests_on=rests_on,
    )


def _lines(text: str, most: int) -> list[str]:
    """The text in lines; the last ends with an ellipsis where there is more."""
    lines = textwrap.wrap(text, _LINE) or [""]
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][: _LINE - 1] + "…"]
