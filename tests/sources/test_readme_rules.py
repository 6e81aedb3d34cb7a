"""The rules that README shows for columns are rules that a mapping takes."""

import re
from pathlib import Path

import pytest

from sijill.sources.toml_files import read_mapping

README = Path(__file__).parents[2] / "README.md"
RULES = re.findall(
    r"^   (\w+ = \{ column.*?\})\s+#", README.read_text(encoding="utf-8"), re.MULTILINE
)


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_is_read(rule: str) -> None:
    kind = "incident" if rule.startswith("civilians") else "person"
    text = f'id = "m"\ntitle = "M"\nkind = "{kind}"\nfile = "m.csv"\n[fields]\n{rule}\n'
    assert read_mapping(text, "m.toml").fields[rule.partition(" ")[0]].reads


def test_there_are_rules() -> None:
    assert len(RULES) == 6
