"""职权移交的指令 — powers go to another authority while the case runs."""

from dataclasses import dataclass
from typing import ClassVar

from tongban.kernel.case.commands.envelope import Body


@dataclass(frozen=True, slots=True)
class Seat:
    """岗位 — a post, and the authority it is of."""

    authority: str
    post: str


@dataclass(frozen=True, slots=True)
class PostMoved:
    """岗位对应 — which post takes the place of one that is given up."""

    post: str
    to: Seat


@dataclass(frozen=True, slots=True)
class TransferCase(Body):
    """移交办件 — what `authority` had in this case goes on at other posts, by a document that says so.

    A merger maps every post to one authority, a division some to each. `receiving` are the posts that the
    receiving authorities have, as their directory says.
    """

    zh: ClassVar[str] = "移交办件"
    en: ClassVar[str] = "transfer the case"

    authority: str
    posts: tuple[PostMoved, ...]
    receiving: tuple[Seat, ...]
    document: str
    basis: str
