"""一件事规则 — what the kernel needs to know of a life event: its members, what each waits for.

The catalogue reads and checks the published file and hands it over in this form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tongban.kernel.case.conditions import Condition
from tongban.kernel.words import Bilingual


@dataclass(frozen=True, slots=True)
class Feed:
    """证照流转 — the result of a member is handed in as a material of another."""

    result_of: str
    as_material: str


@dataclass(frozen=True, slots=True)
class Outside:
    """项目成果 — an outcome of the same project, not of this life event, that a member waits for, and as
    which of its materials it is handed in."""

    outcome: str
    as_materials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberRule:
    """成员规则 — which item, in which situations, after whose grant, with whose results."""

    id: str
    item: str
    authority: str
    name: Bilingual
    when: Condition | None = None
    needs: tuple[str, ...] = ()
    feeds: tuple[Feed, ...] = ()
    offers_commitment: bool = False
    offers_gap: bool = False


@dataclass(frozen=True)
class Rules:
    """一件事规则 — one version, with the items in force on the day of the application."""

    id: str
    version: str
    digest: str
    name: Bilingual
    lead: str
    members: tuple[MemberRule, ...]
    names: Mapping[str, Bilingual] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, MemberRule]:
        """The members, by id."""
        return {member.id: member for member in self.members}

    def name_of(self, key: str) -> Bilingual:
        """The name of a member, a department or a post; the key itself where nobody knows it."""
        member = self.by_id.get(key)
        return member.name if member else self.names.get(key, Bilingual(key, key))
