"""Candidates: which missing people a body may be, ranked by posterior odds under a stated prior.

For a list of N missing people the prior says that the body is somebody on the list with a given
probability, each of them alike; "nobody on the list" has the rest (an open set; 1 makes it closed).
The posterior of a person is the prior times the product of the factors, over the sum for everybody
and for nobody (Budowle et al. 2011, *Forensic Science International: Genetics* 5: 452, on stating
prior odds).

Traits that go together on the list are compared with the others as one (``DEPENDENT``), and all
bodies of a list at once: nobody leaves two whole bodies (``assignment``).

Nobody is excluded by small odds. Excluded is who was seen alive after the body was found, and whom
people excluded.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sijill.model.records.record import PersonRecord, RemainsRecord
from sijill.model.recovery_codes import Completeness
from sijill.model.results.candidates import BodyCandidates, Candidate, Factor
from sijill.model.values.ages import ADULT_FROM_YEARS, MONTHS_PER_YEAR
from sijill.remains import likelihoods
from sijill.remains.assignment import LEAST_SHARE, Leads, Places, availability
from sijill.remains.elements import completeness
from sijill.remains.likelihoods import Array
from sijill.remains.missing import MissingPeople, Traits, traits_of_body, traits_of_missing
from sijill.remains.teeth import chart_ratios, discrepancies

DEPENDENT = {
    "what goes together in a person": ("sex", "age", "stature", "clothing and effects"),
    "what goes together in an event": ("site", "distance", "days"),
}
"""Factors that are not independent over a list, by what their correction is called."""
OTHER_BODIES = "other bodies"
_PARTS = (Completeness.BODY_PART, Completeness.COMMINGLED)
LEAST_SPOKEN = 1.05
"""A factor nearer to 1 than this says nothing worth a word."""


@dataclass(frozen=True, slots=True)
class Prior:
    """What is assumed before looking: the chance that the body is somebody on the list.

    Raises:
        ValueError: unless it is above 0 and at most 1.
    """

    on_list: float = 0.5

    def __post_init__(self) -> None:
        if not 0 < self.on_list <= 1:
            raise ValueError("the chance that a body is on the list is above 0 and at most 1")


def find_candidates(
    bodies: Sequence[RemainsRecord],
    missing: Sequence[PersonRecord],
    excluded: Collection[tuple[str, str]] = (),
    prior: Prior = Prior(),
    most: int = 5,
) -> Iterator[BodyCandidates]:
    """The candidates of each body in turn; a generator, so that progress can be shown.

    Args:
        bodies: whose identity is open; those without a name take part like the others.
        missing: the people who may be meant, each once.
        excluded: pairs (remains, person) that people excluded.
        prior: see the module.
        most: how many candidates are kept for a body.
    """
    people = MissingPeople([traits_of_missing(person) for person in missing])
    sought = [traits_of_body(body) for body in bodies]
    out = frozenset(excluded)
    free = _free_people(bodies, sought, people, out, prior) if len(people) else {}
    for place, body in enumerate(sought):
        if not len(people):
            yield BodyCandidates(body.record, (), 1.0, 0, 0)
        else:
            compared = _compare(body, people, out, prior)
            yield _candidates_of(body, people, compared, free.get(place), most)


@dataclass(frozen=True, slots=True)
class _BodyComparison:
    """A body beside everybody: factors, their product, who cannot be meant, and the weights."""

    factors: dict[str, Array]
    ratios: Array
    impossible: NDArray[np.bool_]
    weights: Array
    nobody: float


def _compare(
    body: Traits, people: MissingPeople, excluded: frozenset[tuple[str, str]], prior: Prior
) -> _BodyComparison:
    factors = _factors(body, people)
    ratios = np.prod(np.stack(list(factors.values())), axis=0)
    impossible = people.seen_after_found(body)
    impossible = impossible | np.array(
        [(body.record, person) in excluded for person in people.records]
    )
    weights = np.where(impossible, 0.0, ratios) * prior.on_list / len(people)
    return _BodyComparison(factors, ratios, impossible, weights, 1 - prior.on_list)


def _free_people(
    bodies: Sequence[RemainsRecord],
    sought: Sequence[Traits],
    people: MissingPeople,
    excluded: frozenset[tuple[str, str]],
    prior: Prior,
) -> dict[int, tuple[Places, Array]]:
    """By whole body, its likely people and for each the chance to be no other body's.

    Bodies are compared here and once more when their candidates are described: the factors of all
    pairs at once would be gigabytes where thousands of bodies meet thousands of people.
    """
    lists = {name: place for place, name in enumerate(sorted({b.head.source for b in bodies}))}
    pairs: list[tuple[int, Places, Array]] = []
    others = np.zeros(len(sought))
    keys: list[Places] = []
    for place, (record, body) in enumerate(zip(bodies, sought, strict=True)):
        if completeness(record) in _PARTS:
            continue
        compared = _compare(body, people, excluded, prior)
        total = float(compared.weights.sum()) + compared.nobody
        likely = np.flatnonzero(compared.weights > LEAST_SHARE * total)
        weights = compared.weights[likely]
        others[place] = max(0.0, total - float(weights.sum()))
        pairs.append((place, likely, weights))
        keys.append(likely + lists[record.head.source] * len(people))
    if not pairs:
        return {}
    columns = [np.full(len(likely), place) for place, likely, _ in pairs]
    weights = np.concatenate([body_weights for _, _, body_weights in pairs])
    free = availability(Leads(np.concatenate(columns), np.concatenate(keys), weights, others))
    ends = np.cumsum([len(likely) for _, likely, _ in pairs])[:-1]
    parts = np.split(free, ends)
    return {place: (likely, part) for (place, likely, _), part in zip(pairs, parts, strict=True)}


def _candidates_of(
    body: Traits,
    people: MissingPeople,
    compared: _BodyComparison,
    free: tuple[Places, Array] | None,
    most: int,
) -> BodyCandidates:
    weights = compared.weights.copy()
    factors = dict(compared.factors)
    if free is not None:
        likely, chances = free
        weights[likely] *= chances
        factors[OTHER_BODIES] = np.ones(len(people))
        factors[OTHER_BODIES][likely] = chances
    everything = float(weights.sum()) + compared.nobody
    excluded = int(compared.impossible.sum())
    if everything == 0:
        return BodyCandidates(body.record, (), 0.0, len(people), excluded)
    possible = [
        place for place in _order(weights, people.records) if not compared.impossible[place]
    ]
    return BodyCandidates(
        body.record,
        tuple(
            Candidate(
                people.records[place],
                _spoken(factors, place, discrepancies(body.teeth, people.teeth[place])),
                float(compared.ratios[place]),
                float(weights[place] / everything),
            )
            for place in possible[:most]
        ),
        compared.nobody / everything,
        len(people),
        excluded,
    )


def _order(weights: Array, records: Sequence[str]) -> list[int]:
    """Places by falling weight, ties by record."""
    return sorted(range(len(records)), key=lambda place: (-weights[place], records[place]))


def _factors(body: Traits, people: MissingPeople) -> dict[str, Array]:
    distance_km = np.maximum(
        0.0,
        likelihoods.distances_km(body.point, people.points) - people.radii_km - body.radius_km,
    )
    site = likelihoods.site_ratios(body.site, people.sites)
    distance = likelihoods.distance_ratios(distance_km)
    # Site and position say the same thing twice: where both sides name a site, it alone speaks.
    both_name_one = np.array([bool(body.site and person_site) for person_site in people.sites])
    is_child = body.age[1] < ADULT_FROM_YEARS * MONTHS_PER_YEAR
    factors = {
        "name": likelihoods.name_ratios(body.name, people.names),
        "dental": chart_ratios(body.teeth, people.teeth),
        "marks": likelihoods.word_ratios(body.marks, people.marks),
        "clothing and effects": likelihoods.word_ratios(body.things, people.things),
        "sex": likelihoods.sex_ratios(body.sex, people.sexes, is_child=is_child),
        "age": likelihoods.interval_ratios(
            body.age, people.ages_at(body), likelihoods.age_spread_months(body.age)
        ),
        "stature": likelihoods.interval_ratios(
            body.stature, people.statures, likelihoods.STATURE_SPREAD_CM
        ),
        "days": likelihoods.lag_ratios(people.lags(body)),
        "site": site,
        "distance": np.where(both_name_one, 1.0, distance),
    }
    for name, fields in DEPENDENT.items():
        factors[name] = _for_dependence(factors, fields)
    return factors


def _for_dependence(factors: dict[str, Array], fields: tuple[str, ...]) -> Array:
    """What the product of dependent factors says too much: one over its mean over the others.

    Each factor is 1 in the mean over the list. Where the traits go together, their product is more:
    every woman of a body's height who is listed wears what women wear. A body of nobody listed
    would seem likely to be somebody's. The mean leaves out the person who is compared, since he or
    she is no part of the population that the match is rare in, and it never adds weight.
    """
    product = np.prod(np.stack([factors[field] for field in fields]), axis=0)
    mean = (float(product.sum()) - product + 1) / len(product)
    correction: Array = 1 / np.maximum(1.0, mean)
    return correction


def _spoken(
    factors: dict[str, Array], place: int, wrong_teeth: tuple[int, ...]
) -> tuple[Factor, ...]:
    """The factors that say something, the strongest first."""
    notes = {"dental": _review_of(wrong_teeth)} if wrong_teeth else {}
    spoken = [
        Factor(
            field,
            float(ratios[place]),
            _words(field, float(ratios[place])) + notes.get(field, ""),
        )
        for field, ratios in factors.items()
        if not 1 / LEAST_SPOKEN < ratios[place] < LEAST_SPOKEN
    ]
    return tuple(sorted(spoken, key=lambda factor: -abs(np.log(factor.ratio))))


def _review_of(teeth: tuple[int, ...]) -> str:
    """Teeth that cannot have changed as the charts say."""
    listed = ", ".join(map(str, teeth))
    return f" (teeth {listed} cannot have changed so: compare the charts, review for exclusion)"


def _words(field: str, ratio: float) -> str:
    if field == OTHER_BODIES:
        return f"other bodies may be this person's, {1 / ratio:,.1f} times less"
    if field in DEPENDENT:
        return f"less for {field}, {1 / ratio:,.1f} times"
    if ratio >= 1:
        return f"{field} for it, {ratio:,.1f} times"
    return f"{field} against it, {1 / ratio:,.1f} times"
