"""Specimens 样例：what the style page shows; invented people, real shapes, long names and errors included."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.web.design.swimlane import Lane, Step


def say(zh: str, en: str) -> dict[str, str]:
    """A text in two languages, as data carries it."""
    return {"zh": zh, "en": en}


class Premises(forms.Form):
    """A form with every kind of field."""

    kind = forms.ChoiceField(
        label=_("您要开的是哪一类店？"),
        help_text=_("选最接近的一项，窗口会帮您核对。"),
        widget=forms.RadioSelect,
        choices=[
            ("restaurant", _("餐饮服务：做好了给客人吃")),
            ("shop", _("食品销售：只卖包装好的食品")),
            ("canteen", _("单位食堂：给本单位的人吃")),
        ],
    )
    name = forms.CharField(label=_("店铺名称"), help_text=_("与营业执照一致。"), max_length=60)
    area = forms.IntegerField(label=_("经营面积（平方米）"), min_value=1)
    opened = forms.DateField(
        label=_("打算哪天开业"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    plan = forms.FileField(
        label=_("平面图"), required=False, help_text=_("可以直接拍照。PDF 或图片，不超过 20 MB。")
    )
    remark = forms.CharField(label=_("还有什么要说明"), required=False, widget=forms.Textarea)
    true = forms.BooleanField(label=_("以上内容真实，我愿意承担责任。"))


class Filter(forms.Form):
    """What stands above a list."""

    words = forms.CharField(
        label=_("编号、名称"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    holder = forms.ChoiceField(
        label=_("在谁手上"), required=False, choices=[("", _("全部")), ("me", _("我"))]
    )


LONG_NAME = say(
    "内蒙古自治区锡林郭勒盟西乌珠穆沁旗巴拉嘎尔高勒镇阿日扎嘎斯台便民餐饮服务有限责任公司第二分公司",
    "Arizhagasitai Convenience Catering Services Company Limited (Second Branch), Balagaergaole, Ujimqin",
)
AUTHORITY = say("市市场监督管理局", "Market Supervision Bureau")


def spent(title: dict[str, str], limit: str, *parts: int) -> dict[str, Any]:
    """A clock that took so many days: the office's, special procedures', the applicant's, and those left."""
    slugs, starts = ("running", "excluded", "waiting", "left"), [sum(parts[:n]) for n in range(len(parts))]
    words = [say("机关用时", "the office's time"), say("特别程序", "special procedure")]
    words += [say("等申请人", "waiting for the applicant"), say("还剩", "left")]
    return {
        "title": title,
        "limit": say(f"{limit} 个工作日", f"{limit} working days"),
        "parts": [
            {"slug": slug, "title": title, "days": days, "unit": say("个工作日", "working days")}
            for slug, title, days in zip(slugs, words, parts, strict=True)
        ],
        "bars": [
            {"slug": slug, "x": f"{100 * begin / sum(parts):.2f}", "width": f"{100 * days / sum(parts):.2f}"}
            for slug, begin, days in zip(slugs, starts, parts, strict=True)
        ],
        "explain": [
            say("2026-03-09 至 2026-03-13：特别程序。", "2026-03-09 to 2026-03-13: special procedure.")
        ],
    }


CLOCKS_SPENT = [
    spent(say("法定办结时限", "statutory limit"), "20", 9, 5, 0, 11),
    spent(say("承诺办结时限", "promised limit"), "10", 6, 5, 3, 4),
]
CLOCKS = [
    {
        "title": say("承诺办结", "Promised decision"),
        "signal": "green",
        "days_left": 7,
        "unit": say("个工作日", "working days"),
        "due_on": date(2025, 10, 14),
        "explain": [
            say("2025年9月24日受理，当天不算。", "Accepted on 24 September 2025; that day does not count."),
            say("9月25日起数 10 个工作日。", "Ten working days from 25 September."),
            say(
                "10月1日至8日放假，10月11日（星期六）上班。",
                "1 to 8 October are holidays; Saturday 11 October is a working day.",
            ),
        ],
    },
    {
        "title": say("补正告知", "Supplement notice"),
        "signal": "yellow",
        "days_left": 1,
        "unit": say("个工作日", "working day"),
        "due_on": date(2025, 9, 30),
    },
    {
        "title": say("消防意见", "Fire opinion"),
        "signal": "yellow",
        "days_left": 0,
        "due_on": date(2025, 9, 29),
    },
    {
        "title": say("承诺办结", "Promised decision"),
        "signal": "red",
        "days_left": -2,
        "unit": say("个工作日", "working days"),
        "due_on": date(2025, 9, 25),
    },
    {
        "title": say("法定办结", "Statutory decision"),
        "signal": "black",
        "days_left": -1,
        "due_on": date(2025, 9, 26),
    },
    {"title": say("专家评审", "Expert review"), "signal": "suspended", "days_left": None},
    {"title": say("等补正", "Waiting for the supplement"), "signal": "waiting", "days_left": None},
    {
        "title": say("公告期", "Public notice"),
        "signal": "green",
        "days_left": 20,
        "due_on": date(2027, 1, 4),
        "provisional": True,
    },
]

TIMELINE = [
    {
        "at": datetime(2025, 9, 23, 1, 12, tzinfo=UTC),
        "title": say("收到申请", "Application received"),
        "by": say("综合窗口 王窗口", "Counter, Wang"),
        "state": "past",
        "documents": [{"title": say("收件凭证 SJ-2025-0042", "Receipt SJ-2025-0042"), "url": "#"}],
    },
    {
        "at": date(2025, 9, 24),
        "title": say("受理", "Accepted"),
        "by": AUTHORITY,
        "state": "past",
        "basis": say("行政许可法§32", "Administrative Licensing Law art. 32 （行政许可法§32）"),
    },
    {
        "at": date(2025, 9, 26),
        "title": say(
            "消防、卫生、城管同时出意见", "Fire, health and urban management give opinions in parallel"
        ),
        "by": say("三个部门", "three departments"),
        "state": "now",
        "detail": say(
            "卫生已同意，还等消防和城管。", "Health has agreed; fire and urban management are awaited."
        ),
    },
    {
        "at": date(2025, 10, 14),
        "title": say("作出决定", "Decision"),
        "by": AUTHORITY,
        "state": "next",
        "detail": say("承诺在这一天之前。", "Promised by this day."),
    },
]

MATERIALS = [
    {
        "title": say("营业执照", "Business licence"),
        "state": "waived",
        "why": say("政府已经有，不用交。", "The government already has it."),
    },
    {
        "title": say("经营场所平面图", "Floor plan of the premises"),
        "detail": say("标明操作间、清洗、消毒位置。", "Mark kitchen, washing and disinfection."),
        "copies": say("1 份", "1 copy"),
        "state": "given",
        "basis": say("食品经营许可管理办法§12", "食品经营许可管理办法§12"),
    },
    {
        "title": say("从业人员健康证明", "Health certificates of staff"),
        "copies": say("每人 1 份", "1 each"),
        "state": "wrong",
        "why": say("李某的证明 2025年6月30日到期。", "Li's certificate expired on 30 June 2025."),
    },
    {
        "title": say("食品安全管理制度", "Food safety rules"),
        "copies": say("1 份", "1 copy"),
        "state": "later",
    },
    {
        "title": say("房屋租赁合同", "Lease"),
        "copies": say("1 份", "1 copy"),
        "state": "needed",
        "name": "material",
        "value": "lease",
    },
]

DEFECTS = [
    {
        "material": say("从业人员健康证明", "Health certificates of staff"),
        "what": say("李某的证明已过期。", "Li's certificate has expired."),
        "remedy": say("到任意体检机构重办，拍照上传。", "Renew it at any clinic and upload a photo."),
        "basis": say("食品安全法§45", "食品安全法§45"),
    },
    {
        "material": say("经营场所平面图", "Floor plan"),
        "what": say("没有标消毒位置。", "The disinfection area is not marked."),
        "remedy": say("在原图上标出即可。", "Mark it on the same plan."),
    },
]

LANES = [
    Lane("counter", say("综合窗口", "Counter")),
    Lane("market", AUTHORITY),
    Lane("fire", say("消防救援支队", "Fire brigade")),
    Lane("health", say("卫生健康委员会", "Health commission")),
    Lane("urban", say("城市管理和综合执法局", "Urban management and law enforcement")),
]
_DAYS = say("5 个工作日", "5 working days")
_OPINION = say("协办意见", "Opinion")
STEPS = [
    Step(
        "receive",
        say("收件", "Receive"),
        "counter",
        kind=say("收件", "Intake"),
        days=say("当场", "on the spot"),
        state="done",
    ),
    Step(
        "accept",
        say("受理审查", "Check and accept"),
        "market",
        ("receive",),
        say("受理", "Acceptance"),
        _DAYS,
        "done",
    ),
    Step("fire", say("消防安全意见", "Fire safety opinion"), "fire", ("accept",), _OPINION, _DAYS, "late"),
    Step("health", say("卫生条件意见", "Hygiene opinion"), "health", ("accept",), _OPINION, _DAYS, "done"),
    Step(
        "urban",
        say("油烟排放和门头招牌意见", "Opinion on fumes and signboard"),
        "urban",
        ("accept",),
        _OPINION,
        _DAYS,
        "active",
    ),
    Step(
        "survey",
        say("现场核查", "Site survey"),
        "market",
        ("accept",),
        say("核查", "Survey"),
        _DAYS,
        "active",
    ),
    Step(
        "review",
        say("审核（汇总四方意见）", "Review of all four results"),
        "market",
        ("fire", "health", "urban", "survey"),
        say("审查", "Examination"),
        say("2 个工作日", "2 working days"),
    ),
    Step(
        "decide",
        say("决定", "Decide"),
        "market",
        ("review",),
        say("决定", "Decision"),
        say("1 个工作日", "1 working day"),
    ),
    Step(
        "deliver",
        say("颁发食品经营许可证", "Deliver the licence"),
        "counter",
        ("decide",),
        say("送达", "Delivery"),
        say("10 个工作日内", "within 10 working days"),
    ),
]


def all_of_them() -> dict[str, Any]:
    """The context of the style page."""
    wrong = Premises({"name": "", "area": "-3", "true": ""}, auto_id="wrong_%s")
    wrong.is_valid()
    return {
        "form": Premises(auto_id="calm_%s"),
        "wrong": wrong,
        "filter": Filter(auto_id="filter_%s"),
        "long_name": LONG_NAME,
        "clocks": CLOCKS,
        "clocks_spent": CLOCKS_SPENT,
        "timeline_entries": TIMELINE,
        "materials": MATERIALS,
        "defects": DEFECTS,
        "defects_due": date(2025, 9, 30),
        "unit": say("个工作日", "working days"),
        "lanes": LANES,
        "steps": STEPS,
        "tasks": [
            {"title": say("谁来办", "Who applies"), "url": "#", "state": "done"},
            {
                "title": say("店铺情况", "The premises"),
                "url": "#",
                "state": "now",
                "hint": say("约 5 分钟", "about 5 minutes"),
            },
            {
                "title": say("上传材料", "Upload materials"),
                "url": "#",
                "state": "wrong",
                "hint": say("健康证明已过期", "a certificate has expired"),
            },
            {"title": say("核对并提交", "Check and submit"), "state": "later"},
        ],
        "answers": [
            {
                "key": say("店铺名称", "Name"),
                "value": LONG_NAME,
                "change_url": "#",
                "source": say("来自营业执照", "from the business licence"),
            },
            {"key": say("经营面积", "Area"), "value": say("86 平方米", "86 m²"), "change_url": "#"},
            {"key": say("打算哪天开业", "Opening"), "value": "", "change_url": "#"},
        ],
        "acts": [
            {
                "title": say("准予许可", "Grant"),
                "url": "#",
                "primary": True,
                "key": "g",
                "hint": say("四方意见已齐。", "All four results are in."),
            },
            {
                "title": say("不予许可", "Refuse"),
                "url": "#",
                "key": "r",
                "form": _Reason(auto_id="reason_%s"),
                "hint": say("须写明理由和救济途径。", "Give reasons and remedies."),
            },
            {"title": say("看全部材料", "See all materials"), "url": "#", "method": "get"},
        ],
        "blocked": [
            {
                "title": say("要求补正", "Ask for a supplement"),
                "why": say(
                    "已于 2025年9月24日受理，不能再要求补正。",
                    "Accepted on 24 September 2025; a supplement can no longer be requested.",
                ),
                "remedy": say(
                    "需要核实的，请发起现场核查或征求意见。",
                    "To verify facts, order a site survey or ask for an opinion.",
                ),
                "basis": say("行政许可法§32(4)", "行政许可法§32(4)"),
            },
        ],
        "act_groups": [
            {
                "title": say("听证与利害关系", "Hearing and others' interests"),
                "key": "h",
                "acts": [{"title": say("安排听证", "Schedule the hearing"), "url": "#"}],
                "blocked": [
                    {
                        "title": say("举行听证", "Hold the hearing"),
                        "why": say("尚未通知听证的时间、地点。", "Time and place were not notified."),
                        "basis": say("行政许可法§48", "行政许可法§48"),
                    }
                ],
            }
        ],
        "people": [
            {
                "role": say("审查", "Examiner"),
                "name": "陈主办",
                "at": datetime(2025, 10, 13, 6, 30, tzinfo=UTC),
                "done": True,
            },
            {"role": say("决定", "Decider"), "name": "周局长", "done": False},
        ],
        "documents": [
            {
                "title": say("食品经营许可证", "Food operation licence"),
                "url": "#",
                "number": "JY23301000042",
                "issued_on": date(2025, 10, 14),
                "issuer": AUTHORITY,
                "state": "signed",
                "verify_url": "#",
                "size": "184 KB",
            },
            {
                "title": say("不予受理通知书", "Notice of declined application"),
                "state": "void",
                "number": "市监不受〔2025〕17号",
            },
        ],
        "columns": [
            {"title": say("申请人", "Applicant")},
            {"title": say("事项", "Item")},
            {"title": say("编号", "Number"), "kind": "code"},
            {"title": say("材料", "Materials"), "kind": "number"},
            {"title": say("在谁手上", "Holder")},
        ],
        "rows": [
            {
                "url": "#1",
                "clock": CLOCKS[4],
                "note": say("已催办两次", "urged twice"),
                "cells": [
                    LONG_NAME,
                    say("食品经营许可（新办）", "Food operation licence (new)"),
                    "330100-2025-000042",
                    7,
                    say("消防 赵协办", "Fire, Zhao"),
                ],
            },
            {
                "url": "#2",
                "clock": CLOCKS[1],
                "cells": [
                    say("王芳", "Wang Fang"),
                    say("食品经营许可（变更）", "Food operation licence (change)"),
                    "330100-2025-000107",
                    3,
                    say("我", "me"),
                ],
            },
            {
                "url": "#3",
                "clock": CLOCKS[0],
                "cells": [
                    say("刘强", "Liu Qiang"),
                    say(
                        "公众聚集场所投入使用、营业前消防安全检查",
                        "Fire-safety check before a public venue opens",
                    ),
                    "330100-2025-000108",
                    12,
                    say("我", "me"),
                ],
            },
            {
                "url": "#4",
                "clock": CLOCKS[5],
                "cells": [
                    say("何敏", "He Min"),
                    say("医疗机构设置审批", "Clinic establishment"),
                    "330100-2025-000099",
                    9,
                    say("卫健 钱处", "Health, Qian"),
                ],
            },
        ],
        "page": {"previous_url": "#previous", "next_url": "#next", "shown": 4, "total": 128},
    }


class _Reason(forms.Form):
    """The reasons of a refusal."""

    reason = forms.CharField(
        label=_("理由"), widget=forms.Textarea, help_text=_("写给申请人看：哪一条、差在哪、怎么办。")
    )


def notice() -> dict[str, Any]:
    """The context of the sheet."""
    return {
        "issuer": AUTHORITY,
        "heading": say("受理通知书", "Notice of acceptance"),
        "number": "市监受〔2025〕42号",
        "date": date(2025, 9, 24),
        "verify_url": "https://example.cn/verify/42",
        "applicant": LONG_NAME,
    }
