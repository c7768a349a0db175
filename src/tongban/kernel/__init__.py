"""Kernel 内核: what may happen to a case, and when it falls due.

Standard library only; time, ids and randomness come in as arguments.
Not its business: files, frameworks, the wall clock. Start reading in `case/life.py`.
"""
