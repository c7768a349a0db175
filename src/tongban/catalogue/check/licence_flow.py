"""证照流转 — whether the licences that members of a life event produce reach the members that need them."""

from collections.abc import Iterator

from tongban.catalogue.finding import Finding, Rule, Severity
from tongban.catalogue.item import Implementation
from tongban.catalogue.life_event_sheet import Sheet
from tongban.kernel.case.item import StepKind
from tongban.kernel.words import Bilingual

NOT_WIRED = Rule(
    "licence_not_wired",
    Bilingual(
        "材料「{material}」是成员「{producer}」的办理结果，却没有流转，会向申请人再要一次",
        "the material “{material}” is the result of member “{producer}” and does not flow from it: "
        "the applicant would be asked for it",
    ),
    Bilingual(
        "请在 consumes 中写明 {{result_of: {producer}, as_material: {part}}}。",
        "Add {{result_of: {producer}, as_material: {part}}} to `consumes`.",
    ),
    "在线政务服务的若干规定§7",
)
WIRED_WRONGLY = Rule(
    "licence_wired_wrongly",
    Bilingual(
        "材料「{material}」不是成员「{producer}」的办理结果「{result}」",
        "the material “{material}” is not “{result}”, the result of member “{producer}”",
    ),
    Bilingual(
        "请核对流转的证照；名称不一的，请统一名称。", "Check which licence flows; let both bear one name."
    ),
    severity=Severity.WARNING,
)
MADE_ELSEWHERE = Rule(
    "licence_made_elsewhere",
    Bilingual(
        "成员「{producer}」的证照由其外部系统制作，本系统没有可流转的文件；等它的成员会一直等下去",
        "the licence of member “{producer}” is made in another system and no file of it is here: "
        "who waits for it would wait for ever",
    ),
    Bilingual(
        "请改为 after: [{producer}]，该材料由申请人提交。",
        "Wait for its decision instead (after: [{producer}]), and let the applicant hand the licence in.",
    ),
    "优化营商环境条例§37",
)


def flow(sheet: Sheet) -> Iterator[Finding]:
    """Whether licences that members produce reach the members that need them."""
    event = sheet.life_event
    for n, member in enumerate(event.members):
        item = sheet.items[member.id]
        wired = {used.as_material: used.result_of for used in member.consumes}
        for material in item.materials:
            for producer in event.members:
                result = sheet.items[producer.id].result.name
                is_it = called_alike(material.name) == called_alike(result) and producer is not member
                is_it = is_it and not _is_decided_elsewhere(sheet.items[producer.id])
                if is_it and wired.get(material.id) != producer.id:
                    place, named = event.place(f"members[{n}]"), material.name
                    yield NOT_WIRED.at(place, material=named, producer=producer.id, part=material.id)
        for k, used in enumerate(member.consumes):
            if _is_decided_elsewhere(sheet.items[used.result_of]):
                place = event.place(f"members[{n}].consumes[{k}].result_of")
                yield MADE_ELSEWHERE.at(place, producer=used.result_of)
            wanted = next(m.name for m in item.materials if m.id == used.as_material)
            result = sheet.items[used.result_of].result.name
            if called_alike(wanted) != called_alike(result):
                place = event.place(f"members[{n}].consumes[{k}]")
                yield WIRED_WRONGLY.at(place, material=wanted, producer=used.result_of, result=result)


def _is_decided_elsewhere(item: Implementation) -> bool:
    return any(step.kind is StepKind.DECISION and step.decided_in is not None for step in item.steps)


def called_alike(name: Bilingual) -> str:
    """A name as it is compared: without the marks at its end."""
    return name.zh.strip("？?。 ")
