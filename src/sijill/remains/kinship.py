"""Kinship: how much more probable DNA profiles are if a body is a family's missing member.

A pedigree says who is whose child. At each locus, founders (members without parents in it) have
their alleles at random from a population (Hardy and Weinberg), and a child gets one allele of each
parent with equal chance, changed by mutation with a small one. The likelihood of what was typed is
the sum over everything that was not, over one untyped member after the other (Elston and Stewart
1971, *Human Heredity* 21: 523; in an order for any pedigree, Cannings, Thompson and Skolnick 1978,
*Advances in Applied Probability* 10: 26). The ratio compares: the body is the missing member; the
body is a stranger.

Loci are independent and their ratios multiplied. Allele frequencies are the user's; an allele that
the table lacks has ``RAREST`` (or the smallest that was given, if less).

Alleles that nobody carries are taken together as one ("other"), which changes no likelihood.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from math import prod

from sijill.model.evidence_limits import (
    MOST_PEDIGREE_MEMBERS,
    MOST_PEDIGREE_WORK,
    MOST_UNTYPED_MEMBERS,
)

RAREST = 0.001
"""The least frequency of an allele that a table may lack: a stated, cautious value."""
MUTATION = 0.002
"""Chance that an allele changes from parent to child, at an average STR locus (Butler 2010,
*Fundamentals of Forensic DNA Typing*, table of rates). It becomes any other with equal chance."""
_OTHER = ""

Genotype = tuple[str, str]
Profile = Mapping[str, Genotype]
"""By locus, the two alleles as they are written ("9.3")."""
Frequencies = Mapping[str, Mapping[str, float]]
"""By locus and allele."""


@dataclass(frozen=True, slots=True)
class Population:
    """The population that body and family come from.

    ``frequencies`` by locus and allele; ``mutation`` is the chance that an allele changes between
    parent and child.
    """

    frequencies: Frequencies
    mutation: float = MUTATION

    def alleles(self, locus: str, carried: Sequence[Genotype]) -> dict[str, float]:
        """The frequencies of the alleles that are carried, and of all others together."""
        known = self.frequencies.get(locus, {})
        least = min((RAREST, *known.values()))
        frequencies = {allele: known.get(allele, least) for pair in carried for allele in pair}
        rest = 1 - sum(frequencies.values())
        if rest > 0:
            frequencies[_OTHER] = rest
        return frequencies


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a pedigree; both parents are named, or none (a founder)."""

    name: str
    father: str = ""
    mother: str = ""


@dataclass(frozen=True, slots=True)
class Pedigree:
    """Who is whose child, in an order in which parents come before children.

    Raises:
        ValueError: if a name stands twice, a parent is missing, comes later or stands alone, or
            there are more than ``MOST_PEDIGREE_MEMBERS``.
    """

    members: tuple[Member, ...]

    def __post_init__(self) -> None:
        if len(self.members) > MOST_PEDIGREE_MEMBERS:
            raise ValueError(f"a pedigree has at most {MOST_PEDIGREE_MEMBERS} members")
        seen: set[str] = set()
        for member in self.members:
            if member.name in seen or not member.name:
                raise ValueError(f"{member.name!r} stands twice in the pedigree, or is no name")
            if bool(member.father) != bool(member.mother):
                raise ValueError(f"{member.name} has one parent; name both, typed or not")
            for parent in (member.father, member.mother):
                if parent and parent not in seen:
                    raise ValueError(f"{parent} must be listed before the child {member.name}")
            seen.add(member.name)


@dataclass(frozen=True, slots=True)
class LocusRatio:
    """The likelihood ratio at one locus."""

    locus: str
    ratio: float


def kinship_ratios(
    pedigree: Pedigree,
    missing: str,
    body: Profile,
    relatives: Mapping[str, Profile],
    population: Population,
) -> tuple[LocusRatio, ...]:
    """The ratio of each locus at which the body and at least one relative are typed.

    Args:
        pedigree: the family, the missing member among them.
        missing: the name of the member that the body may be.
        body: the profile of the remains.
        relatives: profiles by member.
        population: that both come from.

    Raises:
        ValueError: if a name is not in the pedigree, the missing member is typed, or more than
            ``MOST_UNTYPED_MEMBERS`` members are untyped, or more would have to be computed for all
            loci than ``MOST_PEDIGREE_WORK``.
    """
    names = {member.name for member in pedigree.members}
    unknown = ({missing} | set(relatives)) - names
    if unknown:
        raise ValueError(f"{', '.join(sorted(unknown))}: not in the pedigree")
    if missing in relatives:
        raise ValueError(f"{missing} is typed and cannot be missing")
    compared = [
        _Compared.of(pedigree, missing, (locus, body[locus]), relatives, population)
        for locus in body
        if any(locus in profile for profile in relatives.values())
    ]
    if sum(one.same.work() + one.stranger.work() for one in compared) > MOST_PEDIGREE_WORK:
        raise ValueError(
            "so many untyped members and so many alleles at so many loci are more than can be "
            "summed over; leave out members who connect nobody, or loci"
        )
    return tuple(LocusRatio(one.locus, one.ratio()) for one in compared)


def combined(ratios: Sequence[LocusRatio]) -> float:
    """The product over independent loci; 1 where none could be compared."""
    return prod(locus_ratio.ratio for locus_ratio in ratios)


def likelihood(
    pedigree: Pedigree,
    typed: Mapping[str, Genotype],
    alleles: Mapping[str, float],
    mutation: float = MUTATION,
) -> float:
    """The probability of what was typed at one locus.

    Args:
        pedigree: the family.
        typed: genotypes by member.
        alleles: frequencies of all alleles, summing to 1.
        mutation: the chance that an allele changes between parent and child.

    Raises:
        ValueError: if more than ``MOST_UNTYPED_MEMBERS`` members are untyped.
    """
    return _Locus(pedigree.members, typed, alleles, mutation).probability()


class _Side(StrEnum):
    """The parent from whom a member has an allele."""

    FATHER = "father"
    MOTHER = "mother"


_Allele = tuple[str, _Side]
"""The allele that the member of this name has from one side: what is summed over."""


@dataclass(frozen=True, slots=True)
class _Factor:
    """A term of a product: the alleles that it depends on, and its value for given ones."""

    alleles: frozenset[_Allele]
    value: Callable[[Mapping[_Allele, str]], float]


@dataclass(frozen=True, slots=True)
class _Locus:
    """One locus: the family, who is typed, the alleles' frequencies, the chance of a mutation."""

    members: Sequence[Member]
    typed: Mapping[str, Genotype]
    frequencies: Mapping[str, float]
    mutation: float

    def __post_init__(self) -> None:
        untyped = [member.name for member in self.members if member.name not in self.typed]
        if len(untyped) > MOST_UNTYPED_MEMBERS:
            raise ValueError(
                f"{len(untyped)} members are untyped, at most {MOST_UNTYPED_MEMBERS} can be summed "
                "over; leave out those who connect nobody"
            )

    def probability(self) -> float:
        """The sum over all alleles that the members may have, one of them after the other.

        To sum over one, only the factors that depend on it are multiplied, for all values of the
        others in them.
        """
        factors = self.factors()
        for allele, others, _ in _order(factors):
            used = [factor for factor in factors if allele in factor.alleles]
            factors = [factor for factor in factors if allele not in factor.alleles]
            factors.append(self._summed(allele, others, used))
        return prod(factor.value({}) for factor in factors)

    def work(self) -> int:
        """How many values of factors are computed for it."""
        return sum(
            used * prod(len(self._possible(one)) for one in (allele, *others))
            for allele, others, used in _order(self.factors())
        )

    def factors(self) -> list[_Factor]:
        """The chances of each member's two alleles; childless untyped members say nothing."""
        needed = set(self.typed)
        factors: list[_Factor] = []
        for member in reversed(self.members):  # children before their parents
            if member.name in needed:
                needed |= {member.father, member.mother}
                factors += (self._inherited(member, side) for side in _Side)
                if member.name in self.typed:
                    factors.append(self._as_typed(member.name))
        return factors

    def _inherited(self, member: Member, side: _Side) -> _Factor:
        """The chance of the allele that a member has from one side."""
        own = (member.name, side)
        parent = member.father if side is _Side.FATHER else member.mother
        if not parent:
            return _Factor(frozenset({own}), lambda given: self.frequencies[given[own]])
        first, second = ((parent, of) for of in _Side)
        return _Factor(
            frozenset({own, first, second}),
            lambda given: (
                (self._kept(given[first], given[own]) + self._kept(given[second], given[own])) / 2
            ),
        )

    def _kept(self, carried: str, passed: str) -> float:
        """The chance that an allele which is passed on arrives as another, or as itself."""
        if len(self.frequencies) == 1:
            return 1.0
        if carried == passed:
            return 1 - self.mutation
        return self.mutation / (len(self.frequencies) - 1)

    def _as_typed(self, name: str) -> _Factor:
        """That both alleles together are those that were typed."""
        genotype = sorted(self.typed[name])
        first, second = ((name, side) for side in _Side)
        return _Factor(
            frozenset({first, second}),
            lambda given: float(sorted((given[first], given[second])) == genotype),
        )

    def _possible(self, allele: _Allele) -> list[str]:
        return sorted(set(self.typed.get(allele[0], self.frequencies)))

    def _summed(
        self, allele: _Allele, others: Sequence[_Allele], used: Sequence[_Factor]
    ) -> _Factor:
        """The sum over one allele of a product, for each value of the others in it."""
        sums: dict[tuple[str, ...], float] = {}
        for values in product(*map(self._possible, others)):
            given = dict(zip(others, values, strict=True))
            total = 0.0
            for value in self._possible(allele):
                given[allele] = value
                chance = 1.0
                for factor in used:
                    chance *= factor.value(given)
                    if not chance:
                        break
                total += chance
            sums[values] = total
        return _Factor(frozenset(others), lambda given: sums[tuple(given[one] for one in others)])


def _order(factors: Sequence[_Factor]) -> Iterator[tuple[_Allele, list[_Allele], int]]:
    """In which order alleles are summed over: each time one that shares factors with fewest others.

    Each with these others, and with how many factors it is in.
    """
    left = [factor.alleles for factor in factors]
    while alleles := frozenset[_Allele]().union(*left):
        shared = {
            one: frozenset[_Allele]().union(*(f for f in left if one in f)) for one in alleles
        }
        first = min(sorted(alleles), key=lambda one: len(shared[one]))
        others = shared[first] - {first}
        yield first, sorted(others), sum(first in factor for factor in left)
        left = [*(factor for factor in left if first not in factor), others]


@dataclass(frozen=True, slots=True)
class _Compared:
    """One locus at which body and family are compared: as the missing member, and as a stranger."""

    locus: str
    same: _Locus
    stranger: _Locus
    of_body: float
    """The probability of the body's genotype, of a stranger."""

    @classmethod
    def of(
        cls,
        pedigree: Pedigree,
        missing: str,
        typed_body: tuple[str, Genotype],
        relatives: Mapping[str, Profile],
        population: Population,
    ) -> "_Compared":
        locus, genotype = typed_body
        typed = {name: profile[locus] for name, profile in relatives.items() if locus in profile}
        alleles = population.alleles(locus, [genotype, *typed.values()])
        same, stranger = (
            _Locus(pedigree.members, known, alleles, population.mutation)
            for known in ({**typed, missing: genotype}, typed)
        )
        return cls(locus, same, stranger, _founder(genotype, alleles))

    def ratio(self) -> float:
        return self.same.probability() / (self.stranger.probability() * self.of_body)


def _founder(genotype: Genotype, alleles: Mapping[str, float]) -> float:
    first, second = genotype
    chance = alleles[first] * alleles[second]
    return chance if first == second else 2 * chance
