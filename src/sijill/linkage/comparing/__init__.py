"""How strongly does a pair speak for one person? Comparisons, what they are worth, vetoes."""
