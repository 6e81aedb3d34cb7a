"""What a row's own words say against it, or of a later death: "found alive", "died in hospital"."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sijill.language.names.fates import fate, part_fate
from sijill.model.codes import DEATHS, Harm
from sijill.model.records.record import RecordKind, Remark
from sijill.model.records.rejects import Effect
from sijill.model.records.row_doubt import RowDoubt
from sijill.model.settings.source_mapping import HARM_IS_A_GUESS, SourceMapping
from sijill.sources.empty_graves import is_empty_grave, names_bodies, names_things
from sijill.sources.records.cells import Value
from sijill.sources.row_doubts import (
    FIELDS_ABOUT_ROW,
    FIELDS_OF_CAUSES,
    WORDS_OF_CAUSE,
    denies_body,
    later_death,
    marked_doubt,
    may_lack_violence,
    row_doubt,
    sentence_about_row,
)

_OF_PEOPLE = (RecordKind.PERSON, RecordKind.REMAINS)
_OF_SOMEBODY = ("name", "other_name", "sex", "age", "age_group", "recovered", "died")
"""Fields by which a row describes somebody, whatever else it says."""
_OF_THE_BODY = ("note", "condition", "identification")
"""Fields of remains that may say that there are none."""
_DIED_LATER = (
    "the row enters somebody as hurt, missing or detained, and this says that the person died: "
    "counted as one who died of wounds or was found dead. If not, correct the field harm"
)
_MAY_HAVE_DIED = (
    "the row enters somebody as hurt, missing or detained, and this may say that the person died: "
    "in the upper ends of the numbers of people killed alone until a person decides (sijill "
    "correct, field harm)"
)


@dataclass(frozen=True, slots=True)
class SaidOfRow:
    """The doubt about a row, the note about it, and the values that its words change."""

    doubt: RowDoubt | None = None
    remark: Remark | None = None
    values: Mapping[str, Value] = field(default_factory=dict)


class WordsAboutRows:
    """What the words of a list's rows say of their own rows, by the columns of its mapping."""

    def __init__(self, mapping: SourceMapping) -> None:
        self._mapping = mapping
        # by column, whether names stand in it
        self._of_bodies = {
            column: name == "name" and not names_bodies(column)
            for name in FIELDS_ABOUT_ROW
            if mapping.kind is RecordKind.REMAINS and name in mapping.fields
            for column in mapping.fields[name].reads
            if name == "name" or names_bodies(column)
        }
        self._harm_is_a_guess = any(one.startswith(HARM_IS_A_GUESS) for one in mapping.questions)
        names = mapping.fields.get("name")
        self._lists_names = mapping.kind is RecordKind.PERSON and bool(names and names.listed)
        self._names, self._remarks, self._fates = (
            tuple(rule.reads) if (rule := mapping.fields.get(name)) else ()
            for name in ("name", "note", "harm")
        )

    def said(
        self, cells: Mapping[str, str], values: Mapping[str, Value], texts: Mapping[str, str]
    ) -> SaidOfRow:
        """What the words of a row say of it.

        Args:
            cells: of the row.
            values: its values by field.
            texts: their words.
        """
        column = self._empty_grave(cells, texts)
        if column is not None:
            return self._doubted(RowDoubt.NOT_HUMAN, column, cells[column])
        if self._mapping.kind is RecordKind.REMAINS:
            for name in _OF_THE_BODY:
                if denies_body(texts.get(name, "")):
                    return self._doubted(RowDoubt.NOT_HUMAN, self._columns(name), texts[name])
        for name in FIELDS_ABOUT_ROW:
            doubt = row_doubt(name, texts.get(name, ""))
            if doubt is not None and self._speaks_against(doubt, values):
                return self._doubted(doubt, self._columns(name), texts[name])
        for column in self._remarks:
            doubt = marked_doubt(column, cells.get(column, ""))
            if doubt is not None:
                return self._doubted(doubt, column, cells[column])
        if values.get("harm") in DEATHS:
            return self._perhaps_no_violence(texts) or self._unconfirmed_death(cells)
        return self._later_death(values, texts)

    def _perhaps_no_violence(self, texts: Mapping[str, str]) -> SaidOfRow | None:
        """That somebody of whom nobody said that he was killed may have died of an illness."""
        for name in FIELDS_OF_CAUSES if self._harm_is_a_guess else ():
            text = texts.get(name, "")
            if text and len(text.split()) <= WORDS_OF_CAUSE and may_lack_violence(text):
                return self._doubted(RowDoubt.NOT_KILLED, self._columns(name), texts[name])
        return None

    def _unconfirmed_death(self, cells: Mapping[str, str]) -> SaidOfRow:
        """That a column of fates itself says that a death is not confirmed."""
        for column in self._fates:
            cell = cells.get(column, "")
            if RowDoubt.UNCONFIRMED in (fate(cell), part_fate(cell).doubt):
                return self._doubted(RowDoubt.UNCONFIRMED, column, cells[column])
        return SaidOfRow()

    def _later_death(self, values: Mapping[str, Value], texts: Mapping[str, str]) -> SaidOfRow:
        """That somebody who is entered as hurt, missing or detained died in the end."""
        for name in ("note", "condition") if "harm" in values else ():
            is_sure = later_death(texts.get(name, ""))
            if is_sure is not None:
                reason = _DIED_LATER if is_sure else _MAY_HAVE_DIED
                remark = Remark(self._columns(name), texts[name], reason, Effect.NOTE)
                died = {"harm": Harm.DIED_OF_WOUNDS}
                return SaidOfRow(None if is_sure else RowDoubt.DIED, remark, died)
        return SaidOfRow()

    def _doubted(self, doubt: RowDoubt, columns: str, words: str) -> SaidOfRow:
        kind = self._mapping.kind
        is_in_doubt = kind in _OF_PEOPLE or (kind is RecordKind.INCIDENT and doubt.takes_row_back)
        said = sentence_about_row(doubt, is_in_doubt=is_in_doubt)
        return SaidOfRow(doubt, Remark(columns, words, said, Effect.NOTE))

    def _columns(self, name: str) -> str:
        rule = self._mapping.fields.get(name)
        return ", ".join(rule.reads) if rule else name

    def _empty_grave(self, cells: Mapping[str, str], texts: Mapping[str, str]) -> str | None:
        """The column of a row of a grave that says that nobody lies there, or things, if one does.

        A remark, and a name in a list of people, say it only of a row that describes nobody.
        """
        asked = dict(self._of_bodies)
        described = {name for name in _OF_SOMEBODY if texts.get(name)}
        if self._mapping.kind is RecordKind.PERSON and described <= {"name"}:
            asked |= dict.fromkeys(self._names, True)
        if self._lists_names and described <= {"name", "died"}:  # "Names of killed: none"
            asked |= dict.fromkeys(self._names, False)
        if self._mapping.kind is RecordKind.REMAINS and not described:
            asked |= {column: True for column in self._remarks if column not in asked}
        if self._mapping.kind is RecordKind.REMAINS and described <= {"recovered"}:
            things = (column for column in self._remarks if names_things(cells.get(column, "")))
            if (column := next(things, None)) is not None:
                return column
        columns = (
            column
            for column, is_name in asked.items()
            if is_empty_grave(cells.get(column, ""), is_name=is_name)
        )
        return next(columns, None)

    def _speaks_against(self, doubt: RowDoubt, values: Mapping[str, Value]) -> bool:
        """Whether what the words say is other than what the row enters."""
        if self._mapping.kind is not RecordKind.PERSON:
            return doubt is not RowDoubt.MISSING  # a part of a body, some people of an incident
        return doubt.is_about_row or values.get("harm") in DEATHS
