"""`tongban payments`: what the operator reads of a day, and with which exit code."""

import json
import socket
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from payments import CASE, Paying, paying
from tongban.cli import app, payments
from tongban.cli.faults import OperatorFault
from tongban.connectors.payment.demo_server import DemoPlatform, server
from tongban.connectors.payment.ledger import Ledger
from tongban.handling.payment.paying import start, take_in


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Paying:
    made = paying()
    office = SimpleNamespace(cashier=made.cashier, today=lambda: made.office.clock.instant.date())
    monkeypatch.setattr(payments, "_office", lambda: office)
    return made


def run(*arguments: str):
    return CliRunner().invoke(app, ["payments", *arguments])


def test_a_day_that_agrees_is_exit_zero(at: Paying):
    take_in(at.cashier, at.platform.pay(start(at.cashier, CASE).number))
    result = run("reconcile", "--day", "2025-09-24")
    assert result.exit_code == 0
    assert "平台 1 笔，办件 1 笔，0 处不符" in result.stdout


def test_a_difference_is_exit_one_with_the_transaction_and_both_amounts(at: Paying):
    at.platform.pay(start(at.cashier, CASE).number)
    result = run("reconcile", "--day", "2025-09-24")
    assert result.exit_code == 1
    assert "T00000001" in result.stdout
    assert "平台有，办件没有登记" in result.stdout
    assert "(120.00 / —)" in result.stdout


def test_a_pipeline_reads_the_same_as_json(at: Paying):
    at.platform.pay(start(at.cashier, CASE).number)
    told = json.loads(run("reconcile", "--day", "2025-09-24", "--format", "json").stdout)
    assert (told["day"], told["statement"], told["recorded"]) == ("2025-09-24", 1, 0)
    (found,) = told["differences"]
    assert (found["difference"], found["statement"], found["recorded"]) == ("not_recorded", 12_000, None)


def test_yesterday_is_the_day_unless_told_otherwise(at: Paying):
    assert run("reconcile").stdout.startswith("2025-09-23：")


def test_asking_records_what_nobody_notified(at: Paying):
    at.platform.pay(start(at.cashier, CASE).number)
    order = at.register.of_case(CASE)[0]
    at.register.orders[CASE, order.number] = replace(order, placed_at=order.placed_at.replace(hour=0))  # type: ignore[attr-defined]
    result = run("ask")
    assert (result.exit_code, "1 orders asked after, 1 found and recorded" in result.stdout) == (0, True)
    assert at.fee.is_settled


@pytest.mark.parametrize("orders", [0, 1])
def test_asking_a_platform_that_is_down_says_so(at: Paying, orders: int):
    if orders:
        start(at.cashier, CASE)
    at.platform.is_down = True
    fault = run("ask").exception
    assert isinstance(fault, OperatorFault)
    assert (fault.exit_code, "does not answer" in fault.en) == (2, True)


def test_a_platform_that_falls_silent_between_two_orders_is_told_with_what_was_found(at: Paying):
    at.platform.pay(start(at.cashier, CASE).number)
    order = at.register.of_case(CASE)[0]
    earlier = order.placed_at.replace(hour=0)
    other = replace(order, number=f"{order.number[:-2]}02", placed_at=earlier.replace(minute=1))
    at.register.orders[CASE, order.number] = replace(order, placed_at=earlier)  # type: ignore[attr-defined]
    at.register.orders[CASE, other.number] = other  # type: ignore[attr-defined]
    at.platform.down_after = 2
    result = run("ask")
    assert "1 orders asked after, 1 found and recorded" in result.stdout
    assert isinstance(result.exception, OperatorFault)


def test_asking_without_a_platform_names_the_variable(at: Paying, monkeypatch: pytest.MonkeyPatch):
    bare = SimpleNamespace(cashier=replace(at.cashier, platform=None), today=lambda: None)
    monkeypatch.setattr(payments, "_office", lambda: bare)
    fault = run("ask").exception
    assert isinstance(fault, OperatorFault)
    assert "TONGBAN_PAYMENT_URL" in fault.en


def test_a_platform_that_does_not_answer_is_a_fault_of_exit_two(at: Paying):
    at.platform.is_down = True
    result = run("reconcile", "--day", "2025-09-24")
    assert isinstance(result.exception, OperatorFault)
    assert result.exception.exit_code == 2


def test_a_day_that_has_not_come_has_no_statement(at: Paying):
    fault = run("reconcile", "--day", "2025-09-25").exception
    assert isinstance(fault, OperatorFault)
    assert (fault.exit_code, "has not come" in fault.en) == (2, True)


def test_the_demonstrations_platform_says_which_port_or_ledger_it_cannot_have(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("TONGBAN_PAYMENT_KEY", "k" * 32)
    (tmp_path / "text.sqlite").write_text("no ledger at all" * 100)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for options, code, said in (
            (
                ("--port", port, "--ledger", str(tmp_path / "a.sqlite")),
                1,
                f"Port {port} on 127.0.0.1 is in use",
            ),
            (("--port", "0", "--ledger", str(tmp_path)), 2, f"The ledger {tmp_path} cannot be used"),
            (("--port", "0", "--ledger", str(tmp_path / "text.sqlite")), 2, "text.sqlite cannot be used"),
        ):
            fault = CliRunner().invoke(app, ["payment-demo", *options]).exception
            assert isinstance(fault, OperatorFault)
            assert (fault.exit_code, said in fault.en) == (code, True), fault.en
    assert not (tmp_path / "a.sqlite").exists()


def test_the_demonstrations_platform_listens_on_either_family_of_addresses(tmp_path: Path):
    for host in ("127.0.0.1", "::1"):
        platform = DemoPlatform(Ledger(tmp_path / "ledger.sqlite"), b"k" * 32, "")
        with server(platform, host, 0) as bound:
            assert bound.server_address[0] == host
        platform.stop.set()


def test_the_demonstrations_platform_wants_a_key(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TONGBAN_PAYMENT_KEY", "short")
    result = CliRunner().invoke(app, ["payment-demo", "--port", "0"])
    assert isinstance(result.exception, OperatorFault)
