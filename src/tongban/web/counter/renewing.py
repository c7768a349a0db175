"""Renewal 延续 at the window: which licence it is, by the number on it; its last day is as registered."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tongban.catalogue import Implementation
from tongban.web.public.queries import case_with_outcome


class RenewalForm(forms.Form):
    """要延续的许可."""

    number = forms.CharField(
        label=_("许可证编号"),
        max_length=60,
        help_text=_("照证填写；有效期以登记为准。按期申请的，到期未决定，视为准予延续。"),
    )

    def __init__(self, data: Any, **more: Any) -> None:
        super().__init__(data, prefix="renews", label_suffix="", **more)
        #: The case that granted it, once found.
        self.case_id = ""

    def clean_number(self) -> str:
        """The number of a licence on record; whose it is, and whether it stands, handling says."""
        number = str(self.cleaned_data["number"]).strip()
        found = case_with_outcome(number)
        if found is None:
            raise ValidationError(
                _("没有编号为“%(number)s”的许可，请对照许可证。"), params={"number": number}
            )
        self.case_id = str(found.case_id)
        return number


def renewal_form(data: Any, implementation: Implementation) -> RenewalForm | None:
    """The form of an item of renewal; None for any other."""
    return RenewalForm(data) if implementation.renewal is not None else None
