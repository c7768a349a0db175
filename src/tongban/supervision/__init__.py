"""Supervision 监察: warn before the breach. How a limit stands on a day is here; the rules of electronic
supervision arrive with their own issue. Start reading in `signals.py`.
"""
