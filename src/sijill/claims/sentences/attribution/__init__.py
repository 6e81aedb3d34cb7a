"""Whose number it is: who says it, who counted it, and the words that tell it."""
