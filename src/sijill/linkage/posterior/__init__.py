"""How sure is the partition? Draws of it, from the probabilities of pairs and their doubts."""
