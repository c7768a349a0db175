"""Rating 评价: which contacts a case or a life event has, who may rate them, and the code for the window."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import signing
from django.http import HttpRequest

from tongban.appraisal.contacts import Contact, contacts_of_case, contacts_of_whole
from tongban.appraisal.rating import Rating
from tongban.kernel.life_event.events import Applied
from tongban.kernel.words import Bilingual
from tongban.store.models import CaseState
from tongban.web.wiring import Office

#: How long the code that the window shows opens the page of its contact.
AT_THE_WINDOW = timedelta(days=1)
_SALT = "tongban.rating.at-the-window"


@dataclass(frozen=True)
class Rated:
    """一次服务 — a contact as its page shows it, with its rating where there is one."""

    contact: Contact
    rating: Rating | None
    name: Bilingual
    words: dict[str, str]


def contacts_of(office: Office, whole: str) -> tuple[Contact, ...]:
    """The contacts of a life event, or of a case by itself; of a member's case, those of its life event that
    concern it, and its own."""
    life_event = office.life_events.history(whole)
    if life_event and isinstance(life_event[0].body, Applied):
        members = office.life_events.store.members([whole])
        # Of the members that wait there is no case yet, and of those that stopped there never was one.
        histories = office.ports.store.load_many([row.case_id for row in members])
        read = office.handler.codec.read
        cases = {
            row.case_id: [read(record) for record in histories[row.case_id].records]
            for row in members
            if row.case_id in histories
        }
        return contacts_of_whole(whole, life_event[0], cases)
    rows = office.life_events.store.of_cases([whole])
    if rows:
        return tuple(c for c in contacts_of(office, rows[0].life_event_id) if whole in c.cases)
    summary = office.ports.store.summary(whole)
    return contacts_of_case(whole, summary.division, office.handler.history(whole)) if summary else ()


def find(office: Office, whole: str, key: str) -> Contact | None:
    """The contact of this key; None where there is none."""
    return next((c for c in contacts_of(office, whole) if (c.whole, c.key) == (whole, key)), None)


def rated(office: Office, contacts: Sequence[Contact]) -> list[Rated]:
    """Contacts with their ratings, the latest first; what was written about them is who rated's to read."""
    ratings = office.ratings.rated(list({c.whole for c in contacts})) if contacts else {}
    found = []
    for contact in reversed(contacts):
        rating = ratings.get((contact.whole, contact.key))
        words = office.ratings.words_of(rating) if rating is not None and rating.grade.is_poor else {}
        found.append(Rated(contact, rating, contact.kind.label, words))
    return found


def subject_of(contact: Contact) -> str:
    """Whose the words of a rating are: the applicant's of its first case."""
    case = CaseState.objects.filter(case_id=contact.cases[0]).only("applicant").first()
    return str(case.applicant) if case is not None else ""


# --- at the window


def code_for(contact: Contact) -> str:
    """What the window's screen shows for one contact; it names nobody."""
    return signing.dumps([contact.whole, contact.key], salt=_SALT, compress=True)


def contact_for(office: Office, code: str) -> Contact | None:
    """The contact of a code; None where it is none of ours, or too old."""
    try:
        whole, key = signing.loads(code, salt=_SALT, max_age=AT_THE_WINDOW)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return find(office, str(whole), str(key))


def to_rate_here(request: HttpRequest, office: Office, contacts: Sequence[Contact]) -> dict[str, Any] | None:
    """The latest contact of today that the reader served and nobody has rated, with its code."""
    today, me = office.today(), str(request.user.pk)
    mine = [c for c in contacts if c.served_by == me and c.on == today]
    if not mine or office.ratings.of(mine[-1].whole, mine[-1].key) is not None:
        return None
    return {"contact": mine[-1], "url": f"{office.public_url}/rate/at-window/{code_for(mine[-1])}/"}
