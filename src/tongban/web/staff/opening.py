"""Opening 开卷: read one case file, as it stands at this moment, for those who may see it.

The law does not wait for the sweep: what time has already done (a deemed acceptance, a limit that
passed) is shown as done, exactly as the next command would find it. Four queries whatever the
case's length: its records, its personal values, the names of people, and the reader's posts; two more
for the mandate where an agent applied.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace

from django.http import Http404, HttpRequest

from tongban.handling import mandates
from tongban.kernel import Case, Command, Event, Item, decide, evolve
from tongban.kernel.calendar import Calendar
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.refusals import Refusal
from tongban.store.models import Post
from tongban.web.agency import Agency
from tongban.web.people import is_supervision, names_of
from tongban.web.staff.attachments import paper_of
from tongban.web.staff.casefile import CaseFile
from tongban.web.wiring import office


def open_case(
    request: HttpRequest, case_id: str, posts: Iterable[str], *, or_assigned: bool = False
) -> CaseFile:
    """Open a case for somebody at these posts, or who was assigned to inspect in it.

    Args:
        or_assigned: whether to be assigned is enough: it is to read, at no post of the case.

    Raises:
        Http404: there is no such case, or the reader has no part in it (which is not told apart).
    """
    file = read_case(str(case_id))
    if file is None or not (
        file.posts & set(posts) or (or_assigned and str(request.user.pk) in file.case.inspectors)
    ):
        raise Http404(case_id)
    return file


def open_supervised(case_id: str, post: Post) -> CaseFile:
    """Open a case for the supervisor of its division, who has no part in it, without what anybody wrote.

    Raises:
        Http404: there is no such case, or the post does not supervise it (which is not told apart).
    """
    file = read_case(str(case_id))
    if file is None or not is_supervision(post) or post.authority.division_id != file.case.division:
        raise Http404(case_id)
    return replace(file, texts={}, without_words=True)


def read_case(case_id: str) -> CaseFile | None:
    """The case as it stands now, or None."""
    house = office()
    ports, handler = house.ports, house.handler
    history = ports.store.load(case_id)
    if history is None:
        return None
    standing = handler.standing_of(history)
    events = tuple(handler.codec.read(record) for record in history.records)
    case = _as_of_now(standing.case, standing.item, standing.calendar)
    refs = {ref for event in events for ref in _references(event.body)}
    mandate = mandates.of_case(ports, case)
    if mandate is not None:
        refs |= {mandate.person, mandate.paper} - {""}
    accounts = {case.applicant, case.agent, *(person for event in events for person in _people(event))}
    texts, people = dict(ports.personal.read(case_id, sorted(refs))), names_of(accounts)
    today = standing.calendar.day_of(ports.clock.now())
    return CaseFile(
        case=case,
        item=standing.item,
        implementation=house.catalogue.version(case.item, case.item_version, case.item_digest),
        calendar=standing.calendar,
        events=events,
        texts=texts,
        people=people,
        today=today,
        agency=Agency(
            mandate,
            mandates.person_in(texts.get(mandate.person)),
            today,
            people.get(mandate.agent, ""),
            paper_of(case_id, mandate.paper, texts.get(mandate.paper)),
        )
        if mandate
        else None,
    )


def _as_of_now(case: Case, item: Item, calendar: Calendar) -> Case:
    now = office().ports.clock.now()
    command = Command("", case.id, now, "system:clock", "", c.NoticePassing())
    try:
        for event in decide(case, command, item, calendar):
            case = evolve(case, event)
    except Refusal:
        # A date the calendar cannot count from is shown as entered; acting on it says what is wrong.
        return case
    return case


def _references(value: object) -> Iterator[str]:
    """Every reference to a personal value inside, that of a document's file among them."""
    if isinstance(value, (c.Reference, e.DocumentRecorded)):
        yield value.ref
    elif isinstance(value, tuple):
        for part in value:
            yield from _references(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _references(getattr(value, field.name))


def _people(event: Event) -> Iterator[str]:
    """Everybody an event names."""
    yield event.actor
    if isinstance(event.body, (e.HearingScheduled, e.HearingHeld)):
        yield event.body.host
    if isinstance(event.body, (e.SurveyRecorded, e.MeetingHeld)):
        yield from (signature.person for signature in event.body.signatures)
    if isinstance(event.body, (e.CheckRecorded, e.RectificationRecorded, e.InspectorsAssigned)):
        yield from event.body.staff
    if isinstance(event.body, e.ApplicationTakenOver):
        yield from (event.body.predecessor, event.body.successor)
    if isinstance(event.body, (e.EntryCorrected, e.LimitExtended, e.OriginalLost)):
        yield event.body.approver
    if isinstance(event.body, e.EntryCorrected) and event.body.field == "applicant":
        yield from (event.body.old, event.body.new)
