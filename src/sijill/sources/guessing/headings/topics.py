"""What headings and titles speak of: a death, wounds, the missing, numbers of people."""

from collections.abc import Collection, Iterable
from functools import cache

from sijill.model.codes import Harm
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.headings.fields import fields_of
from sijill.sources.guessing.headings.phrases import CountHeading, asked_by, count_heading
from sijill.sources.guessing.headings.readings import groups_of, readings
from sijill.sources.guessing.words import has_any, plain_heading, read_words, speaks_of, words_of

_TOPIC_OF = {
    Harm.INJURED: "strong_wounds",
    Harm.MISSING: "missing",
    Harm.DETAINED: "detention",
    Harm.ALIVE: "survival",
}

WHOLE_GROUPS = (
    frozenset({"men", "women"}),
    frozenset({"men", "women", "boys", "girls"}),
    frozenset({"civilians", "combatants"}),
    frozenset({"civilians", "combatants", "undetermined"}),
)
"""Groups that hold everybody and nobody twice."""


@cache
def counted_by(heading: str) -> tuple[CountHeading, ...]:
    """What a heading counts, in each form under which it is looked up and counts anybody."""
    return tuple(filter(None, map(count_heading, readings(heading))))


def names_area(*forms: str) -> bool:
    """Whether a heading, in one of its forms, is that of whole areas: a governorate, a country."""
    return not words_of("keys.toml", "areas", "words").isdisjoint(forms)


@cache
def asks_of_death(heading: str) -> bool:
    """Whether a heading asks for the day, the place, the cause or the age of a death."""
    return any(pair.endswith(" death") for form in readings(heading) for pair in asked_by(form))


def speaks_of_wounds(names: Iterable[str]) -> bool:
    """Whether a heading speaks of wounds, beyond those that registers of the dead have as well."""
    stems = words_of("keys.toml", "wounds", "stems") - words_of("keys.toml", "weak_wounds", "stems")
    return any(stem in name for name in map(plain_heading, names) for stem in stems)


def fate_in_titles(titles: Iterable[str]) -> Harm | None:
    """The one fate other than death that titles speak of; ``None`` for none and for several."""
    said = tuple(titles)
    if speaks_of("killing", said) or speaks_of("death", said):
        return None
    fates = [
        fate
        for fate, topic in _TOPIC_OF.items()
        if (speaks_of_wounds(said) if topic == "strong_wounds" else speaks_of(topic, said))
    ]
    return fates[0] if len(fates) == 1 else None


@cache
def is_under_a_person(heading: str) -> bool:
    """Whether a nested heading is of one person: "victim.name.ar", "deceased/age"."""
    groups = [plain_heading(group) for group in groups_of(heading)[:-1]]
    personal = fields_of(heading, RecordKind.PERSON) & {"name", "given_name", "age", "sex"}
    return bool(personal) and not words_of("keys.toml", "subjects", "words").isdisjoint(groups)


def about_perpetrators(names: Collection[str]) -> frozenset[str]:
    """The headings of a list of victims that are about whoever did it: "Age of the suspect".

    Beside one of these, headings of courts and sentences are so as well. What they say of a death
    or an arrest is nobody's of the row. One that names parties ("Perpetrator") is no such heading.
    """
    named = words_of("keys.toml", "perpetrators", "words")
    about = frozenset(
        name
        for name in names
        if "actors" not in fields_of(name, RecordKind.PERSON) and has_any(readings(name), named)
    )
    courts = words_of("keys.toml", "perpetrators", "courts") if about else frozenset[str]()
    return about | frozenset(
        name for name in names if any(stem in plain_heading(name) for stem in courts)
    )


@cache
def counts_people(form: str) -> bool:
    """Whether a word of a plain heading is one for the killed, the injured or a group of people."""
    return has_any((form,), _words_for_people())


@cache
def _words_for_people() -> frozenset[str]:
    listed = read_words("count_words.toml")
    tables = [
        (table, key) for table in ("harm", "victims", "both", "group") for key in listed[table]
    ]
    return frozenset[str]().union(
        *(
            words_of("count_words.toml", table, key)
            for table, key in tables
            if key not in ("people", "undetermined")
        )
    )
