"""文书样式 — which official documents there are, and what each must carry."""

from collections.abc import Mapping

from tongban.handling import document_fields as f
from tongban.handling.decision_forms import DECISION_FORMS
from tongban.handling.document_fields import DocumentField as DocumentField
from tongban.handling.document_fields import DocumentForm as DocumentForm
from tongban.handling.limit_forms import LIMIT_FORMS
from tongban.handling.service_forms import SERVICE_FORMS
from tongban.kernel.case.commands import DocumentKind

FORMS: Mapping[str, DocumentForm] = {
    form.slug: form
    for form in (
        *DECISION_FORMS,
        *LIMIT_FORMS,
        *SERVICE_FORMS,
        DocumentForm(
            DocumentKind.ACCEPTANCE_NOTICE,
            (
                f.NUMBER,
                f.APPLICANT,
                f.ITEM,
                f.CASE_NUMBER,
                f.RECEIVED_ON,
                f.ACCEPTED_ON,
                DocumentField("time_limit", "办理时限", "Time limit"),
                DocumentField("due_on", "办理届满日", "Due on", kind="date"),
                DocumentField(
                    "gap_notice", "容缺受理告知书", "Notice of the gap", required=False, longest=60
                ),
                f.BASIS,
                *f.TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.DECLINE_NOTICE,
            (
                f.NUMBER,
                f.APPLICANT,
                f.ITEM,
                f.CASE_NUMBER,
                f.RECEIVED_ON,
                f.GROUND,
                DocumentField(
                    "right_authority", "应当向其申请的机关", "Authority with the power", required=False
                ),
                f.REASONS,
                f.BASIS,
                *f.REMEDIES,
                *f.TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.SUPPLEMENT_NOTICE,
            (
                f.NUMBER,
                f.APPLICANT,
                f.ITEM,
                f.CASE_NUMBER,
                f.RECEIVED_ON,
                DocumentField(
                    "defects", "需要补正的全部内容", "All defects", kind="rows", longest=12000, columns=3
                ),
                DocumentField(
                    "how_to_supplement", "补正方式", "How to supplement", kind="lines", longest=1000
                ),
                f.BASIS,
                *f.TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.RECEIPT,
            (
                f.NUMBER,
                f.APPLICANT,
                f.ITEM,
                f.CASE_NUMBER,
                f.RECEIVED_ON,
                DocumentField(
                    "materials", "收到的材料", "Materials received", kind="rows", longest=12000, columns=3
                ),
                DocumentField("received_by", "收件人", "Received by", longest=60),
                DocumentField("agent", "代理人", "Agent", required=False, longest=400),
                DocumentField("hall", "收件地点", "Place of receipt"),
                DocumentField("notice_due_on", "告知届满日", "Notice due on", kind="date"),
                f.BASIS,
                *f.TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.INTERESTED_PARTY_NOTICE,
            (
                f.NUMBER,
                f.RECIPIENT,
                f.APPLICANT,
                f.ITEM,
                f.CASE_NUMBER,
                DocumentField("premises", "地点", "Place", required=False),
                DocumentField("interest", "利害关系", "Interest", longest=60),
                DocumentField("respond_by", "陈述意见的最后一日", "Last day for a statement", kind="date"),
                f.HOW,
                f.BASIS,
                *f.TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.HEARING_RIGHT_NOTICE,
            (
                f.NUMBER,
                f.RECIPIENT,
                f.ITEM,
                f.CASE_NUMBER,
                DocumentField("told_on", "告知之日", "Told on", kind="date"),
                DocumentField("request_limit", "申请听证的期限", "Limit to ask", longest=40),
                DocumentField("request_by", "申请听证的最后一日", "Last day to ask", kind="date"),
                f.HOW,
                f.BASIS,
                *f.TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.HEARING_ANNOUNCEMENT,
            (
                f.NUMBER,
                f.ITEM,
                f.CASE_NUMBER,
                DocumentField("ground", "听证事由", "Ground", longest=60),
                f.BASIS,
                *f.TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.HEARING_NOTICE,
            (
                f.NUMBER,
                f.RECIPIENT,
                f.ITEM,
                f.CASE_NUMBER,
                DocumentField("hearing_on", "听证日期", "Day of the hearing", kind="date"),
                DocumentField("begins", "开始时间", "Begins at", required=False, longest=20),
                DocumentField("place", "听证地点", "Place", longest=200),
                DocumentField("host", "听证主持人", "Host", longest=100),
                f.BASIS,
                *f.TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.GAP_NOTICE,
            (
                f.NUMBER,
                f.APPLICANT,
                f.ITEM,
                f.CASE_NUMBER,
                f.ACCEPTED_ON,
                f.GAPS,
                DocumentField("fill_limit", "补齐期限", "Limit to fill the gap", longest=40),
                DocumentField("fill_by", "补齐的最后一日", "Last day to fill the gap", kind="date"),
                DocumentField("decide_by", "办理届满日", "Decision due on", kind="date"),
                DocumentField("consequence", "逾期的后果", "What follows", longest=200),
                DocumentField("promise", "承诺内容", "What was undertaken", kind="lines", longest=2000),
                DocumentField("promised_how", "承诺方式", "How it was undertaken", longest=60),
                f.HOW,
                f.BASIS,
                *f.TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.RETURN_NOTICE,
            (
                f.NUMBER,
                f.APPLICANT,
                f.ITEM,
                f.CASE_NUMBER,
                f.ACCEPTED_ON,
                f.GAPS,
                DocumentField("fill_by", "补齐的最后一日", "Last day to fill the gap", kind="date"),
                f.REASONS,
                f.HOW,
                f.BASIS,
                *f.REMEDIES,
                *f.TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.COMMITMENT,
            (
                f.NUMBER,
                f.APPLICANT,
                f.ITEM,
                f.CASE_NUMBER,
                DocumentField("licence", "申请的许可证件", "Licence applied for", longest=60),
                DocumentField("terms", "承诺的全文", "What is committed to", kind="lines", longest=20_000),
                DocumentField("confirmed", "网上确认", "Confirmed online", required=False, longest=200),
                f.BASIS,
                *f.TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.RECTIFICATION_ORDER,
            (
                f.NUMBER,
                f.APPLICANT,
                f.ITEM,
                f.CASE_NUMBER,
                f.LICENCE,
                f.LICENCE_NUMBER,
                f.GRANTED_ON,
                DocumentField("found", "核查发现的问题", "What was found", kind="lines", longest=4000),
                DocumentField("rectify_limit", "整改期限", "Time to rectify", longest=40),
                DocumentField("rectify_by", "整改的最后一日", "Last day to rectify", kind="date"),
                f.BASIS,
                *f.TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.REVOCATION_NOTICE,
            (
                f.NUMBER,
                f.APPLICANT,
                f.ITEM,
                f.CASE_NUMBER,
                f.LICENCE,
                f.LICENCE_NUMBER,
                f.GRANTED_ON,
                f.GROUND,
                f.REASONS,
                DocumentField("respond_by", "陈述、申辩的最后一日", "Last day to answer", kind="date"),
                f.HOW,
                f.BASIS,
                *f.TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.REVOCATION_DECISION,
            (
                f.NUMBER,
                f.APPLICANT,
                f.ITEM,
                f.CASE_NUMBER,
                f.LICENCE,
                f.LICENCE_NUMBER,
                f.GRANTED_ON,
                f.GROUND,
                f.REASONS,
                f.BASIS,
                DocumentField("ban", "再次申请", "Applying again", required=False, longest=120),
                *f.REMEDIES,
                *f.TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.END_NOTICE,
            (
                f.NUMBER,
                f.APPLICANT,
                f.ITEM,
                f.CASE_NUMBER,
                f.RECEIVED_ON,
                f.GROUND,
                DocumentField("facts", "终止的事实", "What happened", kind="lines", longest=400),
                f.HOW,
                f.BASIS,
                *f.REMEDIES,
                *f.TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.CANCELLATION_NOTICE,
            (
                f.NUMBER,
                f.APPLICANT,
                f.ITEM,
                f.CASE_NUMBER,
                f.LICENCE,
                f.LICENCE_NUMBER,
                f.GRANTED_ON,
                f.GROUND,
                f.BASIS,
                *f.TAIL,
            ),
        ),
        DocumentForm(
            DocumentKind.PAYMENT_NOTICE,
            (
                f.NUMBER,
                f.APPLICANT,
                f.ITEM,
                f.CASE_NUMBER,
                DocumentField("fee", "收费项目", "Fee", longest=60),
                DocumentField("amount", "应缴金额", "Amount to pay", longest=30),
                DocumentField("counted", "计算", "How it is counted", longest=300),
                f.BASIS,
                DocumentField("pay_by", "缴款期限", "Last day to pay", kind="date", required=False),
                f.HOW,
                DocumentField("unpaid", "不缴的后果", "If it is not paid", longest=300),
                *f.TAIL,
            ),
        ),
    )
}
"""Every document that can be set, by slug. The columns of `rows`: `defects` are material, defect, basis;
`materials` are name, form, copies; `gaps` are material, basis."""
