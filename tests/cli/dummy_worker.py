"""A worker for tests of the supervisor: writes numbers, and notes each one after its commit."""

import os
import sys
import time
from pathlib import Path

import psycopg

notes = Path(sys.argv[1])
with (
    psycopg.connect(os.environ["TONGBAN_DATABASE_URL"], autocommit=True) as connection,
    notes.open("a") as file,
):
    while True:
        row = connection.execute("INSERT INTO tick DEFAULT VALUES RETURNING n").fetchone()
        print(row[0], file=file, flush=True)
        time.sleep(0.01)
