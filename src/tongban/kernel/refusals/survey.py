"""现场踏勘的拒绝 — appointments, absences, signatures."""

from tongban.kernel.refusals.told import Refusal


class NotASurvey(Refusal):
    """不是踏勘环节。"""

    zh = "「{step}」不是踏勘环节。"
    en = "“{step}” is no survey."
    basis = "行政许可法§34(3)"
    remedy_zh = "请在踏勘环节办理。"
    remedy_en = "Choose the step that is a survey."


class SurveyInThePast(Refusal):
    """踏勘日已过。"""

    zh = "踏勘日 {survey_on} 早于今天（{today}）。"
    en = "The day of the survey, {survey_on}, lies before today, {today}."
    basis = "优化营商环境条例§36"
    remedy_zh = "请另选日期。"
    remedy_en = "Choose another day."


class SurveyBeyondItsLimit(Refusal):
    """踏勘日晚于环节期限。"""

    zh = "「{step}」应当在 {due} 以前（含当日）办结，踏勘安排在 {survey_on} 已经超出。"
    en = "“{step}” has to be done by {due}; a survey on {survey_on} is later."
    basis = "优化营商环境条例§36"
    remedy_zh = "请安排在 {due} 或者更早的日期。"
    remedy_en = "Choose {due} or an earlier day."


class DepartmentNotOfTheItem(Refusal):
    """不是本事项的部门。"""

    zh = "{authorities}不是办理本事项的部门，或者没有包括本环节的部门。"
    en = "{authorities}: no department of this item, or the step's own is missing."
    basis = "行政许可法§26(2)"
    remedy_zh = "请从本事项的牵头、协办部门中选择，并包括本环节的部门。"
    remedy_en = "Choose among the item's departments, the step's own among them."


class SurveyNotScheduled(Refusal):
    """踏勘没有预约。"""

    zh = "没有预约踏勘，或者预约的日期（{survey_on}）还没有到。"
    en = "No survey is scheduled, or its day ({survey_on}) has not come."
    basis = "优化营商环境条例§36"
    remedy_zh = "请先预约；到了那一天再登记。"
    remedy_en = "Schedule it first; enter what happened on its day."


class AbsentMissing(Refusal):
    """没有写明谁缺席。"""

    zh = "没有写明哪个预约的部门缺席。"
    en = "It is not said which of the departments scheduled was absent."
    basis = "优化营商环境条例§36"
    remedy_zh = "请写明缺席的部门。"
    remedy_en = "Name the absent department."


class SignatureMissing(Refusal):
    """踏勘记录缺少签名。"""

    zh = "踏勘记录缺少{authorities}的签名。"
    en = "The record is not signed for {authorities}."
    basis = "行政许可法§34(3)"
    remedy_zh = "请参加踏勘的每个部门都在同一份记录上签名；有部门没有到场的，登记踏勘未成。"
    remedy_en = "Every department that went signs the one record; if one stayed away, record a failed survey."


class RectifyByMissing(Refusal):
    """没有写明整改到哪一天。"""

    zh = "需要整改的，应当写明整改到哪一天，且不早于今天。"
    en = "What is to be put right has a day by which, not before today."
    basis = "优化营商环境条例§36"
    remedy_zh = "请写明日期；期限照常计算。"
    remedy_en = "Name the day; the limits run on."
