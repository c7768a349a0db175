"""文书总表 — every paper: on what basis, after which act, to whom; and of every other act, why it has none.

Read by the reference (`docs/reference/documents.md`) and held against forms, templates and what is made.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tongban.catalogue.authorities import WordedDocument
from tongban.kernel import Happening
from tongban.kernel.case import events as e
from tongban.kernel.case.commands import DocumentKind as Kind
from tongban.kernel.case.papers import TO_BE_TOLD, WITH_REMEDIES
from tongban.kernel.words import Bilingual

_APPLICANT = Bilingual("申请人", "the applicant")
_HOLDER = Bilingual("被许可人", "the holder")
_CONCERNED = Bilingual("利害关系人或者申请人", "who is concerned, or the applicant")
_ITEMS_RULE = "事项公布的规则"

_OWN_NUMBERS: Mapping[Kind, Bilingual] = {
    Kind.RECEIPT: Bilingual("收件编号", "the case's own"),
    Kind.LICENCE: Bilingual("证照编号：前缀、区划、年、序号", "prefix, division, year, serial"),
    Kind.PROOF_OF_SERVICE: Bilingual("所送达文书的编号", "that of what was served"),
}
_BY_WORD = Bilingual("代字〔年〕序号", "word, year, serial")


@dataclass(frozen=True, slots=True)
class PaperRow:
    """一种文书 — its basis, the acts after which it is made, who it is for."""

    kind: Kind
    basis: str
    after: tuple[type[Happening], ...]
    to: Bilingual = _APPLICANT

    @property
    def number(self) -> Bilingual:
        """How it is numbered: by the word of the department, or a series of its own."""
        return _BY_WORD if self.kind.value in set(WordedDocument) else _OWN_NUMBERS[self.kind]

    @property
    def tells_remedies(self) -> bool:
        """Whether its service starts the time for a remedy."""
        return self.kind in WITH_REMEDIES

    @property
    def is_chased(self) -> bool:
        """Whether it stands on the shelf until it is served; the outcome has a step of its own."""
        outcome = (Kind.LICENCE, Kind.GRANT_DECISION)
        return self.kind in (*WITH_REMEDIES, *TO_BE_TOLD, *outcome)


DOCUMENTS: tuple[PaperRow, ...] = (
    PaperRow(Kind.RECEIPT, "行政许可法§32", (e.Received,)),
    PaperRow(Kind.SUPPLEMENT_NOTICE, "行政许可法§32(4)", (e.SupplementRequested, e.DefectsRestated)),
    PaperRow(Kind.ACCEPTANCE_NOTICE, "行政许可法§32", (e.Accepted,)),
    PaperRow(Kind.DECLINE_NOTICE, "行政许可法§32、§78", (e.Declined,)),
    PaperRow(Kind.GAP_NOTICE, _ITEMS_RULE, (e.GapTolerated,)),
    PaperRow(Kind.RETURN_NOTICE, _ITEMS_RULE, (e.ApplicationReturned,)),
    PaperRow(Kind.PAYMENT_NOTICE, "行政许可法§58、§59", (e.FeeAssessed,)),
    PaperRow(Kind.COMMITMENT, _ITEMS_RULE, (e.CommitmentTold, e.Committed)),
    PaperRow(Kind.INTERESTED_PARTY_NOTICE, "行政许可法§36", (e.InterestedPartyTold,), _CONCERNED),
    PaperRow(Kind.HEARING_RIGHT_NOTICE, "行政许可法§47", (e.HearingRightTold,), _CONCERNED),
    PaperRow(
        Kind.HEARING_ANNOUNCEMENT, "行政许可法§46", (e.HearingAnnounced,), Bilingual("社会公众", "the public")
    ),
    PaperRow(Kind.HEARING_NOTICE, "行政许可法§48", (e.HearingNotified,), _CONCERNED),
    PaperRow(Kind.SPECIAL_PROCEDURE_NOTICE, "行政许可法§45", (e.TimeExcluded,)),
    PaperRow(Kind.EXTENSION_NOTICE, "行政许可法§42", (e.LimitExtended,)),
    PaperRow(Kind.GRANT_DECISION, "行政许可法§38(1)、§50(2)", (e.Decided,)),
    PaperRow(Kind.LICENCE, "行政许可法§39", (e.Decided, e.RenewalDeemed)),
    PaperRow(Kind.REFUSAL, "行政许可法§38(2)", (e.Decided,)),
    PaperRow(Kind.END_NOTICE, f"参照行政许可法§70；{_ITEMS_RULE}", (e.CaseEnded,)),
    PaperRow(Kind.RECTIFICATION_ORDER, _ITEMS_RULE, (e.RectificationOrdered,), _HOLDER),
    PaperRow(Kind.REVOCATION_NOTICE, "行政许可法§7、§69", (e.RevocationTold,), _HOLDER),
    PaperRow(Kind.REVOCATION_DECISION, "行政许可法§69", (e.Revoked,), _HOLDER),
    PaperRow(Kind.CANCELLATION_NOTICE, "行政许可法§70", (e.Cancelled,), _HOLDER),
    PaperRow(
        Kind.PROOF_OF_SERVICE,
        "参照民事诉讼法§87",
        (e.DocumentServed, e.Delivered),
        Bilingual("本机关案卷", "the office's own file"),
    ),
)

_INSIDE = Bilingual(
    "机关内部的环节；结论写进决定书的“审查情况”。",
    "A step inside the office; the decision tells what it came to.",
)
_SIGNED_THERE = Bilingual(
    "当场制作、签名的笔录或者纪要本身就是文书，登记后随案卷保存，不另行制作。",
    "The minutes or the record signed on the spot are the paper; they are kept, not written again.",
)
_THEIR_OWN = Bilingual(
    "当事人自己的行为；在办件页面上看得到，由消息确认。",
    "An act of the person concerned; the case page shows it and a message confirms it.",
)
_TIME = Bilingual(
    "时间经过的结果，没有人作出决定；当事人由消息告知。",
    "What passing time brings about; nobody decided, and a message tells who is concerned.",
)
_ON_THE_WAY = Bilingual(
    "送达的经过，写进《送达回证》。", "The course of a service; the proof of service tells it."
)
_CUSTODY = Bilingual(
    "凭编号和签字交接，记在原件台账上。", "Changes hands by number and signature, on the list of originals."
)
_ANOTHERS = Bilingual(
    "文书由作出的机关出具，本件登记其编号和内容。",
    "The paper is that of whoever acted; its number and content are recorded.",
)
_MONEY = Bilingual(
    "票据由财政票据系统开具；减免、退付的结果由消息告知。",
    "The bill is issued by the treasury's system; a message tells what became of a waiver or a refund.",
)
_OVERSIGHT = Bilingual(
    "监管部门之间的移交和核查记录；对被许可人的要求另有文书。",
    "Handed over and recorded between authorities; what is asked of the holder has a paper of its own.",
)
_FOLLOWED = Bilingual("随后的告知书或者通知书告知。", "Told by the notice that follows on it.")

#: Why no paper is made after an act.
WITHOUT_A_PAPER: Mapping[type[Happening], Bilingual] = {
    **dict.fromkeys((e.StepsPlanned, e.StepsOpened, e.StepTaken, e.StepCompleted), _INSIDE),
    **dict.fromkeys((e.SurveyScheduled, e.SurveyFailed, e.InspectorsAssigned, e.SentUp), _INSIDE),
    **dict.fromkeys((e.OpinionGiven, e.ConsentDeemed, e.ObjectionDisregarded), _INSIDE),
    **dict.fromkeys((e.DisagreementArose, e.MeetingConvened, e.MeetingPostponed), _INSIDE),
    e.DisputeEscalated: _INSIDE,
    **dict.fromkeys((e.SurveyRecorded, e.MeetingHeld, e.HearingHeld, e.StatementRecorded), _SIGNED_THERE),
    **dict.fromkeys((e.Supplemented, e.GapFilled, e.Withdrawn, e.ApplicationTakenOver), _THEIR_OWN),
    **dict.fromkeys((e.HearingRequested, e.HearingWaived), _THEIR_OWN),
    **dict.fromkeys((e.ElectronicServiceAgreed, e.ElectronicServiceEnded), _THEIR_OWN),
    **dict.fromkeys((e.LimitPassed, e.SignalTurned, e.ClocksRecounted, e.TimeResumed), _TIME),
    **dict.fromkeys((e.RemedyTimeEnded, e.BanEnded, e.GapMissed, e.HearingNotRequested), _TIME),
    **dict.fromkeys((e.DocumentRecorded, e.DocumentDispatched, e.DocumentBounced), _ON_THE_WAY),
    e.ServiceAnnounced: _ON_THE_WAY,
    **dict.fromkeys((e.OriginalTaken, e.OriginalHandedOver, e.OriginalAcknowledged), _CUSTODY),
    **dict.fromkeys((e.OriginalReturned, e.OriginalLost), _CUSTODY),
    **dict.fromkeys((e.ObservationRecorded, e.DisputeRuled, e.ChallengeRecorded, e.ReplyRecorded), _ANOTHERS),
    **dict.fromkeys((e.ExecutionSuspended, e.ExecutionResumed, e.ChallengeEnded), _ANOTHERS),
    **dict.fromkeys((e.PaymentRecorded, e.WaiverProposed, e.FeeWaived, e.FeeDropped), _MONEY),
    **dict.fromkeys((e.RefundProposed, e.RefundApproved, e.RefundRecorded, e.FeeProposalRejected), _MONEY),
    **dict.fromkeys((e.RefundRefused, e.RefundRedirected), _MONEY),
    **dict.fromkeys((e.CheckPlanned, e.CheckRecorded, e.RectificationRecorded, e.CreditRecorded), _OVERSIGHT),
    **dict.fromkeys((e.HandedOver, e.HandOverAcknowledged, e.HandOverRejected), _OVERSIGHT),
    **dict.fromkeys((e.InterestFound, e.HearingScheduled), _FOLLOWED),
    e.CaseTransferred: Bilingual(
        "职权移交由公布的文件载明；申请人由消息告知现在由谁办理。",
        "A published document moves the powers; a message tells the applicant who handles the case now.",
    ),
    e.EntryCorrected: Bilingual(
        "更正的是登记；已经送达的文书不改，需要时重新作出。",
        "A record is corrected; a paper that was served is not changed, and is made anew where it has to be.",
    ),
}
