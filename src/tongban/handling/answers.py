"""填报内容 — what an applicant answered, held against what the item asks.

Every problem is found before any is told, so that nobody corrects a form twice.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongban.catalogue.code_lists import AnswerKind, FieldKind
from tongban.catalogue.codes import credit_code_checks, credit_code_is_well_formed
from tongban.catalogue.parts import FormField, Question
from tongban.handling.texts import unreadable_in
from tongban.kernel.refusals import BadInput, Refusal
from tongban.kernel.words import Bilingual

_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{3,18}[0-9]", re.ASCII)
_MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """所问 — what an item version asks: where it is offered, its questions, its particulars.

    `published_on` is the particular that says when the notice was published that comes before (先行公示).
    """

    division: str
    questions: tuple[Question, ...] = ()
    form: tuple[FormField, ...] = ()
    published_on: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """一处问题 — which answer, and what is wrong with it."""

    field: str
    sentence: Bilingual


class AnswersUnusable(BadInput):
    """申请表填写有误；全部问题一次列出。"""

    zh = "申请表有 {count} 处需要改正：{listed}"
    en = "The application form needs {count} corrections: {listed}"
    remedy_zh = "请逐项改正后重新提交；已填写的内容没有丢失。"
    remedy_en = "Correct them and send it again; nothing you entered is lost."

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        told = problems[:_MOST_TOLD]
        more = len(problems) > len(told)
        said = Bilingual(
            "；".join(p.sentence.zh for p in told) + ("……" if more else "。"),
            "; ".join(p.sentence.en for p in told) + (" …" if more else "."),
        )
        super().__init__(count=len(problems), listed=said)


class NotOfferedThere(Refusal):
    """该行政区划不办理此事项。"""

    zh = "行政区划 {division} 不办理这个事项；本事项由 {offered} 办理。"
    en = "This item is not offered in division {division}; it is in {offered}."
    basis = "行政许可法§32(2)"
    remedy_zh = "请在事项目录中选择您所在地的事项。"
    remedy_en = "Choose the item of your own place in the catalogue."


def check_answers(asked: Asked, facts: Mapping[str, Any], form: Mapping[str, Any]) -> None:
    """Hold answers and particulars against what is asked.

    Raises:
        AnswersUnusable: with every problem found.
    """
    problems = (*_problems_of_facts(asked, facts), *_problems_of_form(asked, form))
    if problems:
        raise AnswersUnusable(problems)


def doubts(asked: Asked, form: Mapping[str, str]) -> tuple[Problem, ...]:
    """存疑 — what may be wrong and is taken all the same: early credit codes fail their own check digit."""
    return tuple(
        Problem(f.id, _about(f.label, "校验码不符，请对照证照核对", "has a check digit that does not fit"))
        for f in asked.form
        if f.kind is FieldKind.CREDIT_CODE
        and credit_code_is_well_formed(form.get(f.id, ""))
        and not credit_code_checks(form.get(f.id, ""))
    )


def _about(label: Bilingual, zh: str, en: str) -> Bilingual:
    return Bilingual(f"「{label.zh}」{zh}", f"“{label.en}” {en}")


def _problems_of_facts(asked: Asked, facts: Mapping[str, Any]) -> Iterator[Problem]:
    questions = {question.id: question for question in asked.questions}
    yield from _not_asked(facts, questions)
    for question in asked.questions:
        if question.id not in facts:
            yield Problem(question.id, _about(question.text, "没有回答", "is not answered"))
        elif wrong := _wrong_fact(question, facts[question.id]):
            yield Problem(question.id, _about(question.text, wrong.zh, wrong.en))


def _wrong_fact(question: Question, fact: Any) -> Bilingual | None:
    match question.kind:
        case AnswerKind.YES_NO:
            return None if isinstance(fact, bool) else Bilingual("应答是或否", "is answered by yes or no")
        case AnswerKind.NUMBER:
            if type(fact) is int and question.least <= fact <= question.most:
                return None
            between = (question.least, question.most)
            return Bilingual(
                "应为 {} 到 {} 的整数".format(*between), "is a whole number from {} to {}".format(*between)
            )
        case AnswerKind.CHOICE:
            return _wrong_choice(fact, [choice.id for choice in question.choices])


def _problems_of_form(asked: Asked, form: Mapping[str, Any]) -> Iterator[Problem]:
    fields = {field.id: field for field in asked.form}
    yield from _not_asked(form, fields)
    for field in asked.form:
        text = form.get(field.id, "")
        wrong = _wrong_text(field, text) if isinstance(text, str) else Bilingual("应为文字", "should be text")
        if wrong:
            yield Problem(field.id, _about(field.label, wrong.zh, wrong.en))


def _wrong_text(field: FormField, text: str) -> Bilingual | None:
    if not text.strip():
        return Bilingual("必须填写", "must be filled in") if field.required else None
    if len(text) > field.longest:
        return Bilingual(
            f"有 {len(text)} 个字符，最多 {field.longest} 个",
            f"has {len(text)} characters of at most {field.longest}",
        )
    if found := unreadable_in(text):
        return Bilingual(
            f"第 {found[0]} 个字符（{found[1]}）无法识别", f"has unreadable character {found[0]} ({found[1]})"
        )
    match field.kind:
        case FieldKind.CHOICE:
            return _wrong_choice(text, [choice.id for choice in field.choices])
        case FieldKind.PHONE if not _PHONE.fullmatch(text):
            return Bilingual("应为 5 到 20 位电话号码", "should be a telephone number")
        case FieldKind.CREDIT_CODE if not credit_code_is_well_formed(text):
            return Bilingual(
                "应为 18 位数字和大写字母（没有 I、O、S、V、Z）",
                "should be 18 digits and capitals without I, O, S, V, Z",
            )
        case FieldKind.DATE if _day(text) is None:
            return Bilingual(
                "应为日历上的日期，写作 2025-10-09", "should be a day of the calendar, written 2025-10-09"
            )
        case FieldKind.TEXT if "\n" in text or "\r" in text:
            return Bilingual("只能填一行", "should be one line")
    return None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # One way to write a day, so that whoever reads it later need not know the others.
    return day if day.isoformat() == text else None


def _wrong_choice(given: Any, choices: list[str]) -> Bilingual | None:
    if isinstance(given, str) and given in choices:
        return None
    return Bilingual(f"应为其中之一：{'、'.join(choices)}", f"should be one of: {', '.join(choices)}")


def _not_asked(given: Mapping[str, Any], asked: Mapping[str, object]) -> Iterator[Problem]:
    for name in given:
        if name not in asked:
            shown = ascii(name)[:60]
            yield Problem(str(name), Bilingual(f"没有 {shown} 这一项", f"nothing asks for {shown}"))
