"""What is a record? Its fields, and what was set aside."""
