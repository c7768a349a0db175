"""`tongban job`: the side effects that could not be done."""

import sys

import typer

app = typer.Typer(
    name="job", help="作业 · Jobs: documents to be made and sealed, letters to be sent.", no_args_is_help=True
)


@app.callback()
def _job() -> None:
    """Keep `retry` a verb of its own even while it is the only one."""


@app.command()
def retry() -> None:
    """重试 · Owe every job anew that was given up, once its cause is mended (a font added, a disk freed)."""
    from tongban.cli.reaching import reach  # noqa: PLC0415  (a heavy verb)

    reach()
    from tongban.connectors.system_clock import WallClock  # noqa: PLC0415
    from tongban.store.jobs import Jobs  # noqa: PLC0415  (needs Django set up)
    from tongban.store.messages import PgMessages  # noqa: PLC0415

    number = Jobs().try_failed_again() + PgMessages().try_failed_again(WallClock().now())
    sys.stdout.write(f"{number} 项作业将重新办理 · {number} jobs will be done again\n")
