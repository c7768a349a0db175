"""Results 外部结果: what departments that decide in their own systems sent, and rows that need a hand."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tongban.catalogue.finding import UnreadableFile
from tongban.catalogue.result_mapping import ResultMapping
from tongban.connectors.tables import rows_of
from tongban.handling.access import INTERFACE_POST
from tongban.handling.observing.claims import FIELDS
from tongban.handling.observing.importing import Tally
from tongban.handling.observing.ports import KeptRow, RowState, key_of
from tongban.handling.texts import LONGEST_LINE
from tongban.kernel.case.commands import ObservedFact, OpinionResult
from tongban.kernel.case.discrepancy import Discrepancy
from tongban.kernel.refusals import Told
from tongban.kernel.words import Bilingual
from tongban.web.design.templatetags.design import in_words
from tongban.web.people import held_posts, names_of, staff_only
from tongban.web.staff.frame import frame
from tongban.web.wiring import office

PAGE = 20
#: A page waits for its import: some thousands of rows. What is longer goes by the command line.
_MOST_BYTES = 2 * 1024 * 1024


class ImportForm(forms.Form):
    """导入 — a file, and whose it is."""

    mapping = forms.ChoiceField(label=gettext_lazy("哪个系统的文件"))
    file = forms.FileField(
        label=gettext_lazy("结果文件"),
        help_text=gettext_lazy("CSV、XLSX 或 JSON 行，2 MB 以内；更大的用命令行 tongban observe import。"),
    )

    def __init__(self, data: Any, files: Any, mappings: list[ResultMapping]) -> None:
        super().__init__(data, files, prefix="import", label_suffix="")
        chosen = [(m.file, in_words(m.system)) for m in mappings]
        self.fields["mapping"].choices = chosen  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """Refuse what a page cannot wait for."""
        file = self.cleaned_data["file"]
        if file.size > _MOST_BYTES:
            raise forms.ValidationError(
                _("文件有 %(size)s MB。请交系统管理员用命令行 tongban observe import 导入。"),
                params={"size": round(file.size / 1024 / 1024, 1)},
            )
        return file


class CorrectForm(forms.Form):
    """改正 — what the row says, field by field; as it came where it was not understood."""

    def __init__(self, data: Any, row: KeptRow) -> None:
        super().__init__(data, prefix="row", label_suffix="")
        for name, label in FIELDS.items():
            in_doubt = name in row.claim.faults
            if name == "applicant" and not in_doubt:
                continue  # compared, and never shown
            said = (
                "" if in_doubt else row.claim.said(name)
            )  # nobody confirms by oversight what a cell only shows
            if name in ("fact", "result"):
                self.fields[name] = _choice(label, ObservedFact if name == "fact" else OpinionResult, said)
            else:
                self.fields[name] = forms.CharField(
                    label=in_words(label),
                    required=name in ("foreign_number", "occurred"),
                    max_length=LONGEST_LINE,
                    initial=said,
                )
        for name in ("occurred", "valid_until", "suspended_until"):
            self.fields[name].help_text = _("写成 2025-10-11")
        for name in row.claim.faults.keys() & self.fields.keys():
            shown = "" if name == "applicant" else row.claim.said(name)
            may_be_empty = not self.fields[name].required
            hint = _("按原表填写；原表没有的留空。") if may_be_empty else _("按原表填写。")
            if shown:
                hint = _("表中显示“%(shown)s”。") % {"shown": shown} + hint
            self.fields[name].help_text = f"{hint} {self.fields[name].help_text}".strip()


class SetAsideForm(forms.Form):
    """不予导入 — for good, and why."""

    why = forms.CharField(
        label=gettext_lazy("为什么不导入"),
        max_length=200,
        help_text=gettext_lazy("例如：对方的测试数据。不写姓名。"),
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data, prefix="aside", label_suffix="")


def _choice(label: Bilingual, kind: Any, said: str) -> forms.ChoiceField:
    known = [(member.value, in_words(member.label)) for member in kind]
    choices = [("", "—"), *known]
    if said and said not in dict(choices):
        choices.insert(1, (said, _("“%(said)s”（未识别）") % {"said": said}))
    return forms.ChoiceField(
        label=in_words(label), required=kind is ObservedFact, choices=choices, initial=said
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def results(request: HttpRequest) -> HttpResponse:
    """外部结果 — a form to import a file, and the rows somebody has to look at, the oldest first."""
    _require_steward(request)
    refused: Told | None = None
    try:
        mappings = office().mappings()
    except UnreadableFile as unreadable:
        mappings, refused = [], unreadable
    is_sent = request.method == "POST"
    form = ImportForm(request.POST if is_sent else None, request.FILES if is_sent else None, mappings)
    if is_sent and form.is_valid():
        mapping = next(m for m in mappings if m.file == form.cleaned_data["mapping"])
        try:
            tally = _imported(request, mapping, form.cleaned_data["file"])
        except Told as told:
            refused = told
        else:
            messages.success(request, _tally_in_words(tally))
            return redirect("desk:results")
    rows, paging = _page(request.GET.get("after", ""))
    context = {
        **frame(request, "results"),
        "form": form,
        "mappings": mappings,
        "rows": rows,
        "count": office().results.count_held(None),
        "paging": paging,
        "refused": refused,
    }
    return render(request, "desk/results.html", context, status=_status(refused, form))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def result(request: HttpRequest, authority: str, digest: str) -> HttpResponse:
    """一行 — what it says and why it is held; corrected, tried again, or set aside."""
    _require_steward(request)
    row = _row(authority, digest)
    posted = request.POST if request.method == "POST" else None
    is_aside = posted is not None and "aside" in posted
    correct = CorrectForm(posted if posted is not None and not is_aside else None, row)
    aside = SetAsideForm(posted if is_aside else None)
    if posted is not None and not row.needs_somebody:
        messages.warning(request, _("这一行已经有人处理过。"))
        return redirect("desk:result", authority, digest)
    if is_aside and aside.is_valid():
        office().importer.set_aside(row, aside.cleaned_data["why"], str(request.user.pk))
        messages.success(request, _("已登记为不予导入。"))
        return redirect("desk:results")
    if posted is not None and not is_aside and correct.is_valid():
        row = office().importer.try_again(row, correct.cleaned_data, str(request.user.pk))
        if row.state is RowState.LANDED:
            occurred = {"day": row.claim.said("occurred")}
            messages.success(request, _("已导入，按发生日期 %(day)s 计算。") % occurred)
            return redirect("desk:results")
        messages.warning(request, _("已重试，仍需处理。"))
        return redirect("desk:result", authority, digest)
    context = {
        **frame(request, "results"),
        "row": _shown(row, names_of([row.by])),
        "says": [
            {"key": in_words(label), "value": _said(row, name)}
            for name, label in FIELDS.items()
            if row.claim.said(name)
        ],
        "reasons": _reasons(row),
        "correct": correct if row.needs_somebody else None,
        "aside": aside if row.needs_somebody else None,
    }
    return render(request, "desk/result.html", context, status=_status(None, correct, aside))


# --- who, what


def _require_steward(request: HttpRequest) -> None:
    """Only who holds the post that loads other systems' results.

    Raises:
        PermissionDenied: somebody else.
    """
    if INTERFACE_POST not in {post.key for post in held_posts(request)}:
        raise PermissionDenied(_("外部结果由数据接口岗处理，您不在这个岗位。"))


def _row(authority: str, digest: str) -> KeptRow:
    try:
        key = bytes.fromhex(digest)
    except ValueError as error:
        raise Http404(digest) from error
    found = office().results.find(authority, [key]).get(key)
    if found is None:
        raise Http404(digest)
    return found


def _imported(request: HttpRequest, mapping: ResultMapping, file: Any) -> Tally:
    tally = Tally.empty()
    rows = rows_of(file.file, file.name, mapping)
    for found in office().importer.rows(rows, mapping, file.name, str(request.user.pk)):
        tally.add(found)
    return tally


def _tally_in_words(tally: Tally) -> str:
    return (
        _("共 %(rows)s 行：导入 %(landed)s，没有变化 %(unchanged)s，不符 %(differs)s，待处理 %(held)s。")
        % tally.said
    )


def _status(refused: Told | None, *given: forms.Form) -> int:
    if refused is not None:
        return 409
    return 422 if any(form.errors for form in given) else 200


# --- what is shown


def _page(after: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    try:
        found = office().results.held(None, after, PAGE + 1)
    except ValueError as error:
        raise Http404(after) from error
    names = names_of({row.by for row in found})
    rows = [_shown(row, names) for row in found[:PAGE]]
    next_url = f"?{urlencode({'after': key_of(found[PAGE - 1])})}" if len(found) > PAGE else ""
    return rows, {"previous_url": "", "next_url": next_url, "shown": len(rows)}


def _shown(row: KeptRow, names: dict[str, str]) -> dict[str, Any]:
    known = office().catalogue.directory.by_id.get(row.authority)
    reasons = _reasons(row)
    return {
        "row": row,
        "digest": row.digest.hex(),
        "department": known.name if known else row.authority,
        "why": reasons[0]["sentence"] if reasons else "",
        "more": len(reasons) - 1,
        "by": names.get(row.by, row.by),
    }


def _said(row: KeptRow, name: str) -> Any:
    said = row.claim.said(name)
    if name == "applicant":
        return _("已比对，不显示")
    if name == "fact" and said in tuple(ObservedFact):
        return in_words(ObservedFact(said).label)
    if name == "result" and said in tuple(OpinionResult):
        return in_words(OpinionResult(said).label)
    return said


def _reasons(row: KeptRow) -> list[dict[str, Any]]:
    found = [(reason.sentence, reason.remedy) for reason in row.reasons]
    found += [(Discrepancy(code).sentence, Discrepancy(code).remedy) for code in row.discrepancies]
    return [{"sentence": sentence, "remedy": remedy} for sentence, remedy in found]
