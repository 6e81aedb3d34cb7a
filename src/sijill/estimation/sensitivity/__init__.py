"""How far does the answer move with what no table can test?"""
