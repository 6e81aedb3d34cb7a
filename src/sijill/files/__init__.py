"""How is a file read within bounds, written whole, and kept through a power cut?"""
