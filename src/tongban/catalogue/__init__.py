"""Catalogue 事项目录: what government offers, in force on a date.

Reads and checks law and item files and returns kernel dataclasses.
Not its business: the web, the database. Start reading in `item.py`.
"""
