"""`tongban serve`: everything, under one supervisor, until Ctrl-C."""

from pathlib import Path
from typing import Annotated

import typer


def serve(
    demo: Annotated[bool, typer.Option("--demo", help="演示数据 · Play the demo city first, once.")] = False,
    port: Annotated[
        int, typer.Option(envvar="TONGBAN_PORT", min=1, max=65535, help="端口 · Port of the web server.")
    ] = 8000,
    host: Annotated[
        str, typer.Option(envvar="TONGBAN_HOST", help="监听地址 · Address to listen on.")
    ] = "127.0.0.1",
    data: Annotated[Path, typer.Option(envvar="TONGBAN_DATA", help="数据目录 · Data directory.")] = Path(
        ".tongban"
    ),
) -> None:
    """启动平台 · Start the platform: database, web and workers.

    With TONGBAN_DATABASE_URL (and, for migrations, TONGBAN_MIGRATE_URL) it works on that server;
    without it starts the embedded PostgreSQL in the data directory.
    """
    from tongban.cli.data_directory import open_data_directory  # noqa: PLC0415  (a heavy verb)
    from tongban.cli.listening import Address  # noqa: PLC0415
    from tongban.cli.starting import (  # noqa: PLC0415
        ASSETS,
        DATABASE,
        DEMO,
        MIGRATION,
        PAYMENT,
        PROCESSES,
        run_until_stopped,
    )

    steps = [DATABASE, MIGRATION, ASSETS, *([DEMO, PAYMENT] if demo else []), PROCESSES]
    raise typer.Exit(run_until_stopped(open_data_directory(data), Address(host, port), steps, demo=demo))
