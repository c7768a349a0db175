"""End children that belong together: ask each, wait, and ask more roughly."""

import os
import signal
import time
from dataclasses import dataclass

from tongban.cli.supervisor.asked_to_stop import AskedToStop
from tongban.cli.supervisor.child import Child

LOOK_EVERY = 0.02  # seconds


@dataclass
class _Stopping:
    """A child on its way out: which rung of its patience it is on, and until when."""

    child: Child
    rung: int = -1
    until: float = 0.0

    def ask_next(self) -> bool:
        """Send the next signal of the child's patience; False when there is none left."""
        self.rung += 1
        if self.child.process is None or self.rung >= len(self.child.spec.patience):
            return False
        number, seconds = self.child.spec.patience[self.rung]
        # The process is our unreaped child, so the number is still its own.
        if number is signal.SIGKILL:
            os.killpg(self.child.process.pid, number)
        else:
            os.kill(self.child.process.pid, number)
        self.until = time.monotonic() + seconds
        return True


def stop_together(children: list[Child], asked: AskedToStop) -> list[str]:
    """End `children`; the names of those that needed more than the first signal.

    Bounded by their patience. A further request to stop sends everybody's next signal at once.
    """
    leaving = [_Stopping(child) for child in children if child.process is not None]
    rough: list[str] = []
    for one in leaving:
        one.ask_next()
    heard = asked.times
    while leaving := [one for one in leaving if one.child.ended(time.monotonic()) is None]:
        hurry, heard = asked.times > heard, asked.times
        for one in list(leaving):
            if hurry or time.monotonic() >= one.until:
                rough.append(one.child.spec.name)
                if not one.ask_next():  # not even killed: it hangs in the kernel, nobody can end it
                    leaving.remove(one)
        time.sleep(LOOK_EVERY)
    return sorted(set(rough))
