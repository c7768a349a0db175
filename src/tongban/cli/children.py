"""The table of the platform's processes, besides PostgreSQL, and the environment they are given."""

import os
import sys
from collections.abc import Mapping

from tongban.cli.data_directory import DataDirectory
from tongban.cli.environment import MIGRATE_URL, URL
from tongban.cli.listening import ANY, Address
from tongban.cli.supervisor import MARK, ChildSpec, on_a_leash

WEB_STOPS_FIRST, WORKERS_STOP_NEXT = 0, 1
WORKERS = ("sweep", "relay", "jobs", "mail")
"""Verbs of `tongban` that run until they are asked to stop."""
PAYMENT_URL, PAYMENT_KEY = "TONGBAN_PAYMENT_URL", "TONGBAN_PAYMENT_KEY"


def environment(
    data: DataDirectory, address: Address, app_url: str, *, demo: bool = False, payment: str = ""
) -> dict[str, str]:
    """What every child is told. The owner's address is not among it: no child may migrate.

    The public address is the one we listen on, unless the operator names the one the public types; `payment`
    is the address of the demonstration's payment platform, where that runs.
    """
    inherited = {name: value for name, value in os.environ.items() if name != MIGRATE_URL}
    return {
        "TONGBAN_PUBLIC_URL": address.url.rstrip("/"),
        **inherited,
        **({"TONGBAN_DEMO": "1"} if demo else {}),
        **({PAYMENT_URL: payment, PAYMENT_KEY: data.payment_key()} if payment else {}),
        **({"TONGBAN_PAYMENT_BESIDE": "1"} if payment and address.host in ANY else {}),
        URL: app_url,
        "TONGBAN_DATA": str(data.path),
        "TONGBAN_HOST": address.host,
        "TONGBAN_PORT": str(address.port),
        "DJANGO_SETTINGS_MODULE": "tongban.web.settings",
        "PYTHONUNBUFFERED": "1",
        MARK: str(data.path),
    }


def web(address: Address, env: Mapping[str, str]) -> ChildSpec:
    """The web server; ready when it answers."""
    granian = (
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", address.host, "--port", str(address.port)),
        *("--workers", "2", "--respawn-failed-workers", "--workers-kill-timeout", "8"),
        "tongban.web.wsgi:application",
    )
    return ChildSpec(
        name="web",
        spawn=on_a_leash(granian, env),
        stop_order=WEB_STOPS_FIRST,
        ready=lambda _: address.answers(),
    )


def payment_demo(data: DataDirectory, address: Address, env: Mapping[str, str]) -> ChildSpec:
    """The demonstration's payment platform; ready when it answers. It goes after who may ask it."""
    command = (
        *(sys.executable, "-m", "tongban.cli", "payment-demo"),
        *("--host", address.host, "--port", str(address.port)),
        *("--ledger", str(data.payment_ledger)),
    )
    return ChildSpec(
        name="payment-demo",
        spawn=on_a_leash(command, {**env, PAYMENT_KEY: data.payment_key()}),
        stop_order=WORKERS_STOP_NEXT,
        ready=lambda _: address.answers(),
    )


def workers(env: Mapping[str, str]) -> list[ChildSpec]:
    """The processes that nobody talks to; who asks after payments only where there is a platform to ask."""
    return [
        ChildSpec(
            name=name,
            spawn=on_a_leash((sys.executable, "-m", "tongban.cli", name), env),
            stop_order=WORKERS_STOP_NEXT,
        )
        for name in (*WORKERS, *(["cashier"] if env.get(PAYMENT_URL) else []))
    ]
