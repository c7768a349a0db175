"""Ending 终止与承继: what the public page says of an end, a successor, or powers that moved.

That somebody died is told to those concerned, in a message and a notice, and not to whoever has the number.
"""

from tongban.kernel import Happening
from tongban.kernel.case import events as e
from tongban.kernel.words import Bilingual

_TAKEN_OVER = Bilingual(
    "材料、告知和期限照旧，不重新起算。",
    "Papers, notices and limits stand as they are; nothing begins anew.",
)
_MOVED = Bilingual(
    "因职权调整改由新的机关办理（{document}）。您不用重新申请，期限不重新起算。",
    "Powers moved ({document}) and another authority goes on with it. You need not apply again, and no limit "
    "starts anew.",
)
_NUMBER = Bilingual("通知书文号 {number}。", "Notice {number}.")


def detail_of(body: Happening) -> Bilingual | None:
    """What such an event means for the applicant, beneath its title; None of other events."""
    match body:
        case e.CaseEnded(notice_number=str() as number) if number:
            return _NUMBER.fill(number=number)
        case e.ApplicationTakenOver():
            return _TAKEN_OVER
        case e.CaseTransferred():
            return _MOVED.fill(document=body.document)
    return None
