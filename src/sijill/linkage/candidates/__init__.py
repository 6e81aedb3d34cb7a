"""Which pairs are looked at? Blocking keys, blocks that are cut, and where the engine spills."""
