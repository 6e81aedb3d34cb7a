"""What is kept, and who had it: evidence, packages, fixity, timestamps."""
