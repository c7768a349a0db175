"""Case file 卷宗: one case as staff read it: its clocks, materials, steps, papers and what happened.

How it is opened, and by whom, is in `opening.py`.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from tongban.catalogue import Implementation
from tongban.catalogue.law import load_signals
from tongban.handling.documents import MissingGlyphs
from tongban.handling.occasion import answers_in
from tongban.kernel import Case, Command, Event, Item, Matter, Status
from tongban.kernel.calendar import Calendar
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.item import SilenceEffect, StepKind
from tongban.kernel.case.papers import ServiceState
from tongban.kernel.case.state import CaseStep, StepState
from tongban.kernel.clock import Clock, ClockKind, Watched, explain
from tongban.kernel.words import Bilingual, listed
from tongban.store.models import CaseJob
from tongban.supervision.signals import Signal, lamp
from tongban.web.agency import Agency
from tongban.web.answers import particular_in_words
from tongban.web.design.templatetags.design import enumerated
from tongban.web.spending import time_spent
from tongban.web.staff.attachments import Paper, paper_of, papers_url
from tongban.web.staff.elsewhere import elsewhere_of
from tongban.web.staff.served import told_of
from tongban.web.wiring import office


@dataclass(frozen=True)
class CaseFile:
    """卷宗 — the case, its rules, its history and the words behind its references."""

    case: Case
    item: Item
    implementation: Implementation
    calendar: Calendar
    events: tuple[Event, ...]
    texts: dict[str, str | None]
    people: dict[str, str]
    today: date
    agency: Agency | None = None
    #: For who reads how it stands and nothing that was said: every text behind a reference is empty.
    without_words: bool = False

    # --- who may see it

    @property
    def posts(self) -> frozenset[str]:
        """The posts with a part in it: intake, delivery, the lead's, its steps', the check's, the overseers',
        and of the superior to whom a dispute went up.

        Assisting departments have none before acceptance: until then nobody asks them anything.
        """
        planned = (s for s in self.item.steps if s.id not in self.case.skipped)
        at_the_door = (StepKind.INTAKE, StepKind.DELIVERY)
        promised = self.item.commitment if self.case.commitment is not None else None
        overseers = frozenset(handed.to.post for handed in self.case.hand_overs.values())
        superior = self.item.dispute if self.case.dispute is not None else None
        return (
            overseers
            | frozenset([superior.superior_post] if superior else [])
            | frozenset([promised.check_post] if promised else [])
            | frozenset(
                s.post
                for s in planned
                if self.case.accepted_on is not None
                or s.kind in at_the_door
                or s.authority == self.case.authority
            )
        )

    # --- people and texts

    def person(self, account: str) -> str:
        """The name of somebody who acted; the system's own hands have names too."""
        if account.startswith("system:"):
            return _("系统")
        return self.people.get(account) or _("（已注销的账户）")

    @property
    def applicant(self) -> str:
        """The applicant's name."""
        return self.person(self.case.applicant)

    @property
    def inspectors(self) -> str:
        """The names of who was assigned to inspect; empty where nobody was."""
        return enumerated(self.person(account) for account in self.case.inspectors)

    def text(self, reference: c.Reference | None) -> str:
        """The words behind a reference; said to be erased where they are."""
        if reference is None or self.without_words:
            return ""
        return self.texts.get(reference.ref) or _("（内容已依法删除）")

    @cached_property
    def answers(self) -> dict[str, Any]:
        """What the applicant filled in: `facts` and `form`; empty once erased."""
        given = answers_in(self.events)
        text = self.texts.get(given.ref) if given else None
        return dict(json.loads(text)) if text else {}

    def paper(self, reference: c.Reference) -> Paper | None:
        """The file behind a reference, or None once erased."""
        return paper_of(self.case.id, reference.ref, self.texts.get(reference.ref))

    # --- clocks

    def chip(self, clock_id: str) -> dict[str, Any] | None:
        """A clock as its chip shows it, with the ledger as sentences."""
        clock = self.case.clocks.get(clock_id)
        return None if clock is None else self._chip(clock)

    def _chip(self, clock: Clock) -> dict[str, Any]:
        due = clock.due(self.calendar)
        shown: dict[str, Any] = {
            "title": clock.kind.label,
            "due_on": due.day,
            "provisional": due.provisional,
            "explain": explain(clock, self.calendar),
        }
        if not clock.is_running:
            return shown | {"signal": Signal.DONE.value, "days_left": None, "unit": None}
        found = lamp(
            Watched.of(clock, self.calendar),
            self.today,
            self.calendar,
            load_signals().of(self.calendar.region),
            unit=clock.limit.unit,
            suspended=clock.is_excluded(self.today),
        )
        unit = clock.limit.unit.label_after(found.days_left or 0)
        return shown | {"signal": found.signal.value, "days_left": found.days_left, "unit": unit}

    @property
    def clocks(self) -> list[dict[str, Any]]:
        """The clocks of the whole case, the law's first."""
        order = [ClockKind.RENEWAL, ClockKind.STATUTORY, ClockKind.PROMISED, ClockKind.DELIVERY]
        if self.case.status is Status.RECEIVED:
            order.append(ClockKind.NOTICE)
        if ClockKind.INSPECTORS in self.case.clocks and self.case.clocks[ClockKind.INSPECTORS].is_running:
            order.append(ClockKind.INSPECTORS)
        if self.case.gap is not None and self.case.gap.is_open and self.case.status is Status.ACCEPTED:
            reminded = ClockKind.GAP_REMINDER in self.case.clocks
            order.append(ClockKind.GAP_REMINDER if reminded else ClockKind.GAP)
        shown = [self._chip(self.case.clocks[kind]) for kind in order if kind in self.case.clocks]
        if self.case.status is Status.RECEIVED and self.case.owes_supplement:
            shown.append({"signal": Signal.WAITING.value, "days_left": None, "title": _("等申请人补正")})
        return shown

    @property
    def spent(self) -> list[dict[str, Any]]:
        """Whose days the statutory and the promised limit have taken, side by side."""
        return time_spent(self.case, self.today, self.calendar)

    # --- materials

    @property
    def materials(self) -> list[dict[str, Any]]:
        """The checklist of this situation, beside what was handed in for it."""
        received, handed_in = self.events[0].body, self._handed_in()
        online = isinstance(received, e.Received) and received.channel is c.Channel.ONLINE
        defects = {d.material: d for d in self.case.defects}
        tolerated = self.case.gap.lacking if self.case.gap else ()
        rows = []
        for material in self.implementation.materials:
            if material.id not in self.case.required and material.id not in handed_in:
                continue
            defect, given = defects.get(material.id), handed_in.get(material.id)
            note = self.text(defect.note) if defect and defect.note else ""
            rows.append(
                {
                    "id": material.id,
                    "title": material.name,
                    "basis": material.basis,
                    "detail": material.accept_standard or material.source_note or material.fill_note,
                    "state": "wrong" if defect else "needed" if given is None else "given",
                    "tolerated": material.id in tolerated,
                    "defect": defect.kind.label if defect else None,
                    "note": note,
                    "on_paper": given is not None and not given and not (online and material.from_answers),
                    "filled_in": given is not None and not given and online and material.from_answers,
                    "papers": given or [],
                }
            )
        return rows

    def _handed_in(self) -> dict[str, list[Paper]]:
        handed_in: dict[str, list[Paper]] = {}
        for event in self.events:
            if isinstance(event.body, (e.Received, e.Supplemented)):
                for given in event.body.materials:
                    papers = [paper for ref in given.files if (paper := self.paper(ref))]
                    handed_in.setdefault(given.material, []).extend(papers)
        return handed_in

    # --- steps and opinions

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The steps of this case, each with its department, its clock, its answer and why."""
        return [self._step(step) for step in self.case.steps.values()]

    def _step(self, step: CaseStep) -> dict[str, Any]:
        plan, said = step.plan, self._last_word(step)
        declared = self.item.steps_by_id.get(plan.id)
        chip = self.chip(step.clock_id)
        answer = step.opinion.label if step.opinion else step.finding.label if step.finding else None
        # What a lower level found binds nobody who decides: it is no finding of the step.
        sent = said if isinstance(said, e.SentUp) else None
        # The case may have been decided without it, or have ended: then nobody is waiting for it.
        dropped = self.case.is_examined_no_more and step.state is not StepState.DONE
        return {
            "id": plan.id,
            "title": declared.name if declared else plan.id,
            "kind": plan.kind.label,
            "authority": self.item.name_of(plan.authority),
            "post": self.item.name_of(plan.post),
            "state": Bilingual("不再办理", "not done any more") if dropped else step.state.label,
            "slug": "dropped" if dropped else step.state.value,
            "is_open": step.state is StepState.OPEN and not dropped,
            "chip": chip,
            "silence": plan.silence.label if plan.kind is StepKind.OPINION else None,
            "silence_on": chip["due_on"] if chip and plan.silence is not SilenceEffect.NONE else None,
            "answer": sent.finding.label if sent else answer,
            "against": step in self.case.objections
            or (sent.finding if sent else step.finding) is c.Finding.DOES_NOT_CONFORM,
            "deemed": step.deemed,
            "deemed_why": step.disregarded.label if step.disregarded else _("逾期未答复"),
            "late_on": self._answered_late(step),
            "ruling": step.ruling and {"label": step.ruling.result.label, "number": step.ruling.number},
            "taken_by": self.person(step.taken_by) if step.taken_by else "",
            "reasons": self.text(_words_of(said)),
            "sent": None if sent is None else self._sent(sent),
            "survey": self._survey(plan.id),
            "elsewhere": elsewhere_of(self.case, self.item, self.calendar, step),
            "done_on": step.done_on,
        }

    def _answered_late(self, step: CaseStep) -> date | None:
        """The day of the answer, where the step's last day had passed before there was any."""
        said, clock = self.case.opinions.get(step.plan.id), self.case.clocks.get(step.clock_id)
        if said is None or clock is None or step.done_on is None:
            return None
        return said.given_on if step.done_on > clock.due(self.calendar).day else None

    def _survey(self, step_id: str) -> dict[str, Any] | None:
        survey = self.case.surveys.get(step_id)
        if survey is None:
            return None
        going = listed([self.item.name_of(authority) for authority in survey.authorities])
        return {"on": survey.survey_on, "going": going, "failed": survey.failed, "by": survey.rectify_by}

    def _sent(self, sent: e.SentUp) -> dict[str, Any]:
        names = [m.name for m in self.item.materials if m.id in sent.materials]
        return {"number": sent.number, "materials": names, "basis": sent.basis}

    def _last_word(self, step: CaseStep) -> "LastWord | None":
        return next(
            (
                event.body
                for event in reversed(self.events)
                if isinstance(event.body, (e.OpinionGiven, e.StepCompleted, e.SentUp))
                and event.body.step == step.plan.id
            ),
            None,
        )

    # --- documents, particulars

    @property
    def documents(self) -> list[dict[str, Any]]:
        """The documents made so far, newest last, each with how its service stands."""
        return [
            {
                "title": recorded.document.label,
                "number": recorded.number,
                "url": papers_url(self.case.id, recorded.ref),
                "state": "signed",
                "issued_on": event.on,
                "issuer": self.item.name_of(self.item.authority),
                "services": [
                    {
                        "state": s.state.label,
                        "is_back": s.state is ServiceState.CAME_BACK,
                        "lines": list(told_of(s)),
                    }
                    for s in self.case.services.values()
                    if (s.document, s.number) == (recorded.document, recorded.number)
                ],
            }
            for event in self.events
            if isinstance(recorded := event.body, e.DocumentRecorded)
        ]

    @cached_property
    def unmade(self) -> list[dict[str, Any]]:
        """制作失败的文书 — documents that are owed and could not be made yet, and why; one query."""
        owed = CaseJob.objects.filter(case_id=self.case.id, kind="issue_document").exclude(state="done")
        return [
            {
                "title": c.DocumentKind(job.arguments["document"]).label,
                "fault": job.fault,
                "attempts": job.attempts,
                "given_up": job.state == "failed",
                "missing": self._missing_glyphs() if job.fault == MissingGlyphs.__name__ else [],
            }
            for job in owed.exclude(fault="").order_by("job_id")
        ]

    def _missing_glyphs(self) -> list[str]:
        said = "".join(str(value) for value in self.answers.get("form", {}).values())
        return office().ports.typesetter.missing_from(said)

    @property
    def particulars(self) -> list[dict[str, Any]]:
        """What the applicant filled in, and what they answered about their situation."""
        form, facts = self.answers.get("form", {}), self.answers.get("facts", {})
        rows = [
            {"key": field.label, "value": particular_in_words(field, form.get(field.id, ""))}
            for field in self.implementation.form
        ]
        asked = [question for question in self.implementation.questions if question.id in facts]
        return rows + [{"key": q.text, "value": _answer(q, facts[q.id])} for q in asked]

    # --- what may be done

    def matter(self, actor: str, post: str) -> Matter:
        """The case before one person at one post, to ask what is allowed."""
        now = office().ports.clock.now()
        return Matter(
            self.case,
            Command("", self.case.id, now, actor, post, c.NoticePassing()),
            self.item,
            self.calendar,
        )


#: What a post said last about its step.
LastWord = e.OpinionGiven | e.StepCompleted | e.SentUp


def _words_of(said: LastWord | None) -> c.Reference | None:
    if said is None:
        return None
    return said.opinion if isinstance(said, e.SentUp) else said.reasons


def _answer(question: Any, fact: object) -> Any:
    if isinstance(fact, bool):
        return _("是") if fact else _("否")
    return next((choice.label for choice in question.choices if choice.id == fact), str(fact))
