"""准予决定公开 — anybody may consult what was granted."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tongban.web.design.templatetags.design import in_words
from tongban.web.public import decisions
from tongban.web.wiring import office


class ItemForm(forms.Form):
    """Of which item."""

    item = forms.ChoiceField(label=_("事项"), required=False)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, label_suffix="", **more)
        named = [(item_id, in_words(name)) for item_id, name in decisions.licence_items(office())]
        self.fields["item"].choices = [("", _("全部事项")), *named]  # type: ignore[attr-defined]


@require_safe
def granted(request: HttpRequest) -> HttpResponse:
    """The register, of one item or of all; what is no item is all of them."""
    form = ItemForm(request.GET)
    item = form.cleaned_data["item"] if form.is_valid() else ""
    page = decisions.granted(office(), item, request.GET.get("after", ""), request.GET.get("before", ""))
    shown = {"form": ItemForm(initial={"item": item}), "item": item, "basis": "行政许可法§40、§61(3)"}
    return render(request, "public/decisions.html", {**shown, "rows": page.rows, "paging": page.links(item)})
