"""Running something with the network cut: a network namespace of its own, with nothing but the loopback.

As a program: brings the loopback up and becomes the command it is given.
"""

import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys

import pytest

_SIOCSIFFLAGS, _IFF_UP = 0x8914, 1


def cut_off(*command: str) -> tuple[str, ...]:
    """The command with the network cut; skips aloud where that cannot be done, fails where it must be."""
    possible = all(map(shutil.which, ("unshare", "nsenter"))) and not subprocess.call(
        ("unshare", "--net", "true"), stderr=subprocess.DEVNULL
    )
    if not possible:
        missing = "the network cannot be cut here (unshare --net needs util-linux and root)"
        if os.environ.get("TONGBAN_REQUIRE_ALL") == "1":
            pytest.fail(f"{missing}, and TONGBAN_REQUIRE_ALL=1 asks for it")
        pytest.skip(missing)
    return ("unshare", "--net", sys.executable, __file__, *command)


def beside(pid: int, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the network of a process that was cut off."""
    inside = ("nsenter", f"--net=/proc/{pid}/ns/net", *command)
    return subprocess.run(inside, capture_output=True, text=True, check=False)


def page(pid: int, address: str) -> str:
    """A page as it is served to somebody on the same cut-off machine."""
    fetch = "import sys, urllib.request as u; print(u.urlopen(sys.argv[1], timeout=30).read().decode())"
    fetched = beside(pid, sys.executable, "-c", fetch, address)
    assert fetched.returncode == 0, fetched.stderr
    return fetched.stdout


def interfaces(pid: int) -> list[str]:
    """The names of the network interfaces that a process has."""
    listed = beside(pid, sys.executable, "-c", "import socket; print(*(n for _, n in socket.if_nameindex()))")
    return listed.stdout.split()


def _loopback_up() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        fcntl.ioctl(probe, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", _IFF_UP))


if __name__ == "__main__":
    _loopback_up()
    os.execvp(sys.argv[1], sys.argv[1:])
