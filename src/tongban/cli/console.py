"""Progress and messages for the operator, on stderr, in both languages."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape


class OperatorConsole:
    """Lines for people; on a terminal the step under way turns, elsewhere each step is two plain lines."""

    def __init__(self, console: Console | None = None) -> None:
        """Write to stderr, so that stdout stays for data."""
        self._console = console or Console(stderr=True, highlight=False, soft_wrap=True)

    def line(self, text: str, style: str = "") -> None:
        """Print one line as it is."""
        self._console.print(text, style=style or None, markup=False)

    def tell(self, zh: str, en: str) -> None:
        """Print one message."""
        self.line(f"  {zh} · {en}", "dim")

    def fault(self, fault: Exception) -> None:
        """Print what stopped us."""
        self.line(f"错误 · Error:\n{fault}", "bold red")

    @contextmanager
    def step(self, zh: str, en: str) -> Iterator[Callable[[str], None]]:
        """Show that a step is under way, then how long it took.

        Yields a function that shows how far the step has come.
        """
        began = time.monotonic()
        label = f"{zh} · {en}"
        if self._console.is_terminal:
            with self._console.status(escape(label)) as status:
                yield lambda text: status.update(escape(f"{label}: {text}"))
        else:
            self.line(f"… {label}")
            yield lambda text: self.line(f"  {text}") if text else None
        self.line(f"✓ {label}  {time.monotonic() - began:.1f} s", "green")
