"""Supervision 监察: warn before the breach. Its rules arrive with their own issue; the room is reserved."""
