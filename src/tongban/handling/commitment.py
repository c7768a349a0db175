"""告知承诺 — the verbs of granting on a commitment, and of its check after the grant.

Online the applicant reads what is committed to before choosing: the system tells it then, at the intake
post (国办发〔2020〕42号: once, in writing; an electronic text counts). At the window the sheet is printed,
signed and scanned. What is on record against who would commit is asked before they are told of it, and
again when they commit.

依据 Basis: 国办发〔2020〕42号; what the item cites.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from tongban.catalogue.authorities import WordedDocument
from tongban.handling.access import SYSTEM, acts_at_the_counter, require_party
from tongban.handling.carrying_out import Answer, Handler, Standing
from tongban.handling.credit import standing_of_committer
from tongban.handling.errand import Actor, Ask, Errand
from tongban.handling.occasion import answers_of
from tongban.handling.uploads import Upload
from tongban.kernel import Body
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.kernel.refusals import CommitmentBarred, CommitmentMissing, Refusal

#: Who tells what is committed to where nobody stands at a window.
TELLER = f"{SYSTEM}commitment"


class OnlyTheApplicantPromises(Refusal):
    """承诺由申请人本人作出。"""

    zh = "承诺须由申请人本人作出，代理人不能代为承诺。"
    en = "A commitment is the applicant's own; an agent cannot give it."
    basis = "国办发〔2020〕42号"
    remedy_zh = "请申请人本人登录后承诺，或者在窗口签署承诺书；不承诺的，按一般程序办理。"
    remedy_en = "The applicant signs in, or signs the sheet at the counter; or take the ordinary route."


@dataclass(frozen=True, slots=True)
class Confirmation:
    """网上确认 — the name under which somebody confirmed, and the very text they confirmed; personal data."""

    name: str
    text: str


def tell_commitment(handler: Handler, ask: Ask) -> Answer:
    """告知承诺内容 — a numbered sheet: obligation, content, consequence of a false promise.

    Raises:
        CommitmentBarred: the applicant may not commit, so there is nothing to tell; no number is spent.
    """
    errand = Errand(handler, ask, "tell_commitment")

    def body(errand: Errand) -> Body:
        item = errand.standing.item
        # The kernel refuses everybody else, who learns nothing of the applicant's credit here.
        if item.commitment is not None and acts_at_the_counter(item, ask.actor):
            record = _credit_of_committer(errand)
            if record.bars:
                raise CommitmentBarred(standing=record.label)
        return c.TellCommitment(errand.document_number(WordedDocument.COMMITMENT))

    return errand.run(body)


def commit(handler: Handler, ask: Ask, signed: Upload | Confirmation | None) -> Answer:
    """作出承诺 — on the sheet signed at the window, or confirmed online; by the applicant's own choice."""
    paper = signed.digest if isinstance(signed, Upload) else ""
    said = signed if isinstance(signed, Confirmation) else Confirmation("", "")
    errand = Errand(handler, ask, "commit", paper, signer=said.name, promise=said.text)

    def body(errand: Errand) -> Body:
        _require_committer(errand.standing, ask.actor)
        kept = _kept(errand, errand.standing.case.applicant, signed)
        return c.Commit(kept, _credit_of_committer(errand))

    return errand.run(body)


def commit_online(handler: Handler, ask: Ask, confirmed: Confirmation) -> Answer:
    """网上承诺 — what the applicant read is recorded as told, then that they confirmed it; harmless again.

    Whoever may not commit is refused before anything is recorded as told.
    """
    standing = handler.standing(ask.case_id)
    _require_committer(standing, ask.actor)
    if not confirmed.name.strip():
        raise CommitmentMissing()
    _tell_what_was_read(handler, ask, standing)
    return commit(handler, ask, confirmed)


def commit_on_paper(handler: Handler, ask: Ask, sheet: Upload) -> Answer:
    """书面承诺 — on the sheet that was signed at the window for a life event: what was told with it is
    recorded as told, then that it was signed; harmless again."""
    standing = handler.standing(ask.case_id)
    _require_committer(standing, ask.actor)
    _tell_what_was_read(handler, ask, standing)
    return commit(handler, ask, sheet)


def _tell_what_was_read(handler: Handler, ask: Ask, standing: Standing) -> None:
    if standing.case.commitment_told_on is None:
        post = standing.item.step_of(StepKind.INTAKE).post
        tell_commitment(handler, Ask(ask.case_id, f"{ask.command_id}:told", Actor(TELLER, post)))


def record_check(
    handler: Handler, ask: Ask, finding: c.CheckFinding, staff: Sequence[str], reasons: str = ""
) -> Answer:
    """登记核查 — by two or more, named by their accounts; what is not kept, with reasons."""
    errand = Errand(handler, ask, "record_check", finding.value, staff=list(staff), reasons=reasons)
    return errand.run(
        lambda errand: c.RecordCheck(finding, tuple(staff), errand.seal_about_applicant("check", reasons))
    )


def order_rectification(handler: Handler, ask: Ask, working_days: int, reasons: str) -> Answer:
    """责令限期整改 — a numbered order: what is not as promised, and by when it must be."""
    errand = Errand(handler, ask, "order_rectification", working_days, reasons=reasons)
    return errand.run(
        lambda errand: c.OrderRectification(
            working_days,
            errand.document_number(WordedDocument.RECTIFICATION_ORDER),
            errand.seal_about_applicant("rectification", reasons),
        )
    )


def record_rectification(
    handler: Handler, ask: Ask, passed: bool, staff: Sequence[str], reasons: str = ""
) -> Answer:
    """登记整改 — checked again by two or more: as promised now, or not."""
    errand = Errand(handler, ask, "record_rectification", passed, staff=list(staff), reasons=reasons)
    return errand.run(
        lambda errand: c.RecordRectification(
            passed, tuple(staff), errand.seal_about_applicant("rectified", reasons)
        )
    )


def confirmation_in(text: str | None) -> Confirmation | None:
    """What was confirmed online, as it was kept; None once erased, or where a sheet was signed."""
    content = json.loads(text) if text else {}
    return Confirmation(content["name"], content["promise"]) if "promise" in content else None


def _require_committer(standing: Standing, actor: Actor) -> None:
    require_party(standing.case, standing.item, actor, c.Commit.verb())
    if not actor.post and actor.id != standing.case.applicant:
        raise OnlyTheApplicantPromises()


def _credit_of_committer(errand: Errand) -> c.CreditStanding:
    handler, case = errand.handler, errand.standing.case
    return standing_of_committer(
        handler.ports.credit,
        case.applicant,
        handler.ports.catalogue.asked(errand.standing.item).form,
        answers_of(handler, case.id, handler.history(case.id)).form,
        errand.day(case.division),
    )


def _kept(errand: Errand, applicant: str, signed: Upload | Confirmation | None) -> c.Reference | None:
    if isinstance(signed, Upload):
        return errand.keep_file(applicant, signed)
    if signed is None or not signed.name.strip():
        return None
    content = {"name": signed.name.strip(), "promise": signed.text}
    return errand.seal(applicant, "commitment", json.dumps(content, ensure_ascii=False))
