"""Which questions are put for a pair, of which values, and which of them need no asking?"""
