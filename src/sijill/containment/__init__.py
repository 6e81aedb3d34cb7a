"""How is a file opened that may want to do harm? Looked at first, then read apart, with limits."""
