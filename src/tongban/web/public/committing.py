"""告知承诺 — the choice an applicant makes while applying, and what is kept of it with the draft."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from tongban.catalogue import Implementation
from tongban.handling.commitment import Confirmation
from tongban.handling.terms import Terms, terms_of
from tongban.kernel.words import Bilingual
from tongban.store.models import Draft
from tongban.web.public.acting import acting_in

#: The part of a draft's answers that holds the choice.
COMMITMENT = "commitment"


class Part(StrEnum):
    """The two pages: which way, and what is promised."""

    CHOICE = "choice"
    PROMISE = "promise"


class Way(StrEnum):
    """办理方式 — on a commitment, or the ordinary way; neither is pressed upon anybody."""

    COMMIT = "commit"
    ORDINARY = "ordinary"


WAYS = {
    Way.COMMIT: Bilingual("告知承诺", "on a commitment"),
    Way.ORDINARY: Bilingual("一般程序", "the ordinary way"),
}
PARTS = {
    Part.CHOICE: Bilingual("办理方式", "Which way"),
    Part.PROMISE: Bilingual("承诺书", "What you promise"),
}


#: Particulars that name the applicant, or who signs for it.
_SIGNERS = ("legal_representative", "holder")


def is_among(name: str, names: Iterable[str]) -> bool:
    """Whether a name is one of these, however wide or far apart it was typed."""
    return _plain(name) in map(_plain, names)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


@dataclass
class Choice:
    """选择 — how far the applicant has come with it."""

    item: Implementation
    draft: Draft

    @cached_property
    def terms(self) -> Terms | None:
        """What committing would mean; none where it is not offered: to an agent it is not."""
        return None if acting_in(self.draft) is not None else terms_of(self.item)

    @property
    def way(self) -> Way | None:
        """What was chosen."""
        kept = self.draft.answers.get(COMMITMENT, {}).get(Part.CHOICE)
        return Way(kept) if self.terms is not None and kept in list(Way) else None

    @property
    def ways(self) -> list[tuple[Bilingual, Bilingual]]:
        """What was chosen, in words; nothing while nothing is."""
        return [(PARTS[Part.CHOICE], WAYS[self.way])] if self.way is not None else []

    @property
    def commits(self) -> bool:
        """Whether the applicant chose to commit."""
        return self.way is Way.COMMIT

    @property
    def signers(self) -> list[str]:
        """Whose name may stand under it: the applicant's, as the account or the form gives it."""
        form = self.draft.answers.get("form", {})
        given = (self.draft.applicant.display_name, *(form.get(name, "") for name in _SIGNERS))
        return [name for name in dict.fromkeys(given) if name]

    @property
    def confirmation(self) -> Confirmation | None:
        """What was confirmed; nothing where the text, or the applicant's name, is another one by now."""
        kept = self.draft.answers.get(COMMITMENT, {})
        if not self.commits or self.terms is None or kept.get(Part.PROMISE) != self.terms.text:
            return None
        name = str(kept.get("name", ""))
        return Confirmation(name, self.terms.text) if is_among(name, self.signers) else None

    @property
    def parts(self) -> list[Part]:
        """The pages there are, in order."""
        if self.terms is None:
            return []
        return [Part.CHOICE, Part.PROMISE] if self.commits else [Part.CHOICE]

    @property
    def open_parts(self) -> list[Part]:
        """The pages that are still to be filled in."""
        done = {Part.CHOICE: self.way is not None, Part.PROMISE: self.confirmation is not None}
        return [part for part in self.parts if not done[part]]
