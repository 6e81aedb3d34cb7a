"""What happened, and how many were killed at least and at most, as the sources give it?"""
