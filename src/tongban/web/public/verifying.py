"""查验证照 — is a licence valid: by its number, and by the bytes of its file.

Two independent questions about a file: whether its seal holds, and whether it is, byte for byte, the
document this office recorded. Only both together are a yes.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongban.catalogue import Implementation
from tongban.handling.carrying_out import Standing
from tongban.handling.occasion import answers_of
from tongban.handling.sealing import SealReport, SealState
from tongban.kernel import Case, Status
from tongban.kernel.case.commands import DocumentKind, Outcome
from tongban.kernel.case.state import LicenceState
from tongban.kernel.words import Bilingual
from tongban.web.public.renewing import renewed_how
from tongban.web.wiring import Office

LARGEST_FILE_BYTES = 20 * 1024 * 1024
_SHORT_NAME = 4


@dataclass(frozen=True, slots=True)
class Inspection:
    """监督检查 — when, and with what result."""

    on: date
    finding: Bilingual


_PUT_RIGHT: Mapping[bool | None, Bilingual] = {
    None: Bilingual("责令限期整改", "ordered to be put right"),
    True: Bilingual("责令限期整改，已整改", "ordered to be put right, and was"),
    False: Bilingual("责令限期整改，没有整改", "ordered to be put right, and was not"),
}


@dataclass(frozen=True, slots=True)
class Licence:
    """证照 — what the public may know of a licence."""

    number: str
    case: Case
    implementation: Implementation
    holder: str
    today: date

    @property
    def digest(self) -> str:
        """SHA-256 of the document as it was sealed; empty while it is being made."""
        recorded = self.case.documents.get(DocumentKind.LICENCE)
        return recorded.digest if recorded else ""

    @property
    def is_expired(self) -> bool:
        """Whether its last day is over."""
        return self.case.valid_until is not None and self.today > self.case.valid_until

    @property
    def ended(self) -> Bilingual | None:
        """已撤销、已注销 — how it ended, where it did; then it is not valid, whatever is printed on it."""
        licence = self.case.licence
        return licence.state.label if licence and licence.state is not LicenceState.IN_FORCE else None

    @property
    def ended_on(self) -> date | None:
        """Since which day it is not valid."""
        return self.case.licence.ended_on if self.case.licence else None

    @property
    def renewed(self) -> Bilingual | None:
        """已延续 — until when it was valid before, and how it was renewed; None where it was not."""
        return renewed_how(self.case)

    @property
    def inspections(self) -> list["Inspection"]:
        """监督检查 — what was checked of a promise after the grant, and whether it was put right (§61(3))."""
        promise = self.case.commitment
        if promise is None or promise.finding is None or promise.checked_on is None:
            return []
        found = [Inspection(promise.checked_on, promise.finding.label)]
        if promise.rectify_ordered_on is not None:
            found.append(Inspection(promise.rectify_ordered_on, _PUT_RIGHT[promise.rectified]))
        return found

    @property
    def is_valid(self) -> bool:
        """Whether it entitles its holder today."""
        decided = self.case.status in (Status.DECIDED, Status.CLOSED)
        return decided and self.ended is None and not self.is_expired

    @property
    def authority(self) -> Bilingual:
        """Who issued it."""
        names: Mapping[str, Bilingual] = (
            self.implementation.directory.names if self.implementation.directory else {}
        )
        key = self.implementation.authority
        return names.get(key) or Bilingual(key, key)


def licence_of(office: Office, standing: Standing, implementation: Implementation) -> Licence | None:
    """The licence a case ended with; None where it did not."""
    case = standing.case
    if case.outcome is not Outcome.GRANTED:
        return None
    history = office.handler.history(case.id)
    holder = masked(answers_of(office.handler, case.id, history).form.get("holder", ""))
    return Licence(case.outcome_number, case, implementation, holder, office.today(case.division))


def masked(name: str) -> str:
    """A name that its holder recognises and a stranger cannot use.

    >>> masked("李申请"), masked("演示市老街坊餐饮有限公司"), masked("")
    ('李**', '演示****限公司', '')
    """
    if len(name) <= _SHORT_NAME:
        return name[:1] + "*" * (len(name) - 1)
    return f"{name[:2]}****{name[-3:]}"


@dataclass(frozen=True, slots=True)
class FileFinding:
    """查验结论 — what a file proves: its seal, and whether it is the recorded document."""

    seal: SealReport
    same_bytes: bool | None
    licence: Licence | None

    @property
    def is_genuine(self) -> bool:
        """Whether the file is, unchanged, a document that this office sealed and recorded."""
        return self.seal.is_valid and self.same_bytes is True

    @property
    def is_doubtful(self) -> bool:
        """Whether nobody should rely on the file; a sound seal with no number to compare is not one."""
        fallen = self.licence is not None and self.licence.ended is not None
        return not self.seal.is_valid or self.same_bytes is False or fallen

    @property
    def headline(self) -> Bilingual:
        """The answer in a sentence."""
        if self.is_genuine:
            assert self.licence is not None  # bytes were compared with its digest
            if self.licence.is_valid:
                return Bilingual(
                    "是真的：文件与签发时一字不差。", "Genuine: the file is byte for byte as issued."
                )
            if self.licence.ended is not None:
                return Bilingual(
                    "文件是真的，但证照{ended}，现在无效。",
                    "The file is genuine, but the licence is {ended}: it is not valid.",
                ).fill(ended=self.licence.ended)
            return Bilingual(
                "文件是真的，但证照已过有效期。", "The file is genuine, but the licence has expired."
            )
        if not self.seal.is_valid:
            return Bilingual(self.seal.state.zh, self.seal.state.en)
        if self.same_bytes is False and self.licence is not None and self.licence.renewed is not None:
            return Bilingual(
                "印章有效，但这个编号的证照延续过，这不是延续以后的文件。",
                "The seal is valid, but the licence with that number was renewed, and this is not its file.",
            )
        if self.same_bytes is False:
            return Bilingual(
                "印章有效，但这不是该编号证照的文件。",
                "The seal is valid, but this is not the file of the licence with that number.",
            )
        return Bilingual(
            "印章有效，文件未被改动。要确认证照现在是否有效，请再填写编号。",
            "The seal is valid, nothing was changed. Add the number to learn whether it is in force.",
        )

    @property
    def problems(self) -> list[Bilingual]:
        """Why the seal does not hold; once the bytes differ, what else is wrong says nothing more."""
        found = self.seal.problems[:1] if self.seal.state is SealState.MODIFIED else self.seal.problems
        return [Bilingual(problem.zh, problem.en) for problem in found]


def examine(office: Office, content: bytes, licence: Licence | None) -> FileFinding:
    """Check a file against its seal and, where its licence is known, against the recorded digest."""
    same: bool | None = None
    if licence is not None and licence.digest:
        same = hashlib.sha256(content).hexdigest() == licence.digest
    report: Any = office.ports.seal.verify(content)
    return FileFinding(report, same, licence)
