"""XES — a stream of XML as columns, in memory that does not grow with what is hostile in it.

Two hands: whole traces of the plainest form, which nearly all logs have throughout, are read many at a
time by `xes_plain`; everything else goes to expat, element by element. Refused: entities (none is ever
expanded), a tag or attribute longer than `LONGEST_TAG`, elements deeper than `DEEPEST`, a packed file
that unpacks to far more than logs do. What breaks the standard and can be stepped over is a finding.
Nested attributes are not read.
"""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NoReturn
from xml.parsers import expat

from tongban.kernel.words import Bilingual
from tongban.process.log.raw import Progress, RawLog, nothing_before
from tongban.process.log.unreadable import UnreadableLog
from tongban.process.log.xes_elements import Elements
from tongban.process.log.xes_plain import plain_traces

LONGEST_TAG = 1 << 20
#: gzip cannot do better than 1,032; the most regular logs reach some 100.
MOST_UNPACKED = 500
_SMALL = 64 << 20
_PIECE = 8 << 20
#: What expat is given at once: so much more than `LONGEST_TAG` it may hold.
_BITE = 1 << 18
_END = b"</trace>"
_UTF8 = (None, "utf-8", "us-ascii")


def read_xes(path: Path, progress: Progress = nothing_before) -> RawLog:
    """The events of an XES file, packed with gzip or not.

    Raises:
        UnreadableLog: it is no XML, or hostile; where, and what to do.
    """
    stream = _Stream(path.name, progress)
    for piece in _pieces(path):
        stream.feed(piece)
    return stream.end()


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        if packed:
            yield from _unpacked(file, path)
            return
        while piece := file.read(_PIECE):
            yield piece


def _unpacked(file: IO[bytes], path: Path) -> Iterator[bytes]:
    size, total = path.stat().st_size, 0
    try:
        with gzip.open(file, "rb") as stream:
            while piece := stream.read(_PIECE):
                total += len(piece)
                if total > max(_SMALL, size * MOST_UNPACKED):
                    raise UnreadableLog(
                        path.name,
                        Bilingual(
                            f"解压后超过原来的 {MOST_UNPACKED} 倍",
                            f"it unpacks to more than {MOST_UNPACKED} times its size",
                        ),
                        Bilingual(
                            "请确认来源；如属实，请先解压。",
                            "Check where it is from; if it is right, unpack it first.",
                        ),
                    )
                yield piece
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableLog(
            path.name,
            Bilingual(f"不能解压（{error}）", f"it cannot be unpacked ({error})"),
            Bilingual("请重新导出或传送。", "Export or send it again."),
        ) from None


class _Stream:
    """One reading: what goes to expat, and what is plain enough to be read at once."""

    def __init__(self, file: str, progress: Progress) -> None:
        self.file = file
        self.progress = progress
        self.rest = b""
        self.fed = 0
        #: Lines of what expat never saw.
        self.lines = 0
        self.encoding: str | None = None
        self.parser = expat.ParserCreate()
        self.elements = Elements(file, lambda: self.line)
        self.parser.StartElementHandler = self.elements.start
        self.parser.EndElementHandler = self.elements.end
        self.parser.EntityDeclHandler = self._entity
        self.parser.XmlDeclHandler = self._declared

    @property
    def line(self) -> int:
        """The line of the file where expat stands."""
        return self.parser.CurrentLineNumber + self.lines

    def feed(self, piece: bytes) -> None:
        """Take a piece of any length."""
        self.rest += piece
        self.progress(self.elements.read)
        if not self.elements.between_traces and not self._to_a_trace():
            return
        whole = self.rest.rfind(_END) + len(_END)
        if whole < len(_END):
            self._parse(self.rest)
            self.rest = b""
            return
        traces, self.rest = self.rest[:whole], self.rest[whole:]
        if not self._at_once(traces):
            self._parse(traces)

    def _to_a_trace(self) -> bool:
        """Give expat the header, or the rest of a trace that is longer than a piece; whether that was met."""
        mark, after = (_END, len(_END)) if self.elements.depth else (b"<trace", 0)
        begin = self.rest.find(mark)
        begin = len(self.rest) if begin < 0 else begin + after
        self._parse(self.rest[:begin])
        self.rest = self.rest[begin:]
        return self.elements.between_traces

    def _at_once(self, traces: bytes) -> bool:
        """Whether these were whole traces of the plainest form, and were taken."""
        elements = self.elements
        clean = elements.between_traces and self.fed == self.parser.CurrentByteIndex
        if not clean or self.encoding not in _UTF8:
            return False
        found = plain_traces(traces)
        if found is None:
            return False
        elements.take(found)
        self.lines += traces.count(b"\n")
        return True

    def _parse(self, piece: bytes) -> None:
        for begin in range(0, len(piece), _BITE):
            self._bite(piece[begin : begin + _BITE])

    def _bite(self, piece: bytes) -> None:
        try:
            self.parser.Parse(piece, False)
        except expat.ExpatError as error:
            self._broken(error)
        self.fed += len(piece)
        # Where the parser stands is the beginning of what is not complete yet.
        if self.fed - self.parser.CurrentByteIndex > LONGEST_TAG:
            raise UnreadableLog(
                self.file,
                Bilingual(
                    f"有超过 {LONGEST_TAG >> 10} KB 的单个标签或属性",
                    f"a single tag or attribute is longer than {LONGEST_TAG >> 10} KB",
                ),
                Bilingual(
                    "事件日志中没有这样长的内容；请确认来源后重新导出。",
                    "No event is that long: check where the file is from, and export it again.",
                ),
                self.line,
            )

    def end(self) -> RawLog:
        """Everything that was read."""
        self._parse(self.rest)
        try:
            self.parser.Parse(b"", True)
        except expat.ExpatError as error:
            self._broken(error)
        return self.elements.log()

    # --- what expat tells

    def _declared(self, version: str, encoding: str | None, standalone: int) -> None:
        self.encoding = encoding and encoding.lower()

    def _entity(self, *declared: object) -> NoReturn:
        raise UnreadableLog(
            self.file,
            Bilingual("声明了 XML 实体", "it declares XML entities"),
            Bilingual(
                "日志不需要实体，实体可用于攻击；请去掉 DOCTYPE 后重新提交。",
                "A log needs none, and they serve attacks: take the DOCTYPE out, and send it again.",
            ),
            self.line,
        )

    def _broken(self, error: expat.ExpatError) -> NoReturn:
        raise UnreadableLog(
            self.file,
            Bilingual(f"XML 有误（{error}）", f"its XML is broken ({error})"),
            Bilingual("请重新导出；文件可能不完整。", "Export it again; it may be incomplete."),
            error.lineno + self.lines,
        ) from None
