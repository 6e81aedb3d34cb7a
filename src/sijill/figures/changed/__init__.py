"""What became of the figures, rows and settings since the last build that differed?"""
