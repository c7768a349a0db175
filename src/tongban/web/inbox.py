"""Inbox 消息: what a reader was told, as a page shows it; for applicants and for posts alike."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from tongban.handling.life_event.ports import LifeEventRow
from tongban.handling.mail.ports import Kept, LetterState, Reader
from tongban.handling.messages import say, title_of
from tongban.handling.messages.telling import at_post, supervision_of
from tongban.handling.project.ports import ProjectRow
from tongban.kernel.refusals import Refusal
from tongban.kernel.words import Bilingual
from tongban.store.models import CaseState
from tongban.web.people import acting_post, is_supervision
from tongban.web.wiring import Office, office

PAGE = 20
#: From here on a count is no news any more.
MOST = 99


@dataclass(frozen=True)
class Line:
    """一条消息 — as a list shows it."""

    case_id: str
    seq: int
    at: datetime
    title: Bilingual
    text: Bilingual
    item: Bilingual
    receipt_number: str
    is_read: bool
    letter: LetterState
    fault: str

    @property
    def has_letter(self) -> bool:
        """Whether a letter was sent, is owed, or could not be sent."""
        return self.letter is not LetterState.IN_APP


def applicant_reader(request: HttpRequest) -> Reader:
    """A signed-in person, as who they are told things."""
    return Reader((str(request.user.pk),), office().today())


def post_reader(request: HttpRequest) -> Reader:
    """The acting post, as which its holders are told things, and the person, who may be told some alone."""
    post = acting_post(request)
    assert post is not None  # `staff_only` let them in
    recipients = [at_post(post.authority_id, post.key), str(request.user.pk)]
    if is_supervision(post):
        recipients.append(supervision_of(post.authority.division_id or ""))
    return Reader(tuple(recipients), office().today())


def unread(reader: Reader) -> str:
    """How many a reader has not read, as a header says it; empty where none. One query."""
    number = office().messages.unread(reader, MOST + 1)
    return f"{MOST}+" if number > MOST else str(number or "")


def page_of(reader: Reader, after: str = "") -> tuple[list[Line], dict[str, Any]]:
    """A page of lines and its paging; two queries, however many lines."""
    found = office().messages.page(reader, after, PAGE + 1)
    shown = found[:PAGE]
    following = f"?after={shown[-1].key}".replace("+", "%2B") if len(found) > PAGE else ""
    links = {"previous_url": "?" if after else "", "next_url": following, "shown": 0}
    return lines_of(office(), shown), links


def lines_of(house: Office, kept: Iterable[Kept]) -> list[Line]:
    """Messages in words; one query for their cases, one more where some are of life events or projects."""
    listed = list(kept)
    ids = {one.message.case_id for one in listed}
    cases = {str(case.case_id): case for case in CaseState.objects.filter(case_id__in=ids)} if ids else {}
    wholes = house.life_events.store.rows(sorted(ids - set(cases)))
    projects = house.projects.store.rows(sorted(ids - set(cases) - set(wholes)))
    about = {name: (_of_life_event(house, row), row.number) for name, row in wholes.items()}
    about |= {name: (_of_project(house, row), row.number) for name, row in projects.items()}
    lines = [_line(house, one, cases.get(one.message.case_id)) for one in listed]
    return [
        replace(line, item=about[line.case_id][0], receipt_number=about[line.case_id][1])
        if line.case_id in about
        else line
        for line in lines
    ]


def _of_life_event(house: Office, row: LifeEventRow) -> Bilingual:
    """What a life event 一件事 is called."""
    try:
        version = (row.life_event, row.life_event_version, row.life_event_digest)
        return house.catalogue.life_event_version(*version).name
    except Refusal:
        return Bilingual(row.life_event, row.life_event)


def _of_project(house: Office, row: ProjectRow) -> Bilingual:
    """What the procedure of a construction project 工程建设项目 is called."""
    try:
        version = (row.procedure, row.procedure_version, row.procedure_digest)
        return house.catalogue.project_version(*version).name
    except Refusal:
        return Bilingual(row.procedure, row.procedure)


def _line(house: Office, kept: Kept, case: CaseState | None) -> Line:
    message = kept.message
    name, steps = Bilingual("", ""), {}
    if case is not None:
        name = Bilingual(case.item, case.item)
        try:
            item = house.catalogue.version(case.item, case.item_version, case.item_digest)
        except Refusal:
            pass
        else:
            name, steps = item.name, {step.id: step.name for step in item.steps}
    return Line(
        case_id=message.case_id,
        seq=message.seq,
        at=message.at,
        title=title_of(message.code),
        text=say(message.code, message.parameters, steps),
        item=name,
        receipt_number=case.receipt_number if case else "",
        is_read=kept.is_read,
        letter=kept.letter,
        fault=kept.fault,
    )
