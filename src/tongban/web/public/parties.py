"""当事人 — who reads a case of their own: the applicant, or the agent within the mandate.

To everybody else a case of somebody's is as unknown as one that does not exist. The agent is told in words
what the mandate leaves out: they know of the case already.
"""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest

from tongban.handling import mandates
from tongban.handling.mandate_ports import Power
from tongban.kernel import Case
from tongban.kernel.case.commands import DocumentKind
from tongban.kernel.life_event import LifeEvent
from tongban.web.agency import Agency
from tongban.web.people import names_of
from tongban.web.wiring import Office

#: What opens the papers of a case; a decision is the result itself.
TO_READ = (Power.MESSAGES, Power.SUPPLEMENT)
OF_THE_RECEIPT = (Power.MESSAGES, Power.APPLY)
_RESULTS = (DocumentKind.LICENCE, DocumentKind.GRANT_DECISION, DocumentKind.REFUSAL)


def to_open(kind: DocumentKind) -> tuple[Power, ...]:
    """The powers of which an agent needs one to open a document of this kind."""
    if kind in _RESULTS:
        return (Power.COLLECT,)
    return OF_THE_RECEIPT if kind is DocumentKind.RECEIPT else (Power.MESSAGES,)


@dataclass(frozen=True)
class Party:
    """当事人 — the applicant of a case or a life event, or its agent."""

    office: Office
    case: Case | LifeEvent
    is_applicant: bool

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of applicant and agent, in one query."""
        return names_of({self.case.applicant, self.case.agent})

    @property
    def applicant(self) -> str:
        """The applicant's name."""
        return self.names.get(self.case.applicant, "")

    @cached_property
    def agency(self) -> Agency | None:
        """The mandate of the case, where an agent applied."""
        ports, case = self.office.ports, self.case
        mandate = mandates.of_case(ports, case)
        if mandate is None:
            return None
        person = mandates.person_of(ports, mandate)
        return Agency(mandate, person, self.office.today(case.division), self.names.get(case.agent, ""))

    def may(self, *powers: Power) -> bool:
        """Whether they may do one of these today; the applicant may do all."""
        return self.is_applicant or (self.agency is not None and self.agency.may(*powers))

    def require(self, *powers: Power) -> None:
        """Tell an agent, in words, that the mandate includes none of these; asked for nothing, tell nothing.

        Raises:
            MandateMissing, MandateNotYetInForce, MandateEnded, BeyondTheMandate: it does not.
        """
        if powers and not self.may(*powers):
            mandate = self.agency.mandate if self.agency else None
            mandates.require(mandate, powers[0], self.office.today(self.case.division))


def party_of(request: HttpRequest, office: Office, case: Case | LifeEvent) -> Party | None:
    """The reader as a party to the case, or the life event; None for everybody else."""
    if not request.user.is_authenticated:
        return None
    reader = str(request.user.pk)
    if reader not in (case.applicant, case.agent):
        return None
    return Party(office, case, reader == case.applicant)
