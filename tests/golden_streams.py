"""Writes golden streams of today's event format; run for a new schema version, never to mend an old file.

    PYTHONPATH=src:tests python tests/golden_streams.py DIRECTORY

A committed file stays as it is: every stream ever written must replay for ever. Acts that are recorded more
fully since have a stream of a later number: `12_renewed` did not know the authority's own article yet,
`10_revoked` left a case open whose licence had ended undelivered, `33_fought` gave what was decided anew
no days to be delivered in, `31_charged` did not say which payments a refund was taken from.
"""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from cast import (
    ACCEPT,
    ACCEPT_WITH_GAP,
    ANNOUNCE,
    APPLICANT,
    ASSIGN,
    ASSISTANT,
    BOUNCED,
    BUREAU,
    CHALLENGE,
    CLERK,
    COMMIT,
    DELIVER,
    DIED,
    DISTRICT,
    EXTEND,
    FOUND,
    GRANT,
    GRANT_ON_MINUTES,
    HAND_OVER,
    INHERIT,
    LEAD,
    LICENCE,
    LOSE_ORIGINAL,
    MINUTES,
    NEIGHBOUR,
    NOT_OURS,
    NOTIFY,
    OBSERVER,
    OLD_LICENCE,
    ON_COMMITMENT,
    OVERSEER,
    OVERSIGHT,
    PAIR,
    PAPER,
    PASSING,
    POST_IT,
    PUBLISHED,
    REFUSE,
    RETURN,
    RETURN_ORIGINAL,
    REVOKE,
    SIGNED,
    SIGNED_FOR,
    SWEEP,
    TAKE_ORIGINAL,
    TAKE_OVERSIGHT,
    TELL_COMMITMENT,
    WHY,
    Table,
    again,
    agree,
    cancellation_item,
    checked,
    commitment_item,
    conforms,
    day,
    defect,
    expert_review,
    food_item,
    gap_item,
    inspected_item,
    intended,
    joint_item,
    moved,
    notice,
    noticed,
    objection,
    outcome_of,
    overseen_item,
    receive,
    renewal_item,
    reviewed_item,
    right_told,
    schedule,
    send_up,
    served_item,
    succession_item,
    supplement,
    survey_item,
    surveyed,
    told,
    visit,
)
from charged import APPROVE, ASSESS, DECIDER, PLATFORM, REJECT, RULE, WAIVE, paid, refund, taken
from conferred import (
    ESCALATE,
    GOVERNMENT,
    PLANNING,
    TRAFFIC,
    WATER,
    conditional,
    convene,
    declared_consent,
    met,
    ruled,
    without_reasons,
)
from observed_items import PAPERS, household_item
from observed_items import told as observed
from quota import quota_item
from tongban.handling.codec import Codec, plain
from tongban.kernel import Case, Command
from tongban.kernel.case import commands as c
from tongban.kernel.case.fee_rule import RefundGround, RefundWay
from tongban.kernel.case.item import PromiseStop, SpecialProcedure
from tongban.kernel.clock import ClockKind, Colour, Threshold, TimeLimit, Unit


class Stream(Table):
    """A table whose case has an id of its own."""

    number = 1

    def command(self, *args: object, **more: str) -> Command:
        command = super().command(*args, **more)  # type: ignore[arg-type]
        case_id = f"0199d0a0-0000-7000-8000-{self.number:012x}"
        return replace(command, id=f"golden-{self.number}-{self.commands}", case_id=case_id)


def granted() -> Table:
    """A food licence: supplement, restated defects, expert review, extension, correction, grant, delivery."""
    table = Stream()
    handed_in = tuple(c.HandedIn(m, (c.Reference(f"ref-{m}", "ab" * 32),)) for m in ("form", "licence_copy"))
    answers = c.Reference("ref-answers", "cd" * 32)
    papers = receive(materials=handed_in, answers=answers, channel=c.Channel.ONLINE, agent="subject-agent")
    table.on("2025-09-24", APPLICANT, papers)
    table.on("2025-09-25", CLERK, notice("floor_plan", "licence_copy"))
    table.on("2025-09-28", APPLICANT, supplement("licence_copy"))
    table.on("2025-09-29", CLERK, c.RestateDefects((defect("floor_plan"),), "N-2"))
    table.on("2025-09-30", APPLICANT, supplement("floor_plan"), occurred="2025-09-29")
    table.on("2025-09-30", CLERK, ACCEPT, at="11:00")
    table.on("2025-10-09", LEAD, c.TakeStep("examine"))
    table.on("2025-10-09", LEAD, expert_review("2025-10-10", "2025-10-24"))
    observed = c.RecordObservation("fire", c.OpinionResult.AGREE, "fire-system", "消 2025-118")
    table.on("2025-10-15", OBSERVER, observed, occurred="2025-10-13")
    ended = c.EndSpecialProcedure(SpecialProcedure.EXPERT_REVIEW, day("2025-10-20"))
    table.on("2025-10-21", LEAD, ended)
    table.on("2025-10-22", ASSISTANT.at("health_desk"), objection("health"))
    revised = c.CorrectEntry("opinion:health", "agree", "head", WHY)
    table.on("2025-10-23", ASSISTANT.at("health_desk"), revised)
    table.on("2025-10-24", LEAD, conforms())
    table.on("2025-11-05", LEAD, EXTEND)
    table.on("2025-11-10", LEAD, replace(GRANT, valid_until=day("2030-11-09")))
    table.on("2025-11-10", SWEEP, LICENCE, at="10:05")
    table.on("2025-11-12", CLERK, DELIVER)
    return table


def refused() -> Table:
    """A pumping station: joint handling, one department silent, one late, one against; refused."""
    table = Stream(joint_item())
    table.number = 2
    table.accepted("2025-09-30")
    table.on("2025-10-20", ASSISTANT.at("water_desk"), objection("water"))
    table.on("2025-10-22", SWEEP, PASSING, at="00:05")
    table.on("2025-10-24", ASSISTANT.at("traffic_desk"), agree("traffic"))
    decision = next(s.plan for s in table.case.steps.values() if s.plan.id == "decision")
    table.on("2025-11-20", LEAD.at(decision.post), REFUSE)
    table.on("2025-11-20", SWEEP, replace(LICENCE, document=c.DocumentKind.REFUSAL, number="D-1"), at="10:05")
    table.on("2025-11-21", CLERK, replace(DELIVER, proof=c.Reference("ref-proof", "ef" * 32)))
    return table


def declined() -> Table:
    """Papers for another authority."""
    table = Stream()
    table.number = 3
    table.received("2026-03-02")
    ground = c.Decline(c.DeclineGround.WRONG_AUTHORITY, WHY, "市卫生健康局")
    table.on("2026-03-03", CLERK, ground)
    return table


def withdrawn() -> Table:
    """Accepted by silence, then withdrawn."""
    table = Stream()
    table.number = 4
    table.received("2026-02-10").on("2026-02-25", SWEEP, PASSING, at="00:05")
    table.on("2026-03-02", APPLICANT, c.Withdraw(WHY))
    return table


def recounted() -> Table:
    """Running when the notice of the next year arrives and moves days of this December."""
    table = Stream()
    table.number = 5
    table.accepted("2026-12-18")
    before = {str(name): clock.due(table.calendar).day for name, clock in table.case.clocks.items()}
    told = tuple(c.StoredDue(name, day) for name, day in before.items() if name != "notice")
    table.calendar = noticed()
    basis = "全国年节及纪念日放假办法；2027年放假通知"
    table.on("2026-12-22", SWEEP, c.RecountClocks("before", "after", told, basis))
    return table


#: As a region once set them; what it sets later is none of this stream's business.
THRESHOLDS = (
    Threshold(ClockKind.STATUTORY, Colour.YELLOW, day("2025-01-01"), "某市效能监察办法§9", left=1),
    Threshold(
        ClockKind.STATUTORY,
        Colour.BLACK,
        day("2025-01-01"),
        "某市效能监察办法§9",
        past=1,
        unit=Unit.NATURAL_DAY,
    ),
    Threshold(ClockKind.PROMISED, Colour.RED, day("2025-01-01"), "某市效能监察办法§9", past=3),
)


def signalled() -> Table:
    """Warned of, extended, warned of again, and late in the end."""
    table = Stream()
    table.number = 6
    table.accepted("2025-09-24")
    signals = c.TurnSignals(THRESHOLDS)
    table.on("2025-10-27", SWEEP, signals, at="00:05")
    table.on("2025-10-28", LEAD, EXTEND)
    table.on("2025-11-12", SWEEP, signals, at="00:05")
    return table


def heard() -> Table:
    """A neighbour's interests are touched: told, heard, one hearing asked for, a right unused, one waived."""
    table = Stream()
    table.number = 7
    table.ready_to_decide("2026-03-02", "2026-03-03")
    table.on("2026-03-04", LEAD, replace(FOUND, parties=(NEIGHBOUR, "subject-school", "subject-shop")))
    table.on("2026-03-04", LEAD, told("party-2", "2026-03-20"))
    for whom in ("applicant", "party-1", "party-2", "party-3"):
        table.on("2026-03-04", LEAD, right_told(whom), at="11:00")
    table.on("2026-03-06", CLERK, c.RecordStatement("party-2", WHY), occurred="2026-03-05")
    table.on("2026-03-09", CLERK, c.RequestHearing("party-1"))
    table.on("2026-03-10", APPLICANT, c.WaiveHearing())
    table.on("2026-03-12", LEAD, schedule("2026-03-27"))
    table.on("2026-03-13", LEAD, c.AnnounceHearing(c.HearingGround.PUBLIC_INTEREST, "G-1"))
    table.on("2026-03-18", LEAD, NOTIFY)
    table.on("2026-03-27", LEAD, c.HoldHearing(MINUTES, ("applicant", "party-1")))
    table.on("2026-03-30", LEAD, GRANT_ON_MINUTES)
    return table


def returned() -> Table:
    """Accepted with a gap of two; one comes, the other never does, and the application is returned."""
    table = Stream(gap_item())
    table.number = 8
    table.item = replace(
        table.item, materials=tuple(replace(m, gap_allowed=m.id != "form") for m in table.item.materials)
    )
    table.received("2025-12-29", receive("form"))
    table.on("2025-12-29", CLERK, ACCEPT_WITH_GAP, at="11:00")
    table.on("2026-01-05", APPLICANT, supplement("floor_plan"))
    table.pass_time("2026-01-07")
    table.on("2026-01-29", LEAD, RETURN)
    return table


def filled() -> Table:
    """Accepted with a gap that is filled in time."""
    table = Stream(gap_item())
    table.number = 9
    table.received("2025-12-29", receive("form", "licence_copy"))
    table.on("2025-12-29", CLERK, ACCEPT_WITH_GAP, at="11:00")
    table.on("2026-01-05", APPLICANT, supplement("floor_plan"))
    return table


def revoked() -> Table:
    """Granted on a commitment that was not performed, rectified badly, revoked after hearing, cancelled."""
    table = Stream(commitment_item())
    table.number = 20
    table.received("2026-04-30", receive("form", "licence_copy"))
    table.on("2026-04-30", CLERK, TELL_COMMITMENT, at="10:30")
    table.on("2026-04-30", APPLICANT, COMMIT, at="10:40")
    table.on("2026-04-30", CLERK, ACCEPT, at="10:50")
    table.on("2026-04-30", ASSISTANT.at("health_desk"), agree("health"), at="11:00")
    table.on("2026-04-30", LEAD, GRANT, at="15:00")
    table.on("2026-05-20", ASSISTANT, checked(c.CheckFinding.NOT_PERFORMED))
    table.on("2026-05-20", ASSISTANT, c.OrderRectification(5, "Q-1", WHY), at="11:00")
    table.on("2026-05-26", ASSISTANT, c.RecordRectification(False, PAIR, WHY))
    table.on("2026-05-26", LEAD, intended(c.RevocationGround.NOT_RECTIFIED, "2026-06-02"), at="11:00")
    table.on("2026-06-03", LEAD, REVOKE)
    table.on("2026-06-03", LEAD, c.RecordCredit("X-1"), at="11:00")
    table.on("2026-06-03", LEAD, c.Cancel(c.CancellationGround.REVOKED, "Z-1"), at="12:00")
    return table


def banned() -> Table:
    """Declined for false material where public safety is touched; the ban ends a year later."""
    year = TimeLimit(1, Unit.YEAR, "行政许可法§78", rolls=False)
    table = Stream(food_item(ban_after_false_material=year))
    table.number = 11
    table.received("2025-03-03")
    table.on("2025-03-04", CLERK, c.Decline(c.DeclineGround.FALSE_MATERIAL, WHY))
    table.pass_time("2026-03-05")
    return table


def renewed() -> Table:
    """A licence applied to be renewed in time, undecided at its expiry."""
    table = Stream(renewal_item())
    table.number = 14
    table.accepted("2026-05-29", receive(renews=OLD_LICENCE))
    table.pass_time("2026-07-01")
    return table


def announced() -> Table:
    """An application after a notice, on the last day there is for it."""
    table = Stream(cancellation_item())
    table.number = 60
    table.accepted("2025-11-18", receive(published_on=PUBLISHED))
    return table


def surveyed_twice() -> Table:
    """A survey that failed for an absent department, one with something to put right, and the last."""
    table = Stream(survey_item())
    table.number = 13
    table.accepted("2026-05-06")
    table.on("2026-05-06", LEAD, conforms(), at="11:00")
    table.on("2026-05-06", LEAD, visit("2026-05-09"), at="12:00")
    absent = c.RecordFailedSurvey("survey", c.SurveyFailure.DEPARTMENT_ABSENT, ("fire",))
    table.on("2026-05-09", LEAD, absent)
    table.on("2026-05-09", LEAD, visit("2026-05-11"), at="11:00")
    table.on("2026-05-11", LEAD, surveyed(c.SurveyResult.TO_RECTIFY, rectify_by=day("2026-05-14")))
    table.on("2026-05-14", LEAD, visit("2026-05-15"))
    table.on("2026-05-18", LEAD, surveyed(), occurred="2026-05-15")
    return table


def stopped_by_its_own_rule() -> Table:
    """An expert review that stops the statute by the law and the promise by what the item published."""
    stops = (PromiseStop(SpecialProcedure.EXPERT_REVIEW, "承诺规定§6"),)
    table = Stream(food_item(promise_stops_for=stops))
    table.number = 15
    table.accepted("2026-03-02")
    table.on("2026-03-04", LEAD, expert_review("2026-03-05", "2026-03-11"))
    table.on("2026-03-06", LEAD, c.EndSpecialProcedure(SpecialProcedure.EXPERT_REVIEW, day("2026-03-06")))
    return table


def reviewed_below() -> Table:
    """Reviewed by the district, sent up with everything, refused by nobody yet."""
    table = Stream(reviewed_item())
    table.number = 16
    table.accepted("2026-03-02")
    table.on("2026-03-10", DISTRICT, send_up())
    return table


def ended() -> Table:
    """Noticed with a time to answer, answered in part and restated, taken over by an heir who dies too."""
    table = Stream(succession_item())
    table.number = 17
    table.received("2026-03-02", receive("form"))
    table.on("2026-03-03", CLERK, notice("licence_copy", "floor_plan"))
    table.on("2026-03-10", APPLICANT, supplement("licence_copy"))
    table.on("2026-03-11", CLERK, c.RestateDefects((defect("floor_plan"),), "N-2"))
    table.on("2026-03-20", CLERK, INHERIT)
    table.on("2026-04-20", CLERK, replace(DIED, no_successor=WHY, notice_number="N-9"))
    return table


def handed_over() -> Table:
    """The lead's powers move before a grant on a commitment, and the powers to check it after."""
    table = Stream(commitment_item())
    table.number = 18
    table.received("2026-03-02", receive("form", "licence_copy"))
    table.on("2026-03-02", CLERK, TELL_COMMITMENT, at="10:30")
    table.on("2026-03-02", APPLICANT, COMMIT, at="10:40")
    table.on("2026-03-02", CLERK, ACCEPT, at="10:50")
    table.on("2026-03-02", ASSISTANT.at("health_desk"), agree("health"), at="11:00")
    table.on("2026-03-03", LEAD, moved())
    table.on("2026-03-04", BUREAU, GRANT)
    table.on("2026-03-05", ASSISTANT, moved("fire"))
    table.on("2026-03-06", BUREAU, checked())
    return table


def granted_in_writing() -> Table:
    """The decision and the licence are two papers, delivered in one act."""
    table = Stream()
    table.number = 60
    table.decided("2026-03-02", "2026-03-09", replace(GRANT, decision_number="D-1"))
    decision = c.RecordDocument(c.DocumentKind.GRANT_DECISION, "D-1", "sha256:decision", "blob/decision")
    table.on("2026-03-09", SWEEP, decision, at="10:05")
    table.on("2026-03-09", SWEEP, LICENCE, at="10:06")
    table.on("2026-03-10", CLERK, DELIVER)
    return table


def inspected() -> Table:
    """Inspectors assigned too late, and one of them replaced."""
    table = Stream(inspected_item())
    table.number = 19
    table.accepted("2026-03-02")
    table.on("2026-03-10", LEAD, ASSIGN)
    table.on("2026-03-11", LEAD, replace(ASSIGN, staff=("zhao", "wu")))
    return table


def overseen() -> Table:
    """Sent back as another authority's, handed over anew and taken; revoked, which the overseer takes too."""
    table = Stream(overseen_item())
    table.number = 31
    table.decided("2026-03-02", "2026-03-09")
    table.on("2026-03-10", OVERSEER, NOT_OURS)
    table.on("2026-03-11", LEAD, again(note=WHY))
    health = ASSISTANT.at("health_desk")
    table.on("2026-03-12", health, c.RejectHandOver("1", c.HandOverFault.INCOMPLETE, "", WHY))
    table.on("2026-03-13", LEAD, again(note=WHY))
    table.on("2026-03-16", health, TAKE_OVERSIGHT)
    table.on("2026-03-17", LEAD, intended(c.RevocationGround.FRAUD, "2026-03-18"))
    table.on("2026-03-18", APPLICANT, c.RecordStatement(c.THE_APPLICANT, WHY))
    table.on("2026-03-19", LEAD, REVOKE)
    table.on("2026-03-20", health, moved("health", "health_desk"))
    table.on("2026-03-23", BUREAU, c.AcknowledgeHandOver("2"))
    return table


def served() -> Table:
    """Refused: sent electronically, by post, back, announced, signed for at last; no remedy is sought."""
    table = Stream(served_item())
    table.number = 21
    table.ready_to_decide("2026-07-13", "2026-07-14")
    table.on("2026-07-14", LEAD, right_told(), at="11:00")
    right = c.RecordDocument(c.DocumentKind.HEARING_RIGHT_NOTICE, "H-1", "sha256:right", "blob/right")
    table.on("2026-07-14", SWEEP, right, at="11:05")
    handed = c.RecordService(right.document, "H-1", c.DeliveryMethod.COUNTER, SIGNED)
    table.on("2026-07-14", LEAD, handed, at="11:30")
    table.on("2026-07-15", APPLICANT, c.WaiveHearing())
    table.on("2026-07-15", APPLICANT, c.AgreeToElectronicService(), at="11:00")
    table.on("2026-07-23", LEAD, REFUSE)
    table.on("2026-07-23", SWEEP, PAPER, at="10:05")
    electronic = replace(POST_IT, method=c.DeliveryMethod.ELECTRONIC, tracking=None)
    table.on("2026-07-23", CLERK, electronic, at="11:00")
    table.on("2026-07-24", APPLICANT, c.EndElectronicService())
    table.on("2026-07-24", CLERK, POST_IT, at="11:00")
    table.on("2026-07-28", CLERK, BOUNCED)
    table.on("2026-07-28", CLERK, ANNOUNCE, at="11:00")
    collected = replace(SIGNED_FOR, method=c.DeliveryMethod.COUNTER)
    table.on("2026-08-03", CLERK, collected, occurred="2026-08-02")
    table.pass_time("2026-10-09")
    return table


def in_custody() -> Table:
    """Two originals: one handed over, acknowledged and returned, one lost."""
    table = Stream()
    table.number = 22
    table.accepted("2026-03-02")
    table.on("2026-03-02", CLERK, TAKE_ORIGINAL, at="11:00")
    table.on("2026-03-02", CLERK, replace(TAKE_ORIGINAL, original="Y-2"), at="11:10")
    table.on("2026-03-02", CLERK, HAND_OVER, at="11:20")
    table.on("2026-03-03", LEAD, c.AcknowledgeOriginal("Y-1"))
    table.on("2026-03-04", LEAD, RETURN_ORIGINAL)
    table.on("2026-03-05", CLERK, replace(LOSE_ORIGINAL, original="Y-2"))
    return table


def moved_with_the_post() -> Table:
    """An original on its way to a post that is given up; whoever takes its place gives it back."""
    table = Stream()
    table.number = 44
    table.accepted("2026-03-02")
    table.on("2026-03-02", CLERK, TAKE_ORIGINAL, at="11:00")
    table.on("2026-03-03", CLERK, HAND_OVER)
    table.on("2026-03-04", LEAD, moved())
    table.on("2026-03-05", BUREAU, c.AcknowledgeOriginal("Y-1"))
    table.on("2026-03-06", BUREAU, RETURN_ORIGINAL)
    return table


def observed_there() -> Table:
    """The police accept, suspend, decide wrongly and correct in their own system; then they revoke."""
    table = Stream(household_item())
    table.number = 31
    fact = c.ObservedFact
    table.received("2025-10-09", PAPERS)
    table.on("2025-10-13", OBSERVER, observed("decision", fact.ACCEPTED, None), occurred="2025-10-10")
    wait = observed("decision", fact.SUSPENDED, None, entry="2", suspended_until=day("2025-10-15"))
    table.on("2025-10-14", OBSERVER, wait)
    wrong = observed("decision", fact.DECIDED, c.OpinionResult.OBJECT, entry="3")
    table.on("2025-10-17", OBSERVER, wrong, occurred="2025-10-16")
    right = observed(
        "decision",
        fact.CORRECTED,
        entry="4",
        licence_number="户-330199-7",
        valid_until=day("2035-10-16"),
    )
    table.on("2025-10-20", OBSERVER, right, occurred="2025-10-17")
    table.on("2025-10-20", OBSERVER, observed("decision", entry="5"), occurred="2025-10-30")
    table.on("2025-10-21", CLERK, DELIVER)
    gone = observed("decision", fact.REVOKED, None, entry="6")
    table.on("2025-11-03", OBSERVER, gone, occurred="2025-10-31")
    return table


def corrected_there() -> Table:
    """The police grant on a commitment, then correct it to a refusal: check and overseer are told of both."""
    (form,) = household_item().materials
    table = Stream(
        replace(
            household_item(),
            commitment=replace(ON_COMMITMENT, check_authority="police", check_post="police_desk"),
            materials=(replace(form, commitment_allowed=True),),
            oversight=OVERSIGHT,
        )
    )
    table.number = 70
    fact = c.ObservedFact
    table.received("2025-10-09", replace(PAPERS, materials=()))
    table.on("2025-10-09", CLERK, TELL_COMMITMENT, at="10:30")
    table.on("2025-10-09", APPLICANT, COMMIT, at="10:40")
    table.on("2025-10-10", CLERK, ACCEPT)
    table.on("2025-10-13", OBSERVER, observed("decision", licence_number="户-7"), occurred="2025-10-11")
    again = observed("decision", fact.CORRECTED, entry="2", licence_number="户-8")
    table.on("2025-10-14", OBSERVER, again, occurred="2025-10-13")
    wrong = observed("decision", fact.CORRECTED, c.OpinionResult.OBJECT, entry="3")
    table.on("2025-10-15", OBSERVER, wrong, occurred="2025-10-14")
    for hand_over in ("1", "2", "3"):
        table.on("2025-10-16", OVERSEER, c.AcknowledgeHandOver(hand_over))
    table.on("2025-10-17", CLERK, DELIVER)
    return table


def given_back() -> Table:
    """Assessed, half of it waived at the second try, paid too much online and by card, withdrawn, and the
    platform and the counter give their parts back."""
    table = Stream(food_item(fee=RULE))
    table.number = 50
    table.accepted("2026-03-02")
    table.on("2026-03-03", LEAD, ASSESS)
    table.on("2026-03-04", CLERK, WAIVE)
    table.on("2026-03-04", DECIDER, REJECT, at="11:00")
    table.on("2026-03-05", CLERK, WAIVE)
    table.on("2026-03-05", DECIDER, APPROVE, at="11:00")
    table.on("2026-03-06", PLATFORM, paid(2_000))
    table.on("2026-03-06", CLERK, taken(4_000), at="11:00")
    table.on("2026-03-06", PLATFORM, paid(500, "T-2"), at="12:00")
    table.on("2026-03-06", CLERK, refund(RefundGround.OVERPAID, 500), at="14:00")
    table.on("2026-03-06", DECIDER, APPROVE, at="15:00")
    table.on("2026-03-09", PLATFORM, c.RecordRefund("F-1-R1", "R-1", 500, "T-2"))
    table.on("2026-03-09", APPLICANT, c.Withdraw(), at="11:00")
    table.on("2026-03-10", CLERK, refund(RefundGround.WITHDRAWN, 6_000))
    table.on("2026-03-10", DECIDER, APPROVE, at="11:00")
    table.on("2026-03-11", CLERK, c.PayRefund("F-1-R2", "P-1", "R-2", RefundWay.CARD))
    table.on("2026-03-11", PLATFORM, c.RecordRefund("F-1-R2", "R-3", 2_000, "T-1"), at="11:00")
    return table


def never_paid() -> Table:
    """Assessed and withdrawn before the service: owed no more, and paid all the same."""
    table = Stream(food_item(fee=RULE))
    table.number = 32
    table.accepted("2026-03-02")
    table.on("2026-03-03", LEAD, ASSESS)
    table.on("2026-03-04", APPLICANT, c.Withdraw())
    table.on("2026-03-05", PLATFORM, paid())
    return table


def fought() -> Table:
    """A refusal fought, suspended a while, decided anew and granted; revoked, and that annulled."""
    table = Stream(overseen_item())
    table.number = 33
    table.decided("2026-03-02", "2026-03-09", REFUSE)
    table.on("2026-03-18", LEAD, CHALLENGE, occurred="2026-03-16")
    table.on("2026-03-20", LEAD, c.RecordReply("1", "答〔2026〕1号"))
    table.on("2026-03-23", LEAD, c.SuspendExecution("1", "停〔2026〕1号"))
    table.on("2026-03-24", LEAD, c.ResumeExecution("1", "恢〔2026〕1号"))
    table.on("2026-04-17", LEAD, outcome_of(c.ChallengeOutcome.REDO, steps=("examine",)))
    table.on("2026-04-20", LEAD, conforms())
    table.on("2026-04-21", LEAD, GRANT)
    table.on("2026-05-11", LEAD, intended(c.RevocationGround.FRAUD, "2026-05-12"))
    table.on("2026-05-12", APPLICANT, c.RecordStatement(c.THE_APPLICANT, WHY))
    table.on("2026-05-13", LEAD, REVOKE)
    court = c.ChallengeKind.LITIGATION
    suit = replace(CHALLENGE, kind=court, act=c.ChallengedAct.REVOCATION, body="市中级人民法院")
    table.on("2026-06-01", LEAD, suit)
    table.on("2026-09-01", LEAD, outcome_of(c.ChallengeOutcome.ANNULLED, challenge="2"))
    return table


def taken_up_again() -> Table:
    """Turned away and ordered to be accepted anew; accepted, never answered, and ordered to be; ended, and
    that annulled."""
    table = Stream(food_item())
    table.number = 51
    table.received("2026-01-05")
    away = c.Decline(c.DeclineGround.NOT_REQUIRED, WHY, notice_number="N-1")
    table.on("2026-01-06", CLERK, away)
    redo, perform, annulled = (
        c.ChallengeOutcome.REDO,
        c.ChallengeOutcome.PERFORM,
        c.ChallengeOutcome.ANNULLED,
    )
    table.on("2026-01-12", LEAD, replace(CHALLENGE, act=c.ChallengedAct.NON_ACCEPTANCE))
    table.on("2026-02-02", LEAD, outcome_of(redo, redo_days=10))
    table.on("2026-02-03", CLERK, ACCEPT)
    table.pass_time("2026-03-16")
    table.on("2026-03-16", LEAD, replace(CHALLENGE, act=c.ChallengedAct.SILENCE))
    table.on("2026-04-17", LEAD, outcome_of(perform, challenge="2", redo_days=30))
    table.on("2026-04-20", LEAD, DIED)
    table.on("2026-04-27", LEAD, replace(CHALLENGE, act=c.ChallengedAct.END))
    table.on("2026-05-27", LEAD, outcome_of(annulled, challenge="3", redo_days=30))
    return table


def inherited() -> Table:
    """Taken over by an heir, whose particulars stand in the place of the applicant's."""
    table = Stream(succession_item())
    table.number = 40
    table.accepted("2026-03-02")
    table.on("2026-03-04", LEAD, replace(INHERIT, answers=c.Reference("ref-answers-2", "cd" * 32)))
    return table


def took_the_last_place() -> Table:
    """Granted the last of three places, nobody before it undecided."""
    table = Stream(quota_item(3))
    table.number = 41
    table.accepted("2026-03-02")
    table.on("2026-03-03", LEAD, replace(GRANT, place=c.Place("food-operation-licence/330106", 3, 2, 0)))
    return table


def found_no_place() -> Table:
    """Refused because all places are granted."""
    table = Stream(quota_item(3))
    table.number = 42
    table.accepted("2026-03-02")
    place = c.Place("food-operation-licence/330106", 3, 3, 1)
    table.on("2026-03-03", LEAD, replace(REFUSE, no_place=True, place=place))
    return table


def disputed() -> Table:
    """An objection without reasons; another that they meet over, that goes up and is ruled on."""
    table = Stream(declared_consent("traffic"))
    table.number = 30
    table.accepted("2025-09-30")
    table.on("2025-10-15", TRAFFIC, without_reasons("traffic"))
    table.on("2025-10-16", PLANNING, conditional("planning"))
    table.on("2025-10-20", WATER, objection("water"))
    table.on("2025-10-21", LEAD, convene("2025-10-23"))
    away = c.PostponeMeeting(c.MeetingFailure.DEPARTMENT_ABSENT, ("water",))
    table.on("2025-10-23", LEAD, away)
    table.on("2025-10-23", LEAD, convene("2025-10-24"), at="11:00")
    table.on("2025-10-27", LEAD, met(by=("housing", "water"), absent=("traffic",)), occurred="2025-10-24")
    table.on("2025-10-27", WATER, objection("water"), at="11:00")
    table.on("2025-10-28", LEAD, ESCALATE)
    table.on("2025-11-05", GOVERNMENT, ruled(c.RulingResult.OVERRULED_WITH_CONDITIONS))
    table.on("2025-11-06", LEAD, GRANT)
    return table


def sent_by_transfer() -> Table:
    """Paid online and withdrawn; the platform gives nothing back, and the counter sends it by transfer."""
    table = Stream(food_item(fee=RULE))
    table.number = 71
    table.accepted("2026-03-02")
    table.on("2026-03-03", LEAD, ASSESS)
    table.on("2026-03-04", PLATFORM, paid(12_000, "T-1"))
    table.on("2026-03-05", APPLICANT, c.Withdraw())
    table.on("2026-03-06", LEAD, refund(RefundGround.WITHDRAWN, 12_000))
    table.on("2026-03-06", DECIDER, APPROVE, at="11:00")
    table.on("2026-03-09", PLATFORM, c.RecordRefundRefused("F-1-R1", "T-1"))
    table.on("2026-03-10", LEAD, c.RedirectRefund("F-1-R1", "T-1", WHY))
    table.on("2026-03-11", CLERK, c.PayRefund("F-1-R1", "T-1", "R-9", RefundWay.TRANSFER))
    return table


STREAMS: Mapping[str, Callable[[], Table]] = {
    "1_granted": granted,
    "2_refused": refused,
    "3_declined": declined,
    "4_withdrawn": withdrawn,
    "5_recounted": recounted,
    "6_signalled": signalled,
    "7_heard": heard,
    "8_returned": returned,
    "9_filled": filled,
    "11_banned": banned,
    "13_surveyed": surveyed_twice,
    "14_renewed": renewed,
    "15_stopped": stopped_by_its_own_rule,
    "16_sent_up": reviewed_below,
    "20_revoked": revoked,
    "17_ended": ended,
    "18_transferred": handed_over,
    "19_inspected": inspected,
    "21_served": served,
    "22_in_custody": in_custody,
    "31_overseen": overseen,
    "31_observed": observed_there,
    "71_sent_by_transfer": sent_by_transfer,
    "70_corrected_there": corrected_there,
    "50_given_back": given_back,
    "51_taken_up_again": taken_up_again,
    "32_never_paid": never_paid,
    "43_fought": fought,
    "44_moved_with_the_post": moved_with_the_post,
    "40_inherited": inherited,
    "41_last_place": took_the_last_place,
    "42_no_place": found_no_place,
    "30_disputed": disputed,
    "60_announced": announced,
    "60_granted_in_writing": granted_in_writing,
}


def facts(case: Case) -> dict[str, object]:
    """What the fold of a stream must say; derived due dates are left out: the calendar may learn more."""
    names = (
        *("id", "version", "status", "outcome", "item", "applicant", "receipt_number", "acceptance_number"),
        *("outcome_number", "received_on", "accepted_on", "deemed_accepted", "decided_on", "valid_until"),
        *("delivered_on", "delivery", "required", "skipped", "notice_on", "owes_supplement", "objections"),
    )
    return {name: plain(getattr(case, name)) for name in names}


def main(directory: Path) -> None:
    for name, play in STREAMS.items():
        table = play()
        records = Codec().write(table.events, b"")
        lines = [json.dumps({"expected": facts(table.case)}, ensure_ascii=False)]
        for record in records:
            shown = plain(replace(record, body=record.body.decode(), digest=record.digest.hex()))  # type: ignore[arg-type]
            lines.append(json.dumps(shown, ensure_ascii=False))
        (directory / f"{name}.jsonl").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
