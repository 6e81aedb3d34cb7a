"""What a line most likely says where the grammar recognised no finding: a guess, and marked so."""
