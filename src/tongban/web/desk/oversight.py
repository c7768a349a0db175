"""Acts of handing over to the overseer 审管衔接: acknowledge, send back, hand over anew.

依据 Basis: 行政许可法§61; 优化营商环境条例§51; what the item cites.
"""

from typing import Any

from django.utils.translation import gettext as _

from tongban.handling import oversight
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask
from tongban.kernel.case import commands as c
from tongban.kernel.case.hand_over import HandOver, HandOverState
from tongban.kernel.words import Bilingual
from tongban.web.design.templatetags.design import in_words
from tongban.web.desk import oversight_forms as f
from tongban.web.desk.act import Act, Occasion
from tongban.web.staff.acting import ActForm
from tongban.web.staff.casefile import CaseFile
from tongban.web.wiring import office

# --- forms that know the case


def _own(on: Occasion) -> list[HandOver]:
    """What waits for the reader's post."""
    awaited = (h for h in on.file.case.hand_overs.values() if h.state is HandOverState.AWAITED)
    return [h for h in awaited if h.to.post == on.post]


def _sent_back(on: Occasion) -> list[HandOver]:
    return [h for h in on.file.case.hand_overs.values() if h.state is HandOverState.REJECTED]


def _choices(hand_overs: list[HandOver]) -> list[tuple[str, Any]]:
    return [(h.id, _("%(reason)s（%(day)s 移交）") % _said(h)) for h in hand_overs]


def _said(handed: HandOver) -> dict[str, Any]:
    return {"reason": in_words(handed.reason.label), "day": handed.handed_on}


def _acknowledge(on: Occasion, data: Any) -> ActForm:
    licence = on.file.case.licence
    in_force = licence is not None and licence.is_in_force
    hand_overs = _choices(_own(on))
    return on.new(f.AcknowledgeForm, data, hand_overs=hand_overs, today=on.file.today, in_force=in_force)


def _reject(on: Occasion, data: Any) -> ActForm:
    own = [h for h in _own(on) if h.to not in h.rejected_by]
    mine = {h.to.authority for h in own}
    directory = office().catalogue.directory
    others = [(a.id, in_words(a.name)) for a in directory.authorities if a.id not in mine and a.posts]
    return on.new(f.RejectForm, data, hand_overs=_choices(own), authorities=others)


def _again(on: Occasion, data: Any) -> ActForm:
    back = _sent_back(on)
    initial = {"to": _proposed(back[0])} if back else {}
    return on.new(f.AgainForm, data, hand_overs=_choices(back), seats=_seats(), initial=initial)


def _seats() -> dict[str, list[tuple[str, Any]]]:
    """Every post there is, by its authority."""
    return {
        in_words(authority.name): [
            (f"{authority.id}/{post.id}", in_words(post.name)) for post in authority.posts
        ]
        for authority in office().catalogue.directory.authorities
        if authority.posts
    }


def _proposed(handed: HandOver) -> str:
    """The post that oversees for the authority that was named, or else where it was sent before."""
    house = office()
    seats = [i.oversight for i in house.catalogue.all_in_force(house.today()) if i.oversight]
    named = next((s for s in seats if s.authority == handed.right), None)
    if named is not None:
        return f"{named.authority}/{named.post}"
    authority = house.catalogue.directory.by_id.get(handed.right)
    if authority is not None and authority.posts:
        return f"{authority.id}/{authority.posts[0].id}"
    return f"{handed.to.authority}/{handed.to.post}"


# --- what a valid form asks


def _do_acknowledge(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return oversight.acknowledge(handler, ask, said["hand_over"], f.plan_in(said))


def _do_reject(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    fault = c.HandOverFault(said["fault"])
    return oversight.reject(
        handler, ask, said["hand_over"], fault, right=said["right"], reasons=said["reasons"]
    )


def _do_again(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    directory = office().catalogue.directory
    receiving = {c.Seat(a.id, post.id) for a in directory.authorities for post in a.posts}
    return oversight.hand_over_again(
        handler, ask, said["hand_over"], f.seat_in(said), note=said["note"], receiving=receiving
    )


# --- what is said above a form


def _once(on: Occasion) -> str:
    return _("每个岗位对同一次移交只能退回一次；再次移交仍有争议的，先签收，再报请协调。")


def _why_back(on: Occasion) -> Any:
    back = _sent_back(on)
    if not back:
        return ""
    return why_sent_back(on.file, back[0])


def why_sent_back(file: CaseFile, handed: HandOver) -> Bilingual:
    """By whom, and whose they say it is."""
    assert handed.fault is not None, "said when it was sent back"
    by = file.item.name_of(handed.to.authority)
    if handed.right:
        return Bilingual(
            "{by}退回：应由{right}监管。", "{by} sent it back: {right} should oversee this."
        ).fill(by=by, right=file.item.name_of(handed.right))
    return Bilingual("{by}退回：移交内容不全。", "{by} sent it back: something is missing.").fill(by=by)


OVERSIGHT_ACTS: tuple[Act, ...] = (
    Act(
        "acknowledge",
        c.AcknowledgeHandOver,
        c.AcknowledgeHandOver.verb(),
        "c",
        _acknowledge,
        _do_acknowledge,
        primary=True,
    ),
    Act(
        "reject-hand-over",
        c.RejectHandOver,
        c.RejectHandOver.verb(),
        "r",
        _reject,
        _do_reject,
        hint=_once,
    ),
    Act(
        "hand-over-again",
        c.HandOverAgain,
        c.HandOverAgain.verb(),
        "o",
        _again,
        _do_again,
        primary=True,
        hint=_why_back,
    ),
)
