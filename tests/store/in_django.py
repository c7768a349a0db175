"""What the store does inside Django, as the web server has it; run as a program by test_in_django.py."""

import threading
from datetime import date

import django

django.setup()

from django.contrib.auth import authenticate  # noqa: E402  (needs Django set up)
from django.db import connection, transaction  # noqa: E402

from stored import case_id, task, write  # noqa: E402
from tongban.store.cases import PgStore  # noqa: E402
from tongban.store.connections import InsideATransaction  # noqa: E402
from tongban.store.models import (  # noqa: E402
    Account,
    Authority,
    CaseEvent,
    CaseState,
    CaseTask,
    Draft,
    Post,
    PostHolder,
)
from tongban.store.numbers import PgNumbers  # noqa: E402
from tongban.store.personal import PgPersonalData, SubjectErased  # noqa: E402, F401

store = PgStore()
written = write(1, tasks=(task(1),))
store.commit([written])

# Django turns prepared statements off; ours are prepared all the same.
with connection.cursor() as cursor:
    cursor.execute(
        "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%INSERT INTO case_state%'"
    )
    assert cursor.fetchone() == (1,)

# The ORM reads what was written by hand, bytes and all.
assert str(CaseState.objects.get(receipt_number="R-1").case_id) == case_id(1)
assert [bytes(event.body) for event in CaseEvent.objects.order_by("seq")] == [r.body for r in written.records]
assert CaseTask.objects.get(pk=(case_id(1), "intake")).post == "window"
history = store.load(case_id(1))
assert history is not None
assert history.records == written.records
assert PgNumbers().lease("receipt") == 1

# One connection serves both, and each thread has its own.
mine = store.database._source.get()
assert mine is connection.connection
others = []


def elsewhere() -> None:
    others.append(store.database._source.get())
    store.commit([write(2)])
    connection.close()


thread = threading.Thread(target=elsewhere)
thread.start()
thread.join()
assert others[0] is not mine
assert store.case_ids() == [case_id(1), case_id(2)]

# A server that went away is found again.
mine.close()
assert store.case_ids() == [case_id(1), case_id(2)]

# A command inside somebody else's transaction would not be durable.
with transaction.atomic():
    try:
        store.commit([write(3)])
    except InsideATransaction:
        pass
    else:
        raise AssertionError("a command was taken inside a transaction")
assert store.load(case_id(3)) is None

# Accounts, posts, drafts.
clerk = Account.objects.create_user("wang", "a long password", display_name="王窗口", kind=Account.Kind.STAFF)
assert clerk.password.startswith("argon2")
assert authenticate(username="wang", password="a long password") == clerk
assert authenticate(username="wang", password="another") is None
assert (str(clerk), clerk.is_staff, clerk.subject != clerk.id) == ("王窗口", True, True)
centre = Authority.objects.create(key="centre", name_zh="政务服务中心", name_en="the service centre")
window = Post.objects.create(authority=centre, key="window", name_zh="综合窗口岗", name_en="counter")
PostHolder.objects.create(account=clerk, post=window, since=date(2025, 1, 1), until=date(2025, 6, 30))
PostHolder.objects.create(account=clerk, post=window, since=date(2025, 9, 1))
assert [clerk.posts_on(date(2025, month, 15)) for month in (6, 7, 10)] == [
    [("centre", "window")],
    [],
    [("centre", "window")],
]
applicant = Account.objects.create_user("li", None, display_name="李申请", kind=Account.Kind.APPLICANT)
draft = Draft.objects.create(
    applicant=applicant, item="food-operation-licence", answers={"门店": "一号"}, changed_at=written.at
)
assert Draft.objects.get(pk=draft.pk).answers == {"门店": "一号"}
assert draft.pk.version == 7
print("all is well")
