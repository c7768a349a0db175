"""Ctrl-C and SIGTERM: at once while starting up, in order once running."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any, Self

ONE_KEYSTROKE = 1.0
"""Seconds within which several signals are one request: a terminal and `make` may both pass it on."""

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(BaseException):
    """Somebody asked us to stop while we waited for something."""


class AskedToStop:
    """Counts the requests to stop; inside `interrupting()` a request also raises `StopRequested`."""

    def __init__(self) -> None:
        """Nothing is heard before the context is entered."""
        self.times = 0
        self._last = float("-inf")
        self._interrupting = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        """Begin to listen."""
        self._before = {number: signal.signal(number, self._heard) for number in SIGNALS}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the signals back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _heard(self, number: int, frame: FrameType | None) -> None:
        now = time.monotonic()
        if now - self._last < ONE_KEYSTROKE:
            return
        self._last = now
        self.times += 1
        if self._interrupting:
            raise StopRequested

    @contextmanager
    def interrupting(self) -> Iterator[None]:
        """Let a request interrupt whatever is being waited for."""
        if self.times:
            raise StopRequested
        self._interrupting = True
        try:
            yield
        finally:
            self._interrupting = False

    @contextmanager
    def deferring(self) -> Iterator[None]:
        """Hold a request back until a step that must not be torn is done, such as starting a child."""
        before, self._interrupting = self._interrupting, False
        try:
            yield
        finally:
            self._interrupting = before
        if before and self.times:
            raise StopRequested
