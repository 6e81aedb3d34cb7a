"""Two ways to link two lists without sijill's model, on the same features: yardsticks."""

import duckdb
import numpy as np
import pyarrow as pa
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist
from splink import DuckDBAPI, Linker, SettingsCreator
from splink import comparison_level_library as cll
from splink import comparison_library as cl
from splink.blocking_rule_library import CustomRule

Pairs = set[tuple[str, str]]
CHUNK = 500
BEST = 8
MOST_EDITS = 4.0


def join_by_keys(features: pa.Table) -> Pairs:
    """Levenshtein distance of whole consonant keys, plus half an edit a year of age, one to one.

    Every record of the one list is compared with every record of the other. Greedy from the
    smallest distance; a different sex is two edits, an unknown age one.
    """
    a, b = (features.filter(pa.compute.equal(features["list_id"], which)) for which in "ab")
    keys = [[key or "" for key in table["whole"].to_pylist()] for table in (a, b)]
    ages = [np.array(table["age_least"].to_pylist(), dtype=float) / 12 for table in (a, b)]
    sexes = [np.array(table["sex"].to_pylist(), dtype=object) for table in (a, b)]
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    for start in range(0, len(a), CHUNK):
        rows = slice(start, start + CHUNK)
        edits = cdist(
            keys[0][rows], keys[1], scorer=Levenshtein.distance, score_cutoff=6, workers=1
        )
        cost = edits.astype(float)
        gap = np.abs(ages[0][rows, None] - ages[1][None, :])
        cost += np.where(np.isnan(gap), 1.0, np.minimum(0.5 * np.maximum(gap - 1, 0), 4.0))
        cost += 2.0 * (sexes[0][rows, None] != sexes[1][None, :])
        best = np.argpartition(cost, BEST, axis=1)[:, :BEST]
        row = np.repeat(np.arange(start, start + len(best)), BEST)
        found.append((row, best.ravel(), np.take_along_axis(cost, best, axis=1).ravel()))
    left, right, cost = (np.concatenate(parts) for parts in zip(*found, strict=True))
    keep = cost <= MOST_EDITS
    ids = [table["record_id"].to_pylist() for table in (a, b)]
    return _one_to_one(
        [ids[0][row] for row in left[keep]], [ids[1][row] for row in right[keep]], -cost[keep]
    )


def join_by_splink(features: pa.Table, *, dates: bool = False) -> Pairs:
    """A model as a careful user of Splink writes it: keys of the parts, age, sex; one to one.

    With ``dates`` the date of birth stands beside the age.
    """
    api = DuckDBAPI(connection=duckdb.connect())
    columns = ["unique_id", "list_id", "whole", "sex", "age_least", "born"]
    columns += [f"{role}_consonant_key" for role in ("given", "father", "grandfather", "family")]
    tables = [
        features.filter(pa.compute.equal(features["list_id"], which)).select(columns)
        for which in "ab"
    ]
    age = cl.CustomComparison(
        output_column_name="age",
        comparison_levels=[
            cll.NullLevel("age_least"),
            *(
                cll.CustomLevel(f"abs(age_least_l - age_least_r) <= {months}", f"{months} months")
                for months in (0, 12, 36, 120)
            ),
            cll.ElseLevel(),
        ],
    )
    parts = ("given", "father", "grandfather", "family")
    rules = [
        f"l.{one}_consonant_key = r.{one}_consonant_key "
        f"AND l.{two}_consonant_key = r.{two}_consonant_key"
        for place, one in enumerate(parts)
        for two in parts[place + 1 :]
    ]
    settings = SettingsCreator(
        link_type="link_only",
        unique_id_column_name="unique_id",
        comparisons=[
            *(cl.LevenshteinAtThresholds(f"{part}_consonant_key", [1, 2]) for part in parts),
            cl.ExactMatch("sex"),
            age,
            *([cl.DateOfBirthComparison("born", input_is_string=False)] if dates else []),
        ],
        blocking_rules_to_generate_predictions=[
            CustomRule(rule, sql_dialect="duckdb") for rule in [*rules, "l.whole = r.whole"]
        ],
        probability_two_random_records_match=0.6 / len(tables[1]),
    )
    linker = Linker([api.register(table) for table in tables], settings, log_level=None)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    full = all(table["father_consonant_key"].null_count < len(table) // 2 for table in tables)
    short = [rules[2], "l.given_consonant_key = r.given_consonant_key"]
    for rule in [rules[0], rules[5]] if full else short:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    scored = linker.inference.predict(threshold_match_probability=0.2, warning_mode="never")
    names = features["record_id"].to_pylist()
    rows = scored.as_record_list()
    ends = [sorted((names[row["unique_id_l"]], names[row["unique_id_r"]])) for row in rows]
    weights = np.array([row["match_weight"] for row in rows])
    return _one_to_one([one for one, _ in ends], [two for _, two in ends], weights)


def _one_to_one(left: list[str], right: list[str], worth: np.ndarray) -> Pairs:
    """The best pairs first, each record once; ties by the records' hashes."""
    order = sorted(range(len(left)), key=lambda at: (-worth[at], left[at], right[at]))
    used: set[str] = set()
    found: Pairs = set()
    for at in order:
        if left[at] not in used and right[at] not in used:
            used |= {left[at], right[at]}
            found.add((left[at], right[at]))
    return found
