"""Acts for those concerned 听证与利害关系: find, tell, hear; folded away until a case needs them.

依据 Basis: 行政许可法§36, §46-§48.
"""

from datetime import time
from typing import Any

from django.utils.translation import gettext as _

from tongban.handling import hearing as handling
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask
from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.kernel.words import Bilingual
from tongban.web.desk import hearing_forms as f
from tongban.web.desk.act import Act, Occasion, folded
from tongban.web.staff.acting import ActForm
from tongban.web.staff.casefile import CaseFile
from tongban.web.staff.hearing import choices_of, is_under_way
from tongban.web.staff.letters import LetterForm, WhoForm, as_of

_TITLE = Bilingual("听证与利害关系", "Hearing and others' interests")
_USUAL_START = time(9, 30)
_EXAMINING = (StepKind.EXAMINATION, StepKind.SURVEY, StepKind.DECISION)


# --- whom it may concern


def _untold(file: CaseFile) -> list[str]:
    """Parties, those who have not been told first."""
    return sorted(file.case.parties, key=lambda who: file.case.parties[who].told_on is not None)


def _without_right(file: CaseFile) -> list[str]:
    return [who for who in file.case.concerned if who not in file.case.hearing.right_told]


def _may_ask(file: CaseFile) -> list[str]:
    hearing = file.case.hearing
    return [who for who in file.case.parties if who in hearing.right_told and who not in hearing.wanted_by]


def _may_waive(file: CaseFile) -> list[str]:
    return [who for who in file.case.parties if who in file.case.hearing.right_told]


def _grounds(file: CaseFile) -> list[c.HearingGround]:
    return [
        ground
        for ground in c.HearingGround
        if ground is not c.HearingGround.PRESCRIBED or file.item.hearing_prescribed_by
    ]


# --- forms that know the case


def _whom(on: Occasion, data: Any, offered: list[str]) -> list[tuple[str, Bilingual]]:
    """Whom a form offers; one that was sent may name anybody, and the kernel says why not."""
    return choices_of(on.file, offered if data is None else list(on.file.case.concerned))


def _tell_party(on: Occasion, data: Any) -> ActForm:
    return on.new(f.TellPartyForm, data, people=_whom(on, data, _untold(on.file)))


def _statement(on: Occasion, data: Any) -> ActForm:
    people = _whom(on, data, list(on.file.case.parties))
    return on.new(f.StatementForm, data, people=people, today=on.file.today)


def _tell_right(on: Occasion, data: Any) -> ActForm:
    return on.new(WhoForm, data, people=_whom(on, data, _without_right(on.file)))


def _request(on: Occasion, data: Any) -> ActForm:
    return on.new(LetterForm, data, people=_whom(on, data, _may_ask(on.file)), today=on.file.today)


def _waive(on: Occasion, data: Any) -> ActForm:
    return on.new(LetterForm, data, people=_whom(on, data, _may_waive(on.file)), today=on.file.today)


def _announce(on: Occasion, data: Any) -> ActForm:
    return on.new(f.AnnounceForm, data, grounds=_grounds(on.file))


def _schedule(on: Occasion, data: Any) -> ActForm:
    hearing = on.file.case.hearing
    begins = time.fromisoformat(hearing.begins) if hearing.begins else _USUAL_START
    initial = {"hearing_on": hearing.hearing_on, "begins": begins, "place": hearing.place}
    return on.new(f.ScheduleForm, data, examiners=_examiners(on), initial=initial)


def _examiners(on: Occasion) -> frozenset[str]:
    """Who examines the case: who took a step of it, and the reader at a post that will."""
    item, case = on.file.item, on.file.case
    examining = {step.post for step in item.steps if step.kind in _EXAMINING}
    reader = frozenset([str(on.request.user.pk)]) if on.post in examining else frozenset()
    return case.examiners | reader


def _hold(on: Occasion, data: Any) -> ActForm:
    people = choices_of(on.file, list(on.file.case.concerned))
    initial = {"held_on": on.file.case.hearing.hearing_on}
    return on.new(f.HoldForm, data, people=people, today=on.file.today, initial=initial)


# --- what a valid form asks


def _do_find(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return handling.find_interest(
        handler, ask, c.Interest(said["interest"]), f.parties_in(said), said["reasons"]
    )


def _do_tell_party(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return handling.tell_interested_party(handler, ask, said["who"], said["respond_by"])


def _do_statement(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    ask = as_of(ask, on.file, said["came_on"])
    return handling.record_statement(handler, ask, said["who"], said["statement"])


def _do_tell_right(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return handling.tell_hearing_right(handler, ask, said["who"])


def _do_request(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return handling.request_hearing(handler, as_of(ask, on.file, said["came_on"]), said["who"])


def _do_waive(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return handling.waive_hearing(handler, as_of(ask, on.file, said["came_on"]), said["who"])


def _do_announce(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return handling.announce_hearing(handler, ask, c.HearingGround(said["ground"]))


def _do_schedule(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return handling.schedule_hearing(
        handler, ask, said["hearing_on"], said["begins"], said["place"], str(said["host"].pk)
    )


def _do_notify(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return handling.notify_of_hearing(handler, ask)


def _do_hold(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    ask = as_of(ask, on.file, said["held_on"])
    return handling.hold_hearing(handler, ask, said["minutes"], said["signed_by"])


# --- what is said above a form


def _days_to_ask(on: Occasion) -> Bilingual:
    limit = on.file.item.hearing_limits.request
    return Bilingual(
        f"自告知之日起 {limit.words.zh}内可以申请听证（{limit.basis}）；《听证告知书》由系统编号、制作。",
        f"A hearing can be asked for within {limit.words.en} ({limit.basis}); the system makes the notice.",
    )


def _days_before(on: Occasion) -> Bilingual:
    limits = on.file.item.hearing_limits
    return Bilingual(
        f"应在收到申请后 {limits.hold.words.zh}内举行（{limits.hold.basis}），"
        f"并提前 {limits.notice.words.zh}通知（{limits.notice.basis}）。",
        f"Within {limits.hold.words.en} of the request ({limits.hold.basis}), "
        f"notified {limits.notice.words.en} before ({limits.notice.basis}).",
    )


def _whom_notified(on: Occasion) -> str:
    hearing, parties = on.file.case.hearing, len(on.file.case.parties)
    return _("%(day)s %(time)s，%(place)s。《听证通知书》送申请人和 %(parties)s 位利害关系人。") % {
        "day": hearing.hearing_on,
        "time": hearing.begins or "",
        "place": hearing.place,
        "parties": parties,
    }


HEARING_ACTS: tuple[Act, ...] = (
    Act(
        "find-interest",
        c.FindInterest,
        c.FindInterest.verb(),
        "i",
        lambda on, d: on.new(f.InterestForm, d),
        _do_find,
    ),
    Act(
        "tell-party",
        c.TellInterestedParty,
        c.TellInterestedParty.verb(),
        "p",
        _tell_party,
        _do_tell_party,
        hint=lambda on: _("《利害关系人告知书》由系统编号、制作，请送达。"),
    ),
    Act(
        "statement",
        c.RecordStatement,
        c.RecordStatement.verb(),
        "w",
        _statement,
        _do_statement,
        offered=lambda on: bool(on.file.case.parties),
    ),
    Act(
        "tell-right",
        c.TellHearingRight,
        c.TellHearingRight.verb(),
        "y",
        _tell_right,
        _do_tell_right,
        offered=lambda on: bool(_without_right(on.file)),
        hint=_days_to_ask,
    ),
    Act(
        "request-hearing",
        c.RequestHearing,
        Bilingual("登记听证申请", "enter a request for a hearing"),
        "q",
        _request,
        _do_request,
        offered=lambda on: bool(_may_ask(on.file)),
        hint=lambda on: _("凭利害关系人的书面申请登记；申请人在网上或者窗口申请。"),
    ),
    Act(
        "waive-hearing",
        c.WaiveHearing,
        Bilingual("登记放弃听证", "enter a waiver of the hearing"),
        "z",
        _waive,
        _do_waive,
        offered=lambda on: bool(_may_waive(on.file)),
        hint=lambda on: _("凭利害关系人的书面放弃登记。"),
    ),
    Act("announce-hearing", c.AnnounceHearing, c.AnnounceHearing.verb(), "a", _announce, _do_announce),
    Act(
        "schedule-hearing",
        c.ScheduleHearing,
        c.ScheduleHearing.verb(),
        "d",
        _schedule,
        _do_schedule,
        hint=_days_before,
    ),
    Act(
        "notify-hearing",
        c.NotifyOfHearing,
        c.NotifyOfHearing.verb(),
        "n",
        lambda on, d: on.new(ActForm, d),
        _do_notify,
        careful=True,
        hint=_whom_notified,
    ),
    Act(
        "hold-hearing",
        c.HoldHearing,
        c.HoldHearing.verb(),
        "m",
        _hold,
        _do_hold,
        hint=lambda on: _("笔录交参加人核对无误后签字或者盖章，再在这里登记。"),
    ),
)


def group_of(on: Occasion, panel: dict[str, Any]) -> dict[str, Any]:
    """The panel with the acts of this file folded into one group, which an ordinary case leaves closed."""
    file = on.file
    is_open = is_under_way(file) and file.case.hearing.held_on is None
    # Who has nothing to do with hearings, or cannot yet, is not told ten times why.
    shown = is_under_way(file) and file.case.status is Status.ACCEPTED
    return folded(
        panel,
        HEARING_ACTS,
        _TITLE,
        "h",
        open_=lambda inside: inside and is_open,
        shown=lambda inside: inside or shown,
    )
