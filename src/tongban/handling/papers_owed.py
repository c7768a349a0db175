"""文书与原件待办 — what somebody still has to do about a document or an original, whatever the case's status.

Derived from the case, for the projection.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongban.kernel import Case, Item
from tongban.kernel.case.commands import THE_APPLICANT, AcknowledgeOriginal, DocumentKind, ReturnOriginal
from tongban.kernel.case.custody import posts_of
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.papers import (
    TO_BE_TOLD,
    WITH_REMEDIES,
    OriginalState,
    Service,
    ServiceState,
    service_key,
)
from tongban.kernel.case.state import Status
from tongban.kernel.words import Bilingual


class PaperTask(StrEnum):
    """文书与原件待办 — the beginning of a task's id; what follows names the document or the original."""

    SERVE = "service"
    ACKNOWLEDGE = "original:acknowledge"
    RETURN = "original:return"

    @property
    def label(self) -> Bilingual:
        """What is to be done."""
        return {
            PaperTask.SERVE: Bilingual("送达文书", "serve a document"),
            PaperTask.ACKNOWLEDGE: AcknowledgeOriginal.verb(),
            PaperTask.RETURN: ReturnOriginal.verb(),
        }[self]


def task_label(task_id: str) -> Bilingual:
    """What a task of this id asks for."""
    return next(task for task in PaperTask if task_id.startswith(f"{task}:")).label


@dataclass(frozen=True, slots=True)
class Owed:
    """待办 — a task's id, whose it is, since when."""

    task_id: str
    authority: str
    post: str
    since: date


def services_owed(case: Case) -> Iterator[Service]:
    """Documents that are to reach somebody and have not: what tells remedies, what was sent, what came back.

    While a case is handled, also what tells that its limit moved; once it is over that helps nobody any more.
    The outcome document of a decided case is not among them: its delivery is a task of its own.
    """
    owed = {s.key: s for s in case.services.values() if s.state is not ServiceState.SERVED}
    for document in WITH_REMEDIES:
        recorded = case.documents.get(document)
        if recorded is not None:
            key = service_key(document, recorded.number, THE_APPLICANT)
            if key not in case.services and not _has_no_reader(case, document):
                owed[key] = Service(document, recorded.number, THE_APPLICANT)
    if not case.is_examined_no_more:
        for document, number in sorted(case.recorded):
            key = service_key(document, number, THE_APPLICANT)
            if document in TO_BE_TOLD and key not in case.services:
                owed[key] = Service(document, number, THE_APPLICANT)
    for service in owed.values():
        if not is_the_outcome(case, service.document, service.number):
            yield service


def _has_no_reader(case: Case, document: DocumentKind) -> bool:
    """Whether nobody is there to be served: the notice of an end by the death or the end of the applicant.

    It says who was asked and that nobody came (papers_of_an_end), and stays on the file. Sent to somebody all
    the same, it is followed like any other.
    """
    ending = case.ending
    return document is DocumentKind.END_NOTICE and ending is not None and ending.leaves_nobody


def is_the_outcome(case: Case, document: DocumentKind, number: str) -> bool:
    """Whether delivering this document closes the case, or has closed it."""
    decided = case.status in (Status.DECIDED, Status.CLOSED)
    return decided and (document, number) == (case.outcome_document, case.outcome_number)


def papers_owed(case: Case, item: Item) -> Iterator[Owed]:
    """The tasks about documents and originals, each with an id of its own."""
    step = item.step_of(StepKind.DELIVERY)
    since = case.decided_on or case.received_on or date.min
    for service in services_owed(case):
        when = service.bounced_on or service.announced_on or service.sent_on or since
        yield Owed(f"{PaperTask.SERVE}:{service.key}", step.authority, step.post, when)
    if not case.originals:
        return
    authorities = {s.post: s.authority for s in item.steps}
    for original in case.originals.values():
        kept_since = original.since or original.taken_on
        if original.state is OriginalState.HANDED_OVER:
            post = original.to_post
            yield Owed(f"{PaperTask.ACKNOWLEDGE}:{original.number}", authorities[post], post, kept_since)
        elif original.state is OriginalState.IN_CUSTODY and case.is_examined_no_more:
            post = original.post if original.post in authorities else posts_of(item)[0]
            yield Owed(f"{PaperTask.RETURN}:{original.number}", authorities[post], post, kept_since)
