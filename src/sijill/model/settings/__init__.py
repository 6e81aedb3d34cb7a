"""What do people state? The case, a source's mapping, the codebook."""
