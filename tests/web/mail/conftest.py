"""What the tests of letters share: the hall."""

from hall import hall

__all__ = ["hall"]
