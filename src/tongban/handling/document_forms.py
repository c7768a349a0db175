"""文书样式 — which official documents there are, and what each must carry."""

from collections.abc import Mapping

from tongban.handling.document_fields import DocumentField as DocumentField
from tongban.handling.document_fields import DocumentForm as DocumentForm
from tongban.kernel.case.commands import DocumentKind

_AUTHORITY = DocumentField("authority", "行政机关", "Authority", longest=60)
_ISSUED_ON = DocumentField("issued_on", "签发日期", "Date of issue", kind="date")
_NUMBER = DocumentField("number", "文书编号", "Document number", longest=60)
_CASE_NUMBER = DocumentField("case_number", "办件编号", "Case number", longest=60)
_APPLICANT = DocumentField("applicant", "申请人", "Applicant")
_ITEM = DocumentField("item", "事项名称", "Service item")
_BASIS = DocumentField("basis", "法律依据", "Legal basis", longest=400)
_CONTACT = DocumentField("contact", "联系方式", "Contact", required=False)
_VERIFY_AT = DocumentField("verify_at", "查验网址", "Address to verify at", required=False)
_SPECIMEN = DocumentField("specimen", "样本说明", "Specimen note", required=False, longest=80)
_RECIPIENT = DocumentField("recipient", "受送达人", "To", longest=200)
_HOW = DocumentField("how", "办理方式", "How", kind="lines", longest=1000)
_HEARD = DocumentField("heard", "听证", "Hearing", required=False, longest=60)
_RECEIVED_ON = DocumentField("received_on", "收件日期", "Received on", kind="date")

_ACCEPTED_ON = DocumentField("accepted_on", "受理日期", "Accepted on", kind="date")
_LICENCE = DocumentField("licence", "许可证件", "Licence", longest=60)
_LICENCE_NUMBER = DocumentField("licence_number", "许可证编号", "Licence number", longest=60)
_GRANTED_ON = DocumentField("granted_on", "准予许可之日", "Granted on", kind="date")
_GROUND = DocumentField("ground", "情形", "Ground", longest=60)
_REASONS = DocumentField("reasons", "事实和理由", "Facts and reasons", kind="lines", longest=4000)
_REMEDIES = (
    DocumentField("reconsideration_body", "行政复议机关", "Reconsideration body", longest=120),
    DocumentField("reconsideration_limit", "申请复议期限", "Limit for reconsideration", longest=40),
    DocumentField("court", "管辖法院", "Court", longest=120),
    DocumentField("lawsuit_limit", "起诉期限", "Limit for a lawsuit", longest=40),
)
_GAPS = DocumentField("gaps", "尚缺的材料", "Materials still missing", kind="rows", longest=12000, columns=2)

_TAIL = (_AUTHORITY, _ISSUED_ON, _CONTACT, _VERIFY_AT, _SPECIMEN)

FORMS: Mapping[str, DocumentForm] = {
    form.slug: form
    for form in (
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
                _HEARD,
                DocumentField("ruling", "裁决", "Ruling", required=False, longest=60),
                _VERIFY_AT,
                _SPECIMEN,
            ),
        ),
        DocumentForm(
            DocumentKind.ACCEPTANCE_NOTICE,
            (
                _NUMBER,
                _APPLICANT,
                _ITEM,
                _CASE_NUMBER,
                _RECEIVED_ON,
                _ACCEPTED_ON,
                DocumentField("time_limit", "办理时限", "Time limit"),
                DocumentField("due_on", "办理届满日", "Due on", kind="date"),
                DocumentField(
                    "gap_notice", "容缺受理告知书", "Notice of the gap", required=False, longest=60
                ),
                _BASIS,
                *_TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.DECLINE_NOTICE,
            (
                _NUMBER,
                _APPLICANT,
                _ITEM,
                _CASE_NUMBER,
                _RECEIVED_ON,
                _GROUND,
                DocumentField(
                    "right_authority", "应当向其申请的机关", "Authority with the power", required=False
                ),
                _REASONS,
                _BASIS,
                *_REMEDIES,
                *_TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.SUPPLEMENT_NOTICE,
            (
                _NUMBER,
                _APPLICANT,
                _ITEM,
                _CASE_NUMBER,
                _RECEIVED_ON,
                DocumentField(
                    "defects", "需要补正的全部内容", "All defects", kind="rows", longest=12000, columns=3
                ),
                DocumentField(
                    "how_to_supplement", "补正方式", "How to supplement", kind="lines", longest=1000
                ),
                _BASIS,
                *_TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.REFUSAL,
            (
                _NUMBER,
                _APPLICANT,
                _ITEM,
                _CASE_NUMBER,
                _ACCEPTED_ON,
                DocumentField("facts", "查明的事实", "Facts found", kind="lines", longest=4000),
                DocumentField("reasons", "不予许可的理由", "Reasons", kind="lines", longest=4000),
                _BASIS,
                _HEARD,
                *_REMEDIES,
                *_TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.RECEIPT,
            (
                _NUMBER,
                _APPLICANT,
                _ITEM,
                _CASE_NUMBER,
                _RECEIVED_ON,
                DocumentField(
                    "materials", "收到的材料", "Materials received", kind="rows", longest=12000, columns=3
                ),
                DocumentField("received_by", "收件人", "Received by", longest=60),
                DocumentField("agent", "代理人", "Agent", required=False, longest=400),
                DocumentField("hall", "收件地点", "Place of receipt"),
                DocumentField("notice_due_on", "告知届满日", "Notice due on", kind="date"),
                _BASIS,
                *_TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.INTERESTED_PARTY_NOTICE,
            (
                _NUMBER,
                _RECIPIENT,
                _APPLICANT,
                _ITEM,
                _CASE_NUMBER,
                DocumentField("premises", "地点", "Place", required=False),
                DocumentField("interest", "利害关系", "Interest", longest=60),
                DocumentField("respond_by", "陈述意见的最后一日", "Last day for a statement", kind="date"),
                _HOW,
                _BASIS,
                *_TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.HEARING_RIGHT_NOTICE,
            (
                _NUMBER,
                _RECIPIENT,
                _ITEM,
                _CASE_NUMBER,
                DocumentField("told_on", "告知之日", "Told on", kind="date"),
                DocumentField("request_limit", "申请听证的期限", "Limit to ask", longest=40),
                DocumentField("request_by", "申请听证的最后一日", "Last day to ask", kind="date"),
                _HOW,
                _BASIS,
                *_TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.HEARING_ANNOUNCEMENT,
            (
                _NUMBER,
                _ITEM,
                _CASE_NUMBER,
                DocumentField("ground", "听证事由", "Ground", longest=60),
                _BASIS,
                *_TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.HEARING_NOTICE,
            (
                _NUMBER,
                _RECIPIENT,
                _ITEM,
                _CASE_NUMBER,
                DocumentField("hearing_on", "听证日期", "Day of the hearing", kind="date"),
                DocumentField("begins", "开始时间", "Begins at", required=False, longest=20),
                DocumentField("place", "听证地点", "Place", longest=200),
                DocumentField("host", "听证主持人", "Host", longest=100),
                _BASIS,
                *_TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.GAP_NOTICE,
            (
                _NUMBER,
                _APPLICANT,
                _ITEM,
                _CASE_NUMBER,
                _ACCEPTED_ON,
                _GAPS,
                DocumentField("fill_limit", "补齐期限", "Limit to fill the gap", longest=40),
                DocumentField("fill_by", "补齐的最后一日", "Last day to fill the gap", kind="date"),
                DocumentField("decide_by", "办理届满日", "Decision due on", kind="date"),
                DocumentField("consequence", "逾期的后果", "What follows", longest=200),
                DocumentField("promise", "承诺内容", "What was undertaken", kind="lines", longest=2000),
                DocumentField("promised_how", "承诺方式", "How it was undertaken", longest=60),
                _HOW,
                _BASIS,
                *_TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.RETURN_NOTICE,
            (
                _NUMBER,
                _APPLICANT,
                _ITEM,
                _CASE_NUMBER,
                _ACCEPTED_ON,
                _GAPS,
                DocumentField("fill_by", "补齐的最后一日", "Last day to fill the gap", kind="date"),
                _REASONS,
                _HOW,
                _BASIS,
                *_REMEDIES,
                *_TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.COMMITMENT,
            (
                _NUMBER,
                _APPLICANT,
                _ITEM,
                _CASE_NUMBER,
                DocumentField("licence", "申请的许可证件", "Licence applied for", longest=60),
                DocumentField("terms", "承诺的全文", "What is committed to", kind="lines", longest=20_000),
                DocumentField("confirmed", "网上确认", "Confirmed online", required=False, longest=200),
                _BASIS,
                *_TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.RECTIFICATION_ORDER,
            (
                _NUMBER,
                _APPLICANT,
                _ITEM,
                _CASE_NUMBER,
                _LICENCE,
                _LICENCE_NUMBER,
                _GRANTED_ON,
                DocumentField("found", "核查发现的问题", "What was found", kind="lines", longest=4000),
                DocumentField("rectify_limit", "整改期限", "Time to rectify", longest=40),
                DocumentField("rectify_by", "整改的最后一日", "Last day to rectify", kind="date"),
                _BASIS,
                *_TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.REVOCATION_NOTICE,
            (
                _NUMBER,
                _APPLICANT,
                _ITEM,
                _CASE_NUMBER,
                _LICENCE,
                _LICENCE_NUMBER,
                _GRANTED_ON,
                _GROUND,
                _REASONS,
                DocumentField("respond_by", "陈述、申辩的最后一日", "Last day to answer", kind="date"),
                _HOW,
                _BASIS,
                *_TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.REVOCATION_DECISION,
            (
                _NUMBER,
                _APPLICANT,
                _ITEM,
                _CASE_NUMBER,
                _LICENCE,
                _LICENCE_NUMBER,
                _GRANTED_ON,
                _GROUND,
                _REASONS,
                _BASIS,
                DocumentField("ban", "再次申请", "Applying again", required=False, longest=120),
                *_REMEDIES,
                *_TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.END_NOTICE,
            (
                _NUMBER,
                _APPLICANT,
                _ITEM,
                _CASE_NUMBER,
                _RECEIVED_ON,
                _GROUND,
                DocumentField("facts", "终止的事实", "What happened", kind="lines", longest=400),
                _HOW,
                _BASIS,
                *_REMEDIES,
                *_TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.CANCELLATION_NOTICE,
            (
                _NUMBER,
                _APPLICANT,
                _ITEM,
                _CASE_NUMBER,
                _LICENCE,
                _LICENCE_NUMBER,
                _GRANTED_ON,
                _GROUND,
                _BASIS,
                *_TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.PAYMENT_NOTICE,
            (
                _NUMBER,
                _APPLICANT,
                _ITEM,
                _CASE_NUMBER,
                DocumentField("fee", "收费项目", "Fee", longest=60),
                DocumentField("amount", "应缴金额", "Amount to pay", longest=30),
                DocumentField("counted", "计算", "How it is counted", longest=300),
                _BASIS,
                DocumentField("pay_by", "缴款期限", "Last day to pay", kind="date", required=False),
                _HOW,
                DocumentField("unpaid", "不缴的后果", "If it is not paid", longest=300),
                *_TAIL,
            ),
        ),
    )
}
"""Every document that can be set, by slug. The columns of `rows`: `defects` are material, defect, basis;
`materials` are name, form, copies; `gaps` are material, basis."""
