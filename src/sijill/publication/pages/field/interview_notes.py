"""The warning beside accounts of witnesses who were asked more than once."""

from collections.abc import Iterable, Mapping

from sijill.figures.field.interviews import count_interviews
from sijill.model.records.testimony import TestimonyRecord


def interview_notes(testimonies: Iterable[TestimonyRecord]) -> Mapping[str, str]:
    """A sentence for each account of a witness who was asked more than once, by record id."""
    return {
        account: (
            f"This witness has told it {witness.number} times that are known. Accounts that are "
            "repeated change and hurt: ask again only with a reason."
        )
        for witness in count_interviews(testimonies)
        if witness.is_repeated
        for account in witness.accounts
    }
