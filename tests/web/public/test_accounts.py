"""Accounts: signing up, signing in, and the wait after wrong passwords."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from hall import PASSWORD
from tongban.store.models import Account
from tongban.web.public.forms import SignUpForm

GOOD = {
    "display_name": "李新",
    "username": "13800000001",
    "password": "correct horse battery",
    "again": "correct horse battery",
}


def sign_in(client, password, username="li", **more):
    return client.post("/sign-in/", {"username": username, "password": password, **more})


def test_a_new_account_is_an_applicants_and_is_signed_in_at_once(hall):
    client = Client()
    assert client.post("/sign-up/", GOOD | {"next": "/my/"})["Location"] == "/my/"
    account = Account.objects.get(username="13800000001")
    assert (account.kind, account.display_name, account.password[:6]) == ("applicant", "李新", "argon2")
    assert client.get("/my/").status_code == 200


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"password": "1234567890", "again": "1234567890"}, "password"),
        ({"password": "short", "again": "short"}, "password"),
        ({"again": "something else entirely"}, "again"),
        ({"username": "li"}, "username"),
        ({"username": "a b c d"}, "username"),
        ({"display_name": ""}, "display_name"),
        ({"display_name": "李\u202e新"}, "display_name"),
    ],
)
def test_what_cannot_be_an_account_says_which_field_is_wrong(hall, change, field):
    form = SignUpForm(GOOD | change)
    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_a_name_somebody_has_is_not_given_twice(hall):
    Account.objects.create_user("13800000001", None, display_name="别人", kind=Account.Kind.APPLICANT)
    refused = Client().post("/sign-up/", GOOD)
    assert (refused.status_code, Account.objects.filter(username="13800000001").count()) == (422, 1)


def test_after_three_wrong_passwords_each_try_waits_twice_as_long(hall):
    client = Client(headers={"accept-language": "zh-hans"})
    for _ in range(4):
        assert "登录名或者密码不对" in sign_in(client, "wrong").content.decode()
    assert "请 2 秒后再试" in sign_in(client, "li" + PASSWORD).content.decode()
    hall.clock.instant += timedelta(seconds=2)
    sign_in(client, "wrong")
    assert "请 4 秒后再试" in sign_in(client, "li" + PASSWORD).content.decode()
    hall.clock.instant += timedelta(seconds=4)
    assert sign_in(client, "li" + PASSWORD).status_code == 302


def test_the_wait_does_not_tell_which_names_exist(hall):
    client = Client(headers={"accept-language": "zh-hans"})
    for _ in range(4):
        sign_in(client, "wrong", "nobody-has-this-name")
    assert "请 2 秒后再试" in sign_in(client, "wrong", "nobody-has-this-name").content.decode()


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"]
)
def test_signing_in_leads_to_no_other_host(hall, elsewhere):
    assert sign_in(Client(), "li" + PASSWORD, next=elsewhere)["Location"] == "/"


def test_signing_out_takes_a_form_not_a_link(hall):
    client = hall.client("li")
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert client.get("/my/").status_code == 302


def test_demo_accounts_are_shown_in_a_demo_only(hall, settings_of):
    (Path(settings.DATA) / "demo-accounts.txt").write_text("wang-fang 王芳", "utf-8")
    settings_of("DEMO", True)
    assert "wang-fang 王芳" in Client().get("/sign-in/").content.decode()
    settings_of("DEMO", False)
    assert "wang-fang 王芳" not in Client().get("/sign-in/").content.decode()


def test_signing_in_leads_staff_to_their_list_and_applicants_home(hall):
    assert sign_in(Client(), "chen" + PASSWORD, "chen")["Location"] == "/desk/"
    assert sign_in(Client(), "li" + PASSWORD)["Location"] == "/"


def test_staff_have_no_applicants_pages(hall):
    assert hall.client("wang").get("/my/").status_code == 403
    assert hall.client("wang").get("/apply/food-operation-licence/").status_code == 403
