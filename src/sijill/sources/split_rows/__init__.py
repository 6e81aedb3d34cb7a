"""Rows that hold several records: people listed in a cell or side by side, a release in a cell."""
