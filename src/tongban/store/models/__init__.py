"""Models 模型: ordinary tables, and unmanaged windows on the case tables.

Case tables are written by hand-written SQL only (`store/cases.py`); their models are for reading.
"""

from tongban.store.models.accounts import Account
from tongban.store.models.calendar import CalendarCount, CalendarNotice
from tongban.store.models.cases import (
    CaseClock,
    CaseCommand,
    CaseEvent,
    CaseJob,
    CaseName,
    CaseOutbox,
    CaseState,
    CaseTask,
    CaseValue,
    FeedEntry,
)
from tongban.store.models.credit import CreditNote
from tongban.store.models.drafts import Draft, DraftUpload
from tongban.store.models.mandates import MandateRow
from tongban.store.models.messages import CaseMessage, MailAddress
from tongban.store.models.numbers import NumberBlock, ReservedBlock, ReservedNumber, VoidNumber
from tongban.store.models.organisation import Authority, Division, Post, PostHolder
from tongban.store.models.payments import CaseMoney, CasePaymentOrder
from tongban.store.models.places import QuotaPlace, QuotaPool
from tongban.store.models.results import ResultRow
from tongban.store.models.subjects import SubjectKey

__all__ = [
    "Account",
    "Authority",
    "CalendarCount",
    "CalendarNotice",
    "CaseClock",
    "CaseCommand",
    "CaseEvent",
    "CaseJob",
    "CaseMessage",
    "CaseMoney",
    "CaseName",
    "CaseOutbox",
    "CasePaymentOrder",
    "CaseState",
    "CaseTask",
    "CaseValue",
    "CreditNote",
    "Division",
    "Draft",
    "DraftUpload",
    "FeedEntry",
    "MailAddress",
    "MandateRow",
    "NumberBlock",
    "Post",
    "PostHolder",
    "QuotaPlace",
    "QuotaPool",
    "ReservedBlock",
    "ReservedNumber",
    "ResultRow",
    "SubjectKey",
    "VoidNumber",
]
