"""What if people differ by degrees? The Rasch (M_th) posterior, and that of two groups."""
