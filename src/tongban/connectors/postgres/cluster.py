"""One PostgreSQL server on one data directory, run as our own child process."""

import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from tongban.connectors.postgres import layout, pidfile, roles
from tongban.connectors.postgres.binaries import Binaries, readable_by
from tongban.connectors.postgres.faults import server_died
from tongban.connectors.postgres.owner import owner_of
from tongban.connectors.postgres.pidfile import Tell, quietly
from tongban.connectors.postgres.roles import Urls


class Cluster:
    """The server of the data in `home`; `settings` are PostgreSQL's own, added to its command line.

    `start` and `stop` are enough for a program that only wants a database. A supervisor uses the
    parts: `prepare`, `spawn`, `is_ready`, `set_up`. The server listens on a private Unix socket only.
    """

    def __init__(self, home: Path, binaries: Binaries, settings: Mapping[str, str] | None = None) -> None:
        """Nothing is touched yet."""
        self.home = home
        self._binaries = binaries
        self._settings = dict(settings or {})
        self._owner = owner_of(home / "data")

    @property
    def data(self) -> Path:
        """The data directory, behind any link."""
        return self.home.resolve() / "data"

    def prepare(self, tell: Tell = quietly) -> None:
        """Lay out what is missing and end what an earlier, killed run left behind.

        Raises:
            PostgresFault: not writable, another major version, initdb failed, leftovers that stay.
        """
        home = layout.make_home(self.home, self._owner)
        if self.data.exists():
            layout.check_version(self.data, self._binaries)
            pidfile.clear_the_way(self.data, tell)
        self._binaries = readable_by(self._owner, self._binaries, home / "programs")
        known = roles.passwords(home / "passwords.json")
        if not self.data.exists():
            tell("初始化数据库", "creating the database")
            if home != self.home.absolute():  # whoever deletes the data directory must know of it
                tell(f"数据库文件位于 {home}", f"the database's files are in {home}")
            layout.initialise(home, self._owner, self._binaries, known[roles.ADMIN])
        layout.clear_sockets(layout.socket_directory(home, self._owner))

    def spawn(self, log: Path) -> subprocess.Popen[bytes]:
        """Start the server in its own session; its messages are appended to `log`.

        In its own session it does not hear the terminal's Ctrl-C, so that its clients can finish first.
        """
        with log.open("ab") as output:
            return subprocess.Popen(  # noqa: S603  (a program we located, no shell)
                self._command(),
                cwd="/",
                env=layout.server_environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **self._owner.popen,
            )

    def _command(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "port": str(roles.PORT),
            "unix_socket_directories": f'"{self._socket_directory()}"',
            "unix_socket_permissions": "0700",
            "timezone": "UTC",
            "log_timezone": "UTC",
            **self._settings,
        }
        options = [f"--{name}={value}" for name, value in settings.items()]
        return [self._binaries.program("postgres"), "-D", str(self.data), *options]

    def _socket_directory(self) -> Path:
        return layout.socket_directory(self.home.resolve(), self._owner)

    def is_ready(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether `process`, and not a predecessor, has declared that it accepts connections."""
        said = pidfile.read(self.data)
        return said is not None and said.pid == process.pid and said.status == "ready"

    def wait_until_ready(self, process: subprocess.Popen[bytes], log: Path, tell: Tell = quietly) -> None:
        """Wait as long as it takes: recovery after a crash may be long, and giving up would not help.

        Raises:
            PostgresFault: the server ended; the end of its log is in the fault.
        """
        began = told = time.monotonic()
        while not self.is_ready(process):
            if (code := process.poll()) is not None:
                raise server_died(code, str(log), last_lines(log, 8))
            if (now := time.monotonic()) - told >= 1:
                told = now
                waited, line = int(now - began), last_lines(log, 1)
                tell(f"数据库恢复中，已 {waited} 秒：{line}", f"database recovering for {waited} s: {line}")
            time.sleep(0.02)

    def set_up(self) -> Urls:
        """Create the roles and the database the first time, and return the addresses."""
        marker = self.home.resolve() / "roles-made"
        if not marker.exists():
            roles.ensure(self.urls().admin, self._passwords())
            marker.touch()
        return self.urls()

    def create_database(self, name: str) -> Urls:
        """Create one more database with the same roles, such as one for a test."""
        roles.ensure(self.urls().admin, self._passwords(), name)
        return self.urls(name)

    def urls(self, database: str = roles.DATABASE) -> Urls:
        """The addresses of `database`, whether the server runs or not."""
        return roles.urls(self._socket_directory(), self._passwords(), database)

    def _passwords(self) -> dict[str, str]:
        return roles.passwords(self.home.resolve() / "passwords.json")

    def start(self, log: Path, tell: Tell = quietly) -> subprocess.Popen[bytes]:
        """Prepare, start, wait until ready and set up; the caller keeps the process for `stop`.

        Raises:
            PostgresFault: see `prepare` and `wait_until_ready`.
        """
        self.prepare(tell)
        process = self.spawn(log)
        try:
            self.wait_until_ready(process, log, tell)
            self.set_up()
        except BaseException:
            self.stop(process)
            raise
        return process

    def stop(self, process: subprocess.Popen[bytes]) -> int:
        """Stop the server, writing everything to disk, and return its exit code."""
        for number, seconds in pidfile.PATIENCE:
            if process.poll() is not None:
                break
            process.send_signal(number)
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                continue
        return process.wait()


def last_lines(log: Path, count: int) -> str:
    """The last `count` lines of a log file; empty where there is none."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
    except OSError:
        return ""
