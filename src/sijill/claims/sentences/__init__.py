"""The parts of a published sentence: its words, dates, numbers, shares, and who counted."""
