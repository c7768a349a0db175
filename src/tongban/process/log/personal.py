"""化名 — who did it, told apart and not named.

The same person has the same pseudonym in every log that one cache holds, and another one elsewhere: a
keyed digest under a secret that never leaves it.
"""

import hashlib
import hmac

import polars as pl

_LENGTH = 10


def pseudonym(value: str, salt: bytes, sign: str) -> str:
    """The pseudonym of one value.

    >>> pseudonym("王窗口", b"a secret", "P").startswith("P-")
    True
    """
    return f"{sign}-{hmac.new(salt, value.encode(), hashlib.sha256).hexdigest()[:_LENGTH]}"


def pseudonymous(values: pl.Series, salt: bytes, sign: str = "P") -> pl.Series:
    """A column with every value replaced; empty stays empty."""
    texts = values.cast(pl.String)
    known = texts.unique().drop_nulls()
    replaced = pl.Series([pseudonym(value, salt, sign) for value in known], dtype=pl.String)
    return texts.replace_strict(known, replaced, return_dtype=pl.String).rename(values.name)
