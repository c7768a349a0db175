"""The rules K01 to K35 of the licensing law 行政许可法: what each says, and what carries it.

Commands and events are the classes themselves, so that none can be named that is not there; a test is named
by file and function, and `unknown_tests` says which are not. The numbers of the law are in `law/`, not here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tongban.catalogue.conformance import load_scenarios
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.words import Bilingual

ROOT = Path(__file__).resolve().parent.parent
_CASE = "tests/kernel/test_licensing_rules.py"


@dataclass(frozen=True, slots=True)
class Rule:
    """规则 — by its id and article; `elsewhere` says what carries what is no act on a case."""

    id: str
    article: str
    says: Bilingual
    commands: tuple[type, ...] = ()
    events: tuple[type, ...] = ()
    tests: tuple[str, ...] = ()
    elsewhere: Bilingual | None = None


def _in(file: str, *names: str) -> tuple[str, ...]:
    return tuple(f"tests/{file}::test_{name}" for name in names)


def _said(zh: str, en: str) -> Bilingual:
    return Bilingual(zh, en)


RULES: tuple[Rule, ...] = (
    Rule(
        "K01", "§32(1)",
        _said("不需要许可的，即时告知不受理", "what needs no licence is told at once, and not accepted"),
        (c.Decline,), (e.Declined,),
        (f"{_CASE}::test_k01_what_needs_no_licence_is_declined_at_once_and_on_its_own_article",),
    ),
    Rule(
        "K02", "§32(2)",
        _said("不属本机关职权的，不予受理并告知有权机关",
              "another's power: declined, with the right authority named"),
        (c.Decline,), (e.Declined,),
        (f"{_CASE}::test_k02_what_is_another_authoritys_is_declined_with_the_right_one_named",),
    ),
    Rule(
        "K03", "§32(3)",
        _said("可以当场更正的，允许当场更正", "what can be put right on the spot is put right there"),
        (c.Supplement,), (e.Supplemented,),
        (f"{_CASE}::test_k03_a_mistake_is_put_right_on_the_spot_and_no_clock_runs_for_it",),
    ),
    Rule(
        "K04", "§32(4)",
        _said("材料不齐的，在期限内一次告知全部；逾期不告知，自收到之日视为受理",
              "all that is missing is told once, in time; untold, it is accepted as of the day of receipt"),
        (c.RequestSupplement, c.RestateDefects, c.NoticePassing),
        (e.SupplementRequested, e.DefectsRestated, e.Accepted),
        _in("kernel/test_walkthroughs.py",
            "silence_for_five_working_days_is_acceptance_as_of_the_day_of_receipt",
            "a_second_notice_before_acceptance_may_only_restate_the_first"),
    ),
    Rule(
        "K05", "§32(5)",
        _said("齐全或者已按要求补正的，受理", "complete, or corrected as asked: accepted"),
        (c.Accept,), (e.Accepted,),
        (f"{_CASE}::test_k05_complete_it_is_accepted_incomplete_it_is_not_and_corrected_it_is",),
    ),
    Rule(
        "K06", "§32末款",
        _said("受理或者不受理，出具盖章、注明日期的书面凭证",
              "accepted or not: a dated paper under the agency's seal"),
        (c.RecordDocument, c.Decline), (e.DocumentRecorded,),
        (f"{_CASE}::test_k06_the_notice_of_acceptance_has_its_number_and_is_not_made_before_the_act",),
    ),
    Rule(
        "K07", "§34(2)",
        _said("能够当场决定的，当场作出书面决定",
              "what can be decided on the spot is decided there, in writing"),
        (c.Decide,), (e.Decided,),
        (f"{_CASE}::test_k07_k26_what_can_be_decided_on_the_spot_is_received_and_decided_on_one_day",),
    ),
    Rule(
        "K08", "§34(3)",
        _said("需要核实实质内容的，指派两名以上人员", "what must be looked at is looked at by two or more"),
        (c.RecordSurvey, c.RecordCheck), (e.SurveyRecorded, e.CheckRecorded),
        _in("kernel/test_survey.py", "one_person_does_not_survey_alone"),
    ),
    Rule(
        "K09", "§26(1)",
        _said("内设多个机构的，一个机构统一受理、送达", "of several units one takes in and hands out"),
        (c.Receive, c.Accept, c.Deliver), (e.Received, e.Delivered),
        (f"{_CASE}::test_k09_one_unit_takes_in_and_hands_out_whoever_examines",),
    ),
    Rule(
        "K10", "§26(2)",
        _said("涉及几个部门的，一个部门受理并转告，或者联合、集中办理",
              "of several departments one accepts and passes on, or they handle it together"),
        (c.GiveOpinion, c.ConveneMeeting), (e.StepsOpened, e.OpinionGiven),
        (f"{_CASE}::test_k10_the_departments_are_asked_by_the_one_that_accepted_and_never_by_the_applicant",
         *_in("kernel/test_walkthroughs.py",
              "joint_handling_has_one_ceiling_of_45_and_opinions_of_10")),
    ),
    Rule(
        "K11", "§42(1)",
        _said("自受理之日起限期决定；经批准可以延长一次，并告知理由",
              "decided within the limit from acceptance; extended once, approved, with the reason told"),
        (c.Decide, c.ExtendLimit), (e.Decided, e.LimitExtended),
        _in("kernel/test_walkthroughs.py",
            "a_food_licence_accepted_on_24_september_is_promised_by_14_and_due_by_28_october"),
    ),
    Rule(
        "K12", "§43",
        _said("下级先审查的，在期限内审结，连同全部材料报上级",
              "reviewed below first, in its limit, and sent up with every paper"),
        (c.SendUp,), (e.SentUp,),
        _in("kernel/test_lower_review.py",
            "the_district_has_twenty_working_days_from_acceptance_and_all_else_waits_for_it"),
    ),
    Rule(
        "K13", "§42(2)",
        _said("统一、联合、集中办理的，一个总期限；经本级政府负责人批准可以延长",
              "handled together: one ceiling, extended by the head of the government"),
        (c.ExtendLimit,), (e.LimitExtended,),
        _in("kernel/test_walkthroughs.py", "the_mayor_extends_joint_handling_by_15_to_30_december"),
    ),
    Rule(
        "K14", "§44",
        _said("准予的，在期限内颁发、送达", "granted: issued and delivered in time"),
        (c.Deliver,), (e.Delivered,),
        _in("kernel/test_walkthroughs.py", "a_licence_granted_on_14_october_is_delivered_by_28_october"),
    ),
    Rule(
        "K15", "§45",
        _said("特别程序所需时间书面告知后才不计入期限",
              "a special procedure is excluded, and only once told in writing"),
        (c.StartSpecialProcedure, c.EndSpecialProcedure), (e.TimeExcluded, e.TimeResumed),
        _in("kernel/test_walkthroughs.py",
            "expert_review_told_in_writing_moves_the_limit_from_30_march_to_14_april",
            "without_the_written_notice_the_limit_stays_on_30_march"),
    ),
    Rule(
        "K16", "§46",
        _said("法定应当听证或者涉及重大公共利益的，公告并举行听证",
              "a hearing prescribed is announced and held"),
        (c.AnnounceHearing, c.HoldHearing), (e.HearingAnnounced, e.HearingHeld),
        _in("kernel/test_hearing.py", "a_prescribed_hearing_is_announced_and_held_before_the_decision"),
    ),
    Rule(
        "K17", "§47",
        _said("涉及重大利益关系的，决定前告知听证权利；期限内申请，期限内组织",
              "the right to a hearing is told before the decision; asked for and held in time"),
        (c.TellHearingRight, c.RequestHearing, c.WaiveHearing), (e.HearingRightTold, e.HearingRequested),
        _in("kernel/test_hearing.py",
            "between_parties_nobody_decides_before_each_was_told_of_the_right",
            "a_hearing_is_held_within_twenty_days_of_the_first_request"),
    ),
    Rule(
        "K18", "§48",
        _said("提前通知；主持人不是审查人员；制作笔录，依据笔录决定",
              "notified ahead; the host is no examiner; minutes are made, and decided on"),
        (c.ScheduleHearing, c.NotifyOfHearing, c.HoldHearing), (e.HearingNotified, e.HearingHeld),
        _in("kernel/test_hearing.py",
            "notice_is_given_seven_working_days_before_and_not_a_day_later",
            "who_examines_the_application_does_not_host_the_hearing",
            "the_decision_rests_on_the_minutes"),
    ),
    Rule(
        "K19", "§36",
        _said("直接关系他人重大利益的，告知该利害关系人并听取意见",
              "others whose interests are touched are told, and heard"),
        (c.FindInterest, c.TellInterestedParty, c.RecordStatement),
        (e.InterestedPartyTold, e.StatementRecorded),
        _in("kernel/test_hearing.py",
            "a_neighbour_whose_interests_are_touched_is_told_and_heard_before_the_decision"),
    ),
    Rule(
        "K20", "§37",
        _said("不能当场决定的，在期限内按程序决定",
              "what is not decided on the spot is decided within the limit"),
        (c.Decide, c.NoticePassing), (e.Decided, e.LimitPassed),
        _in("kernel/test_turns.py",
            "the_end_of_the_statutory_limit_is_no_grant_and_the_answer_is_still_owed"),
    ),
    Rule(
        "K21", "§38",
        _said("书面决定；不予许可说明理由，告知复议、诉讼权利",
              "in writing; a refusal with its reasons and the remedies"),
        (c.Decide,), (e.Decided,),
        _in("kernel/test_walkthroughs.py", "a_refusal_tells_reasons_and_remedies_and_is_delivered"),
    ),
    Rule(
        "K22", "§40、§61",
        _said("准予的决定和监督检查记录，公众有权查阅",
              "grants and check records may be consulted by the public"),
        tests=_in("web/public/test_decisions.py", "the_latest_comes_first_and_leads_to_its_page"),
        elsewhere=_said("准予决定公开页、公开查验页",
                        "the public pages of decisions that grant, and the page that verifies"),
    ),
    Rule(
        "K23", "§50",
        _said("届满前申请延续；届满前不决定的，视为准予延续",
              "applied for before it expires; undecided by then, it is renewed"),
        (c.Receive, c.NoticePassing), (e.RenewalDeemed,),
        _in("kernel/test_renewal.py",
            "shunda_applied_on_29_may_heard_nothing_and_is_renewed_with_the_day_of_expiry"),
    ),
    Rule(
        "K24", "§49",
        _said("变更，符合条件的办理", "a change is made where the conditions are met"),
        (c.Decide,), (e.Decided,),
        (f"{_CASE}::test_k24_a_change_is_granted_where_the_conditions_are_met_and_not_otherwise",),
    ),
    Rule(
        "K25", "§55(2)",
        _said("需要检验的，受理后限期指派两名以上人员",
              "an inspection: two or more are assigned, in days of acceptance"),
        (c.AssignInspectors,), (e.InspectorsAssigned,),
        _in("kernel/test_inspection.py", "the_days_to_assign_begin_with_acceptance"),
    ),
    Rule(
        "K26", "§56",
        _said("登记类，材料齐全的当场登记", "a registration that is complete is made on the spot"),
        (c.Accept, c.Decide), (e.Accepted, e.Decided),
        (f"{_CASE}::test_k07_k26_what_can_be_decided_on_the_spot_is_received_and_decided_on_one_day",),
    ),
    Rule(
        "K27", "§57",
        _said("有数量限制的，按受理先后", "of limited number: in the order of acceptance"),
        (c.Decide,), (e.Decided,),
        (f"{_CASE}::test_k27_places_are_granted_in_the_order_of_acceptance",),
    ),
    Rule(
        "K28", "§58、§59",
        _said("除法律、行政法规另有规定外，不得收费", "no fee but by a law or an administrative regulation"),
        (c.AssessFee,), (e.FeeAssessed,),
        _in("kernel/test_fee.py", "an_item_without_a_fee_and_a_situation_without_an_amount_charge_nothing"),
        _said("收费依据由目录检查", "the linter looks at the basis of a fee"),
    ),
    Rule(
        "K29", "§30",
        _said("公示事项、依据、条件、程序、期限和全部材料",
              "the item, its basis, conditions, course, limits and papers are published"),
        tests=_in("catalogue/test_check.py", "every_rule_of_the_linter_has_a_case_that_fires"),
        elsewhere=_said("目录检查；办事指南", "the linter; the public guide"),
    ),
    Rule(
        "K30", "§31",
        _said("不得要求提交无关的材料", "unrelated papers are not asked for"),
        (c.RequestSupplement,), (e.SupplementRequested,),
        (f"{_CASE}::test_k30_what_the_item_does_not_list_is_not_asked_for",),
    ),
    Rule(
        "K31", "§33、§35",
        _said("上级不得要求重复提供；共享信息",
              "the upper level asks for nothing again; information is shared"),
        (c.SendUp,), (e.SentUp,),
        _in("kernel/test_lower_review.py", "what_was_sent_up_is_not_asked_for_again"),
    ),
    Rule(
        "K32", "§41",
        _said("没有地域限制的，全国有效", "valid in the whole country where nothing limits it"),
        tests=_in("conformance/test_shipped.py", "every_scenario_holds_on_every_engine_that_supports_it"),
        elsewhere=_said("程序规则（law/procedures）", "a duty of law/procedures"),
    ),
    Rule(
        "K33", "§69、§70",
        _said("法定情形的撤销、注销", "revoked and cancelled on the grounds of the law"),
        (c.TellRevocation, c.Revoke, c.Cancel), (e.RevocationTold, e.Revoked, e.Cancelled),
        _in("kernel/test_licence.py", "a_licence_is_cancelled_as_expired_only_once_it_has"),
    ),
    Rule(
        "K34", "§78、§79",
        _said("提供虚假材料、以欺骗取得的，涉及公共安全的限期不得再申请",
              "false papers, fraud: nothing may be applied for in a time, where safety is touched"),
        (c.Decline, c.Decide, c.Revoke), (e.Declined, e.Decided, e.Revoked, e.BanEnded),
        _in("kernel/test_licence.py",
            "false_material_is_declined_or_refused_and_bans_for_a_year",
            "a_licence_got_by_fraud_is_revoked_and_where_safety_is_touched_not_applied_for_in_three_years"),
    ),
    Rule(
        "K35", "§72、§74、§75、§77",
        _said("机关及其人员的违法责任", "what agencies and their staff answer for"),
        tests=_in("conformance/test_shipped.py", "every_scenario_holds_on_every_engine_that_supports_it"),
        elsewhere=_said("程序规则（law/procedures）；时限转灯",
                        "a duty of law/procedures; the lights of clocks"),
    ),
)  # fmt: skip


def scenarios_of() -> dict[str, list[str]]:
    """The ids of the scenarios of each rule, those where it fires before those where it must not."""
    found: dict[str, list[str]] = {}
    for scenario in sorted(load_scenarios(ROOT / "law" / "conformance"), key=lambda one: not one.fires):
        for rule in scenario.rules:
            found.setdefault(rule, []).append(scenario.id)
    return found


def unknown_tests() -> Iterator[str]:
    """Tests named here that are in no file."""
    for rule in RULES:
        for test in rule.tests:
            path, _, name = test.partition("::")
            file = ROOT / path
            if not file.exists() or f"\ndef {name}(" not in file.read_text("utf-8"):
                yield f"{rule.id}: {test}"


def page() -> str:
    """`docs/reference/rules.md`."""
    scenarios = scenarios_of()
    lines = [
        "What each rule says, which commands and events of the kernel carry it, which",
        "[scenarios](scenarios.md) of `law/conformance` try it, and a test that shows it. The numbers are in",
        "`law/time_limits`; `tongban law rules` lists the scenarios by themselves.",
        "",
        "| 规则 rule | 条 article | 内容 what it says | 指令 commands | 事件 events |",
        "|---|---|---|---|---|",
    ]
    for rule in RULES:
        names = [" ".join(f"`{kind.__name__}`" for kind in kinds) for kinds in (rule.commands, rule.events)]
        carried = names[0] or "—", names[1] or "—"
        where = f"<br>{rule.elsewhere.zh} · {rule.elsewhere.en}" if rule.elsewhere else ""
        said = f"{rule.says.zh}<br>{rule.says.en}{where}"
        lines.append(f"| [{rule.id}](#{rule.id.lower()}) | {rule.article} | {said} | {' | '.join(carried)} |")
    for rule in RULES:
        lines += ["", f"### {rule.id}", "", f"{rule.says.zh} · {rule.says.en} (行政许可法{rule.article})", ""]
        lines.append(
            f"- 场景 scenarios: {', '.join(f'`{one}`' for one in scenarios.get(rule.id, ())) or '—'}"
        )
        lines += [f"- 测试 test: `{test}`" for test in rule.tests]
    return "\n".join(lines) + "\n"
