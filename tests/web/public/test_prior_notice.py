"""恒新's owner reads that a notice comes first, and applies when it is over (walk-through 14)."""

import re
from datetime import date

import pytest

from online import CREDIT_CODE, file
from tongban.kernel import Status
from tongban.kernel.case import events as e
from tongban.store.models import Draft
from window import filled_in

ITEM = "enterprise-simple-deregistration"
APPLY = f"/apply/{ITEM}/"
FORM = {
    "holder": "演示市恒新商贸有限公司",
    "credit_code": CREDIT_CODE,
    "legal_representative": "何新",
    "phone": "13800000000",
}
NOTICE = e.PriorNotice(
    date(2025, 10, 9), date(2025, 10, 29), date(2025, 11, 18), "市场主体登记管理条例§33(2)"
)


def filled_online(client, published="2025-10-09"):
    client.post(APPLY)
    for name, text in (FORM | {"notice_published_on": published}).items():
        assert client.post(f"{APPLY}particulars/{name}/", {name: text}).status_code == 302, name
    for material in ("promise", "business-licence"):
        assert client.post(f"{APPLY}materials/{material}/", {"papers": [file()]}).status_code == 302
    return Draft.objects.get(filed=False)


def sent(client):
    check = client.get(f"{APPLY}check/").content.decode()
    return client.post(re.search(r'action="(/applications/[^"]+)"', check)[1], follow=True), check


def test_the_guide_says_what_comes_first_and_when_one_may_apply(hall):
    hall.on("2025-10-09")
    page = hall.client("li").get(f"/items/{ITEM}/").content.decode()
    assert "公示 20 日（自然日）" in page
    assert (
        "如果今天（2025年10月9日）公示：2025年10月29日期满，2025年10月30日起可以申请，最迟 2025年11月18日。"
        in page
    )


@pytest.mark.parametrize("typed", ["2025-10-09", "2025/10/9", "２０２５年１０月９日", "20251009"])
def test_sent_after_the_notice_it_is_received_with_its_days(hall, typed):
    hall.on("2025-10-30")
    client = hall.client("li")
    draft = filled_online(client, typed)
    page, check = sent(client)
    assert "2025年10月9日" in check
    assert "请最迟在 2025年11月18日提交" in check
    assert page.status_code == 200
    case = hall.case(str(draft.id))
    assert (case.status, case.prior_notice) == (Status.RECEIVED, NOTICE)
    progress = client.get(f"/track/{draft.id}/").content.decode()
    assert "2025-10-09 公示，2025-10-29 期满" in progress


def test_sent_too_early_it_says_when_and_keeps_what_was_typed(hall):
    hall.on("2025-10-20")
    client = hall.client("li")
    draft = filled_online(client)
    page, check = sent(client)
    assert "现在还不能提交。请在 2025年10月30日到 2025年11月18日之间回来提交" in check
    assert "2025-10-29" in page.content.decode()
    draft.refresh_from_db()
    assert (draft.filed, draft.answers["form"]["notice_published_on"]) == (False, "2025-10-09")
    hall.on("2025-10-30")
    sent(hall.client("li"))
    assert hall.case(str(draft.id)).prior_notice == NOTICE


def test_too_late_it_asks_for_a_new_notice(hall):
    hall.on("2025-11-19")
    client = hall.client("li")
    filled_online(client)
    page, check = sent(client)
    assert "请重新公示" in check
    assert "请重新公示" in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("2025-02-30", "日历上没有"), ("昨天", "例如 2025-10-09"), ("", "请填写"), ("2025-13-01", "日历上没有")],
)
def test_what_is_no_day_is_asked_for_again(hall, typed, said):
    client = hall.client("li")
    client.post(APPLY)
    name = f"{APPLY}particulars/notice_published_on/"
    again = client.post(name, {"notice_published_on": typed})
    assert again.status_code == 422
    assert said in re.search(r'class="field__error"[^>]*>([^<]+)<', again.content.decode())[1]


def test_at_the_window_the_same_day_is_asked_and_held_to(hall):
    hall.on("2025-10-20")
    clerk, at = hall.client("wang"), f"/counter/intake/{ITEM}/"
    form = {f"form-{name}": text for name, text in (FORM | {"notice_published_on": "2025-10-09"}).items()}
    typed = filled_in(hall, "application", "promise", "business-licence", **form)
    early = clerk.post(at, typed)
    assert early.status_code == 409
    assert "到 2025-10-29 期满" in early.content.decode()
    hall.on("2025-10-30")
    clerk = hall.client("wang")
    assert clerk.post(at, typed).status_code == 302
