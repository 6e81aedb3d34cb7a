"""Regular expressions that are compiled when a text is first held against them.

The grammar has hundreds, of classes of many words; a case without official lines needs none.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import cast

from sijill.containment.time_limit import limit_paused


class DeferredPattern:
    """Stands for a ``re.Pattern``: each method is the pattern's own, looked up once."""

    def __init__(self, written: str, flags: int) -> None:
        self._written = written
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern; a slip in what is written is raised here (``re.error``)."""
        with limit_paused():
            return re.compile(self._written, self._flags)

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """``re.Pattern.search``."""
        return self.compiled.search

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """``re.Pattern.match``."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        """``re.Pattern.fullmatch``."""
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """``re.Pattern.finditer``."""
        return self.compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[str]]:
        """``re.Pattern.findall``."""
        return self.compiled.findall

    @cached_property
    def sub(self) -> Callable[..., str]:
        """``re.Pattern.sub``."""
        return self.compiled.sub

    @cached_property
    def subn(self) -> Callable[..., tuple[str, int]]:
        """``re.Pattern.subn``."""
        return self.compiled.subn

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        """``re.Pattern.split``."""
        return self.compiled.split


def expression(written: str, flags: int = 0) -> re.Pattern[str]:
    """The expression, compiled at its first use; a slip in it is raised there (``re.error``)."""
    return cast("re.Pattern[str]", DeferredPattern(written, flags))
