"""一件事的承诺 — what an applicant chooses and promises of the members while applying, and what that spares.

A draft of a life event is filled in like any; what is different is asked here: which members are committed
to, what is then handed in, and which members may begin with a gap.
"""

from dataclasses import dataclass
from functools import cached_property

from tongban.catalogue.life_event import Member
from tongban.catalogue.life_event_sheet import Sheet
from tongban.catalogue.parts import Material
from tongban.handling.commitment import Confirmation
from tongban.handling.life_event import promising as handling
from tongban.handling.life_event.promising import MemberPromise
from tongban.kernel.words import Bilingual
from tongban.web.public.acting import acting_in
from tongban.web.public.committing import COMMITMENT, WAYS, Choice, Part, Way, is_among
from tongban.web.public.drafts import Filling


def way_of(member: str) -> str:
    """Under which name a draft keeps which way a member goes."""
    return f"{Part.CHOICE}.{member}"


@dataclass
class WholeChoice(Choice):
    """选择 — member by member, with one name under all of it."""

    filling: "WholeFilling"

    @cached_property
    def offered(self) -> tuple[Member, ...]:
        """The members that can be committed to; none for an agent, whose promise it would not be."""
        if acting_in(self.draft) is not None or self.filling.open_questions:
            return ()
        sheet = self.filling.sheet
        planned = sheet.planned(self.filling.facts)
        return tuple(m for m in planned if sheet.items[m.id].commitment is not None)

    @property
    def chosen(self) -> dict[str, Way]:
        """Which way each of them goes, as far as it is said."""
        kept = self.draft.answers.get(COMMITMENT, {})
        said = {member.id: kept.get(way_of(member.id)) for member in self.offered}
        return {member: Way(way) for member, way in said.items() if way in list(Way)}

    @property
    def committed(self) -> tuple[str, ...]:
        """The members that are committed to."""
        return tuple(member for member, way in self.chosen.items() if way is Way.COMMIT)

    @property
    def commits(self) -> bool:
        """Whether any is."""
        return bool(self.committed)

    @property
    def ways(self) -> list[tuple[Bilingual, Bilingual]]:
        """What was chosen of each, in words."""
        return [(self.filling.sheet.name_of(member), WAYS[way]) for member, way in self.chosen.items()]

    @cached_property
    def promises(self) -> tuple[MemberPromise, ...]:
        """What is promised by committing, member by member."""
        return handling.promises_of(self.filling.sheet, self.filling.facts, self.committed, (), ())

    @property
    def text(self) -> str:
        """All of it in Chinese, as it is confirmed."""
        return handling.text_of(self.promises)

    @property
    def confirmation(self) -> Confirmation | None:
        """What was confirmed; nothing where the text, or the applicant's name, is another one by now."""
        kept = self.draft.answers.get(COMMITMENT, {})
        if not self.commits or kept.get(Part.PROMISE) != self.text:
            return None
        name = str(kept.get("name", ""))
        return Confirmation(name, self.text) if is_among(name, self.signers) else None

    @property
    def parts(self) -> list[Part]:
        """The pages there are, in order."""
        if not self.offered:
            return []
        return [Part.CHOICE, Part.PROMISE] if self.commits else [Part.CHOICE]

    @property
    def open_parts(self) -> list[Part]:
        """The pages that are still to be filled in."""
        done = {
            Part.CHOICE: len(self.chosen) == len(self.offered),
            Part.PROMISE: self.confirmation is not None,
        }
        return [part for part in self.parts if not done[part]]


@dataclass
class WholeFilling(Filling):
    """填报 — a draft of a life event."""

    sheet: Sheet

    @cached_property
    def choice(self) -> WholeChoice:
        """Which members are committed to."""
        return WholeChoice(self.item, self.draft, self)

    @property
    def materials(self) -> tuple[Material, ...]:
        """What is to be uploaded: not what the commitments stand for, but where another member needs it."""
        return tuple(m for m in self._wanted(self.choice.committed) if not m.from_answers)

    @property
    def promised(self) -> tuple[Material, ...]:
        """What the commitments stand for."""
        left = {m.id for m in self._wanted(self.choice.committed)}
        return tuple(m for m in self._wanted() if m.id not in left)

    def _wanted(self, commits: tuple[str, ...] = ()) -> tuple[Material, ...]:
        return () if self.open_questions else self.sheet.wanted(self.facts, commits)

    @property
    def handed_in(self) -> set[str]:
        """What is in hand, by the names of the whole."""
        wanted = {material.id for material in self.materials}
        return {*(name for name in self.uploads if name in wanted), *(m.id for m in self.from_answers)}

    @cached_property
    def with_a_gap(self) -> tuple[str, ...]:
        """The members that lack nothing but what may come later."""
        if self.open_questions:
            return ()
        return handling.with_a_gap(self.sheet, self.facts, self.choice.committed, self.handed_in)

    @property
    def undertakings(self) -> tuple[MemberPromise, ...]:
        """What may be undertaken of them."""
        return handling.promises_of(self.sheet, self.facts, (), self.with_a_gap, self.handed_in)

    @property
    def promise(self) -> Bilingual | None:
        """容缺承诺 — of every member that may begin with a gap, each with its name."""
        said = [(one.name, one.undertaking) for one in self.undertakings if one.undertaking is not None]
        if not said:
            return None
        return Bilingual(
            "".join(f"「{name.zh}」：{words.zh}" for name, words in said),
            " ".join(f"“{name.en}”: {words.en}" for name, words in said),
        )

    def signed(self, undertakes: tuple[str, ...]) -> Confirmation | None:
        """The one act: the name under everything that is promised, the undertakings of these members too."""
        committed = self.choice.committed
        if not (committed or undertakes):
            return None
        every = handling.promises_of(self.sheet, self.facts, committed, undertakes, self.handed_in)
        confirmed = self.choice.confirmation
        name = confirmed.name if confirmed else self.draft.applicant.display_name
        return Confirmation(name, handling.text_of(every))
