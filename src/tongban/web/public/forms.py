"""Forms 表单: what an applicant is asked, read strictly and answered in words.

The questions and particulars come from the item; how each kind is typed is in `web/answers.py`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.catalogue import Implementation
from tongban.catalogue.parts import FormField, Question
from tongban.handling.uploads import Upload
from tongban.kernel import Fact
from tongban.store.models import Account
from tongban.web.agency import MandateForm
from tongban.web.answers import as_text, particular_field, printable, question_field
from tongban.web.design.templatetags.design import enumerated
from tongban.web.public.committing import is_among

_NAME = 100


class SituationForm(forms.Form):
    """情形 — questions about the situation; `facts` are the answers that could be read."""

    def __init__(
        self, questions: tuple[Question, ...], data: Any = None, *, required: bool = True, **options: Any
    ) -> None:
        """Take the questions; where not `required`, an open one is simply left out of `facts`."""
        super().__init__(data, **options)
        for question in questions:
            self.fields[question.id] = question_field(question, required=required)

    @property
    def facts(self) -> dict[str, Fact]:
        """The facts answered so far."""
        self.is_valid()
        cleaned = getattr(self, "cleaned_data", {})
        return {name: fact for name, fact in cleaned.items() if fact is not None}


class ParticularForm(forms.Form):
    """填报项 — one particular of the applicant."""

    def __init__(self, asked: FormField, data: Any = None, **options: Any) -> None:
        """Take the particular that is asked for."""
        super().__init__(data, **options)
        self.fields[asked.id] = particular_field(asked)


class MailForm(forms.Form):
    """通知邮箱 — where one agrees to be written to; an empty address takes that back."""

    email = forms.EmailField(
        label=gettext_lazy("邮箱"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("不想再收邮件，清空后保存。"),
        error_messages={"invalid": gettext_lazy("邮箱地址不对，例如 name@example.cn。")},
    )
    agrees = forms.BooleanField(label=gettext_lazy("同意把办件的消息发到这个邮箱"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | more)

    def clean(self) -> dict[str, Any]:
        """Nobody is written to who did not agree."""
        given = super().clean() or {}
        if given.get("email") and not given.get("agrees"):
            raise ValidationError({"agrees": _("要收邮件，请勾选同意。")})
        return given


# --- files


class SeveralFiles(forms.ClearableFileInput):
    """A file control that takes several at once; on a phone it offers the camera too."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Cleans to the list of files; what they hold is checked by `handling.uploads`."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each file cleaned as one; none is fine, since a form has two of these."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(one, initial) for one in given]


class UploadForm(forms.Form):
    """上传 — photographs taken now, or files chosen: one or the other."""

    use_required_attribute = False

    photo = FilesField(
        label=gettext_lazy("拍照"),
        allow_empty_file=True,
        widget=SeveralFiles(attrs={"accept": "image/jpeg,image/png", "capture": "environment"}),
    )
    papers = FilesField(
        label=gettext_lazy("选择照片或 PDF 文件"),
        help_text=gettext_lazy("可以一次选几个。每个不超过 20 MB；接收 PDF、JPEG、PNG。"),
        allow_empty_file=True,
        widget=SeveralFiles(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )

    @property
    def given(self) -> list[tuple[str, Any]]:
        """What was sent, each with the control it came through."""
        cleaned = getattr(self, "cleaned_data", {})
        return [(name, file) for name in ("photo", "papers") for file in cleaned.get(name) or []]


class VerifyForm(forms.Form):
    """查验 — the number printed on a licence, or the file itself."""

    number = forms.CharField(
        label=gettext_lazy("证照编号"),
        help_text=gettext_lazy("印在证照上的编号，例如 JY3301992025000001。"),
        max_length=60,
    )


class VerifyFileForm(forms.Form):
    """查验文件 — the PDF as it was received."""

    file = forms.FileField(
        label=gettext_lazy("证照的 PDF 文件"),
        help_text=gettext_lazy("不会被保存。不超过 20 MB。"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )


# --- people


class SignInForm(forms.Form):
    """登录."""

    username = forms.CharField(
        label=gettext_lazy("登录名"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=gettext_lazy("密码"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class SignUpForm(forms.Form):
    """注册 — an account for an applicant."""

    display_name = forms.CharField(
        label=gettext_lazy("您的姓名"),
        help_text=gettext_lazy("与身份证一致。"),
        max_length=_NAME,
        validators=[printable],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    username = forms.RegexField(
        r"^[\w.@+-]+\Z",
        label=gettext_lazy("登录名"),
        help_text=gettext_lazy("可以用手机号。字母、数字和 . @ + - _，至少 4 位。"),
        min_length=4,
        max_length=150,
        error_messages={"invalid": gettext_lazy("登录名只能用字母、数字和 . @ + - _。")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=gettext_lazy("密码"),
        help_text=gettext_lazy("至少 10 位。几个不相关的词连起来，好记又安全。"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("再输一遍密码"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_username(self) -> str:
        """The name in its one spelling, if nobody has it."""
        name = Account.normalize_username(self.cleaned_data["username"])
        if Account.objects.filter(username=name).exists():
            raise ValidationError(_("这个登录名已经有人用了，请换一个；如果是您自己，请直接登录。"))
        return str(name)

    def clean(self) -> dict[str, Any]:
        """Both passwords the same, and one that is not easily guessed."""
        cleaned: dict[str, Any] = super().clean() or {}
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", _("两次输入的密码不一样。"))
        if password:
            person = Account(
                username=cleaned.get("username", ""), display_name=cleaned.get("display_name", "")
            )
            try:
                password_validation.validate_password(password, person)
            except ValidationError as weak:
                self.add_error("password", weak)
        return cleaned


class ActingForm(MandateForm):
    """代人申请 — for whom, and the paper; what it says is as at the window."""

    use_required_attribute = False

    applicant_name = forms.CharField(
        label=gettext_lazy("申请人的姓名或者单位名称"),
        help_text=gettext_lazy("照授权委托书填写。"),
        max_length=_NAME,
        validators=[printable],
    )
    applicant_username = forms.CharField(
        label=gettext_lazy("申请人的登录名"),
        help_text=gettext_lazy("申请人有账户的，填上就能自己看到进度。"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    paper = forms.FileField(
        label=gettext_lazy("授权委托书"),
        help_text=gettext_lazy("由申请人签名或者盖章，拍照或者 PDF，不超过 20 MB。"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
        error_messages={"required": gettext_lazy("还没有上传授权委托书。")},
    )

    field_order = ("applicant_name", "applicant_username", "number", "powers", "begin", "until", "paper")
    #: The paper, once its content was checked.
    upload: Upload | None = None

    def __init__(self, *args: Any, has_paper: bool = False, **more: Any) -> None:
        """Take whether the draft has the paper already; another one takes its place."""
        super().__init__(*args, **more)
        self.fields["paper"].required = not has_paper


class WithdrawForm(forms.Form):
    """撤回 — with a reason if one likes; none is asked for."""

    command_id = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reasons = forms.CharField(
        label=gettext_lazy("撤回的原因"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ConfirmForm(forms.Form):
    """再次确认 — nothing to fill in; its id makes a double click harmless."""

    command_id = forms.CharField(widget=forms.HiddenInput, max_length=64)


_WAYS = (
    ("commit", gettext_lazy("告知承诺：我现在就符合条件，愿意承诺")),
    ("ordinary", gettext_lazy("一般程序：先交材料、先检查")),
)


class WayForm(forms.Form):
    """办理方式 — to commit, or the ordinary way; nothing is chosen beforehand."""

    choice = forms.ChoiceField(
        label=gettext_lazy("您想怎么办？"),
        widget=forms.RadioSelect,
        choices=_WAYS,
    )


class WaysForm(forms.Form):
    """办理方式 — of each member of a life event that can be committed to; nothing is chosen beforehand."""

    def __init__(self, *args: Any, members: Mapping[str, str], **more: Any) -> None:
        """Take the members, each with its name."""
        super().__init__(*args, **{"label_suffix": ""} | more)
        for member, name in members.items():
            self.fields[member] = forms.ChoiceField(label=name, widget=forms.RadioSelect, choices=_WAYS)


class PromiseForm(forms.Form):
    """承诺书 — read, agreed to, and confirmed under one's name."""

    agreed = forms.BooleanField(label=gettext_lazy("以上内容我都看了，都做得到；我自愿作出承诺。"))
    name = forms.CharField(
        label=gettext_lazy("承诺人姓名"),
        help_text=gettext_lazy("相当于签名。单位申请的，写法定代表人或者负责人的姓名。"),
        max_length=_NAME,
        validators=[printable],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args: Any, signers: Sequence[str], **more: Any) -> None:
        """Take whose name may stand under it."""
        super().__init__(*args, **more)
        self.signers = signers

    def clean_name(self) -> str:
        """The applicant's name, as it was given."""
        name = str(self.cleaned_data["name"])
        if not is_among(name, self.signers):
            raise ValidationError(
                _("签名要和前面填写的申请人一致：%(names)s。"), params={"names": enumerated(self.signers)}
            )
        return name


class StatementForm(ConfirmForm):
    """陈述申辩 — in one's own words."""

    statement = forms.CharField(
        label=gettext_lazy("您的意见"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 10})
    )


def facts_from(item: Implementation, stored: Mapping[str, Any]) -> dict[str, Fact]:
    """The stored answers that this version of the item still asks for, and can read."""
    texts = {name: as_text(fact) for name, fact in stored.items() if isinstance(fact, str | int | bool)}
    return SituationForm(item.questions, texts, required=False).facts
