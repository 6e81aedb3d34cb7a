"""What a list is about: the kind of its records, a well-known export, or totals."""
