"""What do we know now? The ledger replayed into records, decisions and persons."""
