"""The verbs: capture, ingest, link, judge, settle, estimate, publish.

Only these read, compute and append.
"""
