"""先行公示 — the form asks for its day, and the law knows both of its limits."""

from collections.abc import Iterator

from tongban.catalogue.code_lists import FieldKind
from tongban.catalogue.finding import Finding, Rule
from tongban.catalogue.item import Implementation
from tongban.catalogue.law import NoLawThen, load_limits
from tongban.kernel.words import Bilingual

NOTICE_DAY_NOT_ASKED = Rule(
    "notice_day_not_asked",
    Bilingual("填报项中没有必填的日期「{id}」", "the form has no date “{id}” that must be filled in"),
    Bilingual(
        "请在 form 中加上 kind: date 的必填项，或者改正 prior_notice.published_on。",
        "Add a required field of kind `date` to the form, or mend `prior_notice.published_on`.",
    ),
    "优化营商环境条例§35",
)
NOTICE_LIMIT_UNKNOWN = Rule(
    "notice_limit_unknown",
    Bilingual(
        "法定期限中没有「{law}」，或者那一天还没有施行", "the law has no limit “{law}”, or had none that day"
    ),
    Bilingual(
        "请写 law/time_limits 中的期限；没有的，先加上并写明依据。",
        "Name a limit of law/time_limits; add it there with its basis where there is none.",
    ),
    "优化营商环境条例§35",
)


def check(item: Implementation) -> Iterator[Finding]:
    """Whether an application can say what it rests on."""
    use = item.prior_notice
    if use is None:
        return
    days = {field.id for field in item.form if field.kind is FieldKind.DATE and field.required}
    if use.published_on not in days:
        yield NOTICE_DAY_NOT_ASKED.at(item.place("prior_notice.published_on"), id=use.published_on)
    for name, law in (("notice", use.notice), ("apply", use.apply)):
        try:
            load_limits().on(law, item.valid_from)
        except (KeyError, NoLawThen):
            yield NOTICE_LIMIT_UNKNOWN.at(item.place(f"prior_notice.{name}"), law=law)
