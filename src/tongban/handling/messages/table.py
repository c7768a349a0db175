"""告知表 — event by event who is told what, and of which events nobody is told, with the reason.

What an applicant is owed by law is told by a document 文书; a message says that something happened and
where to look. Officials are told what waits for them and what is about to be late, not their own acts.
"""

from collections.abc import Mapping

from tongban.handling.messages import for_people as people
from tongban.handling.messages import for_posts as posts
from tongban.handling.messages import fought as f
from tongban.handling.messages import holders as h
from tongban.handling.messages import money as m
from tongban.handling.messages import papers
from tongban.handling.messages import people as p
from tongban.handling.messages import posts as o
from tongban.handling.messages.rules import (
    applicant,
    arranging,
    holder,
    intake,
    lead,
    nothing,
    post,
    supervisor,
)
from tongban.handling.messages.telling import Audience, Rule
from tongban.kernel import Happening
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.fee_rule import yuan
from tongban.kernel.clock import ClockKind

#: 告知表.
TOLD: Mapping[type[Happening], tuple[Rule, ...]] = {
    e.Received: (
        applicant(p.RECEIVED, lambda b, s: {"number": b.receipt_number, "by": s.due(ClockKind.NOTICE)}),
    ),
    e.SupplementRequested: (
        applicant(p.GAPS, lambda b, _: {"n": str(len(b.defects)), "number": b.notice_number}),
    ),
    e.DefectsRestated: (
        applicant(p.GAPS_LEFT, lambda b, _: {"n": str(len(b.defects)), "number": b.notice_number}),
    ),
    e.Supplemented: (
        applicant(p.SUPPLEMENT_RECEIVED, people.supplemented),
        applicant(p.PAPERS_RECEIVED, people.came_later),
        intake(o.SUPPLEMENT_CAME, people.supplemented),
    ),
    e.Accepted: (
        applicant(p.ACCEPTED, people.accepted(deemed=False)),
        applicant(p.ACCEPTED_BY_SILENCE, people.accepted(deemed=True)),
        intake(o.SILENCE_ACCEPTED, people.by_silence),
        supervisor(o.SILENCE_ACCEPTED, people.by_silence),
    ),
    e.Declined: (applicant(p.DECLINED, lambda b, _: {"decline_ground": b.ground.value}),),
    e.Withdrawn: (applicant(p.WITHDRAWN, nothing), post(o.CASE_WITHDRAWN, posts.stopped(nothing))),
    e.CaseEnded: (
        applicant(p.CASE_ENDED, lambda b, _: {"end_ground": b.ground.value, "number": b.notice_number}),
        post(o.CASE_CLOSED_UNDECIDED, posts.stopped(lambda b, _: {"end_ground": b.ground.value})),
    ),
    e.ApplicationTakenOver: (applicant(p.TAKEN_OVER, lambda b, _: {"succession_ground": b.ground.value}),),
    e.CaseTransferred: (
        applicant(p.TRANSFERRED, lambda b, _: {"number": b.document}),
        post(o.CASE_MOVED_HERE, posts.moved_here),
    ),
    e.GapTolerated: (
        applicant(
            p.GAP_TOLERATED,
            lambda b, s: {
                "n": str(len(b.materials)),
                "by": s.due(ClockKind.GAP),
                "number": b.notice_number,
            },
        ),
    ),
    e.GapFilled: (
        applicant(p.GAP_FILLED, lambda b, _: {"n": str(len(b.materials))}),
        lead(o.GAP_CLOSED, lambda b, _: {"n": str(len(b.materials))}),
    ),
    e.GapMissed: (
        applicant(p.GAP_MISSED, people.gap_missed(further=False)),
        applicant(p.GAP_MISSED_MORE_DAYS, people.gap_missed(further=True)),
        lead(o.GAP_OPEN, lambda b, _: {"n": str(len(b.materials)), "due_on": str(b.due_on)}),
    ),
    e.ApplicationReturned: (applicant(p.RETURNED, lambda b, _: {"number": b.notice_number}),),
    e.StepsOpened: (
        post(o.STEP_OPENED, posts.opened(o.STEP_OPENED)),
        post(o.OPINION_ASKED, posts.opened(o.OPINION_ASKED)),
        post(o.OPINION_ASKED_OR_CONSENT, posts.opened(o.OPINION_ASKED_OR_CONSENT)),
    ),
    e.OpinionGiven: (lead(o.OBJECTION, posts.objected), lead(o.OPINION_LATE, posts.late)),
    e.ObjectionDisregarded: (
        post(o.OBJECTION_DISREGARDED, lambda b, s: [(s.step_post(b.step), posts.disregarded(b, s))]),
        lead(o.OBJECTION_DISREGARDED, posts.disregarded),
        supervisor(o.OBJECTION_DISREGARDED, posts.disregarded),
    ),
    e.DisagreementArose: (
        arranging(o.MEETING_OWED, lambda b, s: {"steps": " ".join(b.steps), "by": s.due(ClockKind.MEETING)}),
    ),
    e.MeetingConvened: (
        post(o.MEETING_CALLED, posts.invited(posts.called)),
        applicant(p.MEETING_FIXED, lambda b, _: {"day": str(b.meeting_on)}),
    ),
    e.MeetingPostponed: (
        post(o.MEETING_NOT_HELD, posts.invited(posts.not_held)),
        supervisor(o.MEETING_MISSED, posts.missed),
    ),
    e.MeetingHeld: (
        post(o.MEETING_WAS_HELD, posts.each_objecting(posts.met)),
        applicant(p.MEETING_OVER, posts.met),
    ),
    e.DisputeEscalated: (
        post(o.RULING_ASKED, posts.to_the_superior),
        post(o.DISPUTE_WENT_UP, posts.each_objecting(posts.went_up)),
        supervisor(o.DISPUTE_WENT_UP, posts.went_up),
        applicant(p.DISPUTE_UP, lambda b, s: {"by": s.due(ClockKind.RULING)}),
    ),
    e.DisputeRuled: (
        arranging(o.DISPUTE_WAS_RULED, posts.ruled),
        post(o.DISPUTE_WAS_RULED, posts.each_objecting(posts.ruled)),
        supervisor(o.DISPUTE_WAS_RULED, posts.ruled),
        applicant(p.DISPUTE_DECIDED, lambda b, _: {"ruling": b.result.value}),
    ),
    e.ConsentDeemed: (
        post(o.SILENCE_CONSENTED, lambda b, s: [(s.step_post(b.step), posts.consented(b, s))]),
        lead(o.SILENCE_CONSENTED, posts.consented),
        supervisor(o.SILENCE_CONSENTED, posts.consented),
    ),
    e.SentUp: (applicant(p.SENT_UP, lambda b, _: {"number": b.number}),),
    e.ObservationRecorded: (lead(o.RESULT_DIFFERS, posts.observed),),
    e.InspectorsAssigned: (Rule(Audience.STAFF, o.TO_INSPECT, posts.to_inspect),),
    e.SurveyScheduled: (applicant(p.SURVEY_SCHEDULED, lambda b, _: {"day": str(b.survey_on)}),),
    e.SurveyFailed: (applicant(p.SURVEY_FAILED, lambda b, _: {"survey_failure": b.why.value}),),
    e.SurveyRecorded: (
        applicant(p.SURVEYED, people.surveyed(to_rectify=False)),
        applicant(p.SURVEY_TO_RECTIFY, people.surveyed(to_rectify=True)),
    ),
    e.InterestedPartyTold: (Rule(Audience.PARTY, p.PARTY_TOLD, people.told),),
    e.StatementRecorded: (lead(o.STATEMENT_CAME, nothing),),
    e.HearingRightTold: (
        applicant(p.HEARING_RIGHT, people.if_applicant(people.right)),
        Rule(Audience.PARTY, p.HEARING_RIGHT, people.if_party(people.right)),
    ),
    e.HearingRequested: (lead(o.HEARING_WANTED, lambda b, s: {"by": s.due(ClockKind.HEARING)}),),
    e.HearingWaived: (lead(o.HEARING_NOT_WANTED, nothing),),
    e.HearingNotRequested: (
        applicant(p.HEARING_RIGHT_OVER, people.if_applicant(people.right_over)),
        Rule(Audience.PARTY, p.HEARING_RIGHT_OVER, people.if_party(people.right_over)),
        lead(o.HEARING_NOT_WANTED, nothing),
    ),
    e.HearingAnnounced: (
        applicant(p.HEARING_ANNOUNCED, lambda b, _: {"number": b.announcement_number}),
        Rule(
            Audience.PARTY,
            p.HEARING_ANNOUNCED,
            people.every_party(lambda b, _: {"number": b.announcement_number}),
        ),
    ),
    e.HearingNotified: (
        applicant(p.HEARING_NOTICE, people.notice_of_hearing),
        Rule(Audience.PARTY, p.HEARING_NOTICE, people.every_party(people.notice_of_hearing)),
    ),
    e.HearingHeld: (
        applicant(p.HEARING_HELD, people.held),
        Rule(Audience.PARTY, p.HEARING_HELD, people.every_party(people.held)),
    ),
    e.TimeExcluded: (applicant(p.TIME_EXCLUDED, people.excluded),),
    e.TimeResumed: (applicant(p.TIME_RESUMED, people.resumed),),
    e.LimitExtended: (
        applicant(
            p.LIMIT_EXTENDED,
            lambda b, s: {
                "approver": b.approved_by.value,
                "number": b.notice_number,
                "by": s.due(ClockKind.STATUTORY),
            },
        ),
    ),
    e.LimitPassed: (
        applicant(p.PROMISE_PASSED, people.passed(ClockKind.PROMISED)),
        applicant(p.LIMIT_PASSED, people.passed(ClockKind.STATUTORY)),
        applicant(m.TIME_TO_PAY_OVER, m.unpaid),
        lead(m.NOT_PAID_IN_TIME, m.unpaid),
        applicant(p.SUPPLEMENT_TIME_OVER, people.passed(ClockKind.SUPPLEMENT)),
        intake(o.SUPPLEMENT_TIME_OVER_HERE, people.passed(ClockKind.SUPPLEMENT)),
        lead(o.GAP_OVER, people.passed(ClockKind.GAP_REMINDER)),
        post(o.RECTIFICATION_OVER, posts.check_post(people.passed(ClockKind.RECTIFICATION))),
    ),
    e.SignalTurned: (
        post(o.SIGNAL_TURNED, posts.turned_at),
        supervisor(o.SIGNAL_TURNED, posts.turned),
        post(o.SILENCE_ACCEPTS, posts.silence(ClockKind.NOTICE)),
        post(o.SILENCE_CONSENTS, posts.silence(ClockKind.STEP)),
        post(o.SILENCE_RENEWS, posts.silence(ClockKind.RENEWAL)),
    ),
    e.ClocksRecounted: (
        applicant(p.PROMISE_MOVED, people.moved(ClockKind.PROMISED)),
        applicant(p.LIMIT_MOVED, people.moved(ClockKind.STATUTORY)),
        *(
            applicant(code, people.moved(people.CLOCKS.get(kind, kind)))
            for kind, code in p.DAYS_MOVED.items()
        ),
        *(applicant(code, people.moved_of_kind(kind)) for kind, code in p.REMEDIES_MOVED.items()),
        Rule(Audience.PARTY, p.DAYS_MOVED[ClockKind.HEARING_REQUEST], people.moved_for_parties),
    ),
    e.Decided: (
        applicant(p.GRANTED, people.decided(c.Outcome.GRANTED)),
        applicant(p.REFUSED, people.decided(c.Outcome.REFUSED)),
    ),
    e.RenewalDeemed: (
        applicant(p.RENEWAL_DEEMED, people.renewed(until=False)),
        applicant(p.RENEWAL_DEEMED_UNTIL, people.renewed(until=True)),
        lead(o.SILENCE_RENEWED, lambda b, _: {"number": b.number}),
        supervisor(o.SILENCE_RENEWED, lambda b, _: {"number": b.number}),
    ),
    e.DocumentRecorded: (
        applicant(p.LICENCE_READY, people.made(c.DocumentKind.LICENCE)),
        applicant(p.REFUSAL_READY, people.made(c.DocumentKind.REFUSAL)),
    ),
    e.Delivered: (
        applicant(p.DELIVERED, lambda b, _: {"method": b.method.value}),
        applicant(papers.REMEDIES, papers.remedies_of_delivery),
    ),
    e.DocumentDispatched: (
        applicant(papers.SENT, people.if_applicant(papers.sent(c.DeliveryMethod.POST))),
        applicant(papers.TO_CONFIRM, people.if_applicant(papers.sent(c.DeliveryMethod.ELECTRONIC))),
        Rule(Audience.PARTY, papers.SENT, people.if_party(papers.sent(c.DeliveryMethod.POST))),
    ),
    e.DocumentBounced: (
        applicant(papers.CAME_BACK, people.if_applicant(papers.back_for_others)),
        Rule(Audience.PARTY, papers.CAME_BACK, people.if_party(papers.back_for_others)),
        post(papers.TO_SEND_AGAIN, papers.to_send_again),
    ),
    e.ServiceAnnounced: (
        applicant(papers.ANNOUNCED, people.if_applicant(papers.announced)),
        Rule(Audience.PARTY, papers.ANNOUNCED, people.if_party(papers.announced)),
    ),
    e.DocumentServed: (
        applicant(papers.SERVED, people.if_applicant(papers.served)),
        applicant(papers.REMEDIES, people.if_applicant(papers.remedies_of_service)),
        Rule(Audience.PARTY, papers.SERVED, people.if_party(papers.served)),
    ),
    e.OriginalTaken: (applicant(papers.ORIGINAL_TAKEN, papers.original),),
    e.OriginalHandedOver: (post(papers.ORIGINAL_HANDED_OVER, papers.handed_over),),
    e.OriginalReturned: (applicant(papers.ORIGINAL_RETURNED, papers.returned),),
    e.OriginalLost: (applicant(papers.ORIGINAL_LOST, papers.original),),
    e.EntryCorrected: (applicant(p.ENTRY_CORRECTED, people.corrected),),
    e.CheckPlanned: (
        holder(p.CHECK_PLANNED, posts.check_due),
        post(o.CHECK_DUE, posts.check_post(posts.check_due)),
    ),
    e.CheckRecorded: (holder(p.CHECKED, lambda b, _: {"finding": b.finding.value}),),
    e.RectificationOrdered: (
        holder(
            p.RECTIFICATION_ORDERED,
            lambda b, s: {"by": s.due(ClockKind.RECTIFICATION), "number": b.notice_number},
        ),
    ),
    e.RectificationRecorded: (
        holder(p.RECTIFIED, lambda b, _: {} if b.passed else None),
        holder(p.NOT_RECTIFIED, lambda b, _: None if b.passed else {}),
    ),
    e.RevocationTold: (
        holder(
            h.REVOCATION_INTENDED,
            lambda b, _: {
                "revocation_ground": b.ground.value,
                "by": str(b.respond_by),
                "number": b.notice_number,
            },
        ),
    ),
    e.Revoked: (holder(h.REVOKED, lambda b, _: {"revocation_ground": b.ground.value, "number": b.number}),),
    e.Cancelled: (
        holder(h.CANCELLED, lambda b, _: {"cancellation_ground": b.ground.value, "number": b.number}),
    ),
    e.CreditRecorded: (holder(h.CREDIT_RECORDED, lambda b, _: {"number": b.credit_number}),),
    e.HandedOver: (
        post(o.HAND_OVER_CAME, posts.handed_over(again=False)),
        post(o.HAND_OVER_CAME_AGAIN, posts.handed_over(again=True)),
    ),
    e.HandOverRejected: (
        post(o.HAND_OVER_NOT_THEIRS, posts.sent_back(c.HandOverFault.WRONG_AUTHORITY)),
        post(o.HAND_OVER_INCOMPLETE, posts.sent_back(c.HandOverFault.INCOMPLETE)),
    ),
    e.FeeAssessed: (
        applicant(m.TO_PAY, m.to_pay(in_time=True)),
        applicant(m.TO_PAY_NO_TIME, m.to_pay(in_time=False)),
    ),
    e.PaymentRecorded: (
        applicant(m.PAID, m.came_in("settled")),
        applicant(m.PAID_IN_PART, m.came_in("short")),
        applicant(m.PAID_TOO_MUCH, m.came_in("over")),
        lead(m.MONEY_DIFFERS, m.differs),
    ),
    e.WaiverProposed: (post(m.PROPOSED, m.to_answer),),
    e.FeeWaived: (applicant(m.WAIVED, m.waived),),
    e.RefundProposed: (post(m.PROPOSED, m.to_answer),),
    e.RefundApproved: (
        applicant(m.REFUND_COMES, m.goes_back(by_counter=False)),
        applicant(m.REFUND_AT_COUNTER, m.goes_back(by_counter=True)),
        intake(m.TO_PAY_OUT, m.to_pay_out),
    ),
    e.FeeProposalRejected: (applicant(m.NOT_WAIVED, nothing),),
    e.RefundRecorded: (
        applicant(m.REFUNDED, lambda b, _: {"amount": yuan(b.amount), "transaction": b.transaction}),
        lead(m.MONEY_DIFFERS, m.differs),
    ),
    e.RefundRefused: (post(m.REFUND_STUCK, m.stuck),),
    e.RefundRedirected: (applicant(m.REFUND_MOVED, m.moved), intake(m.MOVED_TO_PAY_OUT, m.moved)),
    e.FeeDropped: (applicant(m.OWED_NO_MORE, lambda b, _: {"amount": yuan(b.amount)}),),
    e.ChallengeRecorded: (
        applicant(f.CHALLENGED, people.challenged),
        lead(o.CHALLENGE_TO_ANSWER, posts.to_answer),
    ),
    e.ExecutionSuspended: (applicant(f.EXECUTION_SUSPENDED, lambda b, _: {"number": b.number}),),
    e.ExecutionResumed: (applicant(f.EXECUTION_RESUMED, lambda b, _: {"number": b.number}),),
    e.ChallengeEnded: (
        applicant(f.CHALLENGE_ENDED, people.challenge_ended(anew=False)),
        applicant(f.DECIDED_ANEW, people.challenge_ended(anew=True)),
        lead(o.CHALLENGE_OUTCOME, posts.challenge_outcome),
    ),
    e.BanEnded: (applicant(h.BAN_OVER, lambda b, _: {"due_on": str(b.due_on)}),),
}

#: 不告知 — the events of which nobody is told, and why.
NOBODY: Mapping[type[Happening], str] = {
    e.StepsPlanned: "the plan; each step's post is told when its step opens",
    e.StepTaken: "somebody's own act; the list of the post shows who has it",
    e.StepCompleted: "somebody's own act; what it opens is told to the next post",
    e.InterestFound: "the office's finding; each party is told by a notice of its own",
    e.HearingScheduled: "the office's own preparation; the notice of the hearing tells day and place",
    e.CommitmentTold: "told to the applicant in person, with the sheet in hand",
    e.HandOverAcknowledged: "the overseer's own act; the case shows that they have it, and their plan",
    e.ReplyRecorded: "the agency's own act before the body or court, which sends it on",
    e.Committed: "the applicant's own act, with the sheet in hand",
    e.ElectronicServiceAgreed: "the applicant's own act; the case page shows it",
    e.ElectronicServiceEnded: "the applicant's own act; what comes back is told to the post that serves",
    e.RemedyTimeEnded: "a right that was not used; until when it could be was told with the service",
    e.OriginalAcknowledged: "somebody's own act; the case names which post has it",
}
