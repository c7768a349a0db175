"""一件事 — of which life event a case is a member: what the others do, what waits for what, who objected."""

from dataclasses import dataclass

from tongban.handling.life_event.applying import authority_of
from tongban.handling.life_event.ports import MemberRow
from tongban.kernel.life_event import LifeEvent, LifeEventStatus, MemberState
from tongban.kernel.refusals import Refusal
from tongban.kernel.words import Bilingual, listed
from tongban.web.wiring import office


@dataclass(frozen=True)
class Beside:
    """另一成员 — another member of the same life event, and what is between the two."""

    id: str
    name: Bilingual
    authority: Bilingual
    state: Bilingual
    #: Whether the case shown waits for it, or it waits for the case shown.
    is_before: bool
    is_after: bool
    number: str
    objections: tuple[Bilingual, ...]
    may_be_objected_to: bool


@dataclass(frozen=True)
class PartOf:
    """所属一件事 — as a case page shows it."""

    id: str
    name: Bilingual
    number: str
    member: str
    lead: Bilingual
    others: tuple[Beside, ...]
    objections: tuple[tuple[Bilingual, str], ...]
    may_object: bool
    #: The construction project of which it is a stage; empty for others.
    project: str = ""

    @property
    def waiting(self) -> Bilingual | None:
        """What cannot begin before this case is granted."""
        names = [one.name for one in self.others if one.is_after]
        return listed(names) if names else None


def part_of(case_id: str, post: str = "") -> PartOf | None:
    """The life event a case belongs to; one query for a case that is part of none.

    Args:
        case_id: the case shown.
        post: the post of the reader, whose authority may object to others' members.
    """
    life_events = office().life_events
    rows: list[MemberRow] = life_events.store.of_cases([case_id])
    if not rows:
        return None
    try:
        standing = life_events.standing(rows[0].life_event_id)
    except Refusal:  # its file is gone: the case itself can be handled all the same
        return None
    life_event, sheet, mine = standing.life_event, standing.sheet, rows[0].member
    names = sheet.life_event.directory.names if sheet.life_event.directory else {}
    authority = authority_of(sheet, post)
    open_now = life_event.status is LifeEventStatus.RUNNING
    others = []
    for name, member in life_event.members.items():
        if name == mine:
            continue
        others.append(
            Beside(
                id=name,
                name=sheet.name_of(name),
                authority=names.get(member.plan.authority, Bilingual("—", "—")),
                state=member.how.label if member.how else member.state.label,
                is_before=name in life_event.members[mine].plan.needs,
                is_after=mine in member.plan.needs and member.state is MemberState.WAITING,
                number=member.number,
                objections=tuple(names.get(o.authority, Bilingual("—", "—")) for o in member.objections),
                may_be_objected_to=bool(authority)
                and open_now
                and member.state.is_open
                and member.plan.authority != authority,
            )
        )
    return PartOf(
        id=life_event.id,
        name=sheet.life_event.name,
        number=life_event.number,
        member=mine,
        lead=names.get(life_event.lead, Bilingual("—", "—")),
        others=tuple(others),
        objections=tuple(_objections_to(life_event, mine, names)),
        may_object=any(one.may_be_objected_to for one in others),
        project=life_event.project,
    )


def _objections_to(
    life_event: LifeEvent, member: str, names: dict[str, Bilingual]
) -> list[tuple[Bilingual, str]]:
    """Who objected to the case shown, with their reasons."""
    raised = life_event.members[member].objections
    refs = [one.reasons.ref for one in raised if one.reasons]
    texts = office().ports.personal.read(life_event.id, refs) if refs else {}
    return [
        (
            names.get(one.authority, Bilingual("—", "—")),
            (texts.get(one.reasons.ref) if one.reasons else "") or "",
        )
        for one in raised
    ]
