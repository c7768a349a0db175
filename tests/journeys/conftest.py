"""The demo city as a newcomer gets it."""

from city import city

__all__ = ["city"]
