"""What do we know now? The ledger replayed into records and decisions, and persons from their records."""
