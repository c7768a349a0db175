"""Typesetter 文书排版: official documents as PDF/A with Typst, the same on every machine.

Fonts come from a wheel and from the operator's `TONGBAN_FONTS`, never from the system; nothing is downloaded.
Not its business: what a document must say (`handling/document_forms.py`), sealing it (`connectors/seal`).
Start reading in `typst_typesetter.py`; to add a document, add its form and `templates/<slug>.typ`.
"""

from tongban.connectors.typesetter.typst_typesetter import TypstTypesetter

__all__ = ["TypstTypesetter"]
