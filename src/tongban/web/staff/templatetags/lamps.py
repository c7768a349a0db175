"""Lamps 信号灯 in a dense list: the shape, its word for those who do not see it, and the days left."""

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tongban.supervision.signals import Lamp, Signal
from tongban.web.design import signals

register = template.Library()


@register.simple_tag
def lamp(shown: Lamp, due_on: date | None = None) -> SafeString | str:
    """`{% lamp task.own task.due_on %}`: `▲ 1`, the last day its title; a dash where nothing is counted."""
    if shown.signal is Signal.NONE:
        return "—"
    sign = signals.signal(shown.signal.value, shown.days_left)
    return format_html(
        '<span class="flat flat--{}"{}><span aria-hidden="true">{}</span>'
        '<span class="visually-hidden">{}</span>{}</span>',
        sign.slug,
        format_html(' title="{}"', date_format(due_on, "Y-m-d")) if due_on else "",
        sign.mark,
        sign.word,
        "" if shown.days_left is None else str(shown.days_left).replace("-", "−"),
    )
