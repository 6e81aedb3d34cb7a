"""Whether a kept web page holds an account at all, or only its frame: menus, a log-in wall.

Platforms answer a capture with a wall and keep the status of a good page. Such a text is no account
of anything, and two of them are the same words without one having copied the other.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from sijill.language.scripts import fold_plain
from sijill.model.limits import LONGEST_PAGE_FRAME
from sijill.model.word_files import toml_beside

_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class _Frames:
    pattern: re.Pattern[str]
    least_words: int


@cache
def _frames() -> _Frames:
    content = toml_beside(__name__, "page_frames.toml")
    phrases = sorted({_form(phrase) for phrase in content["phrases"]}, key=len, reverse=True)
    return _Frames(re.compile("|".join(map(re.escape, phrases))), content["least_words"])


def _form(text: str) -> str:
    return " ".join(fold_plain(text).replace("’", "'").split())


@lru_cache(maxsize=8_192)
def is_page_frame(text: str) -> bool:
    """Whether nothing but a page's frame stands in a text that is not empty.

    Words of a frame are often written without a space between them ("Sign UpLog In"), so its
    phrases are taken out wherever they stand; what remains is counted in words of two letters.
    """
    if not text.strip() or len(text) > LONGEST_PAGE_FRAME:
        return False
    frames = _frames()
    form = _form(text)
    rest = frames.pattern.sub(" ", form)
    return rest != form and len(_WORD.findall(rest)) < frames.least_words
