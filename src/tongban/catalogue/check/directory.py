"""机构名录 — every id is used once and every credit code can be one."""

from collections.abc import Iterator

from tongban.catalogue.authorities import Directory, PowersMoved, shared_posts
from tongban.catalogue.check.graph import DUPLICATE_ID
from tongban.catalogue.check.identity import CREDIT_CODE_CHECK
from tongban.catalogue.codes import credit_code_checks, credit_code_is_well_formed
from tongban.catalogue.finding import Finding, Rule
from tongban.kernel.words import Bilingual

CREDIT_CODE = Rule(
    "credit_code_shape",
    Bilingual(
        "统一社会信用代码「{code}」应为 18 位，不含 I、O、S、V、Z",
        "the credit code “{code}” should be 18 characters without I, O, S, V, Z",
    ),
    Bilingual("请从登记证书抄录。", "Copy it from the certificate."),
    "GB 32100",
)


POST_NOT_REPLACED_THERE = Rule(
    "post_not_replaced_there",
    Bilingual(
        "移交到{authority}的岗位「{post}」，但名录中该部门没有这个岗位",
        "moved to the post “{post}” of {authority}, which the directory does not have",
    ),
    Bilingual("请先在名录中增加接收部门的岗位。", "Add the post to the receiving authority first."),
    "行政诉讼法§26(6)",
)
UNKNOWN_GIVING_POST = Rule(
    "unknown_giving_post",
    Bilingual(
        "移交的部门「{authority}」没有岗位「{post}」",
        "the giving authority “{authority}” has no post “{post}”",
    ),
    Bilingual(
        "请核对岗位标识；撤销的部门留在名录里，写 valid_until。",
        "Check the id; an authority that is abolished stays in the directory, with `valid_until`.",
    ),
    "行政诉讼法§26(6)",
)

TRANSFERRED_TWICE = Rule(
    "transferred_twice",
    Bilingual(
        "岗位「{post}」在 {on} 移交了两次：「{one}」和「{other}」，办件不知道移给谁",
        "the post “{post}” is moved twice on {on}, by “{one}” and by “{other}”: no case knows where to go",
    ),
    Bilingual("请只留一条；按事项分开的，在两条里各写 items。", "Keep one; or name the `items` of each."),
    "行政诉讼法§26(6)",
)


def _transfers(directory: Directory) -> Iterator[Finding]:
    """Powers that go nowhere, or come from nobody."""
    for n, moved in enumerate(directory.transfers):
        for k, row in enumerate(moved.posts):
            path = f"transfers[{n}].posts[{k}]"
            if directory.authority_of_post.get(row.post) != moved.authority:
                yield UNKNOWN_GIVING_POST.at(
                    directory.place(f"{path}.post"), authority=moved.authority, post=row.post
                )
            for before in directory.transfers[:n]:
                if _overlap(before, moved) and row.post in {other.post for other in before.posts}:
                    place = directory.place(f"{path}.post")
                    on = moved.on.isoformat()
                    yield TRANSFERRED_TWICE.at(place, post=row.post, on=on, one=before.id, other=moved.id)
            if directory.authority_of_post.get(row.to.post) != row.to.authority:
                name = directory.names.get(row.to.authority, row.to.authority)
                yield POST_NOT_REPLACED_THERE.at(
                    directory.place(f"{path}.to.post"), authority=name, post=row.to.post
                )


def _overlap(one: PowersMoved, other: PowersMoved) -> bool:
    """Whether both take from one authority on one day, of an item that both concern."""
    items = not one.items or not other.items or bool(set(one.items) & set(other.items))
    return (one.authority, one.on) == (other.authority, other.on) and items


def check_directory(directory: Directory) -> list[Finding]:
    """Every finding on a directory of departments, in the order of the file."""
    findings: list[Finding] = list(shared_posts(directory))
    shared = {finding.place for finding in findings}
    seen: set[str] = set()
    for n, authority in enumerate(directory.authorities):
        ids = [(f"authorities[{n}].id", authority.id)]
        ids += [(f"authorities[{n}].posts[{k}].id", post.id) for k, post in enumerate(authority.posts)]
        for path, one in ids:
            if one in seen and directory.place(path) not in shared:
                findings.append(DUPLICATE_ID.at(directory.place(path), id=one))
            seen.add(one)
        place = directory.place(f"authorities[{n}].credit_code")
        if not credit_code_is_well_formed(authority.credit_code):
            findings.append(CREDIT_CODE.at(place, code=authority.credit_code))
        elif not credit_code_checks(authority.credit_code):
            findings.append(CREDIT_CODE_CHECK.at(place, code=authority.credit_code))
    return [*findings, *_transfers(directory)]
