"""How many examples a property looks at: what it asks for, or a share of it by TONGBAN_PROPERTIES.

`long` looks at forty times as many; `short` at a tenth, where the same properties are looked at in full
elsewhere (on another Python of the same machine).
"""

import os

_SHARES = {"long": 40.0, "short": 0.1}


def examples(wanted: int) -> int:
    """The number for this run."""
    return max(5, int(wanted * _SHARES.get(os.environ.get("TONGBAN_PROPERTIES", ""), 1.0)))
