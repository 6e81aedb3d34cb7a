"""What is a date, an age, a count, a name, a place, a quantity?"""
