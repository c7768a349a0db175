"""Components 组件: every screen's building blocks, built in (no `{% load %}` needed).

Each takes plain data: mappings or objects, whose parts are named in the component's own template in
`templates/design/`. Texts may be strings, lazy translations, or data in two languages
(`{"zh": …, "en": …}`, or anything with `.zh` and `.en`).
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, Field, Select
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongban.web.design import signals
from tongban.web.design.qr_code import drawn
from tongban.web.design.swimlane import Lane, Step, draw
from tongban.web.design.tongues import has_chinese, in_one_piece, marked

register = template.Library()


# --- Words, numbers, dates -----------------------------------------------------------------------


def _part(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)


def in_words(value: Any, language: str | None = None) -> Any:
    """The text in the reader's language; the other one where that is missing; other values unchanged."""
    zh, en = _part(value, "zh"), _part(value, "en")
    if zh is None and en is None:
        return value
    language = language or get_language() or "zh-hans"
    return (en or zh or "") if language.startswith("en") else (zh or en or "")


@register.filter
def bilingual(value: Any) -> Any:
    """`{{ item.name|bilingual }}`: data in two languages, in the reader's."""
    return "" if value is None else in_words(value)


@register.filter
def enumerated(values: Iterable[Any]) -> str:
    """`{{ terms.instead_of|enumerated }}`: several names as one enumeration, with the reader's own comma."""
    comma = ", " if (get_language() or "").startswith("en") else "、"
    return comma.join(str(in_words(value)) for value in values)


@register.filter
def spoken(value: Any) -> Any:
    """`{{ refusal.basis|spoken }}`: as `bilingual`, and what is Chinese on an English page is marked so.

    The names of laws are not translated; a screen reader must know to read them as Chinese.
    """
    said = bilingual(value)
    text = str(said)
    if not (get_language() or "").startswith("en") or not has_chinese(text):
        return said
    escaped = str(conditional_escape(said))
    return mark_safe(marked(escaped))  # noqa: S308 -- escaped above


@register.filter
def unbroken(text: Any) -> SafeString:
    """`{{ line.text|spoken|unbroken }}`: no line ends inside a day or a number of the sentence."""
    return mark_safe(in_one_piece(str(conditional_escape(text))))  # noqa: S308 -- escaped above


@register.simple_tag
def tongue(value: Any) -> SafeString | str:
    """`<img{% tongue name %} alt="{{ name }}">`: marks an element named in Chinese on an English page."""
    foreign = (get_language() or "").startswith("en") and has_chinese(str(bilingual(value)))
    return mark_safe(' lang="zh-Hans"') if foreign else ""


@register.filter
def chinese(value: Any) -> Any:
    """`{{ item.name|chinese }}`: the Chinese of it, for a name that the law fixes."""
    return "" if value is None else in_words(value, "zh-hans")


@register.simple_tag
def amount(number: Any, unit: Any = "") -> SafeString:
    """`{% amount 20 "个工作日" %}`: a number that is never broken from its unit."""
    words = in_words(unit)
    gap = "\u00a0" if words else ""
    return format_html('<span class="amount">{}{}{}</span>', number, gap, words)


@register.simple_tag
def day(value: date | datetime | None, style: str = "long") -> SafeString | str:
    """`{% day case.due_on %}`: a date, with its weekday (`style="weekday"`) or time (`style="minute"`).

    Instants are shown in the zone in force (settings.TIME_ZONE), legal dates as they are.
    """
    if value is None:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    english = (get_language() or "").startswith("en")
    shapes = {
        "long": "j F Y" if english else "Y年n月j日",
        "short": "j M" if english else "n月j日",
        "minute": "j F Y H:i" if english else "Y年n月j日 H:i",
    }
    shapes["weekday"] = shapes["long"]
    written = format_html('<span class="amount">{}</span>', date_format(value, shapes[style]))
    if style == "weekday":  # which may stand on the next line
        written = format_html("{} {}", written, date_format(value, "l"))
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), written)


@register.simple_tag
def signal_mark(slug: str) -> SafeString:
    """`{% signal_mark "red" %}`: the shape, with its word for those who do not see it."""
    sign = signals.signal(slug)
    return format_html(
        '<span class="signal signal--{}"><span aria-hidden="true">{}</span>'
        '<span class="visually-hidden">{}</span></span>',
        sign.slug,
        sign.mark,
        sign.word,
    )


@register.simple_tag
def qr(text: str, title: str) -> SafeString:
    """`{% qr url "办件二维码" %}`: a QR code as SVG, black on white in either mode (scanners need it)."""
    return drawn(text, title)


# --- Forms ---------------------------------------------------------------------------------------


@register.inclusion_tag("design/field.html")
def field(bound: BoundField, heading: bool = False) -> dict[str, Any]:
    """`{% field form.name %}`: label, hint, error and control, tied together for a screen reader.

    Args:
        heading: the label is also the page's heading (one question a page).
    """
    described = [f"{bound.auto_id}_hint"] if bound.help_text else []
    if bound.errors:
        described.append(f"{bound.auto_id}_error")
    attributes: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if isinstance(bound.value(), str) and tongue(bound.value()):
        attributes["lang"] = "zh-Hans"  # what is written in it, such as the law a decision rests on
    grouped = bound.use_fieldset
    shape = getattr(bound.field.widget, "input_type", "") or "text"
    return {
        "bound": bound,
        "heading": heading,
        "grouped": grouped,
        "choices": list(bound) if grouped and shape in ("radio", "checkbox") else [],
        "shape": shape,
        "described": " ".join(described),
        "control": bound.as_widget(attrs=attributes),
        "errors": errors_in_words(bound) if bound.errors else [],
    }


@register.inclusion_tag("design/error_summary.html")
def error_summary(form: BaseForm | None = None, errors: Iterable[Any] = ()) -> dict[str, Any]:
    """`{% error_summary form %}`: every error at the top, each linking to its field.

    Args:
        errors: more of them, each with `field_id` (may be empty) and `message`; for refusals and formsets.
    """
    found: list[Any] = []
    if form is not None and form.is_bound:
        for name in form.errors:
            bound = form[name] if name in form.fields else None
            messages = form.errors[name] if bound is None else errors_in_words(bound, named=True)
            found += [{"field_id": _first_control(bound), "message": message} for message in messages]
    return {"errors": [*found, *errors]}


def errors_in_words(bound: BoundField, *, named: bool = False) -> list[Any]:
    """A field's errors; "required" becomes what to do, and in a summary each names its field."""
    words: list[Any] = []
    choosing = bound.use_fieldset or isinstance(bound.field.widget, Select | CheckboxInput)
    for error in bound.errors.as_data():
        message = " ".join(str(text) for text in error.messages)
        if error.code == "required" and message == str(Field.default_error_messages["required"]):
            if named:
                sentence = _("请选择“%(label)s”") if choosing else _("请填写“%(label)s”")
                if isinstance(bound.field.widget, CheckboxInput):
                    sentence = _("请勾选“%(label)s”")
                words.append(sentence % {"label": str(bound.label).rstrip("?\uff1f.\u3002")})
            else:
                words.append(_("请选择。") if choosing else _("请填写。"))
        elif named and str(bound.label) not in message:
            words.append(_("%(label)s：%(message)s") % {"label": bound.label, "message": message})
        else:
            words.append(message)
    return words


def _first_control(bound: BoundField | None) -> str:
    """The id to jump to: of the control, or of the first choice in a group."""
    if bound is None:
        return ""
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.id_for_label or bound.auto_id


# --- Showing -------------------------------------------------------------------------------------


@register.inclusion_tag("design/clock_chip.html")
def clock_chip(clock: Any) -> dict[str, Any]:
    """`{% clock_chip clock %}`: days left, signal, and the ledger that explains them, without JavaScript.

    `clock`: `signal`, `days_left` (negative: days past; None: not running), `unit` (words), `due_on`,
    `title`, `explain` (list of texts), `provisional`.
    """
    left = _part(clock, "days_left")
    return {
        "clock": clock,
        "sign": signals.signal(_part(clock, "signal") or "none", left),
        "left": left,
        "past": -left if left is not None and left < 0 else None,
    }


@register.inclusion_tag("design/time_spent.html")
def time_spent(clocks: Iterable[Any]) -> dict[str, Any]:
    """`{% time_spent clocks %}`: whose days each clock has taken, one column a clock, and how much is left.

    Each: `title`, `limit` (words), `parts` (`slug`, `title`, `days`, `unit`; the same ones for every clock),
    `bars` (`slug`, `x` and `width` in hundredths), `explain` (list of texts). A part that is nowhere is
    left out, but for the office's own and what is left.
    """
    shown = list(clocks)
    rows = [
        {"slug": cells[0]["slug"], "title": cells[0]["title"], "cells": cells}
        for cells in zip(*(clock["parts"] for clock in shown), strict=True)
        if cells[0]["slug"] in ("running", "left") or any(cell["days"] for cell in cells)
    ]
    return {"clocks": shown, "rows": rows}


@register.inclusion_tag("design/timeline.html")
def timeline(entries: Iterable[Any]) -> dict[str, Any]:
    """`{% timeline entries %}`: what happened and what comes next, in the given order.

    Each: `at` (date or instant, may be None), `title`, `by`, `detail`, `state` (past, now, next, end),
    `basis`, `documents` (`title`, `url`).
    """
    return {"entries": entries}


@register.inclusion_tag("design/act_panel.html", takes_context=True)
def act_panel(
    context: template.Context, acts: Iterable[Any], blocked: Iterable[Any] = (), groups: Iterable[Any] = ()
) -> dict[str, Any]:
    """`{% act_panel acts blocked groups %}`: what may lawfully be done now, and why the rest may not.

    `acts`: `title`, `url`, `method` (get or post), `hint`, `primary`, `form` (shown inside), `key`
    (shortcut), `hidden` (mapping of further values to post). `blocked`: `title`, `why`, `basis`, `remedy`.
    `groups` fold away acts that are rarely wanted: `title`, `key`, `open`, `acts`, `blocked`.
    """
    acts, groups = list(acts), list(groups)
    return {
        "acts": acts,
        "blocked": blocked,
        "groups": groups,
        # A group stands open where something in it is owed: then there is something to be done.
        "is_idle": not acts and not any(group["open"] for group in groups),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("design/task_list.html")
def task_list(tasks: Iterable[Any]) -> dict[str, Any]:
    """`{% task_list tasks %}`. Each: `title`, `url`, `hint`, `state` (done, now, later, wrong)."""
    return {"tasks": tasks}


@register.inclusion_tag("design/summary_list.html")
def summary_list(rows: Iterable[Any]) -> dict[str, Any]:
    """`{% summary_list rows %}`: check your answers. Each: `key`, `value`, `change_url`, `source`."""
    return {"rows": rows}


@register.inclusion_tag("design/confirmation.html")
def confirmation(title: Any, number: str, url: str = "", text: Any = "") -> dict[str, Any]:
    """`{% confirmation "已收到" number url %}`: the number large, to copy and to scan."""
    return {"title": title, "number": number, "url": url, "text": text}


@register.inclusion_tag("design/material_checklist.html")
def material_checklist(materials: Iterable[Any]) -> dict[str, Any]:
    """`{% material_checklist materials %}`: what to bring, or what is there.

    Each: `title`, `detail`, `copies`, `basis`, `state` (needed, given, wrong, waived, later), `why`, `url`,
    `name` and `value` (with both, a tick box is shown for the surrounding form), `checked`.
    """
    return {"materials": materials}


@register.inclusion_tag("design/defect_list.html")
def defect_list(defects: Iterable[Any], due_on: date | None = None) -> dict[str, Any]:
    """`{% defect_list defects %}`: everything missing, told once.

    Each: `material`, `what`, `remedy`, `basis`.
    """
    return {"defects": list(defects), "due_on": due_on}


@register.inclusion_tag("design/document_card.html")
def document_card(document: Any) -> dict[str, Any]:
    """`{% document_card document %}`: one paper.

    `title`, `url`, `number`, `issued_on`, `issuer`, `size` (words), `state` (draft, signed, delivered, void),
    `verify_url`, `digest`.
    """
    return {"document": document}


@register.inclusion_tag("design/filter_bar.html")
def filter_bar(form: BaseForm, clear_url: str = "") -> dict[str, Any]:
    """`{% filter_bar form %}`: a GET form above a list; its address can be kept and sent."""
    return {"form": form, "clear_url": clear_url}


@register.inclusion_tag("design/row_list.html")
def row_list(columns: Iterable[Any], rows: Iterable[Any], caption: Any = "") -> dict[str, Any]:
    """`{% row_list columns rows caption %}`: a dense table; j/k move, Enter opens.

    `columns`: `title`, `kind` (number: right-aligned; code: never broken). `rows`: `url`, `cells` (as many
    as columns, the first is the link), `clock` (a clock chip in front), `note`.
    """
    columns, rows = list(columns), list(rows)
    return {
        "columns": columns,
        "rows": [{"row": row, "cells": list(zip(columns, _part(row, "cells"), strict=True))} for row in rows],
        "clocked": any(_part(row, "clock") for row in rows),
        "caption": caption,
    }


@register.inclusion_tag("design/paging.html")
def paging(page: Any) -> dict[str, Any]:
    """`{% paging page %}`: keyset paging. `previous_url`, `next_url` (may be empty), `shown`, `total`."""
    return {"page": page}


@register.inclusion_tag("design/empty_state.html")
def empty_state(title: Any, text: Any = "", url: str = "", link: Any = "") -> dict[str, Any]:
    """`{% empty_state "没有待办" text url link %}`: nothing here, why, and where to go."""
    return {"title": title, "text": text, "url": url, "link": link}


@register.inclusion_tag("design/four_eyes.html")
def four_eyes(people: Iterable[Any]) -> dict[str, Any]:
    """`{% four_eyes people %}`: who has acted and who must still. Each: `role`, `name`, `at`, `done`."""
    return {"people": people}


@register.inclusion_tag("design/swimlane.html")
def swimlane(
    lanes: Iterable[Lane], steps: Iterable[Step], title: Any, name: str = "procedure"
) -> dict[str, Any]:
    """`{% swimlane lanes steps title %}`: the picture where there is room, else the same as a list.

    Args:
        name: makes the ids unique where a page shows several.
    """
    lanes, steps = tuple(lanes), tuple(steps)
    titles = {lane.id: lane.title for lane in lanes}
    picture = draw(lanes, steps, title=str(in_words(title)), name=name)
    return {
        "picture": mark_safe(picture.svg),  # noqa: S308 -- draw() escapes every text it is given
        "title": title,
        "steps": [{"step": step, "lane": titles[step.lane]} for step in picture.in_order],
    }
