"""期限文书样式 — the forms of the notices that a limit moved: extended, or time left out of it."""

from tongban.handling import document_fields as f
from tongban.handling.document_fields import DocumentField, DocumentForm
from tongban.kernel.case.commands import DocumentKind

LIMIT_FORMS = (
    DocumentForm(
        DocumentKind.EXTENSION_NOTICE,
        (
            f.NUMBER,
            f.APPLICANT,
            f.ITEM,
            f.CASE_NUMBER,
            f.ACCEPTED_ON,
            DocumentField("due_before", "原办理届满日", "Was due on", kind="date"),
            DocumentField("extension", "延长期限", "Extended by", longest=40),
            DocumentField("due_on", "延长后的届满日", "Due on", kind="date"),
            DocumentField("approved_by", "批准人", "Approved by", longest=60),
            DocumentField("reasons", "延长期限的理由", "Reasons", kind="lines", longest=4000),
            f.BASIS,
            *f.TAIL,
        ),
    ),
    DocumentForm(
        DocumentKind.SPECIAL_PROCEDURE_NOTICE,
        (
            f.NUMBER,
            f.APPLICANT,
            f.ITEM,
            f.CASE_NUMBER,
            f.ACCEPTED_ON,
            DocumentField("procedure", "程序", "Procedure", longest=40),
            DocumentField("begin", "从哪一天起", "First day", kind="date"),
            DocumentField("until", "到哪一天为止", "Last day", kind="date"),
            DocumentField("needed", "所需时间", "Time needed", longest=40),
            DocumentField("left_out_of", "不计入的期限", "Left out of", longest=60),
            DocumentField("due_on", "法定届满日", "Due by law on", kind="date", required=False),
            DocumentField("promised_on", "承诺届满日", "Promised for", kind="date", required=False),
            DocumentField("note", "说明", "Note", longest=200),
            f.BASIS,
            *f.TAIL,
        ),
    ),
)
