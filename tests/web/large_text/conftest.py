"""The hall, with its people at their posts."""

from hall import address, hall

__all__ = ["address", "hall"]
