"""The first ``case.toml`` of a new case, with the parties that its lists name."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sijill.files.toml_text import quoted
from sijill.language.scripts import fold, tidy
from sijill.language.sentences import with_noun
from sijill.language.unknown import means_unknown
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.incident_links import GuessedList

_MOST_PARTIES = 8
_HEAD = """\
# What is asked: of which place and time, about which parties.
title = {title}
title_ar = ""
publisher = ""  # who publishes the dossier
area = ""  # for example "Raqqa governorate"
period = ""  # for example 2017-06-06/2017-10-20; empty: whatever the lists hold
data = "data"  # the folder with the files as received
{questions}"""
_UNREAD = (
    "{} could not be used: nothing in {} counts, and no number here knows of it. sijill new says "
    "which and why; read it by a mapping (sijill inspect FILE --write CASE/sources/NAME.toml), or "
    "take this sentence out of case.toml"
)
_NO_PARTIES = """
# A party, and the words by which the lists call it. Repeat for each party.
# [[actors]]
# id = "coalition"
# name = "U.S.-led Coalition"
# name_ar = "التحالف الدولي"
# aliases = ["Coalition", "International coalition forces"]
# partners = ["sdf"]  # who acted together with it: named together, they do not compete
"""
_NO_COMPARISON = """
# Whose acknowledgement is compared with what is documented, and which grades stand for it.
# [comparison]
# actor = "coalition"
# grades = {grades}
"""
_COMPARISON = """
# Whose acknowledgement is compared with what is documented, and which grades stand for it.
# Proposed because {list} {holds} what this party says. With it, its incidents are counted.
[comparison]
actor = {actor}
{incidents}grades = {grades}
"""


def write_case(title: str, lists: Sequence[GuessedList], unread: int = 0) -> str:
    """The text of a new ``case.toml``; ``unread`` files of those given are in no list.

    Their names stay out of it: the text goes into the register, and a name may be a witness's.

    The parties are those that the lists name, the commonest first. A comparison is proposed where
    the lists of what an authority says are all of one party, which a list of incidents names.
    """
    named = parties_of(lists)
    ids = _ids(named)
    head = _HEAD.format(title=quoted(title), questions=_questions(unread))
    if not named:
        return head + _NO_PARTIES + _no_comparison(lists)
    parties = "".join(
        f"\n[[actors]]\nid = {quoted(ids[name])}\nname = {quoted(name)}\n"
        'name_ar = ""\naliases = []  # other words by which the lists call this party\n'
        for name in named
    )
    note = (
        "\n# The parties that the lists name. Join those that are one: move a name to aliases.\n"
        '# Those that acted together: partners = ["id of the other"].\n'
    )
    return head + note + parties.lstrip("\n") + _comparison(lists, ids)


def _questions(unread: int) -> str:
    if not unread:
        return ""
    given = with_noun(unread, "file of those given", "files of those given")
    question = _UNREAD.format(given, "it" if unread == 1 else "them")
    return (
        "questions = [  # on the first page of the dossier; take out what is settled\n"
        f"  {quoted(question)},\n]\n"
    )


def _comparison(lists: Sequence[GuessedList], ids: dict[str, str]) -> str:
    incidents = [guessed for guessed in lists if guessed.guess.kind is RecordKind.INCIDENT]
    statements = [guessed for guessed in lists if guessed.guess.kind is RecordKind.DETERMINATION]
    said_by = {
        fold(name): name
        for one in statements
        for name, _ in _named_in(one, "actor").most_common(1) or [("", 0)]
    }
    if len(said_by) != 1 or not incidents:
        return _no_comparison(lists)
    ((folded, speaker),) = said_by.items()
    named = {fold(name) for guessed in incidents for name in _named_in(guessed, "actors")}
    if folded not in named or speaker not in ids:
        return _no_comparison(lists)
    reference = statements[0].guess.reference
    counted = reference.source if reference else incidents[0].source
    chosen = f"incidents = {quoted(counted)}\n" if len(incidents) > 1 else ""
    return _COMPARISON.format(
        holds="holds" if len(statements) == 1 else "hold",
        list=" and ".join(one.source for one in statements),
        actor=quoted(ids[speaker]),
        incidents=chosen,
        grades=_grades(lists),
    )


def _no_comparison(lists: Sequence[GuessedList]) -> str:
    return _NO_COMPARISON.format(grades=_grades(lists))


def _grades(lists: Sequence[GuessedList]) -> str:
    """Airwars' grades where a list of incidents grades them or there is none; else no grade."""
    incidents = [guessed for guessed in lists if guessed.guess.kind is RecordKind.INCIDENT]
    if incidents and not any("grade" in guessed.guess.fields for guessed in incidents):
        return "[]  # no list of incidents has grades"
    return '["confirmed", "fair"]'


def parties_of(lists: Iterable[GuessedList]) -> list[str]:
    """The parties named in the lists, each spelling once, the commonest first."""
    mentions: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for guessed in lists:
        for field in ("actors", "actor"):
            for name, count in _named_in(guessed, field).items():
                mentions[spelling.setdefault(fold(name), name)] += count
    return [name for name, _ in mentions.most_common(_MOST_PARTIES)]


def _named_in(guessed: GuessedList, field: str) -> Counter[str]:
    """The parties in one field of a list, with the number of rows that name each."""
    if field in guessed.guess.fixed:
        return Counter({guessed.guess.fixed[field]: len(guessed.table.rows)})
    columns = guessed.guess.fields.get(field, ())
    sign = guessed.guess.splits.get(field, "")
    mentions: Counter[str] = Counter()
    for row in guessed.table.rows:
        for column in columns:
            cell = row.cells[column]
            parts = cell.split(sign) if sign else [cell]
            mentions.update(tidy(part) for part in parts if not means_unknown(part))
    return mentions


def _ids(names: Iterable[str]) -> dict[str, str]:
    """An id for each party: its name in ASCII, or its number."""
    ids: dict[str, str] = {}
    for number, name in enumerate(names, start=1):
        plain = re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")[:48]
        is_taken = plain in ids.values()
        ids[name] = plain if plain and not is_taken else f"party_{number}"
    return ids
