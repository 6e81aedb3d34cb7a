"""The forms under which a heading is looked up.

A heading is looked up as it stands, then without brackets, groups that KoBo and ODK put before it
and words for whom the row is about.
"""

import re
from functools import cache

from sijill.language.dates import without_calendar, without_order
from sijill.sources.guessing.headings import wordings
from sijill.sources.guessing.words import plain_heading, words_of

_GROUPS = re.compile(r"\s*(?:/|::|(?<=\w{2})\.(?=\w{2}))\s*")
_GROUPS_OF_ODK = re.compile(r"(?<=\w)-(?=\w)")
"""ODK Central writes the group of a question before it with a hyphen: ``deceased-name``."""
_POSITION = re.compile(r"_?.{1,200}[_-](latitude|longitude)", re.IGNORECASE)
"""KoBo and ODK write a position into columns of its question: ``_Where_latitude``."""
_NON_JOINER = "\u200c"
"""Persian parts a word with it that others write as two: "جان‌باختن"."""
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where "dateOfDeath" is parted."""


@cache
def readings(text: str) -> tuple[str, ...]:
    """The forms under which a heading is looked up, the most literal first."""
    text = text.replace("%", " percent ")
    bare = wordings.without_brackets(text)
    last, last_bare = (_last_group(form) for form in (text, bare))
    forms = [plain_heading(form) for form in (text, bare, last, last_bare)]
    forms += [plain_heading(last_bare.replace(_NON_JOINER, " "))]
    forms += [plain_heading(wordings.without_number(form)) for form in (text, last_bare)]
    forms += [plain_heading(_INNER_CAPITAL.sub(" ", form)) for form in (text, last_bare)]
    forms += map(plain_heading, wordings.in_each_script(last_bare))
    forms += [_without_subject(form) for form in tuple(forms)]
    forms += [plain_heading(_GROUPS_OF_ODK.split(bare.strip())[-1])]
    forms += [wordings.of_the_dead(wordings.without_article(form)) for form in tuple(forms)]
    forms += [
        plain_heading(take(form))
        for form in (text, bare)
        for take in (without_calendar, without_order)
    ]
    position = _POSITION.fullmatch(text.strip())
    forms += [position[1].lower()] if position else []
    return tuple(dict.fromkeys(form for form in forms if form))


def groups_of(heading: str) -> list[str]:
    """The groups of a nested heading, the outermost first."""
    return _GROUPS.split(heading.strip())


def _last_group(text: str) -> str:
    """The last group of a nested heading that says something: "victim.age.value" is "age"."""
    groups = groups_of(text)
    wrappings = words_of("keys.toml", "wrappings", "words")
    while len(groups) > 1 and (groups[-1].isdecimal() or plain_heading(groups[-1]) in wrappings):
        groups.pop()
    return groups[-1]


def _without_subject(form: str) -> str:
    subjects = words_of("keys.toml", "subjects", "words")
    connectors = words_of("keys.toml", "subjects", "connectors")
    left = [word for word in form.split() if word not in subjects]
    if len(left) == len(form.split()):
        return form
    while left and left[-1] in connectors:
        left.pop()
    while left and left[0] in connectors:
        left.pop(0)
    return " ".join(left)
