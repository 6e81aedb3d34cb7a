"""How does a file name survive a power cut, and how are leftovers found?"""
