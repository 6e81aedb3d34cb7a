"""Is this ledger what its devices wrote? Every byte examined, read-only."""
