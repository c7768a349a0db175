"""CLI 命令行: the verbs, one file per noun. `serve` starts the supervisor of all processes.

Exit codes: 0 fine, 1 findings or a refusal, 2 wrong use or unreadable input. Results go to stdout,
progress and messages to stderr. A verb's module imports what is heavy only when the verb is called:
`tongban serve` must show a page within seconds.
"""

import sys

import typer

from tongban.cli import (
    archive,
    audit,
    authority,
    calendar,
    credit,
    job,
    law,
    observe,
    payments,
    person,
    workers,
)
from tongban.cli.challenges import challenges
from tongban.cli.check import check
from tongban.cli.demo.playing import demo
from tongban.cli.due import due
from tongban.cli.explore import explore
from tongban.cli.faults import OperatorFault
from tongban.cli.mine import mine
from tongban.cli.serve import serve

app = typer.Typer(
    name="tongban",
    help="Tongban 通办: government services through one door. 政务服务，一门通办。",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


app.command()(serve)
app.command()(due)
app.command()(check)
app.command()(explore)
app.command()(mine)
app.command()(challenges)
app.command()(demo)
app.add_typer(law.app)
app.add_typer(audit.app)
app.add_typer(authority.app)
app.add_typer(archive.app)
app.add_typer(calendar.app)
app.add_typer(person.app)
app.add_typer(credit.app)
app.add_typer(job.app)
app.add_typer(observe.app)
app.add_typer(payments.app)
app.command("payment-demo")(payments.payment_demo)
# What the supervisor runs; nobody types these.
for _worker in (workers.sweep, workers.relay, workers.jobs, workers.mail, workers.cashier):
    app.command(hidden=True)(_worker)


def main() -> None:
    """Run the command line; a fault is told in both languages and ends with its exit code."""
    try:
        app()
    except OperatorFault as fault:
        sys.stderr.write(f"错误 · Error:\n{fault}\n")
        sys.exit(fault.exit_code)
