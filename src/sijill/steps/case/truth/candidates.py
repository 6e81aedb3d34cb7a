"""Candidates of unnamed bodies in a simulated city, beside whom the bodies truly are."""

from collections.abc import Iterator, Mapping, Sequence

from sijill.model.codes import Harm
from sijill.model.records.record import PersonRecord, RemainsRecord
from sijill.model.results.candidates import BodyCandidates
from sijill.register.register import Register
from sijill.remains.candidates import Prior, find_candidates
from sijill.remains.missing import traits_of_body, traits_of_missing
from sijill.remains.reliability import (
    LEAST_COMPARED,
    compared_traits,
    ranks_of,
    reliability,
    share_among_first,
)

MISSING = (Harm.MISSING, Harm.MISSING_PRESUMED_DEAD)
FIRST = 5
LEAST_SHARE = 0.9
_PRIOR = 0.67

TruthLine = tuple[str, str, str, bool | None]
"""What is measured, the truth or what is asked for, the result, and whether it holds."""


def candidate_lines(register: Register, person_of: Mapping[str, str]) -> Iterator[TruthLine]:
    """How high the true match stands, and whether the odds hold.

    Args:
        register: the built city.
        person_of: the true person of each record.
    """
    people = {
        identity: record
        for identity, record in register.active(PersonRecord).items()
        if record.harm in MISSING
    }
    bodies = {
        identity: record
        for identity, record in register.active(RemainsRecord).items()
        if not record.name.is_comparable
    }
    report_of = {person_of[identity]: identity for identity in people if identity in person_of}
    true = {
        body: report_of[person_of[body]] for body in bodies if person_of.get(body, "") in report_of
    }
    if not true:
        return
    ranked = tuple(
        find_candidates(
            list(bodies.values()), list(people.values()), prior=Prior(_PRIOR), most=len(people)
        )
    )
    ranks = ranks_of(ranked, true)
    well_known = [
        ranks[body]
        for body, person in true.items()
        if compared_traits(traits_of_body(bodies[body]), traits_of_missing(people[person]))
        >= LEAST_COMPARED
    ]
    yield from _rank_lines(ranks, well_known)
    yield from _odds_lines(ranked, true)


def _rank_lines(ranks: Mapping[str, int], well_known: Sequence[int]) -> Iterator[TruthLine]:
    """How many true matches stand among the first, of all bodies and of those well described."""
    share = share_among_first(well_known, FIRST)
    yield (
        "unnamed bodies of people who are reported missing",
        f"{len(ranks):,}",
        f"{share_among_first(ranks.values(), FIRST):.0%} among the first {FIRST} candidates",
        None,
    )
    yield (
        f"  of these with {LEAST_COMPARED} traits known on both sides",
        f"at least {LEAST_SHARE:.0%}",
        f"{share:.0%} of {len(well_known):,}",
        share >= LEAST_SHARE if well_known else None,
    )


def _odds_lines(ranked: Sequence[BodyCandidates], true: Mapping[str, str]) -> Iterator[TruthLine]:
    """The odds as stated beside how often they were right."""
    stated = sum(body.none_listed for body in ranked) / len(ranked)
    yield (
        "  chance that nobody listed is meant, over all unnamed bodies",
        f"{1 - len(true) / len(ranked):.1%} true",
        f"{stated:.1%} stated",
        None,
    )
    for row in reliability(ranked, true):
        yield (
            f"  odds of {row.lowest:.0%} to {row.highest:.0%}, {row.candidates:,} candidates",
            f"{row.true:.1%} true",
            f"{row.stated:.1%} stated",
            None,
        )
