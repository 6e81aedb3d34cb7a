"""Texts as TOML writes them, whatever they hold: they end neither their line nor their quotation.

tomlkit escapes what TOML forbids. The signs that an editor shows as the end of a line, though TOML
does not, are escaped too: a heading must not look like a setting to whoever reads the file.
"""

import re

import tomlkit

from sijill.files.reading import readable

_LINE_ENDS = re.compile("[\x80-\x9f\u2028\u2029]")
_COMMENT_ENDS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def quoted(text: str) -> str:
    """A text as a basic string of TOML (TOML 1.0, *String*), on one line.

    Half a pair of surrogates, which TOML cannot hold, becomes U+FFFD.
    """
    return on_one_line_each(tomlkit.item(readable(str(text))).as_string())


def on_one_line_each(toml: str) -> str:
    """TOML with every sign escaped that an editor would show as the end of a line inside a text."""
    return _LINE_ENDS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", toml)


def in_comment(text: str) -> str:
    """Words as a comment may hold them: they do not end its line."""
    return _COMMENT_ENDS.sub(" ", text)
