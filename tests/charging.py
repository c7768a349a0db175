"""A hall whose food licence costs 120 yuan once granted, half of it on proof: of a test, of no law."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from hall import Hall
from payments import Server, running_server
from tongban.catalogue import demo_catalogue
from tongban.handling.payment import counter
from tongban.handling.payment.paying import Cashier
from tongban.web import wiring

_FEE = """fee:
  charged: true
  basis: {cite: 甲法§9, rank: law}
  name: {zh: 许可证工本费, en: fee for the licence}
  standard: {zh: 每证 120 元。, en: 120 yuan a licence.}
  standard_basis: {cite: 甲价〔2025〕1号, rank: document}
  online_payment: true
  amounts:
    - {amount: 12000}
  term: {within: {amount: 5}, basis: 甲规定§9}
  waivers:
    - {id: disabled, name: {zh: 残疾人减半, en: half for the disabled}, percent: 50, basis: 甲规定§3}
  refunds:
    - {ground: overpaid, basis: 甲规定§5}
  counter:
    - {channel: pos, basis: 甲规定§6}
"""


@pytest.fixture
def charging(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The demo city with that fee; asked for before the hall."""
    city = tmp_path / "city"
    shutil.copytree(demo_catalogue(), city)
    item, authorities = city / "food-operation-licence.yaml", city / "authorities.yaml"
    item.write_text(item.read_text("utf-8").replace("fee:\n  charged: false\n", _FEE), "utf-8")
    words = authorities.read_text("utf-8")
    word = "      cancellation_notice: 演市监注\n"
    authorities.write_text(words.replace(word, f"{word}      payment_notice: 演市监缴\n"), "utf-8")
    monkeypatch.setenv("TONGBAN_CATALOGUE", str(city))


def owing(hall: Hall, **more: object) -> str:
    """Granted, and the fee assessed by the decider."""
    case_id = hall.decided(**more)
    counter.assess(hall.office.handler, hall.ask(case_id, "wu", "market-decider"))
    return case_id


@contextmanager
def paying_at(hall: Hall, directory: Path, address: str) -> Iterator[Server]:
    """The demonstration's platform beside the hall, which it notifies; its clock is the wall's."""
    with running_server(directory, f"{address}/payments/notify") as server:
        put(hall, replace(hall.office.cashier, platform=server.platform, public_url=address))
        policy = wiring.settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        actions = policy["form-action"]
        policy["form-action"] = [*actions, server.url]
        try:
            yield server
        finally:
            policy["form-action"] = actions


def put(hall: Hall, cashier: Cashier) -> None:
    """Let the hall's office pay at another cashier; it is the hall's own, and goes with it."""
    object.__setattr__(hall.office, "cashier", cashier)


_WAITS = """  service: examination
  waits: {step: decision, basis: {cite: 甲法§10, rank: law}}
  unpaid: {cite: 甲法§11, rank: law}
"""


@pytest.fixture
def waiting(charging: None) -> None:
    """As `charging`, for the examination; by a law of the test the decision waits for it."""
    item = Path(os.environ["TONGBAN_CATALOGUE"]) / "food-operation-licence.yaml"
    item.write_text(item.read_text("utf-8").replace("  term: ", f"{_WAITS}  term: ", 1), "utf-8")
