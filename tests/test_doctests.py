"""The examples in the kernel's docstrings are run."""

import doctest
import importlib
import pkgutil

import tongban.bulk.days
import tongban.bulk.due
import tongban.kernel


def test_every_example_in_the_kernel_holds():
    tried = failed = 0
    for module in pkgutil.walk_packages(tongban.kernel.__path__, "tongban.kernel."):
        result = doctest.testmod(importlib.import_module(module.name))
        tried, failed = tried + result.attempted, failed + result.failed
    assert (failed, tried >= 9) == (0, True)


def test_every_example_in_the_bulk_room_holds():
    results = [doctest.testmod(module) for module in (tongban.bulk.days, tongban.bulk.due)]
    assert [(result.failed, result.attempted > 0) for result in results] == [(0, True)] * 2
