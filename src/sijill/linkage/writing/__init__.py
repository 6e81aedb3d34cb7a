"""How lists write names: by which hand, and in which order."""
