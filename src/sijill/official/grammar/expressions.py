"""Regular expressions that are compiled when a text is first held against them.

The grammar has hundreds, of classes of many words; a case without official lines needs none.
"""

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _Uncompiled:
    """Stands for a ``re.Pattern``; its methods are those of the pattern from the first use on."""

    def __init__(self, written: str, flags: int) -> None:
        self._written = (written, flags)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  any method of a pattern
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(*self._written)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return self.__dict__[name]


def expression(written: str, flags: int = 0) -> re.Pattern[str]:
    """The expression, compiled at its first use; a slip in it is raised there (``re.error``)."""
    return cast("re.Pattern[str]", _Uncompiled(written, flags))
