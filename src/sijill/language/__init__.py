"""What does this name, this phrase, this date mean, in Arabic or in Latin letters?"""
