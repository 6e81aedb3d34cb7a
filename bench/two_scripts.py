"""Names across scripts: two lists of one register, one romanised, linked beside two recipes.

    python bench/two_scripts.py FOLDER [RUN ...]

FOLDER holds two CSV files ``list_*.csv`` (id, name_ar, dob, age, sex; ids occur in both) and
``dict_ar_en.csv``. Ids are hidden: record ids are hashes, so that their order says nothing.
"""

import csv
import hashlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import process_time

from peers import join_by_keys, join_by_splink
from romanised import HANDS, Romaniser
from sijill.language.names.reading import read_name
from sijill.linkage.circumstances import circumstances
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.features import feature_table
from sijill.linkage.persons import link
from sijill.model.codes import Sex
from sijill.model.records.record import Head, Locator, PersonRecord
from sijill.model.values.ages import AgeInterval

Pairs = set[tuple[str, str]]
DAY = date(2024, 1, 1)
OLDEST = 120
"""Years; more is a slip of the list."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The rows of both lists as records, and which pairs are one person."""

    records: tuple[PersonRecord, ...]
    true: frozenset[tuple[str, str]]


def read_lists(folder: Path, write: Callable[[str], str], *, short: bool = False) -> Lists:
    """Both lists; the second's names as ``write`` writes them, ``short`` ones of two parts."""
    records: list[PersonRecord] = []
    found: list[dict[str, str]] = []
    for at, path in enumerate(sorted(folder.glob("list_*.csv"))):
        names: dict[str, str] = {}
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line, row in enumerate(csv.DictReader(file)):
                digest = hashlib.sha256(f"{path.name} {line} {row['id']}".encode()).hexdigest()
                head = Head(
                    f"{'ab'[at]}:{digest[:12]}",
                    "ab"[at],
                    Locator(path.name, "0" * 64, "", line + 2),
                )
                name = _shorten(row["name_ar"]) if short else row["name_ar"]
                written = read_name(write(name) if at else name)
                sex = {"m": Sex.MALE, "f": Sex.FEMALE}.get(row["sex"], Sex.UNKNOWN)
                records.append(PersonRecord(head, (written,), sex=sex, age=_age(row)))
                names[row["id"]] = head.id
        found.append(names)
    true = frozenset((found[0][one], found[1][one]) for one in found[0].keys() & found[1].keys())
    return Lists(tuple(records), true)


def read_rows(folder: Path) -> list[dict[str, str]]:
    """The rows of both lists as they stand, in the order of their records."""
    found: list[dict[str, str]] = []
    for path in sorted(folder.glob("list_*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found += csv.DictReader(file)
    return found


def _shorten(name: str) -> str:
    words = name.split()
    family = words[-2:] if len(words) > 2 and words[-2] in ("ابو", "أبو") else words[-1:]  # noqa: PLR2004
    first = words[:2] if words[0] == "عبد" else words[:1]
    return " ".join([*first, *family]) if len(words) > len(first) else name


def _age(row: dict[str, str]) -> AgeInterval:
    """In completed years, as a list without dates of birth has it."""
    text = row["age"]
    try:
        born = date.fromisoformat(row["dob"][:10])
    except ValueError:
        years = int(float(text)) if text.replace(".", "").isdecimal() else OLDEST
    else:
        years = int((DAY - born).days / 365.25)
    return AgeInterval(12 * years, 12 * years + 11) if 0 <= years < OLDEST else AgeInterval()


def join_by_linkage(records: tuple[PersonRecord, ...]) -> Pairs:
    """Our links between the two lists."""
    found = link(records, circumstances(records, {}), Constraints(), 700, lambda _doing: None)
    return {
        (one, two)
        for members in found.partition.clusters
        for one in members
        for two in members
        if one.startswith("a:") and two.startswith("b:")
    }


def errors(joined: Pairs, true: frozenset[tuple[str, str]]) -> tuple[int, float]:
    """Wrong and missed links, and F1."""
    right = len(joined & true)
    return len(joined) + len(true) - 2 * right, 2 * right / (len(joined) + len(true))


def measure(run: str, lists: Lists) -> None:
    """Ours and both recipes on the same lists; prints a line each."""
    features = feature_table(lists.records, circumstances(lists.records, {}))
    works: dict[str, Callable[[], Pairs]] = {
        "sijill": lambda: join_by_linkage(lists.records),
        "keys and age": lambda: join_by_keys(features),
        "Splink by hand": lambda: join_by_splink(features),
    }
    for who, work in works.items():
        before = process_time()
        joined = work()
        spent = process_time() - before
        wrong, f1 = errors(joined, lists.true)
        found = f"{len(joined):,} links, {wrong:,} errors, F1 {f1:.4f}, {spent:.0f} CPU s"
        print(run, who, found, sep=" | ", flush=True)


def main() -> None:
    """Measure every run that is asked for, or all."""
    folder, chosen = Path(sys.argv[1]), sys.argv[2:]
    for name, hand in HANDS.items():
        for short in (False, True):
            run = f"{name}, {'two parts' if short else 'full'}"
            if not chosen or run in chosen:
                romaniser = Romaniser(folder / "dict_ar_en.csv", hand, 20)
                measure(run, read_lists(folder, romaniser.write, short=short))


if __name__ == "__main__":
    main()
