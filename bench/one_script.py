"""Two lists of one register in one script, linked by all that is known, and by less and less.

    python bench/one_script.py FOLDER [RUN ...]

FOLDER is as in ``two_scripts``. The runs: with dates of birth, with ages in years, with name and
sex alone, with numbers. Beside our links stand the recipe by keys and a Splink model by hand, and
how many of the true pairs are among the candidates. Ids are hidden; record ids are hashes.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time

from peers import join_by_keys, join_by_splink
from sijill.linkage.candidates.blocking import find_candidates
from sijill.linkage.circumstances import circumstances
from sijill.linkage.features import feature_table
from sijill.model.records.record import PersonRecord
from sijill.model.values.ages import AgeInterval
from sijill.model.values.dates import DateInterval
from sijill.model.values.personal import IdentityNumber
from two_scripts import Lists, Pairs, errors, join_by_linkage, read_lists, read_rows

Change = Callable[[PersonRecord, dict[str, str]], PersonRecord]


def with_birth(record: PersonRecord, row: dict[str, str]) -> PersonRecord:
    """The date of birth beside the age, where the list has one."""
    try:
        born = date.fromisoformat(row["dob"][:10])
    except ValueError:
        return record
    personal = replace(record.personal, date_of_birth=DateInterval(born, born))
    return replace(record, personal=personal)


def without_age(record: PersonRecord, _row: dict[str, str]) -> PersonRecord:
    """Name and sex alone."""
    return replace(record, age=AgeInterval())


def with_number(record: PersonRecord, row: dict[str, str]) -> PersonRecord:
    """All that the lists hold, their number too."""
    known = with_birth(record, row)
    numbers = (IdentityNumber(row["id"]),)
    return replace(known, personal=replace(known.personal, identity_numbers=numbers))


RUNS: dict[str, Change] = {
    "birth date": with_birth,
    "age in years": lambda record, _row: record,
    "name and sex": without_age,
    "numbers": with_number,
}


def measure(run: str, lists: Lists) -> None:
    """Print a line for each way to link, and the share of true pairs among the candidates."""
    features = feature_table(lists.records, circumstances(lists.records, {}))
    names = features["record_id"].to_pylist()
    found = find_candidates(features).pairs
    ends = zip(found["left"].to_pylist(), found["right"].to_pylist(), strict=True)
    pairs = {tuple(sorted((names[one], names[two]))) for one, two in ends}
    recall = len(lists.true & pairs) / len(lists.true)
    print(run, "candidates", f"{len(pairs):,} pairs, recall {recall:.4f}", sep=" | ", flush=True)
    works: dict[str, Callable[[], Pairs]] = {
        "sijill": lambda: join_by_linkage(lists.records),
        "keys and age": lambda: join_by_keys(features),
        "Splink by hand": lambda: join_by_splink(features, dates=run != "age in years"),
    }
    for who, work in works.items():
        before = process_time()
        joined = work()
        wrong, f1 = errors(joined, lists.true)
        spent = process_time() - before
        said = f"{len(joined):,} links, {wrong:,} errors, F1 {f1:.4f}, {spent:.0f} CPU s"
        print(run, who, said, sep=" | ", flush=True)


def main() -> None:
    """Measure every run that is asked for, or all."""
    folder, chosen = Path(sys.argv[1]), sys.argv[2:]
    rows = read_rows(folder)
    plain = read_lists(folder, lambda name: name)
    for run, change in RUNS.items():
        if not chosen or run in chosen:
            records = tuple(
                change(record, row) for record, row in zip(plain.records, rows, strict=True)
            )
            measure(run, Lists(records, plain.true))


if __name__ == "__main__":
    main()
