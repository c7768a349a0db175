"""The address the web listens on: is it free, and does it answer?"""

import errno
import http.client
import socket
from dataclasses import dataclass

from tongban.cli.faults import OperatorFault

ANY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  (compared with, not bound)


@dataclass(frozen=True)
class Address:
    """Host and port of the web server."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """The address to open in a browser on this machine."""
        host = ANY.get(self.host, self.host)
        return f"http://[{host}]:{self.port}/" if ":" in host else f"http://{host}:{self.port}/"

    def check_free(self) -> None:
        """Make sure that nobody listens there yet.

        Raises:
            OperatorFault: the port is taken, not permitted, or the host is not this machine's.
        """
        try:
            family, kind, protocol, _, where = socket.getaddrinfo(
                self.host, self.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )[0]
            with socket.socket(family, kind, protocol) as probe:
                # As servers do: connections of an earlier run that are still closing are no hindrance.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(where)
        except OSError as error:
            raise self._fault(error) from error

    def _fault(self, error: OSError) -> OperatorFault:
        if error.errno == errno.EADDRINUSE:
            return OperatorFault(
                f"端口 {self.port}（{self.host}）已被占用。请停止占用它的程序（ss -ltnp 可查看），"
                "或用 --port 指定其他端口。",
                f"Port {self.port} on {self.host} is in use. Stop the program that uses it "
                "(ss -ltnp shows which), or choose another with --port.",
            )
        return OperatorFault(
            f"无法在 {self.host}:{self.port} 监听：{error}。"
            "请检查 --host 与 --port（1024 以下通常需要 root）。",
            f"Cannot listen on {self.host}:{self.port}: {error}. "
            "Check --host and --port (below 1024 usually needs root).",
            exit_code=2,
        )

    def answers(self) -> bool:
        """Whether a web server answers there, with whatever status."""
        connection = http.client.HTTPConnection(ANY.get(self.host, self.host), self.port, timeout=5)
        try:
            connection.request("GET", "/")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        return True


def next_free(beside: Address) -> Address:
    """The port after another one, or any that is free."""
    address = Address(beside.host, beside.port + 1)
    try:
        address.check_free()
    except (OperatorFault, OverflowError):
        family = socket.AF_INET6 if ":" in beside.host else socket.AF_INET
        with socket.create_server((beside.host, 0), family=family) as probe:
            return Address(beside.host, probe.getsockname()[1])
    return address
