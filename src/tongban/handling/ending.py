"""终止与承继 — the verbs by which a case ends without a decision, or goes on under a successor.

What proves it, a certificate or an entry of a register, is kept as a file: of the applicant's where the case
ends, of the successor's where it goes on. The end is told in a numbered notice, also where nobody is left to
read it: it lies in the file, and heirs or liquidators may fight it.

依据 Basis: 行政许可法§70 by analogy; what the item publishes of a time to supplement and of succession (§30).
"""

import json
from collections.abc import Mapping

from tongban.catalogue.authorities import WordedDocument
from tongban.handling.answers import check_answers
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask, Errand
from tongban.handling.occasion import answers_of
from tongban.handling.uploads import Upload
from tongban.kernel import Body
from tongban.kernel.case import commands as c


def end(
    handler: Handler,
    ask: Ask,
    ground: c.EndGround,
    *,
    proof: Upload | None = None,
    no_successor: Upload | None = None,
) -> Answer:
    """终止办理 — on a ground with its proof, by a notice."""
    errand = Errand(handler, ask, "end_case", ground.value, _known(proof), _known(no_successor))

    def body(errand: Errand) -> Body:
        applicant = errand.standing.case.applicant
        return c.EndCase(
            ground,
            errand.keep_file(applicant, proof) if proof else None,
            errand.keep_file(applicant, no_successor) if no_successor else None,
            errand.document_number(WordedDocument.END_NOTICE),
        )

    return errand.run(body)


def take_over(
    handler: Handler,
    ask: Ask,
    ground: c.SuccessionGround,
    successor: str,
    *,
    proof: Upload | None,
    particulars: Mapping[str, str] | None = None,
) -> Answer:
    """承继申请 — by an account of the successor, with what is theirs of the particulars, such as the name.

    Raises:
        AnswersUnusable: the particulars are not what the item asks for.
    """
    theirs = dict(particulars or {})
    errand = Errand(
        handler, ask, "take_over", ground.value, _known(proof), sorted(theirs.items()), successor=successor
    )

    def body(errand: Errand) -> Body:
        if proof is None or not successor:
            return c.TakeOver(ground, successor, None)
        known = answers_of(handler, ask.case_id, handler.history(ask.case_id))
        answers = None
        if theirs and known.form:  # what was erased is not put together again
            form = {**known.form, **theirs}
            check_answers(handler.ports.catalogue.asked(errand.standing.item), known.facts, form)
            content = {"facts": dict(known.facts), "form": form}
            answers = errand.seal(
                successor, "answers", json.dumps(content, ensure_ascii=False, sort_keys=True)
            )
        return c.TakeOver(ground, successor, errand.keep_file(successor, proof), answers)

    return errand.run(body)


def _known(upload: Upload | None) -> str:
    return f"{upload.name}:{upload.digest}" if upload else ""
