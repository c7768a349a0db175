"""先行公示 on the public pages: what is published first, and the days on which one may apply then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongban.catalogue import Implementation
from tongban.kernel.calendar import Calendar
from tongban.kernel.case.events import PriorNotice
from tongban.kernel.case.item import PriorNoticeRule
from tongban.kernel.case.prior_notice import days_of
from tongban.kernel.words import Bilingual, worded
from tongban.web.wiring import Office


class Stands(StrEnum):
    """Where today is: before the days to apply, within them, or after."""

    EARLY = "early"
    OPEN = "open"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class PriorNoticeTold:
    """先行公示 — the rule, and the days that follow from the day of the notice."""

    rule: PriorNoticeRule
    days: PriorNotice
    today: date

    @property
    def stands(self) -> Stands:
        """Whether one may apply today."""
        if self.today <= self.days.over_on:
            return Stands.EARLY
        return Stands.OPEN if self.today <= self.days.apply_by else Stands.LATE

    @property
    def what_to_do(self) -> Bilingual:
        """The two steps and their lengths."""
        return Bilingual(
            "先做{name}，公示 {notice}；期满没有异议的，在期满后 {apply}内申请。过了要重新公示。",
            "First the {name}, for {notice}; if nobody objects, apply within {apply} after it is over. Later "
            "than that, a new notice is published.",
        ).fill(name=self.rule.name, notice=self.rule.notice.words, apply=self.rule.apply.words)

    @property
    def if_published_today(self) -> Bilingual:
        """The days that follow, for somebody who has not published it yet."""
        return Bilingual(
            "如果今天（{today}）公示：{over}期满，{first}起可以申请，最迟 {last}。",
            "If it is published today ({today}), it is over on {over}; apply from {first} until {last}.",
        ).fill(**self._days)

    @property
    def where_it_stands(self) -> Bilingual:
        """Whether it can be sent now, and if not, when."""
        return _WHERE[self.stands].fill(**self._days)

    @property
    def _days(self) -> dict[str, Bilingual]:
        days = {"today": self.today, "over": self.days.over_on, "last": self.days.apply_by}
        return {name: worded(day) for name, day in (days | {"first": self.days.opens_on}).items()}


_WHERE: Mapping[Stands, Bilingual] = {
    Stands.EARLY: Bilingual(
        "公示到 {over}才满，现在还不能提交。请在 {first}到 {last}之间回来提交；填好的都保留着。",
        "The notice runs until {over}, so this cannot be sent yet. Come back between {first} and {last}; "
        "what you have filled in is kept.",
    ),
    Stands.OPEN: Bilingual(
        "公示已于 {over}期满，请最迟在 {last}提交。", "The notice was over on {over}; send this by {last}."
    ),
    Stands.LATE: Bilingual(
        "公示已于 {over}期满，最迟 {last}申请，已经过了。请重新公示，再改公示的日期。",
        "The notice was over on {over} and one had to apply by {last}. Publish a new one, then change "
        "its day.",
    ),
}


def if_published_on(
    item: Implementation, published_on: date, today: date, calendar: Calendar
) -> PriorNoticeTold | None:
    """What follows from a notice of that day; None where the item asks for none."""
    rule = item.for_kernel().prior_notice
    return None if rule is None else PriorNoticeTold(rule, days_of(rule, published_on, calendar), today)


def of_form(office: Office, item: Implementation, form: Mapping[str, str]) -> PriorNoticeTold | None:
    """The same today for the day an applicant has filled in; None also while it is not."""
    use = item.prior_notice
    filled_in = form.get(use.published_on, "") if use else ""
    if not filled_in:
        return None
    today, calendar = office.today(item.division), office.calendars.of(item.division)
    return if_published_on(item, date.fromisoformat(filled_in), today, calendar)


def detail_of(notice: PriorNotice | None) -> Bilingual | None:
    """What the history of a case says of it; None for any other case."""
    if notice is None:
        return None
    return Bilingual(
        "{published} 公示，{over} 期满，申请最迟 {by}。",
        "Notice published on {published}, over on {over}; to be applied for by {by}.",
    ).fill(published=notice.published_on, over=notice.over_on, by=notice.apply_by)
