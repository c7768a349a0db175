"""The steps from a data directory to a running platform, and the orderly way back."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import psycopg

from tongban.cli import assets, children, database, migrating
from tongban.cli.console import OperatorConsole
from tongban.cli.data_directory import DataDirectory, only_supervisor_of
from tongban.cli.faults import OperatorFault
from tongban.cli.listening import Address, next_free
from tongban.cli.supervisor import (
    AskedToStop,
    StopRequested,
    Supervisor,
    end_leftovers,
    run_on_a_leash,
)
from tongban.connectors.postgres.cluster import last_lines


@dataclass
class Start:
    """What the steps share: where, under whom, and what earlier steps have found."""

    data: DataDirectory
    address: Address
    console: OperatorConsole
    supervisor: Supervisor
    demo: bool = False
    urls: database.DatabaseUrls | None = None
    payment: Address | None = None

    @property
    def found_urls(self) -> database.DatabaseUrls:
        """The addresses that the step `start_database` has found."""
        if self.urls is None:
            raise LookupError("start_database comes first")
        return self.urls

    def environment(self) -> Mapping[str, str]:
        """The children's environment."""
        payment = self.payment.url.rstrip("/") if self.payment else ""
        return children.environment(
            self.data, self.address, self.found_urls.app, demo=self.demo, payment=payment
        )


Say = Callable[[str], None]


@dataclass(frozen=True)
class Step:
    """One step: its name for the operator, and what it does."""

    zh: str
    en: str
    run: Callable[[Start, Say], None]


def start_database(start: Start, say: Say) -> None:
    """Start the embedded server, or make sure that the named one answers."""
    start.urls = database.named_by_environment()
    if start.urls is not None:
        database.check_server(start.urls)
        return
    cluster = database.embedded_cluster(start.data.postgres)
    spec = database.as_child(cluster, start.console.tell)
    start.supervisor.start([spec], lambda log: say(last_lines(log, 1)))
    urls = cluster.set_up()
    start.urls = database.DatabaseUrls(urls.app, urls.owner)


def migrate(start: Start, say: Say) -> None:
    """Bring the tables up to date."""
    urls = start.found_urls
    migrating.migrate(start.data, urls.owner, start.environment(), lambda log: say(last_lines(log, 1)))


def collect_assets(start: Start, say: Say) -> None:
    """Put the static files where the web server looks for them."""
    assets.collect(start.data, start.environment(), lambda log: say(last_lines(log, 1)))


def play_demo(start: Start, say: Say) -> None:
    """Play the demo through the kernel, once per data directory.

    `tongban demo --accounts FILE` writes the accounts by role to FILE as its very last act.
    """
    if start.data.demo_accounts.exists():
        return
    log = start.data.logs / "demo.log"
    command = (sys.executable, "-m", "tongban.cli", "demo", "--accounts", str(start.data.demo_accounts))
    code = run_on_a_leash(command, start.environment(), log, lambda log: say(last_lines(log, 1)))
    if code != 0:
        raise OperatorFault(
            f"演示数据未能写入（退出码 {code}），日志 {log} 的末尾：\n{last_lines(log, 15)}",
            f"The demo could not be played (exit code {code}); the end of its log {log} is above.",
        )


def start_payment_demo(start: Start, say: Say) -> None:
    """Start the demonstration's payment platform, unless the operator has named a real one."""
    if os.environ.get(children.PAYMENT_URL, "").strip():
        return
    address = next_free(start.address)
    spec = children.payment_demo(start.data, address, start.environment())
    start.supervisor.start([spec], lambda log: say(last_lines(log, 1)))
    start.payment = address
    start.data.payment_address.write_text(f"{address.url}\n")


def start_processes(start: Start, say: Say) -> None:
    """Start the web server and the workers, and wait until the first page can be had."""
    env = start.environment()
    # The web first: started together, all of them would wait for the processor and the page with them.
    for specs in ([children.web(start.address, env)], children.workers(env)):
        start.supervisor.start(specs, lambda log: say(last_lines(log, 1)))


DATABASE = Step("数据库", "database", start_database)
MIGRATION = Step("数据表", "tables", migrate)
ASSETS = Step("页面文件", "static files", collect_assets)
DEMO = Step("演示数据", "demo", play_demo)
PAYMENT = Step("演示缴款平台", "demonstration payment platform", start_payment_demo)
PROCESSES = Step("网站与后台进程", "web and workers", start_processes)


def run_until_stopped(
    data: DataDirectory, address: Address, steps: Sequence[Step], *, demo: bool = False
) -> int:
    """Take the steps, keep everything alive until asked to stop, stop in order; the exit code.

    Raises:
        OperatorFault: another supervisor, a taken port, or a step that failed; what was started by
            then has been stopped.
    """
    console = OperatorConsole()
    with only_supervisor_of(data), AskedToStop() as asked:
        supervisor = Supervisor(data.logs, asked, console.tell)
        start = Start(data, address, console, supervisor, demo)
        try:
            with asked.interrupting():
                end_leftovers(data.path, console.tell)
                address.check_free()
                for step in steps:
                    with console.step(step.zh, step.en) as say:
                        _take(step, start, say)
            _welcome(start)
            supervisor.run()
        except StopRequested:
            pass
        finally:
            rough = _stop(supervisor, console)
    return 1 if rough else 0


def _take(step: Step, start: Start, say: Say) -> None:
    """Take one step; what the system or the database answers becomes a fault in both languages."""
    try:
        step.run(start, say)
    except (OSError, psycopg.Error) as error:
        logs = start.data.logs
        raise OperatorFault(
            f"步骤“{step.zh}”失败：{error}。日志在 {logs}；请消除该原因后重新启动，已有数据不受影响。",
            f"The step '{step.en}' failed: {error}. The logs are in {logs}; remove the cause and start "
            "again, the data are kept.",
        ) from error


def _welcome(start: Start) -> None:
    start.console.line(f"\n  {start.address.url}\n", "bold")
    if start.data.demo_accounts.exists():
        start.console.line(start.data.demo_accounts.read_text())
    start.console.line(
        f"  数据 · data: {start.data.path}\n  日志 · logs: {start.data.logs}\n  停止 · stop: Ctrl-C", "dim"
    )


def _stop(supervisor: Supervisor, console: OperatorConsole) -> list[str]:
    with console.step("停止", "stopping"):
        rough = supervisor.stop()
    if rough:
        names = ", ".join(rough)
        console.tell(f"{names} 未按时退出，已强制结束", f"{names} did not end in time and had to be forced")
    return rough
