"""决定文书样式 — the forms of the decision that grants, of the licence, of the decision that refuses."""

from tongban.handling import document_fields as f
from tongban.handling.document_fields import DocumentField, DocumentForm
from tongban.kernel.case.commands import DocumentKind

#: 延续 — which licence it renews or does not, and until when that one lasts; the title names it so.
_RENEWS = DocumentField("renews", "申请延续的许可", "Licence to renew", required=False, longest=120)

DECISION_FORMS = (
    DocumentForm(
        DocumentKind.GRANT_DECISION,
        (
            f.NUMBER,
            f.APPLICANT,
            f.ITEM,
            f.CASE_NUMBER,
            f.ACCEPTED_ON,
            DocumentField("examined", "审查情况", "Examined", "rows", False, 12000, columns=3),
            f.LICENCE,
            f.LICENCE_NUMBER,
            DocumentField("valid_until", "有效期至", "Valid until", kind="date", required=False),
            _RENEWS,
            DocumentField("told", "听取意见", "Those heard", required=False, longest=200),
            DocumentField("reasons", "准予许可的理由", "Reasons", "lines", False, 4000),
            DocumentField("conditions", "附加条件", "Conditions", "rows", False, 30000, columns=2),
            f.BASIS,
            f.HEARD,
            DocumentField("ruling", "裁决", "Ruling", required=False, longest=60),
            DocumentField("remedies", "救济途径", "Remedies", "lines", False, 600),
            *f.TAIL,
        ),
    ),
    DocumentForm(
        DocumentKind.LICENCE,
        (
            DocumentField("title", "证照名称", "Name of the licence", longest=30),
            DocumentField("title_en", "证照英文名称", "English name of the licence", longest=80),
            DocumentField("number", "许可证编号", "Licence number", longest=60),
            DocumentField("holder", "经营者名称", "Holder"),
            DocumentField("credit_code", "统一社会信用代码", "Unified social credit code", longest=40),
            DocumentField("legal_representative", "法定代表人（负责人）", "Legal representative"),
            DocumentField("premises", "经营场所", "Premises"),
            DocumentField("category", "主体业态", "Type of operation", required=False),
            DocumentField("scope", "经营项目", "Scope", kind="lines", longest=600),
            DocumentField("authority", "发证机关", "Issuing authority", longest=60),
            DocumentField("issued_on", "发证日期", "Date of issue", kind="date"),
            DocumentField("valid_until", "有效期至", "Valid until", kind="date", required=False),
            DocumentField(
                "conditions", "附加条件", "Conditions", "rows", required=False, longest=30000, columns=2
            ),
            f.HEARD,
            DocumentField("ruling", "裁决", "Ruling", required=False, longest=60),
            f.VERIFY_AT,
            f.SPECIMEN,
        ),
    ),
    DocumentForm(
        DocumentKind.REFUSAL,
        (
            f.NUMBER,
            f.APPLICANT,
            f.ITEM,
            f.CASE_NUMBER,
            f.ACCEPTED_ON,
            _RENEWS,
            DocumentField("facts", "查明的事实", "Facts found", kind="lines", longest=4000),
            DocumentField("reasons", "不予许可的理由", "Reasons", kind="lines", longest=4000),
            f.BASIS,
            f.HEARD,
            *f.REMEDIES,
            *f.TAIL,
        ),
    ),
)
