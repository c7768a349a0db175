"""Fields of a small restaurant in the demo city, one set for each form."""

from tongban.handling.documents import as_rows

_TAIL = {
    "authority": "演示市行政审批局",
    "issued_on": "2026-03-30",
    "contact": "演示市政务服务中心 3 号综合窗口，0000-12345678",
    "verify_at": "https://city.example/verify",
    "specimen": "演示样本，不具有法律效力 Specimen without legal effect",
}
_CASE = {
    "applicant": "演示市湖滨区李记小面馆",
    "item": "食品经营许可（新办）",
    "case_number": "330100-2026-000042",
}

LICENCE = {
    "title": "食品经营许可证",
    "title_en": "Food Operation Licence",
    "number": "JY23301060000042",
    "holder": "演示市湖滨区李记小面馆",
    "credit_code": "92330106MA00000042",
    "legal_representative": "李申请",
    "premises": "演示市湖滨区西子路 18 号 1 幢 102 室",
    "category": "餐饮服务经营者（小型餐馆）",
    "scope": "热食类食品制售\n冷食类食品制售（不含裱花蛋糕、生食海产品）",
    "valid_until": "2031-03-29",
    "ruling": "府裁〔2026〕3 号",
    "heard": "2026年3月27日听证笔录",
    **{name: text for name, text in _TAIL.items() if name != "contact"},
}

GRANT_DECISION = {
    "number": "演审许字〔2026〕第 42 号",
    **_CASE,
    "accepted_on": "2026-03-02",
    "examined": as_rows(
        [("现场核查", "演示市行政审批局", "符合"), ("消防安全意见", "演示市消防救援支队", "同意")]
    ),
    "licence": "食品经营许可证",
    "licence_number": "JY23301060000042",
    "valid_until": "2031-03-29",
    "basis": "《食品安全法》第三十五条、《行政许可法》第三十八条第一款",
    "heard": "2026年3月27日听证笔录",
    **_TAIL,
}

#: The same with all that a decision may have to say: it goes on to a second page.
GRANT_DECISION_IN_FULL = {
    **GRANT_DECISION,
    "renews": "JY23301060000007（有效期至2026年4月30日）",
    "told": "本机关告知了 2 名利害关系人，听取了申请人、利害关系人的意见",
    "reasons": "油烟净化设施已按笔录中的承诺改装，排放检测合格。\n楼上住户的意见已经采纳。",
    "conditions": as_rows([("演示市消防救援支队", "厨房与就餐区之间保持常闭防火门。")] * 2),
    "ruling": "府裁〔2026〕3 号",
    "remedies": (
        "利害关系人、你（单位）如不服本决定，可以自知道本决定之日起 60 日内向演示市人民政府申请行政复议，"
        "也可以自知道本决定之日起 6 个月内依法向演示市人民法院提起行政诉讼。"
    ),
}

SPECIMENS = {
    "licence": LICENCE,
    "grant_decision": GRANT_DECISION,
    "acceptance_notice": {
        "number": "演审受字〔2026〕第 42 号",
        **_CASE,
        "received_on": "2026-03-02",
        "accepted_on": "2026-03-02",
        "time_limit": "法定 20 个工作日，承诺 8 个工作日",
        "due_on": "2026-03-30",
        "basis": "《中华人民共和国行政许可法》第三十二条第一款第五项",
        **_TAIL,
    },
    "supplement_notice": {
        "number": "演审补字〔2026〕第 7 号",
        **_CASE,
        "received_on": "2026-03-02",
        "defects": as_rows(
            [
                (
                    "经营场所平面图",
                    "未标明操作间与就餐区的面积和分隔，请补充标注。",
                    "《食品经营许可和备案管理办法》第十五条",
                ),
                (
                    "从业人员健康证明",
                    "王某某的健康证明已于 2026 年 1 月 31 日到期，请提交有效证明。",
                    "《食品安全法》第四十五条",
                ),
                ("申请书", "第 3 页没有经营者签字。", "《行政许可法》第三十一条"),
            ]
        ),
        "how_to_supplement": "1. 登录政务服务网，在“我的办件”中上传；\n"
        "2. 或者携带材料到政务服务中心 3 号综合窗口提交。",
        "basis": "《中华人民共和国行政许可法》第三十二条第一款第四项",
        **_TAIL,
    },
    "refusal": {
        "renews": "JY23301060000007（有效期至2026年4月30日）",
        "number": "演审不许字〔2026〕第 3 号",
        **_CASE,
        "accepted_on": "2026-03-02",
        "facts": "2026 年 3 月 10 日，本机关会同消防、生态环境部门现场踏勘。"
        "经营场所位于居民住宅楼内，未设置专用烟道。\n申请人当场确认踏勘记录。",
        "reasons": "在未配套设立专用烟道的居民住宅楼内新建产生油烟的餐饮服务项目，为法律所禁止。\n"
        "申请人的陈述意见不能改变上述事实，不予采纳。",
        "basis": "《中华人民共和国行政许可法》第三十八条第二款、"
        "《中华人民共和国大气污染防治法》第八十一条第二款",
        "heard": "2026年3月27日听证笔录",
        "reconsideration_body": "演示市人民政府",
        "reconsideration_limit": "六十日",
        "court": "演示市湖滨区人民法院",
        "lawsuit_limit": "六个月",
        **_TAIL,
    },
    "receipt": {
        "number": "演审收字〔2026〕第 42 号",
        **_CASE,
        "received_on": "2026-03-02",
        "materials": as_rows(
            [
                ("食品经营许可申请书", "原件（电子）", "1"),
                ("营业执照", "电子证照，免提交", "0"),
                ("经营场所平面图", "扫描件", "1"),
                ("食品安全规章制度", "扫描件", "1"),
            ]
        ),
        "received_by": "王窗口",
        "agent": "孙邻居（代办：提出申请、补正材料、接收告知和文书、领取结果）",
        "hall": "演示市政务服务中心 3 号综合窗口",
        "notice_due_on": "2026-03-09",
        "basis": "《中华人民共和国行政许可法》第三十二条第一款第四项",
        **_TAIL,
    },
    "interested_party_notice": {
        "number": "演审利告〔2026〕1号",
        "recipient": "周邻居",
        **_CASE,
        "premises": "演示市湖滨区西子路 18 号 1 幢 102 室",
        "interest": "直接涉及申请人与他人之间重大利益关系",
        "respond_by": "2026-03-12",
        "how": "书面意见可以交到演示市政务服务中心，或者寄给演示市行政审批局；以收到之日为准。",
        "basis": "行政许可法§36",
        **_TAIL,
    },
    "hearing_right_notice": {
        "number": "演审听告〔2026〕1号",
        "recipient": "周邻居",
        **{name: text for name, text in _CASE.items() if name != "applicant"},
        "told_on": "2026-03-04",
        "request_limit": "5 个工作日",
        "request_by": "2026-03-11",
        "how": "登录 https://city.example 在办件页面申请或者放弃。\n书面申请可以交到演示市政务服务中心。",
        "basis": "行政许可法§47(1)",
        **_TAIL,
    },
    "hearing_announcement": {
        "number": "演审听公〔2026〕1号",
        **{name: text for name, text in _CASE.items() if name != "applicant"},
        "ground": "涉及公共利益的重大许可事项",
        "basis": "行政许可法§46",
        **_TAIL,
    },
    "hearing_notice": {
        "number": "演审听通〔2026〕1号",
        "recipient": "申请人、利害关系人",
        **{name: text for name, text in _CASE.items() if name != "applicant"},
        "hearing_on": "2026-03-27",
        "begins": "09:30",
        "place": "演示市政务服务中心三楼听证室",
        "host": "郑主持",
        "basis": "行政许可法§48(1)(1)",
        **_TAIL,
    },
    "gap_notice": {
        "number": "演审容〔2025〕1号",
        **_CASE,
        "accepted_on": "2025-12-29",
        "gaps": as_rows([("经营场所平面图", "食品经营许可和备案管理办法§15")]),
        "fill_limit": "5 个工作日",
        "fill_by": "2026-01-06",
        "decide_by": "2026-01-13",
        "consequence": "逾期提醒一次；提醒后 15 个工作日内仍未补齐的，退回申请",
        "promise": "本申请人承诺：自受理之日起 5 个工作日内补交经营场所平面图。",
        "promised_how": "申请人书面签署（见扫描件）",
        "how": "登录 https://city.example 在办件页面补交，或者持本告知书到演示市政务服务中心补交。",
        "basis": "演示市政务服务容缺受理清单（2025年）",
        **_TAIL,
    },
    "return_notice": {
        "number": "演审退〔2026〕1号",
        **_CASE,
        "accepted_on": "2025-12-29",
        "gaps": as_rows([("经营场所平面图", "食品经营许可和备案管理办法§15")]),
        "fill_by": "2026-01-28",
        "reasons": "2026年1月7日提醒后，至1月28日仍未收到。",
        "how": "材料备齐后，可以登录 https://city.example 或者到演示市政务服务中心重新申请。",
        "basis": "演示市政务服务容缺受理清单（2025年）",
        "reconsideration_body": "演示市人民政府",
        "reconsideration_limit": "知道本通知之日起 60 日内",
        "court": "演示市湖滨区人民法院",
        "lawsuit_limit": "知道本通知之日起 6 个月内",
        **_TAIL,
    },
    "commitment": {
        "number": "演审承〔2026〕1号",
        **_CASE,
        "licence": "公众聚集场所投入使用、营业前消防安全检查意见书",
        "terms": (
            "本承诺用于办理“公众聚集场所投入使用、营业前消防安全检查”。\n"
            "一、承诺的内容\n疏散通道、安全出口保持畅通，数量和宽度符合消防技术标准。\n以上条件现在已经具备。\n"
            "二、承诺代替的材料和环节\n不用先交、不用先查的：场所平面布置图、消防安全检查。\n"
            "三、事后核查\n准予许可后 20 个工作日内，演示市消防救援支队上门核查承诺是否属实。\n"
            "四、没有做到或者作出虚假承诺的后果\n没有做到的，责令限期整改。\n"
            "作出虚假承诺的，直接撤销许可，记入信用记录。"
        ),
        "confirmed": "周凯于2026年4月30日在网上确认",
        "basis": "消防法§15",
        **_TAIL,
    },
    "rectification_order": {
        "number": "演审责改〔2026〕1号",
        **_CASE,
        "licence": "消防安全检查意见书",
        "licence_number": "XF3301992026000001",
        "granted_on": "2026-04-30",
        "found": "二层安全出口的门被锁闭。",
        "rectify_limit": "5 个工作日",
        "rectify_by": "2026-05-27",
        "basis": "消防法§15",
        **_TAIL,
    },
    "revocation_notice": {
        "number": "演审撤告〔2026〕1号",
        **_CASE,
        "licence": "消防安全检查意见书",
        "licence_number": "XF3301992026000001",
        "granted_on": "2026-04-30",
        "ground": "作出虚假承诺取得",
        "reasons": "承诺有两个安全出口，核查时只有一个。",
        "respond_by": "2026-05-27",
        "how": "登录 https://city.example 在办件页面陈述、申辩。\n书面意见可以交到演示市政务服务中心。",
        "basis": "消防法§15",
        **_TAIL,
    },
    "revocation_decision": {
        "number": "演审撤决〔2026〕1号",
        **_CASE,
        "licence": "消防安全检查意见书",
        "licence_number": "XF3301992026000001",
        "granted_on": "2026-04-30",
        "ground": "以欺骗、贿赂等不正当手段取得",
        "reasons": "承诺有两个安全出口，核查时只有一个。",
        "basis": "行政许可法§69",
        "ban": "2029年5月28日以前（含当日）不得再次申请该行政许可（行政许可法§79）",
        "reconsideration_body": "演示市人民政府",
        "reconsideration_limit": "知道本决定之日起 60 日内",
        "court": "演示市演示区人民法院",
        "lawsuit_limit": "知道本决定之日起 6 个月内",
        **_TAIL,
    },
    "payment_notice": {
        "number": "演建缴〔2026〕3号",
        "applicant": "演示市城北水务建设有限公司",
        "item": "城镇排水泵站建设联合审批",
        "case_number": "330199-20260302-00017",
        "fee": "城市道路占用挖掘修复费",
        "amount": "4920.00 元",
        "counted": "按标准 4920.00 元（数量 41）",
        "basis": "城市道路管理条例§37；演示市城市道路挖掘修复费标准（演发改价格〔2025〕3号）",
        "pay_by": "2026-03-24",
        "how": "登录 https://tongban.example 在办件页面缴款。\n持本通知书到市民大道1号缴款（窗口刷卡）。",
        "unpaid": "是否缴款不影响本件的办理和办理期限。",
        "authority": "演示市住房和城乡建设局",
        "issued_on": "2026-03-03",
        "contact": "0500-5550201",
        "verify_at": "https://tongban.example",
    },
    "end_notice": {
        "number": "演审终〔2026〕1号",
        **_CASE,
        "received_on": "2026-03-02",
        "ground": "逾期未补正",
        "facts": "本机关于 2026-03-03 一次性告知需要补正的内容，至 2026-04-02 没有补正齐全。",
        "how": "需要办理的，可以登录 https://city.example 或者到演示市政务服务中心重新申请。",
        "basis": "本事项实施清单（补正期限）",
        "reconsideration_body": "演示市人民政府",
        "reconsideration_limit": "知道本通知之日起 60 日内",
        "court": "演示市演示区人民法院",
        "lawsuit_limit": "知道本通知之日起 6 个月内",
        **_TAIL,
    },
    "decline_notice": {
        "number": "演审不受〔2026〕1号",
        **_CASE,
        "received_on": "2026-03-02",
        "ground": "不属于本机关职权范围",
        "right_authority": "演示市卫生健康局",
        "reasons": "公共场所卫生许可由卫生健康部门办理。",
        "basis": "行政许可法§32(2)",
        "reconsideration_body": "演示市人民政府",
        "reconsideration_limit": "知道本通知之日起 60 日内",
        "court": "演示市演示区人民法院",
        "lawsuit_limit": "知道本通知之日起 6 个月内",
        **_TAIL,
    },
    "cancellation_notice": {
        "number": "演审注〔2026〕1号",
        **_CASE,
        "licence": "消防安全检查意见书",
        "licence_number": "XF3301992026000001",
        "granted_on": "2026-04-30",
        "ground": "许可依法被撤销、撤回或者吊销",
        "basis": "行政许可法§70",
        **_TAIL,
    },
}
