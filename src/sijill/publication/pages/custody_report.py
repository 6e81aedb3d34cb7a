"""The custody report of a bundle: which entries, since when, by whom, resting on which files."""

from collections.abc import Mapping
from dataclasses import dataclass

from sijill.ledger.entries.entry import Entry
from sijill.model.decisions.exhibits import Chain
from sijill.model.records.record import Record
from sijill.model.vocabulary import label
from sijill.publication.pages.template_files import strict_templates
from sijill.publication.wording import code, in_script, number, row_of


@dataclass(frozen=True, slots=True)
class Custody:
    """What a bundle holds. ``left_out`` gives by SHA-256 why a file stayed behind."""

    subject: str
    case: str
    records: tuple[Record, ...]
    entries: tuple[Entry, ...]
    left_out: Mapping[str, str]
    notes: tuple[str, ...]
    chains: tuple[Chain, ...] = ()
    """The exhibits in it."""


def custody_page(custody: Custody) -> str:
    """The report as one page of HTML without scripts, links or pictures from elsewhere."""
    words = {"code": code, "in_script": in_script, "number": number, "row_of": row_of}
    words["label"] = label
    return strict_templates().get_template("custody.html").render(custody=custody, **words)
