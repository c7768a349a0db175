"""送达文书样式 — the form of the proof that a document was served."""

from tongban.handling import document_fields as f
from tongban.handling.document_fields import DocumentField, DocumentForm
from tongban.kernel.case.commands import DocumentKind

SERVICE_FORMS = (
    DocumentForm(
        DocumentKind.PROOF_OF_SERVICE,
        (
            DocumentField("number", "文书编号", "Document number", longest=80),
            f.RECIPIENT,
            f.ITEM,
            f.CASE_NUMBER,
            DocumentField("served", "送达的文书", "Documents served", "rows", longest=600, columns=2),
            DocumentField("method", "送达方式", "How", longest=40),
            DocumentField("served_on", "送达日期", "Served on", kind="date"),
            DocumentField("proof", "签收", "Signed for", kind="lines", longest=400),
            DocumentField("course", "送达经过", "Course of the service", "lines", False, 4000),
            DocumentField("served_by", "送达人", "Served by", longest=100),
            f.BASIS,
            *f.TAIL,
        ),
    ),
)
