"""Who is withheld and still named: in a row that is shown (a claim, a report), or by the own id.

Consent is about a record. What other rows say of the same person is not taken out without a person,
for a name may be of somebody else; so it is said which rows hold it, for people to decide. An id is
made of the cells under ``key`` in the mapping, and stands on every page and in every entry.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sijill.language.near_text import folded_words
from sijill.model.records.record import PersonRecord, Record, RemainsRecord
from sijill.model.results.persons import Person
from sijill.publication.redaction.withholding import is_refusal, withheld_records
from sijill.register.register import Register

_FEWEST_WORDS = 2
"""Of a name that is looked for: a given name alone is many people's."""
_MOST_NAMED = 5
Words = tuple[str, ...]


def mentions_of_withheld(register: Register, persons: Iterable[Person]) -> dict[str, list[str]]:
    """By the record that is withheld, the records that are shown and hold its name.

    It is among them itself where its id does. Names are compared as whole words, folded; a name of
    one word, or in another script, is not found.
    """
    hidden = withheld_records(register, persons)
    names = _names(register.records, hidden)
    mentions: dict[str, list[str]] = defaultdict(list)
    if names:
        for identity, record in sorted(register.records.items()):
            if identity in hidden:
                key = identity.removeprefix(f"{record.head.source}:")
                if identity in _named_in([key], names):
                    mentions[identity].append(identity)
                continue
            for withheld in dict.fromkeys(_named_in(record.head.cells.values(), names)):
                mentions[withheld].append(identity)
    return dict(mentions)


def sentences_on_mentions(mentions: Mapping[str, list[str]]) -> Iterator[str]:
    """What is said of rows that hold the name of somebody withheld, without the name."""
    for withheld, found in sorted(mentions.items()):
        shown = [identity for identity in found if identity != withheld]
        if withheld in found:
            yield (
                f"{withheld} is withheld, and its id itself holds its name: pages and tables show "
                f"it, and entries keep it for ever. In sources/{withheld.partition(':')[0]}.toml "
                "name key columns without names, or none, and write the answer down again."
            )
        if not shown:
            continue
        more = f", … ({len(shown):,} rows)" if len(shown) > _MOST_NAMED else ""
        yield (
            f"{withheld} is withheld, and its name stands in rows that are shown: "
            f"{', '.join(shown[:_MOST_NAMED])}{more}. Where these are about the same person, "
            f"withhold them, too: sijill consent {shown[0]} refused --scope publish"
        )


def sentences_on_gone(register: Register) -> Iterator[str]:
    """What is said of refusals about records that are in the register no more.

    What was taken to be the same person is tied to the refusal through the record alone.
    """
    known = register.records.keys() | register.mappings.keys()
    gone = {
        consent.subject
        for consent in register.decisions.consents.values()
        if is_refusal(consent) and ":" in consent.subject and consent.subject not in known
    }
    for subject in sorted(gone):
        yield (
            f"consent of {subject} was refused, and its row is in the register no more: other rows "
            "about the same person are shown, unless each of them is withheld (sijill consent)"
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


def _named_in(cells: Iterable[str], names: Mapping[str, list[tuple[Words, str]]]) -> Iterator[str]:
    for cell in cells:
        words = folded_words(cell)
        for at, word in enumerate(words):
            yield from (
                identity
                for name, identity in names.get(word, ())
                if tuple(words[at : at + len(name)]) == name
            )
