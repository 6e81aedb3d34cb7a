"""What decisions still stand for: the rows they were made about, and who contradicts them."""
