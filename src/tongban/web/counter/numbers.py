"""Reserved numbers 预留号段: receipt numbers kept for a power cut: reserve, print, make void."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from tongban.handling import reserved_numbers
from tongban.handling.number_ports import NumberState
from tongban.handling.reserved_numbers import MOST_AT_ONCE, reserved_number, series_of
from tongban.kernel.case.item import StepKind
from tongban.kernel.refusals import Told
from tongban.store.models import CaseState, Post, ReservedBlock, ReservedNumber, VoidNumber
from tongban.web.counter.queries import posts_at_the_door
from tongban.web.design.templatetags.design import in_words
from tongban.web.people import held_posts, names_of, staff_only
from tongban.web.staff.acting import actor_at
from tongban.web.staff.frame import frame
from tongban.web.wiring import office

PAGE = 20


class ReserveForm(forms.Form):
    """预留 — how many, and for which counter where one holds several."""

    post = forms.ChoiceField(label=gettext_lazy("窗口岗位"))
    size = forms.IntegerField(
        label=gettext_lazy("预留多少个编号"),
        help_text=gettext_lazy("够用一天即可；没用完的以后作废。"),
        min_value=1,
        max_value=MOST_AT_ONCE,
        initial=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, data: Any, posts: list[Post]) -> None:
        super().__init__(data, prefix="reserve", label_suffix="")
        self.fields["post"].choices = [(post.key, _name(post)) for post in posts]  # type: ignore[attr-defined]
        if len(posts) == 1:
            self.fields["post"].widget = forms.HiddenInput()
            self.initial["post"] = posts[0].key


class VoidForm(forms.Form):
    """作废 — from one number to another, and why."""

    first = forms.IntegerField(label=gettext_lazy("从几号"), min_value=1)
    last = forms.IntegerField(label=gettext_lazy("到几号"), min_value=1)
    why = forms.CharField(
        label=gettext_lazy("作废原因"),
        max_length=200,
        help_text=gettext_lazy("例如：来电恢复，未使用。作废后不能恢复。"),
    )

    def __init__(self, data: Any, **more: Any) -> None:
        super().__init__(data, prefix="void", label_suffix="", **more)
        for name in ("first", "last"):
            self.fields[name].widget.attrs.update(inputmode="numeric", autocomplete="off")


@dataclass(frozen=True)
class Row:
    """登记簿一行 — one reserved number and what became of it."""

    serial: int
    number: str
    state: NumberState
    case: CaseState | None = None
    why: str = ""
    by: str = ""
    at: datetime | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def register(request: HttpRequest) -> HttpResponse:
    """登记簿 — the blocks of one's counters, the latest first; and a form to reserve another."""
    posts = _posts(request)
    form = ReserveForm(request.POST if request.method == "POST" else None, posts)
    if request.method == "POST" and form.is_valid():
        actor = actor_at(request, form.cleaned_data["post"])
        block = reserved_numbers.reserve(office().ports, actor, _division(), form.cleaned_data["size"])
        messages.success(request, _("已预留。请打印出来，放在窗口。"))
        return redirect("counter:number_block", block.first)
    page, paging = _page(request, posts)
    context = {**frame(request, "window"), "blocks": page, "paging": paging, "form": form}
    return render(request, "counter/numbers.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def block(request: HttpRequest, first: int) -> HttpResponse:
    """一个号段 — every number of it; the spare ones are made void here."""
    found = _block(request, first)
    refused: Told | None = None
    form = VoidForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said, actor = form.cleaned_data, actor_at(request, found.post)
        try:
            number = reserved_numbers.void(
                office().ports, actor, found.division, said["first"], said["last"], said["why"]
            )
        except Told as told:
            refused = told
        else:
            messages.success(request, _("已作废 %(number)s 个编号，登记在册。") % {"number": number})
            return redirect("counter:number_block", found.first)
    rows = _rows(found)
    spare = [row.serial for row in rows if row.state is NumberState.FREE]
    if spare and request.method != "POST":
        form.initial = {**form.initial, "first": spare[0], "last": spare[-1]}
    context = {
        **frame(request, "window"),
        "reserved": found,
        "first": reserved_number(found.division, found.first),
        "last": reserved_number(found.division, found.last),
        "by": names_of([found.by]).get(found.by, ""),
        "rows": rows,
        "spare": len(spare),
        "form": form,
        "refused": refused,
    }
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "counter/number_block.html", context, status=status)


@require_safe
@staff_only
def sheet(request: HttpRequest, first: int) -> HttpResponse:
    """打印清单 — the numbers on A4, with room to write down who came, when, and with what."""
    found = _block(request, first)
    post = next(post for post in _posts(request) if post.key == found.post)
    context = {
        "issuer": {"zh": post.authority.name_zh, "en": post.authority.name_en},
        "heading": _("预留收件编号清单"),
        "number": f"{reserved_number(found.division, found.first)} – "
        f"{reserved_number(found.division, found.last)}",
        "date": found.at,
        "post": _name(post),
        "rows": [row for row in _rows(found) if row.state is NumberState.FREE],
    }
    return render(request, "counter/number_sheet.html", context)


def _posts(request: HttpRequest) -> list[Post]:
    """The counters one stands at.

    Raises:
        PermissionDenied: at none.
    """
    held = held_posts(request)
    at_the_door = {key for _, key in posts_at_the_door(held, StepKind.INTAKE, office().today())}
    posts = [post for post in held if post.key in at_the_door]
    if not posts:
        raise PermissionDenied(_("预留号段由收件窗口管理，您不在收件岗位。"))
    return posts


def _division() -> str:
    return office().catalogue.directory.division.code


def _name(post: Post) -> Any:
    return in_words({"zh": post.name_zh, "en": post.name_en})


def _block(request: HttpRequest, first: int) -> ReservedBlock:
    keys = [post.key for post in _posts(request)]
    found = ReservedBlock.objects.filter(division=_division(), first=first, post__in=keys).first()
    if found is None:
        raise Http404(str(first))
    return found


def _page(request: HttpRequest, posts: list[Post]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    blocks = ReservedBlock.objects.filter(division=_division(), post__in=[post.key for post in posts])
    after = request.GET.get("after", "")
    if after.isdecimal() and len(after) < 15:
        blocks = blocks.filter(first__lt=int(after))
    inside = {"division": OuterRef("division"), "serial__range": (OuterRef("first"), OuterRef("last"))}
    voids = VoidNumber.objects.filter(
        series=series_of(_division()), serial__range=(OuterRef("first"), OuterRef("last"))
    )
    counted = blocks.annotate(
        used=_number_of(ReservedNumber.objects.filter(**inside), "division"),
        void=_number_of(voids, "series"),
    )
    found = list(counted.order_by("-first")[: PAGE + 1])
    names = names_of({block.by for block in found})
    rows = [
        {
            "block": block,
            "first": reserved_number(block.division, block.first),
            "last": reserved_number(block.division, block.last),
            "by": names.get(block.by, ""),
            "used": block.used,
            "void": block.void,
            "free": block.last - block.first + 1 - block.used - block.void,
        }
        for block in found[:PAGE]
    ]
    next_url = f"?after={found[PAGE - 1].first}" if len(found) > PAGE else ""
    return rows, {"previous_url": "", "next_url": next_url, "shown": len(rows)}


def _number_of(rows: QuerySet[Any], by: str) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values(by).annotate(n=Count("*")).values("n")), 0)


def _rows(found: ReservedBlock) -> list[Row]:
    """Every number of a block; four queries, however many there are."""
    among = (found.first, found.last)
    taken = {
        row.serial: row for row in ReservedNumber.objects.filter(division=found.division, serial__range=among)
    }
    voids = {
        row.serial: row
        for row in VoidNumber.objects.filter(series=series_of(found.division), serial__range=among)
    }
    cases = {
        case.case_id: case
        for case in CaseState.objects.filter(case_id__in=[row.case_id for row in taken.values()])
    }
    names = names_of({row.by for row in voids.values()})
    rows = []
    for serial in range(found.first, found.last + 1):
        number = reserved_number(found.division, serial)
        if serial in taken:
            use = taken[serial]
            rows.append(Row(serial, number, NumberState.USED, cases.get(use.case_id), at=use.at))
        elif serial in voids:
            void = voids[serial]
            by = names.get(void.by, "")
            rows.append(Row(serial, number, NumberState.VOID, why=void.why, by=by, at=void.at))
        else:
            rows.append(Row(serial, number, NumberState.FREE))
    return rows
