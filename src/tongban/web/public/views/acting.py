"""代人申请 — one page about the mandate: for whom, what it says, and the paper itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tongban.handling import mandates
from tongban.handling.uploads import Upload, checked
from tongban.kernel.refusals import BadInput, Told
from tongban.store.models import Draft, DraftUpload
from tongban.web.agency import FACT, account_called
from tongban.web.public import drafts, throttle
from tongban.web.public.acting import PAPER, Acting, acting_in, kept_form
from tongban.web.public.drafts import Filling
from tongban.web.public.forms import ActingForm
from tongban.web.public.views.applying import filling_only
from tongban.web.refusing import said
from tongban.web.wiring import office


@filling_only
@require_http_methods(["GET", "HEAD", "POST"])
def mandate(request: HttpRequest, filling: Filling) -> HttpResponse:
    """授权委托书 — saved with the draft once it can be acted under today."""
    draft, acting = filling.draft, acting_in(filling.draft)
    papers = list(draft.uploads.filter(material=PAPER).order_by("pk"))
    form = ActingForm(
        request.POST or None, request.FILES or None, initial=_initial(acting), has_paper=bool(papers)
    )
    if form.is_valid():
        found = _read(request, form, acting, papers)
        if found is not None:
            _save(filling, found, form.upload)
            return redirect("apply", filling.item.id)
    context = {
        "item": filling.item,
        "form": form,
        "question": _("您代谁申请？"),
        "papers": papers,
        "is_kept": acting is not None,
        "button": _("保存"),
        "basis": "行政许可法§29、民法典§165",
    }
    return render(request, "public/apply_mandate.html", context, status=422 if form.errors else 200)


def _initial(acting: Acting | None) -> dict[str, Any]:
    if acting is None:
        return {}
    return {
        "applicant_name": acting.applicant_name,
        "number": acting.number,
        "powers": sorted(acting.powers),
        "begin": acting.begin,
        "until": acting.until,
    }


def _read(
    request: HttpRequest, form: ActingForm, before: Acting | None, papers: list[DraftUpload]
) -> Acting | None:
    """What the form says, if one may apply under it today; else the form says why not."""
    name, username = form.cleaned_data["applicant_name"], form.cleaned_data["applicant_username"]
    account = before.account if before and before.account and name == before.applicant_name else ""
    if username:
        found = _account(request, form, username, name)
        if not found:
            return None
        account = found
    paper = form.cleaned_data["paper"]
    if paper:
        try:
            form.upload = checked(paper.name, paper.read())
        except BadInput as refused:
            form.add_error("paper", said(refused))
            return None
    new_account = before.new_account if before else office().ports.ids.new()
    # The paper of before stays where no other is sent; of it only that it is there is looked at.
    there = next((Upload(kept.name, kept.media_type, b"") for kept in papers), None)
    given = form.mandate(request.user.display_name, paper=form.upload or there)  # type: ignore[union-attr]
    agent, today = str(request.user.pk), office().today()
    try:
        mandates.checked(account or new_account, agent, given, today, at_the_counter=False)
    except Told as refused:
        form.add_error(None, said(refused))
        return None
    return Acting(
        account=account,
        new_account=new_account,
        name=name.strip(),
        number=given.number,
        powers=given.powers,
        begin=given.begin,
        until=given.until,
    )


def _account(request: HttpRequest, form: ActingForm, username: str, name: str) -> str:
    """The account of that sign-in name and name; each wrong pair makes the next try wait."""
    asker, now = f"acting:{request.user.pk}", office().ports.clock.now()
    wait = throttle.seconds_to_wait(asker, now)
    if wait:
        form.add_error("applicant_username", _("试得太频繁，请 %(seconds)s 秒后再试。") % {"seconds": wait})
        return ""
    found = account_called(username, name)
    if found is None:
        throttle.failed(asker, now)
        form.add_error(
            "applicant_username", _("没有登录名和姓名都是这样的申请人账户。没有账户的，登录名留空。")
        )
        return ""
    return str(found.pk)


def _save(filling: Filling, acting: Acting, paper: Upload | None) -> None:
    draft = filling.draft
    if paper is not None:
        for former in draft.uploads.filter(material=PAPER):
            drafts.drop(office(), former)
        drafts.keep(office(), draft, PAPER, paper)
    if any(question.id == FACT for question in filling.item.questions):
        drafts.save(office(), draft, "facts", FACT, True)
    _keep(draft, kept_form(acting))


def _keep(draft: Draft, acting: dict[str, Any] | None) -> None:
    draft.answers = {**draft.answers, "acting": acting}
    draft.changed_at = office().ports.clock.now()
    draft.save(update_fields=["answers", "changed_at"])


@filling_only
@require_POST
def drop(request: HttpRequest, filling: Filling) -> HttpResponse:
    """本人申请 — apply for oneself after all; the mandate and its paper leave the draft."""
    for kept in filling.draft.uploads.filter(material=PAPER):
        drafts.drop(office(), kept)
    if FACT in filling.draft.answers.get("facts", {}):
        drafts.save(office(), filling.draft, "facts", FACT, False)
    _keep(filling.draft, None)
    return redirect("apply", filling.item.id)
