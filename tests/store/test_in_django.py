"""The store on Django's own connection, beside the ORM."""

import subprocess
import sys
from pathlib import Path

import pytest

from migrated import environment
from tongban.connectors.postgres import Urls


@pytest.mark.integration
def test_the_store_shares_djangos_connection_and_the_orm_reads_what_it_wrote(
    on_postgres: Urls, tmp_path: Path
) -> None:
    program = [sys.executable, "-W", "error", str(Path(__file__).with_name("in_django.py"))]
    done = subprocess.run(program, env=environment(on_postgres.app, tmp_path), capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "all is well\n"), done.stderr
