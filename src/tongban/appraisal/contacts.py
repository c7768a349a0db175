"""服务接触 — the times somebody was served, read off the streams: nobody files them, nobody leaves one out.

一次一评: handing papers in is a contact, a supplement is one, a payment at the counter is one, being given
the result is one. What is done at once for several cases is one contact and not several: an application for
a life event, and whatever the same person hands over of it at the counter on one day.

依据 Basis: 国办发〔2019〕51号; GB/T 39734-2020.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tongban.kernel import Event
from tongban.kernel.case import events as e
from tongban.kernel.case.commands import DeliveryMethod
from tongban.kernel.life_event import events as w
from tongban.kernel.words import Bilingual

#: Programs act under ids that begin so: nobody is served by handing over between two machines.
_SYSTEM = "system:"


class ContactKind(StrEnum):
    """服务环节 — for what somebody was served."""

    INTAKE = "intake"
    SUPPLEMENT = "supplement"
    PAYMENT = "payment"
    DELIVERY = "delivery"

    @property
    def label(self) -> Bilingual:
        """The kind's name."""
        return {
            ContactKind.INTAKE: Bilingual("申报", "applying"),
            ContactKind.SUPPLEMENT: Bilingual("补正", "supplementing"),
            ContactKind.PAYMENT: Bilingual("缴费", "paying"),
            ContactKind.DELIVERY: Bilingual("领取结果", "being given the result"),
        }[self]


@dataclass(frozen=True, slots=True)
class Contact:
    """一次服务 — of which case or life event (`whole`), by whom at which post, and which cases it concerned.

    `served_by` and `post` are empty where a page served and no person did.
    """

    whole: str
    key: str
    kind: ContactKind
    on: date
    division: str
    served_by: str
    post: str
    cases: tuple[str, ...]

    @property
    def is_at_the_window(self) -> bool:
        """Whether a person served."""
        return bool(self.post)


def contacts_of_case(
    case_id: str, division: str, events: Iterable[Event], life_event: str = ""
) -> tuple[Contact, ...]:
    """The contacts of one case, in their order; `life_event` is the one it is a member of."""
    found = []
    for event in events:
        if event.actor.startswith(_SYSTEM):
            continue
        known = _kind(event)
        if known is None:
            continue
        kind, key, whole = known, f"{known.value}-{event.seq}", case_id
        if kind is ContactKind.INTAKE:
            key = kind.value
        elif kind is ContactKind.DELIVERY and life_event and event.post:
            whole, key = life_event, _together(event)
        found.append(Contact(whole, key, kind, event.on, division, *_by(event), (case_id,)))
    return tuple(found)


def contacts_of_whole(
    life_event_id: str, applied: Event, cases: Mapping[str, Iterable[Event]]
) -> tuple[Contact, ...]:
    """The contacts of a life event and of its members' cases, each once, in their order.

    Args:
        life_event_id: the life event.
        applied: the first event of its stream.
        cases: the events of each member's case that is there.
    """
    body = applied.body
    assert isinstance(body, w.Applied)  # a stream begins with it
    division, whole = body.division, life_event_id
    intake = Contact(whole, "intake", ContactKind.INTAKE, applied.on, division, *_by(applied), tuple(cases))
    found = {(whole, "intake"): intake}
    for case_id, events in cases.items():
        for contact in contacts_of_case(case_id, division, events, whole):
            known = found.get((contact.whole, contact.key))
            found[contact.whole, contact.key] = (
                replace(known, cases=(*known.cases, case_id)) if known else contact
            )
    return tuple(sorted(found.values(), key=lambda one: one.on))


def _kind(event: Event) -> ContactKind | None:
    match event.body:
        case e.Received():
            return ContactKind.INTAKE
        case e.Supplemented():
            return ContactKind.SUPPLEMENT
        case e.PaymentRecorded() if event.post:
            return ContactKind.PAYMENT
        case e.Delivered(method) if method is not DeliveryMethod.PUBLIC_NOTICE:
            return ContactKind.DELIVERY
    return None


def _by(event: Event) -> tuple[str, str]:
    return (event.actor, event.post) if event.post else ("", "")


def _together(event: Event) -> str:
    """One key for what one person hands over on one day: whoever collects three licences is served once."""
    who = hashlib.sha256(f"{event.actor}/{event.post}".encode()).hexdigest()[:12]
    return f"{ContactKind.DELIVERY.value}-{event.on.isoformat()}-{who}"
