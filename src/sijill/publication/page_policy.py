"""What a page may load and run: a Content Security Policy that works from a disk, too.

A dossier is opened as files, so the policy stands in the page itself. It allows the files beside
the page and nothing else: no script in the text, no other host, no form, no other base address
(W3C, *Content Security Policy Level 3*). A style that stands in a page is allowed by its hash.
"""

import base64
import hashlib
from collections.abc import Iterable

from markupsafe import Markup


def policy_tag(*styles: str) -> Markup:
    """The ``meta`` element for a page's head, before anything that loads.

    Args:
        styles: the text of each ``style`` element on the page, exactly.
    """
    return page_policy(styles, ())


def page_policy(styles: Iterable[str], scripts: Iterable[str]) -> Markup:
    """The same for a page that holds scripts, too: the text of each, exactly."""
    hashes, allowed = (
        "".join(f" 'sha256-{_digest(text)}'" for text in texts) for texts in (styles, scripts)
    )
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' file:{allowed}",
            f"style-src 'self' file:{hashes}",
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' file: data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return Markup('<meta http-equiv="Content-Security-Policy" content="{}">').format(policy)


def _digest(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
