"""位置 — where the law and the demo city's catalogue lie, in a wheel or in the tree."""

from pathlib import Path

import tongban


def data_root() -> Path:
    """The directory that holds `law/` and `demo/`.

    In an installed wheel that is `tongban/_data`; in a clone, the root of the repository.
    """
    package = Path(tongban.__file__).resolve().parent
    packaged = package / "_data"
    return packaged if packaged.is_dir() else package.parents[1]
