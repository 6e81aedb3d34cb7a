"""Commands of evidence, checkpoints and timestamps."""
