"""What does the compared party say beside what is documented? Months, gaps, letters, points."""
