"""The values of one row as a record: one function a kind."""
