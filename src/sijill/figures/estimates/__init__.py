"""The estimated layer: how many there are with those on no list, never below what is counted."""
