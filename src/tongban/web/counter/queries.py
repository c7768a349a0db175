"""What the window looks up: items by everyday words, applicants by name or number."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q

from tongban.catalogue import Implementation
from tongban.catalogue.life_event import LifeEvent
from tongban.catalogue.project import ProjectProcedure
from tongban.handling.project.ports import ProjectRow
from tongban.kernel.case.item import StepKind
from tongban.store.models import Account, Post
from tongban.web.wiring import office

_FOUND = 8


def items(words: str, on: date) -> list[Implementation]:
    """Items in force that have all the words in their name, summary or department, in either language."""
    wanted = words.casefold().split()
    return [i for i in office().catalogue.all_in_force(on) if all(word in _text(i) for word in wanted)]


def life_events(words: str, on: date) -> list[LifeEvent]:
    """Life events in force that have all the words in their name, summary or everyday words; none unasked."""
    wanted = words.casefold().split()
    found = office().catalogue.life_events_in_force(on) if wanted else ()
    return [event for event in found if all(word in _words(event) for word in wanted)]


def projects(words: str, on: date) -> list[ProjectProcedure]:
    """Procedures of construction projects in force that have all the words; none unasked."""
    wanted = words.casefold().split()
    found = office().catalogue.projects_in_force(on) if wanted else ()
    return [procedure for procedure in found if all(word in _words(procedure) for word in wanted)]


def project_called(words: str) -> list[ProjectRow]:
    """The project that a number or a code names, where somebody typed one of them whole."""
    if not any(character.isdigit() for character in words):
        return []
    store, division = office().projects.store, office().catalogue.directory.division.code
    found = store.with_number(words) or store.with_code(division, words)
    return [found] if found else []


def _words(event: LifeEvent | ProjectProcedure) -> str:
    said = [event.name.zh, event.name.en, event.summary.zh, event.summary.en, *event.keywords]
    return "\n".join([event.id, *said]).casefold()


def _text(implementation: Implementation) -> str:
    names = implementation.directory.names if implementation.directory else {}
    lead = names.get(implementation.authority)
    said = [implementation.name, implementation.summary, *([lead] if lead else [])]
    return "\n".join([implementation.id, *(t for words in said for t in (words.zh, words.en))]).casefold()


def applicants(words: str) -> list[Account]:
    """Applicants whose name holds the words or whose number begins with them; only a few."""
    words = words.strip()
    if not words:
        return []
    found = Account.objects.filter(kind=Account.Kind.APPLICANT, is_active=True).filter(
        Q(display_name__icontains=words) | Q(username__istartswith=words)
    )
    return list(found.order_by("display_name", "pk")[:_FOUND])


def applicant_with(pk: str) -> Account | None:
    """The applicant's account with this id."""
    try:
        return Account.objects.filter(pk=pk, kind=Account.Kind.APPLICANT, is_active=True).first()
    except (ValueError, ValidationError):
        return None


def posts_at_the_door(held: list[Post], kind: StepKind, on: date) -> list[tuple[str, str]]:
    """Of the posts held, those that take in (or hand out) some item: authority and key."""
    wanted = {i.for_kernel().step_of(kind).post for i in office().catalogue.all_in_force(on)}
    return [(post.authority_id, post.key) for post in held if post.key in wanted]
