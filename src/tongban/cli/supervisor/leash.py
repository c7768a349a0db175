"""A child on a leash ends when the supervisor does, even when the supervisor is killed.

The file is both the module that starts such children and the small program that starts in between:
it asks the kernel for SIGTERM at its parent's death, then becomes the command it was given. (Asking
between fork and exec, in `preexec_fn`, is not safe in a process with threads.)
"""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1

Spawn = Callable[[Path], "subprocess.Popen[bytes]"]
"""Starts a process whose output is appended to the given log file."""


def on_a_leash(argv: Sequence[str], env: Mapping[str, str]) -> Spawn:
    """How to start `argv` with exactly `env`, in its own session, on a leash."""

    def spawn(log: Path) -> "subprocess.Popen[bytes]":
        # -I -S: no site-packages for the moment in between, it would cost more than all the rest.
        leashed = [sys.executable, "-I", "-S", __file__, str(os.getpid()), *argv]
        with log.open("ab") as output:
            return subprocess.Popen(  # noqa: S603  (our own table of commands, no shell)
                leashed,
                env=dict(env),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    return spawn


def run_on_a_leash(
    argv: Sequence[str], env: Mapping[str, str], log: Path, still_running: Callable[[Path], None]
) -> int:
    """Run `argv` to its end and return its exit code; an exception here kills it.

    `still_running` is called about once a second with the log.
    """
    with on_a_leash(argv, env)(log) as process:
        try:
            while True:
                try:
                    return process.wait(1)
                except subprocess.TimeoutExpired:
                    still_running(log)
        except BaseException:
            process.kill()
            raise


def _become(parent: int, argv: list[str]) -> None:
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() == parent:  # else the parent was gone before the kernel was asked
        os.execvp(argv[0], argv)  # noqa: S606  (no shell wanted)


if __name__ == "__main__":
    _become(int(sys.argv[1]), sys.argv[2:])
