"""What became of a link, by the words that Auto Archiver's versions write (0.1 to 1.1)."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from sijill.language.unknown import means_unknown
from sijill.model.word_files import toml_beside


class ArchivingOutcome(StrEnum):
    """What became of a link, by the words of its status."""

    ARCHIVED = "archived"
    DUPLICATE = "duplicate"
    """Another row stands for it; no copy of its own was made."""
    NOTHING_ARCHIVED = "nothing_archived"
    FAILED = "failed"
    IN_PROGRESS = "in_progress"
    NOT_TRIED = "not_tried"
    NOT_UNDERSTOOD = "not_understood"


_PLAIN_ENDS = re.compile(r":\s*(success|already archived)$")


@cache
def _patterns() -> Mapping[ArchivingOutcome, re.Pattern[str]]:
    """What the whole of a status is for each outcome, in the order of ``statuses.toml``."""
    return {
        ArchivingOutcome(outcome): re.compile("|".join(patterns))
        for outcome, patterns in toml_beside(__name__, "statuses.toml").items()
    }


def find_outcome(status: str) -> ArchivingOutcome:
    """What a status says: ``telethon: success``, ``Archive failed ...``, ``no archiver``.

    Versions before 1 put the archiver's name before each word (``wayback: already archived``); 1
    writes the bare name of an extractor that got something and does not vouch for all of it. What
    databases write for a missing value says that nothing was tried.
    """
    words = " ".join(status.lower().split()).removeprefix("[cached]").strip()
    if means_unknown(words):
        return ArchivingOutcome.NOT_TRIED
    end = _PLAIN_ENDS.search(words)
    last_words = end[1] if end else words
    after_name = words.partition(":")[2].strip()
    for outcome, pattern in _patterns().items():
        if pattern.fullmatch(last_words) or pattern.fullmatch(after_name):
            return outcome
    return ArchivingOutcome.NOT_UNDERSTOOD
