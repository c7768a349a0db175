"""准予决定公开 — the register of decisions that grant, for anybody to consult (行政许可法§40).

Only of licences: §40 opens nobody's household register. A row says what was granted when, under
which number, and whether it still stands; whose it is stands, masked, on the page that verifies it. From the
state rows alone: no case is opened for a list.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q

from tongban.catalogue.code_lists import ItemType
from tongban.kernel.case.commands import Outcome
from tongban.kernel.case.state import LicenceState
from tongban.kernel.words import Bilingual
from tongban.store.models import CaseState
from tongban.web.wiring import Office

PAGE = 20


@dataclass(frozen=True, slots=True)
class Granted:
    """准予决定 — one row; `ended` is how it ended, where it did."""

    number: str
    name: Bilingual
    authority: Bilingual
    decided_on: date
    ended: Bilingual | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class GrantedPage:
    """一页 — its rows, the latest first, and the keys before and after them (empty at either end)."""

    rows: list[Granted]
    before: str = ""
    after: str = ""

    def links(self, item: str = "") -> dict[str, Any]:
        """What `{% paging %}` shows; the item that was chosen stays chosen."""
        kept = {"item": item} if item else {}
        return {
            "previous_url": f"?{urlencode({**kept, 'before': self.before})}" if self.before else "",
            "next_url": f"?{urlencode({**kept, 'after': self.after})}" if self.after else "",
            "shown": len(self.rows),
        }


def granted(office: Office, item: str = "", after: str = "", before: str = "") -> GrantedPage:
    """A page of what was granted, of one item or of all; one query, however many rows.

    Args:
        item: the item; every one where it is empty, or no licence.
        after: the key of the last row of the page before; what is no key is the first page.
        before: of the first row of the page after.
    """
    backwards = bool(before) and not after
    key = _key(before if backwards else after)
    licences = [item_id for item_id, _ in licence_items(office)]
    found = CaseState.objects.filter(
        outcome=Outcome.GRANTED.value, item__in=[item] if item in licences else licences
    ).exclude(outcome_number="")  # what another system decided may have told no number
    if key is not None:
        day, case_id = key
        side = "gt" if backwards else "lt"
        # The first bound is where the index begins to be read, the other leaves out rows of that day.
        found = found.filter(**{f"decided_on__{side}e": day}).filter(
            Q(**{f"decided_on__{side}": day}) | Q(decided_on=day, **{f"case_id__{side}": case_id})
        )
    order = ("decided_on", "case_id") if backwards else ("-decided_on", "-case_id")
    cases = list(found.order_by(*order)[: PAGE + 1])
    more, cases = len(cases) > PAGE, cases[:PAGE]
    if backwards:
        cases.reverse()
    there_is_before = more if backwards else key is not None
    there_is_after = key is not None if backwards else more
    return GrantedPage(
        [_row(office, case) for case in cases],
        _key_of(cases[0]) if cases and there_is_before else "",
        _key_of(cases[-1]) if cases and there_is_after else "",
    )


def licence_items(office: Office) -> list[tuple[str, Bilingual]]:
    """The items that are licences 行政许可, each by its latest name."""
    return [
        (item_id, versions[-1].name)
        for item_id, versions in office.catalogue.by_item.items()
        if versions[-1].item_type is ItemType.LICENCE
    ]


def _row(office: Office, case: CaseState) -> Granted:
    published = office.catalogue.version(case.item, case.item_version, case.item_digest)
    names = published.directory.names if published.directory else {}
    assert case.decided_on is not None  # it was granted
    return Granted(
        number=case.outcome_number,
        name=published.name,
        authority=names.get(case.authority) or Bilingual(case.authority, case.authority),
        decided_on=case.decided_on,
        ended=LicenceState(case.licence_ended).label if case.licence_ended else None,
        ended_on=case.licence_ended_on,
    )


def _key_of(case: CaseState) -> str:
    return f"{case.decided_on}~{case.case_id}"


def _key(text: str) -> tuple[date, UUID] | None:
    day, _, case_id = text.partition("~")
    try:
        return date.fromisoformat(day), UUID(case_id)
    except ValueError:
        return None
