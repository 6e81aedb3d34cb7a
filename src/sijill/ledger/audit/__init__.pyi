from .verification import verify as verify
