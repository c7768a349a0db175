"""Inbox 消息 in the header: how many are unread."""

from typing import Any

from django import template

from tongban.web.inbox import applicant_reader, unread

register = template.Library()


@register.simple_tag(takes_context=True)
def unread_messages(context: dict[str, Any]) -> str:
    """`{% unread_messages as unread %}`: of a signed-in applicant, empty where none; one query."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if request is None or user is None or not user.is_authenticated or user.is_staff:
        return ""
    return unread(applicant_reader(request))
