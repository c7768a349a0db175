"""`tongban payments`: hold a day against the platform's statement; and the demonstration's platform."""

import json
import os
import signal
import sqlite3
import sys
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from tongban.cli.environment import DATA
from tongban.cli.faults import OperatorFault
from tongban.cli.output import Format, OutputFormat

if TYPE_CHECKING:
    from collections.abc import Callable

    from tongban.handling.payment.reconciling import Reconciled
    from tongban.web.wiring import Office

T = TypeVar("T")

app = typer.Typer(name="payments", help="缴款 · Payments and their reconciliation.", no_args_is_help=True)


@app.command()
def reconcile(
    day: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="哪一天；默认昨天 · Which day; yesterday unless told otherwise."
        ),
    ] = None,
    format: Format = OutputFormat.TEXT,
) -> None:
    """对账 · Hold a day's statement of the platform against the cases, both ways; differences exit with 1."""
    office = _office()
    from tongban.handling.payment.reconciling import reconcile as compare  # noqa: PLC0415  (a heavy verb)

    asked = day.date() if day is not None else office.today() - timedelta(days=1)
    if asked > office.today():
        raise OperatorFault(
            f"{asked} 还没有到，平台还没有这一天的对账单。请写今天或者以前的日期。",
            f"{asked} has not come: the platform has no statement of it. Name today or a day before.",
            exit_code=2,
        )
    done = _answered(lambda: compare(office.cashier, asked))
    if format is OutputFormat.JSON:
        sys.stdout.write(json.dumps(_as_json(done), ensure_ascii=False) + "\n")
    else:
        for found in done.differences:
            sys.stdout.write(f"{found.words} {found.case_id}\n")
        sys.stdout.write(
            f"{done.day}：平台 {done.there} 笔，办件 {done.here} 笔，{len(done.differences)} 处不符 · "
            f"{done.there} in the statement, {done.here} on record, {len(done.differences)} differences\n"
        )
    raise typer.Exit(1 if done.differences else 0)


@app.command()
def ask() -> None:
    """查单 · Ask after every order that is not known to be paid, now; no answer exits with 2."""
    office = _office()
    from tongban.handling.payment.paying import ask_after_all  # noqa: PLC0415  (a heavy verb)

    asked = _answered(lambda: ask_after_all(office.cashier, office.today()))
    sys.stdout.write(
        f"问了 {asked.orders} 个订单，查到并登记 {asked.found} 笔 · "
        f"{asked.orders} orders asked after, {asked.found} found and recorded\n"
    )
    if asked.silence is not None:
        raise OperatorFault.of(asked.silence, exit_code=2)


def payment_demo(
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口 · Port; 0 for any.")] = 8001,
    host: Annotated[str, typer.Option(help="监听地址 · Address to listen on.")] = "127.0.0.1",
    ledger: Annotated[Path, typer.Option(help="账本文件 · The file of its ledger.")] = Path(
        ".tongban/payment-demo.sqlite"
    ),
) -> None:
    """演示收缴平台 · A payment platform to try with; it takes no money. Signed with TONGBAN_PAYMENT_KEY."""
    from tongban.cli.listening import Address  # noqa: PLC0415  (a heavy verb)
    from tongban.connectors.payment.demo_server import DemoPlatform, server  # noqa: PLC0415
    from tongban.connectors.payment.ledger import Ledger  # noqa: PLC0415

    key = os.environ.get("TONGBAN_PAYMENT_KEY", "").strip()
    if len(key) < 32:
        raise OperatorFault(
            "请设置 TONGBAN_PAYMENT_KEY（至少 32 个字符），与平台一侧相同。",
            "Set TONGBAN_PAYMENT_KEY, 32 characters at least and the same on both sides.",
            exit_code=2,
        )
    Address(host, port).check_free()
    try:
        platform = DemoPlatform(Ledger(ledger), key.encode(), "")
    except (OSError, sqlite3.Error) as error:
        raise OperatorFault(
            f"账本 {ledger} 无法使用：{error}。请用 --ledger 指定一个可写的文件。",
            f"The ledger {ledger} cannot be used: {error}. Name a file that can be written with --ledger.",
            exit_code=2,
        ) from error
    bound = server(platform, host, port)
    platform.public_url = Address(host, bound.server_address[1]).url.rstrip("/")
    for asked in (signal.SIGTERM, signal.SIGINT):
        # `shutdown` waits for the loop to end, which must not be the thread that waits.
        signal.signal(asked, lambda *_: Thread(target=bound.shutdown).start())
    sys.stderr.write(f"演示收缴平台 · demonstration payment platform: {platform.public_url}\n")
    sys.stderr.flush()
    with bound:
        bound.serve_forever(poll_interval=0.2)
    platform.stop.set()


def _office() -> "Office":
    """The office, also that of a running demonstration, whose platform is named in its data directory."""
    from tongban.cli.children import PAYMENT_KEY, PAYMENT_URL  # noqa: PLC0415
    from tongban.cli.data_directory import DataDirectory  # noqa: PLC0415
    from tongban.cli.reaching import reach  # noqa: PLC0415  (a heavy verb)

    data = DataDirectory(Path(os.environ.get(DATA, "").strip() or ".tongban").resolve())
    if not os.environ.get(PAYMENT_URL, "").strip() and data.payment_address.exists():
        os.environ[PAYMENT_URL] = data.payment_address.read_text().strip()
        os.environ[PAYMENT_KEY] = data.payment_key()
    reach()
    from tongban.web.wiring import office  # noqa: PLC0415  (needs Django set up)

    return _answered(office)


def _answered(work: "Callable[[], T]") -> "T":
    from tongban.kernel.refusals import Told  # noqa: PLC0415

    try:
        return work()
    except Told as told:
        raise OperatorFault.of(told, exit_code=2) from None


def _as_json(done: "Reconciled") -> dict[str, Any]:
    return {
        "day": done.day.isoformat(),
        "statement": done.there,
        "recorded": done.here,
        "differences": [
            {
                "difference": found.difference.value,
                "transaction": found.transaction,
                "number": found.number,
                "case": found.case_id,
                "statement": found.there,
                "recorded": found.here,
            }
            for found in done.differences
        ],
    }
