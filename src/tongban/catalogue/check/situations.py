"""情形 — every condition looks at a question somebody asks, and can be true."""

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from math import prod

from tongban.catalogue.code_lists import AnswerKind, FieldKind
from tongban.catalogue.finding import Finding, Place, Rule, Severity
from tongban.catalogue.item import Implementation
from tongban.catalogue.parts import Question
from tongban.kernel.case.conditions import All, Any, Compare, Condition, Fact, In, Not, Operator, holds
from tongban.kernel.words import Bilingual

FACT_NOT_ASKED = Rule(
    "fact_not_asked",
    Bilingual(
        "条件用到「{fact}」，但没有问题询问它", "the condition looks at “{fact}”, which no question asks"
    ),
    Bilingual("请增加该问题，或改正条件中的标识。", "Add the question, or mend the id in the condition."),
    "行政许可法§30",
)
QUESTION_UNUSED = Rule(
    "question_unused",
    Bilingual("问题「{id}」不影响任何材料、环节或收费", "the question “{id}” decides nothing"),
    Bilingual("不影响办理的，不要问。", "Do not ask what makes no difference."),
    "行政许可法§31",
    Severity.WARNING,
)
VALUE_NOT_A_CHOICE = Rule(
    "value_not_a_choice",
    Bilingual("「{fact}」没有「{value}」这个答案", "“{value}” is not an answer to “{fact}”"),
    Bilingual("可选：{known}。", "The answers: {known}."),
)
VALUE_OF_ANOTHER_KIND = Rule(
    "value_of_another_kind",
    Bilingual(
        "「{fact}」的回答是{kind}，不能与「{value}」比较",
        "“{fact}” is answered by {kind} and cannot be compared with “{value}”",
    ),
    Bilingual(
        "是否题用 true、false，数量题用整数，选择题用选项标识。",
        "Compare yes-no with true or false, numbers with whole numbers, choices with their ids.",
    ),
)
ORDER_OF_WORDS = Rule(
    "order_of_words",
    Bilingual("「{fact}」不是数量，不能比较大小", "“{fact}” is not a number and has no order"),
    Bilingual("请用 eq、ne 或 in。", "Use eq, ne or in."),
)
NEVER_TRUE = Rule(
    "condition_never_true",
    Bilingual("这个条件在任何情形下都不成立", "no situation meets this condition"),
    Bilingual(
        "请检查是否自相矛盾；多余的材料或环节请删除。", "Look for a contradiction; drop what can never apply."
    ),
    "行政许可法§30",
)
ALWAYS_TRUE = Rule(
    "condition_always_true",
    Bilingual("这个条件在任何情形下都成立", "every situation meets this condition"),
    Bilingual("请删除 when。", "Remove `when`."),
    severity=Severity.WARNING,
)
CHOICES_MISSING = Rule(
    "choices_missing",
    Bilingual("选择题「{id}」至少要有两个选项", "the choice “{id}” needs at least two answers"),
    Bilingual("请列出选项，或改为是否题。", "List the answers, or make it yes-no."),
)
CHOICES_NOT_WANTED = Rule(
    "choices_not_wanted",
    Bilingual("「{id}」不是选择题，不需要选项", "“{id}” is not a choice and needs no answers listed"),
    Bilingual("请删除 choices，或改 kind 为 choice。", "Remove `choices`, or make `kind` choice."),
)
RANGE_UPSIDE_DOWN = Rule(
    "range_upside_down",
    Bilingual("「{id}」的最小值大于最大值", "the least value of “{id}” is above its most"),
    Bilingual("请更正 least 和 most。", "Mend `least` and `most`."),
)

#: More situations than this are not tried one by one; such a condition is left to human eyes.
_MOST_SITUATIONS = 20_000
_TYPES: dict[AnswerKind, type] = {AnswerKind.CHOICE: str, AnswerKind.YES_NO: bool, AnswerKind.NUMBER: int}
_EQUALITY = (Operator.EQUAL, Operator.NOT_EQUAL)

_Comparison = tuple[str, str, Operator | None, Fact]


def check(item: Implementation) -> Iterator[Finding]:
    """Whether questions, form and conditions fit together."""
    questions = {question.id: question for question in item.questions}
    for n, question in enumerate(item.questions):
        yield from _question(item, n, question)
        if question.id not in item.facts:
            yield QUESTION_UNUSED.at(item.place(f"questions[{n}]"), id=question.id)
    for n, field in enumerate(item.form):
        place = item.place(f"form[{n}]")
        if field.kind is FieldKind.CHOICE and len(field.choices) < 2:
            yield CHOICES_MISSING.at(place, id=field.id)
        if field.kind is not FieldKind.CHOICE and field.choices:
            yield CHOICES_NOT_WANTED.at(place, id=field.id)
    conditions = [(f"materials[{n}].when", m.when) for n, m in enumerate(item.materials)]
    conditions += [(f"steps[{n}].when", s.when) for n, s in enumerate(item.steps)]
    conditions += [(f"fee.{path}", condition) for path, condition in item.fee.conditions]
    for path, condition in conditions:
        if condition is not None:
            yield from check_condition(item.place, path, condition, questions)


def check_condition(
    place: Callable[[str], Place], path: str, condition: Condition, questions: Mapping[str, Question]
) -> Iterator[Finding]:
    """Whether a condition at a path looks at answers there can be, and can be met."""
    wrong = list(_comparisons_wrong(place, path, condition, questions))
    yield from wrong
    if not wrong:
        yield from _truth(place, path, condition, questions)


def _question(item: Implementation, n: int, question: Question) -> Iterator[Finding]:
    place = item.place(f"questions[{n}]")
    if question.kind is AnswerKind.CHOICE and len(question.choices) < 2:
        yield CHOICES_MISSING.at(place, id=question.id)
    if question.kind is not AnswerKind.CHOICE and question.choices:
        yield CHOICES_NOT_WANTED.at(place, id=question.id)
    if question.least > question.most:
        yield RANGE_UPSIDE_DOWN.at(place, id=question.id)


def comparisons(condition: Condition, path: str) -> Iterator[_Comparison]:
    """Every (path, fact, operator, value) of a condition; no operator where it is membership."""
    match condition:
        case All(parts) | Any(parts):
            key = "all" if isinstance(condition, All) else "any"
            for n, part in enumerate(parts):
                yield from comparisons(part, f"{path}.{key}[{n}]")
        case Not(part):
            yield from comparisons(part, f"{path}.not")
        case Compare(fact, operator, value):
            yield f"{path}.{operator.value}", fact, operator, value
        case In(fact, values):
            for n, value in enumerate(values):
                yield f"{path}.in[{n}]", fact, None, value


def _comparisons_wrong(
    place_of: Callable[[str], Place], path: str, condition: Condition, questions: Mapping[str, Question]
) -> Iterator[Finding]:
    for inner, fact, operator, value in comparisons(condition, path):
        place, question = place_of(inner), questions.get(fact)
        if question is None:
            yield FACT_NOT_ASKED.at(place, fact=fact)
        elif type(value) is not _TYPES[question.kind]:
            yield VALUE_OF_ANOTHER_KIND.at(place, fact=fact, kind=question.kind.label, value=value)
        elif question.kind is not AnswerKind.NUMBER and operator not in (*_EQUALITY, None):
            yield ORDER_OF_WORDS.at(place, fact=fact)
        elif question.kind is AnswerKind.CHOICE and value not in (known := [c.id for c in question.choices]):
            yield VALUE_NOT_A_CHOICE.at(place, fact=fact, value=value, known=", ".join(known))


def _truth(
    place: Callable[[str], Place], path: str, condition: Condition, questions: Mapping[str, Question]
) -> Iterator[Finding]:
    compared: dict[str, set[Fact]] = {}
    for _, fact, _, value in comparisons(condition, path):
        compared.setdefault(fact, set()).add(value)
    domains = {fact: _answers(questions[fact], values) for fact, values in compared.items()}
    if prod(map(len, domains.values())) > _MOST_SITUATIONS:
        return
    outcomes = {
        holds(condition, dict(zip(domains, answers, strict=True))) for answers in product(*domains.values())
    }
    if outcomes == {False}:
        yield NEVER_TRUE.at(place(path))
    if outcomes == {True}:
        yield ALWAYS_TRUE.at(place(path))


def _answers(question: Question, compared: set[Fact]) -> list[Fact]:
    """The answers that can make a difference: all choices, or the numbers around those compared with."""
    match question.kind:
        case AnswerKind.CHOICE:
            return [choice.id for choice in question.choices]
        case AnswerKind.YES_NO:
            return [True, False]
        case AnswerKind.NUMBER:
            near = {n + d for n in compared if isinstance(n, int) for d in (-1, 0, 1)}
            within = {n for n in near if question.least <= n <= question.most}
            return sorted(within | {question.least, question.most})
