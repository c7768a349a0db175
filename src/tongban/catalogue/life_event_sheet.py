"""一张表单、一套材料 — what a life event asks, merged from its members; each member's part of the answers.

The sheet has the shape of an item, so that the guide and the application read it as they read any: what a
member asks is asked under a name of the whole, and its conditions look at those names.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol, TypeVar

from tongban.catalogue.fee import Fee
from tongban.catalogue.item import Implementation
from tongban.catalogue.life_event import LifeEvent, Member, Same
from tongban.catalogue.parts import FormField, Material, Question
from tongban.kernel.case.conditions import (
    All,
    Any,
    Compare,
    Condition,
    Fact,
    Facts,
    In,
    Not,
    facts_of,
    holds,
)
from tongban.kernel.life_event import Feed, MemberRule, Rules
from tongban.kernel.words import Bilingual


class _Part(Protocol):
    @property
    def id(self) -> str: ...


Part = TypeVar("Part", bound=_Part)
#: (member, part of its item) → the name it is asked under.
Names = Mapping[tuple[str, str], str]

_YES: Condition = All(())
_NO: Condition = Any(())


@dataclass(frozen=True)
class Sheet:
    """一件事表单 — a version of a life event beside the versions of its members' items in force that day.

    As a stage of a project it leaves out members that are there already (`without`), and asks for no material
    that flows from the project (`flowing`, as member and material).
    """

    life_event: LifeEvent
    items: Mapping[str, Implementation] = field(repr=False)
    without: tuple[str, ...] = ()
    flowing: frozenset[tuple[str, str]] = frozenset()

    # --- what is asked under which name

    @cached_property
    def questions(self) -> Names:
        """The names of questions; those that the life event answers itself have none."""
        return self._names(self.life_event.same.questions, lambda item: item.questions, given=True)

    @cached_property
    def fields(self) -> Names:
        """The names of form fields."""
        return self._names(self.life_event.same.form, lambda item: item.form)

    @cached_property
    def materials(self) -> Names:
        """The names of materials."""
        return self._names(self.life_event.same.materials, lambda item: item.materials)

    def _names(
        self,
        same: Sequence[Same],
        parts: Callable[[Implementation], Sequence[_Part]],
        *,
        given: bool = False,
    ) -> Names:
        merged = {part: one.id for one in same for part in one.parts}
        names = {}
        for member in self.life_event.members:
            for part in parts(self.items[member.id]):
                if not (given and part.id in member.given):
                    names[member.id, part.id] = merged.get((member.id, part.id), f"{member.id}__{part.id}")
        return names

    # --- the situation

    def has(self, member: Member, facts: Facts) -> bool | None:
        """Whether a situation told in part has the member; None while that depends on an open question."""
        if member.id in self.without:
            return False
        if any(name not in facts for name in facts_of(member.when)):
            return None
        return holds(member.when, facts)

    def planned(self, facts: Facts) -> tuple[Member, ...]:
        """The members that a situation has, as far as it is told."""
        return tuple(m for m in self.life_event.members if self.has(m, facts))

    # --- the whole, in the shape of an item

    def as_item(self, facts: Facts | None = None, *, perhaps: bool = False) -> Implementation:
        """What is asked; of the members that the situation has, or of all where none is told.

        Its steps, limits and fee are nobody's: each member keeps its own.

        Args:
            facts: the situation as far as it is told.
            perhaps: ask also what depends on an open question, for a guide.
        """
        event = self.life_event
        told = (True, None) if perhaps else (True,)
        asked = [
            m.id
            for m in event.members
            if m.id not in self.without and (facts is None or self.has(m, facts) in told)
        ]
        lead = next(
            (self.items[m.id] for m in event.members if self.items[m.id].authority == event.lead), None
        )
        return replace(
            lead or self.items[event.members[0].id],
            id=event.id,
            version=event.version,
            valid_from=event.valid_from,
            valid_until=event.valid_until,
            name=event.name,
            summary=event.summary,
            departments=event.departments,
            audience=event.audience,
            keywords=event.keywords,
            questions=(*event.questions, *self._questions_of(asked)),
            form=tuple(self._fields_of(asked)),
            materials=tuple(self._materials_of(asked)),
            conditions=(),
            steps=(),
            faq=(),
            special_procedures=(),
            tolerance=None,
            commitment=None,
            renewal=None,
            prior_notice=None,
            supplement=None,
            succession=None,
            oversight=None,
            dispute=None,
            needs_inspection=False,
            fee=Fee(charged=False),
            quota=None,
            places=None,
        )

    def _questions_of(self, members: Sequence[str]) -> Iterator[Question]:
        labels = {one.id: one.label for one in self.life_event.same.questions}
        found = self._merged(self.questions, members, lambda item: item.questions)
        for name, parts in found.items():
            question = parts[0][1]
            yield replace(question, id=name, text=labels.get(name) or question.text)

    def _fields_of(self, members: Sequence[str]) -> Iterator[FormField]:
        labels = {one.id: one.label for one in self.life_event.same.form}
        for name, parts in self._merged(self.fields, members, lambda item: item.form).items():
            asked = parts[0][1]
            yield replace(
                asked,
                id=name,
                label=labels.get(name) or asked.label,
                # One that a member can do without is asked all the same where another cannot.
                required=any(part.required for _, part in parts),
                longest=min(part.longest for _, part in parts),
            )

    def _materials_of(self, members: Sequence[str]) -> Iterator[Material]:
        labels = {one.id: one.label for one in self.life_event.same.materials}
        for name, parts in self._merged(self.materials, members, lambda item: item.materials).items():
            wanted = [condition for member, part in parts if (condition := self._wanted(member, part)) != _NO]
            if not wanted:
                continue
            material = parts[0][1]
            yield replace(
                material,
                id=name,
                name=labels.get(name) or material.name,
                when=None if _YES in wanted else Any(tuple(wanted)) if len(wanted) > 1 else wanted[0],
                gap_allowed=False,
                commitment_allowed=False,
            )

    def _merged(
        self,
        names: Names,
        members: Sequence[str],
        parts: Callable[[Implementation], Sequence[Part]],
    ) -> dict[str, list[tuple[str, Part]]]:
        """The parts by the name they are asked under: what is shared first, then member by member."""
        found: dict[str, list[tuple[str, Part]]] = {}
        for member in members:
            for part in parts(self.items[member]):
                if (member, part.id) in names:
                    found.setdefault(names[member, part.id], []).append((member, part))
        return dict(sorted(found.items(), key=lambda one: len(one[1]) == 1))

    def _wanted(self, member_id: str, material: Material) -> Condition:
        """When the applicant hands in a member's material: not where another member's result is that."""
        if (member_id, material.id) in self.flowing:
            return _NO
        member = self.life_event.by_id[member_id]
        parts = [self.renamed(member, material.when)]
        if member.when is not None:
            parts.append(member.when)
        for used in member.consumes:
            if used.as_material == material.id:
                producer = self.life_event.by_id[used.result_of]
                parts.append(_NO if producer.when is None else Not(producer.when))
        return _simple(All(tuple(parts)))

    def renamed(self, member: Member, condition: Condition | None) -> Condition:
        """A condition over a member's questions as one over the names of the whole."""
        match condition:
            case None:
                return _YES
            case All(parts):
                return _simple(All(tuple(self.renamed(member, part) for part in parts)))
            case Any(parts):
                return _simple(Any(tuple(self.renamed(member, part) for part in parts)))
            case Not(part):
                return _simple(Not(self.renamed(member, part)))
            case Compare(name) | In(name) if name in member.given:
                return _YES if holds(condition, member.given) else _NO
            case Compare(name) | In(name):
                return replace(condition, fact=self.questions[member.id, name])

    # --- for the kernel

    def for_kernel(self) -> Rules:
        """The life event as the kernel handles it."""
        event = self.life_event
        return Rules(
            id=event.id,
            version=event.version,
            digest=event.digest,
            name=event.name,
            lead=event.lead,
            members=tuple(
                MemberRule(
                    id=member.id,
                    item=member.item,
                    authority=self.items[member.id].authority,
                    name=self.items[member.id].name,
                    when=member.when,
                    needs=member.needs,
                    feeds=tuple(Feed(used.result_of, used.as_material) for used in member.consumes),
                    offers_commitment=self.items[member.id].commitment is not None,
                    offers_gap=self.items[member.id].tolerance is not None,
                )
                for member in event.members
            ),
            names=dict(event.directory.names) if event.directory else {},
        )

    # --- each member's part

    def facts_of(self, member: Member, facts: Facts) -> dict[str, Fact]:
        """What the member's own questions are answered with."""
        asked = {
            q.id: facts[name]
            for q in self.items[member.id].questions
            if (name := self._q(member, q)) in facts
        }
        return {**asked, **member.given}

    def _q(self, member: Member, question: Question) -> str:
        return self.questions.get((member.id, question.id), "")

    def form_of(self, member: Member, form: Mapping[str, str]) -> dict[str, str]:
        """What the member's own form is filled in with."""
        names = {part: name for (owner, part), name in self.fields.items() if owner == member.id}
        return {part: form[name] for part, name in names.items() if name in form}

    def materials_of(self, member: Member) -> dict[str, str]:
        """The member's materials, each with the name it is handed in under."""
        return {part: name for (owner, part), name in self.materials.items() if owner == member.id}

    def needed_by(self, member: Member, facts: Facts) -> dict[str, Material]:
        """What the applicant hands in for a member of this situation, by the names of the whole.

        What another member of the situation makes is not among it.
        """
        here = {one.id for one in self.planned(facts)}
        made = {used.as_material for used in member.consumes if used.result_of in here}
        needed = self.items[member.id].required_materials(self.facts_of(member, facts))
        return {self.materials[member.id, m.id]: m for m in needed if m.id not in made}

    def missing_of(self, member: Member, facts: Facts, handed_in: Collection[str]) -> tuple[str, ...]:
        """What of that is not in hand, by the member's own names."""
        needed = self.needed_by(member, facts)
        return tuple(m.id for name, m in needed.items() if name not in handed_in and not m.from_answers)

    def wanted(self, facts: Facts, commits: Collection[str] = ()) -> tuple[Material, ...]:
        """What is to be handed in, where some members are committed to: what that stands for is not."""
        users: dict[str, list[bool]] = {}
        for member in self.planned(facts):
            for name, material in self.needed_by(member, facts).items():
                spared = member.id in commits and material.commitment_allowed
                users.setdefault(name, []).append(spared)
        return tuple(
            material
            for material in self.as_item(facts).required_materials(facts)
            if not all(users.get(material.id, [False]))
        )

    def name_of(self, member_id: str) -> Bilingual:
        """A member as a reader knows it: the name of its item."""
        return self.items[member_id].name


def _simple(condition: Condition) -> Condition:
    """Without parts that are always or never met."""
    match condition:
        case All(parts):
            kept = tuple(part for part in parts if part != _YES)
            return _NO if _NO in kept else kept[0] if len(kept) == 1 else All(kept)
        case Any(parts):
            kept = tuple(part for part in parts if part != _NO)
            return _YES if _YES in kept else kept[0] if len(kept) == 1 else Any(kept)
        case Not(part) if part in (_YES, _NO):
            return _NO if part == _YES else _YES
    return condition
