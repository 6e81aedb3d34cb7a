"""Checks a bundle of sijill without sijill: Python 3.9 or newer, nothing installed, no network.

    python3 verify_sijill.py FOLDER [--key KEY] [--trust NOTE]

A bundle holds entries of a casualty register, each with the proof that it stands in a log of so
many entries (RFC 9162), the signed checkpoint (C2SP) of each log (every device that writes has
one), and the files they rest on. KEY is the line that the keeper of the register published; NOTE is
a checkpoint that you kept from earlier. Without either you learn that the bundle agrees with
itself, and whose key it says it is.

Exit code: 0 sound, 1 damaged (something is missing or cannot be read), 2 tampered.
"""

import base64
import hashlib
import json
import os
import re
import sys

DAMAGED, TAMPERED = 1, 2
FIELDS = ["entries", "format", "left_out", "logs"]
LOG_FIELDS = ["history", "log", "note", "public"]
ENTRY_FIELDS = ["entry", "log", "n", "payload", "proof", "signature"]
DECISIONS = {"judgement", "assessment", "correction", "withdrawal", "retraction", "erasure"}
DECISIONS |= {"exhibit", "custody"}
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


class Fault(Exception):  # noqa: N818  it is no error of the program
    """Something that is not as it must be: what follows from it, and a sentence."""


def demand(is_so, sentence, verdict=TAMPERED):
    if not is_so:
        raise Fault(verdict, sentence)


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def unb64(text):
    raw = base64.b64decode(text, validate=True)
    demand(base64.b64encode(raw).decode() == text, "something is written in an unusual way")
    return raw


def unhex(text):
    raw = bytes.fromhex(text)
    demand(raw.hex() == text, "something is written in an unusual way")
    return raw


def add(one, two):
    """Two points of the Ed25519 curve in extended coordinates (RFC 8032, section 5.1.4)."""
    a, b = (one[1] - one[0]) * (two[1] - two[0]) % P, (one[1] + one[0]) * (two[1] + two[0]) % P
    c, d = 2 * one[3] * two[3] * D % P, 2 * one[2] * two[2] % P
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
    """Origin, size and root of a checkpoint that the key signed."""
    body, gap, signatures = text.partition("\n\n")
    demand(gap and len(body.split("\n")) == 3, "the checkpoint does not have its form")
    origin, size, root = body.split("\n")
    key_id = sha256(origin.encode(), b"\n\x01", public)[:4]
    lines = [re.fullmatch(r"— (\S+) (\S+)", line) for line in signatures[:-1].split("\n")]
    demand(all(lines) and signatures.endswith("\n"), "the checkpoint does not have its form")
    stamped = [(line[1], unb64(line[2])) for line in lines if line]
    demand(all(len(raw) == 68 for _, raw in stamped), "a signature has another length")
    mine = [raw[4:] for name, raw in stamped if (name, raw[:4]) == (origin, key_id)]
    signed = any(is_signed(public, (body + "\n").encode(), one) for one in mine)
    demand(signed, "the key of the bundle did not sign the checkpoint")
    demand(re.fullmatch("0|[1-9][0-9]{0,15}", size), "the checkpoint has no size")
    return origin, int(size), unb64(root)


def climb(place, last, digests, proof):
    """Walk up a proof; every digest grows by the steps on its left, the last one by all."""
    for step in proof:
        demand(last and len(step) == 32, "a proof is too long")
        if place & 1 or place == last:
            digests = [sha256(b"\x01", step, one) for one in digests]
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            digests[-1] = sha256(b"\x01", digests[-1], step)
        place, last = place >> 1, last >> 1
    demand(last == 0, "a proof is too short")
    return digests


def check_entry(given, logs, cited):
    """One entry: its place in its log, its signature, its values, the files it cites."""
    demand(sorted(given) == ENTRY_FIELDS, "an entry does not have the fields of one", DAMAGED)
    public, size, root, _ = logs[given["log"]]
    raw, signature = unb64(given["entry"]), unb64(given["signature"])
    number, entry = given["n"], json.loads(raw)
    where = f"entry {number}"
    demand(type(number) is int and 0 <= number < size, f"{where} is outside the checkpoint")
    demand((entry["log"], entry["n"]) == (given["log"], number), f"{where} belongs elsewhere")
    proof = [unhex(step) for step in given["proof"]]
    leaf = sha256(b"\x00", raw, signature)
    is_in = climb(number, size - 1, [leaf], proof) == [root]
    demand(is_in, f"{where} is not in the log that the checkpoint covers")
    if entry["kind"] in DECISIONS:
        signed = is_signed(public, b"sijill entry\n" + raw, signature)
        demand(signed, f"{where} is a decision, and the key did not sign it")
    demand(set(given["payload"]) == set(entry["payload"]), f"{where} has other fields than it says")
    for name, value in given["payload"].items():
        if value is None:
            print(f"{where}: {name} was erased")
            continue
        salt, content = unhex(value["salt"]), unb64(value["value"])
        is_sealed = sha256(b"\x02", salt, content).hex() == entry["payload"][name]
        # with a salt of another length, the salt's end could pass for the value's beginning
        demand(is_sealed and len(salt) == 16, f"{where}: {name} is not what was entered")
    cited.update({file["sha256"]: file["size"] for file in entry["files"]})


def check_files(folder, bundle, cited):
    """The evidence: there, unchanged, and nothing else beside it."""
    left_out = {one["sha256"] for one in bundle["left_out"]}
    place = os.path.join(folder, "files")
    there = set(os.listdir(place)) if os.path.isdir(place) else set()
    demand(there <= set(cited), f"files that no entry cites: {sorted(there - set(cited))}")
    for name, size in sorted(cited.items()):
        if name in left_out and name not in there:
            print(f"file {name}: left out of the bundle; its hash stands in the entry")
            continue
        demand(name in there, f"file {name} is missing", DAMAGED)
        with open(os.path.join(place, name), "rb") as file:
            content = file.read()
        is_same = (sha256(content).hex(), len(content)) == (name, size)
        demand(is_same, f"file {name} was changed")


def check_log(given):
    """A log of the bundle: its id; its key, its checkpoint's size and root, its history."""
    demand(sorted(given) == LOG_FIELDS, "a log does not have the fields of one", DAMAGED)
    demand(isinstance(given["history"], list), "a log has no history", DAMAGED)
    public = unhex(given["public"])
    origin, size, root = read_note(given["note"], public)
    demand(origin == "sijill/" + given["log"], "the checkpoint is about another log")
    return given["log"], (public, size, root, given["history"])


def check_trusted(text, logs):
    """A checkpoint kept from earlier: the log it is about must begin with it."""
    origin = text.partition("\n")[0]
    demand(origin.startswith("sijill/") and origin[7:] in logs, "it is about another log")
    public, size, root, history = logs[origin[7:]]
    _, old_size, old_root = read_note(text, public)
    if (old_size, old_root) == (size, root):
        return
    proofs = [one["proof"] for one in history if one["size"] == old_size]
    demand(proofs and 0 < old_size < size, "the bundle has no proof from your checkpoint", DAMAGED)
    proof = [unhex(step) for step in proofs[0]]
    place, last = old_size - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = old_root if old_size & (old_size - 1) == 0 else proof.pop(0)
    is_same = climb(place, last, [first, first], proof) == [old_root, root]
    demand(is_same, "the log was rewritten since the checkpoint that you kept")


def check(folder, key, trusted):
    with open(os.path.join(folder, "bundle.json"), "rb") as file:
        bundle = json.loads(file.read().decode("utf-8"))
    demand(sorted(bundle) == FIELDS and bundle["format"] == "sijill bundle 2", "no bundle", DAMAGED)
    logs = dict(check_log(given) for given in bundle["logs"])
    demand(logs and len(logs) == len(bundle["logs"]), "it has no logs, or one twice", DAMAGED)
    if key:
        given_key = unb64(key.split("+", 2)[-1])
        same = any(given_key == b"\x01" + public for public, *_ in logs.values())
        demand(same, "the bundle was signed with another key than the one you gave")
    if trusted:
        with open(trusted, encoding="utf-8") as file:
            check_trusted(file.read(), logs)
    cited: dict = {}
    for given in bundle["entries"]:
        check_entry(given, logs, cited)
    check_files(folder, bundle, cited)
    print(f"{len(bundle['entries'])} entries and {len(cited)} files: sound.")
    for log, (public, size, root, _) in logs.items():
        print(f"Log {log}: covered by the checkpoint of {size} entries, root {root.hex()}.")
        if not key:
            print(f"Signed with the key {public.hex()}: compare it with what its keeper published.")


def main(words):
    options = {"--key": None, "--trust": None}
    folders = []
    while words:
        word = words.pop(0)
        if word in options and words:
            options[word] = words.pop(0)
        else:
            folders.append(word)
    if len(folders) != 1 or folders[0].startswith("-"):
        print(__doc__)
        return 3
    try:
        check(folders[0], options["--key"], options["--trust"])
    except Fault as fault:
        verdict, sentence = fault.args
        print(f"{'tampered' if verdict == TAMPERED else 'damaged'}: {sentence}")
        return verdict
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
    ) as error:
        print(f"damaged: the bundle cannot be read as one ({type(error).__name__}: {error})")
        return DAMAGED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
