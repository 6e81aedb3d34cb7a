"""What exactly is hashed? Entries, their envelope, their payload's commitments, canonical JSON."""
