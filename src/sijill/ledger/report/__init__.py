"""What did an audit find, and what follows from it?"""
