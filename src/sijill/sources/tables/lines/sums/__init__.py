"""Rows that are sums of others, and the amounts in their cells."""
