"""承诺内容 — what is promised by committing, and what follows where it is not so; from the published item.

One text for the page of the applicant, the sheet of the window and the document. It is frozen where it was
confirmed or signed: the document of what was confirmed prints those words, whatever is published by then.

依据 Basis: 国办发〔2020〕42号 (obligation, content and consequence are told, in writing).
"""

from dataclasses import dataclass

from tongban.catalogue import Implementation
from tongban.kernel.words import Bilingual, listed


@dataclass(frozen=True, slots=True)
class Section:
    """一节 — a numbered heading and what stands under it."""

    heading: Bilingual
    lines: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """承诺内容 — for which licence, what is promised, instead of what, who checks when, and what a broken
    promise means."""

    concerns: Bilingual
    promised: tuple[Bilingual, ...]
    instead_of: tuple[Bilingual, ...]
    check: Bilingual
    consequences: tuple[Bilingual, ...]
    basis: str

    @property
    def sections(self) -> tuple[Section, ...]:
        """The whole after the first sentence, in the order in which it is read."""
        instead = Bilingual("不用先交、不用先查的：{what}。", "Not handed in or checked before: {what}.")
        return (
            Section(Bilingual("一、承诺的内容", "1. What is promised"), self.promised),
            Section(
                Bilingual("二、承诺代替的材料和环节", "2. What the commitment stands for"),
                (instead.fill(what=listed(list(self.instead_of))),),
            ),
            Section(Bilingual("三、事后核查", "3. The check afterwards"), (self.check,)),
            Section(
                Bilingual("四、没有做到或者作出虚假承诺的后果", "4. If it is not performed, or false"),
                self.consequences,
            ),
        )

    @property
    def text(self) -> str:
        """The whole in Chinese, line by line, as it is confirmed."""
        written = [self.concerns.zh]
        for section in self.sections:
            written += [section.heading.zh, *(line.zh for line in section.lines)]
        return "\n".join(written)


def terms_of(implementation: Implementation) -> Terms | None:
    """What committing to this item means; None where it is not offered."""
    use = implementation.commitment
    if use is None:
        return None
    item = implementation.for_kernel()
    rule = item.commitment
    assert rule is not None  # the kernel's item has one wherever the published one does
    who = item.name_of(use.check_authority)
    return Terms(
        concerns=Bilingual(
            "本承诺用于办理“{item}”；准予许可的，发给《{licence}》。",
            "This commitment is for “{item}”; if it is granted, {licence} is issued.",
        ).fill(item=implementation.name, licence=implementation.result.name),
        promised=(
            *(condition.text for condition in implementation.conditions),
            Bilingual(
                "以上条件现在已经具备，所填内容真实、准确；经营期间持续符合。",
                "These conditions are met now, what is filled in is true, and it stays so.",
            ),
        ),
        instead_of=(
            *(m.name for m in implementation.materials if m.commitment_allowed),
            *(s.name for s in implementation.steps if s.after_commitment),
        ),
        check=Bilingual(
            "准予许可后 {limit}内，{who}上门核查承诺是否属实。",
            "Within {limit} of the grant, {who} comes to check whether it is so.",
        ).fill(limit=rule.check.words, who=who),
        consequences=(
            Bilingual(
                "核查发现没有做到的，责令限期整改，最长 {limit}；"
                "整改后仍不符合条件的，撤销许可，记入信用记录。",
                "What is not performed is ordered to be put right, within {limit} at most; what still fails "
                "is revoked and goes on the credit record.",
            ).fill(limit=rule.rectify.words),
            Bilingual(
                "作出虚假承诺的，直接撤销许可，按没有取得许可处理，记入信用记录；信用修复以前不能再用告知承诺。",
                "A false promise is revoked at once, treated as having no licence, and goes on the credit "
                "record; no further commitment until the credit is repaired.",
            ),
            Bilingual(
                "撤销以前会书面告知，可以陈述、申辩；对撤销决定可以申请行政复议或者起诉。",
                "Before a revocation you are told in writing and can answer; it can be contested.",
            ),
        ),
        basis=rule.basis,
    )
