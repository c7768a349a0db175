"""What the operator did or met that the program cannot go on with, in both languages."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tongban.kernel.refusals import Told


class OperatorFault(Exception):
    """The command cannot go on; `zh` and `en` say what, where and what to do now.

    `exit_code` is 1 for a state of the machine, 2 for a wrong use of the command (design, contracts).
    """

    def __init__(self, zh: str, en: str, exit_code: int = 1) -> None:
        """Keep both sentences; `str()` of the fault is both, one a line."""
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en
        self.exit_code = exit_code

    @classmethod
    def of(cls, told: "Told", exit_code: int | None = None) -> "OperatorFault":
        """A refusal (exit 1) or bad input (exit 2) as a fault, unless the verb says otherwise."""
        from tongban.kernel.refusals import BadInput  # noqa: PLC0415  (not at the start of every verb)

        said, remedy = told.sentence, told.remedy
        code = exit_code or (2 if isinstance(told, BadInput) else 1)
        return cls(f"{said.zh}{remedy.zh}", f"{said.en} {remedy.en}", code)
