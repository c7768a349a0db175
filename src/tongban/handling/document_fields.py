"""栏目 — what a form of a document is made of."""

from dataclasses import dataclass
from typing import Literal

from tongban.kernel.case.commands import DocumentKind

FieldKind = Literal["line", "lines", "rows", "date"]


@dataclass(frozen=True)
class DocumentField:
    """栏目 — one field of a document: its slug, its names for people, and how much it may hold.

    `kind` says how the text is read: `line` one line; `lines` several, separated by a line feed;
    `rows` a table made by `as_rows`; `date` an ISO date, printed as 2026年3月30日.
    `longest` counts characters of the whole value: more would push the QR code off the page.
    `columns` is the number of cells in every row of a table.
    """

    name: str
    zh: str
    en: str
    kind: FieldKind = "line"
    required: bool = True
    longest: int = 200
    columns: int = 0


@dataclass(frozen=True)
class DocumentForm:
    """文书样式 — a kind of document with the fields it carries."""

    kind: DocumentKind
    fields: tuple[DocumentField, ...]

    @property
    def slug(self) -> str:
        """What the template is called."""
        return self.kind.value

    def field_named(self, name: str) -> DocumentField:
        """The field of this slug; KeyError where the form has none."""
        for known in self.fields:
            if known.name == name:
                return known
        raise KeyError(name)


# --- what many forms carry

AUTHORITY = DocumentField("authority", "行政机关", "Authority", longest=60)
ISSUED_ON = DocumentField("issued_on", "签发日期", "Date of issue", kind="date")
NUMBER = DocumentField("number", "文书编号", "Document number", longest=60)
CASE_NUMBER = DocumentField("case_number", "办件编号", "Case number", longest=60)
APPLICANT = DocumentField("applicant", "申请人", "Applicant")
ITEM = DocumentField("item", "事项名称", "Service item")
BASIS = DocumentField("basis", "法律依据", "Legal basis", longest=400)
CONTACT = DocumentField("contact", "联系方式", "Contact", required=False)
VERIFY_AT = DocumentField("verify_at", "查验网址", "Address to verify at", required=False)
SPECIMEN = DocumentField("specimen", "样本说明", "Specimen note", required=False, longest=80)
RECIPIENT = DocumentField("recipient", "受送达人", "To", longest=200)
HOW = DocumentField("how", "办理方式", "How", kind="lines", longest=1000)
HEARD = DocumentField("heard", "听证", "Hearing", required=False, longest=60)
RECEIVED_ON = DocumentField("received_on", "收件日期", "Received on", kind="date")

ACCEPTED_ON = DocumentField("accepted_on", "受理日期", "Accepted on", kind="date")
LICENCE = DocumentField("licence", "许可证件", "Licence", longest=60)
LICENCE_NUMBER = DocumentField("licence_number", "许可证编号", "Licence number", longest=60)
GRANTED_ON = DocumentField("granted_on", "准予许可之日", "Granted on", kind="date")
GROUND = DocumentField("ground", "情形", "Ground", longest=60)
REASONS = DocumentField("reasons", "事实和理由", "Facts and reasons", kind="lines", longest=4000)
REMEDIES = (
    DocumentField("reconsideration_body", "行政复议机关", "Reconsideration body", longest=120),
    DocumentField("reconsideration_limit", "申请复议期限", "Limit for reconsideration", longest=40),
    DocumentField("court", "管辖法院", "Court", longest=120),
    DocumentField("lawsuit_limit", "起诉期限", "Limit for a lawsuit", longest=40),
)
GAPS = DocumentField("gaps", "尚缺的材料", "Materials still missing", kind="rows", longest=12000, columns=2)

TAIL = (AUTHORITY, ISSUED_ON, CONTACT, VERIFY_AT, SPECIMEN)
