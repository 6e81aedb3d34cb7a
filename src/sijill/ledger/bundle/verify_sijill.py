"""Checks a bundle of sijill without sijill: Python 3.9 or newer, nothing installed, no network.

    python3 -I verify_sijill.py FOLDER [--key KEY]... [--trust NOTE]

A bundle holds entries of a casualty register, each with the proof that it stands in a log (RFC
9162), the signed checkpoint (C2SP) of each log (one a device), and the files they rest on. A device
signed the whole folder (bundle.sig). KEY is a line that the keeper of the register published, or 64
digits as printed; one for each log. NOTE is a checkpoint that you kept. Without them you learn that
the bundle agrees with itself. Whoever can change it can change this file in it: use another.

Exit code: 0 sound; 1 damaged: something is not there or cannot be read; 2 tampered: something that
is there contradicts a signature, a hash, a proof or the form of a bundle, or nobody listed it;
3 could not be checked: you may not read a file, or asked for something else. The gravest counts.
"""

import sys

if __name__ == "__main__" and not (sys.flags.isolated or getattr(sys.flags, "safe_path", False)):
    del sys.path[0]  # the folder of this file: a json.py in it must not pass for Python's own

import base64
import hashlib
import json
import os
import re
import stat

SOUND, DAMAGED, TAMPERED, UNCHECKED = range(4)
WORDS = ("sound", "damaged", "tampered", "not checked")
FROM_LEAST_TO_MOST = (SOUND, UNCHECKED, DAMAGED, TAMPERED)
UNSIGNED = ["case", "source", "capture", "row", "sync", "settlement", "estimate", "publication"]
UNSIGNED += ["sealing"]
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


class Fault(Exception):  # noqa: N818  it is no error of the program
    """Something that is not as it must be: what follows from it, and a sentence."""


def demand(is_so, sentence, verdict=TAMPERED):
    if not is_so:
        raise Fault(verdict, sentence)


def attempt(findings, check, *arguments):
    """Run a check; what it finds goes to the list, and the next check can run."""
    try:
        check(*arguments)
    except Fault as fault:
        findings.append(fault.args)
    except OSError as error:
        verdict = UNCHECKED if isinstance(error, PermissionError) else DAMAGED
        findings.append((verdict, f"{error.filename!r} cannot be read: {error.strerror}"))
    except Exception as error:  # noqa: BLE001  whatever a hostile bundle provokes is a finding
        findings.append((TAMPERED, f"something does not have its form ({repr(error)[:200]})"))


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def unb64(text):
    raw = base64.b64decode(text, validate=True)
    demand(base64.b64encode(raw).decode() == text, "something is written in an unusual way")
    return raw


def unjson(raw, end="", **form):
    """JSON in its one usual form, in which no name stands twice in a map."""
    value = json.loads(raw.decode("utf-8"))
    usual = json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False, **form) + end
    demand(usual.encode() == raw, "something is written in an unusual way")
    return value


def blocks(folder, name):
    """The content of a file. A link would show another file, and a pipe never end."""
    path = os.path.join(folder, name)
    demand(stat.S_ISREG(os.lstat(path).st_mode), f"{name!r} is no ordinary file")
    with open(path, "rb") as file:
        yield from iter(lambda: file.read(1 << 20), b"")


def add(p, q):
    """Two points of the Ed25519 curve in extended coordinates (RFC 8032, section 5.1.4)."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point, scalar = add(point, point), scalar >> 1
    return result


def unpack(raw):
    """A point from its 32 bytes, or None (RFC 8032, section 5.1.3)."""
    y, sign = int.from_bytes(raw, "little") & (1 << 255) - 1, raw[31] >> 7
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = unpack((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(public, message, signature):
    """Whether an Ed25519 signature is right (RFC 8032, section 5.1.7)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, commitment = unpack(public), unpack(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or s >= L:
        return False
    h = hashlib.sha512(signature[:32] + public + message).digest()
    left = times(s, BASE)
    right = add(commitment, times(int.from_bytes(h, "little") % L, key))
    x, y = left[0] * right[2] - right[0] * left[2], left[1] * right[2] - right[1] * left[2]
    return x % P == y % P == 0


def read_note(text, public):
    """Log, size and root of a checkpoint that the key signed."""
    body, _, signatures = text.partition("\n\n")
    origin, size, root = body.split("\n")
    key_id = sha256(origin.encode(), b"\n\x01", public)[:4]
    lines = [re.fullmatch(r"— (\S+) (\S+)", line) for line in signatures[:-1].split("\n")]
    stamped = [(line[1], unb64(line[2])) for line in lines if line]
    is_note = all(lines) and signatures[-1:] == "\n" and all(len(raw) == 68 for _, raw in stamped)
    is_note = is_note and origin[:7] == "sijill/" and re.fullmatch("0|[1-9][0-9]{0,15}", size)
    demand(is_note, "a checkpoint does not have its form")
    mine = [raw[4:] for name, raw in stamped if (name, raw[:4]) == (origin, key_id)]
    signed = any(is_signed(public, (body + "\n").encode(), signature) for signature in mine)
    demand(signed, f"the key {public.hex()} did not sign a checkpoint of its log")
    return origin[7:], int(size), unb64(root)


def climb(place, last, digests, proof):
    """Walk up a proof; every digest grows by the steps on its left, the last one by all."""
    for step in proof:
        demand(last and len(step) == 32, "a proof is too long")
        if place & 1 or place == last:
            digests = [sha256(b"\x01", step, digest) for digest in digests]
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            digests[-1] = sha256(b"\x01", digests[-1], step)
        place, last = place >> 1, last >> 1
    demand(last == 0, "a proof is too short")
    return digests


def is_in(leaf, number, size, proof, root):
    """Whether a leaf has that number in the tree of that size (RFC 9162, section 2.1.3.2)."""
    return 0 <= number < size and climb(number, size - 1, [leaf], proof) == [root]


def begins_with(old_size, size, proof, old_root, root):
    """Whether a tree begins with a smaller one (RFC 9162, section 2.1.4.2)."""
    if not (0 < old_size < size and proof):
        return False
    place, last = old_size - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first, *steps = [old_root, *proof] if old_size & (old_size - 1) == 0 else proof
    return climb(place, last, [first, first], steps) == [old_root, root]


def check_log(content):
    """A log of the bundle: its id; its key, its checkpoint's size and root, its history."""
    is_log = sorted(content) == ["history", "log", "note", "public"]
    demand(is_log and isinstance(content["history"], list), "a log does not have its form")
    public = bytes.fromhex(content["public"])
    log, size, root = read_note(content["note"], public)
    demand(log == content["log"], "a checkpoint is about another log")
    return log, (public, size, root, content["history"])


def check_note(text, logs):
    """An older checkpoint: the log that it is about must begin with it."""
    about = text.partition("\n")[0][7:]
    demand(about in logs, "a checkpoint is about a log that is not in the bundle")
    public, size, root, history = logs[about]
    log, old_size, old_root = read_note(text, public)
    if old_size == size:
        demand(old_root == root, "the key signed two histories of the same length")
        return
    proofs = [step["proof"] for step in history if step["size"] == old_size]
    demand(proofs and old_size < size, "the bundle has no proof from a checkpoint", DAMAGED)
    is_kept = begins_with(old_size, size, list(map(bytes.fromhex, proofs[0])), old_root, root)
    demand(is_kept, f"log {log} was rewritten since its checkpoint of {old_size} entries")


def check_entry(stored, logs, ordered):
    """One entry: its place in its log, its signature, its values. Its leaf hash and files."""
    fields = ["entry", "log", "n", "payload", "proof", "signature"]
    demand(sorted(stored) == fields, "an entry does not have the fields of one")
    public, size, root, _ = logs[stored["log"]]
    raw, signature, number = unb64(stored["entry"]), unb64(stored["signature"]), stored["n"]
    leaf, proof = sha256(b"\x00", raw, signature), list(map(bytes.fromhex, stored["proof"]))
    is_there = type(number) is int and is_in(leaf, number, size, proof, root)
    demand(is_there, "an entry is not in the log that the checkpoint covers")
    where, entry = f"entry {stored['log'][:6]}:{number}", unjson(raw, separators=(",", ":"))
    demand((entry["log"], entry["n"]) == (stored["log"], number), f"{where} belongs elsewhere")
    signed = is_signed(public, b"sijill entry\n" + raw, signature)
    is_right = signed or entry["kind"] in UNSIGNED
    demand(is_right, f"{where} is a decision, and the key did not sign it")
    demand(stored["payload"].keys() == entry["payload"].keys(), f"{where} has other fields")
    for name, value in stored["payload"].items():
        is_ordered = f"{leaf.hex()}/{name}" in ordered
        demand(is_ordered or value, f"{where}: {name!r} is missing, and no entry orders that")
        demand(value is None or not is_ordered, f"{where}: {name!r} is there, and was erased")
        if value is None:
            print(f"{where}: {name!r} was erased on request")
            continue
        salt, content = bytes.fromhex(value["salt"]), unb64(value["value"])
        is_sealed = sha256(b"\x02", salt, content).hex() == entry["payload"][name]
        # with a salt of another length, its end could pass for the value's beginning
        demand(is_sealed and len(salt) == 16, f"{where}: {name!r} is not what was entered")
    return leaf, entry["files"]


def check_file(folder, name, digest, size, logs):
    """One file: unchanged; if it is an older checkpoint, its log must begin with it."""
    digest_so_far, length = hashlib.sha256(), 0
    for block in blocks(folder, name):
        digest_so_far.update(block)
        length += len(block)
    is_same = digest_so_far.hexdigest() == digest and size in (None, length)
    demand(is_same, f"file {name!r} was changed")
    if name.startswith("checkpoints/") and name.endswith(".txt"):
        check_note(b"".join(blocks(folder, name)).decode("utf-8"), logs)
    elif name.startswith("checkpoints/"):
        print(f"file {name!r} is unchanged; what it says is not checked here")


def list_files(folder):
    """The names of all files in a folder and below; a link to a folder counts as a file."""
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        for name in names + links:
            yield os.path.relpath(os.path.join(place, name), folder).replace(os.sep, "/")


def check_files(folder, bundle, cited, logs, findings):
    """All files that are named are there, and no others."""
    left_out, present = bundle["left_out"], set(list_files(folder))
    for digest, reason in left_out.items():
        demand(digest in dict(cited), f"{digest!r} is left out, and no entry cites it")
        print(f"file {digest} was left out of the bundle; the reason given is {reason!r}")
    files = [("files/" + digest, digest, size) for digest, size in cited if digest not in left_out]
    files += [(name, digest, None) for name, digest in bundle["others"].items()]
    strangers = present - {name for name, *_ in files} - {"bundle.json", "bundle.sig"}
    demand(not strangers, f"nobody listed {sorted(strangers)}; if they are yours, take them away")
    for name, digest, size in files:
        if name in present:
            attempt(findings, check_file, folder, name, digest, size, logs)
        else:
            findings.append((DAMAGED, f"file {name!r} is missing"))
    return len(files)


def check(folder, keys, trusted, findings):
    """All of it. What cannot hide something worse goes to the list ``findings``."""
    raw, line = (b"".join(blocks(folder, name)) for name in ("bundle.json", "bundle.sig"))
    demand(re.fullmatch(b"[0-9a-f]{64} [0-9a-f]{128}\n", line), "bundle.sig does not have its form")
    maker, signature = map(bytes.fromhex, line.decode().split(" "))
    signed = is_signed(maker, b"sijill bundle\n" + raw, signature)
    demand(signed, "bundle.json is not as it was when it was signed")
    bundle = unjson(raw, "\n", indent=1)
    is_bundle = sorted(bundle) == ["entries", "format", "left_out", "logs", "others"]
    demand(is_bundle and bundle["format"] == "sijill bundle 3", "this is no bundle of version 3")
    logs = dict(map(check_log, bundle["logs"]))
    is_whole = len(logs) == len(bundle["logs"]) and maker in [key for key, *_ in logs.values()]
    demand(is_whole, "it does not hold its logs, each once, and that of its maker among them")
    for log, (public, size, root, _) in logs.items():
        print(f"Log {log}: checkpoint of {size} entries, root {root.hex()}, key {public.hex()}")
    print(f"Made and signed by the device with the key {maker.hex()}")
    others = [log for log, (public, *_) in logs.items() if keys and public not in keys]
    demand(not others, f"the keys of these logs are none of those that you gave: {others}")
    opened = [json.loads(unb64(content["entry"])) for content in bundle["entries"]]
    ordered = {name for entry in opened if entry["kind"] == "erasure" for name in entry["over"]}
    entries = dict(check_entry(content, logs, ordered) for content in bundle["entries"])
    are_single = entries and len(entries) == len(bundle["entries"])
    demand(are_single, "it does not hold entries, each of them once")
    cited = {(file["sha256"], file["size"]) for files in entries.values() for file in files}
    number = check_files(folder, bundle, sorted(cited), logs, findings)
    if trusted:
        attempt(findings, check_note, trusted, logs)
    print(f"{len(entries)} entries, {number} files beside bundle.json.")
    if not keys:
        print("Compare the keys with those that the keeper of the register published.")


def main(words):
    options: dict = {"--key": [], "--trust": [], "": []}
    findings: list = []
    while words:
        name = words.pop(0) if words[0] in options and len(words) > 1 else ""
        options[name].append(words.pop(0))
    folders, kept_notes, trusted = options[""], options["--trust"], None
    try:
        demand(
            len(folders) == 1 and folders[0][:1] != "-" and len(kept_notes) < 2, "name one folder"
        )
        given = [key.split("+", 2)[-1] for key in options["--key"]]
        demand(all(re.fullmatch(r"[0-9a-f]{64}|[\w+/]{44}", key) for key in given), "no such key")
        keys = [unb64(key)[1:] if len(key) < 64 else bytes.fromhex(key) for key in given]
        for note in kept_notes:
            with open(note, encoding="utf-8") as file:
                trusted = file.read()
    except (Fault, OSError, ValueError) as error:
        print(f"{__doc__}\nWhat you asked for cannot be done: {error}")
        return UNCHECKED
    attempt(findings, check, folders[0], keys, trusted, findings)
    for verdict, sentence in findings or [(SOUND, "everything is as it was signed.")]:
        print(f"{WORDS[verdict]}: {sentence}")
    return max((verdict for verdict, _ in findings), key=FROM_LEAST_TO_MOST.index, default=SOUND)


if __name__ == "__main__":
    # names in any script must not fail on a terminal that cannot show them
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
