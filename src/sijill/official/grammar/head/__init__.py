"""What stands at the head of a line: its codes, day, place and channel."""
