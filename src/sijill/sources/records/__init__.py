"""Rows to records: what a mapping makes of a row, or the reason why not."""
