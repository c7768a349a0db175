"""承诺 — what an applicant promises of a life event's members, told beforehand and signed in one act.

Two different machines (告知承诺 and 容缺), one signature: of a member that is committed to, what the
commitment says; of one that begins with a gap, that what is missing will come. Each member's case gets its
own words of it and keeps its own clock; nothing of it is decided here.

依据 Basis: 国办发〔2020〕42号; what each item cites of acceptance with a gap.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tongban.catalogue import Implementation
from tongban.catalogue.life_event_sheet import Sheet
from tongban.handling.commitment import Confirmation
from tongban.handling.terms import Terms, terms_of
from tongban.handling.tolerance import is_tolerable, promise
from tongban.handling.uploads import Upload
from tongban.kernel import Fact
from tongban.kernel.refusals import BadInput, Refusal
from tongban.kernel.words import Bilingual, listed

#: What somebody signed: a scan of the sheet, or a name under the text that was shown.
Signed = Upload | Confirmation


class PromisedAnotherText(BadInput):
    """承诺的内容已经变了。"""

    zh = "承诺的内容和现在应当承诺的不一样：材料或者事项变了。"
    en = "What was promised is not what there is to promise now: materials or items have changed."
    basis = "国办发〔2020〕42号"
    remedy_zh = "请重新阅读承诺内容，再确认一次。"
    remedy_en = "Read what is promised again, and confirm it once more."


class BothPromised(Refusal):
    """同一事项不能既承诺又容缺。"""

    zh = "「{member}」选了告知承诺，不用再作容缺承诺。"
    en = "“{member}” is committed to; nothing is undertaken of what is missing beside that."
    basis = "国办发〔2020〕42号"
    remedy_zh = "请只选一种：告知承诺，或者先受理、后补材料。"
    remedy_en = "Choose one: the commitment, or acceptance with a gap."


@dataclass(frozen=True, slots=True)
class MemberPromise:
    """成员承诺 — of one member: the terms of a commitment, or the words of an undertaking."""

    member: str
    item: Implementation
    terms: Terms | None = None
    missing: tuple[str, ...] = ()

    @property
    def name(self) -> Bilingual:
        """The member as a reader knows it."""
        return self.item.name

    @property
    def undertaking(self) -> Bilingual | None:
        """容缺承诺 — what will be handed in, by when, and what follows otherwise; none for a commitment."""
        return promise(self.item.for_kernel(), self.missing) if self.missing else None

    @property
    def materials(self) -> Bilingual:
        """What is missing and will come, or what the commitment stands for."""
        if self.terms is not None:
            return listed(list(self.terms.instead_of))
        known = self.item.for_kernel().materials_by_id
        return listed([known[material].name for material in self.missing])

    @property
    def text(self) -> str:
        """The words in Chinese, as they are confirmed and kept."""
        undertaking = self.undertaking
        return self.terms.text if self.terms is not None else undertaking.zh if undertaking else ""


def promises_of(
    sheet: Sheet,
    facts: Mapping[str, Fact],
    commits: Collection[str],
    undertakes: Collection[str],
    handed_in: Collection[str],
) -> tuple[MemberPromise, ...]:
    """What is promised of each member, in their order.

    Args:
        sheet: the life event.
        facts: the situation.
        commits: the members that are committed to.
        undertakes: the members that begin with a gap.
        handed_in: the materials in hand, by the names of the whole.

    Raises:
        BothPromised: one is to be both.
    """
    found = []
    for member in sheet.planned(facts):
        item = sheet.items[member.id]
        if member.id in commits and member.id in undertakes:
            raise BothPromised(member=item.name)
        if member.id in commits:
            found.append(MemberPromise(member.id, item, terms_of(item)))
        elif member.id in undertakes:
            missing = sheet.missing_of(member, facts, handed_in)
            found.append(MemberPromise(member.id, item, missing=missing))
    return tuple(found)


def with_a_gap(
    sheet: Sheet, facts: Mapping[str, Fact], commits: Collection[str], handed_in: Collection[str]
) -> tuple[str, ...]:
    """可以容缺的成员 — those that lack nothing but what may come later, and are not committed to."""
    return tuple(
        member.id
        for member in sheet.planned(facts)
        if member.id not in commits
        and is_tolerable(sheet.items[member.id].for_kernel(), sheet.missing_of(member, facts, handed_in))
    )


def text_of(promises: Sequence[MemberPromise]) -> str:
    """The whole in Chinese, member by member: what one name stands under."""
    return "\n\n".join(f"【{one.name.zh}】\n{one.text}" for one in promises)


def kept(promises: Sequence[MemberPromise]) -> dict[str, Any]:
    """Each member's own words, as they lie with the answers until its case begins."""
    return {one.member: {"text": one.text, "missing": list(one.missing)} for one in promises}
