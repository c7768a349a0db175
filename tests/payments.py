"""A platform to pay at: the double in memory, or the demonstration's own server as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.request import Request, urlopen

from cast import LEAD, food_item
from charged import RULE
from office import Office, open_office
from tongban.connectors.payment.platform import HttpPaymentPlatform
from tongban.handling.payment import counter
from tongban.handling.payment.in_memory import MemoryPlatform, MemoryRegister
from tongban.handling.payment.paying import Cashier
from tongban.handling.payment.ports import PaymentRegister

KEY = "0123456789abcdef0123456789abcdef"
CASE = "0199d0a0-0000-7000-8000-0000000000aa"


@dataclass
class Paying:
    """An office with a case whose fee is assessed, and a cashier at a platform in memory."""

    office: Office
    cashier: Cashier
    platform: MemoryPlatform
    register: PaymentRegister

    @property
    def fee(self):
        return self.office.handler.standing(CASE).case.fee


@dataclass
class Server:
    """The demonstration's platform, running."""

    url: str
    platform: HttpPaymentPlatform

    def faults(self, **faults: object) -> None:
        self.platform._ask("POST", "/faults", faults)

    def pay(self, pay_at: str) -> str:
        with urlopen(Request(pay_at, b"", method="POST"), timeout=10) as response:
            return response.read().decode()


@contextmanager
def running_server(
    directory: Path, notify_at: str = "http://127.0.0.1:9/payments/notify"
) -> Iterator[Server]:
    command = (
        *(sys.executable, "-m", "tongban.cli", "payment-demo", "--port", "0"),
        *("--ledger", str(directory / "ledger.sqlite")),
    )
    env = {**os.environ, "TONGBAN_PAYMENT_KEY": KEY, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        url = process.stderr.readline().rpartition(" ")[2].strip()
        assert url.startswith("http://"), url
        yield Server(url, HttpPaymentPlatform.of(url, KEY, notify_at))
    finally:
        process.terminate()
        code = process.wait(10)
        process.stderr.close()
    assert code == 0


def paying(register: PaymentRegister | None = None, **more: object) -> Paying:
    """Accepted on 24 September 2025, the fee of 120.00 yuan assessed the same day."""
    rule = replace(RULE, waivers=RULE.waivers[:1])
    office = open_office(item=food_item(fee=rule), **more)  # type: ignore[arg-type]
    office.receive(CASE, ("form", "licence_copy", "floor_plan"))
    office.accept(CASE)
    counter.assess(office.handler, office.ask(CASE, LEAD))
    platform = MemoryPlatform(office.clock.instant)
    register = register or MemoryRegister()
    return Paying(
        office, Cashier(office.handler, platform, register, "https://hall.example"), platform, register
    )
