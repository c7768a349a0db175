"""一件事 — several items as the one matter they are to the applicant: who leads, what waits for what.

A file names members, each an item of the same catalogue, and declares which of their questions, fields and
materials are the same: those are asked once. Nothing is taken to be the same because it looks alike; `check`
says where two members would ask the applicant twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated

from tongban.catalogue.authorities import Directory, DivisionCode
from tongban.catalogue.binding import Pattern, Range, Slug
from tongban.catalogue.code_lists import Audience, Role
from tongban.catalogue.parts import Department, Question
from tongban.catalogue.version import Version
from tongban.kernel.case.conditions import Condition, Fact
from tongban.kernel.words import Bilingual

#: A part of a member: `fire.premises` is what the member `fire` asks under `premises`.
PartOfMember = Annotated[
    str,
    Pattern(
        r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*\.[a-z][a-z0-9]*([_-][a-z0-9]+)*$",
        Bilingual("成员标识.要素标识，如 fire.premises", "member.part, such as `fire.premises`"),
    ),
]


@dataclass(frozen=True, slots=True)
class ListEntry:
    """一件事清单 — a list this life event stands on, and its year: there are several."""

    list: Slug
    year: Annotated[int, Range(2015, 2100)]
    name: Bilingual


@dataclass(frozen=True, slots=True)
class Consumed:
    """证照流转 — the result of one member is a material of another; the applicant does not fetch it."""

    result_of: Slug
    as_material: Slug


@dataclass(frozen=True, slots=True)
class Member:
    """成员事项 — an item of the life event, in the situations where `when` holds.

    It starts once every member of `after` and every one whose result it consumes has been granted; of those
    that this situation does not have it needs nothing. `given` answers questions of the item that make no
    sense within the life event.
    """

    id: Slug
    item: Slug
    when: Condition | None = None
    after: tuple[Slug, ...] = ()
    consumes: tuple[Consumed, ...] = ()
    given: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def needs(self) -> tuple[str, ...]:
        """The members it waits for, each once."""
        return tuple(dict.fromkeys((*self.after, *(used.result_of for used in self.consumes))))


@dataclass(frozen=True, slots=True)
class Same:
    """同一内容 — parts of several members that are one thing to the applicant: asked once.

    It is asked as the first of them says it; `label` is for where those words do not fit all.
    """

    id: Slug
    of: tuple[PartOfMember, ...]
    label: Bilingual | None = None

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """(member, part) of each."""
        return tuple((member, part) for member, _, part in (one.partition(".") for one in self.of))


@dataclass(frozen=True, slots=True)
class Sameness:
    """一表申请 — what is the same among questions, form fields and materials."""

    questions: tuple[Same, ...] = ()
    form: tuple[Same, ...] = ()
    materials: tuple[Same, ...] = ()


@dataclass(frozen=True)
class LifeEvent(Version):
    """一件事 — one published version: one notice, one form, one set of materials, members with their own
    acceptance, clock and decision.

    `questions` are its own, beside those of its members: what decides which members a situation has.
    """

    id: Slug
    version: str
    valid_from: date
    name: Bilingual
    summary: Bilingual
    lists: tuple[ListEntry, ...]
    basis: str
    division: DivisionCode
    departments: tuple[Department, ...]
    audience: tuple[Audience, ...]
    members: tuple[Member, ...]
    questions: tuple[Question, ...] = ()
    same: Sameness = Sameness()
    keywords: tuple[str, ...] = ()
    valid_until: date | None = None
    file: str = field(default="", metadata={"file": False}, compare=False, repr=False)
    lines: Mapping[str, int] = field(
        default_factory=dict, metadata={"file": False}, compare=False, repr=False
    )
    directory: Directory | None = field(default=None, metadata={"file": False}, compare=False, repr=False)

    @property
    def lead(self) -> str:
        """牵头部门 — empty where the file names none."""
        return next((d.id for d in self.departments if d.role is Role.LEAD), "")

    @cached_property
    def by_id(self) -> Mapping[str, Member]:
        """The members, by id."""
        return {member.id: member for member in self.members}

    def all_needed(self, member_id: str) -> Iterator[str]:
        """Every member that one waits for, directly or through others; each once, also within a ring."""
        seen, waiting = {member_id}, [member_id]
        while waiting:
            member = self.by_id.get(waiting.pop())
            for need in member.needs if member else ():
                if need not in seen:
                    seen.add(need)
                    waiting.append(need)
                    yield need
