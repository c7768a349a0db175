"""The hall, with its people at their posts."""

from hall import address, chromium, count_queries, hall

__all__ = ["address", "chromium", "count_queries", "hall"]
