"""The examples in the kernel's docstrings are run."""

import doctest
import importlib
import pkgutil

import tongban.kernel


def test_every_example_in_the_kernel_holds():
    tried = failed = 0
    for module in pkgutil.walk_packages(tongban.kernel.__path__, "tongban.kernel."):
        result = doctest.testmod(importlib.import_module(module.name))
        tried, failed = tried + result.attempted, failed + result.failed
    assert (failed, tried >= 9) == (0, True)
