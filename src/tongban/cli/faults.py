"""What the operator did or met that the program cannot go on with, in both languages."""


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
