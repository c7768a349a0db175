"""承诺内容 — what is promised by committing, and what follows where it is not so; from the published item.

One text for the page of the applicant, the sheet of the window and the document. It is frozen where it was
confirmed or signed.

依据 Basis: 国办发〔2020〕42号 (obligation, content and consequence are told, in writing).
"""

from dataclasses import dataclass

from tongban.catalogue import Implementation
from tongban.kernel.words import Bilingual


@dataclass(frozen=True, slots=True)
class Terms:
    """承诺内容 — what is promised, instead of what, who checks when, and what a broken promise means."""

    promised: tuple[Bilingual, ...]
    instead_of: tuple[Bilingual, ...]
    check: Bilingual
    consequences: tuple[Bilingual, ...]
    basis: str

    @property
    def text(self) -> str:
        """The whole in Chinese, line by line, as it is confirmed."""
        instead = "、".join(each.zh for each in self.instead_of)
        return "\n".join(
            [
                *(each.zh for each in self.promised),
                f"本承诺代替：{instead}。",
                self.check.zh,
                *(each.zh for each in self.consequences),
            ]
        )


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
