"""Keep all children alive; end them in order."""

import signal
import time
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path

from tongban.cli.faults import OperatorFault
from tongban.cli.supervisor.asked_to_stop import AskedToStop
from tongban.cli.supervisor.child import Child, ChildSpec
from tongban.cli.supervisor.stopping import stop_together

LOOK_EVERY = 0.05  # seconds
GIVE_UP_STARTING = 3  # ends in a row of a child that has never been ready

Tell = Callable[[str, str], None]


class Supervisor:
    """The parent of all children. One thread; nothing here waits without looking at the others."""

    def __init__(self, logs: Path, asked: AskedToStop, tell: Tell) -> None:
        """`logs` is an existing directory; every child has its own file in it."""
        self._logs = logs
        self._asked = asked
        self._tell = tell
        self._children: list[Child] = []
        self._running = False

    def start(self, specs: Iterable[ChildSpec], still_waiting: Callable[[Path], None] | None = None) -> None:
        """Start children and return when all are ready; there is no limit but their own failure.

        `still_waiting` is called about once a second with the log of a child that is not ready yet.

        Raises:
            OperatorFault: a child ended several times without ever being ready.
            StopRequested: somebody asked us to stop meanwhile.
        """
        new = [Child(spec, self._logs / f"{spec.name}.log") for spec in specs]
        self._children += new
        told = time.monotonic()
        while waiting := [child for child in new if not child.is_ready]:
            self._look_after_all()
            for child in waiting:
                if child.failures >= GIVE_UP_STARTING and not child.is_ready:
                    raise _does_not_start(child)
            if still_waiting and time.monotonic() - told >= 1:
                told = time.monotonic()
                still_waiting(waiting[0].log)
            time.sleep(LOOK_EVERY)

    def run(self) -> None:
        """Keep the children alive until somebody asks us to stop."""
        self._running = True
        while not self._asked.times:
            self._look_after_all()
            time.sleep(LOOK_EVERY)

    def _look_after_all(self) -> None:
        for child in self._children:
            self._look_after(child)

    def _look_after(self, child: Child) -> None:
        name, now = child.spec.name, time.monotonic()
        if (code := child.ended(now)) is not None:
            wait = child.start_at - now
            self._tell(
                f"{name} 已退出（{_how(code)}），{wait:.1f} 秒后重新启动；日志 {child.log}",
                f"{name} ended ({_how(code)}), starting it again in {wait:.1f} s; log {child.log}",
            )
        if child.process is None and now >= child.start_at:
            self._start(child, now)
        if child.became_ready() and child.failures:
            self._tell(f"{name} 已恢复", f"{name} is back")

    def _start(self, child: Child, now: float) -> None:
        try:
            child.spec.prepare()
            with self._asked.deferring():
                child.start(now)
        except (OSError, OperatorFault) as error:  # such as a full disk: wait and try again
            if not self._running:
                raise _cannot_be_started(child, error) from error
            child.failures += 1
            child.start_at = now + child.spec.backoff.wait(child.failures)
            name = child.spec.name
            self._tell(f"{name} 无法启动：{error}", f"{name} could not be started: {error}")

    def stop(self) -> list[str]:
        """End all children, each number of the stop order before the next.

        Returns the names of those that did not end when first asked. Bounded by the children's own
        patience; a further request to stop shortens it.
        """
        rough: list[str] = []
        in_order = sorted(self._children, key=lambda child: child.spec.stop_order)
        for _, group in groupby(in_order, key=lambda child: child.spec.stop_order):
            rough += stop_together(list(group), self._asked)
        return rough


def _how(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def _cannot_be_started(child: Child, error: OSError | OperatorFault) -> OperatorFault:
    if isinstance(error, OperatorFault):
        return error
    return OperatorFault(
        f"{child.spec.name} 无法启动：{error}。请消除该原因后重试。",
        f"{child.spec.name} cannot be started: {error}. Remove the cause and start again.",
    )


def _does_not_start(child: Child) -> OperatorFault:
    try:
        end = "\n".join(child.log.read_text(errors="replace").splitlines()[-12:])
    except OSError:
        end = ""
    return OperatorFault(
        f"{child.spec.name} 无法启动，日志 {child.log} 的末尾：\n{end}",
        f"{child.spec.name} does not start; the end of its log {child.log} is above. "
        "Remove the cause it names and start again.",
    )
