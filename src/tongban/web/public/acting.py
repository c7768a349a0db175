"""代人申请 — for whom a draft is filled in, under which mandate; kept with the draft until it is filed.

Of an applicant who has an account the draft keeps the account's id and not the name. Somebody without one
gets a record when the application is filed, not before.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tongban.handling.mandate_ports import Power
from tongban.handling.mandates import MandateGiven
from tongban.handling.uploads import Upload
from tongban.store.models import Account, Draft
from tongban.web.agency import walk_in
from tongban.web.public.parties import Party

#: Where the mandate's paper lies among a draft's files. An item that lists a material of this id gets the
#: same file: nobody is asked for it twice.
PAPER = "mandate"


@dataclass(frozen=True, slots=True)
class Acting:
    """代办 — whom one acts for, and what the mandate says; `account` is empty where there is none yet."""

    account: str
    new_account: str
    name: str
    number: str
    powers: frozenset[Power]
    begin: date
    until: date | None

    @property
    def applicant_name(self) -> str:
        """The applicant's name; of somebody with an account, as it is there today."""
        if not self.account:
            return self.name
        found = Account.objects.filter(pk=self.account).first()
        return found.display_name if found else ""

    def applicant(self) -> str:
        """The id of the applicant's account, or of the record made for them."""
        return self.account or str(walk_in(UUID(self.new_account), self.name).pk)

    def mandate(self, agent: Account, paper: Upload | None) -> MandateGiven:
        """The mandate as it is handed in."""
        return MandateGiven(
            name=agent.display_name,
            number=self.number,
            powers=self.powers,
            begin=self.begin,
            until=self.until,
            paper=paper,
        )


def acting_in(draft: Draft) -> Acting | None:
    """Whom the draft is filled in for; None for one's own."""
    kept: dict[str, Any] | None = draft.answers.get("acting")
    if not kept:
        return None
    return Acting(
        account=kept["account"],
        new_account=kept["new_account"],
        name=kept["name"],
        number=kept["number"],
        powers=frozenset(map(Power, kept["powers"])),
        begin=date.fromisoformat(kept["begin"]),
        until=date.fromisoformat(kept["until"]) if kept["until"] else None,
    )


def act_for(draft: Draft, party: Party) -> None:
    """Let an agent fill a draft in for whom they acted before, as that mandate said; not saved before now."""
    agency = party.agency
    if agency is None or draft.answers.get("acting"):
        return
    given = agency.mandate
    acting = Acting(
        account=party.case.applicant,
        new_account=party.case.applicant,
        name="",
        number=agency.person.number,
        powers=given.powers,
        begin=given.begin,
        until=given.until,
    )
    draft.answers = {**draft.answers, "acting": kept_form(acting)}
    draft.save(update_fields=["answers"])


def kept_form(acting: Acting) -> dict[str, Any]:
    """What the draft keeps of it."""
    return {
        "account": acting.account,
        "new_account": acting.new_account,
        "name": "" if acting.account else acting.name,
        "number": acting.number,
        "powers": sorted(acting.powers),
        "begin": acting.begin.isoformat(),
        "until": acting.until.isoformat() if acting.until else "",
    }
