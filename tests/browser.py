"""A real browser for tests: the machine's own Chromium, headless.

- `chromium`: one browser for the tests of a module; a test opens contexts of its own in it.

Skipped aloud where there is none, unless everything is required (`TONGBAN_REQUIRE_ALL=1`).
"""

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def chromium() -> "Iterator[Browser]":
    # The pure rooms are tested on other Pythons too, where nobody installs a browser's driver.
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        missing = "Chromium is not installed (apt-get install chromium)"
        if os.environ.get("TONGBAN_REQUIRE_ALL") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    # Playwright keeps an event loop in this thread; the ORM calls of a test beside it are its own.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    # Chromium's own sandbox refuses to work for root.
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
