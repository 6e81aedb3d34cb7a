"""Canaries: invented witnesses in protected columns of every shape, sought in every byte written.

A case holds one list for each way in which a protected column was ever missed. Every command runs
on it as a person would run it, some are killed, and then all that lies in the case, in its copies
and in the folder for temporary files is searched: outside the files as received, and the evidence
that is their copy or ciphertext, no canary may be found.
"""

import gzip
import hashlib
import io
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

from canary_cells import CELLS
from canary_files import FILES
from canary_kinds import KINDS, PROTECTED
from canary_shapes import MORE
from file_readings import readings

COLUMNS = ("no", "name", "died", "place")
CASE = 'title = "Canaries"\narea = "Basatin"\nperiod = "2031-06-01/2031-06-30"\n'
CASE += '[[actors]]\nid = "alliance"\nname = "The Alliance"\n'
MAPPING = """\
id = "{source}"
title = "{source}"
kind = "person"
file = "{file}"
protected = ["told_by"]
fixed = {{ harm = "killed" }}
[key]
columns = ["no"]
[fields]
name = "name"
died = "died"
place = "place"
"""
Write = Callable[[list[str]], bytes]


def _rows(canaries: list[str]) -> Iterator[list[str]]:
    for number, canary in enumerate(canaries, 1):
        yield [str(number), f"Khalid Samir {number}", "2031-06-03", "Basatin", canary]


def _csv(header: list[str] | None, *, times: int = 1, end: str = "\r\n") -> Write:
    """A CSV file whose last columns, as many as ``times``, hold the canary."""

    def write(canaries: list[str]) -> bytes:
        lines = [header] if header else []
        lines += [[*row[:4], *[row[4]] * times] for row in _rows(canaries)]
        return (end.join(",".join(line) for line in lines) + end).encode()

    return write


def _json(nested: Callable[[str], object], *, lines: bool = False) -> Write:
    def write(canaries: list[str]) -> bytes:
        items = [
            dict(zip(COLUMNS, row, strict=False)) | {PROTECTED: nested(row[4])}
            for row in _rows(canaries)
        ]
        if lines:
            return "".join(f"{json.dumps(item)}\n" for item in items).encode()
        return json.dumps(items, ensure_ascii=False).encode()

    return write


def _geojson(canaries: list[str]) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": dict(zip(COLUMNS, row, strict=False)) | {PROTECTED: {"name": row[4]}},
            "geometry": {"type": "Point", "coordinates": [39.0, 35.9]},
        }
        for row in _rows(canaries)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _xlsx(header: str) -> Write:
    def write(canaries: list[str]) -> bytes:
        target = io.BytesIO()
        with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(([*COLUMNS, header], *_rows(canaries))):
                sheet.write_row(number, 0, row)
        return target.getvalue()

    return write


def _merged_heading(canaries: list[str]) -> bytes:
    """A sheet whose protected heading is merged across columns, of which one is hidden."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, (COLUMNS[0], "", "", "", *COLUMNS[1:]))
        sheet.merge_range(0, 1, 0, 3, PROTECTED)
        sheet.set_column(2, 2, None, None, {"hidden": True})
        for number, row in enumerate(_rows(canaries), 1):
            sheet.write_row(number, 0, (row[0], *[row[4]] * 3, *row[1:4]))
            sheet.write_comment(number, 5, row[4])
    return target.getvalue()


def _sheets(canaries: list[str]) -> bytes:
    """Sheets of the same people: as it should be, renamed, without headings, and hidden."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for heading in (PROTECTED, "informant", "", PROTECTED.upper()):
            sheet = book.add_worksheet()
            lines = [*([[*COLUMNS, heading]] if heading else []), *_rows(canaries)]
            for number, row in enumerate(lines):
                sheet.write_row(number, 0, row)
        sheet.hide()
    return target.getvalue()


def _merged_down(canaries: list[str]) -> bytes:
    """A sheet in which one witness is merged down over all rows, and a row holds an error."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [*COLUMNS, PROTECTED])
        rows = list(_rows([*canaries, canaries[0]]))
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, row)
        sheet.merge_range(1, 4, len(rows), 4, canaries[0])
        sheet.write_formula(len(rows) + 1, 4, f'="{canaries[0]}"', None, "#REF!")
        sheet.merge_range(len(rows) + 2, 0, len(rows) + 2, 4, f"told by {canaries[0]}")
    return target.getvalue()


def _appended(write: Write, more: str) -> Write:
    return lambda canaries: write(canaries) + more.format(canaries[0]).encode()


RIGHT = _csv([*COLUMNS, PROTECTED])
SHAPES: dict[str, tuple[str, Write]] = {
    "right": ("csv", RIGHT),
    "mistyped": ("csv", _csv([*COLUMNS, "told by"])),
    "renamed": ("csv", _csv([*COLUMNS, "informant"])),
    "capitals": ("csv", _csv([*COLUMNS, "TOLD_BY"])),
    "no-header": ("csv", _csv(None)),
    "doubled": ("csv", _csv([*COLUMNS, PROTECTED, PROTECTED], times=2)),
    "doubled-in-capitals": ("csv", _csv([*COLUMNS, PROTECTED, "Told_By "], times=2)),
    "zero-width": ("csv", _csv([*COLUMNS, "told\u200b_by"])),
    "full-width": ("csv", _csv([*COLUMNS, "\uff54\uff4f\uff4c\uff44\uff3f\uff42\uff59"])),
    "with-a-mark": ("csv", _csv([*COLUMNS, "to\u0301ld_by"])),
    "doubled-in-other-signs": (
        "csv",
        _csv(
            [*COLUMNS, PROTECTED, "told\u200b_by", "\uff54old_by", "told by", "told_by_2"], times=5
        ),
    ),
    "without-heading-behind": (
        "csv",
        lambda canaries: _csv(["no", PROTECTED, "", "died", "place"], times=1)(canaries).replace(
            b",Khalid Samir", b",Canary-unnamed,Canary-unnamed"
        ),
    ),
    "merged-heading": ("xlsx", _merged_heading),
    "merged-down": ("xlsx", _merged_down),
    "sheets": ("xlsx", _sheets),
    "beside-the-rows": (
        "json",
        lambda canaries: json.dumps(
            {"rows": json.loads(_json(str)(canaries)), "informant": canaries}
        ).encode(),
    ),
    "another-name-in-one-row": (
        "jsonl",
        lambda canaries: _json(str, lines=True)(canaries).replace(b"told_by", b"Told By", 1),
    ),
    "too-many-cells": ("csv", _csv([*COLUMNS, PROTECTED], times=3)),
    "cut-off": ("csv", _appended(RIGHT, '99,Khalid,2031-06-03,Basatin,"{}')),
    "not-utf-8": ("csv", lambda canaries: RIGHT(canaries) + b"98,\xff\xfe,,,x\r\n"),
    "semicolons": ("csv", lambda canaries: RIGHT(canaries).replace(b",", b";")),
    "utf-16": ("csv", lambda canaries: RIGHT(canaries).decode().encode("utf-16")),
    "zipped": ("csv.gz", lambda canaries: gzip.compress(RIGHT(canaries))),
    "nested": ("json", _json(lambda canary: {"name": canary, "phone": {"own": canary}})),
    "names-as-keys": ("json", _json(lambda canary: {canary: {canary: "yes"}})),
    "lists": ("json", _json(lambda canary: [{"name": canary}, canary])),
    "lines": ("jsonl", _json(lambda canary: {"name": canary}, lines=True)),
    "features": ("geojson", _geojson),
    "sheet": ("xlsx", _xlsx(PROTECTED)),
    "sheet-mistyped": ("xlsx", _xlsx("told  by")),
    "under-another-suffix": ("csv", _json(lambda canary: {"name": canary})),
}


ARABIC = "الشاهد"
_ARABIC_HEADINGS = [*COLUMNS, ARABIC, "الشـــاهد", "الشَاهِد"]
SHAPES["arabic-marked"] = ("csv", _csv(_ARABIC_HEADINGS, times=3))
SHAPES["arabic-mistyped"] = ("csv", _csv([*COLUMNS, "الشاهِد"]))
OTHERS = MORE | FILES | CELLS
REFUSED = frozenset(
    (
        "mistyped", "renamed", "capitals", "no-header", "not-utf-8", "sheet-mistyped", "zero-width",
        "full-width", "with-a-mark", "arabic-mistyped",
        *(name for name, shape in OTHERS.items() if shape.is_refused),
    )
)  # fmt: skip
"""The shapes in which the protected column cannot be found, so that nothing is captured."""


@dataclass
class Trial:
    """One case with its copies, in a folder of its own.

    Attributes:
        root: the folder.
        canaries: all of them.
        leaks: where one was found: file, and after which step.
    """

    root: Path
    canaries: list[str]
    leaks: list[str] = field(default_factory=list)

    @property
    def case(self) -> Path:
        """The case's folder."""
        return self.root / "case"

    def start(self, *words: object) -> "subprocess.Popen[bytes]":
        """Start a command, with temporary files and settings inside the root."""
        places = {"TMPDIR": "tmp", "HOME": "home", "XDG_CONFIG_HOME": "home", "SIJILL_KEY": "key"}
        here = {name: str(self.root / place) for name, place in places.items()}
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "sijill", *map(str, words)],
            env={**os.environ, **here, "SIJILL_AUTHOR": "test"},
            cwd=self.root / "tmp",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def run(self, *words: object) -> str:
        """Run a command to its end, and search its answer and every byte that is there then."""
        with self.start(*words) as process:
            answer, _ = process.communicate()
        if b"Traceback" in answer:
            self.leaks.append(f"a traceback of {words[0]}: {answer[-300:]!r}")
        if self._holds_canary(answer):
            self.leaks.append(f"the answer of {words[0]}")
        self.search(str(words[0]))
        return answer.decode("utf-8", "replace")

    def kill(self, seconds: float, *words: object) -> bool:
        """Kill a command, and search what it left; whether it was still at work."""
        with self.start(*words) as process:
            time.sleep(seconds)
            is_at_work = process.poll() is None
            process.kill()
        self.search(f"{words[0]}, killed after {seconds:.2f} s")
        return is_at_work

    def search(self, step: str) -> None:
        """Search every file under the root apart from those as received and their captures."""
        received = {
            hashlib.sha256(path.read_bytes()).hexdigest()
            for path in (self.root / "received").iterdir()
        }
        for path in self.root.rglob("*"):
            if path.is_file() and path.parent.name not in ("data", "received"):
                is_capture = path.parent.name == "evidence" and path.name in received
                if not is_capture and any(map(self._holds_canary, readings(path))):
                    self.leaks.append(f"{path.relative_to(self.root)}, after {step}")

    def _holds_canary(self, content: bytes) -> bool:
        folded = content.lower()
        return any(
            one in folded
            for canary in ("canary-", "canary ")
            for one in (canary.encode(), canary.encode("utf-16-le"))
        )


def begin(root: Path, each: int, *, with_vault: bool) -> Trial:
    """A case with a list of every shape, ``each`` canaries in it."""
    for name in ("tmp", "home", "received", "case/data", "case/sources"):
        (root / name).mkdir(parents=True)
    trial = Trial(root, [])
    public = trial.run("keygen", root / "vault.key", "--json").split('"')[3] if with_vault else ""
    head = f'vault = ["{public}"]\n' if with_vault else ""
    (trial.case / "case.toml").write_text(head + CASE, encoding="utf-8")
    for shape, (suffix, write) in SHAPES.items():
        name = f"{shape}.{suffix}"
        mapping = MAPPING.format(source=shape, file=name)
        if shape.startswith("arabic"):
            mapping = mapping.replace("told_by", ARABIC)
        _add_list(trial, name, mapping, write, _canaries(trial, shape, each))
    for shape, more in OTHERS.items():
        mapping = MAPPING.format(source=shape, file=f"{shape}.{more.suffix}")
        for old, new in more.changes:
            mapping = mapping.replace(old, new)
        name, canaries = f"{shape}.{more.suffix}", _canaries(trial, shape, each)
        _add_list(trial, name, mapping, more.write, canaries)
    for source, one in KINDS.items():
        canaries = _canaries(trial, source, each)
        _add_list(trial, f"{source}.csv", one.mapping(source), one.content, canaries)
    second = MAPPING.format(source="second", file="right.csv").replace(
        'protected = ["told_by"]', ""
    )
    (trial.case / "sources" / "second.toml").write_text(second, encoding="utf-8")
    return trial


def _canaries(trial: Trial, source: str, each: int) -> list[str]:
    canaries = [f"Canary-{source}-{number} al-Shahid" for number in range(each)]
    trial.canaries += canaries
    return canaries


def _add_list(trial: Trial, name: str, mapping: str, write: Write, canaries: list[str]) -> None:
    """A list as received and in the case, with its mapping."""
    for folder in (trial.case / "data", trial.root / "received"):
        (folder / name).write_bytes(write(canaries))
    source = name.partition(".")[0]
    (trial.case / "sources" / f"{source}.toml").write_text(mapping, encoding="utf-8")


def captured(trial: Trial) -> set[str]:
    """The sources of which a file was captured."""
    log = json.loads(trial.run("log", trial.case, "--last", 10_000, "--json"))
    return {entry["subject"] for entry in log if entry["kind"] == "capture"}


def run_commands(trial: Trial) -> None:
    """Every command that writes, on the case and on its copies."""
    root, case = trial.root, trial.case
    trial.run("build", case)
    reissued = (root / "received" / "right.csv").read_bytes().replace(b"told_by", b"teller")
    (case / "data" / "right.csv").write_bytes(reissued)
    (root / "received" / "reissued.csv").write_bytes(reissued)
    judged = root / "judged.csv"
    judged.write_text("left,right,decision,reason\nright:1,nested:1,same,one person\n", "utf-8")
    trial.run("judge", judged, "--case", case)
    trial.run("build", case)
    run_questions(trial)
    trial.run("bundle", case, "--subject", "right:1", "--to", root / "bundle")
    stick = root / "stick"
    stick.mkdir()
    for name in ("register.db", "case.toml"):
        (stick / name).write_bytes((case / name).read_bytes())
    trial.run("sync", case, stick, "--accept", "--take-files")
    public = trial.run("keygen", root / "backup.key", "--json").split('"')[3]
    trial.run("backup", case, "--to", root / "case.age", "--recipient", public)
    restore = ("restore", root / "case.age", "--key", root / "backup.key", "--to", root / "again")
    trial.run(*restore)
    trial.run("erase", "right:1", "--reason", "request 12", "--case", case)
    trial.run("build", case)
    trial.run("verify", case)


def run_questions(trial: Trial) -> None:
    """Commands that look into a built case, work in the field, or refuse what they are given."""
    case, why = trial.case, ("--reason", "seen on the spot", "--case", trial.case)
    trial.run("inspect", case)
    trial.run("linkage", "explain", case, "right:1", "nested:1")
    trial.run("claim", "2 killed in Basatin in June 2031", "--case", case)
    trial.run("show", case)
    trial.run("match", "lines:1", "incidents:1", *why)
    trial.run("grade", "incidents:1", "confirmed", *why)
    trial.run("candidates", case)
    trial.run("candidates", case, "--of", "remains:1", "--list", "missing")
    trial.run("identify", "remains:1", "missing:1", "--method", "dna", *why)
    trial.run("correct", "missing:1", "name", "Khalid Nabil", *why)
    trial.run("consent", "interviews:1", "refused", *why)
    trial.run("site", case, "A1", "--state", "go", "--reason", "seen", "--place", "Basatin")
    trial.run("site", case, "S1", "--state", "go", "--reason", "seen")
    trial.run("plan", case)
    trial.run("presence", "remains:1", "--holder", "the morgue", "--at", "shelf 2", *why)
    trial.run("examine", "remains:1", "photo", "completed", *why)
    run_papers(trial)


def run_papers(trial: Trial) -> None:
    """Everything that is printed, carried or shown in the field, as page and as PDF."""
    root, case = trial.root, trial.case
    for suffix in ("html", "pdf"):
        trial.run("daysheet", case, root / f"day.{suffix}", "--day", "2031-06-09")
        trial.run("labels", root / f"labels.{suffix}", "--place", "TABQA", "--team", "T2")
    trial.run("plan", case, "--page", root / "plan.html", "--requests", root / "requests.csv")
    trial.run("plan", case, "--requests", root / "requests.geojson")
    page = ("--page", root / "beside.html", "--output", root / "candidates.csv")
    trial.run("candidates", case, "--of", "remains:1", *page)
    trial.run("checkpoint", case, "--qr", root / "head.png")
    trial.run("forms", root / "forms")
    trial.run("forms", root / "papers", "--paper", "--pdf")


def run_kills(trial: Trial, kills: int, seed: int) -> None:
    """Builds that are killed at any moment, each of a case that has everything before it."""
    chance = random.Random(seed)  # noqa: S311  moments, no secret
    began = time.monotonic()
    trial.run("build", trial.case)
    length = time.monotonic() - began
    for number in range(kills):
        changed = trial.case / "data" / "right.csv"
        content = RIGHT([f"Canary-kill-{number} al-Shahid"] * 400)
        changed.write_bytes(content)
        (trial.root / "received" / f"kill-{number}.csv").write_bytes(content)
        trial.kill(chance.uniform(0.1, length), "build", trial.case)
    trial.run("build", trial.case)
