"""What do decomposable graphs say? All graphs of dependence, weighted."""
