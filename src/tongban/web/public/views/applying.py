"""申请 — one question a page, saved at each; then everything at a glance, and sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.catalogue import Implementation
from tongban.catalogue.code_lists import FieldKind
from tongban.handling.answers import Asked, doubts
from tongban.handling.document_forms import FORMS
from tongban.handling.mandates import in_words
from tongban.handling.uploads import checked
from tongban.kernel.refusals import BadInput
from tongban.store.models import Draft, DraftUpload
from tongban.web.answers import answer_in_words, as_text, particular_in_words
from tongban.web.design.templatetags.design import enumerated
from tongban.web.handing_over import hand_over
from tongban.web.people import actor_of, applicant_only
from tongban.web.public import drafts, guide, prior_notice, whole
from tongban.web.public.acting import acting_in
from tongban.web.public.committing import COMMITMENT, PARTS, Part
from tongban.web.public.drafts import MATERIALS, PARTICULARS, SITUATION, Filling, Page
from tongban.web.public.forms import ParticularForm, SituationForm, UploadForm
from tongban.web.public.promising import WholeFilling
from tongban.web.public.views.finding import situation_of
from tongban.web.public.whole import asked_today, filling_of
from tongban.web.refusing import said
from tongban.web.wiring import office

BACK_TO_CHECK = "check"

FillingView = Callable[..., HttpResponse]


def address(item: Implementation, page: Page | None) -> str:
    """Where a page of the application is; the check where there is none."""
    if page is None:
        return reverse("apply_check", args=[item.id])
    return reverse(f"apply_{page.kind}", args=[item.id, page.id])


def guide_address(item: Implementation) -> str:
    """Where the guide is: of an item, or of a life event."""
    return reverse("life_event" if whole.sheet_of(item.id) else "guide", args=[item.id])


def filling_only(view: FillingView) -> FillingView:
    """Hand over the applicant's draft; without one, back to the beginning."""

    @never_cache
    @applicant_only
    @wraps(view)
    def guarded(request: HttpRequest, item_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        item = asked_today(item_id)
        draft = drafts.current(request.user, item)  # type: ignore[arg-type]
        if draft is None:
            return redirect("apply", item.id)
        return view(request, filling_of(item, draft), *args, **kwargs)

    return guarded


@never_cache
@applicant_only
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, item_id: str) -> HttpResponse:
    """开始 — what you will need; and once begun, the list of what is done and what is open."""
    item = asked_today(item_id)
    draft = drafts.current(request.user, item)  # type: ignore[arg-type]
    if item.renewal is not None and (draft is None or drafts.RENEWS not in draft.answers):
        # What is renewed is chosen among one's own licences.
        messages.info(request, _("延续从已有的许可开始：在下面找到要延续的那一张，选“申请延续”。"))
        return redirect("my_licences")
    if office().catalogue.is_stage(item.id) and (draft is None or drafts.STAGE_OF not in draft.answers):
        messages.info(request, _("这是工程建设项目的一个阶段：先登记项目，再从项目页面申请。"))
        return redirect("projects")
    if request.method == "POST":
        draft = drafts.begin(office(), request.user, item)  # type: ignore[arg-type]
        for name, fact in situation_of(item, request.POST).facts.items():
            drafts.save(office(), draft, "facts", name, fact)
        if "acting" in request.POST:
            return redirect("apply_mandate", item.id)
        filling = filling_of(item, draft)
        return redirect(address(item, filling.first_open))
    if draft is not None:
        return render(request, "public/apply_tasks.html", _tasks(filling_of(item, draft)))
    form = situation_of(item, request.GET)
    context = {
        "item": item,
        "materials": [row for row in guide.checklist(item, form.facts) if not row["material"].from_answers],
        "guide_url": guide_address(item),
        "answers": {name: as_text(fact) for name, fact in form.facts.items()},
    }
    return render(request, "public/apply_start.html", context)


def _tasks(filling: Filling) -> dict[str, Any]:
    item = filling.item
    open_questions = {question.id for question in filling.open_questions}
    open_particulars = {asked.id for asked in filling.open_particulars}

    def task(kind: str, name: str, title: Any, done: bool) -> dict[str, Any]:
        return {
            "title": title,
            "url": address(item, Page(kind, name)),
            "state": "done" if done else "now",
        }

    return {
        "item": item,
        "guide_url": guide_address(item),
        "filling": filling,
        "acting": acting_in(filling.draft),
        "situation": [task(SITUATION, q.id, q.text, q.id not in open_questions) for q in item.questions],
        "particulars": [task(PARTICULARS, f.id, f.label, f.id not in open_particulars) for f in item.form],
        "ways": [
            task(COMMITMENT, part, PARTS[part], part not in filling.choice.open_parts)
            for part in filling.choice.parts
        ],
        "materials": [task(MATERIALS, m.id, m.name, m.id in filling.uploads) for m in filling.materials],
        "check": [
            {
                "title": _("核对并提交"),
                "url": address(item, None) if filling.is_ready else "",
                "state": "now" if filling.is_ready else "later",
            }
        ],
        "go_on": address(item, filling.first_open),
    }


# --- one question a page


@filling_only
@require_http_methods(["GET", "HEAD", "POST"])
def situation(request: HttpRequest, filling: Filling, question_id: str) -> HttpResponse:
    """情形 — one question about the situation."""
    question = next((q for q in filling.item.questions if q.id == question_id), None)
    if question is None:
        raise Http404(question_id)
    known = {question.id: as_text(filling.facts[question.id])} if question.id in filling.facts else {}
    form = SituationForm((question,), request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        drafts.save(office(), filling.draft, "facts", question.id, form.cleaned_data[question.id])
        return go_on(request, filling, Page(SITUATION, question.id))
    return _question_page(request, filling, Page(SITUATION, question.id), form)


@filling_only
@require_http_methods(["GET", "HEAD", "POST"])
def particulars(request: HttpRequest, filling: Filling, field_id: str) -> HttpResponse:
    """填报 — one particular of the applicant."""
    asked = next((f for f in filling.item.form if f.id == field_id), None)
    if asked is None:
        raise Http404(field_id)
    form = ParticularForm(asked, request.POST or None, initial={asked.id: filling.form.get(asked.id, "")})
    if request.method == "POST" and form.is_valid():
        drafts.save(office(), filling.draft, "form", asked.id, form.cleaned_data[asked.id])
        return go_on(request, filling, Page(PARTICULARS, asked.id))
    return _question_page(request, filling, Page(PARTICULARS, asked.id), form)


def go_on(request: HttpRequest, filling: Filling, page: Page) -> HttpResponse:
    """On to the next page, or back to the check for one who came from there."""
    filling = filling_of(filling.item, filling.draft)  # what was just saved may add or drop pages
    if request.GET.get("from") == BACK_TO_CHECK:
        return HttpResponseRedirect(address(filling.item, None if filling.is_ready else filling.first_open))
    return HttpResponseRedirect(address(filling.item, filling.after(page)))


def place(filling: Filling, page: Page) -> dict[str, Any]:
    """Where in the whole a page is, and what is before it."""
    pages = filling.pages
    before = filling.before(page)
    return {
        "item": filling.item,
        "caption": _("%(item)s · 第 %(n)s 步，共 %(of)s 步")
        % {
            "item": filling.item.name.say(get_language() or "zh-hans"),
            "n": pages.index(page) + 1 if page in pages else 1,
            "of": len(pages) + 1,
        },
        "back_url": address(filling.item, before) if before else reverse("apply", args=[filling.item.id]),
    }


def _question_page(request: HttpRequest, filling: Filling, page: Page, form: Any) -> HttpResponse:
    context = {"form": form, "button": _("保存并继续"), **place(filling, page)}
    return render(request, "public/apply_question.html", context, status=422 if form.errors else 200)


# --- one material a page


@filling_only
@require_http_methods(["GET", "HEAD", "POST"])
def material(request: HttpRequest, filling: Filling, material_id: str) -> HttpResponse:
    """材料 — photograph it or choose the file; a refused file says why, the others are kept."""
    wanted = next((m for m in filling.materials if m.id == material_id), None)
    if wanted is None:
        if filling.open_questions:
            return redirect(address(filling.item, filling.first_open))
        raise Http404(material_id)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        take_in(filling.draft, wanted.id, form)
        if not form.errors:
            return HttpResponseRedirect(request.get_full_path())
    page = Page(MATERIALS, wanted.id)
    from_check = request.GET.get("from") == BACK_TO_CHECK
    context = {
        "form": form,
        "material": wanted,
        "copies": guide.copies(wanted),
        "uploads": filling_of(filling.item, filling.draft).uploads.get(wanted.id, []),
        "next_url": address(filling.item, None if from_check else filling.after(page)),
        **place(filling, page),
    }
    return render(request, "public/apply_material.html", context, status=422 if form.errors else 200)


def take_in(draft: Draft, material_id: str, form: UploadForm) -> None:
    """Check and keep each file that was sent; a refusal is shown beside the control it came through."""
    if not form.is_valid():
        return
    if not form.given:
        form.add_error("papers", _("还没有选文件。请先拍照，或者选择文件，再点“上传”。"))
    for control, file in form.given:
        try:
            drafts.keep(office(), draft, material_id, checked(file.name, file.read()))
        except BadInput as refused:
            form.add_error(control, said(refused))


@filling_only
@require_POST
def remove_upload(request: HttpRequest, filling: Filling, material_id: str, upload_id: int) -> HttpResponse:
    """移除 — take a file back; nothing happens if it is gone already."""
    upload = DraftUpload.objects.filter(draft=filling.draft, material=material_id, pk=upload_id).first()
    if upload is not None:
        drafts.drop(office(), upload)
    return HttpResponseRedirect(address(filling.item, Page(MATERIALS, material_id)))


# --- check and send


@filling_only
@require_safe
def check(request: HttpRequest, filling: Filling) -> HttpResponse:
    """核对 — everything on one page, each with a way to change it."""
    if not filling.is_ready:
        return redirect("apply", filling.item.id)
    item = filling.item

    def change(kind: str, name: str) -> str:
        return f"{address(item, Page(kind, name))}?from={BACK_TO_CHECK}"

    context = {
        "item": item,
        "guide_url": guide_address(item),
        "draft": filling.draft,
        "acting": _acting_rows(filling),
        "situation": [
            {
                "key": question.text,
                "value": answer_in_words(question, filling.facts[question.id]),
                "change_url": change(SITUATION, question.id),
            }
            for question in item.questions
        ],
        "particulars": [
            {
                "key": asked.label,
                "value": particular_in_words(asked, filling.form[asked.id]),
                "lines": filling.form[asked.id].splitlines() if asked.kind is FieldKind.LINES else [],
                "change_url": change(PARTICULARS, asked.id),
            }
            for asked in item.form
        ],
        "materials": [
            {
                "title": wanted.name,
                "state": "given" if wanted.id in filling.uploads else "needed",
                "detail": enumerated(upload.name for upload in filling.uploads.get(wanted.id, [])),
                "url": change(MATERIALS, wanted.id),
            }
            for wanted in filling.materials
        ]
        + [{"title": made.name, "state": "waived", "detail": made.fill_note} for made in filling.from_answers]
        + [{"title": m.name, "state": "waived", "detail": _("由您的承诺代替")} for m in filling.promised],
        "ways": _way_rows(filling),
        "missing": filling.missing,
        "promise": filling.promise,
        "doubts": doubts(Asked(item.division, item.questions, item.form), filling.form),
        "unprintable": _unprintable(filling),
        "notice": prior_notice.of_form(office(), item, filling.form),
        "basis": "行政许可法§31",
    }
    return render(request, "public/apply_check.html", context)


def _way_rows(filling: Filling) -> list[dict[str, Any]]:
    """Which way was chosen, and who confirmed; nothing where there is no choice."""
    choice, confirmed = filling.choice, filling.choice.confirmation
    change = f"{address(filling.item, Page(COMMITMENT, Part.CHOICE))}?from={BACK_TO_CHECK}"
    rows: list[dict[str, Any]] = [{"key": k, "value": way, "change_url": change} for k, way in choice.ways]
    if confirmed is not None:
        change = f"{address(filling.item, Page(COMMITMENT, Part.PROMISE))}?from={BACK_TO_CHECK}"
        rows.append({"key": _("承诺人"), "value": confirmed.name, "change_url": change})
    return rows


def _acting_rows(filling: Filling) -> list[dict[str, Any]]:
    """For whom one applies, and what the mandate says; nothing for one's own application."""
    acting = acting_in(filling.draft)
    if acting is None:
        return []
    change = reverse("apply_mandate", args=[filling.item.id])
    return [
        {"key": _("申请人"), "value": acting.applicant_name, "change_url": change},
        {"key": _("您可以代办"), "value": in_words(acting.powers), "change_url": change},
    ]


def _unprintable(filling: Filling) -> list[dict[str, Any]]:
    """缺字 — the particulars that documents print, with the characters no font has; a name is never wrong."""
    printed = {field.name for form in FORMS.values() for field in form.fields}
    typesetter = office().ports.typesetter
    return [
        {"title": asked.label, "characters": missing}
        for asked in filling.item.form
        if asked.id in printed and (missing := typesetter.missing_from(filling.form[asked.id]))
    ]


@never_cache
@applicant_only
@require_POST
def submit(request: HttpRequest, draft_id: str) -> HttpResponse:
    """提交 — by the draft's own id, so that the second of two clicks finds the same case."""
    draft = get_object_or_404(Draft, pk=draft_id, applicant=request.user)
    if not draft.filed:
        filling = filling_of(asked_today(draft.item), draft)
        undertakes = request.POST.get("undertakes") == "yes"
        if isinstance(filling, WholeFilling):
            whole.file(office(), filling, actor_of(request), undertakes=undertakes)
        else:
            drafts.file(office(), filling, actor_of(request), undertakes=undertakes)
    if office().life_events.store.row(str(draft.pk)) is not None:
        hand_over(str(draft.pk))
        return redirect("whole_receipt", draft.pk)
    return redirect("receipt", draft.pk)
