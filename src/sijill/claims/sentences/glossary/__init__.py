"""Sentences in languages that are read by way of English."""
