"""一窗受理 — a life event is taken in at once, so one post has to be able to take in every member.

依据 Basis: 国办发〔2022〕32号 (one intake); 行政许可法§26(1).
"""

from collections.abc import Iterator

from tongban.catalogue.finding import Finding, Rule
from tongban.catalogue.item import Implementation
from tongban.catalogue.life_event_sheet import Sheet
from tongban.kernel.case.item import StepKind
from tongban.kernel.words import Bilingual

TAKEN_IN_ELSEWHERE = Rule(
    "member_taken_in_elsewhere",
    Bilingual(
        "成员「{member}」由「{post}」收件，其他成员由「{others}」收件：没有一个窗口能一次收下",
        "member “{member}” is taken in by “{post}”, the others by “{others}”: "
        "no window can take all of them in",
    ),
    Bilingual(
        "请把各事项收件环节的岗位统一为一个综合窗口岗位。",
        "Give the intake step of every item the same post, that of a window for all.",
    ),
    "国办发〔2022〕32号；行政许可法§26(1)",
)


def check_one_window(sheet: Sheet) -> Iterator[Finding]:
    """The members that another post takes in than takes in most of them; of as many the first ones count."""
    posts = {member.id: _intake(sheet.items[member.id]) for member in sheet.life_event.members}
    known = [post for post in posts.values() if post]
    if not known:
        return
    shared = max(dict.fromkeys(known), key=known.count)
    for n, member in enumerate(sheet.life_event.members):
        post = posts[member.id]
        if post and post != shared:
            place = sheet.life_event.place(f"members[{n}].item")
            yield TAKEN_IN_ELSEWHERE.at(place, member=member.id, post=post, others=shared)


def _intake(item: Implementation) -> str:
    """The post that takes it in; empty where its own check says that there is none."""
    return next((step.post for step in item.steps if step.kind is StepKind.INTAKE), "")
