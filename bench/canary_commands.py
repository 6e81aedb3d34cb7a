"""Every command run on a case of canaries as a person would run it, and builds that are killed."""

import random
import time

from canaries import RIGHT, Trial
from canary_names import mixed_names


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
        numbers = range(number * 400, (number + 1) * 400)
        content = RIGHT(mixed_names("kill", numbers, begin=number))
        changed.write_bytes(content)
        (trial.root / "received" / f"kill-{number}.csv").write_bytes(content)
        trial.kill(chance.uniform(0.1, length), "build", trial.case)
    trial.run("build", trial.case)
