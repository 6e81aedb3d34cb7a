"""What became of a link, by the words that Auto Archiver's versions write (0.1 to 1.1)."""

import re
from enum import StrEnum

from sijill.language.unknown import means_unknown


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


_STATUSES = (
    (
        ArchivingOutcome.NOTHING_ARCHIVED,
        re.compile(
            r"no archiver|nothing[ _]archived|deleted_or_unavailable|not[ _-]archived"
            r"|streaming media|no media( found)?|deleted|removed|unavailable|private|not found|404"
        ),
    ),
    (
        ArchivingOutcome.IN_PROGRESS,
        re.compile(
            r"(archive |archiving )?(is )?in[ _-]progress.*|archiving\W*|retrying at .*|pending"
            r"|queued",
            re.DOTALL,
        ),
    ),
    (ArchivingOutcome.NOT_TRIED, re.compile(r"not (yet )?(started|tried)|skipped|new|to ?do")),
    (ArchivingOutcome.DUPLICATE, re.compile(r"duplicated?( (of|in)\b.*)?", re.DOTALL)),
    (
        ArchivingOutcome.ARCHIVED,
        re.compile(
            r"success(ful|fully archived)?|archived|done|ok|(could not download media, but )?"
            r"already (archived|exists)|internet archive fallback"
            r"|twitter-ytdl|yt-dlp(_\w+)?|antibot\w*|\w+_(extractor|enricher|archiver)"
        ),
    ),
    (
        ArchivingOutcome.FAILED,
        re.compile(
            r"((archive|archiving|internet archive) )?(failed|failure|aborted|cancell?ed)\b.*"
            r"|error.*|other tiktok error.*|could not download media|invalid url"
            r"|time[ -]?(out|d out).*",
            re.DOTALL,
        ),
    ),
)
_PLAIN_ENDS = re.compile(r":\s*(success|already archived)$")


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
    for outcome, pattern in _STATUSES:
        after_name = words.partition(":")[2].strip()
        if pattern.fullmatch(last_words) or pattern.fullmatch(after_name):
            return outcome
    return ArchivingOutcome.NOT_UNDERSTOOD
