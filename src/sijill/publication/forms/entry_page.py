"""Entry from a scanned notebook page: the page beside the form, in one file that works offline.

What is typed is saved as a CSV file with the form's own columns, and each row names the page and
its SHA-256. The page stays the evidence: the rows say what somebody read on it.
"""

import base64
import json
from dataclasses import dataclass
from importlib.resources import files

from sijill.publication.forms.paper import paper_page
from sijill.publication.forms.paper_form import COLOURS, LONG, choices_of
from sijill.publication.forms.xlsform import UNANSWERED, Form
from sijill.publication.page_policy import page_policy

PAGE_COLUMNS = ("page", "page_sha256")
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture of a page: its file name, the bytes to show, its media type and its hash.

    ``sha256`` is of the file as it came: every row names it.
    """

    name: str
    content: bytes
    media_type: str
    sha256: str


def media_type_of(content: bytes) -> str:
    """PNG or JPEG by the first bytes; empty for anything else."""
    return next((kind for sign, kind in _SIGNATURES.items() if content.startswith(sign)), "")


def entry_page(form: Form, picture: PagePicture, file: str) -> str:
    """The page; ``file`` is the name under which a browser saves the rows."""
    room = files("sijill.publication.forms")
    style = room.joinpath("entry.css").read_text(encoding="utf-8")
    script = room.joinpath("entry.js").read_text(encoding="utf-8")
    data = base64.b64encode(picture.content).decode()
    return paper_page(
        "entry.html",
        {
            "form": form,
            "page": picture.name,
            "sha256": picture.sha256,
            "picture": f"data:{picture.media_type};base64,{data}",
            "file": file,
            "columns": json.dumps(entry_columns(form)),
            "choices": choices_of(form),
            "colour": COLOURS.get(form.kind, ""),
            "long": LONG,
            "entry_style": style,
            "script": script,
            "policy": page_policy((style,), (script,)),
        },
    )


def entry_columns(form: Form) -> list[str]:
    """The columns of the saved file: the form's questions, then the page and its hash."""
    asked = [question.name for question in form.questions if question.type not in UNANSWERED]
    return [*asked, *PAGE_COLUMNS]
