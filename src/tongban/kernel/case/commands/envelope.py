"""指令信封 — who asks what of a case, when and at which post."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from tongban.kernel.words import Bilingual


class Body:
    """What a command asks; every verb below is one."""

    zh: ClassVar[str] = ""
    en: ClassVar[str] = ""

    @classmethod
    def verb(cls) -> Bilingual:
        """The verb as a reader knows it."""
        return Bilingual(cls.zh, cls.en)


@dataclass(frozen=True, slots=True)
class Command:
    """指令信封 — one ask, with who, where, when.

    `id` makes a retry harmless; `at` is the UTC instant of entry, `occurred_at` the earlier one of a
    late entry; `actor` is an account id, `post` the post it acts at.
    """

    id: str
    case_id: str
    at: datetime
    actor: str
    post: str
    body: Body
    occurred_at: datetime | None = None
