"""不能读取 — the file is no event log, and what to send instead."""

from tongban.kernel.refusals import BadInput
from tongban.kernel.words import Bilingual


class UnreadableLog(BadInput):
    """文件不能作为事件日志读取。"""

    zh = "{file}{place}：{what}。"
    en = "{file}{place}: {what}."
    remedy_zh = "{remedy}"
    remedy_en = "{remedy}"

    def __init__(self, file: str, what: Bilingual, remedy: Bilingual, line: int = 0) -> None:
        """Say what it is, on which line where there is one."""
        place = Bilingual(f" 第 {line} 行", f", line {line}") if line else Bilingual("", "")
        super().__init__(file=file, place=place, what=what, remedy=remedy)
