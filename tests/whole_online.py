"""How an applicant applies for a life event online, page by page; and what its authorities then do."""

import hashlib
import re

from django.core.files.uploadedfile import SimpleUploadedFile

from hall import PDF, Hall
from online import CREDIT_CODE
from tongban.handling import examination, intake, outcome, survey
from tongban.handling.errand import Actor, Ask, Errand
from tongban.handling.life_event.following import follow
from tongban.handling.uploads import checked
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.store.feed import Feed
from tongban.store.life_events import PgCaseFeed

SLUG = "open-a-guesthouse"
APPLY = f"/apply/{SLUG}/"
SITUATION = {"serves_meals": "no", "fire__automatic_systems": "no"}
PARTICULARS = {
    "holder": "云上民宿",
    "credit_code": CREDIT_CODE,
    "legal_representative": "李申请",
    "premises": "演示市湖滨路 12 号",
    "phone": "13800000000",
    "fire__scope": "民宿，二层至三层，400 平方米",
    "hygiene__scope": "旅店",
    "security__scope": "二层至三层，客房 12 间",
}
MATERIALS = (
    *("business-licence", "plan", "identity", "fire__safety-plan"),
    *("hygiene__hygiene-report", "hygiene__hygiene-rules", "security__security-rules"),
)
#: member → who works at its posts in the hall.
OFFICERS = {"fire": ("xiao", "xiao"), "hygiene": ("hao", "song"), "security": ("yue", "yue")}


def apply(client, materials=MATERIALS, ways=None, sign="", mandate=None, **submit) -> str:
    """The id of the life event.

    Args:
        client: signed in.
        materials: what is uploaded.
        ways: which way the members go that can be committed to; the ordinary one where nothing is said.
        sign: the name under what is committed to.
        mandate: what an agent fills in of their mandate.
        submit: what is sent with the last page.
    """
    client.post(APPLY)
    if mandate:
        assert client.post(f"{APPLY}mandate/", mandate).status_code == 302
    for name, text in SITUATION.items():
        assert client.post(f"{APPLY}situation/{name}/", {name: text}).status_code == 302, name
    for name, text in PARTICULARS.items():
        assert client.post(f"{APPLY}particulars/{name}/", {name: text}).status_code == 302, name
    if not mandate:  # a commitment is offered to nobody's agent
        given = {"fire": "ordinary"} | (ways or {})
        assert client.post(f"{APPLY}commitment/choice/", given).status_code == 302
    if sign:
        promise = {"agreed": "on", "name": sign}
        assert client.post(f"{APPLY}commitment/promise/", promise).status_code == 302
    for name in materials:
        sent = client.post(f"{APPLY}materials/{name}/", {"papers": [page(name)]})
        assert sent.status_code == 302, name
    check = client.get(f"{APPLY}check/").content.decode()
    action = re.search(r'action="(/applications/[^"]+)"', check)[1]
    return str(client.post(action, submit)["Location"]).split("/")[2]


def page(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{name}.pdf", PDF + name.encode())


class Members:
    """The members of a life event in the hall, and their authorities."""

    def __init__(self, hall: Hall, life_event_id: str) -> None:
        self.hall, self.id = hall, life_event_id

    @property
    def life_event(self):
        return self.hall.office.life_events.standing(self.id).life_event

    @property
    def states(self) -> dict[str, str]:
        return {name: member.state.value for name, member in self.life_event.members.items()}

    def case_of(self, member: str) -> str:
        return self.life_event.members[member].plan.case_id

    def follow(self) -> "Members":
        while Feed().relay().events:
            pass
        while follow(self.hall.office.life_events, PgCaseFeed()):
            pass
        return self

    def accept(self, *members: str) -> "Members":
        for member in members:
            intake.accept(self.hall.office.handler, self._ask(member, "wang", "hall-counter"))
        return self.follow()

    def examine(self, member: str) -> "Members":
        examiner, _ = OFFICERS[member]
        for step in self.hall.office.handler.standing(self.case_of(member)).item.steps:
            ask = self._ask(member, examiner, step.post)
            if step.kind is StepKind.EXAMINATION:
                examination.complete_step(self.hall.office.handler, ask, step.id, c.Finding.CONFORMS)
            elif step.kind is StepKind.SURVEY:
                signed = tuple(c.Signature(step.authority, self.hall.id(who)) for who in (examiner, "xu"))
                record = survey.Record(c.SurveyResult.CONFORMS, signed)
                survey.record_survey(self.hall.office.handler, ask, step.id, record)
        return self

    def grant(self, *members: str) -> "Members":
        for member in members:
            self.examine(member)
            ask = self._decider(member)
            outcome.grant(self.hall.office.handler, ask, prefix="X", basis="行政许可法§38")
            self._documents(member)
        return self.follow()

    def refuse(self, member: str) -> "Members":
        self.examine(member)
        item = self.hall.office.catalogue.in_force(
            self.life_event.members[member].plan.item, self.hall.office.today()
        )
        outcome.refuse(
            self.hall.office.handler,
            self._decider(member),
            basis="消防法§15",
            reasons="安全出口被封闭。",
            remedies=item.refusal_remedies(self.hall.office.today()),
        )
        self._documents(member)
        return self.follow()

    def _documents(self, member: str) -> None:
        case, made = self.hall.case(self.case_of(member)), checked("document.pdf", PDF)
        for kind, number in case.outcome_papers:
            ask = Ask(case.id, f"document:{kind}", Actor("system:press"))

            def body(errand: Errand, kind=kind, number=number) -> c.RecordDocument:
                kept = errand.keep_file(case.applicant, made)
                return c.RecordDocument(kind, number, hashlib.sha256(made.content).hexdigest(), kept.ref)

            Errand(self.hall.office.handler, ask, kind.value).run(body)

    def _decider(self, member: str) -> Ask:
        item = self.hall.office.handler.standing(self.case_of(member)).item
        return self._ask(member, OFFICERS[member][1], item.step_of(StepKind.DECISION).post)

    def _ask(self, member: str, name: str, post: str) -> Ask:
        return self.hall.ask(self.case_of(member), name, post)
