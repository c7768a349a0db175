"""评价 — given once for each contact by whoever was served, and never changed; a poor one is seen to.

Nobody has to rate, and nobody who is rated learns who did: of whom a rating is, only the contact says. A
poor one can be named 实名, so that somebody can ask: they are spoken to, and whoever served them is not the
one who does.

The nation fixes no number of days (国办发〔2019〕51号: promptly); those in `law/time_limits/feedback.yaml`
are of places, and defaults elsewhere.

依据 Basis: 国办发〔2019〕51号.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tongban.appraisal.contacts import Contact
from tongban.appraisal.words import Act, Finding, Grade, PoorReason, Way
from tongban.catalogue.law import Limits
from tongban.kernel.calendar import Calendar
from tongban.kernel.clock import Clock, ClockKind
from tongban.kernel.refusals import Refusal

#: The longest that somebody may write; more belongs into a complaint.
LONGEST = 1000

_LIMITS = {
    Act.CONTACT: "contact_named_reviewer",
    Act.ANSWER: "answer_bad_rating",
    Act.SETTLE: "rectify_bad_rating",
}


class RatedAlready(Refusal):
    """这次服务已经评价过。"""

    zh = "这次服务已经评价过了，一次服务只评一次，评价不能修改。"
    en = "This contact has been rated; each is rated once, and a rating is not changed."
    basis = "国办发〔2019〕51号"
    remedy_zh = "还有意见的，可以投诉；下一次服务可以另行评价。"
    remedy_en = "If there is more to say, complain; the next contact can be rated by itself."


class ContactUnknown(Refusal):
    """没有这次服务。"""

    zh = "没有这次服务的记录，不能评价。"
    en = "There is no record of this contact; it cannot be rated."
    basis = "国办发〔2019〕51号"
    remedy_zh = "请从“我的办件”中打开办件，选择要评价的服务。"
    remedy_en = "Open the case from “my cases” and choose the contact to rate."


class ReasonOfPoorMissing(Refusal):
    """差评没有选原因。"""

    zh = "评“{grade}”的，请至少选一个原因，我们才知道该改什么。"
    en = "With “{grade}”, choose at least one reason, so that it is known what to put right."
    basis = "国办发〔2019〕51号"
    remedy_zh = "请在列出的原因中选一项或者几项；都不是的，选“其他”并写明。"
    remedy_en = "Choose one or more of the reasons listed, or “something else” and say what."


class RatedTooLong(Refusal):
    """评价文字过长。"""

    zh = "评价文字最多 {most} 字，现在是 {length} 字。"
    en = "At most {most} characters can be written; these are {length}."
    remedy_zh = "请写得简短些；需要详细反映的，可以投诉。"
    remedy_en = "Write less; what needs more room can be a complaint."


class StaffDoNotRate(Refusal):
    """工作人员不能评价。"""

    zh = "评价由办事人自己作出，工作人员不能代为评价。"
    en = "A rating is given by who was served; staff give none, for nobody."
    basis = "国办发〔2019〕51号"
    remedy_zh = "请办事人在评价器上或者登录后自己评价；工作人员先退出登录。"
    remedy_en = "Let the person rate on the device or online; staff sign out first."


class NotAPoorRating(Refusal):
    """不是差评。"""

    zh = "这条评价是“{grade}”，不是差评，不需要处理。"
    en = "This rating is “{grade}”, not a poor one; there is nothing to see to."
    basis = "国办发〔2019〕51号"
    remedy_zh = "请返回差评台账。"
    remedy_en = "Go back to the list of poor ratings."


class ServedByOneself(Refusal):
    """被评价人不能处理对自己的评价。"""

    zh = "这条评价评的是您的服务，须由其他人处理。"
    en = "This rates your own service; somebody else sees to it."
    basis = "国办发〔2019〕51号"
    remedy_zh = "请交由监督岗位的其他人员回访和处理。"
    remedy_en = "Hand it to another person at the supervising post."


class DoneAlready(Refusal):
    """已经办过这一步。"""

    zh = "「{act}」已于 {on} 办过。"
    en = "“{act}” was done on {on}."
    remedy_zh = "请刷新页面，办理下一步。"
    remedy_en = "Reload the page and go on with what comes next."


class NobodyToContact(Refusal):
    """匿名评价没有可以回访的人。"""

    zh = "这是匿名评价，没有可以回访的人。"
    en = "This rating is anonymous: there is nobody to speak to."
    basis = "国办发〔2019〕51号"
    remedy_zh = "请直接核查、整改并公开结果。"
    remedy_en = "Look into it, put it right and publish the result."


class ContactFirst(Refusal):
    """实名差评还没有回访。"""

    zh = "实名差评须先回访核实，再反馈、办结（回访率 100%）。"
    en = "Who left their name is spoken to before the rating is answered or settled."
    basis = "国办发〔2019〕51号"
    remedy_zh = "请先联系评价人并登记回访。"
    remedy_en = "Speak to them first and record it."


class FindingMissing(Refusal):
    """没有写明结论或者说明。"""

    zh = "须写明核查结论和说明。"
    en = "Say what was found, and what was done."
    basis = "国办发〔2019〕51号"
    remedy_zh = "请选择结论，并写明整改或者解释的内容；评价人会看到。"
    remedy_en = "Choose a finding and write what was put right or explained; who rated will read it."


@dataclass(frozen=True, slots=True)
class Done:
    """已办 — what was done about a poor rating, on which day, by whom; the words lie beside it, sealed."""

    act: Act
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Rating:
    """一次评价 — a grade for a contact; who gave it is not written down.

    `named` says that whoever was served there wants to be spoken to; `written` that they wrote something,
    which is kept as personal data of theirs.
    """

    contact: Contact
    grade: Grade
    way: Way
    on: date
    reasons: tuple[PoorReason, ...] = ()
    named: bool = False
    written: bool = False
    done: Mapping[Act, Done] = field(default_factory=dict)
    finding: Finding | None = None

    @property
    def id(self) -> tuple[str, str]:
        """What it is a rating of."""
        return self.contact.whole, self.contact.key

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to see to it."""
        return self.grade.is_poor and Act.SETTLE not in self.done

    @property
    def owes(self) -> tuple[Act, ...]:
        """What is still to be done, in its order; of who gave no name nobody can be spoken to."""
        if not self.grade.is_poor:
            return ()
        return tuple(a for a in Act if a not in self.done and (self.named or a is not Act.CONTACT))


def rate(
    contact: Contact,
    grade: Grade,
    way: Way,
    on: date,
    *,
    reasons: Collection[PoorReason] = (),
    words: str = "",
    named: bool = False,
    by_staff: bool = False,
) -> Rating:
    """评价 — what whoever was served says of a contact; that it is the first one the store sees to.

    Raises:
        StaffDoNotRate: somebody of the staff is signed in where it is given.
        ReasonOfPoorMissing: a poor one names no reason, or only “something else” without words.
        RatedTooLong: too much is written.
    """
    if by_staff:
        raise StaffDoNotRate()
    said = words.strip()
    if len(said) > LONGEST:
        raise RatedTooLong(most=LONGEST, length=len(said))
    if grade.is_poor and (not reasons or (set(reasons) == {PoorReason.OTHER} and not said)):
        raise ReasonOfPoorMissing(grade=grade.label)
    kept = tuple(reason for reason in PoorReason if reason in reasons) if grade.is_poor else ()
    return Rating(contact, grade, way, on, kept, named and grade.is_poor, bool(said))


def check(rating: Rating, act: Act, by: str, words: str, finding: Finding | None) -> None:
    """Whether somebody may do this about a rating now.

    Raises:
        NotAPoorRating, ServedByOneself, DoneAlready, NobodyToContact, ContactFirst, FindingMissing: they
        may not.
    """
    if not rating.grade.is_poor:
        raise NotAPoorRating(grade=rating.grade.label)
    if by == rating.contact.served_by:
        raise ServedByOneself()
    if act in rating.done:
        raise DoneAlready(act=act.label, on=rating.done[act].on)
    if act is Act.CONTACT:
        if not rating.named:
            raise NobodyToContact()
    elif rating.named and Act.CONTACT not in rating.done:
        raise ContactFirst()
    if not words.strip() or (act is Act.SETTLE and finding is None):
        raise FindingMissing()


@dataclass(frozen=True, slots=True)
class DueAct:
    """应办 — an act, the day by which it is to be done, and the basis of that day."""

    act: Act
    by: date
    basis: str

    def is_late(self, today: date) -> bool:
        """Whether that day is over."""
        return today > self.by


def due_acts(rating: Rating, limits: Limits, calendar: Calendar) -> tuple[DueAct, ...]:
    """What is still to be done about a rating, and until when, by the law of the day it was given."""
    return tuple(_due(rating, act, limits, calendar) for act in rating.owes)


def _due(rating: Rating, act: Act, limits: Limits, calendar: Calendar) -> DueAct:
    limit = limits[_LIMITS[act]].limit_on(rating.on)
    begun = datetime.combine(rating.on, datetime.min.time(), calendar.zone)
    clock = Clock(ClockKind.STEP, limit).start(rating.on, begun, "")
    return DueAct(act, clock.due(calendar).day, limit.basis)
