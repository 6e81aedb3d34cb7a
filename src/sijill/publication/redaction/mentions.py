"""Who is withheld and still named in a row that is shown: a claim, a report, a namesake.

Consent is about a record. What other rows say of the same person is not taken out without a person,
for a name may be of somebody else; so it is said which rows hold it, for people to decide.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sijill.language.near_text import folded_words
from sijill.model.records.record import PersonRecord, Record, RemainsRecord
from sijill.model.results.persons import Person
from sijill.publication.redaction.withholding import withheld_records
from sijill.register.register import Register

_FEWEST_WORDS = 2
"""Of a name that is looked for: a given name alone is many people's."""
_MOST_NAMED = 5
Words = tuple[str, ...]


def mentions_of_withheld(register: Register, persons: Iterable[Person]) -> dict[str, list[str]]:
    """By the record that is withheld, the records that are shown and hold its name.

    Names are compared as whole words, folded; a name of one word, or in another script, is not
    found.
    """
    hidden = withheld_records(register, persons)
    names = _names(register.records, hidden)
    mentions: dict[str, list[str]] = defaultdict(list)
    if names:
        for identity, record in sorted(register.records.items()):
            if identity not in hidden:
                for withheld in dict.fromkeys(_named_in(record, names)):
                    mentions[withheld].append(identity)
    return dict(mentions)


def sentences_on_mentions(mentions: Mapping[str, list[str]]) -> Iterator[str]:
    """What is said of rows that hold the name of somebody withheld, without the name."""
    for withheld, shown in sorted(mentions.items()):
        more = f", … ({len(shown):,} rows)" if len(shown) > _MOST_NAMED else ""
        yield (
            f"{withheld} is withheld, and its name stands in rows that are shown: "
            f"{', '.join(shown[:_MOST_NAMED])}{more}. Where these are about the same person, "
            f"withhold them, too: sijill consent {shown[0]} refused --scope publish"
        )


def _names(
    records: Mapping[str, Record], hidden: Iterable[str]
) -> dict[str, list[tuple[Words, str]]]:
    """The names of withheld people and whose they are, by their first words."""
    names: dict[str, list[tuple[Words, str]]] = defaultdict(list)
    for identity in sorted(hidden):
        record = records.get(identity)
        if isinstance(record, PersonRecord | RemainsRecord):
            for name in record.written_names:
                words = tuple(folded_words(name.written))
                if name.is_comparable and len(words) >= _FEWEST_WORDS:
                    names[words[0]].append((words, identity))
    return dict(names)


def _named_in(record: Record, names: Mapping[str, list[tuple[Words, str]]]) -> Iterator[str]:
    for cell in record.head.cells.values():
        words = folded_words(cell)
        for at, word in enumerate(words):
            yield from (
                identity
                for name, identity in names.get(word, ())
                if tuple(words[at : at + len(name)]) == name
            )
