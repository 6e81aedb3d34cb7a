"""Where is this: grid references, distances, areas, and place names that meet across spellings."""
