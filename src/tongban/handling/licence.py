"""取得许可之后 — the verbs of revocation, cancellation and the credit record.

依据 Basis: 行政许可法§7, §69 (revocation, after hearing the holder), §70 (cancellation), §79 (fraud).
"""

from datetime import date

from tongban.catalogue.authorities import WordedDocument
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask, Errand
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
            errand.document_number(WordedDocument.REVOCATION_NOTICE),
            errand.seal_about_applicant("revocation", reasons),
        )
    )


def revoke(handler: Handler, ask: Ask, *, reasons: str, remedies: c.Remedies | None) -> Answer:
    """撤销许可 — a numbered decision with reasons and remedies, on the ground that was told."""
    errand = Errand(handler, ask, "revoke", remedies, reasons=reasons)
    return errand.run(
        lambda errand: c.Revoke(
            errand.document_number(WordedDocument.REVOCATION_DECISION),
            errand.seal_about_applicant("revocation", reasons),
            remedies,
        )
    )


def cancel(handler: Handler, ask: Ask, ground: c.CancellationGround) -> Answer:
    """注销许可 — a numbered notice; the licence is struck from the register."""
    errand = Errand(handler, ask, "cancel", ground.value)
    return errand.run(
        lambda errand: c.Cancel(ground, errand.document_number(WordedDocument.CANCELLATION_NOTICE))
    )


def record_credit(handler: Handler, ask: Ask, credit_number: str) -> Answer:
    """记入信用 — under the number the credit platform gave."""
    errand = Errand(handler, ask, "record_credit", credit_number=credit_number)
    return errand.run(lambda errand: c.RecordCredit(credit_number.strip()))
