"""Rows that may count nobody, as the other rows of their list show."""
