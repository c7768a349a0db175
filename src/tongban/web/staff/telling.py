"""Telling 经过: what happened to a case, as staff read it, and what others did meanwhile."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from tongban.kernel import Event
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.discrepancy import Discrepancy
from tongban.kernel.clock import ClockKind, TimeLimit
from tongban.kernel.words import Bilingual, listed
from tongban.web.design.templatetags.design import enumerated, in_words
from tongban.web.staff.casefile import CaseFile
from tongban.web.staff.fee import FEE_TELLERS
from tongban.web.staff.hearing import who_is_called


def timeline(file: CaseFile) -> list[dict[str, Any]]:
    """Everything that happened, the latest first, with the reasons given."""
    return [_line(file, event) for event in reversed(file.events)]


def since(file: CaseFile, version: int, actor: str) -> list[dict[str, Any]]:
    """What others did after the reader had opened the page at that version."""
    return [_line(file, event) for event in file.events if event.seq > version and event.actor != actor]


def _line(file: CaseFile, event: Event) -> dict[str, Any]:
    details = [str(in_words(part)) for part in _details(file, event.body)]
    is_late = file.calendar.day_of(event.at) != event.on
    if is_late and isinstance(event.body, e.ObservationRecorded):
        details.append(_("登记于 %(day)s") % {"day": file.calendar.day_of(event.at)})
    elif is_late and not event.actor.startswith("system:"):
        details.append(_("补录，登记于 %(day)s") % {"day": file.calendar.day_of(event.at)})
    by = file.person(event.actor)
    if event.post:
        by = _("%(who)s（%(post)s）") % {"who": by, "post": in_words(file.item.name_of(event.post))}
    return {
        "at": event.occurred_at,
        "title": event.body.title(),
        "by": by,
        "detail": " · ".join(filter(None, details)),
        "basis": getattr(event.body, "basis", ""),
        "state": "past",
    }


def _details(file: CaseFile, body: e.Happening) -> Iterator[Any]:
    step = getattr(body, "step", "")
    if step:
        yield _name_of_step(file, step)
    tell = _TELLERS.get(type(body))
    if tell is not None:
        yield from tell(file, body)
    reasons = getattr(body, "reasons", None)
    if reasons is not None:
        yield file.text(reasons)


def _departments(file: CaseFile, authorities: Iterable[str]) -> Bilingual:
    return listed([file.item.name_of(authority) for authority in authorities])


def _defects(file: CaseFile, defects: Iterable[c.Defect]) -> list[str]:
    return [_defect(file, defect) for defect in defects]


def _defect(file: CaseFile, defect: c.Defect) -> str:
    named = {
        "material": in_words(_name_of_material(file, defect.material)),
        "defect": in_words(defect.kind.label),
    }
    note = file.text(defect.note)
    if not note:
        return _("%(material)s：%(defect)s") % named
    return _("%(material)s：%(defect)s（%(note)s）") % (named | {"note": note})


def _approved(file: CaseFile, body: e.EntryCorrected | e.LimitExtended) -> str:
    return _("批准人：%(name)s") % {"name": file.person(body.approver)}


def _reserved(file: CaseFile, body: e.Received) -> str:
    # What tells papers of a power cut from a case handled outside the system: the number was there first.
    if body.channel is not c.Channel.PAPER:
        return ""
    return _("编号属预留号段，按停电断网补录，不是体外办理")


def _entry(file: CaseFile, body: e.EntryCorrected, value: str) -> str:
    return file.person(value) if body.field == "applicant" else value


def _name_of_material(file: CaseFile, material: str) -> Bilingual | str:
    found = file.item.materials_by_id.get(material)
    return found.name if found else material


def _name_of_step(file: CaseFile, step: str) -> Bilingual | str:
    found = file.item.steps_by_id.get(step)
    return found.name if found else step


def _name_of_clock(file: CaseFile, clock_id: str) -> Bilingual | str:
    clock = file.case.clocks.get(clock_id)
    kind, _colon, step = clock_id.partition(":")
    if kind == ClockKind.STEP:
        return _name_of_step(file, step)
    return clock.kind.label if clock else kind


def _found(file: CaseFile, body: e.InterestFound) -> list[Bilingual]:
    numbered = {party.subject: who for who, party in file.case.parties.items()}
    return [who_is_called(file, numbered[subject]) for subject in body.parties]


def _host(file: CaseFile, host: str) -> str:
    return _("主持人：%(name)s") % {"name": file.person(host)}


def _signed(file: CaseFile, body: e.HearingHeld) -> str:
    names = listed([who_is_called(file, who) for who in body.signed_by])
    return _("签字：%(names)s") % {"names": in_words(names)}


def _checked_by(file: CaseFile, staff: Iterable[str]) -> list[str]:
    return [_("核查人员：%(names)s") % {"names": enumerated(file.person(account) for account in staff)}]


def _inspected_by(file: CaseFile, staff: Iterable[str]) -> str:
    return _("检验人员：%(names)s") % {"names": enumerated(file.person(account) for account in staff)}


def _banned(limit: TimeLimit | None) -> Bilingual | str:
    if limit is None:
        return ""
    return Bilingual("{limit}内不得再次申请", "no new application within {limit}").fill(limit=limit.words)


def _published(notice: e.PriorNotice | None) -> Bilingual | str:
    if notice is None:
        return ""
    said = Bilingual("{published} 公示，{over} 期满", "notice published on {published}, over on {over}")
    return said.fill(published=notice.published_on, over=notice.over_on)


#: What the timeline says of an event besides its name, its step and its reasons.
_TELLERS: Mapping[type[e.Happening], Callable[[CaseFile, Any], Iterable[Any]]] = {
    e.Received: lambda file, body: [
        body.receipt_number,
        body.channel.label,
        _reserved(file, body),
        body.renews.number if body.renews else "",
        _published(body.prior_notice),
    ],
    e.RenewalDeemed: lambda file, body: [body.number, str(body.valid_until or "")],
    e.SupplementRequested: lambda file, body: [body.notice_number, *_defects(file, body.defects)],
    e.DefectsRestated: lambda file, body: [body.notice_number, *_defects(file, body.defects)],
    e.Supplemented: lambda file, body: [_name_of_material(file, given.material) for given in body.materials],
    e.Accepted: lambda file, body: [_("视为受理") if body.deemed else body.acceptance_number],
    e.Declined: lambda file, body: [body.ground.label, body.right_authority, _banned(body.ban_limit)],
    e.StepsOpened: lambda file, body: [_name_of_step(file, step) for step in body.steps],
    e.StepCompleted: lambda file, body: [body.finding.label],
    e.InspectorsAssigned: lambda file, body: [_inspected_by(file, body.staff)],
    e.SurveyScheduled: lambda file, body: [str(body.survey_on), _departments(file, body.authorities)],
    e.SurveyFailed: lambda file, body: [body.why.label, _departments(file, body.absent)],
    e.SurveyRecorded: lambda file, body: [
        body.result.label,
        *(f"{in_words(file.item.name_of(s.authority))} {file.person(s.person)}" for s in body.signatures),
        _("整改到 %(day)s") % {"day": body.rectify_by} if body.rectify_by else "",
    ],
    e.SentUp: lambda file, body: [
        _("初步意见：%(finding)s") % {"finding": in_words(body.finding.label)},
        body.number,
        *(_name_of_material(file, material) for material in body.materials),
        file.text(body.opinion),
    ],
    e.OpinionGiven: lambda file, body: [body.result.label],
    e.ObjectionDisregarded: lambda file, body: [body.why.label, body.basis],
    e.DisagreementArose: lambda file, body: [
        *(_name_of_step(file, step) for step in body.steps),
        _("须在 %(limit)s内会商") % {"limit": in_words(body.limit.words)},
    ],
    e.MeetingConvened: lambda file, body: [
        f"{body.meeting_on} {body.begins or ''}".strip(),
        body.place,
        _departments(file, body.authorities),
    ],
    e.MeetingPostponed: lambda file, body: [body.why.label, _departments(file, body.absent)],
    e.MeetingHeld: lambda file, body: [
        body.resolution.label,
        *(f"{in_words(file.item.name_of(s.authority))} {file.person(s.person)}" for s in body.signatures),
        _("缺席：%(names)s") % {"names": in_words(_departments(file, body.absent))} if body.absent else "",
    ],
    e.DisputeEscalated: lambda file, body: [file.item.name_of(body.superior), body.number],
    e.DisputeRuled: lambda file, body: [body.result.label, body.number],
    e.ObservationRecorded: lambda file, body: [
        body.fact.label if body.fact else "",
        body.result.label if body.result else "",
        body.source,
        body.foreign_number,
        body.licence_number or "",
        _("对方所写日期：%(day)s") % {"day": body.stated_on} if body.stated_on else "",
        *(Discrepancy(code).sentence for code in body.discrepancies),
    ],
    e.LimitPassed: lambda file, body: [_name_of_clock(file, body.clock), str(body.due_on)],
    e.SignalTurned: lambda file, body: [
        _name_of_clock(file, body.clock),
        body.colour.label,
        str(body.turned_on),
    ],
    e.ClocksRecounted: lambda file, body: [
        *(f"{_name_of_clock(file, m.clock)}: {m.before} → {m.after}" for m in body.moved),
        body.basis,
    ],
    e.TimeExcluded: lambda file, body: [
        body.procedure.label,
        f"{body.begin} – {body.until}",
        body.notice_number,
    ],
    e.TimeResumed: lambda file, body: [body.procedure.label, str(body.last_day)],
    e.LimitExtended: lambda file, body: [_approved(file, body), body.notice_number],
    e.EntryCorrected: lambda file, body: [
        f"{body.field}: {_entry(file, body, body.old)} → {_entry(file, body, body.new)}",
        _approved(file, body),
    ],
    e.InterestFound: lambda file, body: [body.interest.label, *_found(file, body)],
    e.InterestedPartyTold: lambda file, body: [
        who_is_called(file, body.party),
        _("请最迟在 %(day)s（含当日）陈述意见") % {"day": body.respond_by},
        body.notice_number,
    ],
    e.StatementRecorded: lambda file, body: [who_is_called(file, body.by), file.text(body.statement)],
    e.HearingRightTold: lambda file, body: [who_is_called(file, body.whom), body.notice_number],
    e.HearingRequested: lambda file, body: [who_is_called(file, body.by)],
    e.HearingWaived: lambda file, body: [who_is_called(file, body.by)],
    e.HearingNotRequested: lambda file, body: [who_is_called(file, body.whom), str(body.due_on)],
    e.HearingAnnounced: lambda file, body: [body.ground.label, body.announcement_number],
    e.HearingScheduled: lambda file, body: [
        f"{body.hearing_on} {body.begins or ''}".strip(),
        body.place,
        _host(file, body.host),
    ],
    e.HearingNotified: lambda file, body: [str(body.hearing_on), body.notice_number],
    e.HearingHeld: lambda file, body: [_host(file, body.host), _signed(file, body)],
    e.GapTolerated: lambda file, body: [
        *(_name_of_material(file, material) for material in body.materials),
        _("须在 %(limit)s内补齐") % {"limit": in_words(body.fill_limit.words)},
        body.notice_number,
    ],
    e.GapFilled: lambda file, body: [_name_of_material(file, material) for material in body.materials],
    e.GapMissed: lambda file, body: [
        *(_name_of_material(file, material) for material in body.materials),
        str(body.due_on),
        _("提醒后还有 %(limit)s") % {"limit": in_words(body.reminder_limit.words)}
        if body.reminder_limit
        else "",
    ],
    e.ApplicationReturned: lambda file, body: [body.notice_number],
    e.CaseEnded: lambda file, body: [body.ground.label, body.notice_number],
    e.ApplicationTakenOver: lambda file, body: [
        body.ground.label,
        f"{file.person(body.predecessor)} → {file.person(body.successor)}",
    ],
    e.CaseTransferred: lambda file, body: [
        file.item.name_of(body.authority),
        *(_name_of_step(file, moved.step) for moved in body.steps),
        body.document,
    ],
    e.Decided: lambda file, body: [
        body.outcome.label,
        body.number,
        _("根据听证笔录") if body.minutes else "",
        _("附 %(n)s 项条件") % {"n": len(body.conditions)} if body.conditions else "",
        _("根据裁决 %(number)s") % {"number": body.ruling} if body.ruling else "",
        _banned(body.ban_limit),
    ],
    e.CommitmentTold: lambda file, body: [body.notice_number],
    e.Committed: lambda file, body: [
        body.standing.label,
        *(_name_of_material(file, material) for material in body.materials),
        *(_name_of_step(file, step) for step in body.steps),
    ],
    e.CheckPlanned: lambda file, body: [file.item.name_of(body.post), body.check_limit.words],
    e.CheckRecorded: lambda file, body: [body.finding.label, *_checked_by(file, body.staff)],
    e.RectificationOrdered: lambda file, body: [body.rectify_limit.words, body.notice_number],
    e.RectificationRecorded: lambda file, body: [
        _("合格") if body.passed else _("仍不符合条件"),
        *_checked_by(file, body.staff),
    ],
    e.RevocationTold: lambda file, body: [
        body.ground.label,
        _("请最迟在 %(day)s（含当日）陈述意见") % {"day": body.respond_by},
        body.notice_number,
    ],
    e.Revoked: lambda file, body: [body.ground.label, body.number, _banned(body.ban_limit)],
    e.Cancelled: lambda file, body: [body.ground.label, body.number],
    e.CreditRecorded: lambda file, body: [body.credit_number],
    e.HandedOver: lambda file, body: [
        body.reason.label,
        body.number,
        file.item.name_of(body.to.authority),
        file.item.name_of(body.to.post),
        file.text(body.note),
    ],
    e.HandOverAcknowledged: lambda file, body: [
        body.plan.kind.label if body.plan else "",
        _("首次检查 %(day)s 前") % {"day": body.plan.first_check_by} if body.plan else "",
    ],
    e.HandOverRejected: lambda file, body: [
        body.fault.label,
        file.item.name_of(body.right) if body.right else "",
    ],
    e.ChallengeRecorded: lambda file, body: [
        body.kind.label,
        body.body,
        body.number,
        body.act.label,
        body.against,
    ],
    e.ReplyRecorded: lambda file, body: [body.number],
    e.ExecutionSuspended: lambda file, body: [body.number],
    e.ExecutionResumed: lambda file, body: [body.number],
    e.ChallengeEnded: lambda file, body: [
        body.outcome.label,
        body.number,
        "" if body.bears else _("原决定已被新的决定取代，不影响本件"),
        body.redo_limit.words if body.redo_limit else "",
        *(_name_of_step(file, step) for step in body.steps or ()),
    ],
    e.BanEnded: lambda file, body: [str(body.due_on)],
    e.DocumentRecorded: lambda file, body: [body.document.label, body.number],
    e.Delivered: lambda file, body: [body.method.label, file.text(body.proof)],
    e.DocumentDispatched: lambda file, body: [
        body.document.label,
        body.number,
        body.method.label,
        file.text(body.tracking),
    ],
    e.DocumentBounced: lambda file, body: [body.document.label, body.number, body.reason.label],
    e.ServiceAnnounced: lambda file, body: [body.document.label, body.number, file.text(body.place)],
    e.DocumentServed: lambda file, body: [
        body.document.label,
        body.number,
        body.method.label,
        str(body.served_on),
        file.text(body.proof),
    ],
    e.RemedyTimeEnded: lambda file, body: [_name_of_clock(file, body.clock), str(body.due_on)],
    e.ElectronicServiceAgreed: lambda file, body: [file.text(body.proof)],
    e.OriginalTaken: lambda file, body: [body.original, file.text(body.what), file.text(body.brought_by)],
    e.OriginalHandedOver: lambda file, body: [body.original, file.item.name_of(body.to_post)],
    e.OriginalAcknowledged: lambda file, body: [body.original],
    e.OriginalReturned: lambda file, body: [body.original, body.method.label, file.text(body.proof)],
    e.OriginalLost: lambda file, body: [body.original, file.person(body.approver)],
    **FEE_TELLERS,
}
