"""The hall, with its people at their posts."""

from hall import hall

__all__ = ["hall"]
