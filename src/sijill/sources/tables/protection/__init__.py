"""What a mapping protects of a file: the columns, rows, keys and words that are withheld."""
