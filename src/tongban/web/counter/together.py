"""一次送达 — what was decided in one life event, handed over in one act; each closes its own case.

Offered once there is an outcome of every member, and its documents are made. It waits for nobody: each row of
the shelf can be delivered by itself before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy

from tongban.handling import outcome
from tongban.handling.errand import Ask
from tongban.handling.life_event.ports import MemberRow
from tongban.kernel import Case
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.kernel.life_event import LifeEventStatus, MemberState
from tongban.kernel.refusals import Refusal
from tongban.kernel.words import Bilingual
from tongban.web.people import held_posts
from tongban.web.staff.acting import ActForm, PastDay, actor_at, held_among
from tongban.web.staff.casefile import CaseFile
from tongban.web.staff.letters import as_of
from tongban.web.staff.opening import open_case
from tongban.web.wiring import office

#: How a member stands that is still to be delivered.
DECIDED = (MemberState.GRANTED, MemberState.REFUSED)


class DeliverForm(ActForm):
    """一次送达 — all handed over at once; what is posted is served one by one, once it is signed for."""

    proof = forms.CharField(
        label=gettext_lazy("领取人姓名和证件号"),
        max_length=200,
        error_messages={"required": gettext_lazy("写明谁领走的；没有证明，送达不算数。")},
    )
    delivered_on = PastDay(label=gettext_lazy("实际送达日期（补录时填）"), required=False)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["delivered_on"].today = today  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Together:
    """可以一次送达的一件事 — its members that are still to be delivered, and the day the first falls due."""

    id: str
    name: Bilingual
    number: str
    applicant: str
    members: tuple[dict[str, Any], ...]
    due_on: date | None
    form: DeliverForm


def together(
    case_ids: Iterable[str],
    cases: Mapping[str, Case],
    due: Mapping[str, date | None],
    people: Mapping[str, str],
    answered: tuple[str, DeliverForm] | None = None,
) -> list[Together]:
    """The life events of these cases of which everything decided can be delivered now.

    Two queries, however many; none where no case is a member.
    """
    store, found = office().life_events.store, []
    mine = store.of_cases(list(case_ids))
    ids = sorted({row.life_event_id for row in mine})
    if not ids:
        return []
    wholes, members = store.rows(ids), _by_life_event(store.members(ids))
    for life_event_id in ids:
        row = wholes[life_event_id]
        open_ones = [m for m in members[life_event_id] if m.state in DECIDED and not m.delivered]
        ready = [m for m in open_ones if _is_made(cases.get(m.case_id))]
        if row.status != LifeEventStatus.DECIDED or len(ready) < 2 or len(ready) != len(open_ones):
            continue
        event = office().catalogue.life_event_version(
            row.life_event, row.life_event_version, row.life_event_digest
        )
        form = answered[1] if answered and answered[0] == life_event_id else None
        found.append(
            Together(
                id=life_event_id,
                name=event.name,
                number=row.number,
                applicant=people.get(row.applicant, "—"),
                members=tuple(_shown(cases[m.case_id]) for m in ready),
                due_on=min((day for m in ready if (day := due.get(m.case_id))), default=None),
                form=form
                or DeliverForm(auto_id=f"whole_{life_event_id}_%s", today=office().today(row.division)),
            )
        )
    return found


def _by_life_event(rows: Iterable[MemberRow]) -> dict[str, list[MemberRow]]:
    found: dict[str, list[MemberRow]] = {}
    for row in rows:
        found.setdefault(row.life_event_id, []).append(row)
    return found


def _is_made(case: Case | None) -> bool:
    return case is not None and case.is_made


def _shown(case: Case) -> dict[str, Any]:
    item = office().ports.catalogue.version(case.item, case.item_version, case.item_digest)
    return {
        "name": item.name,
        "number": case.outcome_number,
        "outcome": case.outcome.label if case.outcome else "",
        "receipt_number": case.receipt_number,
    }


Opened = list[tuple[str, CaseFile]]


def opened(request: HttpRequest, life_event_id: str) -> Opened:
    """The members that are still to be delivered, opened by somebody at their posts; 404 where none is."""
    rows = [
        row
        for row in office().life_events.store.members([life_event_id])
        if row.state in DECIDED and not row.delivered
    ]
    if not rows:
        raise Http404(life_event_id)
    posts = [post.key for post in held_posts(request)]
    return [(row.member, open_case(request, row.case_id, posts)) for row in rows]


def deliver_all(
    request: HttpRequest, members: Opened, said: Mapping[str, Any]
) -> tuple[list[Bilingual], list[tuple[Bilingual, Refusal]]]:
    """Deliver each under one proof; what was delivered, and what one case refused: the others stand."""
    done, refusals = [], []
    for member, file in members:
        wanted = file.item.step_of(StepKind.DELIVERY).post
        held = held_among(request, [wanted]) or held_among(request, file.posts)
        assert held is not None  # open_case let them in for one of these
        ask = Ask(file.case.id, _command(said["command_id"], member), actor_at(request, held.key))
        try:
            day = said["delivered_on"] or file.today
            outcome.deliver(office().handler, as_of(ask, file, day), c.DeliveryMethod.COUNTER, said["proof"])
            done.append(file.item.name)
        except Refusal as refused:
            refusals.append((file.item.name, refused))
    return done, refusals


def _command(command_id: str, member: str) -> str:
    """One id for each case of one form, so that a second click finds what the first did."""
    return str(uuid5(_IDS, f"{command_id}/{member}"))


_IDS = UUID("6f4f5c55-2c1f-5f0e-8a4e-2b6b0a7d9d01")
