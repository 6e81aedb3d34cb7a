"""A setting that is changed is named, before and now: a figure may change with nothing else."""

import pytest

from sijill.figures.changed.setting_changes import SettingChange, setting_changes
from sijill.sources.toml_files import read_case, read_mapping

CASE = 'title = "A street"\narea = "Basatin"\nperiod = "2031-06"\n'
MAPPING = """
id = "notebook"
title = "Notebook"
kind = "person"
file = "notebook.csv"
fixed = { harm = "killed" }
[key]
columns = ["no"]
[fields]
name = "name"
"""


def _changed(before: str, now: str) -> tuple[SettingChange, ...]:
    return setting_changes((read_case(before, "a"), read_case(now, "b")), ({}, {}))


@pytest.mark.parametrize(
    ("old", "new", "setting", "texts"),
    [
        ("A street", "A road", "title", ("A street", "A road")),
        ('area = "Basatin"\n', "", "area", ("Basatin", "")),
        ("2031-06", "2031-07", "period", ("2031-06", "2031-07")),
        ('"2031-06"\n', '"2031-06"\n[estimate]\nseed = 5\n', "estimate.seed", ("2017", "5")),
        (
            '"2031-06"\n',
            '"2031-06"\n[estimate]\nstrata = ["sex", "month"]\n',
            "estimate.strata",
            ("", "sex, month"),
        ),
    ],
)
def test_a_setting_of_the_case_is_named(
    old: str, new: str, setting: str, texts: tuple[str, str]
) -> None:
    assert _changed(CASE, CASE.replace(old, new)) == (SettingChange("case.toml", setting, *texts),)


def test_each_setting_of_a_party_is_named() -> None:
    actor = '[[actors]]\nid = "army"\nname = "The Army"\n'
    found = {change.setting: change.now for change in _changed(CASE, CASE + actor)}
    assert found == {"actors.1.id": "army", "actors.1.name": "The Army"}


def test_comments_and_order_are_no_change() -> None:
    lines = CASE.splitlines()
    assert not _changed(CASE, "# looked over\n" + "\n".join(reversed(lines)))


def test_a_mapping_is_compared_and_a_list_that_is_new_is_one_change() -> None:
    old = read_mapping(MAPPING, "a")
    new = read_mapping(MAPPING.replace("killed", "injured") + 'age = "age"\n', "b")
    case = read_case(CASE, "a")
    found = setting_changes((case, case), ({"notebook": old}, {"notebook": new}))
    assert SettingChange("sources/notebook.toml", "fixed.harm", "killed", "injured") in found
    assert SettingChange("sources/notebook.toml", "fields.age.column", "", "age") in found
    (only,) = setting_changes((case, case), ({}, {"notebook": old}))
    assert only == SettingChange("sources/notebook.toml", "", "", "Notebook")
