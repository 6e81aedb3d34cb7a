"""Which settings differ: a number changes where the case asks for another, or a list is read anew.

``case.toml`` and the mappings are compared setting by setting, as they were read, so that comments
and the order of lines are no change.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from pydantic import BaseModel

from sijill.model.settings.case import Case
from sijill.model.settings.source_mapping import SourceMapping

_LONGEST = 100
"""Characters of a setting that are shown."""


@dataclass(frozen=True, slots=True)
class SettingChange:
    """A setting of a file before and now; empty where it was or is not set."""

    file: str
    setting: str
    before: str
    now: str


def setting_changes(
    cases: tuple[Case, Case], mappings: tuple[Mapping[str, SourceMapping], ...]
) -> tuple[SettingChange, ...]:
    """The settings of the case and of its lists that differ, by file and name.

    Args:
        cases: before and now.
        mappings: by source, before and now. A list that is new, or gone, is one change.
    """
    changes = list(_between("case.toml", *cases))
    before, now = mappings
    for source in sorted(before.keys() | now.keys()):
        file = f"sources/{source}.toml"
        if source in before and source in now:
            changes += _between(file, before[source], now[source])
        else:
            changes.append(SettingChange(file, "", *(_title(each, source) for each in mappings)))
    return tuple(changes)


def _title(mappings: Mapping[str, SourceMapping], source: str) -> str:
    return mappings[source].title[:_LONGEST] if source in mappings else ""


def _between(file: str, before: BaseModel, now: BaseModel) -> Iterator[SettingChange]:
    old, new = dict(_settings(before)), dict(_settings(now))
    for name in dict.fromkeys([*old, *new]):
        if old.get(name, "") != new.get(name, ""):
            texts = (old.get(name, "")[:_LONGEST], new.get(name, "")[:_LONGEST])
            yield SettingChange(file, name, *texts)


def _settings(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Each setting beneath a value, with its name (``fields.age.column``) and its text."""
    match value:
        case BaseModel():
            fields = type(value).model_fields.items()
            beneath = [(field.alias or each, getattr(value, each)) for each, field in fields]
        case Mapping():
            beneath = [(str(key), each) for key, each in value.items()]
        case tuple() if any(isinstance(each, BaseModel | Mapping) for each in value):
            beneath = [(str(place), each) for place, each in enumerate(value, 1)]
        case _:
            yield name, _text(value)
            return
    for each, part in beneath:
        yield from _settings(part, f"{name}.{each}" if name else each)


def _text(value: object) -> str:
    match value:
        case None | () | False:
            return ""
        case tuple():
            return ", ".join(map(_text, value))
        case True:
            return "yes"
        case Enum():
            return str(value.value)
    return str(value)
