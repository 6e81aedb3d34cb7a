"""What may a heading stand for? Its forms, what it counts, the fields and topics that it names."""
