"""A thousand records that arrive: the cost of linking them on, beside linking all anew.

    python bench/arriving.py [RECORDS [ARRIVING [FOLDER [SYLLABLES]]]]

Records are those of ``builds``: three lists of one invented population. What the whole linkage of
all but the arriving records learned is kept in FOLDER (a temporary one where none is given) and
read again, as a build does it. Where FOLDER holds it from before, as ``scale`` leaves it, the whole
linkage is left out; SYLLABLES are then those of its names.
"""

import random
import resource
import sys
import tempfile
from collections import deque
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

from builds import INCLUSION, SEED, as_heard, invent
from sijill.language.names.reading import read_name
from sijill.language.scripts import script_of
from sijill.linkage.arrivals.changes import Arrived
from sijill.linkage.arrivals.kept import Kept
from sijill.linkage.arrivals.kept_files import keep, recall
from sijill.linkage.arrivals.relink import link_arrived
from sijill.linkage.circumstances import circumstances
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.features import feature_table, spelling_table
from sijill.linkage.linkage import LinkableRecords, log_odds
from sijill.linkage.persons import link
from sijill.model.codes import Sex
from sijill.model.records.record import Head, Locator, PersonRecord
from sijill.model.values.ages import AgeInterval
from sijill.model.values.dates import DateInterval
from sijill.model.values.places import Place, Text

SAME_PERMILLE = 650
SHORT = (2, 2, 3)
Syllables = tuple[int, ...]
Row = tuple[str, int, tuple[str, int, str, str, str]]


def invent_records(size: int) -> list[PersonRecord]:
    """About so many records, in the order of the population."""
    return list(iterate_records(size))


def iterate_records(
    size: int, syllables: Syllables = SHORT, leave: int = 0
) -> Iterator[PersonRecord]:
    """The same, one after the other.

    Args:
        size: how many, about.
        syllables: the lengths of names, each as likely.
        leave: how many are left out at the end.
    """
    waiting: deque[Row] = deque()
    for row in _iterate_rows(size, syllables):
        waiting.append(row)
        if len(waiting) > leave:
            yield _record(*waiting.popleft())


def last_records(size: int, number: int, syllables: Syllables = SHORT) -> list[PersonRecord]:
    """The last of so many records."""
    return [_record(*row) for row in deque(_iterate_rows(size, syllables), number)]


def _iterate_rows(size: int, syllables: Syllables) -> Iterator[Row]:
    chance = random.Random(SEED)  # noqa: S311  nothing here is secret
    for number in range(round(size / sum(INCLUSION.values()))):
        person = invent(chance, syllables)
        for source, inclusion in INCLUSION.items():
            if chance.random() < inclusion:
                yield source, number, as_heard(person, chance)


def _record(source: str, number: int, row: tuple[str, int, str, str, str]) -> PersonRecord:
    name, age, day, town, sex = row
    head = Head(f"{source}:{number:07}", source, Locator(f"{source}.csv", "0" * 64, "", number + 2))
    return PersonRecord(
        head,
        (read_name(name),),
        sex=Sex.MALE if sex == "m" else Sex.FEMALE,
        age=AgeInterval(12 * age, 12 * age + 11),
        died=DateInterval.on(date.fromisoformat(day)),
        place=Place((Text(town, script_of(town)),)),
    )


def measure(size: int, arriving: int, folder: Path, syllables: Syllables) -> None:
    """Print a line for each part of the work."""
    if recall(folder) is None:
        _link_whole(list(iterate_records(size, syllables, arriving)), folder)
    after = last_records(size, arriving, syllables)
    known = circumstances(after, {})
    features = feature_table(after, known)
    further, of = spelling_table(after, known)
    arrived = Arrived(features, further, tuple(of))
    before = recall(folder)
    if before is None:
        raise RuntimeError(f"nothing is kept in {folder}")
    ids = tuple(sorted([*before.ids.to_pylist(), *features["record_id"].to_pylist()]))
    linkable = LinkableRecords(ids, [record.partition(":")[0] for record in ids], Constraints())
    begun, clock = process_time(), perf_counter()
    kept = recall(folder)
    if kept is None:
        raise RuntimeError(f"nothing is kept in {folder}")
    linkage = link_arrived(kept, arrived, linkable, log_odds(SAME_PERMILLE))
    print(
        f"{arriving:,} arriving at {len(before.ids):,} | {process_time() - begun:.1f} CPU s, "
        f"{perf_counter() - clock:.1f} s | {len(linkage.partition.clusters):,} persons | "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MB",
        flush=True,
    )


def _link_whole(before: list[PersonRecord], folder: Path) -> None:
    known = circumstances(before, {})
    begun = process_time()
    whole = link(before, known, Constraints(), SAME_PERMILLE, lambda _doing: None, keeps=True)
    print(f"whole linkage of {len(before):,} | {process_time() - begun:.1f} CPU s", flush=True)
    begun = process_time()
    if whole.learned is None:
        raise RuntimeError("a whole linkage that keeps nothing")
    keep(Kept.of(whole.learned), folder)
    print(f"keeping it | {process_time() - begun:.1f} CPU s", flush=True)


def main() -> None:
    """Measure."""
    size, arriving = (int(one) for one in (*sys.argv[1:3], "50000", "1000")[:2])
    if len(sys.argv) > 3:  # noqa: PLR2004
        measure(size, arriving, Path(sys.argv[3]), tuple(map(int, [*sys.argv, "223"][4])))
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(size, arriving, Path(folder) / "kept", SHORT)


if __name__ == "__main__":
    main()
