"""编码与版本 — the item carries the codes of its catalogue entry and of its lead department."""

from collections.abc import Iterator

from tongban.catalogue.codes import catalog_code_is_well_formed, credit_code_checks, task_code_parts
from tongban.catalogue.finding import Finding, Rule, Severity
from tongban.catalogue.item import Implementation
from tongban.kernel.words import Bilingual

CATALOG_CODE = Rule(
    "catalog_code_shape",
    Bilingual(
        "基本编码「{code}」应为 12 位数字或大写字母",
        "the catalog code “{code}” should be 12 digits or capitals",
    ),
    Bilingual("请从基本目录抄录。", "Copy it from the catalogue."),
    "GB/T 39554.1",
)
TASK_CODE = Rule(
    "task_code_shape",
    Bilingual(
        "实施编码「{code}」应为 31 位：信用代码 18、行使层级 1、基本编码 12",
        "the task code “{code}” should be 31 characters: credit code 18, level 1, catalog code 12",
    ),
    Bilingual("请核对三段。", "Check its three parts."),
    "GB/T 39554.1",
)
TASK_CODE_PARTS = Rule(
    "task_code_parts",
    Bilingual(
        "实施编码中的{part}是 {given}，本事项是 {expected}",
        "the task code says {given} for the {part}; the item says {expected}",
    ),
    Bilingual("请更正其中之一。", "Correct one of the two."),
    "GB/T 39554.1",
)
CREDIT_CODE_CHECK = Rule(
    "credit_code_check_digit",
    Bilingual("统一社会信用代码 {code} 的校验位不符", "the check digit of the credit code {code} is wrong"),
    Bilingual(
        "请与登记证书核对；早期试点代码可以保留。",
        "Compare it with the certificate; early pilot codes may stay.",
    ),
    "GB 32100",
    Severity.WARNING,
)
OTHER_DIVISION = Rule(
    "other_division",
    Bilingual(
        "行政区划 {code} 与机构名录的 {expected} 不符", "division {code} is not the directory's {expected}"
    ),
    Bilingual("请核对行政区划，或换用该区划的机构名录。", "Check the division, or use its own directory."),
)
VALIDITY_UPSIDE_DOWN = Rule(
    "validity_upside_down",
    Bilingual("失效日期早于生效日期", "the item ends before it begins"),
    Bilingual("请更正 valid_from 和 valid_until。", "Mend `valid_from` and `valid_until`."),
)

_CREDIT = Bilingual("信用代码", "credit code")
_LEVEL = Bilingual("行使层级", "exercise level")
_CATALOG = Bilingual("基本编码", "catalog code")


def check(item: Implementation) -> Iterator[Finding]:
    """Whether codes, division and validity agree."""
    if item.valid_until is not None and item.valid_until < item.valid_from:
        yield VALIDITY_UPSIDE_DOWN.at(item.place("valid_until"))
    if item.directory is not None and item.directory.division.code != item.division:
        expected = item.directory.division.code
        yield OTHER_DIVISION.at(item.place("division"), code=item.division, expected=expected)
    codes = item.codes
    if not catalog_code_is_well_formed(codes.catalog_code):
        yield CATALOG_CODE.at(item.place("codes.catalog_code"), code=codes.catalog_code)
    parts = task_code_parts(codes.task_code)
    place = item.place("codes.task_code")
    if parts is None:
        yield TASK_CODE.at(place, code=codes.task_code)
        return
    credit, level, catalog = parts
    expected_credit = credit
    if item.directory is not None and item.authority in item.directory.by_id:
        expected_credit = item.directory.by_id[item.authority].credit_code
    wanted = (
        (_CREDIT, credit, expected_credit),
        (_LEVEL, level, str(item.exercise_level)),
        (_CATALOG, catalog, codes.catalog_code),
    )
    for part, given, expected in wanted:
        if given != expected:
            yield TASK_CODE_PARTS.at(place, part=part, given=given, expected=expected)
    if not credit_code_checks(credit):
        yield CREDIT_CODE_CHECK.at(place, code=credit)
