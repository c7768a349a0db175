"""归档 — the file of a case that has ended, as one package that speaks for itself.

What goes in is in `package`, how it lies there in `bag`, how it is told in `index`, and how it is held
against itself, without a database, in `verifying`. Not its business: how long a file is kept
(`law/retention.yaml`), and who takes it over.
"""

from tongban.handling.archiving.package import NotReadyForTheArchive, Packed, pack, packed_before
from tongban.handling.archiving.verifying import Fault, verify

__all__ = ["Fault", "NotReadyForTheArchive", "Packed", "pack", "packed_before", "verify"]
