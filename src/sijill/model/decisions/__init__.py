"""What did a person decide, when, why?"""
