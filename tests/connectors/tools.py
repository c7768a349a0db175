"""Programs of the machine that tests use as foreign judges."""

import os
import shutil

import pytest


def need(program, package):
    """Skip aloud without the program; fail where TONGBAN_REQUIRE_ALL=1 says that nothing may be missing."""
    if shutil.which(program) is None:
        if os.environ.get("TONGBAN_REQUIRE_ALL") == "1":
            pytest.fail(f"{program} ({package}) is not installed, and TONGBAN_REQUIRE_ALL=1 asks for it")
        pytest.skip(f"{program} ({package}) is not installed")
