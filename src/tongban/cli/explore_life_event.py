"""`tongban explore` of a life event: every situation of its own questions, every state in each."""

from datetime import date
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tongban.cli.faults import OperatorFault

if TYPE_CHECKING:
    from tongban.catalogue.life_event_sheet import Sheet
    from tongban.catalogue.parts import Question
    from tongban.kernel import Fact


def whole_named(name: str) -> Path | None:
    """The file of a life event, by its path or by its id in the demo catalogue; None where it is none."""
    from tongban.catalogue.load import LIFE_EVENTS, demo_catalogue  # noqa: PLC0415  (slow to import)

    path = Path(name)
    if not path.is_file():
        path = demo_catalogue() / LIFE_EVENTS / f"{name}.yaml"
    return path if path.is_file() and path.resolve().parent.name == LIFE_EVENTS else None


def explore_whole(path: Path, on: date | None, states: int) -> dict[str, Any]:
    """What was visited, situation by situation, and what is broken, as plain data."""
    from tongban.catalogue.law import load_calendar  # noqa: PLC0415
    from tongban.process.exploring import explore_life_event  # noqa: PLC0415

    sheet, day = _sheet(path, on)
    rules, calendar = sheet.for_kernel(), load_calendar("CN")
    found = [
        explore_life_event(rules, facts, calendar, calendar.roll(day), states) for facts in _situations(sheet)
    ]
    broken: dict[str, tuple[str, ...]] = {}
    for one in found:
        broken = one.broken | broken
    return {
        "life_event": sheet.life_event.id,
        "version": sheet.life_event.version,
        "from": day.isoformat(),
        "bounds": {"states": states},
        "complete": all(one.is_complete for one in found),
        "situations": len(found),
        "members": len(sheet.life_event.members),
        "states": sum(len(one.states) for one in found),
        "moves": sum(one.tried for one in found),
        "ends": sum(one.ends for one in found),
        "broken": [{"promise": promise, "way": list(way)} for promise, way in sorted(broken.items())],
    }


def text_of_whole(told: dict[str, Any]) -> str:
    """The same for the operator."""
    from tongban.process.exploring.life_events import PROMISES  # noqa: PLC0415

    whole = "全部到达 · every state was followed" if told["complete"] else "到界限为止 · cut at the bounds"
    lines = [
        f"{told['life_event']} {told['version']}, {told['from']}: {whole}",
        f"  界限 · bounds        {told['bounds']['states']:,} states in each situation",
        f"  成员 · members       {told['members']}",
        f"  情形 · situations    {told['situations']}",
        f"  状态 · states        {told['states']:,}",
        f"  动作 · moves         {told['moves']:,}",
        f"  终点 · ends          {told['ends']:,}",
    ]
    broken = {entry["promise"] for entry in told["broken"]}
    for code, promise in PROMISES.items():
        lines.append(f"  {'✗' if code in broken else '✓'} {promise.zh} · {promise.en}")
    for entry in told["broken"]:
        lines.append(entry["promise"])
        lines += [f"    {move}" for move in entry["way"]]
    return "\n".join(lines) + "\n"


def _sheet(path: Path, on: date | None) -> "tuple[Sheet, date]":
    from tongban.catalogue.check.life_event import check_life_event  # noqa: PLC0415
    from tongban.catalogue.finding import Severity, UnreadableFile  # noqa: PLC0415
    from tongban.catalogue.life_event_sheet import Sheet  # noqa: PLC0415
    from tongban.catalogue.load import find_directory, items_beside, read_life_event  # noqa: PLC0415

    try:
        event = read_life_event(path, directory=find_directory(path))
    except UnreadableFile:
        raise _unpublishable(path.stem) from None
    versions = items_beside(path)
    if any(finding.severity is Severity.ERROR for finding in check_life_event(event, versions)):
        raise _unpublishable(path.stem)
    day = on or event.valid_from
    items = {m.id: next((i for i in versions[m.item] if i.is_in_force(day)), None) for m in event.members}
    if missing := sorted(member for member, item in items.items() if item is None):
        raise OperatorFault(
            f"成员「{missing[0]}」的事项在 {day} 没有有效版本。请用 --on 写各成员事项都有效的一天。",
            f"The item of member “{missing[0]}” has no version in force on {day}. Name with --on a day on "
            "which the items of all members are.",
            exit_code=2,
        )
    return Sheet(event, {member: item for member, item in items.items() if item is not None}), day


def _situations(sheet: "Sheet") -> "list[dict[str, Fact]]":
    questions = sheet.life_event.questions
    answers = [_answers(question) for question in questions]
    return [dict(zip((q.id for q in questions), chosen, strict=True)) for chosen in product(*answers)]


def _answers(question: "Question") -> "list[Fact]":
    match question.kind.value:
        case "yes_no":
            return [True, False]
        case "choice":
            return [choice.id for choice in question.choices]
    return sorted({question.least, question.most})


def _unpublishable(name: str) -> OperatorFault:
    return OperatorFault(
        f"一件事「{name}」还不能发布，请先运行 tongban check。",
        f"The life event “{name}” may not be published yet: run tongban check first.",
        exit_code=2,
    )
