"""The verbs: capture, link, judge, settle, analyse, estimate, publish.

Only these read, compute and append.
"""
