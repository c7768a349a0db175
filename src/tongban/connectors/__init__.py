"""Connectors 对接: one module or folder per outside system; the port is in `handling`, the adapter here."""
