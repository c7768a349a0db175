"""删除 — everything this deployment holds about a person, in one act.

The subject's key goes first: should the rest fail, what was sealed is unreadable already, and doing
it again finishes it.
"""

from uuid import UUID

from tongban.handling.ports import PersonalData
from tongban.store.models import Account, Draft

_GONE = "（已删除）"


def erase_person(personal: PersonalData, subject: UUID) -> int:
    """Destroy the subject's key, empty the account, delete its drafts; the values that became unreadable.

    依据 Basis: 个人信息保护法§47.

    Raises:
        UnderLegalHold: the law makes us keep these data; nothing was erased.
    """
    values = personal.erase(str(subject))
    account = Account.objects.filter(pk=subject).first()
    if account is not None:
        Draft.objects.filter(applicant=account).delete()
        account.username = f"erased-{account.pk}"
        account.display_name = _GONE
        account.is_active = False
        account.set_unusable_password()
        account.save()
    return values
