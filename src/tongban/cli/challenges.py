"""`tongban challenges`: how decisions that were fought ended, item by item."""

import json
import sys
from typing import Annotated

import typer

from tongban.cli.output import Format, OutputFormat


def challenges(
    item: Annotated[str, typer.Option(help="事项编号；不写则为全部 · The item's id; all without it.")] = "",
    format: Format = OutputFormat.TEXT,
) -> None:
    """复议诉讼统计 · Count reconsiderations and suits by item, way and outcome.

    依据 Basis: 行政许可法§38 (every refusal names them). What falls often is for the item's editor.
    """
    from tongban.cli.reaching import reached  # noqa: PLC0415  (a heavy verb)

    with reached() as office:
        from django.db import connection  # noqa: PLC0415  (needs Django set up)

        from tongban.store.challenges import fought  # noqa: PLC0415

        connection.ensure_connection()
        counted = sorted(fought(connection.connection, item).items(), key=lambda pair: str(pair[0]))
        if item and not counted:
            office.catalogue.versions(item)  # an item that is none is told of, not counted as nothing
    from tongban.kernel.case import commands as c  # noqa: PLC0415

    if format is OutputFormat.JSON:
        rows = [
            {"item": f.item, "kind": f.kind, "act": f.act, "outcome": f.outcome or None, "count": n}
            for f, n in counted
        ]
        sys.stdout.write(json.dumps({"challenges": rows}, ensure_ascii=False) + "\n")
        return
    for f, n in counted:
        ended = c.ChallengeOutcome(f.outcome).label if f.outcome else None
        zh = f"{c.ChallengeKind(f.kind).label.zh}，{c.ChallengedAct(f.act).label.zh}"
        en = f"{c.ChallengeKind(f.kind).label.en}, {c.ChallengedAct(f.act).label.en}"
        zh_end, en_end = (ended.zh, ended.en) if ended else ("正在办理", "open")
        sys.stdout.write(f"{n:>5}  {f.item}  {zh}：{zh_end} · {en}: {en_end}\n")
    if not counted:
        sys.stdout.write("没有登记过复议、诉讼 · No challenge is on record\n")
