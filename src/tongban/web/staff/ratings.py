"""差评台账 — what the supervisors of a division read of ratings, and see to of the poor ones.

They read the day, the post, the grade and the words, and not the case: who wants to be spoken to is named
once somebody speaks to them.
"""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tongban.appraisal.rating import LONGEST, Done, Rating, check, due_acts
from tongban.appraisal.words import Act, Finding, Grade
from tongban.catalogue.law import load_limits
from tongban.kernel.refusals import Refusal
from tongban.store.models import Post
from tongban.web.answers import printable
from tongban.web.design.templatetags.design import in_words
from tongban.web.people import held_posts, is_supervision, names_of, staff_only
from tongban.web.rating import subject_of
from tongban.web.refusing import said
from tongban.web.staff.frame import frame
from tongban.web.wiring import office

_YEAR = timedelta(days=365)


class ActForm(forms.Form):
    """办理 — what was done about a poor rating, in words; with a finding where it is settled."""

    words = forms.CharField(
        label=gettext_lazy("说明"),
        help_text=gettext_lazy("评价人会看到反馈和处理结果；回访记录只在这里看到。"),
        max_length=LONGEST,
        validators=[printable],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    finding = forms.ChoiceField(label=gettext_lazy("结论"), required=False)

    def __init__(self, *args: Any, act: Act, **more: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | more)
        if act is Act.SETTLE:
            choices = [("", ""), *((f.value, in_words(f.label)) for f in Finding)]
            self.fields["finding"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["finding"]


def _supervised(request: HttpRequest) -> str:
    """The division whose ratings the reader sees to.

    Raises:
        PermissionDenied: they hold no such post.
    """
    for post in held_posts(request):
        if is_supervision(post):
            return post.authority.division_id or ""
    raise PermissionDenied(_("评价由监督岗位查看和处理。"))


@staff_only
@require_http_methods(["GET", "HEAD"])
def ratings(request: HttpRequest) -> HttpResponse:
    """台账 — the poor ones to see to, what is due when, and how all were rated in a year."""
    division = _supervised(request)
    today = office().today(division)
    counts = office().ratings.counts(division, today - _YEAR)
    context = {
        **frame(request, "ratings"),
        "open": [_row(rating) for rating in office().ratings.open_in(division)],
        "settled": [_row(rating) for rating in office().ratings.settled_in(division)],
        "counts": [(grade.label, counts.get(int(grade), 0)) for grade in Grade],
        "total": sum(counts.values()),
        "today": today,
    }
    return render(request, "staff/ratings.html", context)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def rating(request: HttpRequest, whole: object, key: str) -> HttpResponse:
    """一条差评 — what is to be done next, until when, and the form for it."""
    division = _supervised(request)
    found = office().ratings.of(str(whole), key)
    if found is None or found.contact.division != division or not found.grade.is_poor:
        raise Http404(key)
    act = next(iter(found.owes), None)
    form = ActForm(request.POST or None, act=act) if act is not None else None
    status = 200
    if form is not None and act is not None and request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _do(request, found, act, form.cleaned_data)
                return redirect("staff:rating", whole, key)
            except Refusal as refused:
                form.add_error(None, said(refused))
                status = 409
    row = _row(found)
    context = {
        **frame(request, "ratings"),
        **row,
        "act": act,
        "form": form,
        "words": office().ratings.words_of(found),
        "whom": _name_of(found) if act is Act.CONTACT and found.contact.served_by != _me(request) else "",
        "served_by_oneself": found.contact.served_by == _me(request),
        "today": office().today(division),
    }
    return render(request, "staff/rating.html", context, status=status)


def _me(request: HttpRequest) -> str:
    return str(request.user.pk)


def _do(request: HttpRequest, found: Rating, act: Act, given: dict[str, Any]) -> None:
    finding = Finding(given["finding"]) if given.get("finding") else None
    check(found, act, _me(request), given["words"], finding)
    done = Done(act, office().today(found.contact.division), _me(request))
    at = office().ports.clock.now()
    office().ratings.do(found, done, subject_of(found.contact), given["words"], finding, at)


def _row(found: Rating) -> dict[str, Any]:
    due = due_acts(found, load_limits(), office().calendars.of(found.contact.division))
    post = Post.objects.filter(key=found.contact.post).first() if found.contact.post else None
    return {
        "rating": found,
        "contact": found.contact,
        "due": due,
        "next": due[0] if due else None,
        "post": post,
    }


def _name_of(found: Rating) -> str:
    who = subject_of(found.contact)
    return names_of([who]).get(who, "")
