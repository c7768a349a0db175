"""办件进度 — where a case is, who has it, which day comes next and why, what is needed from whom.

Pure: a case, its history, its item and a day go in. What is shown without signing in is the status,
the days and the steps; texts and documents are for the applicant. What departments think of a case
before the decision (findings, opinions, reasons) is shown to nobody here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongban.catalogue import Implementation
from tongban.catalogue.law import load_signals
from tongban.handling.carrying_out import Standing
from tongban.kernel import Case, Event, Happening, Status, StepState
from tongban.kernel.case import events as e
from tongban.kernel.case.commands import DocumentKind, Outcome, Remedies
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.state import CaseStep
from tongban.kernel.clock import Clock, ClockKind, Watched, explain
from tongban.kernel.words import Bilingual, listed
from tongban.supervision.signals import lamp
from tongban.web.public import after_grant, elsewhere, hearing, joint, tolerance
from tongban.web.public.progress_words import (
    DATE_TITLES,
    DONE,
    NOTHING_FOLLOWS,
    REFUSED,
    REVIEWED_BELOW,
    SENT_UP_BY,
    WHERE,
    detail,
    moved_for_applicant,
)
from tongban.web.spending import time_spent


@dataclass(frozen=True)
class Progress:
    """进度 — a case as a reader of the public page is told of it."""

    standing: Standing
    history: tuple[Event, ...]
    implementation: Implementation
    today: date
    #: Whether the reader may know that an agent acts; to others it is the applicant who does (民法典§162).
    tells_agent: bool = False
    #: Whether the reader may know what was found of the holder, and is intended, before it is decided.
    tells_holder: bool = False

    @property
    def case(self) -> Case:
        """The case."""
        return self.standing.case

    # --- where it is

    @property
    def status(self) -> Bilingual:
        """The status in a word; a decided case says how, and a licence that ended, that it did."""
        if (ended := after_grant.ended(self.case)) is not None:
            return ended
        if self.case.outcome and self.case.status in (Status.DECIDED, Status.CLOSED):
            return self.case.outcome.label
        return self.case.status.label

    @property
    def where(self) -> Bilingual:
        """Where it is now, in a sentence."""
        if self.case.owes_supplement:
            return Bilingual(
                "材料需要补正，正等您补交。", "Something has to be supplemented; it waits for you."
            )
        if self.case.status is Status.ACCEPTED and self.case.is_paused(self.today):
            return Bilingual(
                "已受理，正在进行特别程序，其间不计入办理期限。",
                "Accepted; a special procedure is under way, and its days are not counted.",
            )
        if self.case.status is Status.ACCEPTED and (waits := self._waited_for):
            return Bilingual(
                "已受理，{what}期间承诺时限停止计算，法定时限照常。",
                "Accepted. The promise stands still: {what}. The statutory limit runs on.",
            ).fill(what=waits)
        if self._reviews_below:
            return REVIEWED_BELOW
        if self.case.outcome is Outcome.REFUSED:
            return REFUSED
        if (after := after_grant.where(self.case, to_holder=self.tells_holder)) is not None:
            return after
        if self.case.status is Status.DECIDED and self.case.is_decided_elsewhere:
            return elsewhere.DELIVERED_NEXT
        return tolerance.where_of(self.case) or WHERE[self.case.status]

    @property
    def _waited_for(self) -> Bilingual | None:
        """What of the applicant's the promise, and nothing else, waits for today."""
        waits = (p for p in self.case.special if p.begin <= self.today <= p.until)
        return next((p.procedure.label for p in waits if not p.procedure.is_statutory), None)

    @property
    def _reviews_below(self) -> list[CaseStep]:
        """The reviews by a lower level that are under way."""
        if self.case.is_examined_no_more:
            return []
        return [step for step in self.case.open_steps if step.plan.kind is StepKind.LOWER_REVIEW]

    @property
    def holders(self) -> list[Bilingual]:
        """Who has it now: the departments that are to act."""
        authorities: Iterable[str] = ()
        if self.case.owes_supplement:
            return [Bilingual("您", "you")]
        if self.tells_holder and after_grant.is_to_be_revoked(self.case):
            return [self.standing.item.name_of(self.standing.item.authority)]
        if self.case.status is Status.RECEIVED:
            authorities = (self.standing.item.step_of(StepKind.INTAKE).authority,)
        elif self.case.status is Status.ACCEPTED:
            dispute = self.case.dispute
            above = [dispute.superior] if dispute is not None and dispute.is_pending else []
            authorities = (*(step.plan.authority for step in self.case.open_steps), *above)
        elif self.case.status is Status.DECIDED:
            authorities = (self.standing.item.step_of(StepKind.DELIVERY).authority,)
        return [self.standing.item.name_of(authority) for authority in dict.fromkeys(authorities)]

    # --- which day comes next

    @property
    def dates(self) -> list[dict[str, Any]]:
        """The days that matter now, the next one first: what ends, when, and why that day."""
        kinds = {
            Status.RECEIVED: (ClockKind.NOTICE, ClockKind.RENEWAL),
            Status.ACCEPTED: (ClockKind.PROMISED, ClockKind.STATUTORY, ClockKind.RENEWAL),
            Status.DECIDED: (ClockKind.DELIVERY,),
        }.get(self.case.status, ())
        if self.case.owes_supplement:
            # The licence to be renewed expires all the same.
            kinds = (ClockKind.RENEWAL,)
        below = [step.clock_id for step in self._reviews_below]
        clocks = [self.case.clocks[name] for name in (*below, *kinds) if name in self.case.clocks]
        clocks += after_grant.clocks_of(
            self.case, self.today, self.standing.calendar, to_holder=self.tells_holder
        )
        return [self._date(clock) for clock in clocks if clock.is_running]

    def _date(self, clock: Clock) -> dict[str, Any]:
        calendar, due = self.standing.calendar, clock.due(self.standing.calendar)
        found = lamp(
            Watched.of(clock, calendar),
            self.today,
            calendar,
            load_signals().of(calendar.region),
            unit=clock.limit.unit,
            suspended=clock.is_excluded(self.today),
        )
        return {
            "kind": clock.kind.value,
            # Of the steps, only a lower level's has a day the law gives the applicant (行政许可法§43).
            "title": SENT_UP_BY if clock.kind is ClockKind.STEP else DATE_TITLES[clock.kind],
            "due_on": due.day,
            "provisional": due.provisional,
            "explain": explain(clock, calendar),
            "limit": clock.limit.words,
            "basis": clock.limit.basis,
            "past": self.today > due.day,
            "signal": found.signal.value,
            "days_left": found.days_left,
            "unit": clock.limit.unit.label_after(found.days_left or 0),
        }

    @property
    def spent(self) -> list[dict[str, Any]]:
        """Whose days the limits have taken so far."""
        return time_spent(self.case, self.today, self.standing.calendar)

    # --- what happened, and what comes

    @property
    def timeline(self) -> list[dict[str, Any]]:
        """What happened, oldest first, and what comes next."""
        shown = [entry for event in self.history if (entry := self._entry(event)) is not None]
        if not self.case.status.is_final or self.dates:
            shown.append({"title": self.where, "by": listed(self.holders), "at": None, "state": "now"})
            shown += [
                {"title": date_["title"], "at": date_["due_on"], "state": "next", "basis": date_["basis"]}
                for date_ in self.dates
                if not date_["past"]
            ]
        else:
            end = (
                after_grant.where(self.case, to_holder=self.tells_holder) or NOTHING_FOLLOWS[self.case.status]
            )
            shown.append({"title": end, "at": None, "state": "end"})
        return shown

    def _entry(self, event: Event) -> dict[str, Any] | None:
        body = event.body
        if isinstance(body, _UNTOLD) or (
            isinstance(body, after_grant.OF_THE_HOLDER) and not self.tells_holder
        ):
            return None
        if isinstance(body, e.ObservationRecorded) and not elsewhere.is_told(body):
            return None
        if isinstance(body, e.LimitPassed) and body.clock not in (ClockKind.PROMISED, ClockKind.STATUTORY):
            return None
        if isinstance(body, e.DocumentRecorded) and not hearing.is_for_the_applicant(body, self.history):
            return None
        if isinstance(body, e.ClocksRecounted) and not moved_for_applicant(body):
            return None
        return {
            "at": event.occurred_at,
            "title": self._title(body),
            "detail": self._detail(event),
            "by": self._by(event, body),
            "basis": getattr(body, "basis", ""),
            "state": "past",
        }

    def _detail(self, event: Event) -> Bilingual | None:
        if isinstance(event.body, e.ObservationRecorded):
            recorded_on = self.standing.calendar.day_of(event.at)
            return elsewhere.detail_of(event.body, event.on, recorded_on)
        return detail(event.body)

    def _title(self, body: Happening) -> Bilingual:
        match body:
            case e.StepCompleted() | e.OpinionGiven() | e.ConsentDeemed() | e.ObjectionDisregarded():
                step = self.standing.item.steps_by_id[body.step].name
                return Bilingual("{step}：{done}", "{step}: {done}").fill(step=step, done=DONE[type(body)])
            case e.SurveyRecorded():
                return Bilingual("现场核查：{result}", "Site survey: {result}").fill(result=body.result.label)
            case e.TimeExcluded():
                return Bilingual("{procedure}，期限扣除", "{procedure}, time not counted").fill(
                    procedure=body.procedure.label
                )
            case e.LimitPassed():
                return Bilingual("{clock}届满，尚未办结", "{clock} ended, not done").fill(
                    clock=ClockKind(body.clock).label
                )
            case e.Decided():
                return Bilingual("作出决定：{outcome}", "Decided: {outcome}").fill(outcome=body.outcome.label)
            case e.DocumentRecorded():
                return Bilingual("{document}已制作并签章", "{document} made and sealed").fill(
                    document=body.document.label
                )
            case e.ObservationRecorded():
                return elsewhere.title_of(body, self.standing.item)
            case e.Declined():
                return Bilingual("不予受理：{ground}", "Declined: {ground}").fill(ground=body.ground.label)
        return (
            hearing.title_of(body) or joint.title_of(body) or tolerance.title_of(body) or type(body).title()
        )

    def _by(self, event: Event, body: Happening) -> Bilingual:
        """Whose act it was: a department, never a person; or the applicant; or nobody, time itself."""
        step = getattr(body, "step", "")
        if step in self.standing.item.steps_by_id:
            return self.standing.item.name_of(self.standing.item.steps_by_id[step].authority)
        directory = self.implementation.directory
        authority = directory.authority_of_post.get(event.post, "") if directory and event.post else ""
        if authority:
            return self.standing.item.name_of(authority)
        if event.actor and event.actor == self.case.agent and self.tells_agent:
            return Bilingual("代理人", "agent")
        if event.actor and event.actor in (self.case.applicant, self.case.agent):
            return Bilingual("申请人", "applicant")
        return Bilingual("系统", "the system")

    @property
    def states(self) -> Mapping[str, str]:
        """How far each step is, for the picture; what will not happen any more says so."""
        case, states = self.case, {}
        for step in self.implementation.steps:
            if step.kind is StepKind.INTAKE:
                done = case.accepted_on is not None or case.status is Status.DECLINED
                state = "done" if done else _active(case.status is Status.RECEIVED)
                over = case.status.is_final
            elif step.kind is StepKind.DELIVERY:
                state = "done" if case.status is Status.CLOSED else _active(case.status is Status.DECIDED)
                over = case.status.is_final
            else:
                state = self._state(step.id) if step.id in case.steps else "todo"
                over = case.is_examined_no_more
            states[step.id] = "dropped" if over and state != "done" else state
        return states

    def _state(self, step_id: str) -> str:
        running = self.case.steps[step_id]
        if running.state is not StepState.OPEN:
            return "done" if running.state is StepState.DONE else "todo"
        clock = self.case.clocks.get(running.clock_id)
        is_late = clock is not None and clock.is_past(self.today, self.standing.calendar)
        return "late" if is_late else "active"

    @property
    def documents(self) -> list[e.DocumentRecorded]:
        """The applicant's papers so far, the newest of each kind, in the order of their making."""
        newest: dict[DocumentKind, e.DocumentRecorded] = {}
        for event in self.history:
            body = event.body
            if isinstance(body, e.DocumentRecorded) and hearing.is_for_the_applicant(body, self.history):
                newest[body.document] = body
        return list(newest.values())

    @property
    def after(self) -> dict[str, Any] | None:
        """The commitment, and what became of the licence."""
        return after_grant.told_of(self.case, self.history, self.today, to_holder=self.tells_holder)

    @property
    def hearing(self) -> dict[str, Any] | None:
        """The applicant's right to a hearing, and the hearing."""
        return hearing.hearing_of(self.case, self.history, self.today, self.standing.calendar)

    @property
    def gap(self) -> dict[str, Any] | None:
        """What is still to be handed in after acceptance, or what became of it."""
        standing = self.standing
        return tolerance.gap_of(self.case, standing.item, self.history, self.today, standing.calendar)

    @property
    def owed(self) -> tuple[str, ...]:
        """What the applicant can hand in now: what a notice named, or what was accepted as still missing."""
        if self.case.owes_supplement:
            return tuple(defect.material for defect in self.case.defects)
        return self.case.missing if self.case.status is Status.ACCEPTED else ()

    @property
    def supplement_by(self) -> date | None:
        """The last day to hand in what a notice named, where the item has published one."""
        clock = self.case.clocks.get(ClockKind.SUPPLEMENT)
        return clock.due(self.standing.calendar).day if clock is not None and clock.is_running else None

    @property
    def remedies(self) -> Remedies | None:
        """救济途径 — of a refusal as it told them; of a return or an end, those of its day."""
        gap = self.gap
        if gap is not None and gap["returned_on"] is not None:
            return self.implementation.refusal_remedies(gap["returned_on"])
        ended_on = next((each.on for each in self.history if isinstance(each.body, e.CaseEnded)), None)
        if ended_on is not None:
            return self.implementation.refusal_remedies(ended_on)
        return self.case.remedies


def _active(is_active: bool) -> str:
    return "active" if is_active else "todo"


#: The office's own book-keeping: nothing an applicant needs to be told.
_UNTOLD = (
    e.StepsPlanned,
    e.StepsOpened,
    e.StepTaken,
    e.SignalTurned,
    e.HearingScheduled,
    e.OriginalHandedOver,
    e.OriginalAcknowledged,
    e.RemedyTimeEnded,
    # What one of the staff proposes, another grants or not: that is told.
    e.WaiverProposed,
    e.RefundProposed,
    # What the platform will not give back goes another way: that is told.
    e.RefundRefused,
    # Whose the oversight is, the offices settle between them; that it was handed over is told.
    e.HandOverAcknowledged,
    e.HandOverRejected,
    e.ReplyRecorded,
)
