"""The position that a line states, and the numbers it concedes by it."""
