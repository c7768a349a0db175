"""Queries 查询: what the public pages look up; each is one query, however many rows there are."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tongban.kernel.case.commands import Outcome
from tongban.store.models import CaseState, Draft

#: Rows on a page of one's own cases: a telephone's screen or two.
PAGE = 20
#: A draft is begun once for each item, so there are never many.
_MOST_DRAFTS = 200
_RECENT = 200


@dataclass(frozen=True, slots=True)
class CasePage:
    """一页办件 — the latest first, and the keys before and after it (empty at either end)."""

    cases: list[CaseState]
    before: str = ""
    after: str = ""
    is_first: bool = True

    def links(self) -> dict[str, Any]:
        """What `{% paging %}` shows."""
        return {
            "previous_url": f"?before={self.before}" if self.before else "",
            "next_url": f"?after={self.after}" if self.after else "",
            "shown": len(self.cases),
        }


def cases_of(
    account_id: UUID | None,
    *,
    after: str = "",
    before: str = "",
    granted: bool = False,
    acting: bool = False,
    size: int = 0,
) -> CasePage:
    """A page of the cases one has applied for, the latest entered first; one query.

    Args:
        after: the key of the last row of the page before; `before`: of the first row of the page after.
            What is no key is the first page.
        granted: only those that ended in a licence.
        acting: those one acts for somebody else in, instead of one's own.
        size: rows on the page; `PAGE` unless given.
    """
    size = size or PAGE
    backwards = bool(before) and not after
    key = _key(before if backwards else after)
    mine = CaseState.objects.filter(**{"agent" if acting else "applicant": str(account_id)})
    if granted:
        mine = mine.filter(outcome=Outcome.GRANTED.value)
    if key is not None:
        mine = mine.filter(case_id__gt=key) if backwards else mine.filter(case_id__lt=key)
    found = list(mine.order_by("case_id" if backwards else "-case_id")[: size + 1])
    more, cases = len(found) > size, found[:size]
    if backwards:
        cases.reverse()
    first, last = (str(cases[0].case_id), str(cases[-1].case_id)) if cases else ("", "")
    there_is_before = more if backwards else key is not None
    there_is_after = key is not None if backwards else more
    return CasePage(
        cases, first if there_is_before else "", last if there_is_after else "", not there_is_before
    )


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def drafts_of(account_id: UUID | None) -> list[Draft]:
    """What the applicant has begun and not filed."""
    return list(Draft.objects.filter(applicant_id=account_id, filed=False).order_by("-id")[:_MOST_DRAFTS])


def case_with_receipt(number: str) -> CaseState | None:
    """The case a receipt number names."""
    return CaseState.objects.filter(receipt_number=number).order_by("case_id").first()


def case_with_outcome(number: str) -> CaseState | None:
    """The case whose decision bears this number: of a licence that was renewed, the latest renewal.

    One that ended comes before all: what was revoked or cancelled is not valid, renewed or not.
    """
    if not number:
        return None
    found = CaseState.objects.filter(outcome_number=number)
    return found.order_by("-licence_ended", "-case_id").first()


def decided_lately(item_id: str) -> list[tuple[date, date]]:
    """Days of acceptance and decision of the item's latest decided cases."""
    rows = (
        CaseState.objects.filter(item=item_id, accepted_on__isnull=False, decided_on__isnull=False)
        .order_by("-case_id")
        .values_list("accepted_on", "decided_on")
    )
    return [(accepted, decided) for accepted, decided in rows[:_RECENT] if accepted and decided]
