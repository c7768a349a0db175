"""Who the server runs as: ourselves, or an unprivileged user when we are root.

PostgreSQL refuses to run as root. No user is created: the existing owner of the data directory is
taken, or `nobody`, which every Linux has (initdb insists on a user that has a name).
"""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NOBODY = "nobody"


@dataclass(frozen=True)
class Owner:
    """A user and group, and whether becoming them means dropping privileges."""

    uid: int
    gid: int
    dropped: bool

    @property
    def popen(self) -> dict[str, Any]:
        """The arguments for `subprocess` that start a program as this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.dropped else {}

    def give(self, path: Path) -> None:
        """Make `path` (one file or directory, not its contents) this user's."""
        if self.dropped:
            os.chown(path, self.uid, self.gid)

    def can_run(self, argv: list[str]) -> bool:
        """Whether this user can reach and run a program, found out by running it."""
        try:
            done = subprocess.run(argv, capture_output=True, check=False, cwd="/", **self.popen)  # noqa: S603
        except OSError:
            return False
        return done.returncode == 0

    def can_enter(self, directory: Path) -> bool:
        """Whether this user can reach `directory` through all its parents."""
        return not self.dropped or self.can_run(["/bin/sh", "-c", 'cd "$1"', "sh", str(directory)])


def owner_of(data: Path) -> Owner:
    """The user for the server of `data`, which need not exist yet."""
    if os.geteuid() != 0:
        return Owner(os.geteuid(), os.getegid(), dropped=False)
    if data.exists() and (status := data.stat()).st_uid != 0:
        return Owner(status.st_uid, status.st_gid, dropped=True)
    nobody = pwd.getpwnam(NOBODY)
    return Owner(nobody.pw_uid, nobody.pw_gid, dropped=True)
