"""Handling 办理: carry out one command: load, decide, append, tell.

The ports to the outside are in `ports.py`, their in-memory doubles in `in_memory.py`.
Not its business: Django, SQL.
"""
