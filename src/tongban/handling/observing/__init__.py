"""Observing 外部结果: other departments' results, row by row, from a file to the cases they are about.

A row is landed, unchanged or held; a held one is kept with its reasons, to be corrected and tried again.
What a fact does to a case is the kernel's (`kernel.case.observation`); how files are opened is a
connector's. Start reading at `Importer` in `importing.py`.
"""
