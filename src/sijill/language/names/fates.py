"""What a name cell says beside the name about how it went with the person.

"Missing: …", "… (wounded)", "… - survivor", "To check: …": part of a list's row, no part of a name.
Which words say so stands in ``fates.toml``, for twelve languages. They count only where something
sets them apart from the name, for many are names as well.
"""

import re
from dataclasses import dataclass
from functools import cache

from sijill.language.unknown import phrase_form
from sijill.model.limits import LONGEST_NAME
from sijill.model.records.row_doubt import RowDoubt
from sijill.model.word_files import toml_beside

_BRACKETED = re.compile(r"[(\[{](?P<inside>[^()\[\]{}]*)[)\]}]")
_APART = re.compile(r"\s*[:/\\|,،;؛]\s*|\s+[-–—]+\s*|(?<=\S)[-–—]+\s+")


@dataclass(frozen=True, slots=True)
class FatedName:
    """A name cell without what it says of the person's fate, and what that speaks against."""

    text: str
    doubt: RowDoubt | None = None


def part_fate(text: str) -> FatedName:
    """The text of a name cell and the fate that stands apart in it; at most one is looked for.

    Args:
        text: the cell; one longer than a name may be is left as it is.
    """
    if len(text) > LONGEST_NAME:
        return FatedName(text)
    for match in _BRACKETED.finditer(text):
        if doubt := fate(match["inside"]):
            return FatedName(f"{text[: match.start()]} {text[match.end() :]}".strip(), doubt)
    signs = list(_APART.finditer(text))
    if not signs:
        return FatedName(text)
    head, tail = text[: signs[0].start()], text[signs[-1].end() :]
    if doubt := fate(head):
        return FatedName(text[signs[0].end() :], doubt)
    if doubt := fate(tail):
        return FatedName(text[: signs[-1].start()], doubt)
    return FatedName(text)


def fate(text: str) -> RowDoubt | None:
    """What a text that says nothing but a fate speaks against; ``None`` for any other text."""
    return _fates().get(phrase_form(text))


@cache
def _fates() -> dict[str, RowDoubt]:
    content = toml_beside(__name__, "fates.toml")  # the file is ours and its shape is tested
    return {
        phrase_form(phrase): doubt
        for doubt in (
            *(RowDoubt.ALIVE, RowDoubt.MISSING, RowDoubt.NOT_KILLED),
            RowDoubt.UNCONFIRMED,
        )
        for phrase in content[doubt.value]
    }
