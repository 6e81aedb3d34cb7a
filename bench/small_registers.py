"""How often does the number of people hold the truth in small registers of all makes?

Run with ``python bench/small_registers.py FIRST_SEED REGISTERS``. Each register has two or three
lists of 5 to 200 rows of people of a town in which few names are borne by many, families killed
together. What a list gives is drawn by chance: its script, fathers and grandfathers, exact ages,
rough ones or none, days, months or none, place, sex, and slips of the pen. Printed are the
registers whose 90 % interval misses, the share held, the median width in per cent, and on which
side the truth lay. A register takes about a CPU second.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from statistics import median

import numpy as np

from sijill.language.ages import read_age
from sijill.language.dates import read_date
from sijill.language.names.reading import read_name
from sijill.language.scripts import script_of
from sijill.linkage.circumstances import circumstances
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.persons import link
from sijill.linkage.posterior.lost_links import RecordTraits
from sijill.linkage.posterior.replicates import draw_partitions
from sijill.model.codes import Sex
from sijill.model.records.record import Head, Locator, PersonRecord
from sijill.model.results.replicates import interval
from sijill.model.values.ages import UNKNOWN_AGE, AgeInterval
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.places import UNKNOWN_PLACE, Place, Text

Spellings = tuple[str, ...]
"""A name in Arabic, and as two hands write it in Latin letters."""


def _spelt(text: str) -> tuple[Spellings, ...]:
    return tuple(tuple(one.split("/")) for one in text.split())


MEN = _spelt(
    "محمود/Mahmoud/Mahmud خالد/Khaled/Khalid ياسر/Yasser/Yasir عدنان/Adnan/Adnaan "
    "بشير/Bashir/Basheer طارق/Tariq/Tarek فراس/Firas/Feras وليد/Walid/Waleed "
    "نادر/Nader/Nadir رامي/Rami/Ramy"
)
WOMEN = _spelt(
    "فاطمة/Fatima/Fatmeh عائشة/Aisha/Aysha مريم/Maryam/Mariam خديجة/Khadija/Khadeeja هند/Hind/Hend "
    "سلمى/Salma/Selma رنا/Rana/Rana زينب/Zainab/Zeinab هدى/Huda/Houda أمينة/Amina/Ameena"
)
FATHERS = _spelt(
    "أحمد/Ahmad/Ahmed علي/Ali/Aly حسين/Hussein/Husain إبراهيم/Ibrahim/Ebrahim عمر/Omar/Umar "
    "يوسف/Yousef/Yusuf مصطفى/Mustafa/Moustafa جمال/Jamal/Gamal صالح/Saleh/Salih"
)
FAMILIES = _spelt(
    "الدرواشي/al-Darwashi/Darwashy البكرون/al-Bakroun/Bakrun الشمرخ/al-Shamrakh/Shamrakh "
    "القصيري/al-Qusayri/Qoussairi المرداني/al-Mardani/Mardani الكلاسين/al-Kallasin/Kalasin "
    "الطويبي/al-Tuwaybi/Toueibi الحميدان/al-Humaydan/Hmeidan السرحاني/al-Sarhani/Sarhany "
    "الوردات/al-Wardat/Wardat الجبوسي/al-Jabbousi/Jabusi السلوم/al-Salloum/Saloum "
    "الخضر/al-Khodr/Khidr البرغوث/al-Barghout/Barghouth القطان/al-Qattan/Kattan "
    "العبود/al-Abboud/Abud"
)
PLACES = ("Kafr Nabt", "Tell Zaytouna", "Deir Rumman", "Khan Ward")
GROWN = 18


@dataclass(frozen=True, slots=True)
class Victim:
    """One person: the spellings of all names, and what befell."""

    names: tuple[Spellings, Spellings, Spellings, Spellings]
    sex: Sex
    age: int
    day: date
    place: str


def _town(random: Random) -> list[Victim]:
    size, families = random.choice([40, 80, 150, 250]), random.choice([5, 10, 16])
    season = random.choice([5, 90, 700])
    days = [
        date(2015, 1, 1) + timedelta(random.randrange(season)) for _ in range(max(3, size // 8))
    ]
    places = PLACES[: random.choice([1, 4])]
    people: dict[object, Victim] = {}
    while len(people) < size:
        day, place = random.choice(days), random.choice(places)
        father, grandfather = random.choice(FATHERS), random.choice(FATHERS)
        family = random.choice(FAMILIES[:families])
        for _ in range(random.choice([1, 1, 1, 2, 3, 4])):
            sex = random.choice([Sex.MALE, Sex.FEMALE])
            given = random.choice(MEN if sex is Sex.MALE else WOMEN)
            names = (given, father, grandfather, family)
            youngest, oldest = random.choice([(1, 16), (16, 50), (50, 85)])
            age = random.randrange(youngest, oldest)
            people.setdefault(names, Victim(names, sex, age, day, place))
    return list(people.values())[:size]


def _writer(random: Random) -> Callable[[str, Victim], PersonRecord]:
    """How one list writes down a person, by an id."""
    is_arabic, slips = random.random() < 1 / 3, random.choice([0, 0.02, 0.05])
    fathers, grandfathers = random.choice([0, 0.5, 1]), random.choice([False, False, True])
    ages = random.choice(["exact", "exact", "rough", "none"])
    days = random.choice(["exact", "exact", "month", "none"])
    places, sexes = random.choice([False, True]), random.choice([False, True, True])

    def write(identity: str, one: Victim) -> PersonRecord:
        given, father, grandfather, family = (
            spelt[0] if is_arabic else random.choice(spelt[1:]) for spelt in one.names
        )
        middle = [father, grandfather][: 1 + grandfathers] if random.random() < fathers else []
        name = " ".join([given, *middle, family])
        if random.random() < slips:
            at = random.randrange(1, len(name) - 2)
            name = name[:at] + name[at + 1 :]
        age = max(0, one.age + random.choice([0, 0, 0, 0, 0, 0, 0, 0, -1, 1]))
        stated = {"exact": str(age), "rough": "child" if age < GROWN else "adult", "none": ""}[ages]
        day = one.day + timedelta(random.choice([0, 0, 0, 1]))
        died = {"exact": day.isoformat(), "month": f"{one.day:%Y-%m}", "none": ""}[days]
        years = read_age(stated) if stated else UNKNOWN_AGE
        when = read_date(died) if died else UNKNOWN_DATE
        return PersonRecord(
            Head(identity, identity.partition(":")[0], Locator("list", "0" * 64, "", 0)),
            (read_name(name),),
            sex=one.sex if sexes else Sex.UNKNOWN,
            age=years if isinstance(years, AgeInterval) else UNKNOWN_AGE,
            died=when if isinstance(when, DateInterval) else UNKNOWN_DATE,
            place=Place((Text(one.place, script_of(one.place)),)) if places else UNKNOWN_PLACE,
        )

    return write


def _register(seed: int) -> tuple[list[PersonRecord], int]:
    """The records of a register, and how many people they are about."""
    random = Random(seed)  # noqa: S311  a seeded generator is wanted
    people = _town(random)
    records: list[PersonRecord] = []
    listed: set[int] = set()
    for name in "abc"[: random.choice([2, 2, 3])]:
        write, share = _writer(random), random.choice([0.15, 0.35, 0.6, 0.8])
        chosen = sorted(random.sample(range(len(people)), max(5, int(share * len(people)))))
        listed.update(chosen)
        records += [write(f"{name}:{at}", people[at]) for at in chosen]
    return records, len(listed)


def _count(records: Sequence[PersonRecord]) -> tuple[int, int]:
    linkage = link(records, circumstances(records, {}), Constraints(), 500, lambda _doing: None)
    sex_of = {record.head.id: list(Sex).index(record.sex) for record in records}
    lists = np.array(["abc".index(one[0]) for one in linkage.ids], np.int32)
    groups = np.array([sex_of[one] for one in linkage.ids], np.int32)
    traits = RecordTraits(lists, groups, np.zeros(len(lists), dtype=bool))
    drawn = draw_partitions(linkage, Constraints(), traits, 100).replicates
    ends = interval(drawn.count(lambda _records: True))
    return ends.lowest or 0, ends.highest or 0


def main() -> None:
    """Print the registers that miss, and how often all hold."""
    first, registers = int(sys.argv[1]), int(sys.argv[2])
    widths, above, below = [], 0, 0
    for seed in range(first, first + registers):
        records, true = _register(seed)
        low, high = _count(records)
        widths.append(100 * (high - low) / true)
        above, below = above + (true > high), below + (true < low)
        if not low <= true <= high:
            print(f"{seed}: {low}–{high} of {true} people in {len(records)} rows", flush=True)
    print(
        f"{registers - above - below} of {registers} held, median width {median(widths):.1f} %, "
        f"{above} with the truth above, {below} below"
    )


if __name__ == "__main__":
    main()
