"""取得许可之后 — the verbs of revocation, cancellation and the credit record.

依据 Basis: 行政许可法§7, §69 (revocation, after hearing the holder), §70 (cancellation), §79 (fraud).
"""

from datetime import date

from tongban.catalogue.authorities import WordedDocument
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask, Errand
from tongban.handling.numbering import document_number
from tongban.kernel.case import commands as c


def tell_revocation(
    handler: Handler, ask: Ask, ground: c.RevocationGround, respond_by: date, reasons: str
) -> Answer:
    """告知拟撤销 — a numbered notice: the ground, why, and the last day to be heard."""
    errand = Errand(handler, ask, "tell_revocation", ground.value, respond_by, reasons=reasons)
    return errand.run(
        lambda errand: c.TellRevocation(
            ground,
            respond_by,
            _number(errand, WordedDocument.REVOCATION_NOTICE),
            _reasons(errand, "revocation", reasons),
        )
    )


def revoke(handler: Handler, ask: Ask, *, reasons: str, remedies: c.Remedies | None) -> Answer:
    """撤销许可 — a numbered decision with reasons and remedies, on the ground that was told."""
    errand = Errand(handler, ask, "revoke", remedies, reasons=reasons)
    return errand.run(
        lambda errand: c.Revoke(
            _number(errand, WordedDocument.REVOCATION_DECISION),
            _reasons(errand, "revocation", reasons),
            remedies,
        )
    )


def cancel(handler: Handler, ask: Ask, ground: c.CancellationGround) -> Answer:
    """注销许可 — a numbered notice; the licence is struck from the register."""
    errand = Errand(handler, ask, "cancel", ground.value)
    return errand.run(lambda errand: c.Cancel(ground, _number(errand, WordedDocument.CANCELLATION_NOTICE)))


def record_credit(handler: Handler, ask: Ask, credit_number: str) -> Answer:
    """记入信用 — under the number the credit platform gave."""
    errand = Errand(handler, ask, "record_credit", credit_number=credit_number)
    return errand.run(lambda errand: c.RecordCredit(credit_number.strip()))


def _number(errand: Errand, document: WordedDocument) -> str:
    standing = errand.handler.standing(errand.ask.case_id)
    on = errand.day(standing.case.division)
    return document_number(errand.handler.ports, standing.item, document, on)


def _reasons(errand: Errand, purpose: str, text: str) -> c.Reference | None:
    # Why a licence falls is about its holder, so it is the holder's personal data.
    applicant = errand.handler.standing(errand.ask.case_id).case.applicant
    return errand.seal_text(applicant, purpose, text)
