"""机构名录 — every id is used once and every credit code can be one."""

from tongban.catalogue.authorities import Directory, shared_posts
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
    return findings
