"""Queries 查询: what the public pages look up; each is one query, however many rows there are."""

from datetime import date
from uuid import UUID

from tongban.store.models import CaseState, Draft

MOST_CASES = 200
_RECENT = 200


def cases_of(account_id: UUID | None) -> list[CaseState]:
    """The applicant's cases, the latest first."""
    mine = CaseState.objects.filter(applicant=str(account_id)).order_by("-received_on", "-case_id")
    return list(mine[:MOST_CASES])


def drafts_of(account_id: UUID | None) -> list[Draft]:
    """What the applicant has begun and not filed."""
    return list(Draft.objects.filter(applicant_id=account_id, filed=False).order_by("-id")[:MOST_CASES])


def case_with_receipt(number: str) -> CaseState | None:
    """The case a receipt number names."""
    return CaseState.objects.filter(receipt_number=number).order_by("case_id").first()


def case_with_outcome(number: str) -> CaseState | None:
    """The case whose decision bears this number."""
    if not number:
        return None
    return CaseState.objects.filter(outcome_number=number).order_by("case_id").first()


def decided_lately(item_id: str) -> list[tuple[date, date]]:
    """Days of acceptance and decision of the item's latest decided cases."""
    rows = (
        CaseState.objects.filter(item=item_id, accepted_on__isnull=False, decided_on__isnull=False)
        .order_by("-case_id")
        .values_list("accepted_on", "decided_on")
    )
    return [(accepted, decided) for accepted, decided in rows[:_RECENT] if accepted and decided]
