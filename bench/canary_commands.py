"""Every command run on a case of canaries as a person would run it, and builds that are killed."""

import random
import time
from collections import Counter
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from canaries import ARABIC, RIGHT, Trial, add_late_list
from canary_names import mixed_names

if TYPE_CHECKING:
    from collections.abc import Callable


def run_commands(trial: Trial) -> None:
    """Every command that writes, on the case and on its copies."""
    root, case = trial.root, trial.case
    trial.run("build", case)
    run_typed(trial)
    reissued = (root / "received" / "right.csv").read_bytes().replace(b"told_by", b"teller")
    (case / "data" / "right.csv").write_bytes(reissued)
    (root / "received" / "reissued.csv").write_bytes(reissued)
    judged = root / "judged.csv"
    judged.write_text("left,right,decision,reason\nright:1,nested:1,same,one person\n", "utf-8")
    trial.run("judge", judged, "--case", case)
    trial.run("build", case)
    run_questions(trial)
    run_answers(trial)
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
    run_damaged(trial)
    run_reissued(trial)
    trial.run("erase", "right:1", "--reason", "request 12", "--case", case)
    trial.run("build", case)
    trial.run("verify", case)
    run_later_vault(trial)


def run_typed(trial: Trial) -> None:
    """Witnesses of a list, typed by hand into each command that keeps words, in all scripts."""
    at, case = ("--case", trial.case), trial.case
    asked: tuple[Callable[[str], tuple[object, ...]], ...] = (
        lambda name: ("correct", "missing:1", "name", name, "--reason", "seen", *at),
        lambda name: ("correct", "missing:1", "name", "Khalid Nabil", *_told(name), *at),
        lambda name: ("claim", f"{name} says 9 died", "--confirm", "--reason", "heard", *at),
        lambda name: ("claim", "9 died in Basatin", "--confirm", *_told(name), *at),
        lambda name: (
            "identify", "remains:1", "missing:1", "--method", "dna", "--by", name,
            "--reason", "seen", *at,
        ),
        lambda name: ("withdraw", "nested:1", *_told(name), *at),
        lambda name: ("consent", "interviews:1", "given", "--scope", "dna", *_told(name), *at),
        lambda name: (
            "presence", "remains:1", "--holder", name, "--at", "home", "--reason", "seen", *at,
        ),
        lambda name: ("examine", "remains:1", "photo", "completed", *_told(name), *at),
        lambda name: ("erase", "nested:2", *_told(name), *at),
        lambda name: ("grade", "incidents:1", "fair", *_told(name), *at),
        lambda name: ("match", "lines:1", "incidents:1", *_told(name), *at),
        lambda name: ("judge", "--undo", *_told(name), *at),
        lambda name: ("site", case, "S1", "--state", "no_go", *_told(name)),
        lambda name: (
            "operation", case, "S1", "--day", "2026-01-05", "--team", "T2", "--note", f"met {name}",
        ),
        lambda name: ("judge", _typed_file(trial, name), *at),
    )  # fmt: skip
    names = cycle(trial.named["right"])
    for words, name in zip(asked, names, strict=False):
        trial.run(*words(name))


def _told(name: str) -> tuple[str, str]:
    return "--reason", f"as {name} told us in June"


def _typed_file(trial: Trial, name: str) -> Path:
    path = trial.root / "received" / "typed.csv"
    path.write_text(f"left,right,decision,reason\nlists:1,nested:1,different,{name}\n", "utf-8")
    return path


def run_damaged(trial: Trial) -> None:
    """Backups cut short, changed in the middle, or opened with another key."""
    root, whole = trial.root, (trial.root / "case.age").read_bytes()
    middle = len(whole) // 2
    damaged = {
        "cut": whole[: middle * 2 - 70],
        "half": whole[:middle],
        "changed": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        "head": b"x" + whole[1:],
    }
    for name, content in damaged.items():
        path = root / f"{name}.age"
        path.write_bytes(content)
        key = root / "backup.key"
        trial.run("restore", path, "--key", key, "--to", root / f"of-{name}")
    trial.run("keygen", root / "other.key")
    trial.run("restore", root / "case.age", "--key", root / "other.key", "--to", root / "of-other")


def run_reissued(trial: Trial) -> None:
    """A list with an Arabic heading that is issued again under another Arabic heading."""
    path = trial.case / "data" / "arabic-marked.csv"
    reissued = path.read_bytes().replace(ARABIC.encode(), "اسم من أخبرنا".encode())
    for target in (path, trial.root / "received" / "arabic-reissued.csv"):
        target.write_bytes(reissued)
    trial.run("build", trial.case)


def run_later_vault(trial: Trial) -> None:
    """A case that had no vault gets one, and a list of Arabic names comes in after it."""
    case_file = trial.case / "case.toml"
    text = case_file.read_text("utf-8")
    if text.startswith("vault"):
        return
    public = trial.run("keygen", trial.root / "later.key", "--json").split('"')[3]
    case_file.write_text(f'vault = ["{public}"]\n{text}', encoding="utf-8")
    trial.run("build", trial.case)
    add_late_list(trial)
    trial.run("build", trial.case)
    trial.run("verify", trial.case)


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


def run_answers(trial: Trial) -> None:
    """The commands' answers as JSON, those included that refuse what they are given."""
    root, case = trial.root, trial.case
    at, why = ("--case", case), ("--reason", "seen")
    asked: tuple[tuple[object, ...], ...] = (
        ("inspect", case), ("build", case), ("show", case), ("show", case, "persons.named"),
        ("letters", *at), ("claim", "2 killed in Basatin in June 2031", *at),
        ("candidates", case), ("candidates", case, "--of", "remains:1", "--list", "missing"),
        ("log", case, "--last", 100_000), ("log", case, "--decisions"), ("log", case, "--forks"),
        ("verify", case), ("checkpoint", case, "--to", root / "head.json"), ("plan", case),
        ("evidence", "list", case), ("evidence", "show", case, "x-none"),
        ("evidence", "fixity", case), ("linkage", "agreement", case),
        ("linkage", "explain", case, "right:2", "nested:2"),
        ("daysheet", case, root / "json.html", "--day", "2031-06-09"),
        ("labels", root / "json-labels.html", "--place", "TABQA", "--team", "T2"),
        ("forms", root / "json-forms"), ("estimate", case / "out" / "tables" / "persons.csv"),
        ("grade", "incidents:2", "fair", *why, *at), ("withdraw", "nested:3", *why, *at),
        ("match", "lines:2", "incidents:2", *why, *at),
        ("correct", "missing:2", "name", "Khalid Nabil", *why, *at),
        ("consent", "interviews:2", "refused", *why, *at),
        ("identify", "remains:2", "missing:2", "--method", "dna", *why, *at),
        ("presence", "remains:2", "--holder", "the morgue", "--at", "shelf 3", *why, *at),
        ("examine", "remains:2", "photo", "completed", *why, *at),
        ("site", case, "S2", "--state", "no_go", *why), ("judge", "--undo", *why, *at),
        ("operation", case, "S2", "--day", "2026-01-05", "--team", "T2", "--note", "a hole"),
        ("bundle", case, "--subject", "right:2", "--to", root / "json-bundle"),
        ("bundle", case, "--subject", "interviews:2", "--to", root / "json-bundle-2"),
        ("unseal", case, "none", "--key", root / "vault.key", "--to", root / "json-opened"),
        ("erase", "nested:4", "--reason", "request 14", *at), ("build", case),
    )  # fmt: skip
    for words in asked:
        trial.run(*words, "--json")


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


def run_kills(trial: Trial, kills: int, seed: int) -> Counter[str]:
    """Builds that are killed at any moment, each of a case that has everything before it.

    Returns the steps that were struck.
    """
    struck: Counter[str] = Counter()
    chance = random.Random(seed)  # noqa: S311  moments, no secret
    began = time.monotonic()
    trial.run("build", trial.case)
    length = time.monotonic() - began
    for number in range(kills):
        changed = trial.case / "data" / "right.csv"
        numbers = range(number * 400, (number + 1) * 400)
        content = RIGHT(mixed_names("kill", numbers, begin=number))
        changed.write_bytes(content)
        (trial.root / "received" / f"kill-{number}.csv").write_bytes(content)
        struck[trial.kill(chance.uniform(0.1, length), "build", trial.case)] += 1
    trial.run("build", trial.case)
    return struck
