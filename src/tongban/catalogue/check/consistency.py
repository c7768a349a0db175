"""填报一致 — rules IL01 to IL12, by which a city checks that an item's form agrees with itself."""

import re
from collections.abc import Iterator

from tongban.catalogue.code_lists import Audience, CaseType, ItemType, OnlineDepth, ResultType, ReviewType
from tongban.catalogue.fee import Fee
from tongban.catalogue.finding import Finding, Rule
from tongban.catalogue.item import Implementation
from tongban.kernel.words import Bilingual

_GUIDE = "行政许可法§30"

IL01 = Rule(
    "IL01",
    Bilingual(
        "承诺当场办结的，应为即办件、即审即办",
        "an on-the-spot promise makes an on-the-spot case, reviewed at once",
    ),
    Bilingual(
        "请更正 case_type、review_type 或 limits.promised.on_the_spot。",
        "Mend `case_type`, `review_type` or `limits.promised.on_the_spot`.",
    ),
    "行政许可法§34(2)",
)
IL02 = Rule(
    "IL02",
    Bilingual(
        "不当场办结的，应为承诺件、前审后批",
        "without an on-the-spot promise it is a time-limited case, accepted then reviewed",
    ),
    Bilingual("请更正 case_type 或 review_type。", "Mend `case_type` or `review_type`."),
    _GUIDE,
)
IL03 = Rule(
    "IL03",
    Bilingual(
        "结果「{name}」对应的结果类型应为「{expected}」",
        "the result “{name}” goes with the type “{expected}”",
    ),
    Bilingual("请更正 result.type。", "Mend `result.type`."),
    _GUIDE,
)
IL04 = Rule(
    "IL04",
    Bilingual(
        "到现场次数为 {visits}，{wanted}必须现场办理的原因", "visits are {visits}: a reason to come {wanted}"
    ),
    Bilingual(
        "次数不为 0 的写 visits_reason，为 0 的不写。",
        "Give `visits_reason` if there are visits, and none if there are not.",
    ),
    "优化营商环境条例§37",
)
IL05 = Rule(
    "IL05",
    Bilingual(
        "不必到现场又不能网上办的，须接受邮寄申请",
        "with no visit and no online application, post must be accepted",
    ),
    Bilingual("请开通邮寄或网上申报。", "Offer post or online application."),
    "优化营商环境条例§37",
)
IL06 = Rule(
    "IL06",
    Bilingual("全程网办的，到现场次数应为 0", "what is wholly online needs no visit"),
    Bilingual("请更正 visits 或 online_depth。", "Mend `visits` or `online_depth`."),
    _GUIDE,
)
IL07 = Rule(
    "IL07",
    Bilingual("收费信息不一致：{why}", "the fee does not agree: {why}"),
    Bilingual(
        "收费的写明项目名称和标准，不收费的不能支持网上支付。",
        "A fee has a name and a standard; without one there is no online payment.",
    ),
    "行政许可法§58",
)
IL08 = Rule(
    "IL08",
    Bilingual("{which}「{phone}」{why}", "{which} “{phone}” {why}"),
    Bilingual(
        "咨询、投诉电话应各有一个，带区号，互不相同。",
        "Give two different numbers with the area code, one to enquire and one to complain.",
    ),
    _GUIDE,
)
IL09 = Rule(
    "IL09",
    Bilingual("服务对象与主题分类不一致：{why}", "audience and topics do not agree: {why}"),
    Bilingual(
        "自然人对应 topics.person，法人和其他组织对应 topics.organisation。",
        "People go with `topics.person`, organisations with `topics.organisation`.",
    ),
    _GUIDE,
)
IL10 = Rule(
    "IL10",
    Bilingual("行政许可事项至少要有一条常见问题", "a licence item needs at least one question and answer"),
    Bilingual("请填写 faq。", "Fill in `faq`."),
    _GUIDE,
)
IL11 = Rule(
    "IL11",
    Bilingual(
        "行政许可事项至少要有五个环节，包括受理、审核、审批、办结、送达；缺：{missing}",
        "a licence item has at least five steps, with 受理, 审核, 审批, 办结, 送达; missing: {missing}",
    ),
    Bilingual(
        "请补上环节，或在环节名称中写明（办结可与送达合写）。",
        "Add the steps, or name them so (办结 may share a step with 送达).",
    ),
    _GUIDE,
)
IL12 = Rule(
    "IL12",
    Bilingual("有结果名称，须有结果样本", "a named result needs a sample"),
    Bilingual("请填写 result.sample。", "Give `result.sample`."),
    _GUIDE,
)

_ENDINGS = {"批复": ResultType.APPROVAL, "证": ResultType.LICENCE, "文": ResultType.LETTER}
_LICENCE_STEPS = ("受理", "审核", "审批", "办结", "送达")
_LEAST_STEPS = 5


def check(item: Implementation) -> Iterator[Finding]:
    """Whether the form agrees with itself."""
    yield from _case_type(item)
    yield from _result(item)
    yield from _channels(item)
    yield from _fee(item)
    yield from _phones(item)
    yield from _topics(item)
    if item.item_type is ItemType.LICENCE:
        yield from _licence(item)


def _case_type(item: Implementation) -> Iterator[Finding]:
    kinds = (item.case_type, item.review_type)
    if item.limits.promised.on_the_spot:
        if kinds != (CaseType.ON_THE_SPOT, ReviewType.AT_ONCE):
            yield IL01.at(item.place("case_type"))
    elif kinds != (CaseType.TIME_LIMITED, ReviewType.ACCEPT_THEN_REVIEW):
        yield IL02.at(item.place("case_type"))


def _result(item: Implementation) -> Iterator[Finding]:
    name = item.result.name
    expected = next((type_ for ending, type_ in _ENDINGS.items() if name.zh.endswith(ending)), None)
    if expected is not None and item.result.type is not expected:
        yield IL03.at(item.place("result.type"), name=name, expected=expected.label)
    if not item.result.sample:
        yield IL12.at(item.place("result"))


def _channels(item: Implementation) -> Iterator[Finding]:
    channels = item.channels
    if bool(channels.visits) != (channels.visits_reason is not None):
        wanted = (
            Bilingual("须写明", "is required") if channels.visits else Bilingual("不应写", "is out of place")
        )
        yield IL04.at(item.place("channels.visits"), visits=channels.visits, wanted=wanted)
    online = channels.online_depth not in (OnlineDepth.NONE, OnlineDepth.INFORMATION)
    if not channels.visits and not online and not channels.post:
        yield IL05.at(item.place("channels.post"))
    if channels.online_depth is OnlineDepth.WHOLE and channels.visits:
        yield IL06.at(item.place("channels.visits"))


def _fee(item: Implementation) -> Iterator[Finding]:
    fee = item.fee
    if fee.charged and (fee.name is None or fee.standard is None):
        why = Bilingual("收费须有项目名称和标准", "a fee needs its name and standard")
        yield IL07.at(item.place("fee"), why=why)
    if not fee.charged and fee != Fee(charged=False):
        why = Bilingual("不收费，却写了收费内容", "nothing is charged, yet a fee is described")
        yield IL07.at(item.place("fee"), why=why)


def _phones(item: Implementation) -> Iterator[Finding]:
    contact = item.contact
    phones = {
        "contact.enquiry_phone": (Bilingual("咨询电话", "the enquiry phone"), contact.enquiry_phone),
        "contact.complaint_phone": (Bilingual("投诉电话", "the complaint phone"), contact.complaint_phone),
    }
    area = item.directory.division.area_code if item.directory else r"0[1-9][0-9]{1,2}"
    for path, (which, phone) in phones.items():
        if not re.fullmatch(rf"{area}-[0-9]{{7,8}}", phone):
            why = Bilingual("没有本地区号", "lacks the area code")
            yield IL08.at(item.place(path), which=which, phone=phone, why=why)
    if contact.enquiry_phone == contact.complaint_phone:
        which, phone = phones["contact.complaint_phone"]
        why = Bilingual("与咨询电话相同", "is the enquiry phone as well")
        yield IL08.at(item.place("contact.complaint_phone"), which=which, phone=phone, why=why)


def _topics(item: Implementation) -> Iterator[Finding]:
    for_people = Audience.PERSON in item.audience
    for_organisations = any(audience is not Audience.PERSON for audience in item.audience)
    place = item.place("topics")
    if for_people != bool(item.topics.person):
        why = Bilingual("自然人与个人主题", "people and topics for people")
        yield IL09.at(place, why=why)
    if for_organisations != bool(item.topics.organisation):
        why = Bilingual("法人与法人主题", "organisations and topics for organisations")
        yield IL09.at(place, why=why)


def _licence(item: Implementation) -> Iterator[Finding]:
    if not item.faq:
        yield IL10.at(item.place("faq"))
    names = " ".join(step.name.zh for step in item.steps)
    missing = [word for word in _LICENCE_STEPS if word not in names]
    if missing or len(item.steps) < _LEAST_STEPS:
        said = "、".join(missing) or f"{len(item.steps)} < {_LEAST_STEPS}"
        yield IL11.at(item.place("steps"), missing=said)
