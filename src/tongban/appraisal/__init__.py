"""Appraisal 评价: ratings and indices. Its rules arrive with their own issue; the room is reserved."""
