"""周凯's gym in the service hall (walk-through 5): the fire safety check of the demo city, on a commitment.

何消防 `he` examines, 陆核查 `lu` and 石核查 `shi` check afterwards, 金审批 `jin` decides.
"""

from datetime import date

from hall import PDF, Hall
from tongban.handling import commitment, examination, intake, licence, outcome
from tongban.handling.commitment import Confirmation
from tongban.handling.issuing import issue_document
from tongban.handling.terms import Terms, terms_of
from tongban.handling.uploads import checked
from tongban.handling.wanted import jobs
from tongban.kernel.case import commands as c
from tongban.store.models import Account, Post, PostHolder

FIRE = "public-venue-fire-check"
STAFF = {
    "he": ("何消防", "fire-examiner"),
    "lu": ("陆核查", "fire-inspector"),
    "shi": ("石核查", "fire-inspector"),
    "jin": ("金审批", "fire-decider"),
}
FORM = {
    "holder": "演示市周凯健身房",
    "credit_code": "91330199DEM0000009",
    "legal_representative": "周凯",
    "premises": "演示市学院路 9 号二层",
    "scope": "健身房，二层，600 平方米",
    "phone": "13800000000",
}
#: What is handed in by who commits, and by who does not.
COMMITTING, ORDINARY = ("business-licence", "safety-plan"), ("business-licence", "safety-plan", "layout")
WHY = "承诺有两个安全出口，核查时只有一个。"


def opened(hall: Hall, day: str = "2026-04-30") -> Hall:
    """The hall on that day, the fire brigade's people at their posts."""
    for username, (name, post) in STAFF.items():
        account = Account.objects.create(
            username=username, display_name=name, kind=Account.Kind.STAFF, password="!"
        )
        PostHolder.objects.create(account=account, post=Post.objects.get(key=post), since=date(2025, 1, 1))
        hall.people[username] = account
    return hall.on(day)


def received(hall: Hall, materials: tuple[str, ...] = COMMITTING) -> str:
    case_id = hall.office.ports.ids.new()
    application = intake.Application(
        item=FIRE,
        division="330199",
        applicant=hall.id("li"),
        channel=c.Channel.ONLINE,
        facts={"automatic_systems": False},
        form=FORM,
        uploads={m: [checked(f"{m}.pdf", PDF)] for m in materials},
        on_paper=["application"],
    )
    intake.receive(hall.office.handler, hall.ask(case_id, "li", ""), application)
    return case_id


def committed(hall: Hall) -> str:
    case_id = received(hall)
    confirmed = Confirmation("周凯", terms(hall).text)
    commitment.commit_online(hall.office.handler, hall.ask(case_id, "li", ""), confirmed)
    return case_id


def granted(hall: Hall) -> str:
    """Accepted, examined and granted on the same day."""
    case_id = committed(hall)
    handler = hall.office.handler
    intake.accept(handler, hall.ask(case_id, "wang", "hall-counter"))
    he = hall.ask(case_id, "he", "fire-examiner")
    examination.complete_step(handler, he, "examination", c.Finding.CONFORMS, "")
    outcome.grant(handler, hall.ask(case_id, "jin", "fire-decider"), prefix="XF", basis="消防法§15")
    return case_id


def closed(hall: Hall) -> str:
    """The licence made and handed out on 6 May."""
    case_id = granted(hall)
    press(hall, case_id)
    hall.on("2026-05-06")
    handler, ask = hall.office.handler, hall.ask(case_id, "wang", "hall-delivery")
    outcome.deliver(handler, ask, c.DeliveryMethod.COUNTER, "周凯本人领取")
    return case_id


def found(hall: Hall, finding: c.CheckFinding = c.CheckFinding.FALSE_PROMISE) -> str:
    case_id = closed(hall)
    hall.on("2026-05-20")
    staff = [hall.id("lu"), hall.id("shi")]
    ask = hall.ask(case_id, "lu", "fire-inspector")
    commitment.record_check(hall.office.handler, ask, finding, staff, WHY)
    return case_id


def told(hall: Hall) -> str:
    """Told on 20 May that a revocation is intended; a week to answer."""
    case_id = found(hall)
    ground = c.RevocationGround.FALSE_PROMISE
    ask = hall.ask(case_id, "jin", "fire-decider")
    licence.tell_revocation(hall.office.handler, ask, ground, date(2026, 5, 27), WHY)
    return case_id


def revoked(hall: Hall) -> str:
    case_id = told(hall)
    hall.on("2026-05-28")
    remedies = implementation(hall).refusal_remedies(date(2026, 5, 28))
    ask = hall.ask(case_id, "jin", "fire-decider")
    licence.revoke(hall.office.handler, ask, reasons=WHY, remedies=remedies)
    return case_id


def press(hall: Hall, case_id: str) -> None:
    """Make every document that is owed."""
    for job in jobs(hall.office.handler.history(case_id)):
        issue_document(hall.office.press, case_id, job.arguments["document"], int(job.arguments["seq"]))


def implementation(hall: Hall):
    return hall.office.catalogue.in_force(FIRE, date(2026, 4, 30))


def terms(hall: Hall) -> Terms:
    found = terms_of(implementation(hall))
    assert found is not None
    return found


def supplemented(hall: Hall, case_id: str) -> None:
    """What the commitment does not stand for is handed in after one notice."""
    handler, missing = hall.office.handler, hall.case(case_id).missing
    defects = [intake.DefectFound(material, c.DefectKind.MISSING) for material in missing]
    intake.request_supplement(handler, hall.ask(case_id, "wang", "hall-counter"), defects)
    uploads = {material: [checked(f"{material}.pdf", PDF)] for material in missing}
    intake.supplement(handler, hall.ask(case_id, "li", ""), uploads)
