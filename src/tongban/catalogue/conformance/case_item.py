"""样例事项 — the item and the people of a scenario that is played through the case kernel."""

from dataclasses import replace

from tongban.catalogue.conformance.question import Question
from tongban.catalogue.law import Limits, Officer, inspecting_staff
from tongban.kernel import Item, Step
from tongban.kernel.case.item import (
    Handling,
    InspectionRule,
    MaterialRequirement,
    SilenceEffect,
    SpecialProcedure,
    StepKind,
)
from tongban.kernel.clock import TimeLimit, Unit
from tongban.kernel.words import Bilingual

NAME = Bilingual("样例", "sample")
#: Account and post of each.
CLERK, LEAD, HELPER, TIME = (
    ("clerk", "window"),
    ("lead", "desk"),
    ("helper", "help"),
    ("system:clock", ""),
)
HOST, BELOW = ("host", "desk"), ("below", "desk_below")


def item_of(question: Question, limits: Limits) -> Item:
    """What the question's case is about: as few steps as it needs, on the numbers given."""
    facts, day = question.given.facts, question.law_day
    is_joint = facts.get("handling") == "joint"
    governing = limits[Limits.DECIDE_JOINTLY if is_joint else Limits.DECIDE_ALONE]
    statutory = governing.limit_on(day)
    promised = facts.get("promised_working_days")
    opinion = facts.get("opinion_working_days")
    steps = [
        Step("intake", NAME, StepKind.INTAKE, "lead", CLERK[1], "§32"),
        Step("examine", NAME, StepKind.EXAMINATION, "lead", LEAD[1], "§34"),
        Step("decision", NAME, StepKind.DECISION, "lead", LEAD[1], "§38", after=("examine",)),
        Step("delivery", NAME, StepKind.DELIVERY, "lead", CLERK[1], "§44", after=("decision",)),
    ]
    if type(opinion) is int:
        consent = facts.get("silence_is_consent") is True
        steps.append(
            Step(
                "opinion",
                NAME,
                StepKind.OPINION,
                "help",
                HELPER[1],
                "§26",
                limit=TimeLimit(opinion, Unit.WORKING_DAY, "§26"),
                silence=SilenceEffect.DEEMED_CONSENT if consent else SilenceEffect.NONE,
                silence_basis="本事项公布的并联审批规则" if consent else "",
            )
        )
    below = (what.happens in ("sent_up", "material_requested_again") for what in question.when)
    if facts.get("lower_level_reviews") is True or any(below):
        limit = limits.on(Limits.LOWER_REVIEW, day)
        steps = [replace(s, after=(*s.after, "lower")) if s.id == "examine" else s for s in steps]
        lower = Step("lower", NAME, StepKind.LOWER_REVIEW, "below", BELOW[1], "§35", limit=limit)
        steps.append(lower)
    inspects = facts.get("inspection_type") is True
    is_prescribed = any(what.facts.get("hearing_prescribed") is True for what in question.when)
    extension = governing.extension_on(day)
    assert extension is not None, "both ways of handling can be extended"
    return Item(
        id="sample",
        version="1",
        digest="sha256:sample",
        name=NAME,
        authority="lead",
        handling=Handling.JOINT if is_joint else Handling.ORDINARY,
        notice_limit=limits.on(Limits.NOTICE, day),
        statutory_limit=statutory,
        promised_limit=replace(statutory, amount=promised) if type(promised) is int else statutory,
        delivery_limit=limits.on(Limits.DELIVER, day),
        extension_limit=extension,
        extension_approver=(governing.on(day).extension_approver or Officer.AGENCY_HEAD).for_a_licence,
        hearing_limits=limits.hearing_on(day),
        steps=tuple(steps),
        materials=(MaterialRequirement("form", NAME, "§31"),),
        special_procedures=tuple(procedure for procedure in SpecialProcedure if procedure.is_statutory),
        promise_stops_for=() if facts.get("promise_goes_on") is True else None,
        inspection=InspectionRule(limits.on(Limits.ASSIGN_INSPECTORS, day), inspecting_staff(day))
        if inspects
        else None,
        hearing_prescribed_by="行政许可法§46" if is_prescribed else "",
        service_limits=limits.service_on(day),
    )
