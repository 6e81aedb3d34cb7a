"""What is a date, a place, a name, a record, a decision, a quantity?"""
