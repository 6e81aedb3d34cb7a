"""Every command run on a case of canaries as a person would run it, and builds that are killed."""

import random
import time

from canaries import ARABIC, RIGHT, Trial, add_late_list
from canary_names import mixed_names


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
    """Witnesses of a list, typed by hand into each command that keeps words."""
    at = ("--case", trial.case)
    for name in trial.named["right"]:
        told = ("--reason", f"as {name} told us in June", *at)
        trial.run("correct", "missing:1", "name", name, "--reason", "seen", *at)
        trial.run("correct", "missing:1", "name", "Khalid Nabil", *told)
        trial.run("claim", f"{name} says that 9 were killed", "--confirm", "--reason", "heard", *at)
        trial.run("claim", "9 were killed in Basatin", "--confirm", *told)
        trial.run("identify", "remains:1", "missing:1", "--method", "dna", "--by", name, *told)
        trial.run("withdraw", "nested:1", *told)
        trial.run("consent", "interviews:1", "refused", "--scope", "publish", *told)
        trial.run("presence", "remains:1", "--holder", name, "--at", "home", *told)
        trial.run("examine", "remains:1", "photo", "completed", *told)
        trial.run("erase", "nested:2", *told)
    name = trial.named["right"][0]
    why = ("--reason", f"as {name} told us")
    trial.run("grade", "incidents:1", "fair", *why, *at)
    trial.run("match", "lines:1", "incidents:1", *why, *at)
    trial.run("judge", "--undo", *why, *at)
    trial.run("site", trial.case, "S1", "--state", "no_go", *why)
    note = ("--day", "2026-01-05", "--team", "T2", "--note", f"met {name}")
    trial.run("operation", trial.case, "S1", *note)
    judged = trial.root / "received" / "typed.csv"
    judged.write_text(f"left,right,decision,reason\nlists:1,nested:1,different,{name}\n", "utf-8")
    trial.run("judge", judged, *at)


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
