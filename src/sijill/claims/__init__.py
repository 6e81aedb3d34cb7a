"""What is claimed, and who repeats whom?"""
