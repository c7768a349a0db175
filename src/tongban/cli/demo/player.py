"""Playing a story 演绎: verbs on dates, over the real store, with a clock set by hand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from tongban.catalogue import Implementation
from tongban.handling import examination, intake, outcome, service, survey, tolerance
from tongban.handling.carrying_out import Answer
from tongban.handling.errand import Actor, Ask
from tongban.handling.in_memory import SteadyClock
from tongban.handling.issuing import issue_document
from tongban.handling.mail.ports import Reader
from tongban.handling.messages.telling import at_post
from tongban.handling.sweep import sweep
from tongban.handling.uploads import Upload, checked
from tongban.handling.wanted import Job, jobs
from tongban.kernel import Event, Fact
from tongban.kernel.case import commands as c
from tongban.store.models import Account, Post
from tongban.web.wiring import Office


@dataclass
class Player:
    """演绎者 — one case of one applicant; each verb takes the instant it happens at."""

    office: Office
    clock: SteadyClock
    accounts: dict[str, Account]
    implementation: Implementation
    applicant: str
    case_id: str
    asked: int = 0

    # --- when and who

    def at(self, day: date, clock: str = "10:00") -> "Player":
        """Set the clock to a time of day in the city."""
        zone = self.office.calendars.of("CN").zone
        self.clock.instant = datetime.combine(day, time.fromisoformat(clock), zone)
        return self

    def _ask(self, username: str, post: str = "") -> Ask:
        self.asked += 1
        return Ask(self.case_id, f"demo-{self.asked}", Actor(str(self.accounts[username].pk), post))

    def _press(self, answer: Answer) -> Answer:
        for job in documents(answer.events):
            issue_document(
                self.office.press, self.case_id, job.arguments["document"], int(job.arguments["seq"])
            )
        return answer

    def do(self, username: str, post: str, verb: Callable[..., Answer], *args: Any, **options: Any) -> Answer:
        """One verb by one person at one post, and the documents it calls for.

        A demo that was killed half-way is played again from the start: what was done is answered as
        before, under the same command ids. Who acts at a post has read what it was told of the case.
        """
        answer = self._press(verb(self.office.handler, self._ask(username, post), *args, **options))
        for held in Post.objects.filter(key=post, holders__account=self.accounts[username]):
            reader = Reader((at_post(held.authority_id, post),), self._today())
            self.office.messages.mark_read(self.case_id, reader, self.clock.now())
        return answer

    # --- the door

    def receive(
        self,
        form: dict[str, str],
        facts: dict[str, Fact],
        *,
        without: tuple[str, ...] = (),
        undertakes: bool = False,
    ) -> "Player":
        """The applicant applies online, leaving some materials out, perhaps undertaking to hand them in."""
        required = self.implementation.required_materials(facts)
        application = intake.Application(
            item=self.implementation.id,
            division=self.implementation.division,
            applicant=str(self.accounts[self.applicant].pk),
            channel=c.Channel.ONLINE,
            facts=facts,
            form=form,
            uploads={m.id: [specimen(m.id)] for m in required if m.id not in without},
            undertakes=undertakes,
        )
        self.do(self.applicant, "", intake.receive, application)
        return self

    def accept(self) -> "Player":
        """The counter accepts."""
        self.do("counter", "hall-counter", intake.accept)
        return self

    def accept_with_gap(self, signed: Upload | None = None) -> "Player":
        """The counter accepts although something is missing, against what was signed or confirmed online."""
        self.do("counter", "hall-counter", tolerance.accept_with_gap, signed)
        return self

    def tell_missing(self, defects: list[intake.DefectFound]) -> "Player":
        """The counter gives the one notice."""
        self.do("counter", "hall-counter", intake.request_supplement, defects)
        return self

    def supplement(self, *materials: str) -> "Player":
        """The applicant hands in what was missing."""
        self.do(self.applicant, "", intake.supplement, {m: [specimen(m)] for m in materials})
        return self

    # --- inside

    def agree(self, username: str, step: str) -> "Player":
        """An assisting department agrees."""
        return self.opine(username, step, c.OpinionResult.AGREE)

    def opine(self, username: str, step: str, result: c.OpinionResult, reasons: str = "") -> "Player":
        """An assisting department answers."""
        post = self.implementation.for_kernel().steps_by_id[step].post
        self.do(username, post, examination.give_opinion, step, result, reasons)
        return self

    def complete(
        self, username: str, step: str, finding: c.Finding = c.Finding.CONFORMS, reasons: str = ""
    ) -> "Player":
        """A step ends with a finding; a situation that does not have the step goes on without it."""
        if step not in self.office.handler.standing(self.case_id).case.steps:
            return self
        post = self.implementation.for_kernel().steps_by_id[step].post
        self.do(username, post, examination.complete_step, step, finding, reasons)
        return self

    def survey(self, result: c.SurveyResult = c.SurveyResult.CONFORMS, reasons: str = "") -> "Player":
        """Two go and sign one record; a situation without a survey goes on without it."""
        if "site-survey" not in self.office.handler.standing(self.case_id).case.steps:
            return self
        plan = self.implementation.for_kernel().steps_by_id["site-survey"]
        signatures = tuple(
            c.Signature(plan.authority, str(self.accounts[username].pk))
            for username in ("examiner", "surveyor")
        )
        record = survey.Record(result, signatures, reasons)
        self.do("examiner", plan.post, survey.record_survey, "site-survey", record)
        return self

    def grant(self, username: str, post: str) -> "Player":
        """The licence is granted."""
        self.do(
            username,
            post,
            outcome.grant,
            prefix=self.implementation.result.number_prefix,
            basis="、".join(b.cite for b in self.implementation.setting_basis),
            valid_until=self.implementation.licence_valid_until(self._today()),
        )
        return self

    def refuse(self, username: str, post: str, reasons: str) -> "Player":
        """The licence is refused, with reasons and remedies."""
        remedies = self.implementation.refusal_remedies(self._today())
        self.do(
            username, post, outcome.refuse, basis="食品安全法§33(1)(2)", reasons=reasons, remedies=remedies
        )
        return self

    def send_back(self, username: str, post: str, reasons: str) -> "Player":
        """The lead returns an application whose gap was never filled."""
        self.do(username, post, tolerance.return_application, reasons)
        return self

    def deliver(self, method: c.DeliveryMethod = c.DeliveryMethod.COUNTER, proof: str = "") -> "Player":
        """The outcome reaches the applicant."""
        self.do("counter", "hall-delivery", outcome.deliver, method, proof)
        return self

    def post(self, tracking: str) -> "Player":
        """The outcome document goes to the post; it is not served by that."""
        self._of_the_outcome(service.dispatch, c.DeliveryMethod.POST, tracking)
        return self

    def come_back(self, reason: c.BounceReason) -> "Player":
        """The letter with the outcome document came back."""
        self._of_the_outcome(service.bounce, reason)
        return self

    def _of_the_outcome(self, verb: Callable[..., Answer], *content: object) -> None:
        case = self.office.handler.standing(self.case_id).case
        paper = service.Paper(case.outcome_document, case.outcome_number)
        self.do("counter", "hall-delivery", verb, paper, *content)

    def let_time_pass(self) -> "Player":
        """The sweep comes by at this instant."""
        while sweep(self.office.handler, self.clock.now()).taken:
            pass
        self.office.handler.forget(self.case_id)
        for job in documents(self.office.handler.history(self.case_id)):
            issue_document(
                self.office.press, self.case_id, job.arguments["document"], int(job.arguments["seq"])
            )
        return self

    def _today(self) -> date:
        return self.office.today()


def specimen(material: str) -> Upload:
    """A one-page PDF that says which material it stands for."""
    text = f"BT /F1 24 Tf 72 720 Td (Specimen: {material}) Tj ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    body += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return checked(f"{material}.pdf", body)


def documents(events: Iterable[Event]) -> list[Job]:
    """The documents that events call for; other jobs are for the platform once it runs."""
    return [job for job in jobs(events) if job.kind == "issue_document"]
