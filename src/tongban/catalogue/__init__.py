"""Catalogue 事项目录: what government offers, in force on a date.

Reads and checks law and item files and returns kernel dataclasses:
`load_catalogue(demo_catalogue()).in_force("food-operation-licence", day).for_kernel()`.
Not its business: the web, the database. Start reading in `item.py`.
"""

from tongban.catalogue.finding import Finding, Place, Severity, UnreadableFile
from tongban.catalogue.item import Implementation
from tongban.catalogue.load import Catalogue, demo_catalogue, load_catalogue, read_item

__all__ = [
    "Catalogue",
    "Finding",
    "Implementation",
    "Place",
    "Severity",
    "UnreadableFile",
    "demo_catalogue",
    "load_catalogue",
    "read_item",
]
