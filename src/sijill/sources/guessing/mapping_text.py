"""A guessed mapping as TOML, with what was seen written beside it as comments."""

import itertools
import re
from collections import Counter
from collections.abc import Collection, Mapping

from sijill.files.toml_text import in_comment, quoted
from sijill.language.scripts import tidy
from sijill.language.unknown import Topic, means_unknown
from sijill.model.codes import Harm
from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.records.record import RecordKind
from sijill.model.settings.source_mapping import ANY_DAY
from sijill.sources.guessing.cell_evidence import names_least
from sijill.sources.guessing.code_words import (
    codes_of,
    letters_for_sex,
    parts_of,
    takes_words,
    translation,
)
from sijill.sources.guessing.columns import MOST_SHOWN, Column, columns_read, look_at
from sijill.sources.guessing.habit_comments import habit_comments
from sijill.sources.guessing.proposal import Guess
from sijill.sources.guessing.protection import shortest_names
from sijill.sources.guessing.questions.answers import SAYS_TITLE
from sijill.sources.guessing.words import plain_heading
from sijill.sources.tables.table import Table

_BARE_KEY = re.compile("[A-Za-z0-9_-]+")


def write_mapping(
    source: str,
    file: str,
    table: Table,
    guessed: Guess,
    *,
    title: str = "",
    day_first: bool | None = None,
) -> str:
    """The guessed mapping as TOML, with the cells that need translating shown as comments.

    Without a ``title`` a list is called by its id.
    """
    columns = look_at(table)
    lines = [
        *_about(source, title or source, file, table, guessed),
        "",
        "[covers]  # what the list sets out to hold; absence elsewhere says nothing",
        'place = ""',
        'period = ""  # for example 2017-06-06/2017-10-20',
        "categories = []",
        "",
        "[key]  # the columns that name a row and stay the same when the list is issued again",
        f"columns = [{', '.join(map(quoted, guessed.key))}]{_repeats(columns, guessed)}",
        "",
        *_unpivot(guessed),
        *_fields(columns, guessed, day_first=day_first),
        *habit_comments(table, guessed, day_first=day_first),
        *_extra(guessed),
        *_fixed(guessed),
    ]
    return "\n".join(lines) + "\n"


def _about(source: str, title: str, file: str, table: Table, guessed: Guess) -> list[str]:
    """What the list is, and how its file is read."""
    sheets = ", ".join(map(quoted, table.sheets))
    sheet = table.sheet if len(table.sheets) <= 1 else ""
    reading = {"sheet": sheet, "encoding": _stated(table), "delimiter": table.delimiter}
    taken_from = ", ".join(map(quoted, guessed.derives_from))
    lines = [
        f"# Guessed by sijill: {in_comment(guessed.reason)}.",
        "# Look over every line; what is wrong here is wrong in every number.",
        *_questions(guessed),
        f"id = {quoted(source)}",
        f"title = {quoted(title)}",
        f"kind = {quoted(guessed.kind or '')}  # one of: {', '.join(RecordKind)}",
        f"file = {quoted(file)}",
        'publisher = ""  # who keeps this list',
        *(f"{name} = {quoted(value)}" for name, value in reading.items() if value),
        *([f"sheets = [{sheets}]  # with the same headings"] if len(table.sheets) > 1 else []),
        *([f"header_row = {table.header_row}"] if table.header_row > 1 else []),
        *(["adds_up = true  # the rows hold nobody twice"] if guessed.adds_up else []),
        f"derives_from = [{taken_from}]  # ids of sources that this list takes rows from",
    ]
    if guessed.protected:
        lines.append("protected = [  # never leave the captured file")
        named = shortest_names(guessed.protected, table.columns)
        lines += [f"  {quoted(name)},  # {why}" for name, why in named.items()]
        lines.append("]")
    return lines


def _questions(guessed: Guess) -> list[str]:
    """What a person should settle: it stands on the first page for as long as it is open.

    Questions about columns are asked anew at every build, so they stand here as comments alone.
    """
    of_list = [one for one in guessed.questions if one not in guessed.of_columns]
    open_ones = [*filter(None, [guessed.caution]), *of_list]
    lines = [f"#   {in_comment(question)}" for question in guessed.of_columns]
    if lines:
        lines.insert(0, "# Asked at every build, until a field reads the column or settled has it:")
    lines.append("settled = []  # columns about which nothing is to be asked")
    if open_ones:
        lines += [
            "questions = [  # on the first page of the dossier; take out what is settled",
            *(f"  {quoted(question)}," for question in open_ones),
            "]",
        ]
    return lines


def _repeats(columns: list[Column], guessed: Guess) -> str:
    """Where a single key column repeats, how often."""
    key = next((column for column in columns if (column.name,) == guessed.key), None)
    if key is None or key.filled == key.different or guessed.unpivot:
        return ""
    return f"  # {key.filled - key.different} rows repeat a key; both rows are kept and listed"


def _fields(columns: list[Column], guessed: Guess, *, day_first: bool | None) -> list[str]:
    """Which column each field reads, the columns that none reads, and the coded fields."""
    seen = {column.name: column for column in columns}
    kind = guessed.kind or RecordKind.PERSON
    plain, coded = ["[fields]"], []
    for field, names in guessed.fields.items():
        stated = guessed.values.get(field, {})
        if len(names) > 1 and stated:
            coded += ["", *_combined(field, names, stated)]
        elif takes_words(FIELDS[kind][field]):
            coded += ["", *_coded(field, seen[names[0]], FIELDS[kind][field], stated)]
        else:
            plain.append(
                _plain_field(field, names, guessed, _settings_of(kind, field, guessed, day_first))
            )
    used = columns_read(guessed.fields)
    used |= {*guessed.key, *guessed.protected, *guessed.extra}
    if not guessed.fields:
        free = next((name for name in seen if name not in used), "")
        plain.append(f"# name = {quoted(free)}  # for each field its column: sijill fields")
    return [*plain, *(f"# not used: {quoted(name)}" for name in seen if name not in used), *coded]


def _settings_of(
    kind: RecordKind,
    field: str,
    guessed: Guess,
    day_first: bool | None,  # noqa: FBT001
) -> str:
    """The sign between several values; the order of day and month where a person has said it.

    That a minimum number of individuals is the least.
    """
    if field == "name" and guessed.listed:
        return ", listed = true"
    if field in guessed.splits:
        return f", split = {quoted(guessed.splits[field])}"
    if FIELDS[kind][field] is FieldType.COUNT and names_least(guessed.fields[field]):
        return ", at_least = true"
    if day_first is None or FIELDS[kind][field] is not FieldType.DATE:
        return ""
    return f", day_first = {'true' if day_first else 'false'}"


def _plain_field(field: str, names: tuple[str, ...], guessed: Guess, settings: str) -> str:
    reference = guessed.reference
    if reference is not None and (reference.column,) == names and field == "incident":
        return (
            f"incident = {{ column = {quoted(names[0])}, source = {quoted(reference.source)} }}  "
            f"# {reference.found} of {reference.filled} cells are found there"
        )
    if len(names) > 1:
        return f"{field} = {{ columns = [{', '.join(map(quoted, names))}]{settings} }}"
    if settings:
        return f"{field} = {{ column = {quoted(names[0])}{settings} }}"
    return f"{field} = {quoted(names[0])}"


def _combined(field: str, names: tuple[str, ...], stated: Mapping[str, str]) -> list[str]:
    """A field of several columns whose cells are translated together."""
    return [
        f"[fields.{field}]",
        f"columns = [{', '.join(map(quoted, names))}]",
        f"[fields.{field}.values]  # the cells of these columns, with a bar between them",
        *(f"{quoted(cells)} = {quoted(code)}" for cells, code in stated.items()),
    ]


def _coded(field: str, column: Column, kind: FieldType, stated: Mapping[str, str]) -> list[str]:
    """A field whose cells are translated into codes.

    The cells seen, those understood, the others as comments.
    """
    codes = codes_of(kind)
    topic = Topic.SEX if kind is FieldType.SEX else Topic.OTHER
    lines = [f"[fields.{field}]", f"column = {quoted(column.name)}"]
    known, open_cells = {}, []
    parts = _parts_of(column, kind)
    if ANY_DAY in stated:
        parts = Counter({cell: n for cell, n in parts.items() if not any(map(str.isdigit, cell))})
    cells = list(parts)
    letters = letters_for_sex(cells, column.name) if kind is FieldType.SEX else {}
    for cell, count in parts.items():
        code = (
            stated.get(tidy(cell))
            or letters.get(plain_heading(cell))
            or translation(kind, cell, column.name, column.legend)
        )
        if code and code != tidy(cell):
            known[cell] = code
        elif not code and not means_unknown(cell, topic):
            open_cells.append((cell, count))
    known |= {cell: stated[cell] for cell in (ANY_DAY, "") if cell in stated}  # without a mark
    lines += ["[fields." + field + ".values]"] if known or open_cells else []
    lines += [f"{quoted(cell)} = {quoted(code)}" for cell, code in known.items()]
    lines += [
        f'# {quoted(cell)} = ""  # {count} rows; one of: {", ".join(codes)}'
        for cell, count in open_cells[:MOST_SHOWN]
    ]
    return lines


def _parts_of(column: Column, kind: FieldType) -> Counter[str]:
    """What stands in the commonest cells and is translated, with how many rows hold it."""
    rows_of: Counter[str] = Counter()
    for cell, rows in column.commonest:
        for part in dict.fromkeys(parts_of(kind, cell)):
            rows_of[part] += rows
    return rows_of


def _extra(guessed: Guess) -> list[str]:
    """Columns kept as fields of the case's own, each under a name that nothing else has."""
    if not guessed.extra:
        return []
    lines = ["", "[extra]  # kept with every record, under a title of your own"]
    taken = set(FIELDS[guessed.kind or RecordKind.PERSON])
    for name, settings in guessed.extra.items():
        own = _own_name(name, taken)
        taken.add(own)
        lines.append(f"{_bare(own)} = {{ column = {quoted(name)}{_settings(settings)} }}")
    return lines


def _settings(settings: Mapping[str, str]) -> str:
    return "".join(f", {name} = {quoted(value)}" for name, value in settings.items())


def _unpivot(guessed: Guess) -> list[str]:
    if not guessed.unpivot:
        return []
    return [
        "[unpivot]  # a row holds several people: columns that are one column of as many rows",
        *(
            f"{_bare(name)} = [{', '.join(map(quoted, columns))}]"
            for name, columns in guessed.unpivot.items()
        ),
        "",
    ]


def _fixed(guessed: Guess) -> list[str]:
    if not guessed.fixed:
        return []
    lines = ["", "[fixed]"]
    for name, value in guessed.fixed.items():
        is_titled = any(question.startswith(SAYS_TITLE) for question in guessed.questions)
        by_headings = _WHY_HARM.get(value, "nothing in the list says")
        why = ("by a title of the list" if is_titled else by_headings) + _CORRECT
        lines.append(f"{name} = {quoted(value)}" + (f"  # {why}" if name == "harm" else ""))
    return lines


_WHY_HARM = {
    Harm.MISSING.value: "by dates of disappearance and none of death",
    Harm.INJURED.value: "by headings about injuries and no date of death",
}
_CORRECT = "; correct it if the list holds others"


def _stated(table: Table) -> str:
    return "" if table.encoding in ("utf-8", "utf-8-sig", "") else table.encoding


def _own_name(heading: str, taken: Collection[str]) -> str:
    """A name for a column's field: its heading, plain, with a number where it is taken."""
    plain = "_".join(plain_heading(heading).split()) or heading
    numbered = (f"{plain}_{number}" for number in itertools.count(2))
    return plain if plain not in taken else next(name for name in numbered if name not in taken)


def _bare(name: str) -> str:
    """A name as a key of TOML: bare if it can be."""
    return name if _BARE_KEY.fullmatch(name) else quoted(name)
