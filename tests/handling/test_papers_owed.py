"""Who a document is still owed to, and to whom nothing is."""

from dataclasses import replace

from cast import (
    CLERK,
    DIED,
    LEAD,
    PAPER,
    POST_IT,
    SUPPLEMENT_LIMIT,
    SWEEP,
    UNANSWERED,
    Table,
    notice,
    served_item,
)
from tongban.handling.papers_owed import services_owed
from tongban.kernel.case import commands as c

NOTICE = replace(PAPER, document=c.DocumentKind.END_NOTICE, number="N-9")


def ended_by_death() -> Table:
    table = Table(served_item()).accepted("2026-03-02")
    table.on("2026-03-03", LEAD, replace(DIED, notice_number="N-9"))
    table.on("2026-03-03", SWEEP, NOTICE, at="11:00")
    return table


def test_the_notice_of_an_end_by_death_is_owed_to_nobody():
    assert list(services_owed(ended_by_death().case)) == []


def test_sent_to_somebody_all_the_same_it_is_followed_until_it_came():
    table = ended_by_death()
    sent = replace(POST_IT, document=NOTICE.document, number="N-9")
    table.on("2026-03-04", CLERK, sent)
    assert [service.number for service in services_owed(table.case)] == ["N-9"]


def test_the_notice_of_any_other_end_is_owed_to_the_applicant():
    table = Table(served_item(supplement_limit=SUPPLEMENT_LIMIT)).received("2026-03-02")
    table.on("2026-03-03", CLERK, notice("floor_plan"))
    table.on("2026-05-06", CLERK, UNANSWERED)
    table.on("2026-05-06", SWEEP, NOTICE, at="11:00")
    assert [(service.number, service.whom) for service in services_owed(table.case)] == [
        ("N-9", c.THE_APPLICANT)
    ]
