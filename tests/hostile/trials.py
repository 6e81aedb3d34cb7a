"""Hostile inputs given to the commands as a person would give them, and what must hold then.

For every input: no traceback and no "please report" but a sentence; nothing written outside the
case; each marker in a row, a problem or a refusal; and once the file is taken away, the case
builds. Time and memory are measured by ``bench/hostile.py``.
"""

import csv
import json
import os
import re
import shutil
import sqlite3
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pyrage
from click.testing import CliRunner, Result

from hostile_copies import Files, Originals
from hostile_settings import CASE, MAPPING
from hostile_words import markers_in
from inputs import HostileInput, Kind
from sijill.cli.commands import main
from sijill.cli.plain_text import plain
from sijill.ledger.log.ledger import Ledger
from sijill.model.records.rejects import Effect, Reject
from sijill.register.register import Register, replay

GOOD = (
    "no,name,died,place\n"
    "1,Khalid Walid al-Attar,2031-06-03,Basatin\n"
    "2,Rana Walid al-Attar,2031-06-03,Basatin\n"
    "3,Samir Nabil al-Hallaq,2031-06-09,Basatin\n"
)
READINGS = {Kind.XLSX: 'sheet = "list"', Kind.ODS: 'sheet = "list"'}
_BAD_WORDS = ("Traceback", "something unexpected", "please report")
_LONG_LISTS = 1_000_000
_LONGEST_CELL = 1 << 30
_UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")
_FORMULA_SIGNS = "=+-@\u2212"
_NUMBER = re.compile(r"-[0-9.]+(e[+-]?[0-9]+)?")
_TOO_DEEP = "it stands in the file"
"""What stands in a reject instead of words that cannot be shown."""


@dataclass
class Stage:
    """A built case, and a folder around it that nothing may write to unseen."""

    root: Path
    faults: list[str] = field(default_factory=list)
    most_seconds: float = 0
    """Processor time of the longest command, its child processes included."""

    @property
    def case(self) -> Path:
        """The case's folder."""
        return self.root / "case"

    @property
    def key(self) -> Path:
        """The secret key of the backups."""
        return self.root / "backup.key"

    def environment(self) -> dict[str, str]:
        """What the commands need to know, so that all they write lies under the root."""
        home = str(self.root / "home")
        return {
            "TMPDIR": str(self.root / "tmp"),
            "HOME": home,
            "XDG_CONFIG_HOME": home,
            "SIJILL_KEY": str(self.root / "home" / "device.key"),
            "SIJILL_AUTHOR": "test",
        }

    def run(self, given: HostileInput | None, *words: object) -> Result:
        """Run a command, and note a fault of it."""
        began = _processor_seconds()
        result = CliRunner().invoke(main, [str(word) for word in words])
        self.most_seconds = max(self.most_seconds, _processor_seconds() - began)
        subject = given.name if given else "the case"
        bad = [word for word in _BAD_WORDS if word in result.output + result.stderr]
        if bad or not isinstance(result.exception, SystemExit | None):
            self.faults.append(f"{subject}: {words[0]} ended with {_end_of(result)}")
        return result

    def lay_out(self) -> None:
        """Write and build the case, and make the copies that hostile ones are made from."""
        for name in ("tmp", "home", "case/data", "case/sources"):
            (self.root / name).mkdir(parents=True)
        (self.case / "case.toml").write_text(CASE, encoding="utf-8")
        (self.case / "data" / "good.csv").write_text(GOOD, encoding="utf-8")
        mapping = MAPPING.format(source="good", kind="person", file="good.csv", reading="")
        (self.case / "sources" / "good.toml").write_text(mapping, encoding="utf-8")
        self.demand_build()

    def demand_build(self) -> None:
        """Build the case; a dossier must come of it."""
        if "Dossier:" not in (result := self.run(None, "build", self.case)).output:
            self.faults.append(f"the case does not build: {result.output[-300:]!r}")


def _processor_seconds() -> float:
    return sum(os.times()[:4])


def _end_of(result: Result) -> str:
    error = result.exception
    if isinstance(error, SystemExit | None):
        return repr(result.output[-300:])
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
    return f"{error!r:.200} at {place.rpartition('/src/')[2]}"


def make_originals(stage: Stage, stamp: Callable[[bytes], bytes]) -> Originals:
    """A bundle, a stick, a backup, a checkpoint and its timestamp, as bytes.

    ``stamp`` answers a request for a timestamp.
    """
    root = stage.root
    public = json.loads(stage.run(None, "keygen", stage.key, "--json").stdout)["public"]
    stage.run(None, "bundle", stage.case, "--subject", "good:1", "--to", root / "bundle")
    checkpoint = root / "checkpoint.txt"
    stage.run(None, "checkpoint", stage.case, "--to", checkpoint)
    stick = _files_of(stage.case)
    names = ("case.toml", "register.db", "sources/", "evidence/")
    backup = {name: content for name, content in stick.items() if name.startswith(names)}
    (root / "public.txt").write_text(public, encoding="utf-8")
    request = root / "request.tsq"
    stage.run(None, "timestamp", stage.case, "--request", request)
    return Originals(
        bundle=_files_of(root / "bundle"),
        stick={name: one for name, one in stick.items() if not name.startswith("out/")},
        backup=backup,
        checkpoint=checkpoint.read_bytes(),
        response=stamp(request.read_bytes()),
    )


def _files_of(folder: Path) -> Files:
    if (folder / "register.db").exists():
        with closing(sqlite3.connect(folder / "register.db")) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def _write_files(files: Files, folder: Path) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


# Lists: many in one build --------------------------------------------------------------------


def give_lists(stage: Stage, given: Sequence[HostileInput]) -> None:
    """Put lists and mappings into the case, build it, look for every marker, take them away."""
    data, sources = stage.case / "data", stage.case / "sources"
    before = _places(stage)
    for one in given:
        if one.kind is Kind.MAPPING:
            (sources / f"{one.name}.toml").write_bytes(one.content)
            continue
        (data / one.file).write_bytes(one.content)
        quoted = json.dumps(one.file, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007f")
        mapping = one.mapping or MAPPING.format(
            source=one.name, kind="person", file=quoted, reading=READINGS.get(one.kind, "")
        )
        (sources / f"{one.name}.toml").write_text(mapping, encoding="utf-8")
    stage.run(given[0], "build", stage.case)
    _look_for_markers(stage, given)
    stage.faults += [f"{given[0].name}: {one}" for one in find_formulas(stage.case / "out")]
    for one in given:
        (sources / f"{one.name}.toml").unlink()
        (data / one.file).unlink(missing_ok=True)
    stage.demand_build()
    _demand_nothing_outside(stage, before, given)


def find_formulas(folder: Path) -> Iterator[str]:
    """Cells of written tables that a spreadsheet would run, whatever separates the cells for it."""
    csv.field_size_limit(_LONGEST_CELL)
    for path in sorted(folder.rglob("*.csv")):
        for delimiter in ",;\t|":
            with path.open(encoding="utf-8-sig", newline="") as file:
                for line in csv.reader(file, delimiter=delimiter):
                    for one in line:
                        if _is_formula(one):
                            yield f"{path.name} holds the formula {one[:80]!r}"
    for path in sorted(folder.rglob("*.xlsx")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.startswith("xl/worksheets/") and b"<f>" in archive.read(name):
                    yield f"{path.name} holds a formula"


def _is_formula(cell: str) -> bool:
    """Whether its first visible sign, in any width, begins a formula, and it is no number."""
    for one in cell:
        if one != '"' and unicodedata.category(one) not in _UNSEEN:
            sign = unicodedata.normalize("NFKC", one)[0]
            return sign in _FORMULA_SIGNS and not _NUMBER.fullmatch(cell.strip().strip('"'))
    return False


def give_first_look(stage: Stage, given: Sequence[HostileInput]) -> None:
    """Start a case from lists with ``new``, and look at each with ``inspect``.

    Each file is in the new case or in a sentence, and the new case builds. A long list is not
    built: all of its rows become records there, and these take their time.
    """
    before = _places(stage)
    folder = stage.root / "given"
    folder.mkdir()
    files = [_one_file(one, folder) for one in given if one.kind is not Kind.MAPPING]
    case = folder / "new"
    for one, path in zip(given, files, strict=True):
        result = stage.run(one, "inspect", "--", path)
        if result.exit_code not in (0, 1) or not (result.output + result.stderr).strip():
            stage.faults.append(f"{one.name}: inspect ended with {result.output[-300:]!r}")
    result = stage.run(given[0], "new", "--", case, *files)
    words = (result.output + result.stderr).replace("\n", "")
    for path in files:
        is_named = plain(path.name).replace("\n", "") in words
        if not is_named and not (case / "data" / path.name).exists():
            stage.faults.append(f"{path.name!r}: new neither took it nor named it")
    if case.exists() and sum(len(one.content) for one in given) < _LONG_LISTS:
        result = stage.run(given[0], "build", case)
        if result.exit_code not in (0, 1):
            stage.faults.append(f"a new case does not build: {result.output[-300:]!r}")
    shutil.rmtree(folder)
    _demand_nothing_outside(stage, before, given)


def _look_for_markers(stage: Stage, given: Iterable[HostileInput]) -> None:
    with Ledger.open(stage.case / "register.db") as ledger:
        register = replay(ledger.entries())
    for one in given:
        if one.kind is Kind.MAPPING:
            continue
        captures = register.captures.get(one.name, ())
        if not captures:
            stage.faults.append(f"{one.name}: neither captured nor refused in the register")
            continue
        if captures[-1].problems and captures[-1].problems[0].effect is Effect.FILE:
            continue  # refused as a whole, with a reason
        kept = "\n".join(_texts(register, one.name)).replace("\u2400", "")  # stands for NUL
        lost = one.markers - markers_in(kept)
        if lost and _TOO_DEEP not in kept:
            stage.faults.append(f"{one.name}: lost {sorted(lost)[:5]}")
        _demand_accounts(stage, register, one.name)


def _texts(register: Register, source: str) -> Iterator[str]:
    capture = register.captures[source][-1]
    yield from capture.columns
    for row in capture.rows:
        yield from row.cells.values()
        yield from row.cells
    for problem in capture.problems:
        yield problem.value
        yield problem.reason


def _demand_accounts(stage: Stage, register: Register, source: str) -> None:
    """Every row is a record or a reject, by itself or counted with others."""
    records = {
        record.head.locator.row
        for record in register.records.values()
        if record.head.source == source
    }
    rejects = [one for one in register.rejects if one.source == source]
    rejected = {one.row for one in rejects if one.effect is Effect.ROW}
    counted = sum(one.times for one in rejects if one.effect is Effect.ROW and not one.row)
    rows = {row.locator.row for row in register.captures[source][-1].rows}
    left = rows - records - rejected
    if len(left) > counted and not _whole_list_refused(rejects):
        stage.faults.append(f"{source}: rows {sorted(left)[:5]} are nowhere")


def _whole_list_refused(rejects: Iterable[Reject]) -> bool:
    return any(one.effect is Effect.FILE for one in rejects)


# Everything else: one at a time --------------------------------------------------------------


def give(stage: Stage, given: HostileInput) -> None:
    """Give one input to the command that reads it; the case must build as before."""
    before = _places(stage)
    folder = stage.root / "given"
    folder.mkdir()
    if given.content:
        path = _one_file(given, folder)
        _demand_named(stage, given, stage.run(given, "inspect", "--", path))
        path.unlink()
    _WAYS[given.kind](stage, given, folder)
    shutil.rmtree(folder)
    _demand_nothing_outside(stage, before, [given])


def _one_file(given: HostileInput, folder: Path) -> Path:
    path = folder / given.file
    path.write_bytes(given.content)
    return path


def _demand_named(stage: Stage, given: HostileInput, result: Result) -> None:
    """A command that did not do its work says which file it is about."""
    if result.exit_code and given.file not in (result.output + result.stderr).replace("\n", ""):
        stage.faults.append(f"{given.name}: the sentence names no file: {result.output[-300:]!r}")


def _give_case(stage: Stage, given: HostileInput, _: Path) -> None:
    path = stage.case / "case.toml"
    path.write_bytes(given.content)
    result = stage.run(given, "build", stage.case)
    if "Dossier:" not in result.output and "case.toml" not in result.output.replace("\n", ""):
        stage.faults.append(f"{given.name}: the sentence names no file: {result.output[-300:]!r}")
    path.write_text(CASE, encoding="utf-8")


def _give_boundaries(stage: Stage, given: HostileInput, _: Path) -> None:
    _one_file(given, stage.case / "data")
    text = f'{CASE}\n[boundaries]\nfile = "{given.file}"\nname = "name"\n'
    (stage.case / "case.toml").write_text(text, encoding="utf-8")
    result = stage.run(given, "build", stage.case)
    if "Dossier:" not in result.output:
        stage.faults.append(f"{given.name}: no dossier: {result.output[-300:]!r}")
    (stage.case / "data" / given.file).unlink()
    (stage.case / "case.toml").write_text(CASE, encoding="utf-8")


def _give_review(stage: Stage, given: HostileInput, folder: Path) -> None:
    result = stage.run(given, "judge", _one_file(given, folder), "--case", stage.case)
    _demand_named(stage, given, result)
    with Ledger.open(stage.case / "register.db") as ledger:
        judged = " ".join(
            str(entry.payload.get("reason", "")) for entry in ledger.entries() if entry.over
        )
    refused = result.output + result.stderr
    wanted = given.markers - markers_in(judged) - markers_in(refused)
    if wanted and not result.exit_code:
        stage.faults.append(f"{given.name}: lost {sorted(wanted)[:5]}")


def _give_estimate(stage: Stage, given: HostileInput, folder: Path) -> None:
    _demand_named(stage, given, stage.run(given, "estimate", _one_file(given, folder)))


def _give_package(stage: Stage, given: HostileInput, folder: Path) -> None:
    path = _one_file(given, folder)
    result = stage.run(given, "evidence", "import", stage.case, path)
    _demand_named(stage, given, result)


def _give_checkpoint(stage: Stage, given: HostileInput, folder: Path) -> None:
    stage.run(given, "verify", stage.case, "--trust", _one_file(given, folder))


def _give_bundle(stage: Stage, given: HostileInput, folder: Path) -> None:
    _write_files(given.files, folder / "bundle")
    is_same = given.files == _files_of(stage.root / "bundle")
    if not stage.run(given, "verify", folder / "bundle").exit_code and not is_same:
        stage.faults.append(f"{given.name}: a changed bundle was found sound")


def _give_backup(stage: Stage, given: HostileInput, folder: Path) -> None:
    public = (stage.root / "public.txt").read_text(encoding="utf-8")
    path = folder / given.file
    path.write_bytes(pyrage.encrypt(given.content, [pyrage.x25519.Recipient.from_str(public)]))
    again = folder / "again"
    stage.run(given, "restore", path, "--key", stage.key, "--to", again)
    if {path.name for path in folder.iterdir()} - {given.file, "again"}:
        stage.faults.append(f"{given.name}: {sorted(folder.iterdir())} were written")


def _give_timestamp(stage: Stage, given: HostileInput, folder: Path) -> None:
    """A signature in it is looked at by ``verify --roots``, so some spoilt ones are kept."""
    stage.run(given, "timestamp", stage.case, "--response", _one_file(given, folder))
    stage.run(given, "verify", stage.case)


def _give_stick(stage: Stage, given: HostileInput, folder: Path) -> None:
    """Sync a copy of the case with the stick; the copy must build afterwards."""
    ours = folder / "ours"
    shutil.copytree(stage.case, ours)
    _write_files(given.files, folder / "stick")
    stage.run(given, "sync", ours, folder / "stick", "--accept", "--take-files")
    for path in (ours / "sources").glob("planted*"):
        path.unlink()
    if "Dossier:" not in (result := stage.run(given, "build", ours)).output:
        stage.faults.append(f"{given.name}: the case does not build: {result.output[-300:]!r}")


_WAYS = {
    Kind.CASE: _give_case,
    Kind.BOUNDARIES: _give_boundaries,
    Kind.REVIEW: _give_review,
    Kind.ESTIMATE: _give_estimate,
    Kind.WACZ: _give_package,
    Kind.PROOFMODE: _give_package,
    Kind.AUTO_ARCHIVER: _give_package,
    Kind.PICTURE: _give_package,
    Kind.CHECKPOINT: _give_checkpoint,
    Kind.BUNDLE: _give_bundle,
    Kind.BACKUP: _give_backup,
    Kind.TIMESTAMP: _give_timestamp,
    Kind.STICK: _give_stick,
}
_OURS = ("case", "given", "home")


def _places(stage: Stage) -> set[str]:
    """Every file outside the case, and what lies above its folder."""
    return {
        path.relative_to(stage.root.parent).as_posix()
        for path in (*stage.root.parent.iterdir(), *stage.root.rglob("*"))
        if not path.is_relative_to(stage.case) and "home" not in path.parts
    }


def _demand_nothing_outside(stage: Stage, before: set[str], given: Sequence[HostileInput]) -> None:
    more = {place for place in _places(stage) - before if "/given" not in place}
    planted = [path for path in (Path("/tmp/planted"),) if os.path.lexists(path)]  # noqa: S108
    if more or planted:
        stage.faults.append(f"{given[0].name}: written outside: {sorted(more)[:5]} {planted}")
