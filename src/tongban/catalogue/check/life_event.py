"""一件事 — one lead, members that exist and do not wait in a ring, nothing asked twice, licences that flow.

`check_structure` is what an application cannot do without, `check_life_event` all that keeps one from being
published. Both look at every day on which an item of a member changes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from tongban.catalogue.check.duties import EXACTLY_ONE_LEAD, UNKNOWN_DEPARTMENT
from tongban.catalogue.check.graph import DUPLICATE_ID
from tongban.catalogue.check.identity import OTHER_DIVISION, VALIDITY_UPSIDE_DOWN
from tongban.catalogue.check.licence_flow import called_alike, flow
from tongban.catalogue.check.one_window import check_one_window
from tongban.catalogue.check.situations import QUESTION_UNUSED, check_condition
from tongban.catalogue.code_lists import Role
from tongban.catalogue.finding import Finding, Rule, Severity
from tongban.catalogue.item import Implementation
from tongban.catalogue.life_event import LifeEvent, Member, Same
from tongban.catalogue.life_event_sheet import Sheet
from tongban.catalogue.parts import FormField, Material, Question
from tongban.kernel.case.conditions import facts_of
from tongban.kernel.words import Bilingual

#: Every version of the items of a catalogue, by the item's id.
Versions = Mapping[str, Sequence[Implementation]]

UNKNOWN_ITEM = Rule(
    "member_item_unknown",
    Bilingual(
        "成员「{member}」的事项「{item}」在 {day} 没有有效版本",
        "no version of the item “{item}” of member “{member}” is in force on {day}",
    ),
    Bilingual(
        "请改为目录中当日有效的事项，或调整有效期。", "Name an item in force that day, or mend the period."
    ),
    "行政许可法§30",
)
UNKNOWN_MEMBER = Rule(
    "member_unknown",
    Bilingual("没有成员「{id}」", "there is no member “{id}”"),
    Bilingual("请改为本一件事的成员标识：{known}。", "Name a member of this life event: {known}."),
)
MEMBERS_IN_A_RING = Rule(
    "members_in_a_ring",
    Bilingual("成员「{member}」经由其他成员等待自己", "member “{member}” waits for itself through others"),
    Bilingual(
        "请删除其中一个先后关系，否则谁也不能开始。", "Remove one of the links, or none of them can begin."
    ),
    "优化营商环境条例§36",
)
TOO_FEW_MEMBERS = Rule(
    "too_few_members",
    Bilingual("一件事至少有两个成员事项", "a life event has two members at least"),
    Bilingual("单个事项请直接申请，不作为一件事。", "One item by itself is applied for as it is."),
    "国办发〔2022〕32号",
)
UNKNOWN_PART = Rule(
    "part_unknown",
    Bilingual("成员「{member}」没有「{part}」这一项", "member “{member}” has nothing called “{part}”"),
    Bilingual("请改为该事项中的标识。", "Use an id of that item."),
)
PART_TWICE = Rule(
    "part_declared_twice",
    Bilingual(
        "「{part}」已在另一处声明为相同内容", "“{part}” is declared the same as something else already"
    ),
    Bilingual("请只在一处声明。", "Declare it once."),
)
ONE_PART_ALONE = Rule(
    "same_as_nothing",
    Bilingual("「{id}」只有一项，没有与之相同的", "“{id}” lists one part, which is the same as nothing else"),
    Bilingual("请列出两项以上，或删除。", "List two or more, or remove it."),
)
OTHER_MEANING = Rule(
    "same_with_another_meaning",
    Bilingual(
        "「{part}」与「{first}」的{what}不同，不能当作同一内容",
        "“{part}” has another {what} than “{first}”: they cannot be one thing",
    ),
    Bilingual("请统一两个事项的填报要求，或分开填报。", "Make the two items ask alike, or ask for each."),
    "国办发〔2022〕32号",
)
ASKED_TWICE = Rule(
    "asked_twice",
    Bilingual(
        "「{part}」与「{other}」名称相同，申请人要提供两次",
        "“{part}” is called the same as “{other}”: the applicant would give it twice",
    ),
    Bilingual(
        "确属同一内容的，请在 same 中声明；不同的，请改名称以示区别。",
        "Declare them the same under `same`, or give them names that tell them apart.",
    ),
    "在线政务服务的若干规定§7",
    Severity.WARNING,
)
MEMBER_OF_NOBODY = Rule(
    "member_of_no_department",
    Bilingual(
        "成员「{member}」由「{authority}」办理，但参与部门中没有它",
        "member “{member}” is handled by “{authority}”, which is not among the departments",
    ),
    Bilingual("请在 departments 中列出该部门。", "List it under `departments`."),
    "国办发〔2022〕32号",
)
GIVEN_TO_NOBODY = Rule(
    "given_answers_nothing",
    Bilingual("成员「{member}」没有「{question}」这个问题", "member “{member}” does not ask “{question}”"),
    Bilingual("请改为该事项的问题标识，或删除。", "Use the id of a question of that item, or remove it."),
)

_KIND = Bilingual("填报类型", "kind")
_CHOICES = Bilingual("选项", "set of answers")
_SOURCE = Bilingual("来源", "source")
_RANGE = Bilingual("数值范围", "range")


def check_structure(event: LifeEvent, versions: Versions) -> list[Finding]:
    """Whether it can be applied for at all."""
    found = [*_members(event), *_items(event, versions)]
    if not found:
        found = [
            f for day in _days(event, versions) for f in _sameness(event, _items_on(event, versions, day))
        ]
    return _once(found)


def check_life_event(event: LifeEvent, versions: Versions) -> list[Finding]:
    """Every finding on one life event, in the order of the file; empty where it may be published.

    依据 Basis: 国办发〔2022〕32号 (one notice, one form, one set of materials); 行政许可法§26.
    """
    found = [*_identity(event), *check_structure(event, versions)]
    if any(f.severity is Severity.ERROR and f.code in _FATAL for f in found):
        return _once(found)
    for day in _days(event, versions):
        sheet = Sheet(event, _items_on(event, versions, day))
        found += [*_departments(sheet), *_given(sheet), *_conditions(sheet), *flow(sheet), *_twice(sheet)]
        found += check_one_window(sheet)
    return _once(found)


def _once(found: Sequence[Finding]) -> list[Finding]:
    return sorted(dict.fromkeys(found), key=lambda finding: (finding.place, finding.code))


# --- by itself


def _identity(event: LifeEvent) -> Iterator[Finding]:
    if event.valid_until is not None and event.valid_until < event.valid_from:
        yield VALIDITY_UPSIDE_DOWN.at(event.place("valid_until"))
    leads = sum(department.role is Role.LEAD for department in event.departments)
    if leads != 1:
        yield EXACTLY_ONE_LEAD.at(event.place("departments"), count=leads)
    directory = event.directory
    if directory is None:
        return
    if directory.division.code != event.division:
        expected = directory.division.code
        yield OTHER_DIVISION.at(event.place("division"), code=event.division, expected=expected)
    for n, department in enumerate(event.departments):
        if department.id not in directory.by_id:
            yield UNKNOWN_DEPARTMENT.at(event.place(f"departments[{n}].id"), id=department.id)


def _members(event: LifeEvent) -> Iterator[Finding]:
    if len(event.members) < 2:
        yield TOO_FEW_MEMBERS.at(event.place("members"))
    known = ", ".join(member.id for member in event.members)
    seen: set[str] = set()
    for n, member in enumerate(event.members):
        if member.id in seen:
            yield DUPLICATE_ID.at(event.place(f"members[{n}].id"), id=member.id)
        seen.add(member.id)
        needs = [(f"members[{n}].after[{k}]", need) for k, need in enumerate(member.after)]
        needs += [
            (f"members[{n}].consumes[{k}].result_of", u.result_of) for k, u in enumerate(member.consumes)
        ]
        for path, need in needs:
            if need not in event.by_id:
                yield UNKNOWN_MEMBER.at(event.place(path), id=need, known=known)
        if any(member.id in event.by_id[need].needs or need == member.id for need in _all(event, member)):
            yield MEMBERS_IN_A_RING.at(event.place(f"members[{n}]"), member=member.id)
    ids = [question.id for question in event.questions]
    ids += [one.id for one in event.same.questions]
    for id in sorted({one for one in ids if ids.count(one) > 1}):
        yield DUPLICATE_ID.at(event.place("questions"), id=id)


def _all(event: LifeEvent, member: Member) -> list[str]:
    return [need for need in (*event.all_needed(member.id), *member.needs) if need in event.by_id]


# --- beside the items


def _days(event: LifeEvent, versions: Versions) -> list[date]:
    """The days on which an item of a member changes while the life event is in force."""
    changes = {i.valid_from for m in event.members for i in versions.get(m.item, ())}
    return sorted(
        {event.valid_from, *(day for day in changes if event.valid_from < day and event.is_in_force(day))}
    )


def _item_on(versions: Versions, item_id: str, day: date) -> Implementation | None:
    return next((item for item in versions.get(item_id, ()) if item.is_in_force(day)), None)


def _items_on(event: LifeEvent, versions: Versions, day: date) -> dict[str, Implementation]:
    found = {member.id: _item_on(versions, member.item, day) for member in event.members}
    return {member: item for member, item in found.items() if item is not None}


def _items(event: LifeEvent, versions: Versions) -> Iterator[Finding]:
    for n, member in enumerate(event.members):
        for day in _days(event, versions):
            item = _item_on(versions, member.item, day)
            if item is None:
                place = event.place(f"members[{n}].item")
                yield UNKNOWN_ITEM.at(place, member=member.id, item=member.item, day=day)
                continue
            known = {material.id for material in item.materials}
            for k, used in enumerate(member.consumes):
                if used.as_material not in known:
                    place = event.place(f"members[{n}].consumes[{k}].as_material")
                    yield UNKNOWN_PART.at(place, member=member.id, part=used.as_material)


def _sameness(event: LifeEvent, items: Mapping[str, Implementation]) -> Iterator[Finding]:
    yield from _same(event, items, "questions", event.same.questions, lambda item: item.questions)
    yield from _same(event, items, "form", event.same.form, lambda item: item.form)
    yield from _same(event, items, "materials", event.same.materials, lambda item: item.materials)


def _same(
    event: LifeEvent,
    items: Mapping[str, Implementation],
    kind: str,
    declared: Sequence[Same],
    parts: Callable[[Implementation], Sequence[Question | FormField | Material]],
) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for n, same in enumerate(declared):
        if len(same.of) < 2:
            yield ONE_PART_ALONE.at(event.place(f"same.{kind}[{n}]"), id=same.id)
        first: tuple[str, Question | FormField | Material] | None = None
        for k, (member, part) in enumerate(same.parts):
            place, written = event.place(f"same.{kind}[{n}].of[{k}]"), same.of[k]
            if member not in items:
                yield UNKNOWN_MEMBER.at(place, id=member, known=", ".join(items))
                continue
            found = next((one for one in parts(items[member]) if one.id == part), None)
            if found is None:
                yield UNKNOWN_PART.at(place, member=member, part=part)
                continue
            if (member, part) in seen:
                yield PART_TWICE.at(place, part=written)
            seen.add((member, part))
            if first is None:
                first = (written, found)
            elif what := _difference(first[1], found):
                yield OTHER_MEANING.at(place, part=written, first=first[0], what=what)


def _difference(
    one: Question | FormField | Material, other: Question | FormField | Material
) -> Bilingual | None:
    """In what two parts of one kind cannot be the same thing; their words may differ."""
    if isinstance(one, Material) or isinstance(other, Material):
        is_other = (
            isinstance(one, Material) and isinstance(other, Material) and one.source is not other.source
        )
        return _SOURCE if is_other else None
    if one.kind is not other.kind:
        return _KIND
    if {choice.id for choice in one.choices} != {choice.id for choice in other.choices}:
        return _CHOICES
    if isinstance(one, Question) and isinstance(other, Question):
        return None if (one.least, one.most) == (other.least, other.most) else _RANGE
    return None


# --- with the items of a day


def _departments(sheet: Sheet) -> Iterator[Finding]:
    event, listed = sheet.life_event, {department.id for department in sheet.life_event.departments}
    for n, member in enumerate(event.members):
        item = sheet.items[member.id]
        if item.authority not in listed:
            place = event.place(f"members[{n}].item")
            yield MEMBER_OF_NOBODY.at(place, member=member.id, authority=item.authority)
        if item.division != event.division:
            place = event.place(f"members[{n}].item")
            yield OTHER_DIVISION.at(place, code=item.division, expected=event.division)


def _given(sheet: Sheet) -> Iterator[Finding]:
    for n, member in enumerate(sheet.life_event.members):
        asked = {question.id for question in sheet.items[member.id].questions}
        for name in member.given:
            if name not in asked:
                place = sheet.life_event.place(f"members[{n}].given.{name}")
                yield GIVEN_TO_NOBODY.at(place, member=member.id, question=name)


def _conditions(sheet: Sheet) -> Iterator[Finding]:
    """A member's condition looks at what everybody is asked: the life event's own questions."""
    event = sheet.life_event
    questions = {question.id: question for question in event.questions}
    used = {name for member in event.members for name in facts_of(member.when)}
    for n, question in enumerate(event.questions):
        if question.id not in used:
            yield QUESTION_UNUSED.at(event.place(f"questions[{n}]"), id=question.id)
    for n, member in enumerate(event.members):
        if member.when is not None:
            yield from check_condition(event.place, f"members[{n}].when", member.when, questions)


def _twice(sheet: Sheet) -> Iterator[Finding]:
    """Whether what is called the same is asked under two names."""
    event = sheet.life_event
    kinds: tuple[
        tuple[Mapping[tuple[str, str], str], Callable[[Implementation], list[tuple[str, Bilingual]]]], ...
    ] = (
        (sheet.questions, lambda item: [(q.id, q.text) for q in item.questions]),
        (sheet.fields, lambda item: [(f.id, f.label) for f in item.form]),
        (sheet.materials, lambda item: [(m.id, m.name) for m in item.materials if not m.from_answers]),
    )
    for names, parts in kinds:
        first: dict[str, tuple[str, str]] = {}
        for n, member in enumerate(event.members):
            wired = {used.as_material for used in member.consumes}
            for part, called in parts(sheet.items[member.id]):
                name = names.get((member.id, part))
                if name is None or (names is sheet.materials and part in wired):
                    continue
                other, written = first.setdefault(called_alike(called), (name, f"{member.id}.{part}"))
                if other != name:
                    yield ASKED_TWICE.at(
                        event.place(f"members[{n}]"), part=f"{member.id}.{part}", other=written
                    )


_FATAL = {rule.code for rule in (UNKNOWN_ITEM, UNKNOWN_MEMBER, UNKNOWN_PART, MEMBERS_IN_A_RING, DUPLICATE_ID)}
