"""`tongban person`: what is held about a person, and erasing it."""

import sys
from typing import Annotated
from uuid import UUID

import typer

from tongban.cli.faults import OperatorFault

app = typer.Typer(name="person", help="个人信息 · Personal data of one person.", no_args_is_help=True)


@app.callback()
def _person() -> None:
    """Keep `erase` a verb of its own even while it is the only one."""


@app.command()
def erase(
    subject: Annotated[str, typer.Argument(help="主体编号 · Id of the subject, from the case page.")],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问 · Do not ask.")] = False,
) -> None:
    """删除个人信息 · Make everything held about a person unreadable, for good; cases stay whole.

    依据 Basis: 个人信息保护法§47.
    """
    from tongban.cli.reaching import reach  # noqa: PLC0415  (a heavy verb)

    reach()
    from tongban.kernel.refusals import Told  # noqa: PLC0415
    from tongban.store.erasing import erase_person  # noqa: PLC0415  (needs the app registry)
    from tongban.web.wiring import office  # noqa: PLC0415

    try:
        key = UUID(subject)
    except ValueError:
        raise OperatorFault(
            f"「{subject}」不是主体编号；编号在办件页面上，形如 0199d0a0-0000-7000-8000-00000000010a。",
            f"“{subject}” is not a subject's id; the case page shows it, such as "
            "0199d0a0-0000-7000-8000-00000000010a.",
            exit_code=2,
        ) from None
    if not yes:
        typer.confirm(f"删除主体 {key} 的全部个人信息，不可恢复？ Erase for good?", abort=True, err=True)
    try:
        values = erase_person(office().ports.personal, key)
        messenger = office().messenger
        if messenger is not None:
            messenger.forget(str(key))
    except Told as told:
        raise OperatorFault.of(told, exit_code=1) from None
    sys.stdout.write(f"{values} 项个人信息已不可读取 · {values} values are unreadable now\n")
