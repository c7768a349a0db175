"""Committing 告知承诺 at the window: told in writing, the sheet printed, signed, and the scan kept."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tongban.handling import commitment as handling
from tongban.handling.credit import standing_of_committer
from tongban.handling.errand import Ask
from tongban.handling.terms import terms_of
from tongban.handling.uploads import checked
from tongban.kernel import Body, Status, allowed
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.web.staff.acting import ActForm, actor_at, held_among
from tongban.web.staff.casefile import CaseFile
from tongban.web.wiring import office

_VERBS = (c.TellCommitment, c.Commit)


class SheetForm(ActForm):
    """签署的承诺书 — the scan of the sheet the applicant signed."""

    signed = forms.FileField(
        label=_("签署的承诺书（扫描件或者照片）"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )


def offered(
    request: HttpRequest, file: CaseFile, form: ActForm | None = None, refused: Any = None
) -> dict[str, Any] | None:
    """What `counter/commitment.html` shows; nothing where the item offers none, or it is too late for one."""
    window = file.item.step_of(StepKind.INTAKE).post
    terms = terms_of(file.implementation)
    if terms is None or file.case.status is not Status.RECEIVED or held_among(request, [window]) is None:
        return None
    may = {p.verb: p.refusal for p in allowed(file.matter(str(request.user.pk), window), _VERBS)}
    standing = standing_of_committer(
        office().ports.credit,
        file.case.applicant,
        file.implementation.form,
        file.answers.get("form", {}),
        file.today,
    )
    return {
        "terms": terms,
        "may_tell": may[c.TellCommitment] is None,
        "may_commit": may[c.Commit] is None,
        "told_on": file.case.commitment_told_on,
        "commitment": file.case.commitment,
        "standing": standing if standing.bars else None,
        "form": form or (SheetForm if file.case.commitment_told_on else ActForm)(version=file.case.version),
        "refused": refused,
    }


def form_for(request: HttpRequest, file: CaseFile) -> ActForm:
    """The form that was sent: with the sheet once it was told."""
    if file.case.commitment_told_on is None:
        return ActForm(request.POST, version=file.case.version)
    return SheetForm(request.POST, request.FILES, version=file.case.version)


def carry_out(request: HttpRequest, file: CaseFile, said: dict[str, Any]) -> type[Body]:
    """Tell, or take the signed sheet in; the verb that was done.

    Raises:
        Told: it may not be, or the file cannot be kept, and why.
    """
    window = file.item.step_of(StepKind.INTAKE).post
    ask = Ask(file.case.id, said["command_id"], actor_at(request, window))
    if "signed" not in said:
        handling.tell_commitment(office().handler, ask)
        return c.TellCommitment
    sheet = said["signed"]
    handling.commit(office().handler, ask, checked(sheet.name, sheet.read()))
    return c.Commit
