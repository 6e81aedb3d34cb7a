"""A name among many others, in another script or by another hand: which is the right one?

    python bench/name_matchers.py FOLDER [QUERIES [NAMES]]

Names are those of both lists in FOLDER and, to fill up, given names and ancestors of one row with
the family of another. A query is one of them written by another hand. Our distance compares the
consonants and, at a smaller weight, the sound; beside it stand Jaro-Winkler and Levenshtein on a
letter-by-letter transliteration.
"""

import csv
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import process_time

import numpy as np
import numpy.typing as npt
from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler, Levenshtein
from rapidfuzz.process import cdist

from romanised import HANDS, Romaniser
from sijill.language.names.reading import read_name
from sijill.language.scripts import fold_arabic

SOUND_WEIGHT = 0.4
CHUNK = 100
_ROUGH = str.maketrans("AbtvjHxd*rzs$SDTZEgfqklmnhwy", "abttjhxddrzscsdtzagfkklmnhui")
Costs = npt.NDArray[np.float64]


def gather_names(folder: Path, count: int) -> list[str]:
    """Distinct Arabic names of three parts or more, whatever their spaces and folded letters."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("list_*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if len(row["name_ar"].split()) > 2 and "مجهول" not in row["name_ar"]:  # noqa: PLR2004
                    found.setdefault(_key(row["name_ar"]), row["name_ar"])
    names, random = list(found.values()), Random(5)  # noqa: S311  a seeded generator is wanted
    while len(found) < count:
        one, other = random.choice(names).split(), random.choice(names).split()
        mixed = " ".join([*one[:-1], other[-1]])
        found.setdefault(_key(mixed), mixed)
    return list(found.values())[:count]


def _key(name: str) -> str:
    return fold_arabic(name).replace(" ", "")


def forms(name: str) -> tuple[str, str]:
    """The consonants and the sound of a whole name; of "son of Rana" the relation and the relative.

    The relation is one capital letter, so that the relative herself is one edit apart.
    """
    read = read_name(name)
    relation = read.relation.value[0].upper() if read.relation else ""
    parts = read.parts or read_name(read.relative).parts
    sounds = (part.sound or part.letters.translate(_ROUGH) or part.consonant_key for part in parts)
    return relation + "".join(part.consonant_key for part in parts), "".join(sounds)


class Ours:
    """Edits of the consonants, and of the sound at a smaller weight."""

    def prepare(self, names: list[str]) -> list[list[str]]:
        """The consonants of all, and the sounds of all."""
        return [list(form) for form in zip(*map(forms, names), strict=True)]

    def costs(self, queries: list[list[str]], names: list[list[str]]) -> Costs:
        """Shape (queries, names)."""
        consonants, sounds = (
            cdist(left, right, scorer=Levenshtein.distance, dtype=np.int16, workers=1)
            for left, right in zip(queries, names, strict=True)
        )
        found: Costs = consonants + SOUND_WEIGHT * sounds
        return found


class Transliterated(Ours):
    """A distance of rapidfuzz on lower-case ASCII."""

    def __init__(self, scorer: Callable[..., float]) -> None:
        self._scorer = scorer

    def prepare(self, names: list[str]) -> list[list[str]]:
        """One form of each."""
        return [[anyascii(name).lower() for name in names]]

    def costs(self, queries: list[list[str]], names: list[list[str]]) -> Costs:
        """Shape (queries, names)."""
        found: Costs = cdist(queries[0], names[0], scorer=self._scorer, dtype=np.float32, workers=1)
        return found


MATCHERS = {
    "sijill": Ours(),
    "Jaro-Winkler": Transliterated(JaroWinkler.distance),
    "Levenshtein": Transliterated(Levenshtein.distance),
}


def main() -> None:
    """Print a line for each run and matcher: right answers ranked first, microseconds a pair."""
    folder = Path(sys.argv[1])
    queries, count = (int(one) for one in (*sys.argv[2:], "2000", "50000")[:2])
    names = gather_names(folder, count)
    chosen = Random(6).sample(range(count), queries)  # noqa: S311  a seeded generator is wanted
    hands = [Romaniser(folder / "dict_ar_en.csv", hand, 30) for hand in HANDS.values()]
    latin = [hands[0].write(name) for name in names]
    asked = [hands[1].write(names[at]) for at in chosen]
    for run, among in (("Arabic-Latin", names), ("Latin-Latin", latin)):
        for who, matcher in MATCHERS.items():
            print(run, who, measure(matcher, asked, among, chosen), sep=" | ", flush=True)


def measure(matcher: Ours, asked: list[str], among: list[str], chosen: list[int]) -> str:
    """The share of queries whose right name is first, and the time without reading the names."""
    right, spent = 0, 0.0
    names = matcher.prepare(among)
    for start in range(0, len(asked), CHUNK):
        queries = matcher.prepare(asked[start : start + CHUNK])
        before = process_time()
        costs = matcher.costs(queries, names)
        spent += process_time() - before
        right += int((costs.argmin(axis=1) == chosen[start : start + CHUNK]).sum())
    pair = 1e6 * spent / len(asked) / len(among)
    return f"{right / len(asked):.4f} first | {pair:.3f} µs a pair"


if __name__ == "__main__":
    main()
