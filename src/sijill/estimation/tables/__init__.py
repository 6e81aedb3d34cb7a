"""What was counted, and can it be estimated from? Capture tables, their lists, bounds."""
