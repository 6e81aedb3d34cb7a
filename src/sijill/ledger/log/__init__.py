"""How is a log appended to and read? Chains, heads, the order of several logs, erasure."""
