"""`tongban explore`: every state a case of an item can reach, within bounds, and what holds in them."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tongban.cli.console import OperatorConsole
from tongban.cli.explore_life_event import explore_whole, text_of_whole, whole_named
from tongban.cli.faults import OperatorFault
from tongban.cli.output import Format, OutputFormat
from tongban.process.exploring import PROMISES, THEMES, Bounds

if TYPE_CHECKING:
    from tongban.catalogue.item import Implementation
    from tongban.process.exploring import Exploration

#: Enough for a simple item to be seen whole, in about a minute.
_STATES, _DEPTH = 10_000, 60
_ALL = ", ".join(THEMES)


def explore(
    item: Annotated[
        str,
        typer.Argument(
            help="事项或一件事的标识（演示目录）或文件 · An item or life event of the demo, or a file."
        ),
    ],
    states: Annotated[
        int, typer.Option(min=1, help="最多多少个状态 · Visit so many states at most.")
    ] = _STATES,
    depth: Annotated[int, typer.Option(min=1, help="最多多少步 · Go so many moves at most.")] = _DEPTH,
    theme: Annotated[
        list[str] | None,
        typer.Option(
            help=f"只试办理过程和这些方面，可重复 · Try the course and these only, repeatable: {_ALL}."
        ),
    ] = None,
    on: Annotated[
        str, typer.Option(help="收件日 · The day of receipt; the first working day the item is in force.")
    ] = "",
    format: Format = OutputFormat.TEXT,
) -> None:
    """穷举状态 · Visit every state within bounds: exit 0 all promises kept, 1 one broken, 2 unreadable."""
    from tongban.catalogue.law import load_calendar  # noqa: PLC0415  (the YAML reader is slow to import)
    from tongban.process.exploring import explore as walk  # noqa: PLC0415

    if (whole := whole_named(item)) is not None:
        if theme or depth != _DEPTH:
            raise OperatorFault(
                "一件事的穷举没有方面和步数的界限。请去掉 --theme 和 --depth，"
                "用 --states 限制每种情形的状态数。",
                "A life event has no themes and no bound of moves. Leave out --theme and --depth; --states "
                "bounds the states of each situation.",
                exit_code=2,
            )
        told_of_whole = explore_whole(whole, _day(on) if on else None, states)
        sys.stdout.write(
            json.dumps(told_of_whole, ensure_ascii=False, indent=2) + "\n"
            if format is OutputFormat.JSON
            else text_of_whole(told_of_whole)
        )
        raise typer.Exit(1 if told_of_whole["broken"] else 0)
    bounds = Bounds(states, depth, _themes(theme))
    implementation, calendar = _read(item), load_calendar("CN")
    start = _day(on) if on else calendar.roll(implementation.valid_from)
    name = implementation.name
    with OperatorConsole().step(f"穷举：{name.zh}", f"exploring: {name.en}"):
        found = walk(implementation.for_kernel(start), calendar, start, bounds)
    told = summary(found, start)
    if format is OutputFormat.JSON:
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(_text(told))
    if found.broken:
        raise typer.Exit(1)


def summary(found: "Exploration", start: date) -> dict[str, Any]:
    """What was visited within which bounds, and what is broken, as plain data."""
    ends = sum(node.case.status.is_final for node in found.nodes)
    return {
        "item": found.item.id,
        "version": found.item.version,
        "from": start.isoformat(),
        "bounds": {
            "states": found.bounds.states,
            "depth": found.bounds.depth,
            "themes": list(found.bounds.themes),
        },
        "complete": found.is_complete,
        "situations": len(found.situations),
        "states": len(found.nodes),
        "by_status": {str(status): count for status, count in sorted(found.by_status.items())},
        "moves": {
            "tried": found.tried,
            "refused": sum(found.refused.values()),
            "carried_out": sum(found.carried_out.values()),
            "by_verb": dict(sorted(found.carried_out.items())),
        },
        "refusals": dict(sorted(found.refused.items())),
        "deepest": found.deepest,
        "ends": ends,
        "cut": len(found.cut),
        "undetermined": found.undetermined,
        "broken": [
            {
                "promise": broken.promise,
                "what": broken.what,
                "times": times,
                "way": [{"zh": move.words.zh, "en": move.words.en} for move in found.way_to(node, last)],
            }
            for broken, (times, node, last) in found.broken.items()
        ],
    }


def _text(told: dict[str, Any]) -> str:
    bounds, moves = told["bounds"], told["moves"]
    by_status = ", ".join(f"{status} {count:,}" for status, count in told["by_status"].items())
    whole = "全部到达 · every state was followed" if told["complete"] else "到界限为止 · cut at the bounds"
    lines = [
        f"{told['item']} {told['version']}, {told['from']}: {whole}",
        f"  界限 · bounds        {bounds['states']:,} states, {bounds['depth']} moves deep; "
        f"{', '.join(bounds['themes'])}",
        f"  状态 · states        {told['states']:,} ({by_status})",
        f"  情形 · situations    {told['situations']}",
        f"  动作 · moves         {moves['tried']:,} tried, {moves['refused']:,} refused, "
        f"{moves['carried_out']:,} carried out; {len(moves['by_verb'])} verbs, "
        f"{len(told['refusals'])} kinds of refusal",
        f"  最深 · deepest       {told['deepest']} moves",
        f"  终点 · ends          {told['ends']:,}",
        f"  未展开 · cut         {told['cut']:,}; undetermined {told['undetermined']:,}",
    ]
    broken = {entry["promise"] for entry in told["broken"]}
    for code, promise in PROMISES.items():
        lines.append(f"  {'✗' if code in broken else '✓'} {promise.zh} · {promise.en}")
    for entry in told["broken"]:
        lines.append(f"{entry['promise']}: {entry['what']} ×{entry['times']:,}")
        lines += [f"    {move['zh']} · {move['en'].partition(' ')[2]}" for move in entry["way"]]
    return "\n".join(lines) + "\n"


def _themes(asked: list[str] | None) -> tuple[str, ...]:
    unknown = [theme for theme in asked or () if theme not in THEMES]
    if unknown:
        raise OperatorFault(
            f"没有「{unknown[0]}」这一方面。现有：{_ALL}。", f"No theme “{unknown[0]}”: {_ALL}.", exit_code=2
        )
    return tuple(asked) if asked else tuple(THEMES)


def _read(name: str) -> "Implementation":
    from tongban.catalogue.check import check  # noqa: PLC0415  (slow to import)
    from tongban.catalogue.finding import Severity, UnreadableFile  # noqa: PLC0415
    from tongban.catalogue.load import demo_catalogue, find_directory, read_item  # noqa: PLC0415

    path = Path(name)
    if not path.is_file():
        path = demo_catalogue() / f"{name}.yaml"
    if not path.is_file():
        raise OperatorFault(
            f"没有事项「{name}」：请给出演示目录中的事项标识，或事项文件的路径。",
            f"There is no item “{name}”: give the id of one in the demo catalogue, or the path of a file.",
            exit_code=2,
        )
    try:
        implementation = read_item(path, directory=find_directory(path), name=name)
    except UnreadableFile:
        raise _unpublishable(name) from None
    if any(finding.severity is Severity.ERROR for finding in check(implementation)):
        raise _unpublishable(name)
    return implementation


def _unpublishable(name: str) -> OperatorFault:
    return OperatorFault(
        f"事项「{name}」还不能发布，请先运行 tongban check。",
        f"The item “{name}” may not be published yet: run tongban check first.",
        exit_code=2,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise OperatorFault(
            f"「{text}」不是日期，应写成 2026-03-02。",
            f"“{text}” is not a date; write 2026-03-02.",
            exit_code=2,
        ) from None
