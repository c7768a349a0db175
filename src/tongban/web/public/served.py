"""送达 as an applicant reads it: what is on its way, and until when it can be fought and why."""

from collections.abc import Iterator
from typing import Any

from tongban.kernel.case import commands as c
from tongban.kernel.case.evolution.service import remedy_clock
from tongban.kernel.case.papers import WITH_REMEDIES, Service, ServiceState
from tongban.kernel.case.service import is_to_be_confirmed
from tongban.kernel.clock import ClockKind, explain
from tongban.kernel.words import Bilingual, worded
from tongban.web.public.tracking import Progress

_ASK = Bilingual("最迟这一天申请行政复议", "Ask for reconsideration by")
_SUE = Bilingual("最迟这一天起诉", "Sue by")


def remedies_until(progress: Progress) -> list[dict[str, Any]]:
    """The last day of each remedy with the counting, once the document that tells them was served."""
    case, calendar = progress.case, progress.standing.calendar
    told = []
    for document in WITH_REMEDIES:
        for kind, title in ((ClockKind.RECONSIDERATION, _ASK), (ClockKind.LAWSUIT, _SUE)):
            clock = case.clocks.get(remedy_clock(kind, document))
            if clock is not None:
                due = clock.due(calendar)
                told.append(
                    {
                        "title": title,
                        "due_on": due.day,
                        "provisional": due.provisional,
                        "explain": explain(clock, calendar),
                        "is_over": due.day < progress.today,
                    }
                )
    return told


def services(progress: Progress) -> list[dict[str, Any]]:
    """The applicant's documents that went out, and what became of them."""
    return [
        {
            "title": service.document.label,
            "document": service.document.value,
            "number": service.number,
            "state": service.state.label,
            "is_back": service.state is ServiceState.CAME_BACK,
            "is_served": service.state is ServiceState.SERVED,
            "to_confirm": is_to_be_confirmed(service),
            "lines": list(_lines(service)),
        }
        for service in progress.case.services.values()
        if service.whom == c.THE_APPLICANT
    ]


def _lines(service: Service) -> Iterator[Bilingual]:
    if service.served_on is not None and service.method is not None:
        yield Bilingual("{on}，{how}。", "On {on}, {how}.").fill(
            on=worded(service.served_on), how=service.method.label
        )
    elif service.announced_on is not None:
        yield Bilingual(
            "{on} 已公告，期满视为送达；您现在就可以到窗口领取。",
            "Announced on {on}; it counts as served when those days are over. You can collect it at the "
            "counter now.",
        ).fill(on=worded(service.announced_on))
    elif service.bounced_on is not None and service.bounced_for is not None:
        yield Bilingual(
            "{on} 没有送到：{why}。期限没有起算。请到窗口领取，或者打电话告诉我们新的地址。",
            "It did not reach you on {on}: {why}. No time limit has begun. Collect it at the counter, or "
            "call us with your address.",
        ).fill(on=worded(service.bounced_on), why=service.bounced_for.label)
    elif is_to_be_confirmed(service) and service.sent_on is not None:
        yield Bilingual(
            "{on} 已送到这里。请打开看过后确认；确认之日为送达之日。",
            "Sent here on {on}. Open it, then confirm: it is served the day you confirm.",
        ).fill(on=worded(service.sent_on))
    elif service.sent_on is not None:
        yield Bilingual(
            "{on} 已邮寄；您签收之日才是送达之日。", "Posted on {on}; it is served the day you sign for it."
        ).fill(on=worded(service.sent_on))


def originals(progress: Progress) -> list[dict[str, Any]]:
    """The applicant's originals that the office has or had."""
    return [
        {"number": original.number, "taken_on": worded(original.taken_on), "state": original.state.label}
        for original in progress.case.originals.values()
    ]
