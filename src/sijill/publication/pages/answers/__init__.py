"""Short answers on the first page, in sentences that open their records."""
