"""转交的内容 — a member's part of what was handed in for the whole: papers, particulars, mandate, promise.

Only read here; `following` hands it over.
"""

from tongban.handling.kept_files import kept_file
from tongban.handling.life_event.carrying_out import LifeEventHandler, WholeStanding
from tongban.handling.mandate_ports import Power, Shown
from tongban.handling.mandates import MandateGiven, covers, of_case, person_of
from tongban.handling.occasion import answers_of
from tongban.handling.uploads import Upload
from tongban.kernel.case.commands import Channel, Reference
from tongban.kernel.life_event import Member
from tongban.kernel.life_event.events import MemberTakenOver
from tongban.kernel.refusals import Refusal


class DataErased(Refusal):
    """申请人的信息已经删除。"""

    zh = "申请人的信息已经删除，不能再转交给「{member}」。"
    en = "The applicant's data have been erased and cannot be handed over to “{member}”."
    basis = "个人信息保护法§47"
    remedy_zh = "需要办理的，请重新申请。"
    remedy_en = "Apply anew if it is still wanted."


def is_as_promised(handler: LifeEventHandler, standing: WholeStanding, member: Member) -> bool:
    """Whether the item is still the version whose words were promised: nobody is bound by others."""
    assert member.ready_at is not None  # it is handed over
    division = standing.life_event.division
    on = handler.ports.calendars.of(division).day_of(member.ready_at)
    item = handler.ports.catalogue.in_force(member.plan.item, on)
    return item.digest == standing.sheet.items[member.plan.id].digest


def signed_sheet(handler: LifeEventHandler, standing: WholeStanding, member: str) -> Upload | None:
    """签署的承诺书 — the scan of the one sheet; None where it was confirmed online."""
    life_event = standing.life_event
    assert life_event.promise is not None  # nothing is promised without it
    if life_event.channel is Channel.ONLINE:
        return None
    return file_of(handler, standing, member, life_event.id, life_event.promise)


def mandate_for(handler: LifeEventHandler, standing: WholeStanding, member: Member) -> MandateGiven | None:
    """委托 — the mandate of the whole as the member's own; none where it has run out or was ended by then."""
    life_event, ports = standing.life_event, handler.ports
    kept = of_case(ports, life_event)
    assert member.ready_at is not None  # it is handed over
    on = ports.calendars.of(life_event.division).day_of(member.ready_at)
    if kept is None or not covers(kept, Power.APPLY, on):
        return None
    person = person_of(ports, kept)
    if not person.name:  # erased: nobody is left to act
        return None
    paper = None
    if kept.paper:
        paper = file_of(handler, standing, member.plan.id, life_event.id, Reference(kept.paper, ""))
    seen = kept.shown is Shown.PAPER
    return MandateGiven(person.name, kept.powers, kept.begin, kept.until, person.number, seen, paper)


def said_by_successors(handler: LifeEventHandler, standing: WholeStanding) -> dict[str, str]:
    """承继人的填报 — what they said of themselves when they took over, by the names of the whole."""
    life_event, said = standing.life_event, dict[str, str]()
    for event in handler.history(life_event.id):
        if isinstance(event.body, MemberTakenOver) and event.body.successor == life_event.applicant:
            case_id = life_event.members[event.body.member].plan.case_id
            form = answers_of(handler.cases, case_id, handler.cases.history(case_id)).form
            names = standing.sheet.fields
            for part, text in form.items():
                if (name := names.get((event.body.member, part))) is not None:
                    said[name] = text
    return said


def papers_for(
    handler: LifeEventHandler, standing: WholeStanding, member: Member
) -> tuple[dict[str, list[Upload]], list[str]]:
    """What was handed in for the member, and what other members' licences are for it."""
    life_event, plan = standing.life_event, member.plan
    handed = {material.material: material for material in life_event.materials}
    uploads: dict[str, list[Upload]] = {}
    on_paper = []
    flowing = {feed.as_material: feed.result_of for feed in plan.feeds}
    before = {part: one.outcome for one in plan.outside or () for part in one.as_materials}
    for part, name in standing.sheet.materials_of(standing.sheet.life_event.by_id[plan.id]).items():
        if part in flowing:
            producer = life_event.members[flowing[part]]
            assert producer.document is not None  # it is not ready before
            uploads[part] = [file_of(handler, standing, plan.id, producer.plan.case_id, producer.document)]
        elif part in before:
            came = life_event.outcomes[before[part]]
            if came.document is not None:  # else it may come later, and is asked for then
                uploads[part] = [file_of(handler, standing, plan.id, came.case_id, came.document)]
        elif name in handed and handed[name].files:
            uploads[part] = [
                file_of(handler, standing, plan.id, life_event.id, file) for file in handed[name].files
            ]
        elif name in handed:
            on_paper.append(part)
    return uploads, on_paper


def file_of(
    handler: LifeEventHandler, standing: WholeStanding, member: str, owner: str, reference: Reference
) -> Upload:
    """A file that is kept with the life event or with another member's case, to be kept with the member's."""
    text = handler.ports.personal.read(owner, [reference.ref])[reference.ref]
    if text is None:
        raise DataErased(member=standing.sheet.name_of(member))
    kept = kept_file(handler.ports, owner, text)
    assert kept is not None, "materials and documents are files"
    return Upload(kept.name, kept.type, kept.content)
