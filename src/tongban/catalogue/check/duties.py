"""职责 — one lead, and one accountable post for every step, of the department whose step it is."""

from collections.abc import Iterator
from datetime import date

from tongban.catalogue.authorities import Authority, WordedDocument
from tongban.catalogue.code_lists import Role
from tongban.catalogue.finding import Finding, Place, Rule, Severity
from tongban.catalogue.item import Implementation
from tongban.catalogue.parts import Step
from tongban.kernel.case.item import SilenceEffect, StepKind
from tongban.kernel.words import Bilingual

EXACTLY_ONE_LEAD = Rule(
    "exactly_one_lead",
    Bilingual(
        "应有且只有一个牵头部门，现有 {count} 个", "there must be exactly one lead department, not {count}"
    ),
    Bilingual(
        "请只把一个部门标为 lead，其余为 assisting。", "Mark one department `lead`, the others `assisting`."
    ),
    "行政许可法§26",
)
NO_DIRECTORY = Rule(
    "no_directory",
    Bilingual(
        "没有机构名录，未能核对部门、岗位和行政区划",
        "no directory of departments: posts and division were not checked",
    ),
    Bilingual("请在同一目录放置 authorities.yaml。", "Put an authorities.yaml beside the file."),
    severity=Severity.WARNING,
)
UNKNOWN_DEPARTMENT = Rule(
    "unknown_department",
    Bilingual("机构名录中没有部门「{id}」", "the directory has no department “{id}”"),
    Bilingual("请改为名录中的部门，或在名录中增加。", "Use a department of the directory, or add it there."),
    "行政许可法§22",
)
UNKNOWN_POST = Rule(
    "unknown_post",
    Bilingual("机构名录中没有岗位「{id}」", "the directory has no post “{id}”"),
    Bilingual("请改为该部门的岗位，或在名录中增加。", "Use a post of that department, or add it there."),
    "优化营商环境条例§36",
)
POST_OF_ANOTHER_DEPARTMENT = Rule(
    "post_of_another_department",
    Bilingual(
        "岗位「{post}」属于{owner}，不属于{authority}",
        "the post “{post}” belongs to {owner}, not to {authority}",
    ),
    Bilingual("请改为本环节部门的岗位。", "Use a post of the step's own department."),
    "优化营商环境条例§36",
)
DEPARTMENT_NOT_LISTED = Rule(
    "department_not_listed",
    Bilingual(
        "环节由「{id}」办理，但参与部门中没有它",
        "the step is done by “{id}”, which is not among the departments",
    ),
    Bilingual("请在 departments 中列出该部门。", "List it under `departments`."),
    "行政许可法§26",
)
#: What only an item that may be accepted with a gap ever issues.
_OF_A_GAP = (WordedDocument.GAP_NOTICE, WordedDocument.RETURN_NOTICE)
_OF_A_COMMITMENT = (WordedDocument.COMMITMENT, WordedDocument.RECTIFICATION_ORDER)

DOCUMENT_WORD_MISSING = Rule(
    "document_word_missing",
    Bilingual(
        "{authority}没有{document}的发文代字", "{authority} has no word for the number of its {document}"
    ),
    Bilingual(
        "请在 authorities.yaml 该部门的 document_words 中写上 {key}。",
        "Add {key} to the department's `document_words` in authorities.yaml.",
    ),
    "党政机关公文处理工作条例§9",
)
AUTHORITY_ABOLISHED = Rule(
    "authority_abolished",
    Bilingual(
        "{authority}只存续到 {until}，本版本在那以后仍然有效",
        "{authority} exists until {until}, and this version is in force after that",
    ),
    Bilingual(
        "请用 valid_until 结束本版本，由接收职权的部门另发新版本；"
        "在办的件用 tongban authority transfer 移交。",
        "End this version with `valid_until` and publish one of the receiving authority; running cases are "
        "moved by `tongban authority transfer`.",
    ),
    "行政许可法§23、行政诉讼法§26(6)",
)
AUTHORITY_NOT_YET = Rule(
    "authority_not_yet",
    Bilingual(
        "{authority}自 {since} 起才有，本版本在那以前已经有效",
        "{authority} exists from {since}, and this version is in force before that",
    ),
    Bilingual(
        "请把本版本的 valid_from 改为该日或者以后，或者核对部门的 valid_from。",
        "Let this version be in force from that day on, or check the `valid_from` of the authority.",
    ),
    "行政许可法§23",
)
ASSISTING_WITHOUT_STEP = Rule(
    "assisting_without_step",
    Bilingual("协办部门「{id}」没有任何环节", "the assisting department “{id}” has no step"),
    Bilingual("请增加其环节，或从参与部门中删除。", "Give it a step, or take it off the list."),
    severity=Severity.WARNING,
)
DECISION_NOT_OF_LEAD = Rule(
    "decision_not_of_lead",
    Bilingual("决定应由牵头部门作出", "the decision is the lead department's"),
    Bilingual("请把决定环节改为牵头部门。", "Give the decision step to the lead department."),
    "行政许可法§26、§37",
)
OPINION_OF_LEAD = Rule(
    "opinion_of_lead",
    Bilingual("征求意见的对象不能是牵头部门自己", "the lead department cannot be asked for its own opinion"),
    Bilingual("请改为审查环节，或改为协办部门。", "Make it an examination, or ask an assisting department."),
    "行政许可法§26",
)
SILENCE_WITHOUT_BASIS = Rule(
    "silence_without_basis",
    Bilingual("「视为同意」没有依据", "consent by silence has no basis"),
    Bilingual("请写明 silence_basis；没有依据的，改为 none。", "Cite `silence_basis`, or make it `none`."),
    "行政许可法§26；优化营商环境条例§35",
)
SILENCE_NOT_ON_OPINION = Rule(
    "silence_not_on_opinion",
    Bilingual("只有征求意见环节可以规定不答复的后果", "only an opinion can be given by silence"),
    Bilingual(
        "请删除 silence；无人作出决定不等于准予。",
        "Remove `silence`: a question nobody answers is never a grant.",
    ),
    "行政许可法§42",
)
SILENCE_WITHOUT_LIMIT = Rule(
    "silence_without_limit",
    Bilingual("规定了「视为同意」，却没有答复期限", "consent by silence needs a limit to be silent for"),
    Bilingual("请写明 limit。", "Give the step a `limit`."),
    "优化营商环境条例§36",
)


def check(item: Implementation) -> Iterator[Finding]:
    """Whether everybody knows what is theirs."""
    leads = sum(department.role is Role.LEAD for department in item.departments)
    if leads != 1:
        yield EXACTLY_ONE_LEAD.at(item.place("departments"), count=leads)
    yield from _departments(item)
    yield from _document_words(item)
    for n, step in enumerate(item.steps):
        yield from _step(item, n, step)
        yield from _silence(item, n, step)


def _departments(item: Implementation) -> Iterator[Finding]:
    if item.directory is None:
        yield NO_DIRECTORY.at(item.place("departments"))
    acting = {step.authority for step in item.steps}
    for n, department in enumerate(item.departments):
        place = item.place(f"departments[{n}]")
        known = item.directory.by_id.get(department.id) if item.directory is not None else None
        if item.directory is not None and known is None:
            yield UNKNOWN_DEPARTMENT.at(place, id=department.id)
        if known is not None:
            yield from _existing(item, known, place)
        if department.role is Role.ASSISTING and department.id not in acting:
            yield ASSISTING_WITHOUT_STEP.at(place, id=department.id)


def _existing(item: Implementation, authority: Authority, place: Place) -> Iterator[Finding]:
    """Who was merged away, or is not there yet, decides nothing (机构存续)."""
    since, until = authority.valid_from, authority.valid_until
    if since is not None and item.valid_from < since:
        yield AUTHORITY_NOT_YET.at(place, authority=authority.name, since=since)
    if until is not None and (item.valid_until or date.max) > until:
        yield AUTHORITY_ABOLISHED.at(place, authority=authority.name, until=until)


def _document_words(item: Implementation) -> Iterator[Finding]:
    """Who leads an item issues its documents, and each has a number that begins with a word."""
    lead = item.directory.by_id.get(item.authority) if item.directory else None
    if lead is None:
        return
    n = next(n for n, department in enumerate(item.departments) if department.id == lead.id)
    not_made = {*(_OF_A_GAP if item.tolerance is None else ())}
    not_made |= {*(_OF_A_COMMITMENT if item.commitment is None else ())}
    not_made |= {*(() if item.fee.amounts else (WordedDocument.PAYMENT_NOTICE,))}
    for document in WordedDocument:
        if document not in not_made and not lead.document_words.of(document).strip():
            yield DOCUMENT_WORD_MISSING.at(
                item.place(f"departments[{n}]"),
                authority=lead.name,
                document=document.label,
                key=document.value,
            )


def _step(item: Implementation, n: int, step: Step) -> Iterator[Finding]:
    # One hall may take papers in and hand results out for every department (行政许可法§26).
    at_the_hall = step.kind in (StepKind.INTAKE, StepKind.DELIVERY)
    if not at_the_hall and step.authority not in {department.id for department in item.departments}:
        yield DEPARTMENT_NOT_LISTED.at(item.place(f"steps[{n}].authority"), id=step.authority)
    if step.kind is StepKind.DECISION and item.authority and step.authority != item.authority:
        yield DECISION_NOT_OF_LEAD.at(item.place(f"steps[{n}].authority"))
    if step.kind is StepKind.OPINION and step.authority == item.authority:
        yield OPINION_OF_LEAD.at(item.place(f"steps[{n}].authority"))
    yield from post_of(item, f"steps[{n}].post", step.post, step.authority)


def post_of(item: Implementation, path: str, post: str, authority: str) -> Iterator[Finding]:
    """Whether a post exists and belongs to the department named beside it."""
    if item.directory is None:
        return
    owner, place = item.directory.authority_of_post.get(post), item.place(path)
    if owner is None:
        yield UNKNOWN_POST.at(place, id=post)
    elif owner != authority:
        names = item.directory.names
        yield POST_OF_ANOTHER_DEPARTMENT.at(
            place,
            post=names[post],
            owner=names[owner],
            authority=names.get(authority, authority),
        )


def _silence(item: Implementation, n: int, step: Step) -> Iterator[Finding]:
    if step.silence is SilenceEffect.NONE:
        return
    place = item.place(f"steps[{n}].silence")
    if step.kind is not StepKind.OPINION:
        yield SILENCE_NOT_ON_OPINION.at(place)
    if not step.silence_basis.strip():
        yield SILENCE_WITHOUT_BASIS.at(place)
    if step.limit is None:
        yield SILENCE_WITHOUT_LIMIT.at(place)
