"""Lists of other kinds than persons for the canaries: what is asked, matched and examined.

Each holds a protected column with a witness beside the fields of its kind, so that every command
that reads bodies, missing people, sites, official lines or interviews has one to let out.
"""

import csv
import io
from dataclasses import dataclass

PROTECTED = "told_by"


@dataclass(frozen=True, slots=True)
class KindList:
    """A list of one kind: its fields, and one row of them, in which ``{n}`` is the row's number."""

    kind: str
    row: dict[str, str]
    form: str = ""
    """What a form for telephones puts before each heading (``Victim/``)."""

    def content(self, canaries: list[str]) -> bytes:
        """The list as CSV, a canary in the protected column of each row."""
        written = io.StringIO()
        writer = csv.writer(written)
        writer.writerow([f"{self.form}{name}" for name in ("no", *self.row, PROTECTED)])
        for number, canary in enumerate(canaries, 1):
            cells = [cell.format(n=number) for cell in self.row.values()]
            writer.writerow([str(number), *cells, canary])
        return written.getvalue().encode()

    def mapping(self, source: str) -> str:
        """The mapping: every field from the column of its name."""
        fields = "".join(f'{name} = "{self.form}{name}"\n' for name in self.row)
        return (
            f'id = "{source}"\ntitle = "{source}"\nkind = "{self.kind}"\nfile = "{source}.csv"\n'
            f'protected = ["{self.form}{PROTECTED}"]\n[key]\ncolumns = ["{self.form}no"]\n'
            f"[fields]\n{fields}"
        )


_PLACE = {"place": "Basatin", "latitude": "35.95", "longitude": "39.01"}
_BODY = {"sex": "male", "age": "34"}
KINDS: dict[str, KindList] = {
    "missing": KindList(
        "person",
        {"name": "Khalid Samir {n}", **_BODY, "harm": "missing", "last_seen": "2031-06-03"},
    ),
    "remains": KindList(
        "remains",
        {"code": "TABQA-{n}", **_BODY, "recovered": "2031-06-09", "site": "S{n}", **_PLACE},
    ),
    "incidents": KindList(
        "incident",
        {"code": "CI{n}00", "happened": "2031-06-03", "people_killed_min": "3"} | _PLACE,
    ),
    "lines": KindList(
        "determination",
        {
            "actor": "alliance",
            "codes": "CI{n}00",
            "happened": "2031-06-03",
            "deaths_min": "1",
            "text": "An attack near Basatin was assessed as credible.",
        }
        | _PLACE,
    ),
    "sites": KindList("site", {"code": "S{n}", "state": "go", "expected": "2", **_PLACE}),
    "hazards": KindList("hazard", {"code": "H{n}", "status": "suspected", **_PLACE}),
    "interviews": KindList(
        "testimony",
        {
            "pseudonym": "W{n}",
            "given_on": "2031-07-01",
            "account": "They lay under the house.",
            "consent": "publish",
            "killed": "2",
        }
        | _PLACE,
    ),
    "reports": KindList(
        "report", {"publisher": "A paper", "published": "2031-06-04", "text": "Three were killed."}
    ),
    "phone-forms": KindList(
        "person", {"name": "Rana Walid {n}", "died": "2031-06-03", "harm": "killed"}, form="Victim/"
    ),
}
"""By the id of the source."""
