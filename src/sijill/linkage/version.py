"""Which model of linkage made a partition."""

import hashlib
import json
from dataclasses import asdict
from functools import cache

from sijill.linkage.candidates.blocking import KEYS
from sijill.linkage.candidates.splitting import FACTS, PLACED_FACTS
from sijill.linkage.comparing.comparisons import COMPARISONS

MODEL_VERSION = 31
"""Raised with every change of how comparisons become scores and scores become persons."""


@cache
def model_digest() -> str:
    """SHA-256 of everything stated that decides a score: version, comparisons, blocking keys."""
    content = {
        "version": MODEL_VERSION,
        "comparisons": [asdict(comparison) for comparison in COMPARISONS],
        "blocking": KEYS,
        "splitting": FACTS + PLACED_FACTS,
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
