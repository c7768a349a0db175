"""文书与原件 — how the service of a document and the custody of an original stand."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongban.kernel.case.commands import BounceReason, DeliveryMethod, DocumentKind
from tongban.kernel.words import Bilingual

#: What tells its reader where and until when it can be fought; served, it starts the time to do so.
WITH_REMEDIES = (
    *(DocumentKind.REFUSAL, DocumentKind.DECLINE_NOTICE, DocumentKind.RETURN_NOTICE),
    *(DocumentKind.END_NOTICE, DocumentKind.REVOCATION_DECISION),
)

#: What the law has told in writing while a case is handled: it is served, and who served it proves it.
TO_BE_TOLD = (DocumentKind.EXTENSION_NOTICE, DocumentKind.SPECIAL_PROCEDURE_NOTICE)


class ServiceState(StrEnum):
    """送达状态 — how far a document has come to who it is for."""

    TO_SERVE = "to_serve"
    ON_THE_WAY = "on_the_way"
    CAME_BACK = "came_back"
    ANNOUNCED = "announced"
    SERVED = "served"

    @property
    def label(self) -> Bilingual:
        """The state's name."""
        return {
            ServiceState.TO_SERVE: Bilingual("待送达", "to be served"),
            ServiceState.ON_THE_WAY: Bilingual("已寄发，未送达", "sent, not served yet"),
            ServiceState.CAME_BACK: Bilingual("已退回", "came back"),
            ServiceState.ANNOUNCED: Bilingual("公告送达中", "announced by public notice"),
            ServiceState.SERVED: Bilingual("已送达", "served"),
        }[self]


@dataclass(frozen=True, slots=True)
class Service:
    """送达 — one document to one recipient: how often it was sent, what came back, when it was served."""

    document: DocumentKind
    number: str
    whom: str
    times_sent: int = 0
    sent_on: date | None = None
    sent_by: DeliveryMethod | None = None
    bounced_on: date | None = None
    bounced_for: BounceReason | None = None
    announced_on: date | None = None
    served_on: date | None = None
    method: DeliveryMethod | None = None

    @property
    def key(self) -> str:
        """Its id in `Case.services`."""
        return service_key(self.document, self.number, self.whom)

    @property
    def state(self) -> ServiceState:
        """How far it has come."""
        if self.served_on is not None:
            return ServiceState.SERVED
        if self.sent_on is not None:
            # Sent once more while a notice stands: it can arrive, or come back, before those days are over.
            return ServiceState.ON_THE_WAY
        if self.announced_on is not None:
            return ServiceState.ANNOUNCED
        return ServiceState.CAME_BACK if self.bounced_on is not None else ServiceState.TO_SERVE


def service_key(document: DocumentKind, number: str, whom: str) -> str:
    """The id of a service: kind, recipient and number of the document."""
    return f"{document}:{whom}:{number}"


class OriginalState(StrEnum):
    """原件状态."""

    IN_CUSTODY = "in_custody"
    HANDED_OVER = "handed_over"
    RETURNED = "returned"
    LOST = "lost"

    @property
    def label(self) -> Bilingual:
        """The state's name."""
        return {
            OriginalState.IN_CUSTODY: Bilingual("保管中", "in custody"),
            OriginalState.HANDED_OVER: Bilingual("移交中，未签收", "handed over, not acknowledged"),
            OriginalState.RETURNED: Bilingual("已退还", "returned"),
            OriginalState.LOST: Bilingual("已登记遗失", "recorded as lost"),
        }[self]


@dataclass(frozen=True, slots=True)
class Original:
    """原件 — one paper that belongs to somebody: which post has it, and to which it is on its way."""

    number: str
    material: str
    taken_on: date
    post: str
    state: OriginalState = OriginalState.IN_CUSTODY
    to_post: str = ""
    since: date | None = None

    @property
    def is_out(self) -> bool:
        """Whether it is still with the office."""
        return self.state in (OriginalState.IN_CUSTODY, OriginalState.HANDED_OVER)
