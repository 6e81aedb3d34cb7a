"""Kinship: how much more probable DNA profiles are if a body is a family's missing member.

A pedigree says who is whose child. At each locus, founders (members without parents in it) have
their alleles at random from a population (Hardy and Weinberg), and a child gets one allele of each
parent with equal chance, changed by mutation with a small one. The likelihood of what was typed is
the sum over everything that was not (Elston and Stewart 1971, *Human Heredity* 21: 523), here
member by member in an order with parents first. The ratio compares: the body is the missing member;
the body is a stranger.

Loci are independent and their ratios multiplied. Allele frequencies are the user's; an allele that
the table lacks has ``RAREST`` (or the smallest that was given, if less).

Alleles that nobody carries are taken together as one ("other"), which changes no likelihood.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from math import prod

RAREST = 0.001
"""The least frequency of an allele that a table may lack: a stated, cautious value."""
MUTATION = 0.002
"""Chance that an allele changes from parent to child, at an average STR locus (Butler 2010,
*Fundamentals of Forensic DNA Typing*, table of rates). It becomes any other with equal chance."""
MOST_MEMBERS = 12
MOST_UNTYPED = 7
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
            there are more than ``MOST_MEMBERS``.
    """

    members: tuple[Member, ...]

    def __post_init__(self) -> None:
        if len(self.members) > MOST_MEMBERS:
            raise ValueError(f"a pedigree has at most {MOST_MEMBERS} members")
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
            ``MOST_UNTYPED`` members are untyped.
    """
    names = {member.name for member in pedigree.members}
    unknown = ({missing} | set(relatives)) - names
    if unknown:
        raise ValueError(f"{', '.join(sorted(unknown))}: not in the pedigree")
    if missing in relatives:
        raise ValueError(f"{missing} is typed and cannot be missing")
    return tuple(
        LocusRatio(locus, _ratio(pedigree, missing, (locus, body[locus]), relatives, population))
        for locus in body
        if any(locus in profile for profile in relatives.values())
    )


def combined(ratios: Sequence[LocusRatio]) -> float:
    """The product over independent loci; 1 where none could be compared."""
    return prod(locus_ratio.ratio for locus_ratio in ratios)


def _ratio(
    pedigree: Pedigree,
    missing: str,
    typed_body: tuple[str, Genotype],
    relatives: Mapping[str, Profile],
    population: Population,
) -> float:
    locus, genotype = typed_body
    typed = {name: profile[locus] for name, profile in relatives.items() if locus in profile}
    alleles = population.alleles(locus, [genotype, *typed.values()])
    same = likelihood(pedigree, {**typed, missing: genotype}, alleles, population.mutation)
    stranger = likelihood(pedigree, typed, alleles, population.mutation)
    return same / (stranger * _founder(genotype, alleles))


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
        ValueError: if more than ``MOST_UNTYPED`` members are untyped.
    """
    untyped = [member.name for member in pedigree.members if member.name not in typed]
    if len(untyped) > MOST_UNTYPED:
        raise ValueError(
            f"{len(untyped)} members are untyped, at most {MOST_UNTYPED} can be summed over; leave "
            "out those who connect nobody"
        )
    locus = _Locus(typed, alleles, mutation)
    return locus.sum_over(pedigree.members, {})


@dataclass(frozen=True, slots=True)
class _Locus:
    """One locus: who is typed, the alleles' frequencies, and the chance of a mutation."""

    typed: Mapping[str, Genotype]
    alleles: Mapping[str, float]
    mutation: float

    def sum_over(self, members: Sequence[Member], given: Mapping[str, Genotype]) -> float:
        """The probability of the remaining members, given those before them."""
        if not members:
            return 1.0
        first, rest = members[0], members[1:]
        total = 0.0
        for genotype in self.possible(first):
            if first.father:
                chance = self.child(genotype, given[first.father], given[first.mother])
            else:
                chance = _founder(genotype, self.alleles)
            if chance:
                total += chance * self.sum_over(rest, {**given, first.name: genotype})
        return total

    def possible(self, member: Member) -> Iterator[Genotype]:
        """The one genotype that was typed, or every one."""
        if member.name in self.typed:
            first, second = sorted(self.typed[member.name])
            yield first, second
        else:
            yield from combinations_with_replacement(sorted(self.alleles), 2)

    def child(self, genotype: Genotype, father: Genotype, mother: Genotype) -> float:
        """The chance of an unordered genotype, given both parents'."""
        first, second = genotype
        chance = self.passed(father, first) * self.passed(mother, second)
        if first != second:
            chance += self.passed(father, second) * self.passed(mother, first)
        return chance

    def passed(self, parent: Genotype, allele: str) -> float:
        """The chance that a parent passes on an allele, changed or not."""
        kept = sum(0.5 for carried in parent if carried == allele)
        if len(self.alleles) == 1:
            return kept
        changed = (1 - kept) * self.mutation / (len(self.alleles) - 1)
        return kept * (1 - self.mutation) + changed


def _founder(genotype: Genotype, alleles: Mapping[str, float]) -> float:
    first, second = genotype
    chance = alleles[first] * alleles[second]
    return chance if first == second else 2 * chance
