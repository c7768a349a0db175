"""办件的一生 — `decide(case, command) → events`; `evolve(case, event) → case` is in `evolution/`.

Deciding may refuse, evolving never does. No clock is read, no file opened, nothing looked up: the
platform, the simulator and the auditor run exactly this.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tongban.kernel.calendar import Calendar
from tongban.kernel.case import (
    challenge,
    commitment,
    correction,
    custody,
    dispute,
    ending,
    fee,
    hearing,
    inspection,
    intake,
    licence,
    limits,
    lower_review,
    meeting,
    observation,
    outcome,
    oversight,
    recounting,
    refund,
    service,
    signals,
    steps,
    survey,
    tolerance,
    transfer,
)
from tongban.kernel.case import commands as c
from tongban.kernel.case.allowed import check
from tongban.kernel.case.commands import Body, Command
from tongban.kernel.case.events import Event
from tongban.kernel.case.item import Item
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.case.passing import notice_passing
from tongban.kernel.case.state import Case, Status
from tongban.kernel.refusals import (
    CommandForAnotherCase,
    NotBackdatable,
    OccursBeforeDecision,
    OccursBeforeReceipt,
    OccursInTheFuture,
    WrongItem,
)

#: verb → who decides it: the table of contents of the kernel.
DECIDERS: Mapping[type[Body], Callable[[Unfolding, Any], None]] = {
    c.Receive: intake.receive,
    c.RequestSupplement: intake.request_supplement,
    c.Supplement: intake.supplement,
    c.RestateDefects: intake.restate,
    c.Accept: intake.accept,
    c.TellCommitment: commitment.tell,
    c.Commit: commitment.commit,
    c.AcceptWithGap: tolerance.accept_with_gap,
    c.ReturnApplication: tolerance.return_application,
    c.Decline: intake.decline,
    c.Withdraw: intake.withdraw,
    c.TakeOver: ending.take_over,
    c.EndCase: ending.end,
    c.TakeStep: steps.take,
    c.CompleteStep: steps.complete,
    c.ScheduleSurvey: survey.schedule,
    c.RecordFailedSurvey: survey.record_failed,
    c.RecordSurvey: survey.record,
    c.AssignInspectors: inspection.assign,
    c.SendUp: lower_review.send_up,
    c.GiveOpinion: steps.give_opinion,
    c.RecordObservation: observation.record,
    c.ConveneMeeting: meeting.convene,
    c.PostponeMeeting: meeting.postpone,
    c.HoldMeeting: meeting.hold,
    c.EscalateDispute: dispute.escalate,
    c.RuleOnDispute: dispute.rule_on,
    c.StartSpecialProcedure: limits.start_special,
    c.EndSpecialProcedure: limits.end_special,
    c.ExtendLimit: limits.extend,
    c.FindInterest: hearing.find_interest,
    c.TellInterestedParty: hearing.tell_interested_party,
    c.RecordStatement: hearing.record_statement,
    c.TellHearingRight: hearing.tell_hearing_right,
    c.RequestHearing: hearing.request_hearing,
    c.WaiveHearing: hearing.waive_hearing,
    c.AnnounceHearing: hearing.announce_hearing,
    c.ScheduleHearing: hearing.schedule_hearing,
    c.NotifyOfHearing: hearing.notify_of_hearing,
    c.HoldHearing: hearing.hold_hearing,
    c.Decide: outcome.decide_outcome,
    c.RecordDocument: outcome.record_document,
    c.Deliver: outcome.deliver,
    c.DispatchDocument: service.dispatch,
    c.RecordBounce: service.bounce,
    c.AnnounceService: service.announce,
    c.RecordService: service.record,
    c.ConfirmService: service.confirm,
    c.AgreeToElectronicService: service.agree,
    c.EndElectronicService: service.end_consent,
    c.TakeOriginal: custody.take,
    c.HandOverOriginal: custody.hand_over,
    c.AcknowledgeOriginal: custody.acknowledge,
    c.ReturnOriginal: custody.give_back,
    c.RecordLostOriginal: custody.lose,
    c.RecordCheck: commitment.record_check,
    c.OrderRectification: commitment.order_rectification,
    c.RecordRectification: commitment.record_rectification,
    c.TellRevocation: licence.tell_revocation,
    c.Revoke: licence.revoke,
    c.Cancel: licence.cancel,
    c.RecordCredit: licence.record_credit,
    c.AcknowledgeHandOver: oversight.acknowledge,
    c.RejectHandOver: oversight.reject,
    c.HandOverAgain: oversight.hand_over_again,
    c.AssessFee: fee.assess,
    c.RecordPayment: fee.record_payment,
    c.ProposeWaiver: fee.propose_waiver,
    c.ProposeRefund: fee.propose_refund,
    c.AnswerFeeProposal: fee.answer_proposal,
    c.RecordRefund: refund.record_refund,
    c.RecordRefundRefused: refund.record_refused,
    c.RedirectRefund: refund.redirect,
    c.PayRefund: refund.pay,
    c.RecordChallenge: challenge.record,
    c.RecordReply: challenge.reply,
    c.SuspendExecution: challenge.suspend,
    c.ResumeExecution: challenge.resume,
    c.RecordChallengeOutcome: challenge.end,
    c.TransferCase: transfer.transfer,
    c.CorrectEntry: correction.correct,
    c.RecountClocks: recounting.recount,
    c.TurnSignals: signals.turn,
}

#: What may be entered as of an earlier day; anything else happens when it is entered.
LATE_ENTRIES: tuple[type[Body], ...] = (
    c.Receive,
    c.Supplement,
    c.RecordObservation,
    c.RecordFailedSurvey,
    c.RecordSurvey,
    c.PostponeMeeting,
    c.HoldMeeting,
    c.RuleOnDispute,
    c.TellInterestedParty,
    c.RecordStatement,
    c.TellHearingRight,
    c.RequestHearing,
    c.WaiveHearing,
    c.NotifyOfHearing,
    c.HoldHearing,
    c.Deliver,
    c.DispatchDocument,
    c.RecordBounce,
    c.AnnounceService,
    c.RecordService,
    c.AgreeToElectronicService,
    c.TakeOriginal,
    c.ReturnOriginal,
    c.RecordPayment,
    c.RecordRefund,
    c.RecordRefundRefused,
    c.RecordChallenge,
    c.RecordReply,
)


def decide(case: Case, command: Command, item: Item, calendar: Calendar) -> tuple[Event, ...]:
    """What happens if the command is carried out: its events, or a refusal.

    Time has its effects first, as of the day the act happened: the law does not wait for the sweep
    (a notice on the sixth working day meets an application already accepted by silence).

    Args:
        case: the fold of the events so far; `Case()` before the first.
        command: who asks what, when; every outside fact already resolved.
        item: the version in force when the papers were received.
        calendar: the region's working days, as known at the instant of the command.

    Raises:
        Refusal: the rules say no; nothing has happened.
    """
    return decide_and_evolve(case, command, item, calendar)[0]


def decide_and_evolve(
    case: Case, command: Command, item: Item, calendar: Calendar
) -> tuple[tuple[Event, ...], Case]:
    """`decide`, and the case after its events, which deciding has worked out and nobody need work out again.

    Raises:
        Refusal: as `decide`.
    """
    command = observation.as_it_can_be(case, command, calendar)
    matter = Matter(case, command, transfer.as_held(item, case), calendar)
    _check_item(matter)
    _check_time(matter)
    unfolding = Unfolding(matter)
    # What has passed by the new calendar is said once it is on record that the days moved: by the sweep.
    if not isinstance(command.body, c.RecountClocks):
        notice_passing(unfolding)
    if not isinstance(command.body, c.NoticePassing):
        check(unfolding.matter, type(command.body), getattr(command.body, "step", ""))
        DECIDERS[type(command.body)](unfolding, command.body)
    fee.drop_what_is_owed_no_more(unfolding)
    _check_clocks(case, unfolding.matter)
    return tuple(unfolding.events), unfolding.case


def _check_item(matter: Matter) -> None:
    case, item = matter.case, matter.item
    if case.id not in ("", matter.command.case_id):
        raise CommandForAnotherCase(case_id=matter.command.case_id, other=case.id)
    if case.status is not Status.DRAFT and (case.item, case.item_version, case.item_digest) != (
        item.id,
        item.version,
        item.digest,
    ):
        raise WrongItem(case_item=f"{case.item}@{case.item_version}", item=f"{item.id}@{item.version}")


def _check_time(matter: Matter) -> None:
    command = matter.command
    if command.occurred_at is None:
        return
    day, today = matter.day, matter.today  # before anything is compared: both instants have a time zone
    if command.occurred_at > command.at:
        raise OccursInTheFuture(day=day)
    if day != today and not isinstance(command.body, LATE_ENTRIES):
        raise NotBackdatable(verb=command.body.verb(), day=matter.day)
    decided_on = matter.case.decided_on
    if decided_on is not None and matter.day < decided_on and isinstance(command.body, c.Deliver):
        raise OccursBeforeDecision(day=matter.day, decided_on=decided_on)
    received_on = matter.case.received_on
    if received_on is not None and matter.day < received_on:
        raise OccursBeforeReceipt(day=matter.day, received_on=received_on)


def _check_clocks(before: Case, after: Matter) -> None:
    # A clock whose end cannot be counted would stop every later command on the case.
    for name, clock in after.case.clocks.items():
        if clock is not before.clocks.get(name):
            clock.due(after.calendar)
