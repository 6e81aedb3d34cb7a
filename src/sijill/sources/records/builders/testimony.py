"""The values of one row as a testimony, with what the witness allowed."""

from collections.abc import Mapping

from sijill.model.codes import ConsentIdentity, ConsentState, ConsentUse
from sijill.model.records.head import Head
from sijill.model.records.testimony import TestimonyRecord
from sijill.sources.records.cells import RowValues
from sijill.sources.records.joined_fields import place_of


def build_testimony(head: Head, values: RowValues) -> TestimonyRecord:
    """One account. Its words are kept only where they may be quoted."""
    uses = _uses(values)
    may_quote = _may_quote(values, uses)
    return TestimonyRecord(
        head,
        pseudonym=values.text("pseudonym"),
        given_on=values.date("given_on"),
        happened=values.date("happened"),
        place=place_of(values),
        killed=values.count("killed"),
        mentioned_names=values.names("mentioned_names"),
        account=values.text("account") if may_quote.permits else "",
        may_quote=may_quote,
        uses=uses,
        shown_as=_shown_as(values),
        earlier_interviews=values.count("earlier_interviews"),
        incident=values.text("incident"),
    )


def _may_quote(values: RowValues, uses: frozenset[ConsentUse] | None) -> ConsentState:
    """What the witness answered about publication.

    Where the list asks for what the account may be used, it is quoted only if publication is among
    the uses, and a plain yes to quoting, where that is asked, too, is not enough. A row in which
    neither cell says anything is one that nobody asked.
    """
    answer = values.answer("may_quote")
    stated = _ANSWERS.get(answer, ConsentState.NOT_ASKED)
    if uses is None:
        return stated
    if ConsentUse.PUBLISH in uses:
        return stated if "may_quote" in values.texts else ConsentState.GIVEN
    return ConsentState.REFUSED if uses or answer is not None else ConsentState.NOT_ASKED


_ANSWERS: Mapping[bool | None, ConsentState] = {
    True: ConsentState.GIVEN,
    False: ConsentState.REFUSED,
}


def _uses(values: RowValues) -> frozenset[ConsentUse] | None:
    if "consent" not in values.texts:
        return None
    return frozenset(ConsentUse(code) for code in values.texts_of("consent"))


def _shown_as(values: RowValues) -> ConsentIdentity | None:
    code = values.text("consent_identity")
    return ConsentIdentity(code) if code in list(ConsentIdentity) else None
