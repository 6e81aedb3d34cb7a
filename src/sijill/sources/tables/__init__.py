"""Bytes to rows: CSV, JSON, spreadsheets; every cell as received."""
