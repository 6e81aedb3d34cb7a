"""A simulated city, linked, judged by a simulated reviewer who errs, and linked again.

    python bench/reviewed_city.py SEED DEATHS [JUDGEMENTS [ROUNDS]]

The reviewer reads the head of the list that a build gives, as far as the judgements go, in so many
rounds; after each the city is linked again. One answer in fifty is wrong. Printed are, before and
after each round, pairwise precision and recall, B-cubed F1, clusters that hold two people killed
together with different given names, the largest cluster beside the largest true one, and the count
of the named dead beside the truth. 20,000 deaths give 50,000 records.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from time import process_time

from cities import AT, read_city
from sijill.linkage.features import comparable_name
from sijill.model.codes import LinkDecision
from sijill.model.decisions.decision import Decided, Judgement
from sijill.model.results.replicates import interval
from sijill.register.register import Register
from sijill.register.watching import unwatched
from sijill.simulation.oracle import bcubed_f1, joined_relatives, score_pairs
from sijill.steps.case.link import Linked, link_records
from sijill.steps.case.truth.comparison import Truth

ERRORS = 0.02
JUDGEMENTS = 1_000

Pair = tuple[str, str]


@dataclass
class Reviewer:
    """Knows the truth, and errs in a share of the answers.

    What contradicts earlier answers is not asked.
    """

    person_of: Mapping[str, str]
    random: Random
    answers: dict[Pair, LinkDecision] = field(default_factory=dict)

    def read(self, linked: Linked, most: int) -> None:
        """Judge the first pairs of the review."""
        asked = [one.pair for one in linked.review if one.pair not in self.answers]
        for pair in asked[:most]:
            left, right = (self.person_of.get(one, one) for one in pair)
            same = (left == right) ^ (self.random.random() < ERRORS)
            self.answers[pair] = LinkDecision.SAME if same else LinkDecision.DIFFERENT

    def judgements(self) -> dict[Pair, Judgement]:
        """The answers as a register holds them."""
        decided = Decided("", "reviewer", AT)
        return {
            pair: Judgement(*pair, decision, "read", decided)
            for pair, decision in self.answers.items()
        }


def describe(linked: Linked, person_of: Mapping[str, str], truth: Truth) -> str:
    """The quality of the links, in one line."""
    clusters = linked.partition.clusters
    pairs = score_pairs(clusters, person_of)
    found = {one: members[0] for members in clusters for one in members}
    wrong = joined_relatives(clusters, person_of, truth.given, truth.incident)
    largest = max(sum(one in person_of for one in members) for members in clusters)
    true = max(Counter(person_of.values()).values())
    dead = len(set(person_of.values()) & set(truth.incident))
    ends = interval(linked.people.replicates.count(lambda one: one.is_named and one.is_dead))
    return (
        f"precision {pairs.precision:.4f}, recall {pairs.recall:.4f}, "
        f"B-cubed F1 {bcubed_f1(found, person_of):.4f}, joined relatives {wrong}, "
        f"largest {largest} (true {true}), dead {ends.lowest}-{ends.highest} (true {dead}), "
        f"{len(linked.review):,} pairs to review"
    )


def measure(register: Register, truth: Truth, most: int, rounds: int) -> None:
    """Print a line before the review and after each round of it."""
    person_of = {
        one: truth.person_of[one]
        for one, record in register.linkable.items()
        if comparable_name(record) is not None and one in truth.person_of
    }
    random = Random(1)  # noqa: S311  a seeded generator is wanted
    reviewer = Reviewer({**truth.person_of, **truth.missing_of}, random)
    for done in range(rounds + 1):
        before = process_time()
        judged = replace(
            register, decisions=replace(register.decisions, judgements=reviewer.judgements())
        )
        with tempfile.TemporaryDirectory() as work:
            linked = link_records(judged, unwatched, Path(work))
        line = describe(linked, person_of, truth)
        spent = process_time() - before
        print(f"{len(reviewer.answers):,} judgements: {line}, {spent:.0f} CPU s", flush=True)
        if done < rounds:
            reviewer.read(linked, most // rounds)


def main() -> None:
    """Measure one city."""
    seed, deaths, *more = map(int, sys.argv[1:])
    most, rounds = (*more, JUDGEMENTS, 1)[:2] if len(more) != 1 else (more[0], 1)
    register, truth = read_city(seed, deaths)
    print(f"{len(register.linkable):,} records", flush=True)
    measure(register, truth, most, rounds)


if __name__ == "__main__":
    main()
