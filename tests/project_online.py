"""A construction project in the hall: registered and applied for online, handled by its authorities."""

import hashlib
import re

from hall import PDF, Hall
from online import CREDIT_CODE
from tongban.handling import examination, intake, outcome, survey
from tongban.handling.errand import Actor, Ask, Errand
from tongban.handling.life_event.following import follow
from tongban.handling.project.following import follow as follow_projects
from tongban.handling.uploads import checked
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.store.feed import Feed
from tongban.store.life_events import PgCaseFeed
from whole_online import page

PROCEDURE = "build-a-workshop"
DETAILS = {
    "code": "2510-330199-04-01-112233",
    "kind": "new",
    "name": "精密零件厂房",
    "site": "演示市工业大道 8 号",
}
#: What a stage asks that the project does not say already.
TYPED = {
    "holder": "演示机械有限公司",
    "credit_code": CREDIT_CODE,
    "phone": "13800000000",
    "legal_representative": "李申请",
}


def register(client, **changes: str) -> str:
    """The id of the project."""
    address = f"/projects/new/{PROCEDURE}/"
    form = client.get(address).content.decode()
    hidden = {
        name: re.search(rf'name="{name}" value="([^"]+)"', form)[1] for name in ("command_id", "project_id")
    }
    sent = client.post(address, hidden | DETAILS | changes)
    assert sent.status_code == 302, sent.content.decode()
    return str(sent["Location"]).split("/")[2]


class Site:
    """A project in the hall, and the authorities of its stages."""

    def __init__(self, hall: Hall, project_id: str) -> None:
        self.hall, self.id = hall, project_id
        self.client = hall.client("li")
        self.asked = 0

    @property
    def project(self):
        return self.hall.office.projects.standing(self.id).project

    @property
    def outcomes(self) -> dict[str, str]:
        return {name: one.state.value for name, one in self.project.outcomes.items()}

    def apply(self, stage: str, special: str = "no") -> str:
        """Page by page; the id of the application."""
        begun = self.client.post(f"/projects/{self.id}/stages/{stage}/")
        address = str(begun["Location"])
        assert address.startswith("/apply/"), address
        self.client.post(address)
        for _ in range(60):
            tasks = self.client.get(address).content.decode()
            following = re.search(rf'class="button[^"]*" href="({address}[^"]+)"', tasks)[1]
            kind, name, *_ = [*following.removeprefix(address).split("/"), ""]
            if kind == "check":
                break
            if kind == "situation":
                self.client.post(following, {name: special})
            elif kind == "particulars":
                self.client.post(following, {name: TYPED.get(name, "见附图")})
            else:
                self.client.post(following, {"papers": [page(name)]})
        check = self.client.get(f"{address}check/").content.decode()
        action = re.search(r'action="(/applications/[^"]+)"', check)[1]
        application = str(self.client.post(action)["Location"]).split("/")[2]
        self.follow()
        return application

    def follow(self) -> "Site":
        office, feed = self.hall.office, PgCaseFeed()
        while True:
            while Feed().relay().events:
                pass
            if not follow(office.life_events, feed) and not follow_projects(office.projects):
                return self

    def grant(self, *outcomes: str) -> "Site":
        """Accepted, examined, granted and made, each."""
        for name in outcomes:
            case_id = self.project.outcome(name).case_id
            handler = self.hall.office.handler
            item = handler.standing(case_id).item
            intake.accept(handler, self._ask(case_id, item.step_of(StepKind.INTAKE).post))
            for step in item.steps:
                if step.kind is StepKind.EXAMINATION:
                    ask = self._ask(case_id, step.post)
                    examination.complete_step(handler, ask, step.id, c.Finding.CONFORMS)
                elif step.kind is StepKind.SURVEY:
                    signed = tuple(c.Signature(step.authority, person) for person in ("one", "two"))
                    record = survey.Record(c.SurveyResult.CONFORMS, signed)
                    survey.record_survey(handler, self._ask(case_id, step.post), step.id, record)
            ask = self._ask(case_id, item.step_of(StepKind.DECISION).post)
            outcome.grant(handler, ask, prefix="X", basis="行政许可法§38")
            self._document(case_id)
            self.follow()
        return self

    def _document(self, case_id: str) -> None:
        handler = self.hall.office.handler
        case, made = self.hall.case(case_id), checked("document.pdf", PDF)

        def body(errand: Errand) -> c.RecordDocument:
            kept = errand.keep_file(case.applicant, made)
            digest = hashlib.sha256(made.content).hexdigest()
            return c.RecordDocument(c.DocumentKind.LICENCE, case.outcome_number, digest, kept.ref)

        Errand(handler, Ask(case_id, "document", Actor("system:press")), "licence").run(body)

    def _ask(self, case_id: str, post: str) -> Ask:
        self.asked += 1
        return Ask(case_id, f"site-{self.asked}", Actor(f"officer-{post}", post))
