"""What may be printed, one module a layer: each computes its figures and hands them to the book."""
