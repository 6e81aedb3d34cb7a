"""What does a release say, clause by clause, and who says it: the authority or those it quotes?"""
