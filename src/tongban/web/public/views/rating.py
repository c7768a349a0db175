"""评价 — one page for one contact: online for whoever was served, and on the device at the window."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tongban.appraisal.contacts import Contact
from tongban.appraisal.rating import LONGEST, RatedAlready, StaffDoNotRate, rate
from tongban.appraisal.words import Grade, PoorReason, Way
from tongban.handling.life_event.carrying_out import LifeEventNotFound
from tongban.kernel.refusals import CaseNotFound, Refusal
from tongban.web.answers import printable
from tongban.web.design.templatetags.design import in_words
from tongban.web.people import applicant_only
from tongban.web.public.parties import party_of
from tongban.web.public.whole import other_holders
from tongban.web.rating import contact_for, find, subject_of
from tongban.web.refusing import said
from tongban.web.wiring import office


class RatingForm(forms.Form):
    """评价 — a grade; why, where it is a poor one; nothing is chosen beforehand."""

    grade = forms.ChoiceField(
        label=gettext_lazy("这次服务，您满意吗？"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("选一项。")},
    )
    reasons = forms.MultipleChoiceField(
        label=gettext_lazy("哪里不满意？"),
        help_text=gettext_lazy("评不满意、非常不满意的，请至少选一项。"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("想说的话"),
        max_length=LONGEST,
        required=False,
        validators=[printable],
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    named = forms.BooleanField(
        label=gettext_lazy("不满意的，我愿意留名，请打电话问我"),
        help_text=gettext_lazy("不勾就是匿名。被评价的人看不到是谁评的。"),
        required=False,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | more)
        grades = [(str(int(grade)), in_words(grade.label)) for grade in Grade]
        reasons = [(reason.value, in_words(reason.label)) for reason in PoorReason]
        self.fields["grade"].choices = grades  # type: ignore[attr-defined]
        self.fields["reasons"].choices = reasons  # type: ignore[attr-defined]


@never_cache
@applicant_only
@require_http_methods(["GET", "HEAD", "POST"])
def rate_online(request: HttpRequest, whole: object, key: str) -> HttpResponse:
    """网上评价 — by the applicant or the agent who was served; anybody else's is as unknown as none."""
    contact = find(office(), str(whole), key)
    if contact is None or not _was_served(request, contact):
        raise Http404(key)
    return _page(request, contact, Way.ONLINE)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate_at_window(request: HttpRequest, code: str) -> HttpResponse:
    """窗口评价 — on the device beside the window, by the code its screen shows; no staff is signed in there.

    Raises:
        PermissionDenied: somebody of the staff is.
    """
    contact = contact_for(office(), code)
    if contact is None:
        raise Http404(code)
    if request.user.is_authenticated and request.user.is_staff:
        raise PermissionDenied(in_words(StaffDoNotRate().sentence))
    return _page(request, contact, Way.WINDOW)


def _was_served(request: HttpRequest, contact: Contact) -> bool:
    """Whether the reader is the applicant or the agent of what the contact concerned."""
    reader = str(request.user.pk)
    try:
        life_event = office().life_events.standing(contact.whole).life_event
        return party_of(request, office(), life_event) is not None or reader in other_holders(life_event)
    except LifeEventNotFound:
        pass
    try:
        return party_of(request, office(), office().handler.standing(contact.whole).case) is not None
    except CaseNotFound:
        return False


def _page(request: HttpRequest, contact: Contact, way: Way) -> HttpResponse:
    rating = office().ratings.of(contact.whole, contact.key)
    form = RatingForm(request.POST or None)
    status = 200
    if rating is not None and request.method == "POST":
        form.errors  # noqa: B018 -- an error is added to a form that was looked at
        form.add_error(None, said(RatedAlready()))
        status = 409
    elif form.is_valid():
        given = form.cleaned_data
        try:
            rating = rate(
                contact,
                Grade(int(given["grade"])),
                way,
                office().today(contact.division),
                reasons=[PoorReason(reason) for reason in given["reasons"]],
                words=given["words"],
                named=given["named"],
            )
            at = office().ports.clock.now()
            office().ratings.give(rating, subject_of(contact), given["words"], at)
        except RatedAlready as refused:
            rating = office().ratings.of(contact.whole, contact.key)
            form.add_error(None, said(refused))
            status = 409
        except Refusal as refused:
            rating = None
            form.add_error("reasons", said(refused))
    context = {
        "contact": contact,
        "rating": rating,
        "words": office().ratings.words_of(rating) if rating is not None and way is Way.ONLINE else {},
        "at_the_window": way is Way.WINDOW,
        "form": form,
    }
    if rating is None and form.errors:
        status = 422
    return render(request, "public/rate.html", context, status=status)
