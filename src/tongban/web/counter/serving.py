"""Serving 送达 at the shelf: what a clerk says has happened to a document, done by the verb that says it."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from tongban.handling import outcome, service
from tongban.handling.errand import Ask
from tongban.handling.papers_owed import PaperTask, services_owed
from tongban.handling.service import Paper
from tongban.kernel import Case, Status
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.papers import Service, service_key
from tongban.web.staff import served
from tongban.web.staff.acting import actor_at, held_among
from tongban.web.staff.casefile import CaseFile
from tongban.web.staff.letters import as_of
from tongban.web.wiring import office


def outcome_of(case: Case) -> Service:
    """How the outcome document of a decided case stands."""
    key = service_key(case.outcome_document, case.outcome_number, c.THE_APPLICANT)
    return case.services.get(key) or Service(case.outcome_document, case.outcome_number, c.THE_APPLICANT)


def wanted(case: Case, task_id: str) -> Service:
    """The document that a task is or was about; an empty id is the outcome's.

    Raises:
        Http404: there never was one such to serve.
    """
    if not task_id or task_id == StepKind.DELIVERY:
        return outcome_of(case)
    key = task_id.removeprefix(f"{PaperTask.SERVE}:")
    found = next((s for s in services_owed(case) if s.key == key), case.services.get(key))
    if found is None:
        raise Http404(task_id)
    return found


def papers_of(case: Case, task_id: str) -> tuple[tuple[c.DocumentKind, str], ...]:
    """What a task hands out in one act, by kind and number: with a licence, the decision that grants it."""
    if not task_id or task_id == StepKind.DELIVERY:
        return case.outcome_papers
    found = wanted(case, task_id)
    return ((found.document, found.number),)


def parties_of(case: Case, people: Mapping[str, str]) -> dict[str, Any]:
    """Who may stand at the window: the applicant or the agent; empty where no agent applied."""
    if not case.agent:
        return {}
    called = _("%(who)s（%(name)s）")
    return {
        case.applicant: called % {"who": _("申请人本人"), "name": people.get(case.applicant, "—")},
        case.agent: called % {"who": _("代理人"), "name": people.get(case.agent, "—")},
    }


def serve(request: HttpRequest, file: CaseFile, found: Service, given: Mapping[str, Any]) -> str:
    """Do what a valid form says; what to tell the clerk.

    Raises:
        Refusal: it may not be, and why.
    """
    post = file.item.step_of(StepKind.DELIVERY).post
    held = held_among(request, [post]) or held_among(request, file.posts)
    assert held is not None  # open_case let them in for one of these
    ask = as_of(
        Ask(file.case.id, given["command_id"], actor_at(request, held.key)),
        file,
        given["delivered_on"] or file.today,
    )
    handler, paper = office().handler, Paper(found.document, found.number, found.whom)
    number, proof = file.case.receipt_number, given["proof"]
    method = c.DeliveryMethod.POST if given["method"] == served.SIGNED else c.DeliveryMethod.COUNTER
    collector = given.get("collector", "") if given["method"] == served.COUNTER else ""
    match given["method"]:
        case served.COUNTER | served.SIGNED if _is_outcome(file.case, found, given["paper"]):
            outcome.deliver(handler, ask, method, proof, collector)
            return _("%(number)s 已送达，本件办结。") % {"number": number}
        case served.COUNTER | served.SIGNED:
            service.record(handler, ask, paper, method, proof, collector)
            return _("%(number)s 的文书已送达。") % {"number": number}
        case served.BOUNCED:
            service.bounce(handler, ask, paper, c.BounceReason(given["reason"]))
            return _("%(number)s 的文书已登记退回，期限没有起算，须再送达。") % {"number": number}
        case served.ANNOUNCED:
            service.announce(handler, ask, paper, proof)
            return _("%(number)s 的文书已公告，期满视为送达。") % {"number": number}
        case served.ELECTRONIC:
            service.dispatch(handler, ask, paper, c.DeliveryMethod.ELECTRONIC)
            return _("%(number)s 的文书已送到申请人的办件页面，待其确认收悉。") % {"number": number}
    service.dispatch(handler, ask, paper, c.DeliveryMethod.POST, proof)
    return _("%(number)s 的文书已交邮；签收之日才是送达之日。") % {"number": number}


def _is_outcome(case: Case, found: Service, task_id: str) -> bool:
    # A second click comes when the case is closed: it still asks what the first one did.
    if task_id in ("", StepKind.DELIVERY):
        return True
    return case.status is Status.DECIDED and found.key == outcome_of(case).key
