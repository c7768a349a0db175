"""The supervisor: one process, parent of all the others, and the only one that hears Ctrl-C.

`child.py` says what a child is and keeps one alive, `loop.py` keeps them all and ends them in order,
`leash.py` makes a child notice that its parent was killed, `leftovers.py` ends those that did not,
`asked_to_stop.py` turns signals into an orderly end.
It knows nothing of databases or the web: it is given a table of children.
"""

from tongban.cli.supervisor.asked_to_stop import AskedToStop, StopRequested
from tongban.cli.supervisor.child import Backoff, ChildSpec
from tongban.cli.supervisor.leash import on_a_leash, run_on_a_leash
from tongban.cli.supervisor.leftovers import MARK, end_leftovers
from tongban.cli.supervisor.loop import Supervisor

__all__ = [
    "MARK",
    "AskedToStop",
    "Backoff",
    "ChildSpec",
    "StopRequested",
    "Supervisor",
    "end_leftovers",
    "on_a_leash",
    "run_on_a_leash",
]
