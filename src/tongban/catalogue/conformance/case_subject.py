"""办件内核 — licensing scenarios as commands through the case kernel, as far as it has the verbs.

It holds the two descriptions of the licensing law together: what `law/procedures/licensing.yaml` says
and what `decide` does must give the same dates.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time

from tongban.catalogue.conformance.case_item import BELOW, CLERK, HELPER, HOST, LEAD, TIME, item_of
from tongban.catalogue.conformance.question import (
    Answer,
    Deemed,
    Question,
    Refused,
    Unsupported,
    When,
)
from tongban.catalogue.conformance.subjects import Days, calendar_of, moment
from tongban.catalogue.law import Limits, load_calendar, load_limits
from tongban.kernel import Case, Command, Event, Item, decide_and_evolve
from tongban.kernel.calendar import Calendar
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.commands import Body
from tongban.kernel.case.item import (
    Approver,
    SpecialProcedure,
)
from tongban.kernel.clock import ClockKind
from tongban.kernel.refusals import Refusal

_CLOCKS = {
    "notice": ClockKind.NOTICE,
    "decision": ClockKind.STATUTORY,
    "promised": ClockKind.PROMISED,
    "delivery": ClockKind.DELIVERY,
    "opinion": f"{ClockKind.STEP}:opinion",
    "inspection_staff": ClockKind.INSPECTORS,
    "lower_review": f"{ClockKind.STEP}:lower",
    "hearing_request": f"{ClockKind.HEARING_REQUEST}:{c.THE_APPLICANT}",
    "hearing": ClockKind.HEARING,
    "hearing_notice": ClockKind.HEARING_NOTICE,
}
_FACTS = frozenset(
    {
        *("handling", "promised_working_days", "opinion_working_days", "silence_is_consent", "outcome"),
        *("procedure", "approver", "reasons_told", "reasons_given", "remedies_told", "complete"),
        *("ground", "right_authority_named", "promise_goes_on"),
        *("hearing_prescribed", "major_interests_between_parties", "third_party_interest"),
        *("hearing_on", "host_is_reviewer", "based_on_minutes", "lower_level_reviews"),
        *("inspection_type", "staff"),
    }
)
#: A refusal of the case kernel, as the rule of the law it stands for.
_RULES: Mapping[str, str] = {
    "second_notice": "K04",
    "supplement_after_acceptance": "K04",
    "materials_missing": "K05",
    "right_authority_missing": "K02",
    "materials_sent_up": "K12",
    "too_few_inspectors": "K25",
    "already_extended": "K11",
    "limit_already_passed": "K11",
    "approver_too_low": "K11",
    "approver_missing": "K11",
    "remedies_missing": "K21",
    "not_a_special_procedure": "K15",
    "exclusion_upside_down": "K15",
    "exclusion_overlaps": "K15",
    "exclusion_outside_the_limit": "K15",
    "exclusion_backdated": "K15",
    "hearing_right_not_told": "K17",
    "hearing_still_possible": "K17",
    "hearing_request_too_late": "K17",
    "hearing_beyond_its_limit": "K17",
    "hearing_notice_too_late": "K18",
    "hearing_not_notified": "K18",
    "host_examines": "K18",
    "decide_on_the_minutes": "K18",
    "interested_party_not_told": "K19",
}
_WHY = c.Reference("why", "0" * 64)
_MINUTES = c.Reference("minutes", "0" * 64)


class CaseSubject:
    """办件内核 — on the law's numbers, or on others (a mutation)."""

    name = "case"

    def __init__(self, limits: Limits | None = None, days: Days = load_calendar) -> None:
        """Take the numbers, the law's own unless given, and whose days are counted."""
        self._days = days
        self._limits = limits or load_limits()

    def answer(self, question: Question) -> Answer | Unsupported:
        """Play the scenario; Unsupported where the kernel has no such verb, fact or clock."""
        why = _why_not(question)
        if why:
            return Unsupported(why)
        calendar = calendar_of(question, self._days)
        remedies = self._limits.remedies_on(question.law_day, "市人民政府", "市人民法院")
        playing = _Playing(item_of(question, self._limits), calendar, dict(question.given.facts), remedies)
        try:
            for number, what in enumerate(question.when, start=1):
                playing.to_come = question.when[number:]
                playing.play(number, what)
            clocks = playing.case.clocks
            due = {
                name: clocks[_CLOCKS[name]].due(calendar)
                for name in question.clocks
                if _CLOCKS[name] in clocks
            }
        except _CannotPlay as cannot:
            return Unsupported(str(cannot))
        running = (name for name in due if clocks[_CLOCKS[name]].is_running)
        return Answer(
            due={name: due[name].day if name in due else None for name in question.clocks},
            provisional=tuple(name for name, found in due.items() if found.provisional),
            running=tuple(running),
            ends_at={name: moment(clocks[_CLOCKS[name]].last_moment(calendar), calendar) for name in due},
            effects=tuple(playing.effects),
            refused=tuple(playing.refused),
        )


class _CannotPlay(Exception):
    pass


class _Playing:
    def __init__(
        self,
        item: Item,
        calendar: Calendar,
        facts: dict[str, str | int | bool],
        remedies: c.Remedies,
    ) -> None:
        self.item, self.calendar, self.facts, self.remedies = item, calendar, facts, remedies
        self.events: list[Event] = []
        self.case = Case()
        self.refused: list[Refused] = []
        self.to_come: tuple[When, ...] = ()
        self.commands = 0

    @property
    def effects(self) -> list[Deemed]:
        found = []
        for event in self.events:
            match event.body:
                case e.Accepted(deemed=True):
                    found.append(Deemed("deemed_acceptance", event.body.accepted_on))
                case e.ConsentDeemed():
                    found.append(Deemed("consent_of_assisting_department", event.body.due_on))
        return found

    def play(self, number: int, what: When) -> None:
        self.facts.update(what.facts)
        if what.happens == "accepted" and self.case.version == 0:
            self.say(what, CLERK, self.receipt(), "09:00")
        try:
            _PLAYS[what.happens](self, what)
        except Refusal as refusal:
            self.refused.append(Refused(number, self.rule_of(refusal, what)))
            # A refused command leaves no event, not even of what time had done before it: notice that now.
            if self.case.version:
                self.say(what, TIME, c.NoticePassing())

    def rule_of(self, refusal: Refusal, what: When) -> str:
        if refusal.code() == "not_allowed_now" and what.happens == "decided":
            return "K20"
        if refusal.code() in ("tell_in_writing", "reasons_missing"):
            return {"excluded": "K15", "extended": "K11", "decided": "K21"}[what.happens]
        if refusal.code() == "step_waits" and "lower" in self.case.steps and self.case.sent_up_on is None:
            return "K12"
        if refusal.code() == "hearing_not_held":
            return "K17" if self.case.hearing.wanted_by else "K16"
        return _RULES.get(refusal.code(), refusal.code())

    def say(self, what: When, who: tuple[str, str], body: Body, clock: str = "10:00") -> None:
        self.commands += 1
        at = datetime.combine(what.on, time.fromisoformat(what.at or clock), self.calendar.zone)
        command = Command(f"c{self.commands}", "case", at.astimezone(UTC), *who, body)
        happened, self.case = decide_and_evolve(self.case, command, self.item, self.calendar)
        self.events += happened

    def find_interest(self, what: When, interest: c.Interest) -> None:
        if not self.case.parties:
            self.say(what, LEAD, c.FindInterest(interest, ("other",), _WHY), "09:00")

    def receipt(self) -> Body:
        materials = () if self.facts.get("complete") is False else (c.HandedIn("form"),)
        return c.Receive("someone", "330106", c.Channel.COUNTER, "R-1", {}, None, materials)


def _receive(playing: _Playing, what: When) -> None:
    playing.say(what, CLERK, playing.receipt())


def _request(playing: _Playing, what: When) -> None:
    defect = c.Defect("form", c.DefectKind.INCOMPLETE, "行政许可法§32(4)")
    playing.say(what, CLERK, c.RequestSupplement((defect,), "N-1"))


def _restate(playing: _Playing, what: When) -> None:
    defect = c.Defect("form", c.DefectKind.INCOMPLETE, "行政许可法§32(4)")
    playing.say(what, CLERK, c.RestateDefects((defect,), "N-2"))


def _decline(playing: _Playing, what: When) -> None:
    ground = c.DeclineGround(str(playing.facts.get("ground", "not_required")))
    right = "市卫生健康委员会" if playing.facts.get("right_authority_named") is True else ""
    playing.say(what, CLERK, c.Decline(ground, _WHY, right))


def _exclude(playing: _Playing, what: When) -> None:
    try:
        procedure = SpecialProcedure(str(playing.facts.get("procedure")))
    except ValueError:
        raise _CannotPlay(
            "名单之外的程序无从录入 · a procedure outside the closed list cannot even be named"
        ) from None
    begin, until = what.begin or what.on, what.until or what.begin or what.on
    playing.say(what, LEAD, c.StartSpecialProcedure(procedure, begin, until, what.document))


def _resume(playing: _Playing, what: When) -> None:
    procedure = SpecialProcedure(str(playing.facts.get("procedure")))
    playing.say(what, LEAD, c.EndSpecialProcedure(procedure, what.begin or what.on))


def _extend(playing: _Playing, what: When) -> None:
    if what.amount:
        raise _CannotPlay("只按法律允许的数额延长 · extends by what the law allows, not by an amount")
    approved = Approver(str(playing.facts.get("approver", "agency_head")))
    reasons = _WHY if playing.facts.get("reasons_told") is True else None
    playing.say(what, LEAD, c.ExtendLimit(approved, "approver", reasons, what.document or "E-1"))


def _assign(playing: _Playing, what: When) -> None:
    count = playing.facts.get("staff", 0)
    staff = tuple(f"inspector-{n}" for n in range(count)) if isinstance(count, int) else ()
    playing.say(what, LEAD, c.AssignInspectors(staff))


def _tell_party(playing: _Playing, what: When) -> None:
    playing.find_interest(what, c.Interest.OF_OTHERS)
    playing.say(what, LEAD, c.TellInterestedParty("party-1", what.on, "T-1"))


def _schedule(playing: _Playing, what: When) -> None:
    try:
        hearing_on = date.fromisoformat(str(playing.facts.get("hearing_on")))
    except ValueError:
        raise _CannotPlay("听证没有安排日期 · the hearing has no day") from None
    if not playing.case.hearing.is_owed and not playing.item.hearing_prescribed_by:
        # The scenario does not say why there is one: the agency held it in the public interest.
        unasked = c.AnnounceHearing(c.HearingGround.PUBLIC_INTEREST, "G-1")
        playing.say(what, LEAD, unasked, "09:00")
    playing.say(what, LEAD, c.ScheduleHearing(hearing_on, "hall", HOST[0]))


def _notify(playing: _Playing, what: When) -> None:
    if playing.case.hearing.hearing_on is None:
        # Not scheduled before: notice of time and place fixes them.
        held_on = next((w.on for w in playing.to_come if w.happens == "hearing_held"), None)
        if held_on is None:
            raise _CannotPlay("听证没有安排日期 · the hearing has no day")
        playing.facts["hearing_on"] = held_on.isoformat()
        _schedule(playing, what)
    playing.say(what, LEAD, c.NotifyOfHearing("T-2"), "11:00")


def _hold(playing: _Playing, what: When) -> None:
    if playing.facts.get("host_is_reviewer") is True:
        playing.say(what, HOST, c.TakeStep("examine"), "09:00")
    playing.say(what, LEAD, c.HoldHearing(_MINUTES, (c.THE_APPLICANT,)))


def _decide(playing: _Playing, what: When) -> None:
    if playing.facts.get("major_interests_between_parties") is True:
        playing.find_interest(what, c.Interest.BETWEEN_PARTIES)
    if playing.facts.get("third_party_interest") is True:
        playing.find_interest(what, c.Interest.OF_OTHERS)
    refuses = playing.facts.get("outcome") == "refused"
    if playing.case.steps and playing.case.open_steps:
        for step in playing.case.open_steps:
            if step.plan.id == "examine":
                playing.say(what, LEAD, c.CompleteStep("examine", c.Finding.CONFORMS), "09:30")
    reasons = _WHY if playing.facts.get("reasons_given") is True else None
    told = playing.remedies if playing.facts.get("remedies_told") is True else None
    outcome = c.Outcome.REFUSED if refuses else c.Outcome.GRANTED
    minutes = _MINUTES if playing.facts.get("based_on_minutes") is True else None
    body = c.Decide(outcome, "D-1", "行政许可法§38", reasons, told, minutes=minutes)
    playing.say(what, LEAD, body)


def _deliver(playing: _Playing, what: When) -> None:
    document = playing.case.outcome_document
    digest = "0" * 64
    playing.say(what, TIME, c.RecordDocument(document, "D-1", digest, "ref"), "09:00")
    playing.say(what, CLERK, c.Deliver(c.DeliveryMethod.COUNTER))


_PLAYS: Mapping[str, Callable[[_Playing, When], None]] = {
    "received": _receive,
    "supplement_requested": _request,
    "defects_restated": _restate,
    "supplemented": lambda p, w: p.say(w, ("someone", ""), c.Supplement((c.HandedIn("form"),))),
    "accepted": lambda p, w: p.say(w, CLERK, c.Accept("A-1")),
    "declined": _decline,
    "excluded": _exclude,
    "resumed": _resume,
    "extended": _extend,
    "opinion_given": lambda p, w: p.say(w, HELPER, c.GiveOpinion("opinion", c.OpinionResult.AGREE)),
    "sent_up": lambda p, w: p.say(
        w, BELOW, c.SendUp("lower", c.Finding.CONFORMS, _WHY, tuple(p.case.materials), "B-1")
    ),
    "inspectors_assigned": _assign,
    "material_requested_again": _request,
    "third_party_told": _tell_party,
    "hearing_right_told": lambda p, w: p.say(w, LEAD, c.TellHearingRight(c.THE_APPLICANT, "T-3")),
    "hearing_requested": lambda p, w: p.say(w, ("someone", ""), c.RequestHearing()),
    "hearing_waived": lambda p, w: p.say(w, ("someone", ""), c.WaiveHearing()),
    "hearing_announced": lambda p, w: p.say(w, LEAD, c.AnnounceHearing(c.HearingGround.PRESCRIBED, "G-1")),
    "hearing_scheduled": _schedule,
    "hearing_noticed": _notify,
    "hearing_held": _hold,
    "decided": _decide,
    "delivered": _deliver,
    "withdrawn": lambda p, w: p.say(w, ("someone", ""), c.Withdraw()),
    "time_passes": lambda p, w: p.say(w, TIME, c.NoticePassing(), "00:05"),
}


def _why_not(question: Question) -> str:
    if question.given.procedure != "licensing":
        return "只有行政许可法 · only the licensing law"
    if question.when[0].happens not in ("received", "accepted"):
        return f"办件自收件开始 · a case begins with its receipt, not with {question.when[0].happens}"
    if "promised" in question.clocks and "promised_working_days" not in question.given.facts:
        return "本系统的事项都公布承诺期限 · every item here publishes a promise"
    facts = {*question.given.facts, *(name for what in question.when for name in what.facts)}
    beyond = sorted(facts - _FACTS)
    if beyond:
        return f"没有这一事实 · no such fact: {', '.join(beyond)}"
    unknown = [what.happens for what in question.when if what.happens not in _PLAYS]
    clocks = [clock for clock in question.clocks if clock not in _CLOCKS]
    return (
        f"没有这一行为或时钟 · no such act or clock: {', '.join(unknown + clocks)}"
        if unknown or clocks
        else ""
    )
