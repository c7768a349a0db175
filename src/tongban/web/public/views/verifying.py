"""查验 — anybody may ask whether a licence is real: by its number, or by the file itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tongban.handling.uploads import FileTooLarge, safe_name
from tongban.web.public import queries
from tongban.web.public.forms import VerifyFileForm, VerifyForm
from tongban.web.public.verifying import LARGEST_FILE_BYTES, Licence, examine, licence_of
from tongban.web.refusing import said
from tongban.web.wiring import office


def _licence(number: str) -> Licence | None:
    found = queries.case_with_outcome(number)
    if found is None:
        return None
    standing = office().handler.standing(str(found.case_id))
    case = standing.case
    published = office().catalogue.version(case.item, case.item_version, case.item_digest)
    return licence_of(office(), standing, published)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, number: str = "") -> HttpResponse:
    """查验证照 — what is on record under a number; and with a file, whether that is the very document."""
    asked = number or request.GET.get("number", "").strip()
    if not number and asked and "/" not in asked and request.method != "POST":
        return redirect("verify_number", asked[:60])
    licence = _licence(asked[:60]) if asked else None
    file_form = VerifyFileForm(request.POST, request.FILES) if request.method == "POST" else VerifyFileForm()
    finding = None
    if request.method == "POST" and file_form.is_valid():
        file = file_form.cleaned_data["file"]
        if file.size > LARGEST_FILE_BYTES:
            limit = LARGEST_FILE_BYTES // 1048576
            too_large = FileTooLarge(name=safe_name(file.name), megabytes=file.size // 1048576, limit=limit)
            file_form.add_error("file", said(too_large))
        else:
            finding = examine(office(), file.read(), licence)
    context = {
        "number": asked,
        "licence": licence,
        "unknown": bool(asked) and licence is None,
        "number_form": VerifyForm(initial={"number": asked}),
        "file_form": file_form,
        "finding": finding,
    }
    status = 422 if file_form.errors else 404 if context["unknown"] and finding is None else 200
    return render(request, "public/verify.html", context, status=status)
