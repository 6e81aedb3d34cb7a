"""Whether decisions still have the rows that they were made about."""
