"""Acts after a grant 取得许可之后: check, rectify, revoke, cancel, record; folded away until they are owed.

依据 Basis: 国办发〔2020〕42号; 行政许可法§7, §69, §70, §79.
"""

from typing import Any

from django.utils.translation import gettext as _

from tongban.handling import commitment, licence
from tongban.handling.after_grant import owed_for_licence
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import CommitmentRule, StepKind
from tongban.kernel.words import Bilingual
from tongban.web.design.templatetags.design import in_words
from tongban.web.desk import licence_forms as f
from tongban.web.desk.act import Act, Occasion, folded
from tongban.web.staff.acting import ActForm

_TITLE = Bilingual("取得许可之后", "After the grant")


def _rule(on: Occasion) -> CommitmentRule | None:
    return on.file.item.commitment


# --- forms that know the case


def _checkers(on: Occasion) -> dict[str, Any]:
    item, rule = on.file.item, _rule(on)
    key = rule.check_authority if rule else ""
    return {
        "least": item.verifying_staff,
        "signed_in": on.request.user.username,
        "authority": (key, in_words(item.name_of(key))) if key else None,
    }


def _check(on: Occasion, data: Any) -> ActForm:
    return on.new(f.CheckForm, data, **_checkers(on))


def _rectified(on: Occasion, data: Any) -> ActForm:
    return on.new(f.RectifiedForm, data, **_checkers(on))


def _tell(on: Occasion, data: Any) -> ActForm:
    grounds = _grounds(on) if data is None else list(c.RevocationGround)
    return on.new(f.TellRevocationForm, data, grounds=grounds, today=on.file.today)


def _grounds(on: Occasion) -> list[c.RevocationGround]:
    """The grounds that may be told; of a commitment only where one was made."""
    promised = on.file.case.commitment is not None
    return [ground for ground in c.RevocationGround if promised or not ground.is_of_a_commitment]


# --- what a valid form asks


def _do_check(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    finding = c.CheckFinding(said["finding"])
    return commitment.record_check(handler, ask, finding, f.staff_in(said), said["reasons"])


def _do_order(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return commitment.order_rectification(handler, ask, said["working_days"], said["reasons"])


def _do_rectified(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    passed = said["passed"] == "yes"
    return commitment.record_rectification(handler, ask, passed, f.staff_in(said), said["reasons"])


def _do_tell(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    ground = c.RevocationGround(said["ground"])
    return licence.tell_revocation(handler, ask, ground, said["respond_by"], said["reasons"])


def _do_revoke(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return licence.revoke(handler, ask, reasons=said["reasons"], remedies=on.remedies)


def _do_cancel(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return licence.cancel(handler, ask, c.CancellationGround(said["ground"]))


def _do_record(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return licence.record_credit(handler, ask, said["credit_number"])


# --- what is said above a form


def _most(on: Occasion) -> Bilingual | str:
    rule = _rule(on)
    if rule is None:
        return ""
    return Bilingual(
        f"最长 {rule.rectify.words.zh}（{rule.basis}）；《责令限期整改通知书》由系统编号、制作，请送达。",
        f"At most {rule.rectify.words.en} ({rule.basis}); the system makes the order, to be delivered.",
    )


def _what_a_revocation_does(on: Occasion) -> str:
    told, ban, said = on.file.case.revocation, on.file.item.ban_after_fraud, on.told_of_remedies()
    if ban is not None and told is not None and told.ground is c.RevocationGround.FRAUD:
        said += _("持证人 %(limit)s内不得再次申请（%(basis)s）。") % {
            "limit": in_words(ban.words),
            "basis": ban.basis,
        }
    return said


LICENCE_ACTS: tuple[Act, ...] = (
    Act("check", c.RecordCheck, c.RecordCheck.verb(), "c", _check, _do_check, primary=True),
    Act(
        "order-rectification",
        c.OrderRectification,
        c.OrderRectification.verb(),
        "o",
        lambda on, d: on.new(f.RectificationForm, d),
        _do_order,
        primary=True,
        hint=_most,
    ),
    Act(
        "rectified",
        c.RecordRectification,
        c.RecordRectification.verb(),
        "r",
        _rectified,
        _do_rectified,
        primary=True,
    ),
    Act(
        "tell-revocation",
        c.TellRevocation,
        c.TellRevocation.verb(),
        "b",
        _tell,
        _do_tell,
        hint=lambda on: _("《拟撤销告知书》由系统编号、制作，请送达；听取意见以后才能撤销。"),
    ),
    Act(
        "revoke",
        c.Revoke,
        c.Revoke.verb(),
        "v",
        lambda on, d: on.new(f.RevokeForm, d),
        _do_revoke,
        careful=True,
        hint=_what_a_revocation_does,
    ),
    Act(
        "cancel-licence",
        c.Cancel,
        c.Cancel.verb(),
        "",
        lambda on, d: on.new(f.CancelForm, d),
        _do_cancel,
        careful=True,
    ),
    Act(
        "record-credit",
        c.RecordCredit,
        c.RecordCredit.verb(),
        "",
        lambda on, d: on.new(f.CreditForm, d),
        _do_record,
    ),
)


def group_of(on: Occasion, panel: dict[str, Any]) -> dict[str, Any]:
    """The panel with the acts of this file folded into one group, open where something is owed here."""
    file, rule = on.file, _rule(on)
    theirs = {file.item.step_of(StepKind.DECISION).post, *([rule.check_post] if rule else [])}
    owed = owed_for_licence(file.case, file.item, file.calendar)
    # Before there is a licence, and to those who never act on one, nothing is said of it.
    return folded(
        panel,
        LICENCE_ACTS,
        _TITLE,
        "g",
        open_=lambda inside: owed is not None and owed.post == on.post,
        shown=lambda inside: file.case.licence is not None and (inside or on.post in theirs),
    )
