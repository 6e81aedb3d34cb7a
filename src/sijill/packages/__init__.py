"""What did another tool already prove about this file?"""
