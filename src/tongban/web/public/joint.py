"""Words 部门会商的话: departments that disagree, in the words of who applied; nothing is asked of them."""

from tongban.kernel import Happening
from tongban.kernel.case import events as e
from tongban.kernel.words import Bilingual

_RUNS_ON = Bilingual("您不用做什么，办理期限照常计算。", "Nothing is asked of you; the time limits run on.")


def title_of(body: Happening) -> Bilingual | None:
    """The heading of an event, where its own name says too little."""
    match body:
        case e.MeetingConvened():
            return Bilingual("有关部门约好开会商量", "The departments will meet")
        case e.MeetingPostponed():
            return Bilingual("部门会议没有开成", "The departments' meeting was not held")
        case e.MeetingHeld():
            return Bilingual("有关部门开会商量：{result}", "The departments met: {result}").fill(
                result=body.resolution.label
            )
        case e.DisputeEscalated():
            return Bilingual("部门意见不一致，已报请上级裁决", "The disagreement went to the superior")
        case e.DisputeRuled():
            return Bilingual("上级裁决：{result}", "The superior ruled: {result}").fill(
                result=body.result.label
            )
    return None


def detail_of(body: Happening) -> Bilingual | None:
    """What it means for the applicant."""
    match body:
        case e.DisagreementArose():
            return _and(
                Bilingual("有部门不同意，须在 {limit}内开会商量。", "They have to meet within {limit}.").fill(
                    limit=body.limit.words
                )
            )
        case e.MeetingConvened():
            when = f"{body.meeting_on} {body.begins or ''}".strip()
            return Bilingual(
                "时间 {when}，您不用到场，办理期限照常计算。",
                "On {when}; you need not come. The time limits run on.",
            ).fill(when=when)
        case e.MeetingPostponed():
            return Bilingual(
                "{why}，会另约日期。您的办理期限照常计算。",
                "Reason: {why}. Another day will be fixed; the time limits run on.",
            ).fill(why=body.why.label)
        case e.MeetingHeld():
            return Bilingual(
                "会议纪要不代替各部门的意见，各部门还要各自确认。",
                "The minutes stand for no department's opinion; each still confirms its own.",
            )
        case e.DisputeEscalated():
            return _and(
                Bilingual(
                    "须在 {limit}内裁决，文号 {number}。", "To be ruled on within {limit}, {number}."
                ).fill(limit=body.limit.words, number=body.number)
            )
        case e.DisputeRuled():
            return Bilingual("文号 {number}。", "Number {number}.").fill(number=body.number)
    return None


def _and(said: Bilingual) -> Bilingual:
    return Bilingual(f"{said.zh}{_RUNS_ON.zh}", f"{said.en} {_RUNS_ON.en}")
