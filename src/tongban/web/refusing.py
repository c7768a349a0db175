"""Refusals in words 把「不」说清楚: every refusal and bad input becomes a page, in one place.

A form that can show the refusal beside what was typed catches it itself; this is for all the rest.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from tongban.kernel.refusals import BadInput, Refusal, Told


class RefusalMiddleware:
    """Answers 409 for a refusal and 400 for bad input, with what, why, and what to do now."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a lawful "no" into a page; leave faults of our own alone."""
        if not isinstance(exception, Told):
            return None
        status = 409 if isinstance(exception, Refusal) else 400
        return render(request, "design/error.html", page_of(exception), status=status)


def said(told: Told) -> str:
    """A refusal as one line, beside a field or in a message: what, and what to do now."""
    language = get_language() or "zh-hans"
    between = "" if language.startswith("zh") else " "
    return f"{told.sentence.say(language)}{between}{told.remedy.say(language)}"


def page_of(told: Told) -> dict[str, object]:
    """The title and paragraphs of a refusal's page in the reader's language."""
    language = get_language() or "zh-hans"
    title = {True: "输入有误" if language.startswith("zh") else "This could not be read"}.get(
        isinstance(told, BadInput), "现在不能这样办" if language.startswith("zh") else "Not possible now"
    )
    sentence, remedy = told.sentence.say(language), told.remedy.say(language)
    basis = [f"依据：{told.basis}" if language.startswith("zh") else f"Basis: {told.basis}"]
    return {"title": title, "paragraphs": [sentence, *(basis if told.basis else []), remedy]}
