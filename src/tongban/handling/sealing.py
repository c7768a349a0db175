"""电子印章 — what an electronic seal proves, and why one cannot be set or trusted.

Pure: the seal (`connectors/seal`) takes its words from here.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from tongban.handling.documents import DocumentRefusal
from tongban.kernel.words import Bilingual


class SealState(Enum):
    """查验结论 — what checking a seal found; the value is the slug that is stored and shown by the API."""

    VALID = "valid"
    UNTRUSTED = "untrusted"
    MODIFIED = "modified"
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"

    @property
    def zh(self) -> str:
        """The finding as a sentence for the citizen, in Chinese."""
        return _STATE_SENTENCES[self][0]

    @property
    def en(self) -> str:
        """The finding as a sentence for the citizen, in English."""
        return _STATE_SENTENCES[self][1]


_STATE_SENTENCES = {
    SealState.VALID: (
        "电子印章有效：文件自签章后未被改动，印章证书受信任。",
        "The seal is valid: nothing was changed since it was sealed, and its certificate is trusted.",
    ),
    SealState.UNTRUSTED: (
        "文件自签章后未被改动，但印章证书不受信任，不能证明由本机关签发。",
        "Nothing was changed since it was sealed, but the certificate is not trusted: "
        "this does not prove that the authority issued it.",
    ),
    SealState.MODIFIED: (
        "文件在签章后被改动，印章无效。",
        "The file was changed after it was sealed; the seal is not valid.",
    ),
    SealState.UNSIGNED: (
        "文件没有电子印章。",
        "The file bears no electronic seal.",
    ),
    SealState.UNREADABLE: (
        "无法读取：这不是完整的 PDF 文件。",
        "This cannot be read: it is not a whole PDF file.",
    ),
}


@dataclass(frozen=True)
class SealProblem:
    """查验问题 — one reason why a seal is not valid: a stable slug and a sentence in both languages."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True)
class SealReport:
    """查验报告 — what the electronic seal of one file proves.

    `intact`: the signed bytes are those that were sealed. `covers_whole_document`: every byte of the file was
    sealed and none added later. `trusted`: the certificate leads to a root this deployment trusts.
    `signed_at` is what the signer claims (UTC) unless `algorithm` says PAdES B-T: then a
    time-stamping authority says so. Only `is_valid` is a yes.
    """

    intact: bool
    trusted: bool
    covers_whole_document: bool
    signer: str | None = None
    signed_at: datetime | None = None
    algorithm: str | None = None
    problems: tuple[SealProblem, ...] = field(default=())
    state: SealState = SealState.UNREADABLE

    @property
    def is_valid(self) -> bool:
        """Whether the file is as sealed, wholly, by a certificate that is trusted, with no problem left."""
        return self.state is SealState.VALID


class SealRefusal(DocumentRefusal):
    """不能签章 — no seal is set; the subclasses say why."""


class SealKeyUnusable(SealRefusal):
    """印章密钥或证书不可用 — absent, damaged, of the wrong kind, or locked with another password."""

    zh = "印章密钥或证书不可用：{source}（{reason}）。"
    en = "The sealing key or a certificate cannot be used: {source} ({reason})."
    remedy_zh = (
        "演示环境请重新生成演示证书；正式环境请检查 TONGBAN_SEAL_DIRECTORY "
        "或 TONGBAN_SEAL_PKCS12 的设置和文件权限。"
    )
    remedy_en = (
        "In a demonstration create the demo certificate again; otherwise check TONGBAN_SEAL_DIRECTORY "
        "or TONGBAN_SEAL_PKCS12 and who may read the files."
    )


class SealRootsMissing(SealRefusal):
    """没有设置受信任的根证书。"""

    zh = "设置了 TONGBAN_SEAL_PKCS12，但没有设置受信任的根证书。"
    en = "TONGBAN_SEAL_PKCS12 is set, but TONGBAN_SEAL_ROOTS names no trusted root."
    remedy_zh = "请用 TONGBAN_SEAL_ROOTS 指定根证书文件（PEM）。"
    remedy_en = "Name the root certificate files (PEM) in TONGBAN_SEAL_ROOTS."


class AlreadySealed(SealRefusal):
    """文件已有签章。"""

    zh = "文件已有签章或表单，不能再次签章。"
    en = "The file already has a signature or a form, so it is not sealed again."
    remedy_zh = "请重新制作文书后再签章。"
    remedy_en = "Make the document anew and seal that."


class NotSealable(SealRefusal):
    """文件不能签章 — it is not a PDF that can take a signature."""

    zh = "文件不能签章（{reason}）。"
    en = "The file cannot be sealed ({reason})."
    remedy_zh = "请重新制作文书后再签章。"
    remedy_en = "Make the document anew and seal that."


class TimeStampUnanswered(SealRefusal):
    """时间戳服务没有应答。"""

    zh = "时间戳服务没有应答：{url}（{reason}）。"
    en = "The time-stamping authority did not answer: {url} ({reason})."
    remedy_zh = "请稍后重试，或检查 TONGBAN_TSA_URL；没有时间戳的文件不会发出。"
    remedy_en = "Try again later or check TONGBAN_TSA_URL; no file leaves without its time-stamp."


class SealFailsItsCheck(SealRefusal):
    """签章后查验不通过 — key, certificate and root do not agree, or the certificate is not in force."""

    zh = "签章后查验不通过：{said}"
    en = "The seal fails its own check: {said}"
    remedy_zh = "请检查印章密钥与证书是否配对、证书是否在有效期内、根证书是否正确；文件没有发出。"
    remedy_en = (
        "Check that key and certificate belong together, that the certificate is in force "
        "and that the root is the right one; no file was issued."
    )

    def __init__(self, report: SealReport) -> None:
        self.report = report
        super().__init__(
            said=Bilingual(
                "".join(problem.zh for problem in report.problems),
                " ".join(problem.en for problem in report.problems),
            )
        )
