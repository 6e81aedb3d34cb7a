"""Fit the weights by which a line of a release suggests a position where the grammar reads none.

    python bench/release_words.py [--judge]

Lines: ``tests/official/release_cases.toml`` and ``bench/release_lines.toml``, all invented in the
styles of several authorities, with the position and reason that a person gave them before any was
read. Written is ``src/sijill/official/grammar/suggested/weights.toml``. ``--judge`` leaves out each
fifth of the lines in turn and prints how often the words are right, by their share.

A multinomial logistic model with a ridge penalty; components of fewer than four lines have none.
"""

import argparse
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from sijill.official.grammar.head.line_head import account_without, head_of
from sijill.official.grammar.suggested.components import components_of

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/sijill/official/grammar/suggested/weights.toml"
POSITIONS = ["credible", "duplicate", "no_statement", "non_credible", "open"]
ALIKE = {
    "not_yet_assessed": "open",
    "reopened": "open",
    "withdrawn": "non_credible",
    "closed_no_finding": "non_credible",
    "acknowledged_no_responsibility": "credible",
    "accepted_responsibility": "credible",
}
RIDGE, LEAST_LINES, SEED = 1.5, 4, 1


def lines() -> list[tuple[str, str, str]]:
    """Each text with its position and reason, once."""
    cases = tomllib.loads((ROOT / "tests/official/release_cases.toml").read_text("utf-8"))
    listed = tomllib.loads((ROOT / "bench/release_lines.toml").read_text("utf-8"))["line"]
    listed += cases["outcome"] + cases["authority"]
    listed += [{**case, "position": "credible"} for case in cases["numbers"]]
    texts = {case["text"]: case for case in listed}
    return [
        (text, ALIKE.get(case["position"], case["position"]), case.get("reason") or "")
        for text, case in texts.items()
    ]


def fit(rows: NDArray[np.float64], classes: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    """The weights of greatest penalised likelihood; a row a component, the constant last."""
    held = np.eye(count)[classes]
    shape = (rows.shape[1], count)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(shape)
        share = shares(rows, weights)
        value = -np.log(share[held == 1] + 1e-12).sum() + RIDGE / 2 * (weights**2).sum()
        return float(value), (rows.T @ (share - held) + RIDGE * weights).ravel()

    start = np.zeros(shape[0] * shape[1])
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 60})
    return np.asarray(best.x).reshape(shape)


def shares(rows: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of each class for each row."""
    sums = rows @ weights
    sums = np.exp(sums - sums.max(axis=1, keepdims=True))
    return np.asarray(sums / sums.sum(axis=1, keepdims=True))


def design(found: list[frozenset[str]], names: list[str]) -> NDArray[np.float64]:
    """A row a line, a column a component, and a constant."""
    place = {name: column for column, name in enumerate(names)}
    rows = np.zeros((len(found), len(names) + 1))
    rows[:, -1] = 1
    for row, components in enumerate(found):
        for component in components & place.keys():
            rows[row, place[component]] = 1
    return rows


def judge(name: str, rows: NDArray[np.float64], classes: NDArray[np.int64], count: int) -> None:
    """Print how often the lines left out are right."""
    part = np.random.default_rng(SEED).integers(0, 5, len(classes))
    share = np.zeros((len(classes), count))
    for one in range(5):
        weights = fit(rows[part != one], classes[part != one], count)
        share[part == one] = shares(rows[part == one], weights)
    right, most = share.argmax(axis=1) == classes, share.max(axis=1)
    print(f"{name}: {len(classes)} lines, {right.mean():.3f} right")
    for least in (0.6, 0.7, 0.75, 0.8, 0.9):
        reached = most >= least
        print(f"  from {least}: {reached.mean():.2f} of them, {right[reached].mean():.3f} right")


def table(name: str, known: list[tuple[str, str]], *, is_judged: bool) -> str:
    """One table of ``weights.toml`` from texts with their class."""
    found = [components_of(account_without(text, head_of(text))) for text, _ in known]
    counts = Counter(component for components in found for component in components)
    names = sorted(component for component, lines in counts.items() if lines >= LEAST_LINES)
    labels = sorted({label for _, label in known})
    classes = np.array([labels.index(label) for _, label in known])
    rows = design(found, names)
    if is_judged:
        judge(name, rows, classes, len(labels))
    weights = np.rint(100 * fit(rows, classes, len(labels))).astype(int)
    written = [f"[{name}]", f"classes = {labels}".replace("'", '"')]
    written += [f"constant = {weights[-1].tolist()}", f"[{name}.weights]"]
    written += [
        f'"{component}" = {row.tolist()}'
        for component, row in zip(names, weights[:-1], strict=True)
        if np.abs(row).max() >= 8  # noqa: PLR2004  less moves no share
    ]
    return "\n".join(written) + "\n"


def main() -> None:
    """Fit, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--judge", action="store_true")
    is_judged = parser.parse_args().judge
    all_lines = lines()
    known = [(text, position) for text, position, _ in all_lines if position in POSITIONS]
    reasons = [
        (text, reason)
        for text, position, reason in all_lines
        if position == "non_credible" and reason
    ]
    head = (
        "# Weights of the components of a line, in hundredths of a natural logarithm of odds,\n"
        "# fitted by bench/release_words.py. Do not edit by hand.\n"
        'version = "2026-1"\n'
        f'source = "{len(known)} invented lines in the styles of several authorities"\n\n'
    )
    body = table("positions", known, is_judged=is_judged)
    TARGET.write_text(head + body + "\n" + table("reasons", reasons, is_judged=is_judged), "utf-8")


if __name__ == "__main__":
    main()
