"""Numbers of a sentence: in digits and words, of nobody, and those that are a share."""
