"""The hall, with its people at their posts."""

from hall import address, count_queries, hall

__all__ = ["address", "count_queries", "hall"]
