"""Answers on the first page about published claims: how many hold, and that none is counted."""

from collections.abc import Iterator

from markupsafe import Markup

from sijill.model.codes import ClaimVerdict
from sijill.model.records.record import RecordKind
from sijill.model.vocabulary import label
from sijill.publication.dossier_input import DossierInput
from sijill.publication.pages.answers.answers_on_people import counted, figure_of


def answers_on_claims(dossier: DossierInput) -> Iterator[Markup]:
    """The verdicts on sentences that lists of claims hold; nothing where no list holds any."""
    mappings = dossier.analysis.register.counted_mappings.values()
    if not any(one.kind is RecordKind.COUNT and "sentence" in one.fields for one in mappings):
        return
    verdicts = [
        Markup("{} {}").format(figure_of(dossier, name), label("claim_verdict", verdict).lower())
        for verdict in ClaimVerdict
        if (name := f"claims.verdict.{verdict}") in dossier.book.figures
    ]
    if verdicts:
        yield Markup(
            '<a href="claims.html">Published claims</a>, held against these figures and in no '
            "number here: {}. They go back to {}."
        ).format(Markup(", ").join(verdicts), counted(dossier, "claims.origins", "origin"))
