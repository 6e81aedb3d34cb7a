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
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

from canary_cells import CELLS
from canary_encodings import ENCODINGS
from canary_files import FILES
from canary_kinds import KINDS, PROTECTED
from canary_names import SCRIPTS, mixed_names
from canary_places import PLACES, beside
from canary_shapes import MORE
from file_readings import hashes_of, holds_word, readings
from strikes import ENDED, STARTER, STRIKE, place_of

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
OTHERS = MORE | FILES | CELLS | PLACES | ENCODINGS
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

    named: dict[str, list[str]] = field(default_factory=dict)
    """The canaries of each list."""
    hashes: frozenset[bytes] = frozenset()
    """Of each canary, without a salt: whoever guesses a name can try it."""
    lists: int = 0
    """How many lists have canaries so far."""
    clean: dict[Path, tuple[int, int, int]] = field(default_factory=dict)
    """Files in which none was found, as they were then."""

    @property
    def case(self) -> Path:
        """The case's folder."""
        return self.root / "case"

    def environment(self) -> dict[str, str]:
        """Temporary files, settings and the key lie inside the root."""
        places = {"TMPDIR": "tmp", "HOME": "home", "XDG_CONFIG_HOME": "home", "SIJILL_KEY": "key"}
        here = {name: str(self.root / place) for name, place in places.items()}
        return {**os.environ, **here, "SIJILL_AUTHOR": "test"}

    def start(self, *words: object) -> "subprocess.Popen[bytes]":
        """Start a command, with temporary files and settings inside the root.

        It is ended by ``STRIKE``, and then says in the file ``struck`` where it was.
        """
        self.struck.unlink(missing_ok=True)
        return subprocess.Popen(
            [sys.executable, "-P", "-c", STARTER, self.struck, *map(str, words)],
            env=self.environment(),
            cwd=self.root / "tmp",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    @property
    def struck(self) -> Path:
        """Where the command that was started last says what it was at when it was struck."""
        return self.root / "struck.txt"

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

    def kill(self, seconds: float, *words: object) -> str:
        """Kill a command, and search what it left; the step that was struck."""
        with self.start(*words) as process:
            time.sleep(seconds)
            process.send_signal(STRIKE)
            process.communicate()
        place = place_of(self.struck) if process.returncode == -STRIKE else ENDED
        self.search(f"{words[0]}, killed after {seconds:.2f} s in {place}")
        return place

    def received(self) -> frozenset[str]:
        """The SHA-256 of the files as received."""
        paths = (self.root / "received").iterdir()
        return frozenset(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths)

    def search(self, step: str) -> None:
        """Search every file under the root apart from those as received and their captures."""
        received = self.received()
        for path in self.root.rglob("*"):
            if path.is_file() and path.parent.name not in ("data", "received", "opened"):
                is_capture = path.parent.name == "evidence" and path.name in received
                state = path.stat()
                seen = (state.st_ino, state.st_mtime_ns, state.st_size)
                if is_capture or self.clean.get(path) == seen:
                    continue
                name = f"{path.relative_to(self.root)}".encode()
                if any(map(self._holds_canary, (name, *readings(path)))):
                    self.leaks.append(f"{path.relative_to(self.root)}, after {step}")
                else:
                    self.clean[path] = seen

    def _holds_canary(self, content: bytes) -> bool:
        return holds_word(content, self.hashes)


def _begin(root: Path, *, with_vault: bool) -> Trial:
    """A case without lists."""
    for name in ("tmp", "home", "received", "case/data", "case/sources"):
        (root / name).mkdir(parents=True)
    trial = Trial(root, [])
    public = trial.run("keygen", root / "vault.key", "--json").split('"')[3] if with_vault else ""
    head = f'vault = ["{public}"]\n' if with_vault else ""
    (trial.case / "case.toml").write_text(head + CASE, encoding="utf-8")
    return trial


def begin(root: Path, each: int, *, with_vault: bool) -> Trial:
    """A case with a list of every shape, ``each`` canaries in it."""
    trial = _begin(root, with_vault=with_vault)
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
    for name, content in beside(_canaries(trial, "beside", each)).items():
        for folder in (trial.case / "data", root / "received"):
            (folder / name).write_bytes(content)
    second = MAPPING.format(source="second", file="right.csv").replace(
        'protected = ["told_by"]', ""
    )
    (trial.case / "sources" / "second.toml").write_text(second, encoding="utf-8")
    return trial


ROWS = 400
"""Of the list of which a small case has most rows."""


def begin_small(root: Path, each: int) -> Trial:
    """A case with a vault and a list of every kind, for commands that are run many times."""
    trial = _begin(root, with_vault=True)
    mapping = MAPPING.format(source="right", file="right.csv")
    _add_list(trial, "right.csv", mapping, RIGHT, _canaries(trial, "right", each))
    for source, one in KINDS.items():
        canaries = _canaries(trial, source, each)
        _add_list(trial, f"{source}.csv", one.mapping(source), one.content, canaries)
    rows = "".join(f"{n},Person {n}\n" for n in range(ROWS))
    (trial.case / "data" / "rows.csv").write_text(f"no,name\n{rows}", "utf-8")
    mapping = MAPPING.partition("protected")[0].format(source="rows", file="rows.csv")
    mapping += 'fixed = { harm = "killed" }\n[key]\ncolumns = ["no"]\n[fields]\nname = "name"\n'
    (trial.case / "sources" / "rows.toml").write_text(mapping, "utf-8")
    return trial


def add_late_list(trial: Trial) -> None:
    """A list under Arabic headings that comes in when the case is built already."""
    mapping = MAPPING.format(source="late", file="late.csv").replace(PROTECTED, ARABIC)
    write = _csv([*COLUMNS, ARABIC])
    _add_list(trial, "late.csv", mapping, write, _canaries(trial, "late", len(SCRIPTS)))


def _canaries(trial: Trial, source: str, each: int) -> list[str]:
    """Names in all scripts; another one comes first in each list."""
    count = len(trial.canaries)
    canaries = mixed_names(source, range(count, count + each), begin=trial.lists)
    trial.lists += 1
    trial.canaries += canaries
    trial.named[source] = canaries
    trial.hashes |= hashes_of(canaries)
    return canaries


def _add_list(trial: Trial, name: str, mapping: str, write: Write, canaries: list[str]) -> None:
    """A list as received and in the case, with its mapping; a workbook says when it was written."""
    content = write(canaries)
    for folder in (trial.case / "data", trial.root / "received"):
        (folder / name).write_bytes(content)
    source = name.partition(".")[0]
    (trial.case / "sources" / f"{source}.toml").write_text(mapping, encoding="utf-8")


def captured(trial: Trial) -> set[str]:
    """The sources of which a file was captured."""
    log = json.loads(trial.run("log", trial.case, "--last", 10_000, "--json"))
    return {entry["subject"] for entry in log if entry["kind"] == "capture"}
