"""Every refusal is raised by a scene below, and reads as a public document in both languages."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from cast import (
    ACCEPT,
    APPLICANT,
    ASSISTANT,
    CLERK,
    DELIVER,
    EXTEND,
    GRANT,
    LEAD,
    LICENCE,
    OUTSIDER,
    PASSING,
    REFUSE,
    REMEDIES,
    WHY,
    Table,
    agree,
    china,
    conforms,
    day,
    defect,
    expert_review,
    food_item,
    instant,
    joint_item,
    notice,
    objection,
    outdoors,
    receive,
    supplement,
    working,
)
from challenge_scenes import CHALLENGE_SCENES
from ending_scenes import ENDING_SCENES
from fee_scenes import FEE_SCENES
from hearing_scenes import HEARING_SCENES
from licence_scenes import LICENCE_SCENES
from life_event_scenes import LIFE_EVENT_SCENES
from meeting_scenes import MEETING_SCENES
from oversight_scenes import OVERSIGHT_SCENES
from places_scenes import PLACES_SCENES
from prior_notice_scenes import PRIOR_NOTICE_SCENES
from project_scenes import PROJECT_SCENES
from service_scenes import SERVICE_SCENES
from survey_scenes import SURVEY_SCENES
from tolerance_scenes import TOLERANCE_SCENES
from tongban.kernel import decide
from tongban.kernel import refusals as r
from tongban.kernel.calendar import BusinessHours, Calendar
from tongban.kernel.case import commands as c
from tongban.kernel.case.conditions import Compare, Operator, holds
from tongban.kernel.case.item import Approver, SpecialProcedure
from tongban.kernel.clock import Clock, ClockKind, Counting, TimeLimit, Unit
from tongban.kernel.words import Bilingual
from transfer_scenes import TRANSFER_SCENES

_TWO_DAYS = (date(2026, 3, 4), date(2026, 3, 5))


def _running(unit: Unit, counting: Counting | None = None) -> Clock:
    limit = TimeLimit(7, unit, "§48", counting=counting)
    return Clock(ClockKind.STEP, limit).start(date(2026, 3, 2), instant("2026-03-02"), "s")


MATERIALS = food_item().materials_by_id
STEPS = food_item().steps_by_id


def _accepted() -> Table:
    return Table().accepted("2026-03-02")


def _reviewed() -> Table:
    table = _accepted()
    table.on("2026-03-04", LEAD, expert_review("2026-03-10", "2026-03-23"))
    return table


def _by_silence() -> Table:
    table = Table().received("2026-02-10", receive("form", "licence_copy"))
    for step in ("fire", "health"):
        table.on("2026-02-26", ASSISTANT.at(f"{step}_desk"), agree(step))
    table.on("2026-02-26", LEAD, conforms())
    return table


def _correct(field: str, value: str, approver: str = "approver", why: c.Reference | None = WHY):
    return c.CorrectEntry(field, value, approver, why)


def _of_another_case() -> r.Refusal:
    table = _accepted()
    command = replace(table.command("2026-03-03", LEAD, c.TakeStep("examine")), case_id="case-2")
    return _raised(lambda: decide(table.case, command, table.item, table.calendar))


def _of_another_version() -> r.Refusal:
    table = _accepted()
    command = table.command("2026-03-03", LEAD, c.TakeStep("examine"))
    return _raised(lambda: decide(table.case, command, food_item(version="2026-03"), table.calendar))


def _raised(act: Callable[[], object]) -> r.Refusal:
    with pytest.raises(r.Refusal) as caught:
        act()
    return caught.value


def _extended() -> Table:
    table = _accepted()
    table.on("2026-03-20", LEAD, EXTEND)
    return table


def _delivered() -> Table:
    table = Table().decided("2026-03-02", "2026-03-05")
    table.on("2026-03-05", LEAD, LICENCE)
    table.on("2026-03-06", CLERK, DELIVER)
    return table


def _separated() -> Table:
    item = food_item(separate_intake_and_examination=True)
    return Table(item).accepted("2026-03-02")


def _examined_badly() -> Table:
    table = _accepted()
    for step in ("fire", "health"):
        table.on("2026-03-03", ASSISTANT.at(f"{step}_desk"), agree(step))
    table.on("2026-03-03", LEAD, c.CompleteStep("examine", c.Finding.DOES_NOT_CONFORM, WHY))
    return table


def _objected() -> Table:
    table = _accepted()
    table.on("2026-03-03", ASSISTANT, objection("fire"))
    table.on("2026-03-03", ASSISTANT.at("health_desk"), agree("health"))
    table.on("2026-03-03", LEAD, conforms())
    return table


def _noticed() -> Table:
    table = Table().received("2026-03-02", receive("form"))
    table.on("2026-03-02", CLERK, notice("licence_copy"))
    return table


def _ready() -> Table:
    return Table().ready_to_decide("2026-03-02", "2026-03-03")


LICENSING, WINDOW, FIRE_DESK = (food_item().name_of(p) for p in ("licensing", "window", "fire_desk"))
NOBODY = Bilingual("没有岗位的人员", "somebody who holds no post")

#: a scene that is refused → the whole refusal
SCENES: dict[str, tuple[Callable[[], r.Refusal], r.Refusal]] = {
    **HEARING_SCENES,
    **TOLERANCE_SCENES,
    **LICENCE_SCENES,
    **SERVICE_SCENES,
    **SURVEY_SCENES,
    **MEETING_SCENES,
    **ENDING_SCENES,
    **FEE_SCENES,
    **TRANSFER_SCENES,
    **LIFE_EVENT_SCENES,
    **PROJECT_SCENES,
    **OVERSIGHT_SCENES,
    **CHALLENGE_SCENES,
    **PLACES_SCENES,
    **PRIOR_NOTICE_SCENES,
    "a receipt of before the first notice": (
        lambda: Table().refused("2026-03-02", CLERK, receive(), occurred="2006-12-30"),
        r.BeforeTheCalendar(day=date(2006, 12, 30), first=date(2007, 1, 1)),
    ),
    "a limit of a million days": (
        lambda: Table(food_item(statutory_limit=working(1_000_000, "?"))).refused(
            "2026-03-02", CLERK, receive()
        ),
        r.BeyondTheCalendar(day=date(2026, 3, 2), amount=1_000_000),
    ),
    "a special procedure until the end of time": (
        lambda: _accepted().refused("2026-03-04", LEAD, expert_review("2026-03-10", "9999-12-31")),
        r.BeyondTheCalendar(day=date(2026, 3, 9), amount=2912375),
    ),
    "a limit of no days": (lambda: _raised(lambda: working(0, "?")), r.LimitNotPositive(amount=0)),
    "a limit of minus three days": (lambda: _raised(lambda: working(-3, "?")), r.LimitNotPositive(amount=-3)),
    "hours that overlap": (
        lambda: _raised(lambda: BusinessHours([(time(9), time(12)), (time(11), time(17))])),
        r.HoursUpsideDown(hours="09:00-12:00, 11:00-17:00"),
    ),
    "hours asked of a region that has none": (
        lambda: _raised(lambda: _running(Unit.WORKING_HOUR).due(Calendar("X", UTC, 2025, 2026))),
        r.NoBusinessHours(region="X"),
    ),
    "an exclusion from what is counted backward": (
        lambda: _raised(
            lambda: _running(Unit.WORKING_DAY, Counting(backward=True)).check_exclusion(*_TWO_DAYS, china())
        ),
        r.NotCountedBackward(limit=working(7, "§48").words, day=date(2026, 3, 2)),
    ),
    "an exclusion from a clock that stopped": (
        lambda: _raised(
            lambda: (
                _running(Unit.WORKING_DAY).stop(date(2026, 3, 4), instant("2026-03-04"), "s")
            ).check_exclusion(*_TWO_DAYS, china())
        ),
        r.ClockAlreadyStopped(day=date(2026, 3, 4)),
    ),
    "a correction of the entry that started the clock": (
        lambda: _raised(
            lambda: _running(Unit.WORKING_DAY).correct(1, instant("2026-03-04"), "s", struck=True, why="?")
        ),
        r.NoSuchEntry(number=1, entries=1),
    ),
    "an exclusion upside down": (
        lambda: _accepted().refused("2026-03-04", LEAD, expert_review("2026-03-23", "2026-03-10")),
        r.ExclusionUpsideDown(begin=date(2026, 3, 23), until=date(2026, 3, 10)),
    ),
    "an exclusion over another": (
        lambda: _reviewed().refused("2026-03-05", LEAD, expert_review("2026-03-23", "2026-03-25", "S-2")),
        r.ExclusionOverlaps(begin=date(2026, 3, 23), until=date(2026, 3, 25)),
    ),
    "an exclusion after the end": (
        lambda: _accepted().refused("2026-03-04", LEAD, expert_review("2026-03-31", "2026-04-02")),
        r.ExclusionOutsideTheLimit(begin=date(2026, 3, 31), start=date(2026, 3, 2), due=date(2026, 3, 30)),
    ),
    "an exclusion told after it began": (
        lambda: _accepted().refused("2026-03-12", LEAD, expert_review("2026-03-10", "2026-03-20")),
        r.ExclusionBackdated(begin=date(2026, 3, 10), told_on=date(2026, 3, 12)),
    ),
    "receiving twice": (
        lambda: _accepted().refused("2026-03-03", CLERK, receive()),
        r.NotAllowedNow(status=Bilingual("已受理", "accepted"), verb=c.Receive.verb()),
    ),
    "accepting twice": (
        lambda: _accepted().refused("2026-03-03", CLERK, ACCEPT),
        r.NotAllowedNow(status=Bilingual("已受理", "accepted"), verb=c.Accept.verb()),
    ),
    "deciding before there is a case": (
        lambda: Table().refused("2026-03-03", LEAD, GRANT),
        r.NotAllowedNow(status=Bilingual("草稿", "a draft"), verb=c.Decide.verb()),
    ),
    "a command for another case": (
        _of_another_case,
        r.CommandForAnotherCase(case_id="case-2", other="case-1"),
    ),
    "the rules of another version": (
        _of_another_version,
        r.WrongItem(case_item="food-operation-licence@2025-01", item="food-operation-licence@2026-03"),
    ),
    "a backdated decision": (
        lambda: _ready().refused("2026-04-01", LEAD, GRANT, occurred="2026-03-30"),
        r.NotBackdatable(verb=c.Decide.verb(), day=date(2026, 3, 30)),
    ),
    "a receipt of tomorrow": (
        lambda: Table().refused("2026-03-02", CLERK, receive(), occurred="2026-03-03"),
        r.OccursInTheFuture(day=date(2026, 3, 3)),
    ),
    "an hour ahead on the same day": (
        lambda: Table().refused("2026-03-02", CLERK, receive(), occurred="2026-03-02", occurred_at="11:00"),
        r.OccursInTheFuture(day=date(2026, 3, 2)),
    ),
    "a supplement of before the receipt": (
        lambda: _noticed().refused("2026-03-04", CLERK, supplement("licence_copy"), occurred="2026-02-27"),
        r.OccursBeforeReceipt(day=date(2026, 2, 27), received_on=date(2026, 3, 2)),
    ),
    "a delivery of before the decision": (
        lambda: (
            Table()
            .decided("2026-03-02", "2026-03-05")
            .refused("2026-03-06", CLERK, DELIVER, occurred="2026-03-04")
        ),
        r.OccursBeforeDecision(day=date(2026, 3, 4), decided_on=date(2026, 3, 5)),
    ),
    "accepting with a gap": (
        lambda: Table().received("2026-03-02", receive("form")).refused("2026-03-02", CLERK, ACCEPT),
        r.MaterialsMissing(
            materials=Bilingual("营业执照复印件、经营场所平面图", "business licence copy, floor plan")
        ),
    ),
    "a material nobody published": (
        lambda: Table().refused("2026-03-02", CLERK, receive("form", "bribe")),
        r.UnknownMaterial(material="bribe"),
    ),
    "a defect in a material nobody published": (
        lambda: Table().received("2026-03-02").refused("2026-03-02", CLERK, notice("bribe")),
        r.UnknownMaterial(material="bribe"),
    ),
    "asking for what this situation does not need": (
        lambda: Table().received("2026-03-02").refused("2026-03-02", CLERK, notice("seat_plan")),
        r.MaterialNotRequired(materials=MATERIALS["seat_plan"].name),
    ),
    "a notice of nothing": (
        lambda: Table().received("2026-03-02").refused("2026-03-02", CLERK, c.RequestSupplement((), "N-1")),
        r.NothingToSupplement(),
    ),
    "a supplement of nothing": (
        lambda: _noticed().refused("2026-03-03", APPLICANT, c.Supplement(())),
        r.NothingHandedIn(),
    ),
    "a supplement when all is in": (
        lambda: _accepted().refused("2026-03-03", APPLICANT, supplement("form")),
        r.NothingIsMissing(),
    ),
    "restating before any supplement": (
        lambda: _noticed().refused("2026-03-03", CLERK, c.RestateDefects((defect("licence_copy"),), "N-2")),
        r.NoSupplementYet(),
    ),
    "a second notice": (
        lambda: _noticed().refused("2026-03-03", CLERK, notice("floor_plan")),
        r.SecondNotice(notice_on=date(2026, 3, 2), added=Bilingual("任何新内容", "anything new")),
    ),
    "a notice after acceptance": (
        lambda: _accepted().refused("2026-03-03", CLERK, notice("form")),
        r.SupplementAfterAcceptance(accepted_on=date(2026, 3, 2)),
    ),
    "declining without saying who has the power": (
        lambda: (
            Table()
            .received("2026-03-02")
            .refused("2026-03-02", CLERK, c.Decline(c.DeclineGround.WRONG_AUTHORITY, WHY))
        ),
        r.RightAuthorityMissing(),
    ),
    "an opinion on a step nobody planned": (
        lambda: _accepted().refused("2026-03-03", ASSISTANT, agree("water")),
        r.UnknownStep(step="water"),
    ),
    "an opinion on a step this situation does not have": (
        lambda: _accepted().refused("2026-03-03", ASSISTANT.at("city_desk"), agree("city")),
        r.UnknownStep(step="city"),
    ),
    "deciding while a department still thinks": (
        lambda: _accepted().refused("2026-03-03", LEAD, GRANT),
        r.StepWaits(
            step=STEPS["decision"].name,
            state=Bilingual("未开始", "waiting"),
            waits_for=Bilingual(
                "审查、消防救援大队意见、卫生健康局意见",
                "examination, opinion of the fire brigade, opinion of the health bureau",
            ),
        ),
    ),
    "the second of two examiners": (
        lambda: _ready().refused("2026-03-04", LEAD, conforms()),
        r.StepNotOpen(step=STEPS["examine"].name, state=Bilingual("已办结", "done")),
    ),
    "completing an opinion": (
        lambda: _accepted().refused("2026-03-03", ASSISTANT, conforms("fire")),
        r.WrongKindOfStep(
            step=STEPS["fire"].name,
            kind=Bilingual("征求意见", "opinion"),
            verb=c.CompleteStep.verb(),
        ),
    ),
    "an opinion in place of an examination": (
        lambda: _accepted().refused("2026-03-03", LEAD, agree("examine")),
        r.WrongKindOfStep(
            step=STEPS["examine"].name,
            kind=Bilingual("审查", "examination"),
            verb=c.GiveOpinion.verb(),
        ),
    ),
    "another department's step": (
        lambda: _accepted().refused("2026-03-03", ASSISTANT, conforms()),
        r.NotYourStep(step=STEPS["examine"].name, post=LICENSING, actor_post=FIRE_DESK),
    ),
    "an outsider at the counter": (
        lambda: Table().received("2026-03-02").refused("2026-03-02", OUTSIDER, ACCEPT),
        r.NotYourStep(step=STEPS["intake"].name, post=WINDOW, actor_post=NOBODY),
    ),
    "an assistant who stops the clock": (
        lambda: _accepted().refused("2026-03-03", ASSISTANT, expert_review("2026-03-10", "2026-03-11")),
        r.NotYourStep(step=STEPS["decision"].name, post=LICENSING, actor_post=FIRE_DESK),
    ),
    "a lead who corrects another department's answer": (
        lambda: _objected().refused("2026-03-04", LEAD, _correct("opinion:fire", "agree")),
        r.NotYourStep(step=STEPS["fire"].name, post=FIRE_DESK, actor_post=LICENSING),
    ),
    "examining what one accepted oneself": (
        lambda: _separated().refused("2026-03-03", CLERK.at("licensing"), conforms()),
        r.SamePersonTwice(),
    ),
    "an objection without reasons": (
        lambda: _accepted().refused("2026-03-03", ASSISTANT, c.GiveOpinion("fire", c.OpinionResult.OBJECT)),
        r.ReasonsMissing(verb=c.GiveOpinion.verb()),
    ),
    "a finding against, without reasons": (
        lambda: _accepted().refused(
            "2026-03-03", LEAD, c.CompleteStep("examine", c.Finding.DOES_NOT_CONFORM)
        ),
        r.ReasonsMissing(verb=c.CompleteStep.verb()),
    ),
    "a refusal without reasons": (
        lambda: _ready().refused("2026-03-04", LEAD, replace(REFUSE, reasons=None)),
        r.ReasonsMissing(verb=Bilingual("不予许可", "refuse a licence")),
    ),
    "a refusal without a basis": (
        lambda: _ready().refused("2026-03-04", LEAD, replace(REFUSE, basis="")),
        r.ReasonsMissing(verb=Bilingual("不予许可", "refuse a licence")),
    ),
    "a refusal without remedies": (
        lambda: _ready().refused("2026-03-04", LEAD, replace(REFUSE, remedies=None)),
        r.RemediesMissing(),
    ),
    "a refusal with half a remedy": (
        lambda: _ready().refused(
            "2026-03-04", LEAD, replace(REFUSE, remedies=replace(REMEDIES, reconsideration_days=0))
        ),
        r.RemediesMissing(),
    ),
    "a licence that is over before it begins": (
        lambda: _ready().refused("2026-03-04", LEAD, replace(GRANT, valid_until=day("2026-03-03"))),
        r.ValidityAlreadyOver(valid_until=date(2026, 3, 3), day=date(2026, 3, 4)),
    ),
    "a licence without the papers it rests on": (
        lambda: _by_silence().refused("2026-02-27", LEAD, GRANT),
        r.GrantLacksMaterials(materials=MATERIALS["floor_plan"].name),
    ),
    "a grant against an objection": (
        lambda: _objected().refused("2026-03-04", LEAD, GRANT),
        r.DisagreementUnresolved(authorities=food_item().name_of("fire")),
    ),
    "a grant against the examination": (
        lambda: _examined_badly().refused("2026-03-04", LEAD, GRANT),
        r.FindingAgainst(steps=STEPS["examine"].name),
    ),
    "a procedure the item does not have": (
        lambda: _accepted().refused(
            "2026-03-04",
            LEAD,
            c.StartSpecialProcedure(SpecialProcedure.HEARING, day("2026-03-10"), day("2026-03-11"), "S-1"),
        ),
        r.NotASpecialProcedure(procedure=Bilingual("听证", "hearing")),
    ),
    "stopping a clock that nothing may stop": (
        lambda: (
            Table(food_item(special_procedures=()))
            .accepted("2026-03-02")
            .refused("2026-03-04", LEAD, expert_review("2026-03-10", "2026-03-11"))
        ),
        r.NotASpecialProcedure(procedure=Bilingual("停止计时", "stopping the clock")),
    ),
    "an extension nobody was told of": (
        lambda: _accepted().refused("2026-03-20", LEAD, replace(EXTEND, notice_number="")),
        r.TellInWriting(verb=c.ExtendLimit.verb()),
    ),
    "ending what never began": (
        lambda: _accepted().refused(
            "2026-03-12", LEAD, c.EndSpecialProcedure(SpecialProcedure.EXPERT_REVIEW, day("2026-03-12"))
        ),
        r.NoSuchSpecialProcedure(procedure=Bilingual("特别程序", "special procedure"), day=date(2026, 3, 12)),
    ),
    "ending it on a day it does not cover": (
        lambda: _reviewed().refused(
            "2026-03-12", LEAD, c.EndSpecialProcedure(SpecialProcedure.EXPERT_REVIEW, day("2026-03-09"))
        ),
        r.NoSuchSpecialProcedure(procedure=Bilingual("专家评审", "expert review"), day=date(2026, 3, 9)),
    ),
    "extending twice": (
        lambda: _extended().refused("2026-03-23", LEAD, EXTEND),
        r.AlreadyExtended(on=date(2026, 3, 20)),
    ),
    "extending too late": (
        lambda: _accepted().refused("2026-03-31", LEAD, EXTEND),
        r.LimitAlreadyPassed(due=date(2026, 3, 30)),
    ),
    "an extension of joint handling that only the agency approved": (
        lambda: Table(joint_item()).accepted("2026-03-02").refused("2026-03-20", LEAD, EXTEND),
        r.ApproverTooLow(needed=Approver.GOVERNMENT_HEAD.label, given=Approver.AGENCY_HEAD.label),
    ),
    "an extension approved by nobody": (
        lambda: _accepted().refused("2026-03-20", LEAD, replace(EXTEND, approver="")),
        r.ApproverMissing(needed=Approver.AGENCY_HEAD.label),
    ),
    "delivering what is not sealed": (
        lambda: Table().decided("2026-03-02", "2026-03-05").refused("2026-03-05", CLERK, DELIVER),
        r.DocumentMissing(document=c.DocumentKind.LICENCE.label),
    ),
    "accepting without a number": (
        lambda: Table().received("2026-03-02").refused("2026-03-02", CLERK, c.Accept("")),
        r.NumberMissing(document=c.DocumentKind.ACCEPTANCE_NOTICE.label),
    ),
    "granting without a number": (
        lambda: _ready().refused("2026-03-04", LEAD, replace(GRANT, number="")),
        r.NumberMissing(document=c.DocumentKind.LICENCE.label),
    ),
    "a licence for a case not decided": (
        lambda: _accepted().refused("2026-03-03", LEAD, LICENCE),
        r.DocumentOfAnotherCase(
            document=c.DocumentKind.LICENCE.label,
            number="L-1",
            expected=Bilingual("尚未决定", "not decided"),
        ),
    ),
    "a licence with another number": (
        lambda: (
            Table()
            .decided("2026-03-02", "2026-03-05")
            .refused("2026-03-05", LEAD, replace(LICENCE, number="L-2"))
        ),
        r.DocumentOfAnotherCase(
            document=c.DocumentKind.LICENCE.label, number="L-2", expected=c.Outcome.GRANTED.label
        ),
    ),
    "an acceptance notice on mere receipt": (
        lambda: (
            Table()
            .received("2026-03-02")
            .refused(
                "2026-03-02",
                CLERK,
                c.RecordDocument(c.DocumentKind.ACCEPTANCE_NOTICE, "A-1", "sha256:a", "blob/a"),
            )
        ),
        r.DocumentPremature(
            document=c.DocumentKind.ACCEPTANCE_NOTICE.label, status=Bilingual("已收件", "received")
        ),
    ),
    "another licence after delivery": (
        lambda: _delivered().refused("2026-03-09", LEAD, replace(LICENCE, digest="sha256:other")),
        r.DocumentAlreadyDelivered(document=c.DocumentKind.LICENCE.label, number="L-1"),
    ),
    "correcting to a day that does not exist": (
        lambda: _accepted().refused("2026-03-04", CLERK, _correct("accepted_on", "2026-02-30")),
        r.UnreadableValue(
            field=Bilingual("受理日", "day of acceptance"),
            value="2026-02-30",
            expected=Bilingual("日期，如 2026-03-02", "a date such as 2026-03-02"),
        ),
    ),
    "correcting to nobody": (
        lambda: _accepted().refused("2026-03-04", CLERK, _correct("applicant", "")),
        r.UnreadableValue(
            field=Bilingual("申请人", "applicant"),
            value="",
            expected=Bilingual("申请人编号", "an applicant's id"),
        ),
    ),
    "correcting acceptance to before receipt": (
        lambda: _accepted().refused("2026-03-04", CLERK, _correct("accepted_on", "2026-02-27")),
        r.DatesOutOfOrder(received_on=date(2026, 3, 2), accepted_on=date(2026, 2, 27)),
    ),
    "correcting receipt to after the notice": (
        lambda: _noticed().refused("2026-03-04", CLERK, _correct("received_on", "2026-03-03")),
        r.DatesOutOfOrder(received_on=date(2026, 3, 3), accepted_on="—"),
    ),
    "correcting what cannot be corrected": (
        lambda: _accepted().refused("2026-03-04", CLERK, _correct("receipt_number", "R-2")),
        r.UnknownField(
            field="receipt_number",
            fields=Bilingual(
                "收件日、受理日、申请人、意见结论、审查结论",
                "day of receipt, day of acceptance, applicant, result, finding",
            ),
        ),
    ),
    "correcting nothing": (
        lambda: _objected().refused("2026-03-04", ASSISTANT, _correct("opinion:fire", "object")),
        r.NothingToCorrect(
            field=Bilingual("消防救援大队意见：意见结论", "opinion of the fire brigade: result"),
            value=c.OpinionResult.OBJECT.label,
        ),
    ),
    "approving one's own correction": (
        lambda: _accepted().refused(
            "2026-03-04", CLERK, _correct("applicant", "subject-wang", CLERK.account)
        ),
        r.FourEyes(),
    ),
    "a correction nobody approves": (
        lambda: _accepted().refused("2026-03-04", CLERK, _correct("applicant", "subject-wang", "")),
        r.FourEyes(),
    ),
    "a correction without reasons": (
        lambda: _accepted().refused("2026-03-04", CLERK, _correct("applicant", "subject-wang", why=None)),
        r.ReasonsMissing(verb=c.CorrectEntry.verb()),
    ),
    "a question left unanswered": (
        lambda: Table().refused("2026-03-02", CLERK, receive(facts={})),
        r.FactMissing(fact="outdoor_seats"),
    ),
    "an answer of another kind": (
        lambda: Table().refused("2026-03-02", CLERK, receive(facts={"outdoor_seats": "perhaps"})),
        r.FactOfAnotherKind(fact="outdoor_seats", value="perhaps", expected=True),
    ),
    "words put in order": (
        lambda: _raised(lambda: holds(Compare("town", Operator.LESS, "b"), {"town": "a"})),
        r.FactOfAnotherKind(fact="town", value="a", expected="b"),
    ),
}

#: Raised where cases are looked up, not in the kernel.
ELSEWHERE = {r.CaseNotFound, r.CommandIdReused}


@pytest.mark.parametrize("scene", SCENES)
def test_the_scene_is_refused_with_all_particulars(scene):
    act, expected = SCENES[scene]
    assert act() == expected


def _all_refusals() -> set[type[r.Refusal]]:
    return {
        kind
        for kind in vars(r).values()
        if isinstance(kind, type) and issubclass(kind, r.Refusal) and kind is not r.Refusal
    }


def test_every_refusal_of_the_kernel_has_a_scene():
    assert {type(expected) for _, expected in SCENES.values()} == _all_refusals() - ELSEWHERE


@pytest.mark.parametrize("kind", sorted(_all_refusals(), key=lambda k: k.__name__))
def test_every_refusal_is_written_in_both_languages_with_a_remedy_and_a_title(kind):
    assert all((kind.zh, kind.en, kind.remedy_zh, kind.remedy_en, kind.__doc__))
    assert kind in ELSEWHERE or kind is r.NothingToCorrect or kind.basis
    assert not re.search("[一-鿿]", kind.en + kind.remedy_en)
    blanks = [set(re.findall(r"{(\w+)}", text)) for text in (kind.zh, kind.en)]
    assert blanks[0] == blanks[1]


@pytest.mark.parametrize("scene", SCENES)
def test_what_the_reader_sees_has_no_blank_and_no_raw_name(scene):
    expected = SCENES[scene][1]
    said = [
        text.say(language) for text in (expected.sentence, expected.remedy) for language in ("zh-hans", "en")
    ]
    assert all(said)
    assert not re.search(r"[{}]|None|Bilingual|StrEnum|  ", " ".join(said))
    names = {*food_item().names, *STEPS, *MATERIALS}
    chinese = " ".join(said[::2])
    unnamed = {"water", "city", "bribe"}  # not of this case or this item: there is no name to give
    assert not (set(re.findall(r"[a-z_]{4,}", chinese)) & names) - unnamed


def test_the_code_of_a_refusal_is_its_name_in_small_letters():
    assert r.MaterialsMissing.code() == "materials_missing"


def test_refusals_are_equal_when_they_say_the_same():
    assert r.LimitNotPositive(amount=0) == r.LimitNotPositive(amount=0) != r.LimitNotPositive(amount=1)
    assert len({r.LimitNotPositive(amount=0), r.LimitNotPositive(amount=0)}) == 1
    assert r.LimitNotPositive(amount=0) != r.NothingToSupplement()


# --- lawful neighbours of the refusals above


def test_what_was_accepted_by_silence_with_a_gap_may_be_completed_and_then_granted():
    table = _by_silence()
    table.on("2026-02-27", APPLICANT, supplement("floor_plan"))
    before = table.dues()

    assert table.case.missing == ()
    assert before == table.dues()
    assert table.on("2026-02-27", LEAD, GRANT, at="15:00")[0].outcome is c.Outcome.GRANTED


def test_a_step_that_only_some_situations_have_is_planned_in_those():
    table = Table().accepted("2026-03-02", outdoors())
    assert [s.plan.id for s in table.case.open_steps] == ["examine", "fire", "health", "city"]


def test_a_colleague_examines_what_the_clerk_accepted():
    table = _separated()
    assert len(table.on("2026-03-03", LEAD, conforms())) == 1


def test_the_same_document_recorded_again_changes_nothing_even_after_delivery():
    assert _delivered().on("2026-03-09", LEAD, LICENCE) == ()


def test_an_instant_without_a_time_zone_is_a_fault_not_a_refusal():
    table = _accepted()
    command = replace(table.command("2026-03-03", LEAD, PASSING), at=datetime(2026, 3, 3, 10))
    with pytest.raises(ValueError, match="time zone"):
        decide(table.case, command, table.item, table.calendar)


@pytest.mark.parametrize(
    ("at", "kind"),
    [
        (datetime.max.replace(tzinfo=UTC), r.BeyondTheCalendar),
        (datetime.min.replace(tzinfo=UTC), r.BeforeTheCalendar),
    ],
)
def test_the_ends_of_time_are_refused_and_never_a_fault(at, kind):
    table = Table()
    command = replace(table.command("2026-03-03", CLERK, receive()), at=at)
    assert type(_raised(lambda: decide(table.case, command, table.item, table.calendar))) is kind


def test_a_defect_of_a_material_nobody_knows_is_refused_when_restated_too():
    table = Table().received("2026-03-02", receive("form", "licence_copy"))
    table.on("2026-03-02", CLERK, notice("floor_plan"))
    table.on("2026-03-03", APPLICANT, supplement("licence_copy"))
    refused = table.refused("2026-03-03", CLERK, c.RestateDefects((defect("bribe"),), "N-2"))
    assert refused == r.UnknownMaterial(material="bribe")


@pytest.mark.parametrize("field", ["at", "occurred_at"])
def test_an_instant_without_a_time_zone_is_bad_input_wherever_it_stands(field):
    table = _accepted()
    command = replace(table.command("2026-03-03", LEAD, PASSING), **{field: datetime(2026, 3, 3, 9)})
    with pytest.raises(r.InstantWithoutZone) as told:
        decide(table.case, command, table.item, table.calendar)
    assert isinstance(told.value, r.BadInput)
    assert "2026-03-03T09:00:00" in told.value.sentence.zh
