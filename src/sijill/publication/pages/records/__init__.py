"""The pages of records, one each or many in a file."""
