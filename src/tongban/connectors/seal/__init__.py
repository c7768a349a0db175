"""Seal 电子印章: PAdES signatures on documents, and what a signature found on a file proves.

Light to import: pyHanko is loaded by the first signature or check. `demo_certificate.create` makes the
keys of a demonstration; an authority brings its own directory or PKCS#12 file.
Not its business: which document is sealed and when (`handling`), how it looks (`connectors/typesetter`).
Start reading in `pades.py`.
"""

from tongban.connectors.seal.keys import SealKeys
from tongban.connectors.seal.pades import PadesSeal

__all__ = ["PadesSeal", "SealKeys"]
