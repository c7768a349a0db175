"""一步的来去 — what a command brings about, what it is refused with, who is told, and where it is given.

Read off the code and kept by nobody: from each decider and its check the functions they name are followed
through the kernel, and from each page that takes a form through the web and its use cases. What a function
names it may use; so of a turn rather too much is told than too little.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import FunctionType, MethodType, ModuleType
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

from tongban.handling.messages import TOLD
from tongban.kernel.calendar import Calendar
from tongban.kernel.case import commands as c
from tongban.kernel.case import life
from tongban.kernel.case.allowed import CHECKS, STEP_CHECKS
from tongban.kernel.case.events import Happening
from tongban.kernel.case.matter import Matter
from tongban.kernel.clock import Clock
from tongban.kernel.refusals import Told

#: Their methods are called on values whose class no function names.
_HANDED_AROUND = (Matter, Clock, Calendar)
_RULES, _PAGES, _USES = "tongban.kernel", "tongban.web", "tongban.handling"
_TAKES_NO_FORM = ("require_safe", "require_GET")

#: Commands that no page gives, and who gives them instead.
WITHOUT_A_PAGE: Mapping[type[c.Body], tuple[str, str]] = {
    c.RecordObservation: ("`tongban observe import`", "`tongban observe import`"),
    c.RecordDocument: ("制作文书的后台任务", "the job that makes a document"),
    c.TransferCase: ("`tongban authority transfer`", "`tongban authority transfer`"),
    c.RecountClocks: ("重算期限的后台任务", "the job that counts again after a change of the calendar"),
    c.TurnSignals: ("到期巡查", "the sweep of what is due"),
}


class Turn(NamedTuple):
    """一步 — the events a command may have, its refusals besides those of every command, its pages."""

    events: tuple[type[Happening], ...]
    refusals: tuple[type[Told], ...]
    pages: tuple[str, ...]


def turn_of(verb: type[c.Body]) -> Turn:
    """What is to be said of a command."""
    checks = filter(None, (CHECKS.get(verb), STEP_CHECKS.get(verb)))
    found = _reached([life.DECIDERS[verb], *checks], (_RULES,), follow_tables=False)
    pages = tuple(url for url, verbs in _given_at().items() if verb in verbs)
    # The parts of one page take its forms: the page stands for them.
    whole = tuple(url for url in pages if not any(_is_part(url, other) for other in pages))
    common = common_refusals()
    return Turn(_of(Happening, found), tuple(r for r in _told(found) if r not in common), whole)


def _is_part(url: str, page: str) -> bool:
    return url != page and url.startswith(page) and _given_at()[url] == _given_at()[page]


@cache
def common_refusals() -> tuple[type[Told], ...]:
    """What any command may be refused with, before its own rules are asked."""
    # Tables are not followed: neither what each command decides, nor what is checked of it alone.
    return _told(_reached([life.decide_and_evolve], (_RULES,), follow_tables=False))


def introduction() -> str:
    """What the page says before the commands."""
    reasons = "、".join(map(_linked, common_refusals()))
    return (
        "每条指令之后的表由代码读出：可能发生的事件、告知哪些消息、可能的不予办理理由、从哪个页面提出。任何指令都还"
        f"可能因下列理由不予办理：{reasons}。\n\n"
        "The table after each command is read off the code: the events it may have, the messages about them, "
        "what it may be refused with, the page it is given on. Any command may also be refused for the "
        "reasons just listed."
    )


def _linked(refusal: type[Told]) -> str:
    return f"[{refusal.code()}](refusals.md#{refusal.code()})"


def rows(verb: type[c.Body]) -> Iterator[tuple[str, str]]:
    """The turn as rows of the reference: what happens, who is told by which code, refusals, pages."""
    turn = turn_of(verb)
    yield "事件 · events", "、".join(f"{e.title().zh} `{e.__name__}`" for e in turn.events) or "—"
    codes = dict.fromkeys(rule.code.name for event in turn.events for rule in TOLD.get(event, ()))
    yield "告知 · told", "、".join(f"`{code}`" for code in codes) or "—"
    yield "不予办理 · refused with", "、".join(map(_linked, turn.refusals)) or "—"
    if verb in WITHOUT_A_PAGE:
        zh, en = WITHOUT_A_PAGE[verb]
        yield "页面 · page", zh if zh == en else f"无，由{zh}提出 · none: {en}"
    else:
        yield "页面 · page", "、".join(f"`/{url}`" for url in turn.pages)


def _of(kind: type, found: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(
        sorted({x for x in found if isinstance(x, type) and issubclass(x, kind)}, key=lambda k: k.__name__)
    )


def _told(found: Iterable[Any]) -> tuple[type[Told], ...]:
    return tuple(sorted((r for r in _of(Told, found) if r.zh), key=lambda r: r.code()))


@cache
def _given_at() -> dict[str, frozenset[Any]]:
    """By address: the commands that a page may give which takes a form."""
    given = {}
    for url, pattern in _patterns(get_resolver(None), ""):
        view = inspect.unwrap(pattern.callback)
        decorated = inspect.getsource(view).partition("def ")[0]
        if not any(word in decorated for word in _TAKES_NO_FORM):
            reached = _reached([view], (_PAGES, _USES), follow_tables=True)
            given[url] = frozenset(_of(c.Body, reached))
    return given


def _patterns(resolver: Any, before: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, address)
        else:
            yield address, pattern


def _reached(roots: Iterable[Callable[..., Any]], rooms: tuple[str, ...], *, follow_tables: bool) -> set[Any]:
    """Every class and function that the functions name, themselves or through others of these rooms."""
    waiting, seen = list(roots), set()
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            if isinstance(one, FunctionType) and one.__module__.startswith(rooms):
                waiting += _named_by(one, follow_tables)
    return seen


@cache
def _named_by(function: FunctionType, follow_tables: bool) -> frozenset[Any]:
    names = function.__globals__ | dict(inspect.getclosurevars(function).nonlocals)
    # A table of use cases says what tasks are called, not what is given; one of the web what a form gives.
    deep = follow_tables and function.__module__.startswith(_PAGES)
    depth = 4 if deep else 0
    if function.__code__.co_filename.startswith("<"):  # written by `dataclass`
        return frozenset()
    if function.__name__ == "<lambda>":  # its source is the line it stands on, which is no statement
        return frozenset(x for value in _used_by(function, names) for x in _flat(value, depth))
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    spoken_of = {
        node.value for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "verb"
    }
    meant = (_meant(node, names) for node in ast.walk(tree) if node not in spoken_of)
    return frozenset(x for value in meant for x in _flat(value, depth))


def _used_by(function: FunctionType, names: Mapping[str, Any]) -> Iterator[Any]:
    said = function.__code__.co_names
    yield from (found := [names[name] for name in said if name in names])
    for module in found:
        if isinstance(module, ModuleType):
            yield from (vars(module)[name] for name in said if name in vars(module))


def _meant(node: ast.AST, names: Mapping[str, Any]) -> Any:
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute):
        whose = names.get(node.value.id) if isinstance(node.value, ast.Name) else None
        if isinstance(whose, ModuleType):
            return getattr(whose, node.attr, None)
        return next((vars(kind)[node.attr] for kind in _HANDED_AROUND if node.attr in vars(kind)), None)
    return None


def _flat(value: Any, depth: int) -> Iterator[Any]:
    if isinstance(value, property):
        value = value.fget
    if isinstance(value, MethodType):
        value = value.__func__
    if callable(value):
        value = inspect.unwrap(value)
    if isinstance(value, (type, FunctionType)):
        yield value
    elif depth:
        for part in _parts(value):
            yield from _flat(part, depth - 1)


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, Mapping):
        return [*value.keys(), *value.values()]
    if isinstance(value, (tuple, list, set, frozenset)):
        return value
    if is_dataclass(value):
        return [getattr(value, field.name, None) for field in fields(value)]
    return ()
