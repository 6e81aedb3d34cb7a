"""What must not leak or be lost: vault, keys, backup, erasure."""
