"""The demo city as a newcomer gets it, and a browser."""

from city import chromium, city

__all__ = ["chromium", "city"]
