"""Kinship ratios: the published formulas for pairs, and what no formula may break.

The formulas for full and half siblings and for parent and child are those of Wenk, Traver and
Chiafari (1996), *Journal of Forensic Sciences* 41: 59, and Fung and Hu (2008), *Statistical DNA
Forensics*, chapter 5; they hold without mutation.
"""

from collections.abc import Mapping
from itertools import combinations_with_replacement, product
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.remains import kinship
from sijill.remains.kinship import (
    Genotype,
    Member,
    Pedigree,
    Population,
    combined,
    kinship_ratios,
    likelihood,
)

P = {"A": 0.11, "B": 0.23, "C": 0.07, "D": 0.31}
FREQUENCIES = {"D3S1358": P}
PARENT = Pedigree((Member("father"), Member("mother"), Member("child", "father", "mother")))
SIBLINGS = Pedigree(
    (
        Member("father"),
        Member("mother"),
        Member("sister", "father", "mother"),
        Member("missing", "father", "mother"),
    )
)
HALF_SIBLINGS = Pedigree(
    (
        Member("father"),
        Member("mother"),
        Member("stepmother"),
        Member("sister", "father", "stepmother"),
        Member("missing", "father", "mother"),
    )
)


def ratio(
    pedigree: Pedigree, missing: str, body: str, relative: Mapping[str, str], mutation: float = 0
) -> float:
    profiles = {name: {"D3S1358": (pair[0], pair[1])} for name, pair in relative.items()}
    genotype: Genotype = (body[0], body[1])
    population = Population(FREQUENCIES, mutation)
    return combined(kinship_ratios(pedigree, missing, {"D3S1358": genotype}, profiles, population))


a, b = P["A"], P["B"]


@pytest.mark.parametrize(
    ("parent", "child", "expected"),
    [
        ("AA", "AA", 1 / a),
        ("AA", "AB", 1 / (2 * a)),
        ("AB", "AA", 1 / (2 * a)),
        ("AB", "AB", (a + b) / (4 * a * b)),
        ("AB", "AC", 1 / (4 * a)),
        ("AB", "CD", 0),
    ],
)
def test_parent_and_child(parent: str, child: str, expected: float) -> None:
    assert ratio(PARENT, "child", child, {"father": parent}) == pytest.approx(expected, rel=1e-9)
    assert ratio(PARENT, "father", parent, {"child": child}) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("AA", "AA", (1 + a) ** 2 / (4 * a**2)),
        ("AA", "AB", (1 + a) / (4 * a)),
        ("AA", "BB", 1 / 4),
        ("AA", "BC", 1 / 4),
        ("AB", "AB", (1 + a + b + 2 * a * b) / (8 * a * b)),
        ("AB", "AC", (1 + 2 * a) / (8 * a)),
        ("AB", "CD", 1 / 4),
    ],
)
def test_full_siblings(one: str, other: str, expected: float) -> None:
    assert ratio(SIBLINGS, "missing", other, {"sister": one}) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("AA", "AA", (1 + a) / (2 * a)),
        ("AA", "AB", (1 + 2 * a) / (4 * a)),
        ("AA", "BB", 1 / 2),
        ("AB", "AB", (a + b + 4 * a * b) / (8 * a * b)),
        ("AB", "AC", (1 + 4 * a) / (8 * a)),
        ("AB", "CD", 1 / 2),
    ],
)
def test_half_siblings(one: str, other: str, expected: float) -> None:
    found = ratio(HALF_SIBLINGS, "missing", other, {"sister": one})
    assert found == pytest.approx(expected, rel=1e-9)


def test_a_trio_with_both_parents() -> None:
    """Mother AB, child AC, alleged father CD: 1 / (2 p_C), the paternity index of textbooks."""
    found = ratio(PARENT, "father", "CD", {"mother": "AB", "child": "AC"})
    assert found == pytest.approx(1 / (2 * P["C"]), rel=1e-9)


def test_a_mutation_costs_much_and_excludes_nobody() -> None:
    found = ratio(PARENT, "child", "CD", {"father": "AB"}, mutation=0.002)
    assert 0 < found < 0.05


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from("ABCD"), min_size=4, max_size=4))
def test_genotypes_of_a_family_have_probability_one(alleles: list[str]) -> None:
    """Summed over every genotype of the child, whatever a parent has."""
    everything = {**P, "": 1 - sum(P.values())}
    father, mother = (alleles[0], alleles[1]), (alleles[2], alleles[3])
    typed: dict[str, Genotype] = {"father": father, "mother": mother}
    genotypes = combinations_with_replacement(sorted(everything), 2)
    total = sum(likelihood(PARENT, {**typed, "child": one}, everything) for one in genotypes)
    assert total == pytest.approx(likelihood(PARENT, typed, everything))


def test_loci_that_one_side_lacks_say_nothing() -> None:
    body = {"D3S1358": ("A", "A"), "TH01": ("6", "9.3")}
    population = Population(FREQUENCIES)
    father = {"D3S1358": ("A", "B")}
    (only,) = kinship_ratios(PARENT, "child", body, {"father": father}, population)
    assert only.locus == "D3S1358"
    assert combined(kinship_ratios(PARENT, "child", body, {"father": {}}, population)) == 1


def test_an_allele_that_the_table_lacks_is_rare_and_not_impossible() -> None:
    assert ratio(PARENT, "child", "ZA", {"father": "ZB"}) == pytest.approx(1 / (4 * kinship.RAREST))


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ((Member("a"), Member("a")), "stands twice"),
        ((Member("a"), Member("b", "a")), "has one parent"),
        ((Member("b", "a", "c"), Member("a"), Member("c")), "before the child"),
        (tuple(Member(str(n)) for n in range(13)), "at most 12"),
    ],
)
def test_what_is_no_pedigree_is_refused(members: tuple[Member, ...], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Pedigree(members)


@pytest.mark.parametrize(
    ("missing", "relatives", "reason"),
    [
        ("uncle", {"father": "AB"}, "uncle: not in the pedigree"),
        ("child", {"child": "AB"}, "is typed and cannot be missing"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(
    missing: str, relatives: dict[str, str], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        ratio(PARENT, missing, "AA", relatives)


LOOP = Pedigree(
    (
        Member("gf"),
        Member("gm"),
        Member("aunt", "gf", "gm"),
        Member("father", "gf", "gm"),
        Member("child", "father", "aunt"),
        Member("mother"),
        Member("half", "father", "mother"),
    )
)
"""A family whose parents are brother and sister, with a half sibling."""


def every_genotype(
    pedigree: Pedigree, typed: Mapping[str, Genotype], alleles: Mapping[str, float], mutation: float
) -> float:
    """The probability of what was typed, as the sum over every genotype of everybody else."""

    def passed(parent: Genotype, allele: str) -> float:
        changed = mutation / (len(alleles) - 1)
        return sum(1 - mutation if one == allele else changed for one in parent) / 2

    def chance(member: Member, all_of_them: Mapping[str, Genotype]) -> float:
        first, second = all_of_them[member.name]
        orders = {(first, second), (second, first)}
        if not member.father:
            return sum(alleles[one] * alleles[other] for one, other in orders)
        father, mother = all_of_them[member.father], all_of_them[member.mother]
        return sum(passed(father, one) * passed(mother, other) for one, other in orders)

    possible = [
        [typed[member.name]]
        if member.name in typed
        else list(combinations_with_replacement(sorted(alleles), 2))
        for member in pedigree.members
    ]
    names = [member.name for member in pedigree.members]
    return sum(
        prod(
            chance(member, dict(zip(names, genotypes, strict=True))) for member in pedigree.members
        )
        for genotypes in product(*possible)
    )


@settings(max_examples=12, deadline=None)
@given(
    pedigree=st.sampled_from([HALF_SIBLINGS, LOOP]),
    who=st.sets(st.integers(0, 6), min_size=3, max_size=5),
    letters=st.lists(st.sampled_from("ABC"), min_size=14, max_size=14),
    mutation=st.sampled_from([0.002, 0.1]),
)
def test_the_sum_is_that_over_every_genotype(
    pedigree: Pedigree, who: set[int], letters: list[str], mutation: float
) -> None:
    """An independent oracle: nothing is left out of the sum, whatever order it is taken in."""
    names = [member.name for member in pedigree.members]
    typed: dict[str, Genotype] = {
        names[one]: (letters[2 * one], letters[2 * one + 1]) for one in who if one < len(names)
    }
    alleles = {"A": 0.2, "B": 0.3, "C": 0.5}
    found = likelihood(pedigree, typed, alleles, mutation)
    assert found == pytest.approx(every_genotype(pedigree, typed, alleles, mutation), rel=1e-9)


def loci_of(number: int, pair: Genotype) -> dict[str, Genotype]:
    return {f"locus {at}": pair for at in range(number)}


def test_a_family_of_three_generations_at_every_locus_of_a_kit() -> None:
    """The sum over each untyped member inside that over the one before would have 10^11 terms."""
    founders = [Member(name) for name in ("gf", "gm", "other gf", "other gm")]
    parents = [Member("father", "gf", "gm"), Member("mother", "other gf", "other gm")]
    children = [Member(name, "father", "mother") for name in ("sister", "brother", "missing")]
    family = Pedigree((*founders, *parents, Member("uncle", "gf", "gm"), *children))
    typed = {"uncle": ("1", "2"), "sister": ("3", "4"), "brother": ("5", "6")}
    profiles = {name: loci_of(24, pair) for name, pair in typed.items()}
    frequencies = {str(number): 0.08 for number in range(12)}
    population = Population(dict.fromkeys(profiles["uncle"], frequencies))
    ratios = kinship_ratios(family, "missing", loci_of(24, ("3", "5")), profiles, population)
    assert len({one.ratio for one in ratios}) == 1
    assert ratios[0].ratio > 1


def test_more_than_can_be_summed_over_is_refused_before_anything_is_computed() -> None:
    """Each child has alleles of its own, and every two of the parents have children."""
    parents = [Member(name) for name in "abcdef"]
    children = [
        Member(f"{one.name}{other.name}", one.name, other.name)
        for at, one in enumerate(parents[:4])
        for other in parents[at + 1 : 4]
    ]
    profiles = {
        child.name: {"D3S1358": (f"{at}x", f"{at}y")} for at, child in enumerate(children[1:])
    }
    with pytest.raises(ValueError, match="more than can be summed over"):
        kinship_ratios(
            Pedigree((*parents, *children)),
            "ab",
            {"D3S1358": ("8", "9")},
            profiles,
            Population(FREQUENCIES),
        )
