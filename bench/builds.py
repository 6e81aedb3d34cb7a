"""Whole builds of invented registers, in CPU seconds, beside plain Splink over the same rows.

Three lists of one population: a person is on each with a probability of its own, now and then with
a letter changed or an age off by one. Names, days and places are made up from syllables. Sizes are
chosen with ``SIJILL_BENCH_ROWS``, rows in all three lists together: ``34000`` by default,
``50000,200000`` where time allows.
"""

import csv
import os
import random
import resource
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from measures import Row
from sijill.ledger import verify
from sijill.linkage.comparing.splink_defaults import join_by_defaults
from sijill.linkage.features import feature_table
from sijill.steps.case.build import build
from sijill.steps.case.last_build import keep_report, repeated_report
from sijill.steps.workspace import Author, Workspace

SIZES = "SIJILL_BENCH_ROWS"
AT = datetime(2032, 1, 1, tzinfo=UTC)
SEED = 20310601
INCLUSION = {"hospital": 0.5, "notebook": 0.4, "monitor": 0.3}
"""The chance of a person to be on each list."""
SYLLABLES = tuple(first + vowel for first in "bdfhklmnrstwyz" for vowel in "aiu")
RESPELT, MISDATED = 0.1, 0.2
"""The share of names with another vowel, and of ages that are off by one, on each list."""
TOWNS = ("Basatin", "Qalat", "Nahr", "Tall Ward", "Marj", "Jisr", "Ayn Sahl", "Dayr Nur")
LINKING = frozenset(("comparing", "learning", "scoring", "closing", "forming"))
"""How the steps of linkage begin, as progress names them."""
CASE = 'title = "Invented"\narea = "Basatin"\nperiod = "2031-01-01/2031-12-31"\n'
MAPPING = """\
id = "{name}"
title = "{name}"
kind = "person"
file = "{name}.csv"
fixed = {{ harm = "killed" }}

[key]
columns = ["no"]

[fields]
name = "name"
age = "age"
died = "died"
place = "town"

[fields.sex]
column = "sex"
values = {{ "m" = "male", "f" = "female" }}
"""


@dataclass(frozen=True, slots=True)
class BuildCost:
    """CPU seconds of a whole build, of its linkage, of a second build and of verifying; MB used.

    ``stages`` are the CPU seconds of the whole build by what was being done, the longest first.
    """

    whole_s: float
    linkage_s: float
    second_s: float
    verify_s: float
    peer_s: float
    peak_mb: int
    dossier_mb: float
    stages: Mapping[str, float]


def measure_builds(folder: Path) -> Iterator[Row]:
    """A row for each measure and size."""
    for size in (int(one) for one in os.environ.get(SIZES, "34000").split(",") if one):
        case = folder / f"rows-{size}"
        rows = write_case(case, size)
        cost = measure_build(case)
        name = f"build: {rows:,} rows"
        splink, whole = "Splink's defaults", "whole build"
        yield Row(
            f"{name}, all but linkage", "CPU s", cost.whole_s - cost.linkage_s, splink, cost.peer_s
        )
        yield Row(f"{name}, linkage", "CPU s", cost.linkage_s, splink, cost.peer_s)
        yield Row(f"{name}, second build", "CPU s", cost.second_s, whole, cost.whole_s)
        yield Row(f"{name}, verify", "CPU s", cost.verify_s, whole, cost.whole_s)
        for stage, spent in cost.stages.items():
            yield Row(f"{name}, of it {stage}", "CPU s", spent, whole, cost.whole_s)
        yield Row(f"{name}, peak memory so far", "MB", cost.peak_mb, "dossier", cost.dossier_mb)


def write_case(folder: Path, size: int) -> int:
    """Write a case of about so many rows; returns how many there are."""
    chance = random.Random(SEED)  # noqa: S311  nothing here is secret
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in INCLUSION}
    for _ in range(round(size / sum(INCLUSION.values()))):
        person = invent(chance)
        for name, inclusion in INCLUSION.items():
            if chance.random() < inclusion:
                rows[name].append((len(rows[name]) + 1, *as_heard(person, chance)))
    for part in ("sources", "data"):
        (folder / part).mkdir(parents=True)
    (folder / "case.toml").write_text(CASE, encoding="utf-8")
    for name, listed in rows.items():
        (folder / "sources" / f"{name}.toml").write_text(MAPPING.format(name=name), "utf-8")
        with (folder / "data" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("no", "name", "age", "died", "town", "sex"), *listed])
    return sum(map(len, rows.values()))


def invent(
    chance: random.Random, syllables: tuple[int, ...] = (2, 2, 3)
) -> tuple[str, int, date, str, str]:
    """A person: name, age, day, town, sex. ``syllables`` are the lengths of names."""
    words = (
        "".join(chance.choices(SYLLABLES, k=chance.choice(syllables))).capitalize()
        for _ in range(3)
    )
    day = date(2031, 1, 1) + timedelta(days=chance.randrange(365))
    return " ".join(words), chance.randrange(90), day, chance.choice(TOWNS), chance.choice("mf")


def as_heard(
    person: tuple[str, int, date, str, str], chance: random.Random
) -> tuple[str, int, str, str, str]:
    """One list's version of a person."""
    name, age, day, town, sex = person
    if chance.random() < RESPELT:
        place = chance.choice([at for at, letter in enumerate(name) if letter in "aiu"])
        name = name[:place] + chance.choice("aiu") + name[place + 1 :]
    if chance.random() < MISDATED:
        age = max(0, age + chance.choice((-1, 1)))
    return name, age, day.isoformat(), town, sex


def measure_build(case: Path) -> BuildCost:
    """Build a case, build it again, verify it, and give its rows to plain Splink."""
    workspace, author = Workspace(case, case), Author("bench", lambda: AT)
    stages = _Stages()
    built = build(workspace, author, stages)
    keep_report(workspace, built.report())
    stages("", 0, 0)
    begun = _cpu_s()
    if repeated_report(workspace, author) is None:
        raise RuntimeError(f"{case}: something changed although nothing was touched")
    again = _cpu_s()
    verify(workspace.register, workspace.evidence)
    verified = _cpu_s()
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    records = built.analysis.register.linkable.values()
    join_by_defaults(feature_table(records, built.analysis.known), 95)
    return BuildCost(
        whole_s=sum(stages.spent.values()),
        linkage_s=sum(spent for doing, spent in stages.spent.items() if doing in LINKING),
        second_s=again - begun,
        verify_s=verified - again,
        peer_s=_cpu_s() - verified,
        peak_mb=peak_mb,
        dossier_mb=sum(
            path.stat().st_size for path in (workspace.out / "dossier").rglob("*") if path.is_file()
        )
        / 1e6,
        stages=dict(sorted(stages.spent.items(), key=lambda item: -item[1])),
    )


def _cpu_s() -> float:
    """CPU seconds of this process and of its children that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


class _Stages:
    """A progress that adds up CPU seconds by the first word of what is being done."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._doing, self._since = "starting", _cpu_s()

    def __call__(self, doing: str, _done: int, _of: int) -> None:
        """Count what was spent since the last call to what was being done."""
        now = _cpu_s()
        self.spent[self._doing] = self.spent.get(self._doing, 0.0) + now - self._since
        self._doing, self._since = doing.partition(" ")[0].rstrip(","), now
