"""告知承诺 and what follows — chosen freely, promised by name, checked; a licence that falls is seen to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import gym
from hall import PDF, Hall
from tongban.handling import commitment
from tongban.handling import licence as handling
from tongban.handling.carrying_out import Handler
from tongban.handling.commitment import confirmation_in
from tongban.handling.credit import CreditNote
from tongban.handling.issuing import issue_document
from tongban.handling.ports import Typesetter
from tongban.handling.wanted import jobs
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.state import LicenceState
from tongban.store.models import Draft
from tongban.web.public import files
from web.public.test_track import said

pytestmark = pytest.mark.integration

APPLY = f"/apply/{gym.FIRE}/"


def filled_in(hall: Hall) -> Client:
    """Begun, with every question answered but which way to go."""
    client = hall.client("li")
    client.post(APPLY)
    client.post(f"{APPLY}situation/automatic_systems/", {"automatic_systems": "no"})
    for name, value in gym.FORM.items():
        client.post(f"{APPLY}particulars/{name}/", {name: value})
    return client


def upload(client: Client, *materials: str) -> None:
    for material in materials:
        client.post(f"{APPLY}materials/{material}/", {"papers": SimpleUploadedFile("页.pdf", PDF)})


def send(client: Client) -> str:
    draft = Draft.objects.get(item=gym.FIRE)
    answer = client.post(f"/applications/{draft.pk}/submit/")
    assert answer.status_code == 302, said(answer)
    return str(draft.pk)


# --- choosing


def test_which_way_is_asked_in_plain_words_and_nothing_is_chosen_beforehand(hall: Hall):
    page = filled_in(gym.opened(hall)).get(f"{APPLY}commitment/choice/")
    for word in ("两种办法，您自己选", "告知承诺", "一般程序", "场所平面布置图", "20 个工作日"):
        assert word in said(page)
    assert "checked" not in page.content.decode()


def test_who_commits_reads_what_is_promised_confirms_by_name_and_hands_in_less(hall: Hall):
    client = filled_in(gym.opened(hall))
    answer = client.post(f"{APPLY}commitment/choice/", {"choice": "commit"})
    assert answer["Location"] == f"{APPLY}commitment/promise/"
    page = said(client.get(answer["Location"]))
    for sentence in (*gym.terms(hall).promised, *gym.terms(hall).consequences):
        assert sentence.zh in page
    assert client.get(f"{APPLY}check/").status_code == 302  # not confirmed yet
    assert client.post(f"{APPLY}commitment/promise/", {"name": "周凯"}).status_code == 422
    for name in ("x", "周凯的朋友"):
        unsigned = client.post(f"{APPLY}commitment/promise/", {"name": name, "agreed": "on"})
        assert "签名要和前面填写的申请人一致：李申请、周凯、演示市周凯健身房。" in said(unsigned)
    assert client.get(f"{APPLY}check/").status_code == 302
    client.post(f"{APPLY}commitment/promise/", {"name": "周 凯", "agreed": "on"})
    upload(client, *gym.COMMITTING)
    check = said(client.get(f"{APPLY}check/"))
    assert "由您的承诺代替" in check
    assert "还缺" not in check

    case_id = send(client)
    case = hall.case(case_id)
    assert hall.events(case_id) == ["Received", "CommitmentTold", "Committed"]
    assert case.commitment is not None
    assert case.missing == ()
    text = hall.office.ports.personal.read(case_id, [case.commitment.document.ref])
    confirmed = confirmation_in(text[case.commitment.document.ref])
    assert confirmed is not None
    assert (confirmed.name, confirmed.text) == ("周 凯", gym.terms(hall).text)


def test_who_takes_the_ordinary_way_hands_everything_in_and_commits_to_nothing(hall: Hall):
    client = filled_in(gym.opened(hall))
    client.post(f"{APPLY}commitment/choice/", {"choice": "ordinary"})
    assert client.get(f"{APPLY}commitment/promise/").status_code == 404
    upload(client, *gym.ORDINARY)
    case_id = send(client)
    assert hall.events(case_id) == ["Received"]
    assert hall.case(case_id).missing == ()


def test_sent_twice_it_is_committed_to_once(hall: Hall):
    client = filled_in(gym.opened(hall))
    client.post(f"{APPLY}commitment/choice/", {"choice": "commit"})
    client.post(f"{APPLY}commitment/promise/", {"name": "周凯", "agreed": "on"})
    case_id = send(client)
    assert client.post(f"/applications/{case_id}/submit/").status_code == 302
    assert hall.events(case_id).count("Committed") == 1


@pytest.mark.parametrize("by_code", [False, True])
def test_who_may_not_commit_is_told_why_and_goes_the_ordinary_way(hall: Hall, by_code: bool):
    gym.opened(hall)
    name = gym.FORM["credit_code"] if by_code else hall.id("li")
    standing = c.CreditStanding.SERIOUS_BAD_CREDIT
    now = hall.clock.now()
    hall.office.ports.credit.note(CreditNote(name, "B-1", standing, now.date(), "op", now))
    client = filled_in(hall)
    page = said(client.get(f"{APPLY}commitment/choice/"))
    assert "信用修复前不适用告知承诺" in page
    assert client.post(f"{APPLY}commitment/choice/", {"choice": "commit"}).status_code == 422
    client.post(f"{APPLY}commitment/choice/", {"choice": "ordinary"})
    assert hall.events(send(client)) == ["Received"]


# --- afterwards


def progress(hall: Hall, case_id: str, *, english: bool = False) -> str:
    return said(hall.client("li", english=english).get(f"/track/{case_id}/"))


def test_the_progress_page_says_that_a_check_will_come_and_by_when(hall: Hall):
    gym.opened(hall)
    case_id = gym.closed(hall)
    page = progress(hall, case_id)
    for word in ("已办完，还要来核查一次。", "以后会上门核查", "最迟来核查的日子", "2026年6月1日"):
        assert word in page
    assert "a check is still to come" in progress(hall, case_id, english=True)


def test_an_intended_revocation_is_told_to_the_holder_with_reasons_and_the_last_day_to_answer(hall: Hall):
    gym.opened(hall)
    case_id = gym.told(hall)
    page = progress(hall, case_id)
    for word in ("机关打算撤销这个许可", gym.WHY, "2026年5月27日", "写意见（陈述、申辩）"):
        assert word in page
    answer = hall.client("li").post(
        f"/track/{case_id}/statement/", {"command_id": "form-1", "statement": "第二个出口正在开"}
    )
    assert answer.status_code == 302
    assert "您的意见已经收到" in progress(hall, case_id)


def test_a_statement_is_offered_while_it_would_be_taken_and_no_longer(hall: Hall):
    gym.opened(hall)
    for case_id, offered in ((gym.closed(hall), False), (gym.told(hall), True), (gym.revoked(hall), False)):
        address = f"/track/{case_id}/statement/"
        assert (hall.client("li").get(address).status_code == 200) is offered
        assert (address in hall.client("li").get(f"/track/{case_id}/").content.decode()) is offered


def test_nobody_else_learns_what_was_found_before_it_is_decided(hall: Hall):
    gym.opened(hall)
    case_id = gym.told(hall)
    page = said(Client(headers={"accept-language": "zh-hans"}).get(f"/track/{case_id}/"))
    for word in ("撤销", "虚假", "核查结果", gym.WHY):
        assert word not in page


def test_a_revoked_licence_is_not_valid_for_whoever_asks_and_the_day_is_said(hall: Hall):
    gym.opened(hall)
    case_id = gym.revoked(hall)
    case = hall.case(case_id)
    number = case.outcome_number
    anybody = Client(headers={"accept-language": "zh-hans"})
    page = said(anybody.get(f"/verify/{number}/"))
    assert "✕ 现在无效：已撤销 2026年5月28日" in page
    assert "✓ 有效" not in page

    licence = files.file_of(hall.office, case_id, case.documents[c.DocumentKind.LICENCE].ref)
    assert licence is not None
    pdf = SimpleUploadedFile("licence.pdf", licence.content)
    page = said(anybody.post(f"/verify/{number}/", {"file": pdf}))
    assert "✕ 文件是真的，但证照已撤销，现在无效。" in page
    english = Client(headers={"accept-language": "en"})
    assert "Not valid now: revoked" in said(english.get(f"/verify/{number}/"))


def test_a_cancelled_licence_is_not_valid_either(hall: Hall):
    gym.opened(hall)
    case_id = gym.closed(hall)
    ask = hall.ask(case_id, "jin", "fire-decider")

    handling.cancel(hall.office.handler, ask, c.CancellationGround.ENTITY_ENDED)
    page = said(Client().get(f"/verify/{hall.case(case_id).outcome_number}/"))
    assert "✕ 现在无效：已注销 2026年5月6日" in page


def test_ones_own_licences_say_which_are_not_valid_any_more(hall: Hall):
    gym.opened(hall)
    case_id = gym.revoked(hall)
    for address in ("/my/", "/my/licences/"):
        assert "✕ 已撤销 2026年5月28日" in said(hall.client("li").get(address))
    page = progress(hall, case_id)
    for word in ("许可已经撤销。", "从这一天起，这张证照不再有效", gym.WHY, "申请行政复议"):
        assert word in page


def test_the_paper_of_a_commitment_prints_the_very_words_that_were_confirmed(hall: Hall):
    gym.opened(hall)
    case_id = gym.received(hall)
    # What was published and shown on that day, in words of an earlier version of this system.
    words = "本承诺用于办理消防安全检查。\n一、承诺的内容\n二层有三个安全出口，门朝外开。\n只核查一次。"
    confirmed = commitment.Confirmation("周凯", words)
    commitment.commit_online(hall.office.handler, hall.ask(case_id, "li", ""), confirmed)
    said = set_from(hall, case_id)
    assert said["terms"] == words
    assert said["confirmed"] == "周凯于2026年4月30日在网上确认"


def test_the_sheet_to_sign_says_for_which_licence_it_is_and_has_a_heading_for_each_part(hall: Hall):
    gym.opened(hall)
    case_id = gym.received(hall)
    commitment.tell_commitment(hall.office.handler, hall.ask(case_id, "wang", "hall-counter"))
    said = set_from(hall, case_id)
    lines = said["terms"].split("\n")
    assert [line for line in lines if line[1:2] == "、"] == [
        "一、承诺的内容",
        "二、承诺代替的材料和环节",
        "三、事后核查",
        "四、没有做到或者作出虚假承诺的后果",
    ]
    result = gym.implementation(hall).result.name.zh
    assert said["licence"] == result
    assert f"《{result}》" in lines[0]
    assert said["confirmed"] == ""


def set_from(hall: Hall, case_id: str) -> Mapping[str, str]:
    """What the commitment is set from, by the real typesetter."""
    press = hall.office.press
    reading = Reading(press.handler.ports.typesetter)
    ports = replace(press.handler.ports, typesetter=reading)
    press = replace(press, handler=Handler(ports))
    for job in jobs(hall.office.handler.history(case_id)):
        issue_document(press, case_id, job.arguments["document"], int(job.arguments["seq"]))
    return reading.given["commitment"]


@dataclass
class Reading:
    """The real typesetter, remembering what it set."""

    real: Typesetter
    given: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def render(self, template: str, fields: Mapping[str, str], *, qr_payload: str | None) -> bytes:
        self.given[template] = fields
        return self.real.render(template, fields, qr_payload=qr_payload)

    def missing_from(self, text: str) -> list[str]:
        return self.real.missing_from(text)


def test_the_papers_of_it_are_the_holders_to_open(hall: Hall):
    gym.opened(hall)
    case_id = gym.revoked(hall)
    gym.press(hall, case_id)
    made = [
        b.document
        for ev in hall.office.handler.history(case_id)
        if isinstance(b := ev.body, e.DocumentRecorded)
    ]
    assert made == [
        c.DocumentKind.RECEIPT,
        c.DocumentKind.COMMITMENT,
        c.DocumentKind.ACCEPTANCE_NOTICE,
        c.DocumentKind.GRANT_DECISION,
        c.DocumentKind.LICENCE,
        c.DocumentKind.PROOF_OF_SERVICE,
        c.DocumentKind.REVOCATION_NOTICE,
        c.DocumentKind.REVOCATION_DECISION,
    ]
    page = hall.client("li").get(f"/track/{case_id}/").content.decode()
    for kind in ("commitment", "revocation_notice", "revocation_decision"):
        address = f"/track/{case_id}/documents/{kind}/"
        assert address in page
        assert hall.client("li").get(address).content.startswith(b"%PDF")
    assert hall.case(case_id).licence.state is LicenceState.REVOKED  # type: ignore[union-attr]
    assert re.search(r"/verify/XF\d+/", page)
